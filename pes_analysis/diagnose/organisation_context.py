"""An organisation in its surroundings: services beside the county's needs, partners beside the peers'."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from pes_analysis.catalogue import Catalogue, State
from pes_analysis.compare.quartiles import quartiles
from pes_analysis.compare.standing import SMALLEST_GROUP
from pes_analysis.diagnose.card import Cooperation, Fit

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
    """With whom all organisations work in one year.

    Attributes
    ----------
    counts : DataFrame
        Organisations by variables; NaN where not answered.
    states : DataFrame
        The same cells as states.
    shares : DataFrame
        Of the ties whose sector, or intensity, was given, from 0 to 1.
    sectors : tuple of str
        Items of the closed list.
    forms : int
        Length of the closed list of forms of cooperation.
    """

    counts: pd.DataFrame
    states: pd.DataFrame
    shares: pd.DataFrame
    sectors: tuple[str, ...]
    forms: int


def lay_out_ties(figures: pd.DataFrame, states: pd.DataFrame, catalogue: Catalogue) -> Ties:
    """Gather what all organisations say of their partners.

    Parameters
    ----------
    figures, states : DataFrame
        Organisations by variables, of one year.
    catalogue : Catalogue
    """
    sectors = tuple(item.id for item in catalogue.closed_list("tie_sectors").items)
    parts = [[f"ties_{item}" for item in sectors], [f"ties_intensity_{grade}" for grade in GRADES]]
    names = [*parts[0], *parts[1], *MEASURES]
    counts = figures.reindex(columns=names)
    totals = [counts[part].sum(axis=1, min_count=1) for part in parts]
    shares = [
        counts[part].div(total.where(total > 0), axis=0) for part, total in zip(parts, totals, strict=True)
    ]
    return Ties(
        counts=counts,
        states=_states(states, figures.index, names),
        shares=pd.concat(shares, axis=1),
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
    of_sectors = [f"ties_{item}" for item in ties.sectors]
    of_grades = [f"ties_intensity_{grade}" for grade in GRADES]
    own = ties.counts.reindex([organisation_id])
    states = _states(ties.states, pd.Index([organisation_id]), list(ties.states.columns))
    shares = ties.shares.reindex([organisation_id, *peers])

    def parts(items: Sequence[str], names: list[str]) -> pd.DataFrame:
        compared = shares[names].to_numpy(dtype=float)
        median, n = _medians(compared[1:])
        return pd.DataFrame(
            {
                "item": list(items),
                "variable": names,
                "value": own[names].to_numpy(dtype=float)[0],
                "state": states[names].to_numpy(dtype=object)[0],
                "share": compared[0],
                "peers_median_share": median,
                "n": n,
            }
        )

    measures = [name for name in MEASURES if name in asked]
    median, n = _medians(ties.counts.reindex(list(peers))[measures].to_numpy(dtype=float))
    return Cooperation(
        sectors=parts(ties.sectors, of_sectors),
        intensity=parts(GRADES, of_grades),
        measures=pd.DataFrame(
            {
                "variable": measures,
                "value": own[measures].to_numpy(dtype=float)[0],
                "state": states[measures].to_numpy(dtype=object)[0],
                "peers_median": median,
                "n": n,
            }
        ),
        forms=ties.forms,
    )


def _states(states: pd.DataFrame, index: pd.Index, columns: Sequence[str]) -> pd.DataFrame:
    return states.reindex(index=index, columns=list(columns), fill_value=str(State.MISSING))


def _medians(group: Numbers) -> tuple[Numbers, npt.NDArray[np.int64]]:
    """Give the median of each column and how many numbers it has; NaN below 5."""
    n = (~np.isnan(group)).sum(axis=0)
    (median,) = quartiles(group[np.newaxis], (0.5,))
    return np.where(n >= SMALLEST_GROUP, median[0], np.nan), n
