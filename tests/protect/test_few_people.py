"""Hidden groups: nobody who knows the total and every group shown can tell how many a small group has."""

from hypothesis import given
from hypothesis import strategies as st

from pes_analysis.protect.few_people import hidden_groups

LEAST = 5
GROUPS = st.dictionaries(st.text("abcdefgh", min_size=1, max_size=3), st.integers(0, 30), max_size=12)


@given(GROUPS)
def test_no_small_group_is_shown_and_none_follows_from_the_total(people: dict[str, int]) -> None:
    hidden = hidden_groups(people, LEAST)
    shown = {name: count for name, count in people.items() if name not in hidden}
    assert all(count == 0 or count >= LEAST for count in shown.values())
    left = sum(people.values()) - sum(shown.values())
    if hidden and any(shown.values()):
        assert len(hidden) >= 2
        assert left >= LEAST


@given(GROUPS)
def test_nothing_is_hidden_where_nobody_has_to_be(people: dict[str, int]) -> None:
    large = {name: count for name, count in people.items() if count == 0 or count >= LEAST}
    assert hidden_groups(large, LEAST) == frozenset()


@given(GROUPS, st.sets(st.text("abcdefgh", min_size=1, max_size=3)))
def test_what_is_hidden_already_counts(people: dict[str, int], already: set[str]) -> None:
    hidden = hidden_groups(people, LEAST, already)
    assert hidden >= {name for name in already if people.get(name, 0) > 0}
    assert all(people[name] > 0 for name in hidden)
