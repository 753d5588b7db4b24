"""Ranges of measures hold whatever the silent would have said: checked against every thing they could."""

from itertools import product

import networkx as nx
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pes_analysis.catalogue import load_catalogue
from pes_analysis.catalogue.evaluation import evaluate
from pes_analysis.diagnose.cooperation.measures import (
    INDICATORS,
    components,
    counts_of,
    network_measures,
    reciprocity,
)
from pes_analysis.diagnose.cooperation.network import Network

CATALOGUE = load_catalogue()
MOST_OPEN = 7


@st.composite
def networks(draw):
    size = draw(st.integers(3, 6))
    answered = draw(st.lists(st.booleans(), min_size=size, max_size=size))
    sectors = draw(st.lists(st.sampled_from(["pes", "jst", "mixed"]), min_size=size, max_size=size))
    cells = draw(st.lists(st.sampled_from([0, 0, 1, 2, 4]), min_size=size * size, max_size=size * size))
    said = np.array(cells).reshape(size, size)
    np.fill_diagonal(said, 0)
    said[~np.array(answered)] = 0
    units = pd.DataFrame(
        {"sector": sectors, "type": "ngo", "answered": answered}, index=list("abcdef")[:size]
    )
    return Network(units, said, 2024)


def completions(network):
    """Give every network that answers of the silent could make: its ties and whether each is there."""
    pairs = np.argwhere(np.triu(network.open))
    for chosen in product([False, True], repeat=len(pairs)):
        tied = network.tied.copy()
        for (one, other), there in zip(pairs, chosen, strict=True):
            tied[one, other] = tied[other, one] = there
        yield tied


def test_a_local_action_group_is_neither_an_entity_nor_local_government():
    units = pd.DataFrame(
        {"sector": ["pes", "jst", "mixed", "pes"], "answered": True}, index=["cis", "ops", "lgd", "wtz"]
    )
    said = np.zeros((4, 4), dtype=int)
    for one, other in ((0, 1), (0, 2), (1, 2)):
        said[one, other] = 2
    network = Network(units, said, 2024)
    measures = network_measures(network, CATALOGUE).set_index("indicator")
    found = measures["low"]
    assert found.equals(measures["high"].rename("low"))
    # One of three ties joins an entity with local government; one of two entities is alone.
    assert found["cross_sector_tie_share"] == pytest.approx(100 / 3)
    assert found["isolated_pes_share"] == 50
    assert counts_of(network.tied, network)["nodes_pes"] == 2


@settings(deadline=None, max_examples=60)
@given(networks())
def test_a_range_holds_every_possible_network_and_its_upper_end_is_reached(network):
    if np.triu(network.open).sum() > MOST_OPEN:
        return
    found = network_measures(network, CATALOGUE).set_index("indicator")
    for indicator in INDICATORS[:4]:
        rows = pd.DataFrame([counts_of(tied, network) for tied in completions(network)])
        values = evaluate(CATALOGUE.indicator(indicator).formula, rows)["value"].astype(float).dropna()
        if values.empty:
            assert np.isnan(found.loc[indicator, "high"])
            continue
        low, high = found.loc[indicator, ["low", "high"]]
        assert low <= values.min() + 1e-9
        assert high == pytest.approx(values.max())
        if indicator != "network_centralisation":
            assert low == pytest.approx(values.min())


@settings(deadline=None, max_examples=60)
@given(networks())
def test_parts_are_bounded_by_every_possible_network(network):
    if np.triu(network.open).sum() > MOST_OPEN:
        return
    parts = [nx.number_connected_components(nx.from_numpy_array(tied)) for tied in completions(network)]
    assert components(network) == (min(parts), max(parts))


@given(networks())
def test_when_all_answered_a_range_is_one_number(network):
    units = network.units.assign(answered=True)
    found = network_measures(Network(units, network.said, 2024), CATALOGUE)
    assert np.allclose(found["low"], found["high"], equal_nan=True)


@given(networks())
def test_density_and_centralisation_are_those_of_networkx(network):
    units = network.units.assign(answered=True)
    whole = Network(units, network.said, 2024)
    found = network_measures(whole, CATALOGUE).set_index("indicator")["low"]
    assert found["network_density"] == pytest.approx(nx.density(whole.graph))
    degrees = [degree for _, degree in whole.graph.degree]
    size = len(whole)
    freeman = sum(max(degrees) - degree for degree in degrees) / ((size - 1) * (size - 2))
    assert found["network_centralisation"] == pytest.approx(freeman)


@given(networks())
def test_reciprocity_asks_only_those_who_both_answered(network):
    mutual, of = reciprocity(network)
    assert 0 <= mutual <= of <= int(np.triu(network.tied).sum())
    if network.answered.sum() < 2:
        assert of == 0


def test_a_silent_side_may_see_a_tie_as_closer():
    units = pd.DataFrame(
        {"sector": "pes", "type": "ngo", "answered": [True, False, True]}, index=["a", "b", "c"]
    )
    network = Network(units, np.array([[0, 2, 0], [0, 0, 0], [0, 0, 0]]), 2024)
    row = network_measures(network, CATALOGUE).set_index("indicator").loc["mean_edge_intensity"]
    # b may call its tie with a a 4, and may have a tie with c of 1 to 4.
    assert row.tolist() == [1.5, 4.0]
