"""An organisation in its surroundings: services beside the county's needs, partners beside the peers'."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from pes_analysis.catalogue import Catalogue, State
from pes_analysis.compare.quartiles import quartiles
from pes_analysis.compare.standing import SMALLEST_GROUP
from pes_analysis.diagnose.card_parts import Cooperation, Fit

SECTOR, GRADE = "ties_", "ties_intensity_"
GRADES = ("1", "2", "3", "4")
MEASURES = (
    "ties",
    "ties_reciprocated",
    "trust_score",
    "jst_forms_used",
    "coop_acts",
    "coop_acts_problem",
    "referrals_in",
    "referrals_feedback",
)
Numbers = npt.NDArray[np.float64]


def fit_to_needs(needs: pd.DataFrame, figures: Mapping[str, float], k: int, n_counties: int) -> Fit:
    """Set the service areas of an organisation beside the needs of its county.

    Parameters
    ----------
    needs : DataFrame
        From ``rank_needs``: the county's.
    figures : mapping of str to float
        Raw figures of the organisation in the year, by variable; NaN where not answered.
    k : int
        How many needs count as the greatest.
    n_counties : int
        Counties the county was set beside.

    Examples
    --------
    >>> needs = pd.DataFrame({"area": ["housing", "violence"], "top": [True, False]})
    >>> fit = fit_to_needs(needs, {"service_area_housing": 1.0}, k=1, n_counties=21)
    >>> fit.areas["offered"].tolist(), fit.offered, fit.offered_top
    ([True, <NA>], 1, 1)
    """
    flags = np.array([figures.get(f"service_area_{area}", np.nan) for area in needs["area"]])
    offered = pd.Series(flags > 0, needs.index, dtype="boolean").mask(np.isnan(flags))
    areas = needs.assign(offered=offered)
    answered = not np.isnan(flags).all()
    return Fit(
        areas=areas,
        k=k,
        n_counties=n_counties,
        offered=int(offered.sum()) if answered else None,
        offered_top=int((offered & areas["top"]).sum()) if answered else None,
    )


@dataclass(frozen=True, eq=False)
class Ties:
    """With whom all organisations work in one year: organisations by variables.

    Attributes
    ----------
    units : Index of str
    names : tuple of str
        Variables: the sectors, the grades of intensity, the measures.
    counts, shares : ndarray of float
        Values, NaN where not answered; and parts of the ties whose sector, or grade, was given, 0 to 1.
    states : ndarray of str
    sectors : tuple of str
        Items of the closed list.
    forms : int
        Length of the closed list of forms of cooperation.
    """

    units: pd.Index
    names: tuple[str, ...]
    counts: Numbers
    shares: Numbers
    states: npt.NDArray[np.object_]
    sectors: tuple[str, ...]
    forms: int

    def rows_of(self, table: npt.NDArray[Any], units: Sequence[str], gap: float | str) -> npt.NDArray[Any]:
        """Give the rows of organisations; gaps for one without figures."""
        places = self.units.get_indexer(pd.Index(list(units), dtype="str"))
        if not len(table):
            return np.full((len(places), len(self.names)), gap)
        return np.where((places >= 0)[:, np.newaxis], table[places], gap)


def lay_out_ties(figures: pd.DataFrame, states: pd.DataFrame, catalogue: Catalogue) -> Ties:
    """Gather what all organisations say of their partners.

    Parameters
    ----------
    figures, states : DataFrame
        Organisations by variables, of one year.
    catalogue : Catalogue
    """
    sectors = tuple(item.id for item in catalogue.closed_list("tie_sectors").items)
    names = (*_names(SECTOR, sectors), *_names(GRADE, GRADES), *MEASURES)
    counts = figures.reindex(columns=list(names)).to_numpy(dtype=float)
    shares = np.full(counts.shape, np.nan)
    for part in (slice(0, len(sectors)), slice(len(sectors), len(sectors) + len(GRADES))):
        total = np.nansum(counts[:, part], axis=1, keepdims=True)
        np.divide(counts[:, part], total, out=shares[:, part], where=total > 0)
    stated = states.reindex(index=figures.index, columns=list(names), fill_value=str(State.MISSING))
    return Ties(
        units=figures.index,
        names=names,
        counts=counts,
        shares=shares,
        states=stated.to_numpy(dtype=object),
        sectors=sectors,
        forms=len(catalogue.closed_list("cooperation_forms").items),
    )


def cooperation_of(
    ties: Ties, asked: Collection[str], organisation_id: str, peers: Sequence[str]
) -> Cooperation:
    """Describe with whom an organisation works and how closely, beside its peers.

    Parameters
    ----------
    ties : Ties
    asked : collection of str
        Variables that the organisation is asked for.
    organisation_id : str
    peers : sequence of str

    Returns
    -------
    Cooperation
        Medians of the peers are NaN below 5 peers with an answer.
    """
    counts, shares = (
        ties.rows_of(table, [organisation_id, *peers], np.nan) for table in (ties.counts, ties.shares)
    )
    states = ties.rows_of(ties.states, [organisation_id], str(State.MISSING))[0]

    def beside(names: Sequence[str], compared: Numbers, median: str) -> dict[str, Any]:
        places = [ties.names.index(name) for name in names]
        of_peers, n = _medians(compared[1:, places])
        return {
            "variable": list(names),
            "value": counts[0, places],
            "state": states[places],
            "share": shares[0, places],
            median: of_peers,
            "n": n,
        }

    def parts(stem: str, items: Sequence[str]) -> pd.DataFrame:
        return pd.DataFrame({"item": items, **beside(_names(stem, items), shares, "peers_median_share")})

    measures = beside([name for name in MEASURES if name in asked], counts, "peers_median")
    del measures["share"]
    return Cooperation(
        sectors=parts(SECTOR, ties.sectors),
        intensity=parts(GRADE, GRADES),
        measures=pd.DataFrame(measures),
        forms=ties.forms,
    )


def _names(stem: str, items: Sequence[str]) -> tuple[str, ...]:
    return tuple(f"{stem}{item}" for item in items)


def _medians(group: Numbers) -> tuple[Numbers, npt.NDArray[np.int64]]:
    """Give the median of each column and how many numbers it has; NaN below 5."""
    n = (~np.isnan(group)).sum(axis=0)
    (median,) = quartiles(group[np.newaxis], (0.5,))
    return np.where(n >= SMALLEST_GROUP, median[0], np.nan), n
