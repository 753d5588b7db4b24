"""A build of an edition asked for by its name: nothing of it is opened when nothing can have changed."""

from collections.abc import Callable

from pes_analysis.publish.build_report import BuildReport
from pes_analysis.publish.keys.file_digests import FileDigests
from pes_analysis.publish.lock import build_lock
from pes_analysis.publish.planning.outline import Outline
from pes_analysis.publish.project import Project
from pes_analysis.publish.request import Event, Request
from pes_analysis.publish.running.engine.choice import choose_engine
from pes_analysis.publish.settled import (
    Inputs,
    inputs_of,
    read_inputs,
    read_last,
    report_of,
    stands,
    write_last,
)
from pes_analysis.publish.site.site_places import public_site


def build_edition(
    project: Project, edition: str, request: Request, tell: Callable[[Event], None] = lambda event: None
) -> BuildReport:
    """Build the site of an edition, or find at once that there is nothing to do.

    Parameters
    ----------
    project : Project
        Where everything lies.
    edition : str
        The edition's name.
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
        As `pes_analysis.publish.build.build` does, and when there is no such edition.
    """
    report = BuildReport(public_site(project, request.output), engine=choose_engine(request.options.engine))
    digests = FileDigests(project.file_digests)
    last = read_last(project.last_build)
    roots = last.inputs.roots if last else ()
    before: Inputs | None = None
    if last and not request.force and request.only is None:
        with build_lock(project.state / "lock"), report.stage("compare"):
            before = read_inputs(project, edition, request, roots, digests)
            if stands(project, last, before):
                digests.save()
                return report_of(last, report)
    # An unchanged site needs none of what these import.
    from pes_analysis.publish.build import build
    from pes_analysis.publish.planning.editions import read_outline

    def seen(outline: Outline | None) -> Inputs:
        return read_inputs(project, edition, request, inputs_of(outline) if outline else roots, digests)

    # What is read after its digest was taken, and has the same one in the end, was built from just that.
    before = before or seen(None)
    outline = read_outline(project, edition)
    while inputs_of(outline) != before.roots:
        before = seen(outline)
        outline = read_outline(project, edition)
    report = build(project, outline, request, tell, digests)
    after = seen(outline)
    if after.digest and after == before:
        write_last(project.last_build, after, report)
    digests.save()
    return report
