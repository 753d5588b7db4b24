"""Tables survive pandoc: the cells a reader gets are the cells that were put in."""

import json
import subprocess

import pypandoc
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pes_analysis.present.language import Language
from pes_analysis.present.markup import Markup, link
from pes_analysis.present.table import Table
from pes_analysis.protect.errors import PesError
from pes_analysis.protect.escape import clean

PL = Language.PL
HOSTILE = [
    "a|b",
    "\\|",
    "x \\",
    "`code|",
    "[link](javascript:alert(1))",
    "<script>alert('x')</script>",
    "{{< include /etc/passwd >}}",
    "{#tbl-other}",
    "line\nbreak | two",
    "$E=mc^2$",
    "*bold* _it_ ~sub~ ^sup^",
    ": caption",
    "|---|",
    "![](x.png)",
    "@tbl-x",
    "[^1]",
    "“A” -- ...",
    "",
]


def parse(markdown):
    pandoc = [pypandoc.get_pandoc_path(), "-f", "markdown", "-t", "json"]
    answer = subprocess.run(pandoc, input=markdown.encode(), capture_output=True, check=True)
    return json.loads(answer.stdout)["blocks"]


def text_of(node):
    """Plain text of a part of pandoc's tree; anything but plain text shows as its type."""
    if isinstance(node, list):
        return "".join(map(text_of, node))
    kind, content = node["t"], node.get("c")
    if kind in ("Plain", "Para"):
        return text_of(content)
    return {"Str": content, "Space": " ", "SoftBreak": " "}.get(kind, f"<{kind}>")


def read_table(block):
    attributes, caption, columns, head, bodies, _ = block["c"]
    rows = [*head[1], *(row for body in bodies for row in body[3])]
    cells = [[text_of(cell[4]) for cell in row[1]] for row in rows]
    return attributes[0], text_of(caption[1]), [column[0]["t"] for column in columns], cells


def make(rows, columns=("Powiat", "2018"), caption="Rodziny wspierane, 2018", align="lr", label="families"):
    return Table(label, caption, columns, rows, align, PL)


def test_round_trip_with_hostile_texts():
    rows = tuple((text, "12,3") for text in HOSTILE)
    blocks = parse(make(rows, columns=("# {a}|b", "*x*"), caption="Podpis *x* {#tbl-z} | <b>").markdown())
    identifier, caption, alignments, cells = read_table(blocks[0])
    assert identifier == "tbl-families"
    assert caption == "Podpis *x* {#tbl-z} | <b>"
    assert alignments == ["AlignLeft", "AlignRight"]
    assert cells[0] == ["# {a}|b", "*x*"]
    assert cells[1:] == [[clean(text), "12,3"] for text in HOSTILE]
    assert len(blocks) == 1


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.text(max_size=60), st.text(max_size=12)), min_size=1, max_size=8))
def test_round_trip_with_any_text(rows):
    _, _, _, cells = read_table(parse(make(tuple(rows)).markdown())[0])
    assert cells[1:] == [[clean(a), clean(b)] for a, b in rows]


def test_long_tables_give_numbers_the_room_they_need():
    rows = (
        ("Rodziny wspierane z powodu ubóstwa w gminach powiatu w latach 2014–2018, razem" * 2, "1\xa0234,5"),
    )
    _, _, _, cells = read_table(parse(make(rows).markdown())[0])
    assert cells[1] == list(rows[0])
    rule = make(rows).markdown().splitlines()[1].strip("|").split("|")
    assert [len(part) for part in rule] == [41, 8]


def test_safe_markdown_stays():
    rows = ((link("bocheński | x", "powiaty/1201.ipynb"), Markup("**1**")),)
    table = parse(make(rows).markdown())[0]
    cell = table["c"][4][0][3][0][1][0][4][0]["c"][0]
    assert cell["t"] == "Link"
    assert cell["c"][2][0] == "powiaty/1201.ipynb"
    assert text_of(cell["c"][1]) == "bocheński | x"


def test_only_symbols_that_occur_are_explained():
    legend = make((("a", "."), ("b", "#"), ("c", "1.2"))).markdown().split("\n\n")[-1]
    assert legend.replace("\xa0", " ") == (
        "::: {.table-legend}\n"
        "Symbole: **.** brak danych; **#** ukryto, bo dotyczy zbyt małej liczby osób lub podmiotów.\n:::"
    )
    assert "legend" not in make((("a", "12,3"),)).markdown()
    english = Table("a", "Data", ("a", "b"), (("x", "–"),), "lr", Language.EN).markdown()
    assert (
        "**x**\xa0does not apply; **–**\xa0cannot be calculated, because the denominator is zero." in english
    )


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"label": "tbl-families"}, "Etykieta"),
        ({"label": "Rodziny 1"}, "Etykieta"),
        ({"label": "a}\n# x"}, "Etykieta"),
        ({"caption": " "}, "podpisu"),
        ({"align": "l"}, "wyrównanie"),
        ({"align": "lx"}, "wyrównanie"),
        ({"rows": ()}, "wierszy"),
        ({"rows": (("a", "b"), ("a",))}, "Wiersz 2"),
    ],
)
def test_a_malformed_table_is_refused(change, message):
    with pytest.raises(PesError, match=message):
        make(**{"rows": (("a", "b"),), **change})


@pytest.mark.parametrize("cell", [Markup("a | b"), Markup("a\nb"), Markup("\\\\|")])
def test_safe_markdown_that_would_break_the_table_is_refused(cell):
    with pytest.raises(PesError, match="rozbije"):
        make(((cell, "1"),)).markdown()
