"""Notebooks hold calls and nothing else: what they show exists, they define nothing, they keep no outputs."""

import ast
import inspect
import json
from pathlib import Path

import pytest

import pes_analysis as pes
from pes_analysis.publish.planning.pages import PAGES

NOTEBOOKS = sorted((Path(__file__).parent.parent.parent.parent / "notebooks").glob("*.ipynb"))
ALLOWED = (ast.Assign, ast.Import, ast.ImportFrom, ast.Expr)
MOST_LINES = 40


@pytest.fixture(params=NOTEBOOKS, ids=lambda path: path.stem)
def notebook(request: pytest.FixtureRequest) -> Path:
    return request.param


def code_of(notebook: Path) -> list[str]:
    return ["".join(cell["source"]) for cell in json.loads(notebook.read_bytes())["cells"]]


def test_it_defines_nothing_and_computes_nothing(notebook: Path) -> None:
    statements = [statement for source in code_of(notebook) for statement in ast.parse(source).body]
    assert {type(statement) for statement in statements} <= set(ALLOWED)
    inner = {type(node) for statement in statements for node in ast.walk(statement)}
    assert not inner & {
        ast.Lambda,
        ast.BinOp,
        ast.Compare,
        ast.ListComp,
        ast.DictComp,
        ast.Subscript,
        ast.IfExp,
    }
    assert sum(len(source.splitlines()) for source in code_of(notebook)) < MOST_LINES


def test_it_keeps_no_outputs(notebook: Path) -> None:
    cells = json.loads(notebook.read_bytes())["cells"]
    assert {cell["cell_type"] for cell in cells} == {"code"}
    assert [cell["outputs"] for cell in cells if cell["outputs"]] == []
    assert {cell["execution_count"] for cell in cells} == {None}


def test_its_parameters_are_tagged_and_are_those_the_build_gives(notebook: Path) -> None:
    cells = json.loads(notebook.read_bytes())["cells"]
    tagged = [cell for cell in cells if "parameters" in cell["metadata"].get("tags", [])]
    assert tagged == cells[:1]
    declared = tuple(statement.targets[0].id for statement in ast.parse("".join(tagged[0]["source"])).body)
    (page,) = [page for page in PAGES if page.notebook == notebook.name]
    assert declared == page.parameters


def test_what_it_calls_exists(notebook: Path, calls) -> None:
    found = calls(notebook)
    opener = inspect.signature(getattr(pes.OpenEdition, found.opener))
    assert found.arguments == tuple(opener.parameters)[1:][: len(found.arguments)]
    page = inspect.get_annotations(getattr(pes.OpenEdition, found.opener), eval_str=True)["return"]
    assert found.sections
    for section in found.sections:
        assert list(inspect.signature(getattr(page, section)).parameters) == ["self"]


def test_every_section_of_a_page_is_shown(notebook: Path, calls) -> None:
    found = calls(notebook)
    page = inspect.get_annotations(getattr(pes.OpenEdition, found.opener), eval_str=True)["return"]
    sections = {
        name
        for name, method in inspect.getmembers(page, inspect.isfunction)
        if not name.startswith("_") and list(inspect.signature(method).parameters) == ["self"]
    }
    # What the region's sections are about, tables for files and for the terminal, data for a script.
    without_sections = {
        "telling",
        "sheets",
        "script",
        "details",
        "limits_table",
        "source_table",
        "calendar_table",
    }
    assert sections - without_sections == set(found.sections)
