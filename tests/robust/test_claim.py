"""Claims: probability, standing, what weakens them, and the replications they are held against."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pes_analysis.catalogue import load_catalogue
from pes_analysis.robust.claim import Standing, claim_from
from pes_analysis.robust.claim_rows import lay_out_rows

RULES = load_catalogue().claims
ORDER = [Standing.UNSAID, Standing.SOFTENED, Standing.SAID]


def claimed(holds, **more):
    return claim_from(holds, statement="better", subject="rate", rules=RULES, tested=["noise"], **more)


@pytest.mark.parametrize(
    ("of_100", "standing"), [(100, "said"), (95, "said"), (94, "softened"), (80, "softened"), (79, "unsaid")]
)
def test_thresholds_belong_to_the_surer_side(of_100, standing):
    assert claimed([1] * of_100 + [0] * (100 - of_100)).standing == standing


@given(st.lists(st.booleans(), min_size=1, max_size=200))
def test_one_more_replication_that_holds_never_weakens(holds):
    before, after = claimed(holds), claimed([*holds, True])
    assert 0 <= before.probability <= after.probability <= 1
    assert ORDER.index(before.standing) <= ORDER.index(after.standing)


def test_what_no_replication_decides_is_untested_and_not_printed():
    claim = claimed([np.nan, np.nan])
    assert claim.probability is None
    assert claim.standing is Standing.UNTESTED
    assert not claim.standing.is_printed


def test_undecided_replications_do_not_count():
    claim = claimed([1, np.nan, 0, 1, 1])
    assert (claim.probability, claim.replications) == (0.75, 4)


def test_the_weakest_factor_is_the_one_that_alone_fails_most():
    parts = {"noise": [1, 1, 1, 0], "peer_count": [1, 0]}
    claim = claim_from(
        [1, 0], statement="s", subject="x", rules=RULES, tested=["noise", "peer_count"], by_factor=parts
    )
    assert claim.weakest == "peer_count"
    assert claimed([1], by_factor={"noise": [1, 1]}).weakest is None


def test_rows_vary_together_and_then_one_at_a_time():
    rows = lay_out_rows({"a": 1, "b": 2}, RULES)
    assert rows.choices["a"][rows.parts["b"]].tolist() == [0, 0, 0]
    assert rows.choices["b"][rows.parts["b"]].tolist() == [0, 1, 2]
    assert not rows.noisy[rows.parts["b"]].any()
    assert rows.noisy[rows.parts["noise"]].all()
    assert not rows.choices["a"][rows.parts["noise"]].any()


def test_rows_of_a_choice_do_not_depend_on_the_others_or_their_order():
    one, two = lay_out_rows({"a": 1, "b": 2}, RULES), lay_out_rows({"b": 2, "c": 4, "a": 1}, RULES)
    for name in ("a", "b"):
        assert np.array_equal(one.choices[name][one.parts["joint"]], two.choices[name][two.parts["joint"]])


def test_without_noise_no_row_is_noisy():
    rows = lay_out_rows({"a": 1}, RULES, noise=False)
    assert not rows.noisy.any()
    assert "noise" not in rows.parts
