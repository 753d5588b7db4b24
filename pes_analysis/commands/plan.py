"""``pes build --plan``: what would be made, each with its reason; nothing is made."""

from collections import Counter
from typing import TYPE_CHECKING

import typer

from pes_analysis.commands.progress import record
from pes_analysis.commands.speech import is_english, say

if TYPE_CHECKING:
    from pes_analysis.publish.planning.outline import Outline
    from pes_analysis.publish.planning.plan import Plan
    from pes_analysis.publish.project import Project


def show_plan(project: "Project", outline: "Outline", plan: "Plan", *, as_json: bool = False) -> None:
    """Print the jobs of a plan: those that are kept (=), and those to run (+) with the reason.

    Parameters
    ----------
    project : Project
    outline : Outline
    plan : Plan
    as_json : bool
        Whether a program reads it: one JSON object a line.
    """
    from pes_analysis.publish.keys.job_keys import job_parts, keys_of
    from pes_analysis.publish.keys.reads import Reads
    from pes_analysis.publish.keys.reasons import read_made
    from pes_analysis.publish.site.materialise import kept_path

    reads = Reads(outline, project.slices)
    parts = job_parts(plan, project.notebooks, reads)
    keys, made = keys_of(parts), read_made(project.made)
    why = Counter[str]()
    for job in plan.jobs:
        given = {"target": job.target, "notebook": job.notebook, "unit": job.unit, "language": job.language}
        if kept_path(project, keys[job.target]).is_file():
            if as_json:
                record("kept", **given)
            else:
                typer.echo("  ".join(("=", *given.values())))
            continue
        reason = made.reason(job, parts[job.target], reads)
        said = reason.en if is_english() else reason.pl
        why[said] += 1
        if as_json:
            changed = {"reason": reason.changed, "organisations": reason.organisations}
            record("to_run", **given, **changed, pl=reason.pl, en=reason.en)
        else:
            typer.echo("  ".join(("+", *given.values(), f"({said})")))
    waiting = why.total()
    if as_json:
        record("planned", reports=len(plan.jobs), kept=len(plan.jobs) - waiting, to_run=waiting)
        return
    say(
        f"Raporty: {len(plan.jobs)}, gotowe (=): {len(plan.jobs) - waiting}, do wykonania (+): {waiting}.",
        f"Reports: {len(plan.jobs)}, ready (=): {len(plan.jobs) - waiting}, to run (+): {waiting}.",
    )
    for said, count in why.most_common():
        typer.echo(f"  {count} × {said}")
    if outline.organisation_folders:
        say(
            "Strony powiatów i regionu czytają tylko dane o powiatach: zwrot organizacji ich nie zmienia. "
            "Karta czyta dane swojej organizacji i podobnych do niej.",
            "Pages of counties and of the region read figures of counties alone: a return of an organisation "
            "does not change them. A card reads the data of its organisation and of similar ones.",
        )
