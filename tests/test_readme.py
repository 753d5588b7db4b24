"""The README tells the truth: its Python runs as printed, its commands and files exist."""

import doctest
import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from pes_analysis.cli import app

README = Path(__file__).parents[1] / "README.md"


def test_python_runs_as_printed(monkeypatch):
    monkeypatch.chdir(README.parent)
    result = doctest.testfile(str(README), module_relative=False)
    assert result.attempted >= 6
    assert result.failed == 0


def test_options_of_pes_exist():
    said = set(re.findall(r"pes build[^`\n]*?(--[a-z-]+)", README.read_text(encoding="utf-8")))
    assert {"--plan", "--edition", "--all-counties", "--county"} <= said
    help_text = CliRunner(env={"COLUMNS": "200"}).invoke(app, ["build", "--help"]).output
    assert [option for option in said if option not in help_text] == []


@pytest.mark.parametrize(
    "path",
    [
        "parameters/malopolskie-2024.yml",
        "notebooks/county.ipynb",
        "pes_analysis/catalogue/data/county_indicators",
        "pes_analysis/edition/retabulate/__main__.py",
        "pes_analysis/publish/planning/pages.py",
        "tests/benchmarks/build.py",
        "requirements.txt",
    ],
)
def test_files_named_exist(path):
    assert path.removesuffix("/__main__.py").split("/")[-1] in README.read_text(encoding="utf-8")
    assert (README.parent / path).exists()
