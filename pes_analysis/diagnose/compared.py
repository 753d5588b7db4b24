"""Units made ready for a comparison, organisations and counties alike."""

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from pes_analysis.catalogue import Indicator
from pes_analysis.diagnose.comparison_trials import Trials

MEMBER_COLUMNS = (
    "unit",
    "label",
    "organisation_id",
    "type",
    "place",
    "county_name",
    "score",
    "lower",
    "upper",
    "previous",
    "known",
    "asked",
)


@dataclass(frozen=True)
class Compared:
    """What a comparison is computed from.

    Attributes
    ----------
    members : DataFrame
        Columns ``MEMBER_COLUMNS``, in the order of the comparison; as in ``ComparisonDiagnosis``.
    indicators : tuple of Indicator
        That apply to at least one of them.
    cells : DataFrame
        ``unit, indicator, value, state, reason, source, year, lower, upper, judged``.
    printed : DataFrame
        Values as printed, of the members and of every unit they are set beside: units by indicators. Shares
        of fewer people than the catalogue's limit are left out.
    withheld : DataFrame of bool
        Of the same shape: what was left out so.
    reference : str
        What they are set beside: ``"types"`` (all organisations of their types) or ``"region"``.
    reference_units : tuple of str
    profiles, reference_profiles : DataFrame
        ``unit, dimension, area, score, lower, upper, reason``; ``dimension, area, score`` of every unit of
        the reference.
    changes : DataFrame
        ``unit, indicator, first_year, last_year, first_value, last_value``.
    neighbours : mapping of str to DataFrame
        By unit: ``neighbour`` (a unit of ``printed``) and ``distance``, nearest first.
    labels : mapping of str to str
        What each unit of ``printed`` is called in public.
    looked_at : tuple of Indicator
        What is told of similar units.
    trials : Trials
        Figures of the units, and of their neighbours, in every replication.
    ahead : DataFrame
        ``unit, other, probability``: how often one general score is above another; empty for counties.
    improved : frozenset of (str, str)
        Units and indicators (an empty one for the general score) that surely changed for the better.
    """

    members: pd.DataFrame
    indicators: tuple[Indicator, ...]
    cells: pd.DataFrame
    printed: pd.DataFrame
    withheld: pd.DataFrame
    reference: str
    reference_units: tuple[str, ...]
    profiles: pd.DataFrame
    reference_profiles: pd.DataFrame
    changes: pd.DataFrame
    neighbours: Mapping[str, pd.DataFrame]
    labels: Mapping[str, str]
    looked_at: tuple[Indicator, ...]
    trials: Trials
    ahead: pd.DataFrame
    improved: frozenset[tuple[str, str]]
