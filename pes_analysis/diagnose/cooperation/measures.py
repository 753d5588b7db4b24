"""Measures of a network, each as the range that those who did not answer leave open.

The formulas are those of the catalogue. What the silent might have said is put in at its extremes, so a
range is no interval of confidence: it holds whatever they would have said.
"""

from collections.abc import Iterator, Mapping

import numpy as np
import pandas as pd

from pes_analysis.catalogue import Catalogue
from pes_analysis.catalogue.evaluation import evaluate
from pes_analysis.diagnose.cooperation.network import Flags, Network

INDICATORS = (
    "network_density",
    "network_centralisation",
    "cross_sector_tie_share",
    "isolated_pes_share",
    "mean_edge_intensity",
)
CLOSEST = 4
FEWEST_UNITS = 3

Counts = Mapping[str, float]


def network_measures(network: Network, catalogue: Catalogue) -> pd.DataFrame:
    """Measure a network.

    Parameters
    ----------
    network : Network
    catalogue : Catalogue

    Returns
    -------
    DataFrame
        ``indicator, low, high``: the least and the most that answers of the silent could make of it; NaN
        where nothing can be reckoned, as the share of ties when there is none.

    Notes
    -----
    The least centralisation is bounded from below: how many open pairs could be tied without lifting the
    highest degree is counted by places, not by who could take them. The range is never too narrow.

    Examples
    --------
    >>> from pes_analysis.catalogue import load_catalogue
    >>> from pes_analysis.diagnose.cooperation.network import Network
    >>> units = pd.DataFrame({"sector": ["pes", "pes", "jst"], "answered": True}, index=list("abc"))
    >>> star = np.array([[0, 0, 2], [0, 0, 0], [3, 1, 0]])
    >>> found = network_measures(Network(units, star, 2024), load_catalogue()).set_index("indicator")
    >>> found.loc["network_centralisation"].tolist(), found.loc["cross_sector_tie_share", "low"].item()
    ([1.0, 1.0], 100.0)
    """
    rows = []
    for indicator in INDICATORS:
        formula = catalogue.indicator(indicator).formula
        scenarios = pd.DataFrame(list(_scenarios(network, indicator)))
        if formula is None or scenarios.empty:
            rows.append((indicator, np.nan, np.nan))
            continue
        values = evaluate(formula, scenarios)["value"].astype(float)
        rows.append((indicator, values.min(), values[scenarios["possible"]].max()))
    return pd.DataFrame(rows, columns=["indicator", "low", "high"]).astype({"low": float, "high": float})


def components(network: Network) -> tuple[int, int]:
    """Give the least and the greatest number of parts that no tie joins.

    Examples
    --------
    >>> units = pd.DataFrame(
    ...     {"sector": ["pes", "jst"], "type": ["cis", "pcpr"], "answered": [True, False]}, index=["a", "b"]
    ... )
    >>> components(Network(units, np.zeros((2, 2), dtype=int), 2024))
    (1, 2)
    """
    import networkx as nx

    filled = network.graph.copy()
    names = list(network.units.index)
    filled.add_edges_from(
        (str(names[one]), str(names[other])) for one, other in np.argwhere(np.triu(network.open))
    )
    return nx.number_connected_components(filled), nx.number_connected_components(network.graph)


def reciprocity(network: Network) -> tuple[int, int]:
    """Count ties named by both sides, and ties of pairs of which both sides answered.

    Examples
    --------
    >>> units = pd.DataFrame({"sector": "pes", "answered": [True, True, False]}, index=list("abc"))
    >>> reciprocity(Network(units, np.array([[0, 2, 3], [1, 0, 0], [0, 0, 0]]), 2024))
    (1, 1)
    """
    both = np.triu(np.logical_and.outer(network.answered, network.answered), 1)
    named = both & network.tied
    mutual = named & (network.said > 0) & (network.said.T > 0)
    return int(mutual.sum()), int(named.sum())


def counts_of(tied: Flags, network: Network, intensity_sum: float = np.nan) -> Counts:
    """Count what the formulas ask of a network.

    Parameters
    ----------
    tied : ndarray of bool
        Ties as they are, or as they could be, between the units of `network`.
    network : Network
    intensity_sum : float
        How close all ties are together.

    Examples
    --------
    >>> units = pd.DataFrame({"sector": ["pes", "jst", "mixed"], "answered": True}, index=list("abc"))
    >>> network = Network(units, np.array([[0, 2, 1], [0, 0, 3], [0, 0, 0]]), 2024)
    >>> counts = counts_of(network.tied, network)
    >>> counts["n_edges"], counts["edges_cross"], counts["nodes_pes"]
    (3.0, 1.0, 1.0)
    """
    degree, is_pes = tied.sum(axis=1), network.is_pes
    return {
        "n_nodes": float(len(tied)),
        "n_edges": float(degree.sum() / 2),
        "degree_max": float(degree.max(initial=0)),
        "degree_sum": float(degree.sum()),
        "edges_cross": float((tied & network.cross).sum() / 2),
        "nodes_isolated_pes": float(((degree == 0) & is_pes).sum()),
        "nodes_pes": float(is_pes.sum()),
        "edge_intensity_sum": intensity_sum,
        "possible": True,
    }


def _scenarios(network: Network, indicator: str) -> Iterator[Counts]:
    """Put in what the silent might have said, at the extremes of one indicator.

    What is not ``possible`` bounds the least value and need not be a network that could be.
    """
    tied, unsettled = network.tied, network.open
    if len(network) < FEWEST_UNITS:
        return
    if indicator == "mean_edge_intensity":
        yield from _intensities(network)
        return
    yield counts_of(tied, network)
    if indicator in ("network_density", "isolated_pes_share"):
        yield counts_of(tied | unsettled, network)
    elif indicator == "cross_sector_tie_share":
        cross = network.cross
        yield counts_of(tied | (unsettled & cross), network)
        yield counts_of(tied | (unsettled & ~cross), network)
    elif indicator == "network_centralisation":
        yield from _centralisations(network)


def _intensities(network: Network) -> Iterator[Counts]:
    known = np.triu(network.tied, 1)
    # The silent side of a known tie may see it as closer than the other does.
    half_told = known & ~np.logical_and.outer(network.answered, network.answered)
    least = float(network.intensity[known].sum())
    most = float(np.where(half_told, CLOSEST, network.intensity)[known].sum())
    yield counts_of(network.tied, network, least)
    yield counts_of(network.tied, network, most)
    further = int(np.triu(network.open).sum())
    yield counts_of(network.tied | network.open, network, least + further)
    yield counts_of(network.tied | network.open, network, most + CLOSEST * further)


def _centralisations(network: Network) -> Iterator[Counts]:
    tied, unsettled = network.tied, network.open
    degree = tied.sum(axis=1)
    for hub in range(len(tied)):
        to_hub = np.zeros_like(tied)
        to_hub[hub] = to_hub[:, hub] = True
        yield counts_of(tied | (unsettled & to_hub), network)
    room = unsettled.sum(axis=1)
    for highest in range(int(degree.max(initial=0)), len(tied)):
        places = np.minimum(room, highest - degree).clip(0)
        further = min(int(places.sum()) // 2, int(room.sum()) // 2)
        yield {
            **counts_of(tied, network),
            "degree_max": float(highest),
            "degree_sum": float(degree.sum() + 2 * further),
            "possible": False,
        }
