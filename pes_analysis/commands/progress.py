"""How a build tells what it does: bars on a terminal, lines elsewhere, JSON for machines.

Programs hear one JSON object a line, told apart by ``event``; these names and their values stay:

- ``run``, ``render``: a report, a page is ready: ``detail``, ``done``, ``total``;
- ``failed``: a report could not be made, the others go on: ``target``, ``pl``, ``en``;
- ``message``: what a notebook wrote to standard error: ``detail``;
- ``built``: the build came to its end: ``site``, ``reports``, ``executed``, ``rendered``, ``seconds`` …;
- ``error``: it did not, and the site stayed as it was: ``pl``, ``en``;
- ``kept``, ``to_run``, ``planned``: the answer to ``--plan``, with the reason of each.
"""

import json
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import typer

from pes_analysis.commands.speech import is_english

if TYPE_CHECKING:
    from rich.console import Console

    from pes_analysis.publish.request import Event

Hear = Callable[["Event"], None]

_STAGES = {
    "run": ("notatniki", "notebooks"),
    "render": ("strony", "pages"),
}


def record(event: str, **values: object) -> None:
    """Print one line of JSON."""
    typer.echo(json.dumps({"event": event, **values}, ensure_ascii=False, default=str))


@contextmanager
def progress(*, as_json: bool = False) -> Iterator[Hear]:
    """Give what hears the events of a build; it may be called from any thread.

    Parameters
    ----------
    as_json : bool
        Whether a program listens: each event is a line of JSON on standard output.
    """
    if as_json:
        yield _counted(_json_line)
    elif sys.stderr.isatty():
        from rich.console import Console

        with bars(Console(stderr=True)) as hear:
            yield hear
    else:
        yield _counted(_line)


def _counted(tell: Callable[["Event", int], None]) -> Hear:
    counts = Counter[str]()

    def hear(event: "Event") -> None:
        counts[event.stage] += 1
        tell(event, counts[event.stage])

    return hear


def _json_line(event: "Event", count: int) -> None:
    if event.stage == "failed":
        record("failed", target=event.detail, pl=event.pl, en=event.en)
    elif event.stage == "message":
        record("message", detail=event.detail)
    else:
        record(event.stage, detail=event.detail, done=count, total=event.total or None)


def _remark(event: "Event") -> str:
    """Say what is no progress: a report that failed, a notebook's own words; empty for anything else."""
    if event.stage == "failed":
        return f"✗ {event.detail}: {event.en if is_english() else event.pl}"
    return f"! {event.detail}" if event.stage == "message" else ""


def _line(event: "Event", count: int) -> None:
    if remark := _remark(event):
        typer.echo(remark, err=True)
    else:
        of = f"/{event.total}" if event.total else ""
        typer.echo(f"{event.stage} {count}{of}: {event.detail}", err=True)


@contextmanager
def bars(console: "Console") -> Iterator[Hear]:
    """Draw a bar for each stage, with how many a second and the time left.

    Parameters
    ----------
    console : Console
        Where to draw; what notebooks wrote to standard error goes above the bars.
    """
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
    from rich.progress import ProgressColumn as Column
    from rich.text import Text

    class Rate(Column):
        def render(self, task: object) -> Text:
            speed = getattr(task, "finished_speed", None) or getattr(task, "speed", None)
            return Text(f"{speed:.1f}/s" if speed else "")

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        Rate(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=console) as drawn:
        # All at once, so that two threads never make two of them.
        tasks = {
            stage: drawn.add_task(names[is_english()], total=None, visible=False)
            for stage, names in _STAGES.items()
        }

        def hear(event: "Event") -> None:
            if remark := _remark(event):
                drawn.console.print(remark, markup=False, highlight=False)
            else:
                drawn.update(tasks[event.stage], advance=1, total=event.total or None, visible=True)

        yield hear
