"""The region's page and the pages that list things: tables, maps and strips hold the figures of the data."""

import re
import xml.etree.ElementTree as ElementTree
from itertools import pairwise

import pandas as pd
import pytest

from pes_analysis.catalogue.states import State
from pes_analysis.intake.polish_numbers import parse_number
from pes_analysis.present.alphabet import alphabetical
from pes_analysis.present.pages.page_context import anchor_of
from pes_analysis.publish.render.builtin.pandoc import plain_text

SIGNS = {"▲": "better", "▼": "worse", "■": "middle", "△": "better", "▽": "worse"}
OPEN = "△▽"


@pytest.fixture(scope="module")
def region(opened):
    return opened.region()


@pytest.fixture(scope="module")
def page(pages):
    return pages("region", "pl")


@pytest.fixture(scope="module")
def codes(region) -> dict[str, str]:
    return {str(region.context.county_name(code)): code for code in region.diagnosis.counties.index}


def numbered(text: str) -> float | None:
    return parse_number(text.replace("\u00a0", " ").strip()).value


def test_the_table_of_marks_is_the_matrix(page, region, codes, opened):
    matrix = region.matrix.set_index(["teryt", "indicator"])
    names = {one.plain.pl: one.id for one in opened.catalogue.indicators("county")}
    seen = set()
    for label, table in page.tables.items():
        if not label.startswith("tbl-heat-"):
            continue
        for place, heading in enumerate(table.head[1:], start=1):
            said, _, year = heading.rpartition(", ")
            name = max((known for known in names if said.startswith(known)), key=len)
            indicator = names[name]
            for row in table.rows:
                known = matrix.loc[codes[row[0]], indicator]
                seen.add((codes[row[0]], indicator))
                assert year.rstrip("*") == str(known["year"])
                assert year.endswith("*") == (known["group"] != "poland")
                sign = row[place][-1] if row[place][-1] in SIGNS else ""
                assert SIGNS.get(sign, "none") == known["mark"]
                assert (sign in OPEN and bool(sign)) == (not known["clear"])
                value = numbered(row[place].removesuffix(sign))
                if State(known["state"]).is_number:
                    decimals = opened.catalogue.indicator(indicator).decimals
                    assert abs(value - known["value"]) <= 0.5 * 10**-decimals + 1e-9
                else:
                    assert value is None
    assert seen == set(matrix.index)


def test_maps_print_the_same_numbers_as_the_table_of_marks(page, region):
    heat = [table for label, table in page.tables.items() if label.startswith("tbl-heat-")]
    for indicator in region.telling():
        plain = region.context.plain_name(indicator)
        ((place, table),) = [
            (place, table)
            for table in heat
            for place, heading in enumerate(table.head)
            if heading.startswith((f"{plain} (", f"{plain},"))
        ]
        printed = {row[0]: row[place].rstrip("▲▼■△▽ ") for row in table.rows}
        for name, value in page.tables[f"tbl-map-{anchor_of(indicator)}"].rows:
            assert value.startswith(printed[name]), (indicator, name)


def test_a_map_draws_every_county_once_in_each_layout_with_a_link(page, region):
    for indicator in region.telling():
        root = ElementTree.fromstring(page.drawings[f"fig-map-{anchor_of(indicator)}"])
        links = [part.get("href") for part in root.iter() if part.tag.endswith("}a")]
        expected = [f"powiaty/{code}.html" for code in region.diagnosis.counties.index]
        assert sorted(links) == sorted(expected * 2)


def test_map_tables_go_from_the_highest_down(page, region):
    for indicator in region.telling():
        values = [row[1] for row in page.tables[f"tbl-map-{anchor_of(indicator)}"].rows]
        numbers = [float(re.match(r"[\d,]+", value)[0].replace(",", ".")) for value in values]
        assert all(before >= after for before, after in pairwise(numbers))


def test_extremes_are_the_ends_of_the_map_table(page, region):
    sure = {
        one.subject
        for one in region.diagnosis.claims
        if one.statement == "differs_most" and one.standing.is_printed
    }
    told = [one for one in region.telling() if one in sure]
    assert told
    for indicator, item in zip(told, findings(page), strict=True):
        rows = page.tables[f"tbl-map-{anchor_of(indicator)}"].rows
        known = region.context.indicator(indicator)
        best, worst = (rows[-1], rows[0]) if known.polarity == "destimulant" else (rows[0], rows[-1])
        assert f"od {best[1]} (" in item
        assert f"do {worst[1]} (" in item


def findings(page) -> list[str]:
    """Give the numbered findings that lead from the best to the worst county."""
    boxes = [node for node in page.every("Div") if "findings" in node["c"][0][1]]
    lists = [block["c"][1] for box in boxes for block in box["c"][1] if block["t"] == "OrderedList"]
    told = [[plain_text(item) for item in items] for items in lists]
    (differences,) = [items for items in told if all("): od " in item for item in items)]
    return differences


def test_figures_of_the_voivodeship_are_printed_as_they_are(page, region, opened):
    table = page.tables["tbl-voivodeship"]
    assert [row[0] for row in table.rows] == [
        region.context.plain_name(one) for one in region.voivodeship_figures["indicator"]
    ]
    for row, known in zip(table.rows, region.voivodeship_figures.to_dict("records"), strict=True):
        decimals = opened.catalogue.indicator(known["indicator"]).decimals
        for printed, value in ((row[1], known["value"]), (row[3], known["poland"])):
            digits = "".join(letter for letter in printed.partition(" ")[0] if letter not in "%")
            if pd.isna(value):
                assert printed == ""
            else:
                shown = region.context.number_text(known["indicator"], value)
                assert digits.startswith(shown)
                assert abs(numbered(shown) - value) <= 0.5 * 10**-decimals + 1e-9


def test_the_start_page_names_every_county_of_the_region_and_shows_a_map(pages, region):
    start = pages("start", "pl")
    linked = [link for link in start.links if link.startswith("powiaty/")]
    assert sorted(linked) == [f"powiaty/{code}.ipynb" for code in sorted(region.diagnosis.counties.index)]
    assert len(start.drawings) == 1


def test_the_list_of_counties_is_whole_and_in_polish_order(opened, page_of):
    page = page_of(opened, "counties", "pl", "all")
    assert len(page.links) == len(set(page.links)) == len(opened.counties) == 380
    assert len([block for block in page.blocks if block["t"] == "Header"]) == 16
    names = opened.counties["name"]
    kinds = opened.counties["kind"]
    listed = [link.removesuffix(".ipynb") for link in page.links]
    for before, after in pairwise(listed):
        if before[:2] == after[:2] and kinds[before] == kinds[after]:
            assert alphabetical(names[before]) < alphabetical(names[after])
        elif before[:2] == after[:2]:
            assert (kinds[before], kinds[after]) == ("land", "city")


def test_every_indicator_of_the_catalogue_has_a_card(pages, opened, language):
    ids = [anchor_of(one.id) for one in opened.catalogue.indicators("county")]
    assert set(ids) <= set(pages("indicators", language).identifiers)


def test_words_of_the_glossary_stand_in_alphabetical_order(pages, opened, language):
    terms = [term.term.in_language(language) for term in opened.catalogue.glossary]
    headings = [block for block in pages("glossary", language).blocks if block["t"] == "Header"]
    assert len(headings) == len(terms)
    by_anchor = {anchor_of(term.id): term.term.in_language(language) for term in opened.catalogue.glossary}
    shown = [by_anchor[heading["c"][1][0]] for heading in headings]
    assert shown == sorted(terms, key=alphabetical)
