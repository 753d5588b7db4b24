"""Drawing: the same for the same name, sums kept exactly, distributions as they are said to be."""

from statistics import fmean, median, stdev

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pes_analysis.edition.generate_organisations.draws import Draws, lognormal, ranks, split

SHARES = st.dictionaries(st.text(min_size=1, max_size=3), st.floats(0, 1e6), min_size=1, max_size=8)


@settings(deadline=None)
@given(st.integers(0, 10**9), SHARES)
def test_parts_add_up_to_the_whole(total, shares):
    parts = split(total, shares)
    assert set(parts) == set(shares)
    if sum(shares.values()) > 0:
        assert sum(parts.values()) == total
        assert min(parts.values()) >= 0
        assert all(not parts[key] for key, share in shares.items() if share == 0 and total < 10**6)


@settings(deadline=None)
@given(st.integers(1, 300), st.integers())
def test_ranks_are_spread_evenly(count, seed):
    assert sorted(ranks(count, Draws(seed))) == [(place + 0.5) / count for place in range(count)]


@settings(deadline=None)
@given(st.integers(0, 2000), st.floats(-1, 2), st.integers())
def test_no_more_are_counted_than_there_are(trials, probability, seed):
    assert 0 <= Draws(seed).counted(trials, probability) <= trials


def test_other_names_give_other_chances():
    assert Draws(1, "a").share() != Draws(1, "b").share()
    assert Draws(1, "ab").share() == Draws(1, "ab").share()


def test_first_draws_are_known_so_that_a_change_of_python_is_seen():
    draws = Draws("known", "stream")
    assert [round(draws.share(), 12) for _ in range(3)] == [0.805059005173, 0.247383235309, 0.89713897098]


def test_distributions_are_as_said():
    draws = Draws(3)
    normal = [draws.normal(5, 2) for _ in range(4000)]
    assert fmean(normal) == pytest.approx(5, abs=0.15)
    assert stdev(normal) == pytest.approx(2, abs=0.1)
    assert median(draws.around(100, 0.5) for _ in range(4000)) == pytest.approx(100, rel=0.05)
    assert fmean(draws.counted(1000, 0.3) for _ in range(400)) == pytest.approx(300, abs=4)
    assert {draws.whole(2, 4) for _ in range(200)} == {2, 3, 4}
    assert lognormal(0.5, 10, 3) == 10


def test_deviations_last_from_year_to_year():
    draws, years = Draws(5), range(2018, 2025)
    walks = [draws.drift(years, 1.0, persistence=0.8) for _ in range(800)]
    last = [walk[2024] for walk in walks]
    assert stdev(last) == pytest.approx(1, abs=0.08)
    together = fmean(walk[2023] * walk[2024] for walk in walks)
    assert together == pytest.approx(0.8, abs=0.1)
