"""Pools hold the very groups that are chosen for one organisation at a time."""

import numpy as np
import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from pes_analysis.compare.organisation_peers import choose_peers
from pes_analysis.diagnose.peer_pools import NO_POOL, lay_out_pools

TRAIT = st.tuples(
    st.sampled_from(["cis", "kis", "ngo"]),
    st.sampled_from(["small", "large", ""]),
    st.sampled_from(["u", ""]),
)


@given(st.lists(TRAIT, min_size=1, max_size=25), st.integers(1, 5), st.integers(1, 9))
def test_a_pool_without_oneself_is_ones_group(rows, least, width):
    traits = pd.DataFrame(
        rows, columns=["type", "size", "place"], index=[f"o{at}" for at in range(len(rows))]
    )
    pools = lay_out_pools(traits, least, [width], ["place"])
    for at, left_out in enumerate((None, "place")):
        asked = traits if left_out is None else traits.assign(**{left_out: ""})
        for unit, name in enumerate(traits.index):
            for option, wanted in enumerate((least, width)):
                group = choose_peers(asked, name, wanted)
                number = pools.chosen[option, at, unit]
                if group.n < least:
                    assert number == NO_POOL
                else:
                    members = pools.members[number]
                    assert set(traits.index[members]) - {name} == set(group.units)
                    assert unit in members


@given(st.lists(TRAIT, min_size=1, max_size=25), st.data())
def test_flags_nearby_are_those_of_any_pool(rows, data):
    traits = pd.DataFrame(
        rows, columns=["type", "size", "place"], index=[f"o{at}" for at in range(len(rows))]
    )
    pools = lay_out_pools(traits, 3, [6], ["size"])
    flags = np.array([[data.draw(st.booleans()) for _ in range(2)] for _ in rows])
    near = pools.near(flags)
    for unit in range(len(rows)):
        numbers = pools.chosen[:, :, unit].ravel()
        beside = {unit, *(one for number in numbers[numbers >= 0] for one in pools.members[number].tolist())}
        assert near[unit].tolist() == flags[sorted(beside)].any(axis=0).tolist()


@given(st.lists(TRAIT, min_size=1, max_size=25))
def test_everyone_uses_one_pool_of_each_option(rows):
    traits = pd.DataFrame(
        rows, columns=["type", "size", "place"], index=[f"o{at}" for at in range(len(rows))]
    )
    pools = lay_out_pools(traits, 2, [], [])
    using = [place for pool in pools.of_option(0, 0) for place in pool.members[pool.users].tolist()]
    assert sorted(using) == np.flatnonzero(pools.chosen[0, 0] != NO_POOL).tolist()
