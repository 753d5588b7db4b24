"""``pes bench`` measures where there is something to measure with, and says so where there is not."""

import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from pes_analysis.cli import app
from pes_analysis.protect.errors import PesError


def test_without_benchmarks_it_says_where_they_would_be(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "notebooks").mkdir()
    (tmp_path / "reports").mkdir()
    (tmp_path / "reports" / "_quarto.yml").write_text("project: {}", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(app, ["bench"])
    assert isinstance(result.exception, PesError)
    assert "benchmarks" in result.exception.en


# What ``pes bench`` passes to each.
@pytest.mark.parametrize(
    ("name", "options"),
    [
        ("engine", ("--notebook", "--rounds")),
        ("growth", ("--sizes",)),
        ("rendering", ("--cards", "--counties")),
    ],
)
def test_what_it_runs_starts_and_takes_what_it_is_given(name: str, options: tuple[str, ...]) -> None:
    script = Path(__file__).parent.parent / "benchmarks" / f"{name}.py"
    told = subprocess.run(
        [sys.executable, script, "--help"], capture_output=True, text=True, check=True
    ).stdout
    assert [option for option in options if option not in told] == []
