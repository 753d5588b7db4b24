"""Runs of words taken out before pandoc leave the tree as it was: pandoc itself is the oracle."""

import json
import subprocess
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pes_analysis.publish.render.builtin.dialect import DIALECT
from pes_analysis.publish.render.builtin.pandoc_reader import pandoc_path
from pes_analysis.publish.render.builtin.plain_runs import ABBREVIATIONS, PlainRuns
from tests.publish.render.builtin.test_dialect import CONSTRUCTS, NOTEBOOKS, PROSE, body

SENTENCES = (
    "Organizacja ma zapas pieniędzy na pół roku\\, a najmniej trzeba miesiąca\\.",
    "Wynik 2\\,4 \\(2024\\) to 70 na 100 punktów, lepiej niż 9 z 11 podobnych",
    "the organisation's own money, as \"everybody here\" knows it, isn't 'all of it'",
    "„cytat w środku zdania” i dalej aż do końca tego zdania",
    "A. Nowak i inni z tej samej organizacji",
    "iv. punkt czwarty tej długiej listy punktów",
    "a) punkt pierwszy tej długiej listy punktów",
    "strony od p. 15 do końca rozdziału drugiego, zob. vol. 2 albo 3",
    "dwie  spacje w środku zdania są jedną spacją -- i myślnik... koniec zdania",
    "słowo\\ słowo, które się nie rozdzieli od następnego słowa",
    "Zobacz [opis tego wskaźnika w metodzie](../metoda.qmd#opis-tego-wskaznika) i dalej po słowach",
    "[odnośnik przez nazwę wspólną][nazwa] i [Nagłówek drugi tej strony] po słowach",
    "**Zapas pieniędzy na pół roku**: *bardzo dobry wynik organizacji*, woda H~2~O oraz m^2^ powierzchni",
    "przypis po wielu słowach tego zdania[^nota] i ciąg dalszy po przypisie",
    '![Wykres wszystkich wymiarów organizacji](a.png){fig-alt="Opis wykresu dla tych, co nie widzą"}',
    "[tekst w innym języku niż strona]{lang=en} oraz `kod w środku zdania`",
    "adres a\\@example.pl, kod 30\\-001, procent 45\\%, gwiazdka \\* i kreska \\_ w zdaniu",
)
BLOCKS = (
    "{}",
    "- {}\n- {}",
    "1. {}\n2. {}",
    "> {}",
    "## {}",
    "## Nagłówek drugi tej strony\n\n{}",
    "- ## {}",
    "{}\n====",
    "{}\n\n: {} {#tbl-a}",
    "| Nazwa | Stan |\n|:----|:---|\n| {} | {} |\n\n: {} {#tbl-b}",
    f"| Nazwa | Stan |\n|:{40 * '-'}|:{36 * '-'}|\n| {{}} | a |",
    "::: {.callout-note}\n## {}\n\n{}\n:::",
    "[^nota]: {}\n\n    {}",
    "[nazwa]: ../gdzie.qmd",
    "{}\n: {}",
    "```\n{}\n```",
    "    {}",
    "-     {}",
    "| {}\n| {}",
    "Table: {}",
    "<b>{}</b>",
    "{}\\\n{}",
    "{}  \n{}",
)


def tree(markdown: str) -> Any:
    command = [pandoc_path(), "--from", DIALECT, "--to", "json"]
    finished = subprocess.run(command, input=markdown.encode(), capture_output=True, check=True)
    return finished.stdout.decode()


def joined(value: Any) -> Any:
    """Join words and spaces that follow each other: to the pages it is one text."""
    if isinstance(value, dict):
        return {key: joined(inner) for key, inner in value.items()}
    if not isinstance(value, list):
        return value
    found: list[Any] = []
    for item in value:
        text = (
            {"Str": lambda item=item: item["c"], "Space": lambda: " "}.get(item.get("t", ""))
            if isinstance(item, dict)
            else None
        )
        if text is None:
            found.append(joined(item))
        elif found and isinstance(found[-1], dict) and found[-1].get("t") == "Text":
            found[-1] = {"t": "Text", "c": found[-1]["c"] + text()}
        else:
            found.append({"t": "Text", "c": text()})
    return found


def assert_read_the_same(markdown: str) -> int:
    runs = PlainRuns()
    given = runs.take_out(markdown)
    assert joined(json.loads(runs.put_back(tree(given)))) == joined(json.loads(tree(markdown)))
    return len(runs.texts)


@pytest.mark.parametrize("path", [*PROSE, *NOTEBOOKS], ids=lambda path: path.stem)
def test_pages_are_read_the_same(path: Any) -> None:
    assert_read_the_same(path.read_text(encoding="utf-8") if path.suffix == ".qmd" else body(path))


@pytest.mark.parametrize("block", BLOCKS)
@pytest.mark.parametrize("sentence", SENTENCES)
def test_each_sentence_is_read_the_same_in_each_block(block: str, sentence: str) -> None:
    assert_read_the_same(
        f"---\ntitle: Organizacja ma zapas pieniędzy\n---\n\n{block.replace('{}', sentence)}\n"
    )


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.sampled_from([*BLOCKS, *CONSTRUCTS]), min_size=1, max_size=5),
    st.lists(st.sampled_from(SENTENCES), min_size=8, max_size=8),
    st.sampled_from(["\n", "\n\n"]),
)
def test_blocks_are_read_the_same_together(blocks: list[str], sentences: list[str], between: str) -> None:
    text = between.join(blocks)
    for sentence in sentences:
        text = text.replace("{}", sentence, 1)
    assert_read_the_same(text + "\n")


def test_words_of_a_report_are_taken_out() -> None:
    assert assert_read_the_same("".join(f"{sentence}\n\n" for sentence in SENTENCES[:4])) >= 5


def test_every_abbreviation_of_pandoc_is_known() -> None:
    command = [pandoc_path(), "--print-default-data-file", "abbreviations"]
    words = subprocess.run(command, capture_output=True, check=True, text=True).stdout.split()
    assert [f"{word}." for word in ABBREVIATIONS.split()] == words
