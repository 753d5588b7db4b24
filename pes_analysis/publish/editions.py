"""The outline of an edition, read without its figures: planning a build must not wait for pandas."""

import csv
import re
from pathlib import Path

from pes_analysis.protect.errors import PesError
from pes_analysis.publish.outline import County, Outline
from pes_analysis.publish.project import Project

_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,62}")


def read_outline(project: Project, edition: str) -> Outline:
    """Read what a plan has to know of an edition.

    Parameters
    ----------
    project : Project
        Its ``parameters/`` holds one file for each edition.
    edition : str
        The edition's name.

    Returns
    -------
    Outline
        Region, languages, counties, and where the figures lie.

    Raises
    ------
    PesError
        When there is no such edition, or its file is wrong.
    """
    path = project.parameters / f"{edition}.yml"
    if _NAME.fullmatch(edition) is None or not path.is_file():
        known = ", ".join(sorted(found.stem for found in project.parameters.glob("*.yml"))) or "–"
        raise PesError(
            f"Nie ma edycji „{edition}”. W folderze parameters/ są: {known}.",
            f"There is no edition '{edition}'. In the folder parameters/ there are: {known}.",
        )
    from pes_analysis.edition.parameters import read_parameters

    parameters = read_parameters(path)
    snapshot = snapshot_folder(project, parameters.snapshot)
    rows = _rows(snapshot / "counties.csv")
    names = {row["voivodeship"]: row["voivodeship_name"] for row in rows}
    return Outline(
        edition=edition,
        year=parameters.year,
        region=parameters.region,
        region_name=names[parameters.region],
        languages=tuple(parameters.languages),
        counties=tuple(
            County(row["teryt"], row["name"], "city" if row["kind"] == "city" else "land", row["voivodeship"])
            for row in rows
            if not row["valid_to"]
        ),
        inputs=(path, snapshot, *(project.root / figures for figures in parameters.figures)),
    )


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return sorted(csv.DictReader(stream), key=lambda row: row["teryt"])
