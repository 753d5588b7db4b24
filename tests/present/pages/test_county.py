"""A county's page prints what its DataFrames hold: findings, tables, trends, charts, gaps."""

import re
import xml.etree.ElementTree as ElementTree

import pandas as pd
import pytest

from pes_analysis.catalogue.states import STATE_SYMBOLS, State
from pes_analysis.intake.polish_numbers import parse_number
from pes_analysis.publish.render.builtin.pandoc import plain_text

COUNTIES = ["1201", "1261", "2463", "0265"]
LEADING_NUMBER = re.compile(r"[−-]?\d[\d\u00a0 .,]*\d|[−-]?\d")
YEAR = re.compile(r"\((\d{4})\)")
MARKS = {"better": "▲", "worse": "▼", "middle": "■"}
HOLLOW = {"better": "△", "worse": "▽", "middle": "□"}


@pytest.fixture(params=COUNTIES)
def teryt(request: pytest.FixtureRequest) -> str:
    return request.param


@pytest.fixture(scope="session")
def made(opened):
    """Give a county's page object, diagnosed once."""
    known = {}

    def make(teryt: str):
        if teryt not in known:
            known[teryt] = opened.county(teryt)
        return known[teryt]

    return make


def as_number(text: str) -> float:
    """Read the number that a cell begins with; its unit follows."""
    found = LEADING_NUMBER.match(text.removeprefix("≈ "))
    assert found, text
    value = parse_number(found[0].replace("\u00a0", " ").strip()).value
    assert value is not None
    return value


def same(printed: str, value: float, decimals: int) -> bool:
    """Whether a printed number is the value, rounded either way at a half."""
    return abs(as_number(printed) - value) <= 0.5 * 10**-decimals + 1e-9


def decimals_of(opened, indicator: str) -> int:
    return opened.catalogue.indicator(indicator).decimals


def by_name(opened) -> dict[str, str]:
    return {one.plain.pl: one.id for one in opened.catalogue.indicators("county")}


def test_the_table_of_all_indicators_is_the_positions(teryt, made, pages, opened):
    positions = made(teryt).positions
    table = pages(f"county {teryt}", "pl").tables["tbl-all-indicators"]
    assert [by_name(opened)[row[0]] for row in table.rows] == list(positions["indicator"])
    for row, known in zip(table.rows, positions.to_dict("records"), strict=True):
        decimals = decimals_of(opened, known["indicator"])
        value, year, (median, voivodeship, poland, verdict) = row[1], row[2], row[-4:]
        assert year[:4] == ("" if pd.isna(known["year"]) else str(known["year"]))
        if State(known["state"]).is_number:
            assert same(value, known["value"], decimals)
        else:
            assert value == State(known["state"]).symbol
        beside = (("median", median), ("voivodeship", voivodeship), ("poland", poland))
        for name, printed in beside:
            assert printed == "" if pd.isna(known[name]) else same(printed, known[name], decimals)
        assert voivodeship.startswith("≈") == bool(voivodeship and known["voivodeship_approximate"])
        # A mark is printed as far as its claim holds: full, hollow, or not at all.
        signs = {"said": MARKS, "softened": HOLLOW}.get(known["standing"], {})
        assert [sign for sign in (*MARKS.values(), *HOLLOW.values()) if sign in verdict] == [
            sign for mark, sign in signs.items() if mark == known["mark"]
        ]


def test_tables_of_areas_repeat_rows_of_the_whole(teryt, pages):
    page = pages(f"county {teryt}", "pl")
    whole = page.tables["tbl-all-indicators"]
    rows = {row[0]: dict(zip(whole.head, row, strict=True)) for row in whole.rows}
    seen = set()
    for label, table in page.tables.items():
        if label.startswith("tbl-positions-"):
            for row in table.rows:
                cells = dict(zip(table.head, row, strict=True))
                assert cells == {name: rows[row[0]][name] for name in cells}
                seen.add(row[0])
    known = {row[0] for row in whole.rows if row[1] not in STATE_SYMBOLS.values()}
    assert known <= seen


def test_findings_say_the_numbers_of_their_rows(teryt, made, pages, opened, elements):
    county, page = made(teryt), pages(f"county {teryt}", "pl")
    (box,) = [node for node in page.every("Div") if "findings" in node["c"][0][1]]
    (numbered,) = [node["c"][1] for node in elements(box["c"]) if node["t"] == "OrderedList"]
    said = [plain_text(item) for item in numbered]
    # A finding that is not sure enough is left out, so there may be fewer than three.
    assert 1 <= len(said) == len(county.diagnosis.findings) <= 3
    positions = county.positions.set_index("indicator")
    for text, finding in zip(said, county.diagnosis.findings, strict=True):
        row = positions.loc[finding.indicator]
        assert text.startswith(opened.catalogue.indicator(finding.indicator).plain.pl)
        decimals = decimals_of(opened, finding.indicator)
        if finding.change is not None:
            assert str(finding.change.first_year) in text
            assert str(finding.change.last_year) in text
            continue
        assert (row["value"], row["year"]) == (finding.value, finding.year)
        assert same(text.partition(": ")[2], row["value"], decimals)
        assert YEAR.search(text)[1] == str(row["year"])
        counted = re.search(r"niż w (\d+) z (\d+)", text.replace("\u00a0", " "))
        if counted:
            assert int(counted[1]) == max(row["higher"], row["lower"])
            assert int(counted[2]) == row["n"]


def test_medians_of_a_year_are_the_same_in_both_tables(teryt, made, pages, opened):
    """A median of one group and year is one number, wherever it is printed."""
    page, trends = pages(f"county {teryt}", "pl"), made(teryt).trends
    whole = page.tables["tbl-all-indicators"]
    medians = {row[0]: row[-4].removesuffix(" *") for row in whole.rows}
    years = {row[0]: row[2] for row in whole.rows}
    compared = 0
    for label, table in page.tables.items():
        if not label.startswith("tbl-trend-"):
            continue
        for place in range(1, len(table.head), 2):
            name = table.head[place]
            for row in table.rows:
                if row[0] == years[name][:4] and row[place + 1]:
                    assert row[place + 1] == medians[name], (name, row[0])
                    compared += 1
    assert compared >= 5
    assert not trends.empty


def test_trend_tables_are_the_trends(teryt, made, pages, opened):
    page, trends = pages(f"county {teryt}", "pl"), made(teryt).trends
    cells = trends.set_index(["indicator", "year"])
    seen = set()
    for label, table in page.tables.items():
        if not label.startswith("tbl-trend-"):
            continue
        for place in range(1, len(table.head), 2):
            indicator = by_name(opened)[table.head[place]]
            decimals = decimals_of(opened, indicator)
            for row in table.rows:
                key = (indicator, int(row[0]))
                if row[place] == "":
                    assert key not in cells.index
                    continue
                known = cells.loc[key]
                seen.add(key)
                if State(known["state"]).is_number:
                    assert same(row[place], known["value"], decimals)
                else:
                    assert row[place] == State(known["state"]).symbol
    printed = {indicator for indicator, _ in seen}
    assert seen == {key for key in cells.index if key[0] in printed}
    assert len(printed) >= 3


def test_every_chart_names_the_values_it_draws(teryt, made, pages, opened):
    page = pages(f"county {teryt}", "pl")
    positions = made(teryt).positions.set_index("indicator")
    for label, drawing in page.drawings.items():
        if not label.startswith("fig-spine-"):
            continue
        said = "".join(ElementTree.fromstring(drawing).itertext()).replace("\u00a0", " ")
        table = page.tables[f"tbl-positions-{label.removeprefix('fig-spine-')}"]
        for row in table.rows:
            indicator = by_name(opened)[row[0]]
            if positions.loc[indicator, "mark"] in MARKS:
                assert row[1].replace("\u00a0", " ") in said, (label, row)


def test_gaps_are_told_once_each(teryt, made, pages):
    page, gaps = pages(f"county {teryt}", "pl"), made(teryt).gaps
    unknown = page.markdown.partition("{#unknown}")[2].partition("{#contacts}")[0]
    told = re.findall(r"wskazniki\.ipynb#([a-z0-9-]+)", unknown)
    assert told == [one.replace("_", "-") for one in told_order(gaps)]


def told_order(gaps: pd.DataFrame) -> list[str]:
    ordered = [gaps[gaps["availability"] == state] for state in ("available", "awaiting")]
    return [str(one) for rows in ordered for one in rows["indicator"]]


def test_similar_counties_are_listed_nearest_first_under_the_county(teryt, made, pages):
    county = made(teryt)
    table = pages(f"county {teryt}", "pl").tables["tbl-peers"]
    assert len(table.rows) == len(county.peers) + 1 == 21
    assert table.rows[0][0] == str(county.context.county_name(teryt))
    assert [row[0].partition(" (")[0] for row in table.rows[1:]] == list(county.peers["name"])
    distances = [as_number(row[1]) for row in table.rows[1:]]
    assert distances == sorted(distances)


def test_a_county_without_regional_figures_says_so(pages, made):
    for teryt in ("2463", "0265"):
        missing = made(teryt).gaps.query("availability == 'available'")
        assert len(missing) > 5
        page = pages(f"county {teryt}", "pl")
        assert "Wskaźniki bez liczby" in page.text
        # A gap has its symbol: an empty cell would look like a mistake.
        table = page.tables["tbl-all-indicators"]
        assert all(cell for cell in [row[1] for row in table.rows])


def test_nothing_is_missing_in_the_region_of_the_edition(made):
    assert made("1201").gaps.query("availability == 'available'").empty


def test_only_counties_with_a_page_are_linked(opened, page_of):
    page = page_of(opened, "county 1201", "pl", "1201,1202")
    linked = {link for link in page.links if re.fullmatch(r"\d{4}\.ipynb", link)}
    assert linked <= {"1201.ipynb", "1202.ipynb"}
    everywhere = page_of(opened, "county 1201", "pl", "all")
    assert len([link for link in everywhere.links if re.fullmatch(r"\d{4}\.ipynb", link)]) >= 20


def test_a_place_among_the_findings_says_how_sure_it_is(teryt, made, pages):
    county = made(teryt)
    claimed = [one.claim for one in county.diagnosis.findings if one.claim is not None]
    assert all(claim.probability >= claim.rules.softened_at for claim in claimed)
    (box,) = [node for node in pages(f"county {teryt}", "pl").every("Div") if "findings" in node["c"][0][1]]
    assert plain_text(box).count("na 100 prób)") == len(claimed)
    assert len(pages(f"county {teryt}", "pl").every("Note")) >= len(claimed)
