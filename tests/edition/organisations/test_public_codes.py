"""Codes for public comparisons: kept once given, drawn by lot, met once, telling nothing but the type."""

from random import Random

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from pes_analysis.edition.organisations import with_public_codes
from pes_analysis.edition.organisations.schema import PUBLIC_CODE, TYPES


def entities(kinds, codes=(), generated=False):
    given_codes = [*codes, *[""] * (len(kinds) - len(codes))]
    return pd.DataFrame({"type": kinds, "generated": generated, "public_code": given_codes})


@settings(deadline=None)
@given(st.lists(st.sampled_from(TYPES), max_size=260), st.booleans(), st.integers())
def test_every_organisation_has_a_code_of_its_own(kinds, generated, seed):
    coded = with_public_codes(entities(kinds, generated=generated), Random(seed))["public_code"]
    assert coded.is_unique
    assert coded.str.fullmatch(PUBLIC_CODE).all()
    assert [code.split("-")[0].lower() for code in coded] == kinds
    assert all(("-D" in code) == generated for code in coded)


@settings(deadline=None)
@given(st.integers(1, 60), st.integers(0, 60), st.integers())
def test_codes_once_given_stay_when_organisations_are_added(before, added, seed):
    first = with_public_codes(entities(["cis"] * before), Random(seed))["public_code"].tolist()
    second = with_public_codes(entities(["cis"] * (before + added), first), Random(seed + 1))["public_code"]
    assert second.tolist()[:before] == first
    assert second.is_unique


def test_the_system_draws_where_no_lots_are_given():
    rows = entities(["wtz"] * 30)
    assert list(with_public_codes(rows)["public_code"]) != list(with_public_codes(rows)["public_code"])


def test_the_order_of_rows_does_not_show_in_the_numbers():
    agreements = []
    for seed in range(60):
        codes = with_public_codes(entities(["ngo"] * 30), Random(seed))["public_code"]
        agreements.append(codes.str[-2:].astype(int).corr(pd.Series(range(30))))
    assert abs(pd.Series(agreements).mean()) < 0.08


def test_a_type_with_many_gets_longer_numbers():
    codes = with_public_codes(entities(["ss"] * 120), Random(1))["public_code"]
    assert set(codes.str.len()) == {len("SS-12"), len("SS-123")}
