import numpy as np
import pandas as pd

from pes_analysis.catalogue import load_catalogue
from pes_analysis.compare.figures import Figures
from pes_analysis.diagnose.county_reach import median_in_reach

RATE = load_catalogue().indicator("unemployment_rate")
PEERS = [f"p{at:02}" for at in range(12)]
NO_BREAKS = pd.DataFrame({"indicator": pd.Series(dtype=str), "year": pd.Series(dtype=int)})
NO_MOVES = pd.DataFrame({"teryt": pd.Series(dtype=str), "year": pd.Series(dtype=int)})
BEHIND = pd.DataFrame(
    [("unemployment_rate", 2024, 7.3, 7.0, "peers", "worse")],
    columns=["indicator", "year", "value", "median", "group", "mark"],
)


def reach(breaks=NO_BREAKS, moves=NO_MOVES):
    fell = np.array([0.3] * 7 + [0.2] * 3 + [-1.0] * 2)
    layer = np.stack([np.full(12, 7.3), 7.3 - fell])
    figures = Figures((2021, 2024), pd.Index(PEERS), {"unemployment_rate": layer})
    return median_in_reach(BEHIND, figures, [RATE], PEERS, breaks, moves)


def test_peers_that_lowered_the_rate_as_much_are_counted():
    assert reach()[["made", "n"]].to_numpy().tolist() == [[7, 12]]


def test_nothing_is_counted_across_a_break():
    assert reach(pd.DataFrame({"indicator": ["unemployment_rate"], "year": [2022]})).empty


def test_a_peer_of_another_territory_is_left_out():
    moved = pd.DataFrame({"teryt": ["p00"], "year": [2023]})
    assert reach(moves=moved)[["made", "n"]].to_numpy().tolist() == [[6, 11]]
