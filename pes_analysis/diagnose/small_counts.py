"""Shares of too few people: they would tell of persons, so they are neither shown nor scored."""

from collections.abc import Iterable, Sequence

import pandas as pd

from pes_analysis.catalogue import Catalogue, Indicator, State
from pes_analysis.catalogue.fraction import fraction_of
from pes_analysis.measure.grid import NUMERIC_STATES
from pes_analysis.measure.stabilise import ratio_sides

PERSONS = "persons"
SMALL_COUNT = "small_count"
KEYS = ["organisation_id", "year", "indicator"]


def shares_of_people(indicators: Iterable[Indicator], catalogue: Catalogue) -> tuple[Indicator, ...]:
    """Choose the shares whose whole is counted in people.

    Examples
    --------
    >>> from pes_analysis.catalogue import load_catalogue
    >>> catalogue = load_catalogue()
    >>> two = [catalogue.indicator(one) for one in ("employment_effectiveness", "bid_success_rate")]
    >>> [one.id for one in shares_of_people(two, catalogue)]
    ['employment_effectiveness']
    """
    return tuple(one for one in indicators if one.count_type == "proportion" and _of_people(one, catalogue))


def _of_people(indicator: Indicator, catalogue: Catalogue) -> bool:
    fraction = None if indicator.formula is None else fraction_of(indicator.formula)
    names = () if fraction is None else fraction.denominator.names
    return bool(names) and all(catalogue.variable(one, "organisation").unit == PERSONS for one in names)


def withhold_in_years(
    yearly: pd.DataFrame, figures: pd.DataFrame, shares: Sequence[Indicator], least: float
) -> pd.DataFrame:
    """Withhold shares of single years whose whole is too small.

    Parameters
    ----------
    yearly : DataFrame
        From ``organisation_indicators``.
    figures : DataFrame
        Raw figures, index ``(organisation_id, year)``.
    shares : sequence of Indicator
        From ``shares_of_people``.
    least : float
        The smallest whole that may be told of.

    Returns
    -------
    DataFrame
        The same rows; a withheld one has no value, the state SUPPRESSED and the reason ``"small_count"``.
        Zeros and gaps of any other kind stay.
    """
    parts = []
    for share in shares:
        whole = ratio_sides(figures, share)["denominator"]
        few = whole[whole < least].index.to_frame(index=False).set_axis(KEYS[:2], axis=1)
        parts.append(few.assign(indicator=share.id))
    small = pd.MultiIndex.from_frame(pd.concat(parts)[KEYS] if parts else pd.DataFrame(columns=KEYS))
    rows = yearly.astype({"state": "str", "reason": "str"})
    own = pd.MultiIndex.from_frame(rows[KEYS].astype({"organisation_id": "object", "indicator": "object"}))
    return _withheld(rows, pd.Series(own.isin(small), index=rows.index))


def withhold_steady(cells: pd.DataFrame, shares: Sequence[Indicator], least: float) -> pd.DataFrame:
    """Withhold shares whose whole is too small even on the basis they are steadied on.

    Parameters
    ----------
    cells : DataFrame
        From ``stabilise``.
    shares, least
        As in ``withhold_in_years``.
    """
    few = cells["indicator"].isin([one.id for one in shares]) & (cells["denominator"] < least)
    kept = _withheld(cells, few)
    return kept.assign(**{side: kept[side].mask(few) for side in ("numerator", "denominator")})


def _withheld(rows: pd.DataFrame, few: "pd.Series[bool]") -> pd.DataFrame:
    few = few & rows["state"].isin(NUMERIC_STATES)
    return rows.assign(
        value=rows["value"].mask(few),
        state=rows["state"].mask(few, str(State.SUPPRESSED)),
        reason=rows["reason"].mask(few, SMALL_COUNT),
    )
