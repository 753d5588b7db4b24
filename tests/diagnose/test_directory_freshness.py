"""Freshness is told by the edition's year: the same today and next year."""

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from pes_analysis.diagnose.directory_freshness import count_freshness, freshness_of_entries
from pes_analysis.edition.directory import read_demonstration_directory

DAYS = st.lists(st.one_of(st.just(""), st.dates().map(str)), max_size=30)


@given(DAYS, st.integers(1995, 2100))
def test_every_entry_is_counted_once(days, year):
    counted = count_freshness(pd.Series(days, dtype="str"), year)
    assert counted.fresh + counted.stale + counted.never == counted.entries == len(days)
    assert counted.never == days.count("")
    assert (counted.fresh_share is None) == (not days)


def test_a_leap_year_counts_the_same_days():
    days = pd.Series(["2023-01-01", "2022-12-31", "2022-12-30"])
    assert freshness_of_entries(days, 2023).tolist() == ["fresh", "fresh", "stale"]


def test_the_demonstration_has_each_kind():
    counted = count_freshness(read_demonstration_directory().units["checked_on"], 2024)
    assert min(counted.fresh, counted.stale, counted.never) >= 5
    assert 0.6 < counted.fresh_share < 0.9
