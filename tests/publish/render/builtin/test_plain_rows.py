"""Rows taken out of tables before pandoc leave the tree as it was: pandoc itself is the oracle."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pes_analysis.publish.render.builtin.plain_rows import PlainRows
from tests.publish.render.builtin.test_dialect import NOTEBOOKS, PROSE, body
from tests.publish.render.builtin.test_plain_runs import joined, tree

CELLS = (
    "",
    " ",
    "Organizacja ma zapas pieniędzy na pół roku",
    "−1\\,2 ▲",
    "2\u202f345\\,5 (2024)",
    "[Zajęte miejsca](../wskazniki.qmd#zajete)",
    "[Zajęte\\, miejsca](b.qmd)",
    "**63**",
    "*ważne*",
    "63[^nota]",
    "dwie  spacje",
    "od 1 -- do 2",
    "zob. vol. 2",
    "słowo\\ słowo",
    "a \\| b",
    "a \\\\",
    "\"cytat\" i 'cytat'",
    "isn't",
    "[a](b.qmd) i jeszcze",
    "![a](b.png)",
    "[a][nazwa]",
    "[a]{lang=en}",
    "`kod`",
    "H~2~O",
    "$x$",
    "\\textbf{a}",
    "http://example.pl",
    "&amp;",
    "&#46;",
    "1. punkt",
    "- punkt",
    "# nagłówek",
    ": podpis",
    "a\\@example.pl",
    "@tbl-a",
    "…",
    "koniec...",
    "\u00a0",
    "—",
    "+-",
    "ꙭ1ꙭ",
    "[a](b c.qmd)",
    "[a](<b.qmd>)",
    '[a](b.qmd "tytuł")',
    "[a [b]](c.qmd)",
    "[](c.qmd)",
)
HEADS = (
    ("| Nazwa | Stan |", "|:----|---:|"),
    ("|Nazwa|Stan|", "| :-: | --- |"),
    ("| Nazwa | Stan |", f"|:{40 * '-'}|:{36 * '-'}|"),
    ("| | |", "|---|---|"),
    ("Nazwa | Stan", "------|-----"),
    ("| Nazwa | Stan | Inne |", "|---|---|"),
    ("zwykły tekst", "|---|---|"),
    ("zwykły tekst\n| Nazwa | Stan |", "|:----|---:|"),
    ("```", "|---|---|"),
)
AROUND = (
    "{}",
    "::: {{.callout-note}}\n## A\n\n{}\n:::",
    "{}\n\n: Podpis {{#tbl-a}}",
    "> {}",
    "# Nagłówek\n{}",
    "- punkt\n{}",
    "- {}",
    "{}\n\n[^nota]: Uwaga",
)


def assert_read_the_same(markdown: str) -> int:
    rows = PlainRows()
    read = json.loads(tree(rows.take_out(markdown)))
    rows.put_back(read["blocks"])
    assert joined(read) == joined(json.loads(tree(markdown)))
    return sum(len(one) for one in rows.taken)


@pytest.mark.parametrize("path", [*PROSE, *NOTEBOOKS], ids=lambda path: path.stem)
def test_pages_are_read_the_same(path: Any) -> None:
    assert_read_the_same(path.read_text(encoding="utf-8") if path.suffix == ".qmd" else body(path))


@pytest.mark.parametrize("cell", CELLS)
def test_each_cell_is_read_the_same(cell: str) -> None:
    head = "| Nazwa | Stan |\n|:----|---:|\n"
    assert_read_the_same(f"{head}| {cell} | 1 |\n| a | {cell} |\n|{cell}|{cell}|\n")


@settings(max_examples=150, deadline=None)
@given(
    st.sampled_from(AROUND),
    st.sampled_from(HEADS),
    st.lists(st.lists(st.sampled_from(CELLS), min_size=1, max_size=3), max_size=7),
)
def test_tables_are_read_the_same(around: str, head: tuple[str, str], rows: list[list[str]]) -> None:
    lines = [*head, *("| " + " | ".join(row) + " |" for row in rows)]
    assert_read_the_same(around.format("\n".join(lines)) + "\n")


def test_plain_rows_are_taken_out_and_others_left() -> None:
    plain = "| [Zajęte miejsca](../a.qmd#b) | 2\\,5 |"
    lines = ["| Nazwa | Stan |", "|:----|---:|", plain, plain, "| **a** | 1 |", plain, "", plain]
    assert assert_read_the_same("\n".join(lines)) == 3


def test_a_row_that_does_not_come_back_is_an_error() -> None:
    rows = PlainRows()
    rows.take_out("| A |\n|---|\n| a |\n")
    with pytest.raises(ValueError, match="not all come back"):
        rows.put_back([])
