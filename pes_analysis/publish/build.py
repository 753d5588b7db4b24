"""The whole way from an edition to a site, one stage after the other; nothing unchanged is made again."""

import shutil
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from pes_analysis.protect.errors import PesError
from pes_analysis.protect.swap import recover, staging, swap_in
from pes_analysis.publish.keys import digest_files, digest_of, job_keys, publish_digest
from pes_analysis.publish.lock import build_lock
from pes_analysis.publish.manifest import (
    holds_site,
    is_intact,
    read_site_record,
    write_site_record,
)
from pes_analysis.publish.materialise import is_kept, kept_path, materialise, refuse_own_pages
from pes_analysis.publish.outline import Outline
from pes_analysis.publish.pages import PAGES, Page
from pes_analysis.publish.plan import Job, Plan, make_plan
from pes_analysis.publish.pool import Failure, Options, run_jobs
from pes_analysis.publish.project import Project, project_files
from pes_analysis.publish.rendering import RendererName, check, choose_renderer, render

_KEPT_DAYS = 14


@dataclass(frozen=True)
class Request:
    """What a user asks of a build.

    Parameters
    ----------
    counties : tuple of str
        Codes of counties; empty means those of the region.
    all_counties : bool
        Whether to make pages for every county.
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
    """

    counties: tuple[str, ...] = ()
    all_counties: bool = False
    languages: tuple[str, ...] = ()
    renderer: RendererName = "auto"
    output: Path | None = None
    options: Options = field(default_factory=Options)
    force: bool = False
    pages: tuple[Page, ...] = PAGES


@dataclass(frozen=True)
class Event:
    """Something a user may want to see while a build runs.

    Parameters
    ----------
    stage : str
        ``plan``, ``run``, ``render``, ``check`` or ``swap``.
    detail : str
        The report or page that is ready, or what a notebook wrote to standard error.
    """

    stage: str
    detail: str


@dataclass
class BuildReport:
    """What a build did.

    Parameters
    ----------
    site : Path
        Where the site lies.
    renderer : str
        What rendered it.
    reports : int
        Reports in the plan.
    executed, rendered : int
        Notebooks run and pages rendered now; the others were kept.
    unchanged : bool
        True when the site was up to date and nothing was done.
    seconds : dict of str to float
        Time of each stage.
    """

    site: Path
    renderer: str = ""
    reports: int = 0
    executed: int = 0
    rendered: int = 0
    unchanged: bool = False
    seconds: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Measure a stage."""
        start = time.perf_counter()
        try:
            yield
        finally:
            self.seconds[name] = time.perf_counter() - start


class ReportsFailedError(PesError):
    """Some reports could not be made; the site stays as it was.

    Parameters
    ----------
    failures : sequence of Failure
        Which, and why.
    """

    def __init__(self, failures: Sequence[Failure]) -> None:
        self.failures = tuple(failures)
        super().__init__(
            "\n".join(
                [f"Nie powstały raporty: {len(failures)}. Strona zostaje, jaka była."]
                + [f"• {failure.error.pl}" for failure in failures]
            ),
            "\n".join(
                [f"Reports not made: {len(failures)}. The site stays as it was."]
                + [f"• {failure.error.en}" for failure in failures]
            ),
        )


def build(
    project: Project, outline: Outline, request: Request, tell: Callable[[Event], None] = lambda event: None
) -> BuildReport:
    """Build a site.

    Parameters
    ----------
    project : Project
        Where everything lies.
    outline : Outline
        The edition.
    request : Request
        What to build, and how.
    tell : callable
        Called from any thread with what happens.

    Returns
    -------
    BuildReport
        What was done.

    Raises
    ------
    PesError
        When the plan asks for something that does not exist, another build runs, or a check fails.
    ReportsFailedError
        When notebooks failed. In all these cases the published site stays as it was.
    """
    # A site may be a link into the folder of a web server: the folder changes, the link stays.
    site = (request.output or project.site).resolve()
    report = BuildReport(site)
    with build_lock(project.state / "lock"):
        recover(site)
        _refuse_foreign(site)
        with report.stage("plan"):
            plan = make_plan(
                outline,
                counties=request.counties,
                all_counties=request.all_counties,
                languages=request.languages,
                pages=request.pages,
            )
            keys = job_keys(plan, project.notebooks, outline.inputs)
            renderer = choose_renderer(request.renderer)
            key = site_key(project, plan, keys, str(renderer))
        report.reports, report.renderer = len(plan.jobs), str(renderer)
        record = read_site_record(site)
        with report.stage("compare"):
            report.unchanged = bool(
                not request.force and record and record.key == key and is_intact(site, record)
            )
        if report.unchanged:
            return report
        refuse_own_pages(project, plan)
        with report.stage("run"):
            report.executed = _run(project, plan, keys, request, tell)
            materialise(project, plan, keys, str(renderer))
        new = staging(site)
        new.mkdir(parents=True)
        with report.stage("render"):
            report.rendered = render(
                project,
                plan.languages,
                new,
                renderer,
                variables=outline.variables,
                workers=request.options.workers,
                force=request.force,
                done=lambda url: tell(Event("render", url)),
            )
        with report.stage("check"):
            check(new)
        with report.stage("swap"):
            write_site_record(new, key, plan.edition, str(renderer), keys)
            swap_in(site)
            _prune(project)
    return report


def _refuse_foreign(site: Path) -> None:
    """Refuse to replace a folder, which is done as a whole, when it holds something else."""
    if site.exists() and not holds_site(site) and (not site.is_dir() or any(site.iterdir())):
        raise PesError(
            f"Folder {site.name} zawiera coś innego niż strona zbudowana przez pes. "
            "Wskaż inny folder (--output) albo opróżnij ten.",
            f"The folder {site.name} holds something other than a site built by pes. "
            "Give another folder (--output) or empty it.",
        )


def site_key(project: Project, plan: Plan, keys: Mapping[str, str], renderer: str) -> str:
    """Give the key of everything a site is made from: with the same key there is nothing to do.

    Parameters
    ----------
    project : Project
        The project.
    plan : Plan
        The jobs.
    keys : Mapping of str to str
        Their keys, by target.
    renderer : str
        What makes pages of them, with its version.
    """
    jobs = [part for job in plan.jobs for part in (job.target, job.front_matter, keys[job.target])]
    # A lost manifest must not make the pages of this very plan a change of what people wrote.
    planned = {project.reports / target for target in keys}
    files = [path for path in project_files(project) if path not in planned]
    return digest_of(renderer, publish_digest(), digest_files(files, project.reports), *plan.languages, *jobs)


def _run(
    project: Project, plan: Plan, keys: Mapping[str, str], request: Request, tell: Callable[[Event], None]
) -> int:
    """Run the notebooks that are not kept from earlier builds, and count them."""
    waiting: dict[Path, Job] = {}
    for job in plan.jobs:
        kept = kept_path(project, keys[job.target])
        if not request.force and is_kept(kept):
            kept.touch()
        else:
            waiting[kept] = job

    def done(job: Job, messages: tuple[str, ...]) -> None:
        tell(Event("run", job.target))
        for message in messages:
            tell(Event("message", f"{job.target} {message}"))

    jobs = [(job, kept) for kept, job in waiting.items()]
    failures = run_jobs(jobs, project.notebooks, request.options, done)
    if failures:
        raise ReportsFailedError(failures)
    return len(jobs)


def _prune(project: Project) -> None:
    """Forget what no build has used for two weeks, and what a killed one left half-written."""
    oldest = time.time() - _KEPT_DAYS * 24 * 3600
    for folder in (project.executed, project.rendered):
        for entry in folder.glob("*"):
            if entry.name.startswith(".") or entry.stat().st_mtime < oldest:
                shutil.rmtree(entry) if entry.is_dir() else entry.unlink()
