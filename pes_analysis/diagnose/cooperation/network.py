"""The network of a survey of ties: what each side said, and of which pairs nothing is settled."""

from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
import pandas as pd

from pes_analysis.edition.ties import TiesSurvey

if TYPE_CHECKING:
    import networkx as nx

Whole = npt.NDArray[np.int_]
Flags = npt.NDArray[np.bool_]
PES, JST = "pes", "jst"


@dataclass(frozen=True, eq=False)
class Network:
    """The units asked in one year, and what they said of one another.

    A tie is there when at least one of the two names it. A pair is open when no tie of it is known and
    one of the two did not answer: that one could have named it.

    Attributes
    ----------
    units : DataFrame
        Indexed by unit_id: ``public_code, name, type, sector, teryt, naming, generated, answered``.
    said : ndarray of int, shape (units, units)
        How close the unit of the row says it is to that of the column, 1 to 4; 0 where it names no tie.
    year : int
    """

    units: pd.DataFrame
    said: Whole
    year: int

    def __len__(self) -> int:
        """How many units were asked."""
        return len(self.units)

    @property
    def answered(self) -> Flags:
        """Whether each unit answered."""
        return self.units["answered"].to_numpy(dtype=bool)

    @property
    def is_pes(self) -> Flags:
        """Whether each unit is of the social economy: neither local government nor a local action group."""
        return self.units["sector"].eq(PES).to_numpy(dtype=bool)

    @cached_property
    def cross(self) -> Flags:
        """Whether a pair is of an entity and local government, units by units."""
        is_jst = self.units["sector"].eq(JST).to_numpy(dtype=bool)
        one_way: Flags = np.logical_and.outer(self.is_pes, is_jst)
        return one_way | one_way.T

    @property
    def response_rate(self) -> float:
        """Share of those asked who answered; NaN when nobody was asked."""
        return float(self.answered.mean()) if len(self) else float("nan")

    @cached_property
    def intensity(self) -> Whole:
        """How close two units are: the higher of what the two say."""
        return np.maximum(self.said, self.said.T)

    @cached_property
    def tied(self) -> Flags:
        """Whether there is a tie, units by units."""
        return self.intensity > 0

    @cached_property
    def open(self) -> Flags:
        """Whether a pair is open, units by units."""
        both = np.logical_and.outer(self.answered, self.answered)
        return ~both & ~self.tied & ~np.eye(len(self), dtype=bool)

    @cached_property
    def graph(self) -> "nx.Graph[str]":
        """The known ties as a graph of networkx: nodes with ``sector, type``, edges with ``intensity``."""
        # It takes a while to import, and most pages have no network.
        import networkx as nx

        graph: nx.Graph[str] = nx.Graph()
        for unit, row in self.units.iterrows():
            graph.add_node(str(unit), sector=str(row["sector"]), type=str(row["type"]))
        names = [str(unit) for unit in self.units.index]
        for first, second in zip(*np.nonzero(np.triu(self.tied)), strict=True):
            graph.add_edge(names[first], names[second], intensity=int(self.intensity[first, second]))
        return graph


def lay_out_network(survey: TiesSurvey, year: int, counties: Collection[str] | None = None) -> Network:
    """Lay the network of one year out, of some counties or of all.

    Parameters
    ----------
    survey : TiesSurvey
    year : int
    counties : collection of str, optional
        Only units of these, and only ties between them.

    Returns
    -------
    Network

    Examples
    --------
    >>> from pes_analysis.edition import open_edition_data
    >>> network = lay_out_network(open_edition_data("malopolskie-2024").ties, 2024, {"1201"})
    >>> bool((network.tied == network.tied.T).all()), bool((network.tied & network.open).any())
    (True, False)
    """
    asked = survey.asked[survey.asked["year"] == year].set_index("unit_id")
    units = survey.units[survey.units.index.isin(asked.index)]
    if counties is not None:
        units = units[units["teryt"].isin(list(counties))]
    units = units.assign(answered=asked["answered"].reindex(units.index).to_numpy(dtype=bool)).sort_index()
    told = survey.ties[survey.ties["year"] == year]
    one = units.index.get_indexer(pd.Index(told["respondent_id"]))
    other = units.index.get_indexer(pd.Index(told["partner_id"]))
    inside = (one >= 0) & (other >= 0)
    said = np.zeros((len(units), len(units)), dtype=np.int_)
    said[one[inside], other[inside]] = told["intensity"].to_numpy(dtype=np.int_)[inside]
    return Network(units, said, year)
