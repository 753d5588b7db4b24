"""What a user asks of a build, and what a build tells while it runs."""

from dataclasses import dataclass, field
from pathlib import Path

from pes_analysis.publish.options import Options
from pes_analysis.publish.planning.pages import PAGES, Page
from pes_analysis.publish.site.rendering import RendererName


@dataclass(frozen=True)
class Request:
    """What a user asks of a build.

    Parameters
    ----------
    counties : tuple of str
        Codes of counties; empty means those of the region.
    all_counties : bool
        Whether to make pages for every county.
    organisations : tuple of str
        Ids of organisations; empty means all of the edition.
    languages : tuple of str
        Languages; empty means those of the edition.
    renderer : {"auto", "quarto", "builtin"}
        What makes pages of notebooks.
    output : Path or None
        The folder of the site; None means ``reports/_site``.
    options : Options
        How notebooks are run.
    force : bool
        Whether to make everything again.
    pages : tuple of Page
        The notebooks and their pages.
    scheduler : str
        Address of a Dask scheduler whose workers run the notebooks; empty for processes of this computer.
    only : frozenset of str or None
        Targets that may be run; None for all.
    """

    counties: tuple[str, ...] = ()
    all_counties: bool = False
    organisations: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    renderer: RendererName = "auto"
    output: Path | None = None
    options: Options = field(default_factory=Options)
    force: bool = False
    pages: tuple[Page, ...] = PAGES
    scheduler: str = ""
    only: frozenset[str] | None = None


@dataclass(frozen=True)
class Event:
    """Something a user may want to see while a build runs.

    Parameters
    ----------
    stage : str
        ``run``, ``failed``, ``render`` or ``message``.
    detail : str
        The report or page that is ready or failed, or what a notebook wrote to standard error.
    total : int
        How many there will be of this stage; 0 when nobody knows.
    pl, en : str
        Of a failed report: why.
    """

    stage: str
    detail: str
    total: int = 0
    pl: str = ""
    en: str = ""
