"""What would have to change: steps are ones that peers made, and they suffice as often as is said."""

from dataclasses import replace

import numpy as np
import pytest

from pes_analysis.diagnose.card_reach import (
    ABOVE,
    NO_HISTORY,
    NO_SCORE,
    NOT_REACHED,
    OUT_OF_REACH,
    REACHED,
    YEARS,
    reach_median,
)
from pes_analysis.diagnose.organisation import diagnose_organisation
from pes_analysis.diagnose.organisation_shared import shared_by_organisations
from pes_analysis.diagnose.steps import DECIDED_BY_OTHERS
from pes_analysis.edition import open_edition_data
from pes_analysis.measure.points import absolute_points

EDITION = open_edition_data("malopolskie-2024")
SHARED = shared_by_organisations(EDITION)
SIGNS = {"stimulant": 1, "destimulant": -1}


@pytest.fixture(scope="module")
def cards():
    return {str(unit): diagnose_organisation(EDITION, str(unit)) for unit in SHARED.measured.points.index}


@pytest.fixture(scope="module")
def below(cards):
    """Give the cards that are told what would have to change."""
    return {unit: card for unit, card in cards.items() if card.reach.gap is not None}


def weights_of(unit):
    return SHARED.measured.scores.weights.loc[unit]


def again(unit, card, **changed):
    given = {
        "trials": SHARED.trials(unit),
        "table": card.indicators,
        "weights": weights_of(unit),
        "picture": card.picture,
        "series": SHARED.series,
        "peers": card.peers.units if card.peers.enough else (),
        "year": card.year,
    }
    return reach_median(**(given | changed))


def test_the_demonstration_has_every_kind_of_answer(cards):
    kinds = {card.reach.kind for card in cards.values()}
    assert {ABOVE, NO_SCORE, NOT_REACHED, OUT_OF_REACH, REACHED} <= kinds


def test_who_lies_below_the_median_as_printed_is_told_what_would_have_to_change(cards):
    for card in cards.values():
        seen = card.picture
        if seen.score is None or seen.peers_median is None or not card.peers.enough:
            assert card.reach.kind == NO_SCORE
        else:
            below = np.floor(seen.score + 0.5) < np.floor(seen.peers_median + 0.5)
            assert (card.reach.kind != ABOVE) == below


def test_gains_are_what_points_and_weights_make_of_the_values(below):
    for unit, card in below.items():
        table = card.indicators.set_index("indicator")
        for row in card.reach.steps.to_dict("records"):
            indicator = EDITION.catalogue.indicator(row["indicator"])
            moved = float(absolute_points(row["after"], indicator)) - table.loc[row["indicator"], "points"]
            # Trials are kept in single precision.
            assert row["gain"] == pytest.approx(weights_of(unit)[row["indicator"]] * moved, abs=1e-4)
            assert row["indicator"] not in DECIDED_BY_OTHERS
            assert row["value"] == table.loc[row["indicator"], "value"]


def test_as_many_peers_as_told_made_such_a_step_in_three_years(below):
    yearly = SHARED.shown.set_index(["indicator", "organisation_id", "year"])["value"]
    for card in below.values():
        for row in card.reach.steps.to_dict("records"):
            sign = SIGNS.get(EDITION.catalogue.indicator(row["indicator"]).polarity)
            if sign is None:
                continue
            own = yearly.loc[row["indicator"]].unstack()
            own = own.reindex(list(card.peers.units))[[card.year - YEARS, card.year]].dropna()
            steps = sign * (own[card.year] - own[card.year - YEARS])
            needed = sign * (row["after"] - row["value"])
            assert len(steps) == row["n"]
            assert (steps >= needed - 1e-6).sum() == row["made"] >= 5


def test_steps_suffice_as_the_kind_says(below):
    for card in below.values():
        reach = card.reach
        suffices = reach.steps["gain"].sum() >= reach.gap - 1e-4
        assert suffices == (reach.kind in (REACHED, NOT_REACHED))
        assert reach.claim.standing.is_printed == (reach.kind == REACHED) or reach.kind == OUT_OF_REACH
        assert len(reach.steps) <= 4
        assert reach.claim in card.claims


def test_the_same_card_is_told_the_same(below):
    unit, card = next(iter(below.items()))
    first, second = again(unit, card), again(unit, card)
    assert first.claim == second.claim
    assert first.steps.equals(second.steps)


def test_without_figures_of_three_years_ago_nothing_is_told(below):
    (unit, card), series = next(iter(below.items())), SHARED.series
    young = replace(series, years=series.years[-YEARS:], numbers=series.numbers[-YEARS:])
    assert again(unit, card, series=young).kind == NO_HISTORY
    unknown = series.numbers.copy()
    unknown[series.years.index(card.year - YEARS)] = np.nan
    assert again(unit, card, series=replace(series, numbers=unknown)).kind == NO_HISTORY


def test_without_peers_or_figures_nothing_is_told(below):
    unit, card = next(iter(below.items()))
    assert again(unit, card, peers=()).kind == NO_SCORE
    assert again(unit, card, trials=None).kind == NO_SCORE
