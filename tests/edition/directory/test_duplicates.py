"""Entries that may be one unit are found, and units that only look alike are not called the same."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pes_analysis.edition.directory import read_demonstration_directory
from pes_analysis.edition.directory.duplicates import duplicates, is_alike, plain_name

EMPTY = {"type": "cis", "teryt": "1201", "commune": "Gaj", "phone": "", "email": "", "regon": "", "krs": ""}


def table(*rows):
    ids = pd.Index([f"u{number}" for number in range(len(rows))], name="unit_id")
    whole = [{**EMPTY, "name": f"Jednostka {chr(65 + number) * 9}", **row} for number, row in enumerate(rows)]
    return pd.DataFrame(whole, index=ids)


def found(*rows):
    return [tuple(row) for row in duplicates(table(*rows)).itertuples(index=False)]


@pytest.mark.parametrize("column", ["regon", "krs"])
def test_one_number_and_one_type_is_one_unit(column):
    assert found({column: "1"}, {column: "1"}) == [("u1", "u0", column, True)]


@pytest.mark.parametrize("other", [{"type": "kis"}, {"teryt": "1202"}])
def test_one_owner_may_run_two_units(other):
    assert found({"krs": "1"}, {"krs": "1", **other}) == [("u1", "u0", "krs", False)]


def test_shared_contacts_are_a_doubt():
    assert found({"phone": "1"}, {"phone": "2, 1"}) == [("u1", "u0", "phone", False)]
    assert found({"email": "a@b.pl"}, {"email": "a@b.pl"}) == [("u1", "u0", "email", False)]


@pytest.mark.parametrize(
    "other",
    ["Centrum Integracji Społecznej w Gaju Dolnym", "CIS „GAJ DOLNY”", "CIS Gaj Dolny.", "CIS gaj dolnym"],
)
def test_names_are_read_past_their_spelling(other):
    assert [row[2:] for row in found({"name": "CIS Gaj Dolny"}, {"name": other})] in ([("name", True)], [])
    if "w Gaju" not in other:
        assert found({"name": "CIS Gaj Dolny"}, {"name": other})


def test_a_number_in_the_name_tells_units_apart():
    assert found({"name": "WTZ nr 1 w Gaju"}, {"name": "WTZ nr 2 w Gaju"}) == []


def test_the_same_name_elsewhere_is_another_unit():
    assert found({"name": "KIS"}, {"name": "KIS", "commune": "Łąka"}) == []


def test_nothing_is_no_shared_thing():
    assert found({}, {}, {}) == []
    assert not is_alike("", "")


@given(st.lists(st.text(max_size=12), min_size=1, max_size=12))
def test_a_pair_is_told_once_and_never_of_one_entry(names):
    pairs = found(*({"name": name} for name in names))
    assert len({(first, second) for first, second, *_ in pairs}) == len(pairs)
    assert all(first > second or len(first) > len(second) for first, second, *_ in pairs)


@given(st.text(max_size=30))
def test_a_plain_name_stays_plain(name):
    assert plain_name(plain_name(name)) == plain_name(name)


def test_the_demonstration_holds_no_unit_twice():
    assert not duplicates(read_demonstration_directory().units)["is_same"].any()
