"""The outline of an edition, read without its figures: a plan needs names, not a hundred tables."""

import csv
import re
from pathlib import Path

from pes_analysis.protect.errors import PesError
from pes_analysis.publish.keys import PACKAGE
from pes_analysis.publish.outline import County, Outline, voivodeship
from pes_analysis.publish.project import Project

_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,62}")
_PEERS = "peers.yml"


def edition_names(project: Project) -> list[str]:
    """List the editions of a project.

    Parameters
    ----------
    project : Project
        Its ``parameters/`` holds one file for each edition.
    """
    return sorted(path.stem for path in project.parameters.glob("*.yml") if path.name != _PEERS)


def read_outline(project: Project, edition: str) -> Outline:
    """Read what a plan has to know of an edition.

    Parameters
    ----------
    project : Project
        The project.
    edition : str
        The edition's name.

    Returns
    -------
    Outline
        Region, languages, counties, and where the figures lie.

    Raises
    ------
    PesError
        When there is no such edition, its file is wrong, or its region or snapshot does not exist.
    """
    known = edition_names(project)
    if _NAME.fullmatch(edition) is None or edition not in known:
        listed = ", ".join(known) or "–"
        raise PesError(
            f"Nie ma edycji „{edition}”. W folderze parameters/ są: {listed}.",
            f"There is no edition '{edition}'. In the folder parameters/ there are: {listed}.",
        )
    # pydantic and what the package brings along take a moment: not for a mistyped name.
    from pes_analysis.edition.parameters import read_parameters

    path = project.parameters / f"{edition}.yml"
    parameters = read_parameters(path)
    packaged = parameters.snapshot == "demonstration"
    snapshot = PACKAGE / "edition" / "demonstration" if packaged else project.root / parameters.snapshot
    rows = _counties(snapshot)
    names = {row["voivodeship"]: row["voivodeship_name"] for row in rows}
    if parameters.region not in names:
        listed = ", ".join(f"{code} {name}" for code, name in sorted(names.items()))
        raise PesError(
            f"{path.name}: nie ma województwa o kodzie „{parameters.region}”. Są: {listed}.",
            f"{path.name}: there is no voivodeship with the code '{parameters.region}'. There are: {listed}.",
        )
    region, year = names[parameters.region], parameters.year
    own_figures = tuple(project.root / figures for figures in parameters.figures)
    return Outline(
        edition=edition,
        year=year,
        region=parameters.region,
        region_name=region,
        languages=tuple(parameters.languages),
        counties=tuple(
            County(
                row["teryt"],
                row["name"],
                "city" if row["kind"] == "city" else "land",
                row["voivodeship"],
                row["voivodeship_name"],
            )
            for row in rows
            if not row["valid_to"]
        ),
        inputs=(path, project.parameters / _PEERS, snapshot, *own_figures),
        variables={
            "edition": {
                "name": {"pl": f"Województwo {region}, {year}", "en": f"{voivodeship(region)}, {year}"},
                "data_as_of": str(year),
            },
            "publisher": {"name": parameters.publisher.name.model_dump()},
        },
    )


def _counties(snapshot: Path) -> list[dict[str, str]]:
    path = snapshot / "counties.csv"
    if not path.is_file():
        raise PesError(
            f"W zestawie danych „{snapshot.name}” nie ma pliku counties.csv. "
            "Popraw „snapshot” w pliku edycji.",
            f"There is no counties.csv in the snapshot '{snapshot.name}'. "
            "Correct 'snapshot' in the file of the edition.",
        )
    with path.open(encoding="utf-8", newline="") as stream:
        return sorted(csv.DictReader(stream), key=lambda row: row["teryt"])
