"""``pes bench`` measures where there is something to measure with, and says so where there is not."""

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


@pytest.mark.parametrize("name", ["engine", "growth", "rendering"])
def test_what_it_runs_is_there(name: str) -> None:
    folder = Path(__file__).parent.parent / "benchmarks"
    compile((folder / f"{name}.py").read_text(encoding="utf-8"), name, "exec")
