"""What a warm parent does before its first fork, so that none of its children has to do it."""

import gc
import threading
import traceback
import warnings
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from pes_analysis.diagnose.kept_draws import take_earlier_years, take_this_year
from pes_analysis.diagnose.organisation_shared import shared_by_organisations
from pes_analysis.edition import Edition
from pes_analysis.edition.array_store import ArrayStore
from pes_analysis.protect.errors import PesError
from pes_analysis.publish.keys.digests import PACKAGE, code_digest
from pes_analysis.publish.planning.editions import read_outline
from pes_analysis.publish.project import find_project
from pes_analysis.publish.running.engine.huge_pages import gather

if TYPE_CHECKING:
    from pes_analysis.public import OpenEdition

_THREADS = Path("/proc/self/task")
# Notebooks whose pages hold organisations, or counties, against what could have been.
_OF_ORGANISATIONS = frozenset({"organisation.ipynb", "comparison.ipynb"})
_OF_COUNTIES = frozenset({"county.ipynb", "region.ipynb", "start.ipynb", "comparison.ipynb"})


def sources_of(edition: str) -> tuple[Path, ...]:
    """Name what a process that opened an edition depends on: when it changes, the process is out of date.

    Parameters
    ----------
    edition : str
        The name of an edition of the project around the current folder.

    Returns
    -------
    tuple of Path
        The package, and the files and folders with the edition's figures.
    """
    try:
        return PACKAGE, *read_outline(find_project(Path.cwd()), edition).inputs
    except PesError:
        # The notebook that opens it says so, with its cell and line.
        return (PACKAGE,)


def warm_up(edition: str, notebooks: Collection[str]) -> None:
    """Open an edition and compute what pages of one kind share.

    Parameters
    ----------
    edition : str
        Its name; a mistake in it is left for the notebooks to find, each with its cell and line.
    notebooks : collection of str
        Which notebooks will run. What none of them asks for is not computed.
    """
    # What is warned of here, each child is to be warned of again: leaving the block forgets it.
    with warnings.catch_warnings(action="ignore"):
        try:
            # Here: a parent without an edition has no use for what takes a second to import.
            from pes_analysis.public import open_edition
            from pes_analysis.publish.running.downloads import warm_up_files

            opened = open_edition(edition)
            if not _OF_ORGANISATIONS.isdisjoint(notebooks):
                with _told():
                    _take_draws(
                        opened.data, ArrayStore(find_project(Path.cwd()).arrays / edition, code_digest())
                    )
            _look_at_pages(opened, notebooks)
            warm_up_files(opened, notebooks)
        except Exception:  # noqa: BLE001 - told in the worker's log here, and by the notebooks themselves
            traceback.print_exc()


@contextmanager
def _told() -> Iterator[None]:
    """Go on without a store that has no room: then this process draws what it needs, and keeps it itself."""
    try:
        yield
    except OSError:
        traceback.print_exc()


def _take_draws(edition: Edition, store: ArrayStore) -> None:
    """Have the draws of cards from a store, which draws what it lacks: a year at a time, to save room."""
    if not len(edition.organisations.entities):
        return
    shared = shared_by_organisations(edition)
    take_this_year(shared, store)
    take_earlier_years(shared, store)


def _look_at_pages(edition: "OpenEdition", notebooks: Collection[str]) -> None:
    """Make parts of one county, one card and one unit: they ask for nearly all that pages like them share."""
    from pes_analysis.present.blocks import document

    data = edition.data
    cards = data.organisations.entities.index[:1] if "organisation.ipynb" in notebooks else ()
    units = data.directory.public.units.index[:1] if "unit.ipynb" in notebooks else ()
    for language in data.parameters.languages:
        if not _OF_COUNTIES.isdisjoint(notebooks):
            document(edition.county(data.region_counties[0], language).summary())
        for first in cards:
            card = edition.organisation(str(first), language)
            document(card.summary(), card.areas(), card.cooperation())
        for first in units:
            unit = edition.directory_unit(str(first), language)
            document(unit.contact(), unit.offer(), unit.surroundings())


def settle() -> None:
    """Make the process fit for being forked.

    Raises
    ------
    RuntimeError
        When it has threads: a child would have none of them, but might wait for one for ever.
    """
    gc.collect()
    # A child that sorted out its parent's garbage would copy every page it lies on.
    gc.freeze()
    gather()
    threads = len(list(_THREADS.iterdir())) if _THREADS.is_dir() else threading.active_count()
    if threads > 1:
        raise RuntimeError(
            f"a library has started {threads - 1} threads before the first notebook: use --engine ordinary"
        )
