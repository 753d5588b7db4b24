"""Tables of a card against the diagnosis they are made from."""

import pandas as pd
import pytest

from pes_analysis.present.language import Language
from pes_analysis.present.numbers import number, signed
from pes_analysis.present.pages.organisation.charts import (
    contributions_chart,
    dimension_chart,
    dimensions_chart,
)
from pes_analysis.present.pages.organisation.tables import dimension_table

CENTRE = "demo-cis-04"


def row_of(table, name):
    (row,) = [row for row in table.rows if name in row[0].replace("\\", "")]
    return row


def test_every_scored_indicator_of_a_dimension_has_its_row(card_page) -> None:
    card = card_page(CENTRE, "pl").card
    table = dimension_table(card, "mission")
    heads = [str(head) for head in table.columns]
    for row in card.of_dimension("mission"):
        written = dict(zip(heads, row_of(table, card.context.plain_name(row["indicator"])), strict=True))
        points = "" if pd.isna(row["points"]) else number(row["points"], 0, Language.PL)
        assert written["Punkty"] == points
        if not pd.isna(row["year_value"]):
            assert written["2024"] == card.value(row["indicator"], row["year_value"])
        # A mark is printed as far as its claim holds: full, hollow, or not at all.
        standing = card.standing_of(row["indicator"], row["mark"])
        expected = {"said": "▲■▼", "softened": "△□▽"}.get(standing, "   ")
        sign = dict(zip(("better", "middle", "worse"), expected, strict=True)).get(row["mark"], "")
        printed = {one for one in "▲■▼△□▽" if one in written["Miejsce w grupie"]}
        assert printed == {sign.strip()} - {""}


def test_the_chart_of_dimensions_shows_what_its_table_has(card_page) -> None:
    page = card_page(CENTRE, "pl")
    chart = dimensions_chart(page.card)
    for row in page.scores.to_dict("records"):
        if not pd.isna(row["score"]):
            shown = number(row["score"], 0, Language.PL)
            assert f">{shown}</text>" in chart.svg
            assert row_of(chart.table, page.card.dimension_name(row["dimension"]))[1] == shown


def test_contributions_add_up_with_the_others_put_together(card_page) -> None:
    card = card_page(CENTRE, "pl").card
    chart = contributions_chart(card)
    parts = card.diagnosis.contributions["contribution"]
    assert chart.table.rows[-1][-1] == signed(parts.iloc[10:].sum(), 1, Language.PL)
    assert len(chart.table.rows) == 11
    assert f"Pozostałe: {len(parts) - 10}" in chart.svg.replace("\xa0", " ")


@pytest.mark.parametrize("dimension", ["economic", "employment", "partnership"])
def test_the_finding_of_a_chart_counts_what_reaches_the_reference(card_page, dimension) -> None:
    card = card_page(CENTRE, "en").card
    points = [row["points"] for row in card.of_dimension(dimension) if row["role"] == "scored"]
    known = [value for value in points if not pd.isna(value)]
    expected = f"{sum(value >= 70 for value in known)} of {len(known)} indicators"
    assert expected in dimension_chart(card, dimension).caption.replace("\xa0", " ")


def test_no_median_of_a_few_is_printed(card_page, every_id) -> None:
    hidden = 0
    for organisation in every_id[::10]:
        card = card_page(organisation, "pl").card
        for row in card.rows.values():
            if row["n"] < 5 or not card.compared:
                assert card.median(row) == ""
                hidden += 1
    assert hidden


@pytest.mark.parametrize(
    ("indicator", "pl", "en"),
    [
        ("completion_rate", "co najmniej 65%", "at least 65%"),
        ("debt_ratio", "najwyżej 50%", "at most 50%"),
        ("months_cash", "od 3 do 12\xa0mies.", "from 3 to 12\xa0months"),
        ("cost_per_participant", "", ""),
    ],
)
def test_reference_values_are_said_in_words(card_page, indicator, pl, en) -> None:
    assert card_page(CENTRE, "pl").card.reference(indicator) == pl
    assert card_page(CENTRE, "en").card.reference(indicator) == en
