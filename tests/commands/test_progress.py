"""What a user, a log and a program hear of the same build."""

import io
import json
import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict

import pytest
from rich.console import Console

from pes_analysis.commands.progress import bars, progress, record
from pes_analysis.publish.build import build
from pes_analysis.publish.planning.outline import Outline
from pes_analysis.publish.project import Project
from pes_analysis.publish.request import Event, Request


def test_a_program_hears_every_report_and_what_came_of_it(
    built_project: Project, built_outline: Outline, capsys: pytest.CaptureFixture[str]
) -> None:
    with progress(as_json=True) as hear:
        report = build(built_project, built_outline, Request(force=True), hear)
    record("built", **asdict(report))
    heard = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    runs = [event for event in heard if event["event"] == "run"]
    assert [event["done"] for event in runs] == list(range(1, report.executed + 1))
    assert {event["total"] for event in runs} == {report.executed}
    assert "en/powiaty/1201.ipynb" in {event["detail"] for event in runs}
    assert heard[-1]["event"] == "built"
    assert heard[-1]["site"] == str(built_project.site)
    assert heard[-1]["executed"] == report.executed
    assert heard[-1]["engine"]["name"] == report.engine.name


def test_a_log_has_a_line_for_each_report(capsys: pytest.CaptureFixture[str]) -> None:
    with progress() as hear:
        for target in ("region.ipynb", "index.ipynb"):
            hear(Event("run", target, 2))
        hear(Event("message", "index.ipynb [3] careful"))
        hear(Event("failed", "x.ipynb", 2, "powód", "reason"))
        hear(Event("render", "index.html", 8))
    heard = capsys.readouterr()
    assert heard.out == ""
    assert heard.err.splitlines() == [
        "run 1/2: region.ipynb",
        "run 2/2: index.ipynb",
        "! index.ipynb [3] careful",
        "✗ x.ipynb: powód",
        "render 1/8: index.html",
    ]


@pytest.mark.parametrize(("language", "name"), [("pl", "notatniki"), ("en", "notebooks")])
def test_a_terminal_shows_bars_and_what_notebooks_complain_of(
    monkeypatch: pytest.MonkeyPatch, language: str, name: str
) -> None:
    monkeypatch.setenv("PES_LANG", language)
    screen = io.StringIO()
    with bars(Console(file=screen, force_terminal=True, width=100)) as hear:
        with ThreadPoolExecutor(8) as threads:
            list(threads.map(hear, [Event("run", f"{number}.ipynb", 200) for number in range(200)]))
        hear(Event("message", "1.ipynb [4] [red]careful[/red]"))
        hear(Event("render", "1.html"))
    shown = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", screen.getvalue())
    last = shown[shown.rindex(name) :]
    assert "200/200" in last
    assert "1/?" in last
    assert "! 1.ipynb [4] [red]careful[/red]" in shown
