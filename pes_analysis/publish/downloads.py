"""The files beside a page: figures for programs and for people, contacts, the data of its scripts."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from pes_analysis.protect.errors import PesError
from pes_analysis.publish.atomic import write_atomically
from pes_analysis.publish.plan import Job

if TYPE_CHECKING:
    from pes_analysis.present.sheet import Sheet
    from pes_analysis.public import OpenEdition

ENDINGS = ("csv", "xlsx", "vcf", "js")
"""Every ending that a file beside a page may have."""


def downloads_of(job: Job) -> tuple[str, ...]:
    """Name the files that go beside a page, from the root of the Quarto project.

    Examples
    --------
    >>> downloads_of(Job("organisation.ipynb", "a", "pl", {}, "organizacje/a.ipynb", "", ("csv", "xlsx")))
    ('organizacje/a.csv', 'organizacje/a.xlsx')
    """
    stem = job.target.removesuffix(".ipynb")
    return tuple(f"{stem}.{ending}" for ending in job.files)


def make_downloads(jobs: Iterable[tuple[Job, Path]], edition_file: Path, done: Callable[[str], None]) -> None:
    """Make the files of pages that do not have them yet.

    Parameters
    ----------
    jobs : iterable of (Job, Path)
        Jobs with files, each with the path of its executed notebook; the files are kept beside it.
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

    edition = open_edition(edition_file)
    for job, kept in jobs:
        for ending, content in _files(edition, job).items():
            write_atomically(kept.with_suffix(f".{ending}"), content)
        done(job.target)


def _files(edition: "OpenEdition", job: Job) -> dict[str, bytes]:
    """Write the files of one page."""
    if "organisation_id" in job.parameters:
        return _figures(edition.organisation(job.unit, job.language).sheets(), job.language)
    if "comparison_id" in job.parameters:
        return _figures(edition.comparison(job.unit, job.language).sheets(), job.language)
    raise PesError(
        f"{job.notebook}: z tego notatnika nie powstają pliki obok strony. Usuń „files” w publish/pages.py.",
        f"{job.notebook}: no files beside the page are made of it. Remove 'files' in publish/pages.py.",
    )


def _figures(sheets: "tuple[Sheet, ...]", language: str) -> dict[str, bytes]:
    from pes_analysis.publish.workbook import csv_bytes, workbook_bytes

    return {"csv": csv_bytes(sheets[0]), "xlsx": workbook_bytes(sheets, language)}
