"""Blocks become the pandoc structure they stand for, whatever the data say."""

import json
import subprocess

import pypandoc
import pytest

from pes_analysis.present.blocks import (
    Bullets,
    Callout,
    DefinitionList,
    Details,
    Findings,
    Heading,
    Lead,
    Paragraph,
    SourceNote,
    document,
)
from pes_analysis.present.markup import Markup
from pes_analysis.protect.errors import PesError

HOSTILE = "# x\n\n::: {.evil}\n1. ## {#id} <b> {{< include x >}} --- `a` | [a](b)"
PLAIN = "# x ::: {.evil} 1. ## {#id} <b> {{< include x >}} --- `a` | [a](b)"


def structure(markdown):
    """Nested names of pandoc's blocks, with the text of the leaves."""
    pandoc = [pypandoc.get_pandoc_path(), "-f", "markdown", "-t", "json"]
    answer = subprocess.run(pandoc, input=str(markdown).encode(), capture_output=True, check=True)
    return [outline(block) for block in json.loads(answer.stdout)["blocks"]]


def words(inlines):
    return "".join(
        {"Str": inline.get("c"), "Space": " "}.get(inline["t"], f"<{inline['t']}>") for inline in inlines
    )


def outline(block):
    kind, content = block["t"], block.get("c")
    if kind in ("Para", "Plain"):
        return words(content)
    if kind == "Header":
        return (content[0], content[1][0], words(content[2]))
    if kind == "Div":
        return (content[0][1][0], dict(content[0][2]), [outline(part) for part in content[1]])
    if kind == "OrderedList":
        return ("ol", [[outline(part) for part in item] for item in content[1]])
    if kind == "BulletList":
        return ("ul", [[outline(part) for part in item] for item in content])
    if kind == "DefinitionList":
        return ("dl", [(words(term), [outline(part) for part in meaning[0]]) for term, meaning in content])
    return kind


@pytest.mark.parametrize(
    ("text", "shown"), [("Tekst", "Tekst"), (HOSTILE, PLAIN), ("2018. rok", "2018. rok")]
)
def test_every_block_keeps_its_shape(text, shown):
    page = document(
        Heading(text, 2, "summary"),
        Lead(text),
        Paragraph(text),
        text,
        Findings((text, text)),
        Bullets((text,)),
        DefinitionList(((text, text), (text, text))),
        SourceNote(text),
        Callout("warning", text, (text, Paragraph(text))),
        Details(text, (Findings((text,)),)),
    )
    assert structure(page) == [
        (2, "summary", shown),
        ("lead", {}, [shown]),
        shown,
        shown,
        ("findings", {}, [("ol", [[shown], [shown]])]),
        ("ul", [[shown]]),
        ("dl", [(shown, [shown]), (shown, [shown])]),
        ("source-note", {}, [shown]),
        ("callout-warning", {}, [(2, title_id(shown), shown), shown, shown]),
        (
            "callout-note",
            {"collapse": "true"},
            [(2, title_id(shown, 1), shown), ("findings", {}, [("ol", [[shown]])])],
        ),
    ]


def title_id(shown, times=0):
    """The id that pandoc makes of a title."""
    base = {"Tekst": "tekst", PLAIN: "x-.evil-1.-id-b-include-x-----a-ab", "2018. rok": "rok"}[shown]
    return f"{base}-{times}" if times else base


def test_an_empty_block_falls_out():
    assert document(Paragraph(""), "", Markup("a")) == "a"


@pytest.mark.parametrize("level", [0, 1, 7])
def test_only_the_title_is_of_level_1(level):
    with pytest.raises(PesError, match="poziom"):
        Heading("Tekst", level, "id")


@pytest.mark.parametrize("identifier", ["", "Ą", "a b", 'a" onclick="x', "a}"])
def test_identifiers_are_plain(identifier):
    with pytest.raises(PesError, match="Identyfikator"):
        Heading("Tekst", 2, identifier)


def test_a_folded_note_is_frozen():
    with pytest.raises(AttributeError):
        Details("a", ("b",)).title = "c"
