"""The reports of a plan that are not kept from earlier builds: which, and made by whom."""

import os
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from pes_analysis.protect.errors import PesError
from pes_analysis.publish.planning.plan import Job, Plan
from pes_analysis.publish.project import Project
from pes_analysis.publish.request import Event, Request
from pes_analysis.publish.running.pool import Failure, run_jobs
from pes_analysis.publish.site.materialise import is_kept, kept_path
from pes_analysis.publish.still_used import still_used


class ReportsFailedError(PesError):
    """Some reports could not be made; the site stays as it was.

    Parameters
    ----------
    failures : sequence of Failure
        Which, and why.
    """

    def __init__(self, failures: Sequence[Failure]) -> None:
        self.failures = tuple(failures)
        count = len(failures)
        pl = [f"Nie powstały raporty: {count}. Strona zostaje, jaka była. Po poprawce: pes build --retry."]
        en = [f"Reports not made: {count}. The site stays as it was. Once corrected: pes build --retry."]
        super().__init__(
            "\n".join(pl + [f"• {failure.error.pl}" for failure in failures]),
            "\n".join(en + [f"• {failure.error.en}" for failure in failures]),
        )


def waiting_jobs(project: Project, plan: Plan, keys: Mapping[str, str], *, force: bool = False) -> list[Job]:
    """List the jobs whose reports are not kept; two that make the same report wait once.

    Parameters
    ----------
    project : Project
        It keeps finished reports by key.
    plan : Plan
        The jobs.
    keys : Mapping of str to str
        Their keys, by target.
    force : bool
        Whether everything is to be made again.
    """
    waiting: dict[str, Job] = {}
    # Thousands of them: names, where paths would take most of the time.
    folder = os.fspath(project.executed)
    for job in plan.jobs:
        kept = f"{folder}/{keys[job.target]}.ipynb"
        beside = [f"{folder}/{keys[job.target]}.{ending}" for ending in job.files]
        if not force and is_kept(Path(kept)) and all(os.path.isfile(name) for name in beside):  # noqa: PTH113
            for name in (kept, *beside):
                still_used(name)
        else:
            waiting[keys[job.target]] = job
    return list(waiting.values())


def make_reports(
    project: Project, plan: Plan, keys: Mapping[str, str], request: Request, tell: Callable[[Event], None]
) -> int:
    """Run the notebooks whose reports are not kept, and count them.

    Raises
    ------
    PesError
        When only some may be run and others would have to be.
    ReportsFailedError
        When notebooks failed; the others are kept.
    """
    waiting = waiting_jobs(project, plan, keys, force=request.force)
    if request.only is not None:
        more = [job.target for job in waiting if job.target not in request.only]
        if more:
            raise PesError(
                f"Od nieudanego budowania zmieniło się coś więcej (np. {more[0]}, razem {len(more)}). "
                "Uruchom pes build bez --retry.",
                f"More has changed since the build that failed (such as {more[0]}, {len(more)} in all). "
                "Run pes build without --retry.",
            )

    def done(job: Job, messages: tuple[str, ...]) -> None:
        tell(Event("run", job.target, len(waiting)))
        for message in messages:
            tell(Event("message", f"{job.target} {message}"))

    def failed(failure: Failure) -> None:
        tell(Event("failed", failure.job.target, len(waiting), failure.error.pl, failure.error.en))

    jobs: list[tuple[Job, Path]] = [(job, kept_path(project, keys[job.target])) for job in waiting]
    if request.scheduler and jobs:
        from pes_analysis.publish.running.cluster import run_on_cluster

        failures = run_on_cluster(jobs, project.notebooks, request.options, request.scheduler, done, failed)
    else:
        failures = run_jobs(jobs, project.notebooks, request.options, done, failed)
    if failures:
        raise ReportsFailedError(failures)
    return len(jobs)
