"""Leaving out what a page does not hold changes no page: pandoc itself is the oracle."""

import json
import subprocess
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pes_analysis.publish.render.builtin.dialect import DIALECT, dialect_of
from pes_analysis.publish.render.builtin.pandoc_reader import pandoc_path

PROJECT = Path(__file__).parents[4]
PROSE = sorted(path for path in (PROJECT / "reports").rglob("*.qmd") if not path.parts[-2].startswith("."))
NOTEBOOKS = sorted((PROJECT / "tests" / "reference" / "quarto_contract").rglob("*.ipynb"))
CONSTRUCTS = (
    "Zdanie.",
    "Termin\n\n: Objaśnienie",
    "Termin\n~ Objaśnienie",
    "> Termin\n>\n> : Objaśnienie",
    "| linia\n| druga",
    "| A | B |\n|:--|--:|\n| a | 1 |\n\n: Podpis {#tbl-a}",
    "| A | B |\n|:--|--:|\n| a | 1 |",
    "  A     B\n---- ----\n  a     1\n\nTable: Podpis",
    "-------\n a b\n-------",
    "+---+---+\n| a | b |\n+---+---+",
    "A | B\n--|--\na | 1",
    "Wzór $x$ i \\alpha",
    "Cena 5\\$, \\(nawias\\), C:\\\\dane",
    "\\newcommand{\\x}{y} \\x",
    "Zob. @fig-a oraz [@tbl-a]; adres a\\@b.pl",
    "(@) przykład\n\n(@dwa) drugi",
    "<b>gruby</b> 1 < 2",
    "<div>\n\nW środku\n\n</div>",
    "::: {.callout-note}\n## Tytuł\n\nTreść\n:::",
    "Przypis^[treść] i [^1]\n\n[^1]: Dalej",
    "    : kod",
    "- punkt\n\n    : w punkcie",
    "***\n\n---\n\nDalej",
)


def tree(markdown: str, dialect: str) -> object:
    command = [pandoc_path(), "--from", dialect, "--to", "json"]
    return json.loads(
        subprocess.run(command, input=markdown.encode(), capture_output=True, check=True).stdout
    )


def body(path: Path) -> str:
    cells = json.loads(path.read_bytes())["cells"]
    texts = [data for cell in cells for output in cell.get("outputs", ()) if (data := output.get("data"))]
    return "\n\n".join("".join(data.get("text/markdown", "")) for data in texts)


@pytest.mark.parametrize("path", [*PROSE, *NOTEBOOKS], ids=lambda path: path.stem)
def test_pages_are_read_the_same(path: Path) -> None:
    text = path.read_text(encoding="utf-8") if path.suffix == ".qmd" else body(path)
    assert tree(text, dialect_of(text)) == tree(text, DIALECT)


@pytest.mark.parametrize("construct", CONSTRUCTS)
def test_a_construct_is_read_the_same_alone(construct: str) -> None:
    text = f"---\ntitle: A b\n---\n\n{construct}\n"
    assert tree(text, dialect_of(text)) == tree(text, DIALECT)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(CONSTRUCTS), min_size=1, max_size=4), st.sampled_from(["\n", "\n\n"]))
def test_constructs_are_read_the_same_together(parts: list[str], between: str) -> None:
    text = between.join(parts) + "\n"
    assert tree(text, dialect_of(text)) == tree(text, DIALECT)


def test_a_plain_page_needs_little() -> None:
    assert dialect_of("---\ntitle: A\n---\n\nZdanie, 5\\$ i \\<b\\>.\n").count("-") >= 12
