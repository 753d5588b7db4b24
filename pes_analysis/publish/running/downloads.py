"""The files beside a page: figures for programs and for people, contacts, the data of its scripts."""

from collections.abc import Collection, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from pes_analysis.protect.errors import PesError
from pes_analysis.publish.atomic import write_atomically
from pes_analysis.publish.planning.plan import Job

if TYPE_CHECKING:
    from pes_analysis.present.sheet import Sheet
    from pes_analysis.public import OpenEdition

ENDINGS = ("csv", "xlsx", "vcf", "js", "details.js")
"""Every ending that a file beside a page may have."""


def downloads_of(job: Job) -> tuple[str, ...]:
    """Name the files that go beside a page, from the root of the Quarto project.

    Examples
    --------
    >>> card = Job("organisation.ipynb", "a", "pl", {}, "organizacje/a.ipynb", "", files=("csv", "xlsx"))
    >>> downloads_of(card)
    ('organizacje/a.csv', 'organizacje/a.xlsx')
    """
    stem = job.target.removesuffix(".ipynb")
    return tuple(f"{stem}.{ending}" for ending in job.files)


def cell_for(job: Job, kept: Path) -> str:
    """Give the code of a cell that writes the files of a page, or nothing when it has none.

    It is run after the cells of the notebook, in the same kernel, where what they computed is at hand.

    Parameters
    ----------
    job : Job
        What is run.
    kept : Path
        Where the executed notebook is kept; the files are kept beside it.
    """
    asked = (job.notebook, dict(job.parameters), str(kept))
    written = f"from pes_analysis.publish.running.downloads import write_downloads\nwrite_downloads{asked!r}"
    return written if job.files else ""


def write_downloads(notebook: str, parameters: Mapping[str, str], kept: str) -> None:
    """Write the files of a page beside its executed notebook.

    Parameters
    ----------
    notebook : str
        A file of ``notebooks/``.
    parameters : Mapping of str to str
        What it was given.
    kept : str
        Where the executed notebook is kept.

    Raises
    ------
    PesError
        When the edition or one of its units cannot be opened, or no files are made of such a page.
    """
    # pandas and the workbook writer take a second to import: not for a build with nothing to do.
    from pes_analysis.public import open_edition

    for ending, content in files_of(open_edition(parameters["edition"]), notebook, parameters).items():
        write_atomically(Path(kept).with_suffix(f".{ending}"), content)


def warm_up_files(edition: "OpenEdition", notebooks: Collection[str]) -> None:
    """Compute what the files of all cards and all units share, with those of the first ones.

    Parameters
    ----------
    edition : OpenEdition
    notebooks : collection of str
        Which notebooks will run.
    """
    entities, units = edition.data.organisations.entities, edition.data.directory.public.units
    firsts = [
        ("organisation.ipynb", "organisation_id", entities.index[:1]),
        ("unit.ipynb", "unit_id", units.index[:1]),
    ]
    for language in edition.data.parameters.languages:
        for notebook, named, first in firsts:
            for one in first if notebook in notebooks else ():
                files_of(edition, notebook, {named: str(one), "language": language})


def files_of(edition: "OpenEdition", notebook: str, parameters: Mapping[str, str]) -> dict[str, bytes]:
    """Make the files of one page.

    Parameters
    ----------
    edition : OpenEdition
        What the page is of.
    notebook, parameters
        As in :func:`write_downloads`.

    Returns
    -------
    dict of str to bytes
        Contents by the ending of the file.

    Raises
    ------
    PesError
        When one of its units cannot be opened, or no files are made of such a page.
    """
    from pes_analysis.present.vcard import vcards
    from pes_analysis.publish.running.workbook import csv_bytes

    language = parameters["language"]
    if "organisation_id" in parameters:
        return _figures(edition.organisation(parameters["organisation_id"], language).sheets(), language)
    if "comparison_id" in parameters:
        return _figures(edition.comparison(parameters["comparison_id"], language).sheets(), language)
    if "unit_id" in parameters:
        unit, files = parameters["unit_id"], edition.directory_files(language)
        return {"csv": csv_bytes(files.sheet_of(unit)), "vcf": vcards(files.contacts([unit]))}
    if notebook == "directory.ipynb":
        files = edition.directory_files(language)
        page = edition.directory(language, parameters["scope"])
        return {
            **_figures(files.sheets(), language),
            "vcf": vcards(files.contacts()),
            "js": page.script().encode(),
            "details.js": page.details().encode(),
        }
    raise PesError(
        "Z tego notatnika nie powstają pliki obok strony. Usuń „files” w publish/planning/pages.py.",
        "No files beside the page are made of this notebook. Remove 'files' in publish/planning/pages.py.",
    )


def _figures(sheets: "tuple[Sheet, ...]", language: str) -> dict[str, bytes]:
    from pes_analysis.publish.running.workbook import csv_bytes, workbook_bytes

    return {"csv": csv_bytes(sheets[0]), "xlsx": workbook_bytes(sheets, language)}
