"""The figures of a page as files beside it: CSV for programs, XLSX for people."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from pes_analysis.protect.errors import PesError
from pes_analysis.publish.atomic import write_atomically
from pes_analysis.publish.plan import Job

if TYPE_CHECKING:
    from pes_analysis.present.sheet import Sheet
    from pes_analysis.public import OpenEdition

FORMATS = ("csv", "xlsx")


def downloads_of(job: Job) -> tuple[str, ...]:
    """Name the files that go beside a page, from the root of the Quarto project.

    Examples
    --------
    >>> downloads_of(Job("organisation.ipynb", "a", "pl", {}, "organizacje/a.ipynb", "", figures=True))
    ('organizacje/a.csv', 'organizacje/a.xlsx')
    """
    stem = job.target.removesuffix(".ipynb")
    return tuple(f"{stem}.{kind}" for kind in FORMATS) if job.figures else ()


def make_downloads(jobs: Iterable[tuple[Job, Path]], edition_file: Path, done: Callable[[str], None]) -> None:
    """Make the files of pages that do not have them yet.

    Parameters
    ----------
    jobs : iterable of (Job, Path)
        Jobs with figures, each with the path of its executed notebook; the files are kept beside it.
    edition_file : Path
        The file of the edition.
    done : callable
        Called with the target of each job that is ready.

    Raises
    ------
    PesError
        When the edition or one of its units cannot be opened.
    """
    # pandas and the workbook writer take a second to import: not for a build with nothing to do.
    from pes_analysis.public import open_edition
    from pes_analysis.publish.workbook import csv_bytes, workbook_bytes

    edition = open_edition(edition_file)
    for job, kept in jobs:
        sheets = _sheets(edition, job)
        write_atomically(kept.with_suffix(".csv"), csv_bytes(sheets[0]))
        write_atomically(kept.with_suffix(".xlsx"), workbook_bytes(sheets, job.language))
        done(job.target)


def _sheets(edition: "OpenEdition", job: Job) -> "tuple[Sheet, ...]":
    if "organisation_id" in job.parameters:
        return edition.organisation(job.unit, job.language).sheets()
    if "comparison_id" in job.parameters:
        return edition.comparison(job.unit, job.language).sheets()
    raise PesError(
        f"{job.notebook}: z tego notatnika nie powstają pliki z liczbami. Usuń „figures” w publish/pages.py.",
        f"{job.notebook}: no files of figures are made of it. Remove 'figures' in publish/pages.py.",
    )
