import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pes_analysis.catalogue import load_catalogue
from pes_analysis.compare.side_by_side import distributions, mark_units

MORE = load_catalogue().indicator("completion_rate")
LESS = load_catalogue().indicator("debt_ratio")
WITHIN = load_catalogue().indicator("occupancy")
SHOWN = load_catalogue().indicator("cost_per_participant")
NUMBERS = st.one_of(st.just(np.nan), st.integers(min_value=0, max_value=20).map(lambda n: n / 10))


def marks(indicator, values, lower=None, upper=None, *, quarters=False):
    table = pd.DataFrame({indicator.id: values}, index=[f"u{at}" for at in range(len(values))], dtype=float)
    bounds = tuple(
        pd.DataFrame({indicator.id: side or [np.nan] * len(values)}, index=table.index, dtype=float)
        for side in (lower, upper)
    )
    return mark_units(table, [indicator], bounds, quarters=quarters)


def test_more_less_and_within_a_range():
    assert marks(MORE, [0.2, 0.9, 0.5])["mark"].tolist() == ["worst", "best", "typical"]
    assert marks(LESS, [0.2, 0.9, 0.5])["mark"].tolist() == ["best", "worst", "typical"]
    # Recommended from 0.85 to 1: two are inside, the farthest outside is the worst.
    assert marks(WITHIN, [0.9, 1.0, 1.2, 0.8])["mark"].tolist() == ["best", "best", "worst", "typical"]


def test_what_is_not_judged_or_not_known_has_no_mark():
    assert set(marks(SHOWN, [1.0, 2.0, 3.0])["mark"]) == {"none"}
    assert marks(MORE, [0.2, np.nan, 0.5])["mark"].tolist() == ["worst", "none", "best"]
    assert marks(MORE, [0.2, np.nan, np.nan])["mark"].tolist() == ["none", "none", "none"]


def test_all_alike_nobody_is_best():
    assert set(marks(MORE, [0.5, 0.5, 0.5])["mark"]) == {"typical"}


@pytest.mark.parametrize(("reach", "clear"), [(0.05, True), (0.25, False)])
def test_the_best_is_clear_when_no_interval_reaches_across(reach, clear):
    values = [0.9, 0.5, 0.4]
    marked = marks(MORE, values, [value - reach for value in values], [value + reach for value in values])
    assert marked["clear"].tolist()[0] == clear
    assert not marked["clear"].tolist()[1]


def test_intervals_around_a_range_may_reach_the_best():
    # Both intervals reach into the range, so neither is clearly better.
    marked = marks(WITHIN, [0.80, 1.05], [0.70, 0.95], [0.90, 1.15])
    assert not marked["clear"].any()


def test_in_a_whole_group_marks_are_quarters():
    values = [at / 20 for at in range(20)]
    marked = marks(MORE, values, quarters=True)["mark"].tolist()
    assert marked.count("best") == marked.count("worst") == 5
    assert set(marks(MORE, [0.1, 0.2, 0.3], quarters=True)["mark"]) == {"none"}


def test_distributions_leave_gaps_out():
    table = distributions(pd.DataFrame({"a": [1.0, np.nan, 3.0], "b": [np.nan] * 3}))
    assert table["n"].tolist() == [2, 0]
    assert table.loc[0, ["minimum", "median", "maximum"]].tolist() == [1, 2, 3]
    assert table.loc[1, ["minimum", "q1", "median", "q3", "maximum"]].isna().all()


@settings(deadline=None)
@given(values=st.lists(NUMBERS, min_size=2, max_size=10), data=st.data())
def test_the_order_of_units_does_not_matter_and_the_best_is_never_worse(values, data):
    marked = marks(MORE, values)
    order = data.draw(st.permutations(range(len(values))))
    shuffled = marks(MORE, [values[at] for at in order])
    assert [marked["mark"][at] for at in order] == shuffled["mark"].tolist()
    best = [value for value, mark in zip(values, marked["mark"], strict=True) if mark == "best"]
    rest = [value for value, mark in zip(values, marked["mark"], strict=True) if mark in ("typical", "worst")]
    assert not best or min(best) > max(rest)
