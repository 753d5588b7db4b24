"""Ratios over too few people: they would tell of persons, so they are neither shown nor scored."""

from collections.abc import Iterable, Sequence

import pandas as pd

from pes_analysis.catalogue import Catalogue, Indicator, State
from pes_analysis.catalogue.fraction import fraction_of
from pes_analysis.measure.grid import NUMERIC_STATES
from pes_analysis.measure.stabilise import ratio_sides

PERSONS = "persons"
SMALL_COUNT = "small_count"
KEYS = ["organisation_id", "year", "indicator"]
# Their whole is counted in persons too, but they tell of the staff and the work of a public unit or a support
# centre, not of the people it serves.
OF_PUBLIC_WORK = frozenset({"ops_worker_load", "up_cost_effectiveness", "owes_employment_growth"})


def ratios_over_people(indicators: Iterable[Indicator], catalogue: Catalogue) -> tuple[Indicator, ...]:
    """Choose the ratios whose whole is counted in people: shares, people to people, money per person.

    Examples
    --------
    >>> from pes_analysis.catalogue import load_catalogue
    >>> catalogue = load_catalogue()
    >>> names = ["employment_effectiveness", "staff_turnover", "cost_per_participant", "bid_success_rate"]
    >>> [one.id for one in ratios_over_people(map(catalogue.indicator, names), catalogue)]
    ['employment_effectiveness', 'staff_turnover', 'cost_per_participant']
    """
    return tuple(one for one in indicators if one.id not in OF_PUBLIC_WORK and _over_people(one, catalogue))


def _over_people(indicator: Indicator, catalogue: Catalogue) -> bool:
    fraction = None if indicator.formula is None else fraction_of(indicator.formula)
    names = () if fraction is None else fraction.denominator.names
    return bool(names) and all(catalogue.variable(one, "organisation").unit == PERSONS for one in names)


def withhold_in_years(
    yearly: pd.DataFrame, figures: pd.DataFrame, ratios: Sequence[Indicator], least: float
) -> pd.DataFrame:
    """Withhold ratios of single years whose whole is too small.

    Parameters
    ----------
    yearly : DataFrame
        From ``organisation_indicators``.
    figures : DataFrame
        Raw figures, index ``(organisation_id, year)``.
    ratios : sequence of Indicator
        From ``ratios_over_people``.
    least : float
        The smallest whole that may be told of.

    Returns
    -------
    DataFrame
        The same rows; a withheld one has no value, the state SUPPRESSED and the reason ``"small_count"``.
        A zero is withheld too: that none of three people did something tells of all three. Gaps of any other
        kind stay.
    """
    parts = []
    for ratio in ratios:
        whole = ratio_sides(figures, ratio)["denominator"]
        few = whole[whole < least].index.to_frame(index=False).set_axis(KEYS[:2], axis=1)
        parts.append(few.assign(indicator=ratio.id))
    small = pd.MultiIndex.from_frame(pd.concat(parts)[KEYS] if parts else pd.DataFrame(columns=KEYS))
    rows = yearly.astype({"state": "str", "reason": "str"})
    own = pd.MultiIndex.from_frame(rows[KEYS].astype({"organisation_id": "object", "indicator": "object"}))
    return _withheld(rows, pd.Series(own.isin(small), index=rows.index))


def withhold_steady(cells: pd.DataFrame, ratios: Sequence[Indicator], least: float) -> pd.DataFrame:
    """Withhold ratios whose whole is too small even on the basis they are steadied on.

    Parameters
    ----------
    cells : DataFrame
        From ``stabilise``.
    ratios, least
        As in ``withhold_in_years``.
    """
    few = cells["indicator"].isin([one.id for one in ratios]) & (cells["denominator"] < least)
    kept = _withheld(cells, few)
    return kept.assign(**{side: kept[side].mask(few) for side in ("numerator", "denominator")})


def _withheld(rows: pd.DataFrame, few: "pd.Series[bool]") -> pd.DataFrame:
    few = few & rows["state"].isin(NUMERIC_STATES)
    return rows.assign(
        value=rows["value"].mask(few),
        state=rows["state"].mask(few, str(State.SUPPRESSED)),
        reason=rows["reason"].mask(few, SMALL_COUNT),
    )
