import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pes_analysis.catalogue import Text, load_catalogue, parse
from pes_analysis.catalogue.organisation_model import Alarm
from pes_analysis.diagnose.alarms import ring_alarms

WORDS = Text(pl="x", en="x")
CELLS = st.sampled_from([0.0, 1.0, np.nan])


def alarm(years=2, formula="margin < 0", codes=("ss",)):
    return Alarm(
        id="loss",
        name=WORDS,
        applies_to=codes,
        formula=parse(formula),
        years=years,
        message=WORDS,
        what_to_do=WORDS,
        origin="P",
        source=WORDS,
    )


def figures(**by_year):
    rows = {("ss-1", int(year[1:])): value for year, value in by_year.items()}
    index = pd.MultiIndex.from_tuples(rows, names=["organisation_id", "year"])
    return pd.DataFrame({"margin": list(rows.values())}, index=index)


def ring(table, years=2):
    return ring_alarms(table, [alarm(years)], {"ss-1": {"ss"}}, 2024).iloc[0]


@pytest.mark.parametrize(
    ("by_year", "state", "since"),
    [
        ({"y2023": -1, "y2024": -1}, "ringing", 2023),
        ({"y2021": -1, "y2022": -1, "y2023": -1, "y2024": -1}, "ringing", 2021),
        ({"y2021": -1, "y2022": 1, "y2023": -1, "y2024": -1}, "ringing", 2023),
        ({"y2023": 1, "y2024": -1}, "quiet", None),
        ({"y2023": -1, "y2024": 1}, "quiet", None),
        ({"y2024": -1}, "unknown", None),
        ({"y2023": np.nan, "y2024": -1}, "unknown", None),
        ({"y2023": -1, "y2024": np.nan}, "unknown", None),
        ({"y2023": 1, "y2024": np.nan}, "quiet", None),
        ({"y2022": -1, "y2024": -1}, "unknown", None),
    ],
)
def test_two_years_in_a_row(by_year, state, since):
    row = ring(figures(**by_year))
    assert row["state"] == state
    assert row["since"] == since if since else pd.isna(row["since"])
    assert (row["reason"] != "") == (state == "unknown")


def test_only_those_it_applies_to_and_ringing_ones_first():
    table = pd.concat([figures(y2024=1.0), figures(y2024=-1.0).rename({"ss-1": "ss-2"})])
    rung = ring_alarms(
        table, [alarm(1)], {"ss-1": {"ss"}, "ss-2": {"ss", "ps"}, "ops-1": {"ops"}, "ss-3": {"ss"}}, 2024
    )
    assert rung[["organisation_id", "state"]].to_numpy().tolist() == [
        ["ss-2", "ringing"],
        ["ss-3", "unknown"],
        ["ss-1", "quiet"],
    ]


@pytest.mark.parametrize(
    ("marked", "by_year", "state"),
    [
        ((2023, 2024), {"y2023": np.nan, "y2024": np.nan}, "not_applicable"),
        ((2024,), {"y2023": -1, "y2024": np.nan}, "not_applicable"),
        ((2023,), {"y2023": np.nan, "y2024": np.nan}, "unknown"),
        ((2024,), {"y2023": 1, "y2024": np.nan}, "quiet"),
    ],
)
def test_a_figure_marked_as_not_applicable_is_not_missing(marked, by_year, state):
    table = figures(**by_year)
    states = pd.DataFrame(
        {"margin": ["value" if year not in marked else "not_applicable" for _, year in table.index]},
        index=table.index,
    )
    rung = ring_alarms(table, [alarm(2)], {"ss-1": {"ss"}}, 2024, states)
    assert rung["state"].tolist() == [state]
    assert (rung["reason"].iloc[0] == "") == (state == "quiet")


def test_a_column_nobody_has_is_a_gap():
    rung = ring_alarms(figures(y2024=1.0), [alarm(1, "debts > 0")], {"ss-1": {"ss"}}, 2024)
    assert rung[["state", "reason"]].to_numpy().tolist() == [["unknown", "missing: debts"]]


def test_every_alarm_of_the_catalogue_can_be_evaluated():
    catalogue = load_catalogue()
    names = {name for one in catalogue.alarms for name in one.formula.names}
    table = figures(y2024=1.0).assign(**dict.fromkeys(names, 1.0))
    codes = {"ss-1": {code for one in catalogue.alarms for code in one.applies_to}}
    assert len(ring_alarms(table, catalogue.alarms, codes, 2024)) == len(catalogue.alarms)


@settings(deadline=None)
@given(cells=st.lists(CELLS, min_size=5, max_size=5), years=st.integers(min_value=1, max_value=4))
def test_more_years_asked_for_never_make_an_alarm_ring(cells, years):
    table = figures(**{f"y{2020 + at}": -cell for at, cell in enumerate(cells)})
    if ring(table, years + 1)["state"] == "ringing":
        assert ring(table, years)["state"] == "ringing"
    if ring(table, years)["state"] == "quiet":
        assert ring(table, years + 1)["state"] == "quiet"
