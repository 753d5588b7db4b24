"""What holds for every page: clean Markdown, each name once, links that lead somewhere, one language."""

import re
import xml.etree.ElementTree as ElementTree
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest

from pes_analysis.present.language import Language
from pes_analysis.present.names import Form, county_name, voivodeship_name
from pes_analysis.present.pages.page_context import PageContext, publisher_name
from pes_analysis.publish.planning.editions import read_outline
from pes_analysis.publish.planning.pages import PAGES
from pes_analysis.publish.planning.plan import Plan, make_plan
from pes_analysis.publish.project import Project
from pes_analysis.publish.render.builtin.pandoc import parse, plain_text
from pes_analysis.publish.running.downloads import downloads_of

PROSE = {"metoda.qmd", "metoda-karty.qmd", "o-danych.qmd"}
ROOT = Path(__file__).parent.parent.parent.parent
MARKDOWN_IN_TEXT = re.compile(r"\]\(|\*\*|\]\{|:::|\{#|\{\.|\\[!-/:-@\[-`{-~]")
JUDGING = {"county", "organisation", "comparison", "region", "cooperation", "cooperation_index", "trainings"}
FORMULAS = {"indicators", "organisation_indicators"}
# Words that stand in sentences of one language and in none of the other.
POLISH = {
    "brak", "czyli", "dane", "danych", "dla", "gmin", "gorzej", "jest", "kraju", "lat", "lepiej",
    "nie", "oraz", "po", "przez", "roku", "są", "się", "w", "województwa", "województwo", "z", "źródło",
}  # fmt: skip
ENGLISH = {
    "and", "are", "better", "counties", "county", "for", "from", "in", "is", "of", "source",
    "sources", "than", "that", "the", "this", "which", "with", "worse", "years",
}  # fmt: skip
WORD = re.compile(r"[^\W\d_]+")
POLISH_LETTERS = set("ąćęłńóśźż")
TITLE_IN_QUOTES = re.compile("„[^”]*”")
ALTERNATIVE = re.compile('alttext="([^"]*)"')
TAG = re.compile("<[^>]*>")


def without_polish_spans(value):
    """Drop what is marked as Polish inside an English page."""
    if isinstance(value, list):
        return [without_polish_spans(item) for item in value if not is_polish_span(item)]
    if isinstance(value, dict):
        return {key: without_polish_spans(item) for key, item in value.items()}
    return value


def is_polish_span(value) -> bool:
    return isinstance(value, dict) and value.get("t") == "Span" and ["lang", "pl"] in value["c"][0][2]


def texts_of(page, elements) -> str:
    """Give everything a reader of the page reads or hears: text, tables, alternative texts, drawings."""
    nodes = without_polish_spans(page.blocks) if page.language == "en" else page.blocks
    parts = [plain_text([node]) for node in nodes]
    for node in elements(nodes):
        if node["t"] == "Table":
            parts += [plain_text(inner["c"]) for inner in elements(node["c"]) if inner["t"] == "Plain"]
        elif node["t"] == "RawInline":
            parts += [*ALTERNATIVE.findall(node["c"][1]), TAG.sub(" ", node["c"][1])]
        elif node["t"] == "Image":
            parts += [value for name, value in node["c"][0][2] if name == "fig-alt"]
    for drawing in page.drawings.values():
        root = ElementTree.fromstring(drawing)
        parts += [text for part in root.iter() if part.tag.rpartition("}")[2] != "style"
                  for text in (part.text, part.get("aria-label")) if text]  # fmt: skip
    return "\n".join(parts)


@pytest.fixture(scope="session")
def polish_names(opened) -> list[str]:
    """Names that stay Polish on an English page, the longest first."""
    counties = opened.counties
    names = set()
    for teryt in counties.index:
        county = PageContext(opened.data, Language.EN).county(str(teryt))
        for form in (Form.FULL, Form.BARE):
            names.add(str(county_name(county, language=Language.EN, form=form)))
    for voivodeship in counties["voivodeship_name"].unique():
        names.add(voivodeship_name(voivodeship, language=Language.EN, form=Form.BARE).name)
    organisations = opened.data.organisations
    names |= set(opened.data.snapshot.sources["publisher"]) | set(organisations.sources["publisher"])
    names |= set(organisations.entities["name"])
    return sorted(names, key=len, reverse=True)


def test_pandoc_reads_each_section_without_a_warning(page):
    assert page.blocks  # parse refuses a page that pandoc warns about


def test_nothing_but_markdown(page):
    assert "$" not in re.sub(r"\(data:[^)]*\)", "", page.markdown)
    assert not page.every("Math", "RawBlock", "Cite", "Code", "CodeBlock", "LineBlock", "BlockQuote")
    raw = [node["c"] for node in page.every("RawInline")]
    assert all(kind == "html" and text.startswith("<math") for kind, text in raw)
    assert bool(raw) == (page.name in FORMULAS)


def test_a_footnote_tells_how_sure_a_sentence_is_and_nothing_else(page):
    notes = [plain_text(node["c"]) for node in page.every("Note")]
    trials = r"\b100 prób\b" if page.language == "pl" else r"\b100 trials\b"
    assert all(re.search(trials, note.replace("\xa0", " ")) for note in notes)
    # The mark and its footnote come together, and only on pages that judge.
    marks = re.findall(trials + r"\)\[\^", page.markdown.replace("\xa0", " "))
    assert len(marks) == len(notes)
    assert not notes or page.name.split()[0] in JUDGING


def test_no_mark_of_markdown_is_left_in_the_text(page, elements):
    texts = [plain_text([node]) for node in page.every("Para", "Plain", "Header")]
    texts += [value for node in page.every("Image") for name, value in node["c"][0][2] if name == "fig-alt"]
    assert [text for text in texts if MARKDOWN_IN_TEXT.search(text)] == []


def test_identifiers_are_used_once(page):
    assert [name for name, times in Counter(page.identifiers).items() if times > 1] == []


def test_headings_go_down_one_level_at_a_time(page):
    # Below the title, which is the heading of level 1. Headings in boxes are titles of the boxes.
    levels = [1, *(block["c"][0] for block in page.blocks if block["t"] == "Header")]
    assert len(levels) > 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert min(levels[1:]) == 2


def test_every_figure_says_what_it_is_and_where_it_comes_from(page, opened):
    publishers = set(opened.data.snapshot.sources["publisher"])
    publishers |= set(opened.data.organisations.sources["publisher"])
    publishers = {publisher_name(one, Language(page.language)) for one in publishers}
    source = "Źródło: " if page.language == "pl" else "Source: "
    for figure in page.every("Figure"):
        (label, _, _), (_, caption), _ = figure["c"]
        text = plain_text(caption)
        assert re.fullmatch(r"fig-[a-z0-9-]+", label)
        named = text.rpartition(source)[2].removesuffix(".").split("; ")
        assert named
        assert set(named) <= publishers, text
    assert len(page.drawings) == len(page.every("Image"))
    for image in page.every("Image"):
        alternative = dict(image["c"][0][2])["fig-alt"]
        assert len(alternative) > 20
        assert alternative.endswith(".")


def test_every_table_has_a_label_and_a_caption(page):
    assert all(
        re.fullmatch(r"tbl-[a-z0-9-]+", label) and table.caption for label, table in page.tables.items()
    )


@pytest.fixture(scope="session")
def plan() -> Plan:
    return make_plan(read_outline(Project(ROOT), "malopolskie-2024"))


def test_links_lead_to_pages_of_the_plan_or_places_on_the_page(page, pages, plan):
    made = {job.target for job in plan.jobs if job.language == "pl"} | PROSE
    made |= {name for job in plan.jobs for name in downloads_of(job)}
    alone = {f"organisation {job.unit}" for job in plan.jobs if job.private}
    names = {slug.slug: slug.notebook.removesuffix(".ipynb") for slug in PAGES}
    for target in page.links:
        if target.startswith(("https://", "mailto:", "tel:")):
            continue
        path, _, anchor = target.partition("#")
        if not path:
            assert anchor in page.identifiers
            continue
        if page.name in alone:
            assert path in ("index.csv", "index.xlsx")
            continue
        resolved = f"{page.folder}/{path}" if page.folder else path
        resolved = re.sub(r"[^/]+/\.\./", "", resolved)
        assert resolved in made, target
        if "=" in anchor:  # fills in the form of the page
            continue
        if anchor and resolved.endswith(".ipynb"):
            # Of counties and units only some are read here; the check of the built site follows every link.
            known = names.get(resolved.removesuffix(".ipynb"))
            assert known is None or anchor in pages(known, page.language).identifiers
        elif anchor:
            folder = "reports/en" if page.language == "en" else "reports"
            prose = parse((ROOT / folder / resolved).read_text(encoding="utf-8"), resolved)
            headings = [node["c"][1][0] for node in prose.blocks if node["t"] == "Header"]
            assert anchor in headings, target


def test_the_page_speaks_one_language(page, elements, polish_names):
    text = texts_of(page, elements)
    if page.language == "pl":
        assert set(WORD.findall(TITLE_IN_QUOTES.sub("", text).lower())) & ENGLISH == set()
        return
    named = rf"(?<!\w)({'|'.join(map(re.escape, polish_names))})(?!\w)"
    words = set(WORD.findall(re.sub(named, "", text)))
    assert words & POLISH == set()
    # Words with a capital letter are names: of authors, of institutions.
    assert {word for word in words if word.islower() and POLISH_LETTERS & set(word)} == set()
