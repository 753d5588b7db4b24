"""Signals against region, time and official figures: counted by hand, and what must hold always."""

from functools import cache

import numpy as np
import pandas as pd
import pytest

from pes_analysis.catalogue.signals import load_signal_rules
from pes_analysis.diagnose.signals import (
    UNCODED,
    against_time,
    areas_told,
    count_signals,
    diagnose_signals,
    verdict_of,
)
from pes_analysis.edition import open_edition_data
from pes_analysis.edition.generate_signals.generation import SURGE
from pes_analysis.present.language import Language
from pes_analysis.present.pages.service_words import area_names
from pes_analysis.present.pages.signal_charts import county_chart, region_chart, region_table
from pes_analysis.public import open_edition

RULES = load_signal_rules()
DATA = open_edition_data("malopolskie-2024")
_POP = DATA.snapshot.county_observations.query("variable == 'pop' and year <= 2024")
RESIDENTS = _POP.sort_values("year").drop_duplicates("teryt", keep="last").set_index("teryt")["value"]


@cache
def diagnosed():
    return diagnose_signals(DATA, "12")


def rows(days, area="housing", persons=2):
    return pd.DataFrame({"teryt": "1201", "service_area": area, "reported_on": days, "persons": persons})


def timed(days):
    table = rows(days)
    keys = pd.DataFrame({"teryt": ["1201"], "area": ["housing"]})
    return against_time(keys, table, pd.to_datetime(table["reported_on"]), 2024, RULES).iloc[0]


def test_ten_new_after_two_in_thirty_months_are_more():
    new = [f"2024-{9 + one % 3:02d}-0{one % 9 + 1}" for one in range(10)]
    found = timed(["2022-01-05", "2023-03-01", *new])
    assert (found["recent"], found["before"], found["time"]) == (10, 2, "rising")


def test_an_even_flow_is_steady():
    days = [f"{year}-{month:02d}-03" for year in (2022, 2023, 2024) for month in range(1, 13)]
    assert timed(days)["time"] == "steady"


@pytest.mark.parametrize(
    "days", [["2022-01-05", "2024-12-01"], [f"2024-{month:02d}-05" for month in range(2, 13)]]
)
def test_too_few_reports_or_months_decide_nothing(days):
    found = timed(days)
    assert found["time"] == "undecided"
    assert np.isnan(found["chance"])


def test_false_alarms_are_no_more_often_than_stated():
    rng = np.random.default_rng(1)
    recent, before = rng.poisson(6, 4000), rng.poisson(30, 4000)
    from scipy import stats

    chance = stats.binom.sf(recent - 1, recent + before, 6 / 36)
    assert (chance <= RULES.false_alarm).mean() <= RULES.false_alarm


def test_small_counts_are_hidden_with_what_would_tell_them():
    table = pd.concat([rows(["2024-01-01"], "housing", 3), rows(["2024-01-02"], "violence", 6)])
    found = count_signals(table, ["1201"], ["housing", "violence", "addiction"], RULES).set_index("area")
    assert found["hidden"].tolist() == [True, True, False]


def test_the_surge_is_found_and_little_else_rises():
    county, area, _ = SURGE
    own = diagnosed().table.set_index(["teryt", "area"]).loc[(county, area)]
    assert (own["time"], own["position"]) == ("rising", "high_99_8")
    assert own["verdict"] in ("agrees", "runs_ahead", "contradicts")
    assert (diagnosed().table["time"] == "rising").sum() <= 6


def test_what_is_told_never_shows_a_small_count():
    shown = diagnosed().table[~diagnosed().table["hidden"] & (diagnosed().table["persons"] > 0)]
    assert (shown["persons"] >= RULES.small_count).all()
    assert (diagnosed().telling["persons"] >= RULES.small_count).all()


def test_signals_nobody_coded_are_counted_and_never_judged():
    uncoded = diagnosed().table[diagnosed().table["area"] == UNCODED]
    assert uncoded["reports"].sum() == diagnosed().uncoded > 0
    assert (uncoded["verdict"] == "").all()
    assert diagnosed().table["reports"].sum() == diagnosed().reports


def test_quiet_areas_have_no_verdict():
    row = {"area": "housing", "reports": 3, "position": "within", "time": "steady", "official": 90.0}
    assert verdict_of(row, RULES) == ""


def test_an_edition_without_signals_says_so():
    assert diagnose_signals(open_edition_data("slaskie-2024"), "24") is None


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("teryt", ["1210", "1214", "1261"])
def test_pages_tell_of_it_and_quote_no_text(language, teryt):
    edition = open_edition("malopolskie-2024")
    said = str(edition.county(teryt, language).signals()) + str(edition.region(language).signals())
    assert "{#signals}" in said
    for text in edition.data.signals.signals["text"].unique():
        assert not text or text not in said


def test_the_areas_of_the_region_are_what_their_counties_sum_to():
    areas = diagnosed().areas.set_index("area")
    assert set(areas.index) == areas_told(diagnosed().table, RULES) - {UNCODED}
    assert len(areas) > 5
    residents = RESIDENTS.reindex(diagnosed().table["teryt"].unique()).sum()
    reports = diagnosed().table.groupby("area")["reports"].sum()
    for area, row in areas.iterrows():
        assert row["value"] == pytest.approx(100_000 * reports[area] / residents)
        assert row["lower_95"] <= row["value"] <= row["upper_95"]
    told = diagnosed().telling[diagnosed().telling["area"].isin(areas.index)]["verdict"].value_counts()
    assert all(int(areas[one].sum()) == told.get(one, 0) for one in RULES.verdicts)
    left = (
        diagnosed()
        .table[diagnosed().table["hidden"] & (diagnosed().table["persons"] > 0)]
        .groupby("area")["persons"]
    )
    for area in areas.index.intersection(list(left.groups)):
        assert left.size()[area] >= 2
        assert left.sum()[area] >= RULES.small_count


def test_coders_are_counted_with_every_coded_signal_of_the_year():
    assert int(diagnosed().coders.sum()) == diagnosed().reports - diagnosed().uncoded
    assert diagnosed().coders.is_monotonic_decreasing


@pytest.mark.parametrize("language", ["pl", "en"])
def test_the_picture_shows_every_area_that_may_be_told_and_no_hidden_one(language):
    edition = open_edition("malopolskie-2024")
    teryt = next(one for one in diagnosed().table["teryt"].unique() if diagnosed().of(one)["hidden"].any())
    context = edition.county(teryt, language).context
    rows = diagnosed().of(teryt)
    names = area_names(context)
    table = region_table(diagnosed(), context)
    figure = county_chart(diagnosed(), teryt, table, context)
    shown = rows[~rows["hidden"] & (rows["area"] != UNCODED)]
    hidden = rows[rows["hidden"] & (rows["area"] != UNCODED)]
    assert all(f"{names[area]}: " in figure.alt for area in shown["area"])
    assert not any(f"{names[area]}: " in figure.alt for area in hidden["area"])
    whole = region_chart(diagnosed(), table, context)
    assert all(f"{names[area]}: " in whole.alt for area in diagnosed().areas["area"])
