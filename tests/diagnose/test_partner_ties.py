"""Who works with whom already: told only of units that may be named, and new only when both answered."""

import numpy as np
import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from pes_analysis.diagnose.cooperation.network import Network
from pes_analysis.diagnose.partner_ties import NEW, NOT_KNOWN, TIED, partner_ties


@st.composite
def networks(draw: st.DrawFn) -> Network:
    count = draw(st.integers(0, 6))
    units = pd.DataFrame(
        {
            "naming": [draw(st.sampled_from(["public", "none"])) for _ in range(count)],
            "answered": [draw(st.booleans()) for _ in range(count)],
        },
        index=pd.Index([f"u{at}" for at in range(count)], dtype=str),
    ).astype({"answered": bool})
    said = np.zeros((count, count), dtype=np.int_)
    for one in range(count):
        for other in range(count):
            if one != other and units["answered"].iloc[one]:
                said[one, other] = draw(st.integers(0, 4))
    return Network(units, said, 2024)


@given(networks())
def test_what_is_told_of_a_pair_is_what_the_two_said(network: Network) -> None:
    ties = partner_ties(network)
    for at, one in enumerate(network.units.index):
        for place, other in enumerate(network.units.index):
            told = ties.between(one, other)
            assert told == ties.between(other, one)
            if at == place:
                continue
            named = {network.units["naming"].iloc[at], network.units["naming"].iloc[place]} == {"public"}
            if not named:
                assert told == NOT_KNOWN
            elif network.said[at, place] or network.said[place, at]:
                assert told == TIED
            elif network.open[at, place]:
                assert told == NOT_KNOWN
            else:
                assert told == NEW
