"""Hostile names in every slot of a page: the page is the harmless one with the names put in as text."""

import re
import sys
import xml.etree.ElementTree as ElementTree
from collections.abc import Callable
from dataclasses import replace
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel

import pes_analysis as pes
from pes_analysis.catalogue import Text
from pes_analysis.compare.peers import nearest_counties
from pes_analysis.diagnose.shared import shared_by_counties
from pes_analysis.edition.organisations import Organisations
from pes_analysis.present.markup import in_sentence
from pes_analysis.protect.escape import clean

sys.path.insert(0, str(Path(__file__).parent.parent.parent / "hostile"))
from hostile_names import HOSTILE_NAMES

NAMES = [name for name in HOSTILE_NAMES.values() if len(clean(name)) < 200]
PLACEHOLDER = re.compile(r"([Qq])name(\d+)Q")
OWN = "1201"


def hostile(number: int) -> str:
    return f"{NAMES[number % len(NAMES)]} {number}"


def harmless(number: int) -> str:
    return f"Qname{number}Q"


def rank(place: int) -> str:
    """Give a beginning that keeps names, and so tables, in their order whatever follows."""
    return f"{chr(ord('a') + place // 26)}{chr(ord('a') + place % 26)} "


def filled(text: str) -> str:
    """Put the hostile names into a harmless text; a name that begins small there begins small here."""

    def name(found: re.Match[str]) -> str:
        word = clean(hostile(int(found[2])))
        return in_sentence(word) if found[1] == "q" else word

    return PLACEHOLDER.sub(name, text)


def named_edition(opened: pes.OpenEdition, word: Callable[[int], str]) -> pes.OpenEdition:
    """Give the edition with every text that comes from data replaced by words made from numbers."""
    last = iter(range(100_000))

    def give(prefix: str = "") -> str:
        return prefix + word(next(last))

    data = opened.data
    snapshot = data.snapshot
    counties = snapshot.counties.copy()
    # Polish declines a county's own name and every city's; English takes any name.
    declined = (counties["kind"] == "city") | (counties.index == OWN)
    peers = set(nearest_counties(shared_by_counties(data).structure, OWN, data.peers.count).index)
    near = [code for code in counties.index[~declined] if code.startswith("12") or code in peers]
    counties.loc[near, "name"] = [give(rank(i)) for i in range(len(near))]
    sources = snapshot.sources.copy()
    for column in ("publisher", "title_pl", "title_en", "note_pl", "note_en"):
        ordered = column == "publisher"
        sources[column] = [give(rank(i) if ordered else "") for i in range(len(sources))]
    breaks = snapshot.breaks.copy()
    corrections = snapshot.corrections.copy()
    for code in ("pl", "en"):
        reasons = {reason: give(rank(i)) for i, reason in enumerate(dict.fromkeys(breaks[f"reason_{code}"]))}
        breaks[f"reason_{code}"] = breaks[f"reason_{code}"].map(reasons)
        corrections[f"reason_{code}"] = [give() for _ in range(len(corrections))]
    catalogue = data.catalogue
    worded = {
        name: renamed(getattr(catalogue, name), give)
        for name in (
            "units", "dimensions", "all_variables", "all_indicators", "alarms", "thresholds", "closed_lists",
        )
    }  # fmt: skip
    glossary = tuple(
        term.model_copy(update={"term": both(give(rank(i))), "plain": both(give())})
        for i, term in enumerate(catalogue.glossary)
    )
    comparisons = renamed(data.parameters.comparisons, give)
    edition = replace(
        data,
        parameters=data.parameters.model_copy(update={"comparisons": comparisons}),
        snapshot=replace(
            snapshot, counties=counties, sources=sources, breaks=breaks, corrections=corrections
        ),
        catalogue=replace(catalogue, glossary=glossary, **worded),
    )
    # Read when first asked for; here they are there already.
    edition.__dict__["organisations"] = named_organisations(data.organisations, give)
    return pes.OpenEdition(edition)


def named_organisations(organisations: Organisations, give: Callable[[str], str]) -> Organisations:
    """Give the organisations with every text of theirs replaced."""
    entities = organisations.entities.copy()
    entities["name"] = [give(rank(i)) for i in range(len(entities))]
    sources = organisations.sources.copy()
    comments, plans = organisations.comments.copy(), organisations.plans.copy()
    for table, columns in (
        (sources, ("publisher", "title_pl", "title_en")),
        (comments, ("text_pl", "text_en")),
        (plans, ("step_pl", "step_en", "who_pl", "who_en")),
    ):
        for column in columns:
            table[column] = [give("") for _ in range(len(table))]
    return replace(organisations, entities=entities, sources=sources, comments=comments, plans=plans)


def both(word: str) -> Text:
    # The catalogue's reader takes no control characters and no line breaks.
    word = clean(word)
    return Text.model_construct(pl=word, en=word)


def renamed(value: Any, give: Callable[[], str]) -> Any:
    """Replace every text inside models of the catalogue."""
    if isinstance(value, Text):
        return both(give())
    if isinstance(value, BaseModel):
        fields = type(value).model_fields
        return value.model_copy(update={name: renamed(getattr(value, name), give) for name in fields})
    if isinstance(value, tuple):
        return tuple(renamed(one, give) for one in value)
    return value


def bare(value: Any, put: Callable[[str], str]) -> Any:
    """Give a syntax tree with runs of text in one piece, without drawings and widths of columns."""
    if isinstance(value, list):
        whole: list[Any] = []
        for one in value:
            kind = one.get("t") if isinstance(one, dict) else None
            if kind in ("Str", "Space", "SoftBreak"):
                text = one["c"] if kind == "Str" else " "
                if whole and isinstance(whole[-1], dict) and whole[-1].get("t") == "Text":
                    whole[-1]["c"] += text
                else:
                    whole.append({"t": "Text", "c": text})
            else:
                whole.append(bare(one, put))
        for one in whole:
            if isinstance(one, dict) and one.get("t") == "Text":
                one["c"] = put(one["c"])
        return whole
    if isinstance(value, dict):
        if value.get("t") == "Image":
            (name, classes, attributes), text, _ = value["c"]
            kept = [[key, put(given)] for key, given in attributes if key != "style"]
            return {"t": "Image", "c": [name, classes, kept, bare(text, put)]}
        if value.get("t") == "RawInline":
            return {"t": "RawInline", "c": [value["c"][0], skeleton(value["c"][1], put)]}
        if value.get("t") == "ColWidth":
            return {"t": "ColWidthDefault"}
        if value.get("t") == "Div" and value["c"][0][1][:1] and value["c"][0][1][0].startswith("callout-"):
            # pandoc makes an identifier of the title of a box; neither renderer prints it.
            attributes, (title, *body) = value["c"]
            level, _, words = title["c"]
            return {"t": "Div", "c": [attributes, level, bare(words, put), bare(body, put)]}
        return {key: bare(one, put) for key, one in value.items()}
    return value


def skeleton(markup: str, put: Callable[[str], str]) -> list[Any]:
    """Give the elements of a formula with their attributes and texts."""
    root = ElementTree.fromstring(markup)
    return [
        (part.tag, sorted((name, put(value)) for name, value in part.attrib.items()), put(part.text or ""))
        for part in root.iter()
    ]


PAGES = [
    "county 1201", "region", "start", "counties", "indicators", "sources", "glossary",
    "organisation demo-cis-08", "organisations", "comparison spoldzielnie", "comparison cis",
    "comparison sasiedzi-podhala", "comparisons",
]  # fmt: skip


@pytest.fixture(scope="module")
def made(opened: pes.OpenEdition, page_of: Callable[..., Any]) -> dict[tuple[str, str], list[Any]]:
    """Give each page with hostile words and with harmless ones.

    All of one edition come before all of the other: what pages of an edition share is kept for a few only.
    """
    pages: dict[tuple[str, str], list[Any]] = {key: [] for key in product(PAGES, ("pl", "en"))}
    for word in (hostile, harmless):
        edition = named_edition(opened, word)
        for (name, language), pair in pages.items():
            pair.append(page_of(edition, name, language))
    return pages


@pytest.fixture(params=PAGES)
def pair(request: pytest.FixtureRequest, language: str, made: dict[tuple[str, str], list[Any]]) -> list[Any]:
    return made[request.param, language]


def test_the_page_is_the_harmless_one_with_names_put_in(pair) -> None:
    hostile_page, harmless_page = pair
    assert PLACEHOLDER.search(harmless_page.markdown)
    # A space before a digit is made hard where a unit follows its number.
    got = bare(hostile_page.blocks, lambda text: text.replace("\u00a0", " "))
    expected = bare(harmless_page.blocks, lambda text: filled(text).replace("\u00a0", " "))
    assert len(got) == len(expected)
    for one, other in zip(got, expected, strict=True):
        assert one == other


def test_drawings_have_no_element_attribute_or_link_that_names_could_have_brought(pair) -> None:
    hostile_page, harmless_page = pair
    assert set(hostile_page.drawings) == set(harmless_page.drawings)
    known = {
        (part.tag, name)
        for svg in harmless_page.drawings.values()
        for part in parts(svg)
        for name in part.attrib
    }
    tags = {part.tag for svg in harmless_page.drawings.values() for part in parts(svg)}
    for label, svg in hostile_page.drawings.items():
        assert {part.tag for part in parts(svg)} <= tags
        assert {(part.tag, name) for part in parts(svg) for name in part.attrib} <= known
        links = [part.get("href") for part in parts(svg) if part.get("href")]
        assert sorted(links) == sorted(
            part.get("href") for part in parts(harmless_page.drawings[label]) if part.get("href")
        )


def parts(svg: str) -> list[ElementTree.Element]:
    return list(ElementTree.fromstring(svg).iter())
