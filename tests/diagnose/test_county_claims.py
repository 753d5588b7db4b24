"""Claims about places of counties: counted by hand, and what must hold whatever the figures."""

from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pes_analysis.catalogue import load_catalogue
from pes_analysis.diagnose.claim_noise import NoiseModel, draw_figures
from pes_analysis.diagnose.county import diagnose_county
from pes_analysis.diagnose.county_claims import county_claims, position_claims
from pes_analysis.diagnose.county_headline_claims import HEADLINES
from pes_analysis.diagnose.county_trend_claims import _line_signs, _order_signs
from pes_analysis.diagnose.shared import shared_by_counties
from pes_analysis.edition import open_edition_data
from pes_analysis.robust.claim_rows import lay_out_rows

RULES = load_catalogue().claims
ROWS = lay_out_rows({"peer_count": 3, "quarter_rule": 1}, RULES)
SHARED = shared_by_counties(open_edition_data("malopolskie-2024"))
RATE = NoiseModel("rate", "pop", 1000.0)
PLACES = ("best_quarter", "worst_quarter", "better_than_most", "worse_than_most")
TESTED = ("noise", "peer_count", "quarter_rule")


def claims_of(drawn, size=None):
    """Claim the place of the first unit among the others."""
    size = np.full(len(ROWS), drawn.shape[1] - 1) if size is None else size
    catalogue = SimpleNamespace(catalogue=load_catalogue())
    made = position_claims(drawn[:, 0], drawn[:, 1:], size, ROWS, "a", catalogue, TESTED, {})
    return {claim.statement: claim for claim in made}


def drawn(numbers, people=50_000.0, keys=("a", "2020")):
    numbers = np.asarray(numbers, dtype=float)
    return draw_figures(numbers, np.full(len(numbers), people), RATE, 2, ROWS, RULES.seed, *keys)


def test_a_place_without_chance_is_what_a_count_gives():
    # 16 does better than 15 of 20; the interpolated quartile of 1 to 21 without it is 15.25.
    numbers = np.tile([16.0, *(one for one in range(1, 22) if one != 16)], (len(ROWS), 1))
    claims = claims_of(numbers)
    assert {name: claim.probability for name, claim in claims.items()} == {
        "best_quarter": 1.0,
        "better_than_most": 1.0,
    }
    assert (claims["best_quarter"].evidence["count"], claims["best_quarter"].evidence["n"]) == (15, 20)


def test_the_share_of_replications_is_counted():
    numbers = np.tile(np.arange(21.0)[::-1], (len(ROWS), 1))
    numbers[ROWS.choices["peer_count"] == 1, 0] = -1
    claim = claims_of(numbers)["best_quarter"]
    assert (claim.probability, claim.by_factor["peer_count"], claim.weakest) == (0.75, 0.75, "peer_count")


def test_identical_counties_are_in_between_and_nothing_more_is_claimed():
    assert set(claims_of(drawn([3.0] * 21))) == {"middle_half"}


def test_a_mark_is_as_sure_as_its_claim_and_one_of_three_holds():
    edition = open_edition_data("malopolskie-2024")
    statements = {"better": "best_quarter", "worse": "worst_quarter", "middle": "middle_half"}
    for teryt in ("1202", "1261"):
        county = diagnose_county(edition, teryt)
        sure = {(one.subject, one.statement): str(one.standing) for one in county.claims}
        for row in county.positions.to_dict("records"):
            if row["mark"] == "none":
                assert row["standing"] == ""
            elif (row["indicator"], statements[row["mark"]]) in sure:
                assert row["standing"] == sure[row["indicator"], statements[row["mark"]]]
            else:
                assert row["standing"] == "untested"
        printed = county.positions[county.positions["standing"].isin(["said", "softened"])]
        whole = county.blocks[county.blocks["area"] == ""]
        assert whole["n_better"].sum() <= (printed["mark"] == "better").sum()
        assert whole["n_worse"].sum() <= (printed["mark"] == "worse").sum()


def test_the_place_in_poland_is_the_published_one_and_held_against_trials():
    edition = open_edition_data("malopolskie-2024")
    told = {"better": "best_of_poland", "worse": "worst_of_poland"}
    for teryt in ("1201", "1202", "1212"):
        county = diagnose_county(edition, teryt)
        claims = {(one.subject, one.statement): one for one in county.claims}
        for row in county.national.to_dict("records"):
            if row["mark"] in told:
                claim = claims[row["indicator"], told[row["mark"]]]
                assert claim.evidence["n"] == row["n"]
                assert claim.evidence["count"] >= 0.75 * row["n"]
            for mark, statement in told.items():
                assert (row["mark"] == mark) or (row["indicator"], statement) not in claims


def test_a_far_outlier_is_sure():
    claims = claims_of(drawn([40.0, *np.linspace(2, 4, 20)]))
    assert claims["best_quarter"].probability >= 0.95


def test_too_few_units_decide_nothing():
    assert claims_of(drawn([9.0, *range(1, 8)])) == {}


@settings(max_examples=20, deadline=None)
@given(st.lists(st.floats(0, 50).map(lambda one: round(one, 2)), min_size=9, max_size=30))
def test_probabilities_are_shares_and_the_same_each_time(numbers):
    first, again = claims_of(drawn(numbers)), claims_of(drawn(numbers))
    assert first == again
    assert all(0 <= claim.probability <= 1 for claim in first.values())
    # Nobody is in the best quarter more often than above the middle.
    if "best_quarter" in first:
        assert first["best_quarter"].probability <= first["better_than_most"].probability


@settings(max_examples=20, deadline=None)
@given(st.permutations(range(1, 15)))
def test_the_order_of_the_others_changes_nothing(order):
    numbers = drawn([9.0, *range(1, 15)])
    assert claims_of(numbers) == claims_of(numbers[:, [0, *order]])


def test_chance_varies_only_noisy_rows_and_leaves_unknown_wholes():
    varied = draw_figures(np.array([5.0, 5.0]), np.array([100.0, np.nan]), RATE, 2, ROWS, 1, "a")
    assert (varied[~ROWS.noisy] == 5).all()
    assert (varied[:, 1] == 5).all()
    assert varied[ROWS.noisy, 0].std() > 0.5


def test_the_places_of_a_county_are_claimed_as_published():
    claims = county_claims(SHARED, "12")
    assert len(claims) == 22
    best = {one.subject: one for one in claims["1201"].claims if one.statement == "best_quarter"}
    assert best["unemployed_per_1k"].probability == pytest.approx(1, abs=0.05)
    assert best["day_centres_per_100k"].weakest == "noise"


def test_a_difference_of_counts_is_untested():
    migration = [
        one
        for own in county_claims(SHARED, "12").values()
        for one in own.claims
        if "migration" in one.subject and one.statement in PLACES
    ]
    assert migration
    assert {str(one.standing) for one in migration} == {"untested"}


def test_what_the_headline_and_the_trends_say_holds_in_enough_trials():
    edition = open_edition_data("malopolskie-2024")
    for teryt, trials in county_claims(SHARED, "12").items():
        card = diagnose_county(edition, teryt)
        sure = {(one.statement, one.subject) for one in trials.claims if one.standing.is_printed}
        for side, dimension in ((card.headline.problems, "problems"), (card.headline.support, "supply")):
            if side.kind not in ("average", "unsure", "unknown"):
                assert (side.kind, dimension) in sure
        for change in card.changes:
            if change.direction in ("improving", "worsening"):
                assert (change.direction, change.indicator) in sure
        assert all(one.claim is not None for one in card.findings)


def test_the_published_headline_is_the_one_that_is_tested():
    edition = open_edition_data("malopolskie-2024")
    for teryt, trials in county_claims(SHARED, "12").items():
        shares = diagnose_county(edition, teryt).blocks
        for claim in trials.claims:
            if claim.subject in HEADLINES:
                row = shares[(shares["dimension"] == claim.subject) & (shares["area"] == "")]
                assert claim.evidence["share"] == pytest.approx(float(row["share"].iloc[0]))


def test_what_moves_a_county_is_told_by_shares_of_its_variance():
    for trials in county_claims(SHARED, "12").values():
        for spread in trials.spread.values():
            assert spread.lower <= spread.upper
            assert all(0 <= one <= 1.5 for one in spread.effects.values())
            assert spread.data is None or 0 <= spread.data <= 1


YEARS = np.arange(2015.0, 2021.0)


@settings(max_examples=30, deadline=None)
@given(st.lists(st.integers(-50, 50), min_size=6, max_size=6))
def test_a_trend_turned_around_has_the_other_direction(values):
    row = np.array([values], dtype=float)
    for told in (_order_signs, _line_signs):
        assert told(YEARS, row)[0] == -told(YEARS, -row)[0]
        assert told(YEARS, np.tile(row, (3, 1))).tolist() == [told(YEARS, row)[0]] * 3


def test_one_odd_year_decides_no_line():
    assert _line_signs(YEARS, np.array([[1.0, 1.0, 1.0, 1.0, 1.0, 9.0]]))[0] == 0
    assert _line_signs(YEARS, np.array([[1.0, 2.0, 3.0, 4.0, 5.0, 6.0]]))[0] == 1
    assert _order_signs(YEARS, np.array([[6.0, 5.0, 4.0, 3.0, 2.0, 1.0]]))[0] == -1
