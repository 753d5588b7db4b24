"""The whole way from an edition to a site, one stage after the other; nothing unchanged is made again."""

import os
import shutil
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import nullcontext
from pathlib import Path

from pes_analysis.protect.swap import recover, staging
from pes_analysis.publish.build_report import BuildReport
from pes_analysis.publish.keys.file_digests import FileDigests
from pes_analysis.publish.keys.job_keys import Parts, job_parts, keys_of
from pes_analysis.publish.keys.reads import Reads
from pes_analysis.publish.keys.reasons import read_made, write_made
from pes_analysis.publish.lock import build_lock
from pes_analysis.publish.making import ReportsFailedError, make_reports
from pes_analysis.publish.planning.outline import Outline
from pes_analysis.publish.planning.plan import Plan, make_plan
from pes_analysis.publish.project import Project
from pes_analysis.publish.request import Event, Request
from pes_analysis.publish.retry import forget_failure, remember_failure
from pes_analysis.publish.running.engine.choice import choose_engine
from pes_analysis.publish.site.manifest import holds_site
from pes_analysis.publish.site.materialise import materialise, refuse_own_pages
from pes_analysis.publish.site.part import Part, refuse_foreign
from pes_analysis.publish.site.private import derive_project, links_beside
from pes_analysis.publish.site.rendering import check, choose_renderer
from pes_analysis.publish.site.site_places import private_site, public_site

_KEPT_DAYS = 14


def build(
    project: Project,
    outline: Outline,
    request: Request,
    tell: Callable[[Event], None] = lambda event: None,
    digests: FileDigests | None = None,
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
    digests : FileDigests, optional
        What is known of the edition's files.

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
    report = BuildReport(public_site(project, request.output), engine=choose_engine(request.options.engine))
    with build_lock(project.state / "lock"):
        with report.stage("plan"):
            plan = make_plan(
                outline,
                counties=request.counties,
                all_counties=request.all_counties,
                organisations=request.organisations,
                languages=request.languages,
                pages=request.pages,
            )
            reads = Reads(outline, project.slices, digests or FileDigests(project.file_digests))
            parts_of = job_parts(plan, project.notebooks, reads)
            keys = keys_of(parts_of)
            renderer = choose_renderer(request.renderer)
            report.new_links = bool(plan.of_site(private=True).jobs) and not project.link_secret.exists()
            parts = [
                Part.of(part, plan, keys, str(renderer), site)
                for part, site in _sites(project, plan, report.site)
            ]
        report.reports, report.renderer = len(plan.jobs), str(renderer)
        with report.stage("compare"):
            changed = [part for part in parts if request.force or not part.is_up_to_date()]
        report.private = next((part.site for part in parts if part.project.private), None)
        withdrawn = _withdrawn(project, request, report)
        if not changed and not withdrawn:
            report.unchanged = True
            return report
        for part in changed:
            refuse_own_pages(part.project, part.plan)
        with report.stage("run"):
            try:
                report.executed = make_reports(project, plan, keys, request, tell)
            except ReportsFailedError as error:
                remember_failure(project, outline.edition, request, error)
                raise
            finally:
                _note_made(project, plan, parts_of, keys, reads)
            forget_failure(project)
        with report.stage("render"):
            for part in changed:
                materialise(part.project, part.plan, keys, str(renderer), part.digests)
            published = [part.published() for part in changed]
            prepared = [
                part.prepare(outline, request, renderer, old)
                for part, old in zip(changed, published, strict=True)
            ]
            pages = sum(rendering.pages for rendering in prepared)
            for part, rendering in zip(changed, prepared, strict=True):
                report.rendered += part.render(
                    rendering, renderer, lambda url: tell(Event("render", url, pages))
                )
        with report.stage("check"):
            for part, old in zip(changed, published, strict=True):
                check(staging(part.site), old.placed, part.project.page_facts, request.options.workers)
        with report.stage("swap"):
            for part, old in zip(changed, published, strict=True):
                part.publish(keys, str(renderer), old.placed)
            if withdrawn:
                shutil.rmtree(withdrawn)
                links_beside(withdrawn).unlink(missing_ok=True)
            _prune(project)
    return report


def _sites(project: Project, plan: Plan, public: Path) -> Iterator[tuple[Project, Path]]:
    """Give the sites to build."""
    private = private_site(project, public)
    for site in (public, private):
        recover(site)
        refuse_foreign(site)
    yield project, public
    if plan.of_site(private=True).jobs:
        yield derive_project(project), private


def _withdrawn(project: Project, request: Request, report: BuildReport) -> Path | None:
    """Give the private site when no organisation of the edition has a private card any more.

    A build of chosen cards says nothing of the others: theirs stay.
    """
    private = private_site(project, report.site)
    if report.private or request.organisations or not holds_site(private):
        return None
    return private


def _note_made(
    project: Project, plan: Plan, parts: Mapping[str, Parts], keys: Mapping[str, str], reads: Reads
) -> None:
    """Note what the reports were made from, for the plan of a later build to say what changed."""
    folder = os.fspath(project.executed)
    with os.scandir(folder) if project.executed.is_dir() else nullcontext(()) as entries:
        kept = {entry.name for entry in entries}
    finished = [job.target for job in plan.jobs if f"{keys[job.target]}.ipynb" in kept]
    write_made(project.made, read_made(project.made), parts, finished, reads)


def _prune(project: Project) -> None:
    """Forget what no build has used for two weeks, and what a killed one left half-written."""
    oldest = time.time() - _KEPT_DAYS * 24 * 3600
    for folder in (project.executed, project.rendered, project.slices):
        with os.scandir(folder) if folder.is_dir() else nullcontext(()) as entries:
            old = [one for one in entries if one.name.startswith(".") or one.stat().st_mtime < oldest]
        for one in old:
            shutil.rmtree(one.path) if one.is_dir() else Path(one.path).unlink()
    for unfinished in project.arrays.glob("*/.*"):
        shutil.rmtree(unfinished)
