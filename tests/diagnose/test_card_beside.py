"""What is laid out for all organisations at once, against each of them beside its own group."""

from functools import cache

import numpy as np
import pytest

from pes_analysis.compare.standing import QUARTER, SMALLEST_GROUP, goodness
from pes_analysis.diagnose.card_choices import RULE, TRAITS, WIDTH
from pes_analysis.diagnose.organisation_shared import shared_by_organisations
from pes_analysis.diagnose.standings import every_row, without_chance
from pes_analysis.edition import open_edition_data

ALONE = "demo-owes-01"
UNITS = ("demo-cis-02", "demo-wtz-03", "demo-ngo-05", ALONE)


@cache
def shared():
    return shared_by_organisations(open_edition_data("malopolskie-2024"))


def groups(unit, rows):
    """Give the places of the similar ones in each replication."""
    pools = shared().beside.middles.pools
    chosen = pools.chosen[rows.choices[WIDTH], rows.choices[TRAITS], unit]
    return [
        np.array([], dtype=int) if pool < 0 else np.setdiff1d(pools.members[pool], [unit]) for pool in chosen
    ]


@pytest.mark.parametrize("name", UNITS)
def test_indicators_stand_where_they_stand_beside_the_group_alone(name):
    trials = shared().trials(name)
    draws, unit, rows = trials.draws, trials.unit, trials.rows
    beside = groups(unit, rows)
    compared = 0
    for at, one in enumerate(draws.scored):
        values = goodness(draws.values_in(at, np.arange(len(rows))), one.polarity, one.range)
        points = draws.points_in(at, np.arange(len(rows)))
        told, mean = trials.beside.standing_of(unit, at), trials.beside.mean_of(unit, at)
        for row in range(0, len(rows), 7):
            own, others = values[row, unit], values[row, beside[row]]
            others = others[~np.isnan(others)]
            enough = not np.isnan(own) and len(others) >= SMALLEST_GROUP
            assert told["compared"][row] == mean["compared"][row] == enough
            if not enough:
                continue
            compared += 1
            low, high = np.quantile(others, [1 - QUARTER, QUARTER])
            counted = (others < own).sum() >= QUARTER * len(others)
            if rows.choices[RULE][row] == 0 or abs(own - high) > 1e-9:
                assert told["best"][row] == (own > high if rows.choices[RULE][row] else counted)
            counted = (others > own).sum() >= QUARTER * len(others)
            if rows.choices[RULE][row] == 0 or abs(own - low) > 1e-9:
                assert told["worst"][row] == (own < low if rows.choices[RULE][row] else counted)
            distance = points[row, unit] - np.nanmean(points[row, beside[row]])
            if abs(distance) > 1e-6:
                assert (mean["above"][row], mean["below"][row]) == (distance > 0, distance < 0)
    assert compared == 0 if name == ALONE else compared > 500


@pytest.mark.parametrize("name", UNITS)
def test_scores_and_their_median_are_those_of_the_group_alone(name):
    trials = shared().trials(name)
    draws, unit, rows = trials.draws, trials.unit, trials.draws.rows
    beside = groups(unit, rows)
    median = trials.beside.middles.others_median(unit, draws.general[unit], rows)
    told = trials.beside.scores.of(unit, len(draws.dimensions))
    for row in range(len(rows)):
        others = draws.general[beside[row], row].astype(float)
        others = others[~np.isnan(others)]
        if np.isnan(draws.general[unit, row]) or len(others) < SMALLEST_GROUP:
            assert np.isnan(median[row])
            continue
        assert median[row] == np.median(others)
        if row < len(trials.rows):
            own, shown = np.floor(draws.general[unit, row] + 0.5), np.floor(others + 0.5)
            assert told["above_most"][row] == (2 * (shown < own).sum() > len(shown))
            assert told["below_most"][row] == (2 * (shown > own).sum() > len(shown))
    counted, published = trials.beside.published_of(unit, len(draws.dimensions)), trials.rows.published
    others = draws.general[beside[published], published]
    shown, own = np.floor(others[~np.isnan(others)] + 0.5), np.floor(draws.general[unit, published] + 0.5)
    assert tuple(counted) == (len(shown), (shown < own).sum(), (shown > own).sum())


def test_all_bits_of_one_option_lie_side_by_side_and_every_row_finds_its_own():
    rows = shared().draws.rows.unmixed()
    for columns in (every_row(rows), without_chance(rows)):
        for (width, traits), here in columns.options.items():
            assert set(rows.choices[WIDTH][columns.rows[here]]) == {width}
            assert set(rows.choices[TRAITS][columns.rows[here]]) == {traits}
        for name in (WIDTH, TRAITS, RULE):
            assert (rows.choices[name][columns.rows[columns.of_row]] == rows.choices[name]).all()
