import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pes_analysis.compare.organisation_peers import (
    STEPS,
    choose_peers,
    size_bands,
)
from pes_analysis.compare.organisation_traits import RELATED_TYPES, related_types
from pes_analysis.protect.errors import PesError

TYPES = ["ss", "cis", "kis", "wtz", "zaz", "ngo", "owes", "ops", "pcpr", "up"]
ROWS = st.lists(
    st.tuples(
        st.sampled_from(TYPES),
        st.sampled_from(["micro", "small", ""]),
        st.sampled_from(["urban", "rural", ""]),
    ),
    min_size=1,
    max_size=40,
)


def traits(rows):
    return pd.DataFrame(rows, columns=["type", "size", "place"], index=[f"o{at}" for at in range(len(rows))])


def test_the_narrowest_group_that_is_large_enough():
    rows = [
        ("cis", "small", "urban"),
        *[("cis", "small", "urban")] * 3,
        *[("cis", "small", "rural")] * 2,
        *[("cis", "large", "urban")] * 2,
        *[("kis", "small", "urban")] * 4,
        *[("zaz", "small", "urban")] * 9,
    ]
    table = traits(rows)
    steps = {least: choose_peers(table, "o0", least) for least in (3, 4, 5, 6, 7, 8, 11, 12)}
    assert [(least, group.step, group.n) for least, group in steps.items()] == [
        (3, "type_size_place", 3),
        (4, "type_size", 5),
        (5, "type_size", 5),
        (6, "type", 7),
        (7, "type", 7),
        (8, "related_types", 11),
        (11, "related_types", 11),
        (12, "related_types", 11),
    ]
    assert steps[11].enough
    assert not steps[12].enough
    assert steps[11].types == ("cis", "kis")


def test_an_unknown_size_is_passed_over_and_never_a_size_of_its_own():
    table = traits([("wtz", "", "urban"), ("wtz", "", "urban"), ("wtz", "small", "urban")])
    group = choose_peers(table, "o0", least=1)
    assert (group.step, group.units) == ("type", ("o1", "o2"))


def test_an_organisation_without_figures_has_no_peers():
    with pytest.raises(PesError, match="„nobody”"):
        choose_peers(traits([("ss", "small", "urban")]), "nobody")


def test_every_type_belongs_to_one_family():
    families = [kind for family in RELATED_TYPES for kind in family]
    assert len(families) == len(set(families))
    assert all(kind in related_types(kind) for kind in TYPES)


def test_limits_of_sizes_belong_to_the_larger_size():
    assert size_bands(pd.Series([-5.0, 99_999.99, 500_000.0, 2_000_000.0])).tolist() == [
        "micro",
        "micro",
        "medium",
        "large",
    ]


@settings(deadline=None)
@given(rows=ROWS, least=st.integers(min_value=1, max_value=12))
def test_widening_is_monotone_and_never_reaches_the_organisation_itself(rows, least):
    table = traits(rows)
    narrower, wider = choose_peers(table, "o0", least), choose_peers(table, "o0", least + 1)
    assert set(narrower.units) <= set(wider.units)
    assert STEPS.index(narrower.step) <= STEPS.index(wider.step)
    assert "o0" not in wider.units
    assert narrower.enough == (narrower.n >= least)
    assert narrower.enough or narrower.step == STEPS[-1]


@settings(deadline=None)
@given(rows=ROWS, data=st.data())
def test_the_order_of_organisations_does_not_matter(rows, data):
    table = traits(rows)
    shuffled = table.loc[data.draw(st.permutations(list(table.index)))]
    one, other = choose_peers(table, "o0", 5), choose_peers(shuffled, "o0", 5)
    assert (one.step, set(one.units)) == (other.step, set(other.units))


@settings(deadline=None)
@given(rows=ROWS)
def test_an_organisation_of_another_kind_changes_nothing(rows):
    table = traits([("cis", "small", "urban"), *rows])
    added = pd.concat([table, pd.DataFrame([["up", "small", "urban"]], ["z"], table.columns)])
    assert choose_peers(table, "o0", 5) == choose_peers(added, "o0", 5)
