"""What a warm parent does before its first fork, so that none of its children has to do it."""

import gc
import os
import threading
import traceback
import warnings
from pathlib import Path

from pes_analysis.diagnose.kept_draws import take_earlier_years, take_this_year
from pes_analysis.diagnose.organisation_shared import shared_by_organisations
from pes_analysis.edition import Edition
from pes_analysis.edition.array_store import ArrayStore
from pes_analysis.protect.errors import PesError
from pes_analysis.publish.keys.digests import PACKAGE, code_digest
from pes_analysis.publish.planning.editions import read_outline
from pes_analysis.publish.project import find_project
from pes_analysis.publish.running.engine.huge_pages import gather

_THREADS = Path("/proc/self/task")


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


def warm_up(edition: str) -> None:
    """Open an edition and compute what its pages share.

    Parameters
    ----------
    edition : str
        Its name; a mistake in it is left for the notebooks to find, each with its cell and line.
    """
    # What is warned of here, each child is to be warned of again: leaving the block forgets it.
    with warnings.catch_warnings(action="ignore"):
        try:
            # Here: a parent without an edition has no use for what takes a second to import.
            from pes_analysis.public import open_edition
            from pes_analysis.publish.running.downloads import warm_up_files

            opened = open_edition(edition)
            store = ArrayStore(find_project(Path.cwd()).arrays / edition, code_digest())
            _fill(store, opened.data)
            opened.warm_up(store)
            warm_up_files(opened)
        except Exception:  # noqa: BLE001 - told in the worker's log here, and by the notebooks themselves
            traceback.print_exc()


def _fill(store: ArrayStore, edition: Edition) -> None:
    """Compute what a store lacks of the cards' arrays: earlier years at once, in a copy of this process."""
    if not len(edition.organisations.entities):
        return
    shared = shared_by_organisations(edition)
    # Both need these, so they come before the fork.
    _ = shared.series, shared.measured, shared.previous
    child = os.fork()
    if not child:
        try:
            take_earlier_years(shared, store)
        finally:
            # What went wrong goes wrong again in the parent, which has somebody to tell.
            os._exit(0)
    take_this_year(shared, store)
    os.waitpid(child, 0)


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
