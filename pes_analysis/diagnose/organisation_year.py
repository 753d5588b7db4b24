"""One year of all organisations measured: steady figures, their intervals and points, and the scores."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from pes_analysis.catalogue import Catalogue, Indicator, State
from pes_analysis.diagnose.small_counts import ratios_over_people, withhold_steady
from pes_analysis.measure.points import absolute_points, points_within
from pes_analysis.measure.rounding import round_half_up
from pes_analysis.measure.scores import Scores, score
from pes_analysis.measure.share_bounds import bound_shares
from pes_analysis.measure.stabilise import stabilise

NO_FIGURES = "no_figures"
CELL_COLUMNS = (
    "value",
    "numerator",
    "denominator",
    "year_value",
    "lower",
    "upper",
    "points",
    "points_lower",
    "points_upper",
)
SCORED, DESCRIBED, ALARM, NOT_APPLICABLE = "scored", "described", "alarm", "not_applicable"
# A ratio that cannot exist, that an organisation says cannot be asked of it, or that is about too few people
# is not a missing answer.
NOT_ASKED = (str(State.NOT_APPLICABLE), str(State.UNDEFINED), str(State.SUPPRESSED))


@dataclass(frozen=True, eq=False)
class MeasuredYear:
    """All organisations in one year.

    Attributes
    ----------
    year : int
    indicators, scored : tuple of Indicator
        In the order of a card; those that have a scale.
    cells : DataFrame
        Block by block the indicators of a card, with the organisations of ``points`` in each: the columns of
        ``stabilise``, with ``role, lower, upper, points, points_lower, points_upper``.
    printed : DataFrame
        Organisations by indicators: values as printed; NaN for every gap.
    points : DataFrame
        Organisations by scored indicators: absolute points, NaN where not known or not scored.
    asked : DataFrame of bool
        Of the same shape: what enters a score when it is answered.
    described : DataFrame of bool
        Of the shape of ``printed``: what only describes a type, and is nothing to judge others by.
    scores : Scores
        Absolute ones.
    by_dimension : DataFrame
        Organisations by dimensions: the absolute scores.
    """

    year: int
    indicators: tuple[Indicator, ...]
    scored: tuple[Indicator, ...]
    cells: pd.DataFrame
    printed: pd.DataFrame
    points: pd.DataFrame
    asked: pd.DataFrame
    described: pd.DataFrame
    scores: Scores
    by_dimension: pd.DataFrame

    def of(self, organisation_id: str) -> pd.DataFrame:
        """Give the cells of an organisation; without figures of the year they are all missing."""
        place = int(self.points.index.get_indexer(pd.Index([organisation_id]))[0])
        if place >= 0:
            return self.cells.iloc[place :: len(self.points)].set_index("indicator")
        nothing = pd.DataFrame(np.nan, index=[one.id for one in self.indicators], columns=list(CELL_COLUMNS))
        texts = {"state": str(State.MISSING), "reason": NO_FIGURES, "basis": "year"}
        return nothing.assign(**texts, n_years=0, first_year=self.year)

    def matrix(self, column: str) -> npt.NDArray[Any]:
        """Lay a column of the cells out, shape (organisations, indicators)."""
        return self.cells[column].to_numpy().reshape(len(self.indicators), len(self.points)).T

    def dimensions_of(self, organisation_id: str, names: Sequence[str]) -> pd.DataFrame:
        """Give the rows of ``Scores.dimensions`` of an organisation, in the order of names."""
        place = self.points.index.get_indexer(pd.Index([organisation_id]))[0]
        if place < 0:
            nothing = pd.DataFrame(np.nan, index=list(names), columns=["score", "lower", "upper"])
            return nothing.assign(reason=NO_FIGURES, n_core=0, n_core_known=0, n_indicators=0, n_known=0)
        several = self.by_dimension.shape[1]
        rows = self.scores.dimensions.iloc[place * several : (place + 1) * several]
        return rows.set_index("dimension").loc[list(names)]


def measure_year(
    yearly: pd.DataFrame, figures: pd.DataFrame, codes: pd.Series, catalogue: Catalogue, year: int
) -> MeasuredYear:
    """Measure one year.

    Parameters
    ----------
    yearly : DataFrame
        From ``organisation_indicators``.
    figures : DataFrame
        Raw figures, index ``(organisation_id, year)``.
    codes : Series of frozenset
        By organisation.
    catalogue : Catalogue
    year : int

    Returns
    -------
    MeasuredYear
        Empty tables when no organisation has figures of that year.
    """
    indicators, rules = card_indicators(catalogue), catalogue.composite
    cells = stabilise(yearly, figures, indicators, year, rules.window_years)
    cells = withhold_steady(cells, ratios_over_people(indicators, catalogue), rules.small_count)
    cells = cells.join(bound_shares(cells, indicators))
    units = cells["organisation_id"].to_numpy()[: len(cells) // len(indicators)]
    # One block of rows an indicator, with the organisations of the year in one order in each.
    shape = len(indicators), len(units)
    of_units = codes.reindex(units).tolist()
    roles = np.array([[role_of(one, own) for own in of_units] for one in indicators]).reshape(shape)
    is_scored = roles == SCORED
    value, lower, upper = (
        np.where(is_scored, cells[name].to_numpy(dtype=float).reshape(shape), np.nan)
        for name in ("value", "lower", "upper")
    )
    points = np.stack([absolute_points(row, one) for row, one in zip(value, indicators, strict=True)])
    within = [points_within(low, high, one) for low, high, one in zip(lower, upper, indicators, strict=True)]
    fewest, most = (np.stack(side) for side in zip(*within, strict=True))
    not_asked = cells["state"].isin(NOT_ASKED).to_numpy().reshape(shape)
    cells = cells.assign(
        role=roles.ravel(),
        points=points.ravel(),
        points_lower=fewest.ravel(),
        points_upper=most.ravel(),
    )
    scored = [at for at, one in enumerate(indicators) if one.scale is not None]

    def wide(rows: npt.NDArray[Any], which: Sequence[int]) -> pd.DataFrame:
        names = [indicators[at].id for at in which]
        return pd.DataFrame(rows[list(which)].T, index=pd.Index(units, dtype="str"), columns=names)

    of_scored = tuple(indicators[at] for at in scored)
    asked, known = wide(is_scored & ~not_asked, scored), wide(points, scored)
    bounds = wide(fewest, scored), wide(most, scored)
    scores = score(known, asked, of_scored, bounds, rules.least_core_share)
    printed = wide(cells["value"].to_numpy(dtype=float).reshape(shape), range(len(indicators)))
    return MeasuredYear(
        year=year,
        indicators=indicators,
        scored=of_scored,
        cells=cells,
        printed=as_printed(printed, indicators, catalogue),
        points=known,
        asked=asked,
        described=wide(roles == DESCRIBED, range(len(indicators))),
        scores=scores,
        by_dimension=_by_dimension(scores),
    )


def _by_dimension(scores: Scores) -> pd.DataFrame:
    rows = scores.dimensions
    return pd.DataFrame(
        {str(name): own.set_index("unit")["score"] for name, own in rows.groupby("dimension", sort=False)}
    )


def card_indicators(catalogue: Catalogue) -> tuple[Indicator, ...]:
    """List the indicators of organisations as a card does: dimension by dimension, area by area.

    Examples
    --------
    >>> from pes_analysis.catalogue import load_catalogue
    >>> [one.dimension for one in card_indicators(load_catalogue())][:1]
    ['economic']
    """
    places = {
        (dimension.id, area.id): place
        for place, (dimension, area) in enumerate(
            (dimension, area) for dimension in catalogue.dimensions for area in dimension.areas
        )
    }
    every = catalogue.indicators("organisation", available=True)
    return tuple(sorted(every, key=lambda one: places[one.dimension, one.area]))


def as_printed(values: pd.DataFrame, indicators: Sequence[Indicator], catalogue: Catalogue) -> pd.DataFrame:
    """Round values as they are printed, so that two that read the same are never ranked.

    Parameters
    ----------
    values : DataFrame
        One column an indicator.
    indicators : sequence of Indicator
    catalogue : Catalogue

    Returns
    -------
    DataFrame
        The same, in the same unit.

    Examples
    --------
    >>> from pes_analysis.catalogue import load_catalogue
    >>> catalogue = load_catalogue()
    >>> share = catalogue.indicator("occupancy")
    >>> as_printed(pd.DataFrame({"occupancy": [0.9049, 0.9051]}), [share], catalogue)["occupancy"].tolist()
    [0.9, 0.91]
    """
    rounded = {}
    for indicator in indicators:
        times = catalogue.unit(indicator.unit).shown_times
        shown = round_half_up(values[indicator.id].to_numpy(dtype=float) * times, indicator.decimals)
        rounded[indicator.id] = shown / times
    return pd.DataFrame(rounded, index=values.index)


def role_of(indicator: Indicator, codes: frozenset[str]) -> str:
    """Name what an indicator is to an organisation with these codes.

    Examples
    --------
    >>> from pes_analysis.catalogue import load_catalogue
    >>> market = load_catalogue().indicator("market_revenue_share")
    >>> [role_of(market, frozenset({code})) for code in ("ss", "cis", "up")]
    ['scored', 'described', 'not_applicable']
    """
    if not indicator.is_computed_for(codes):
        return NOT_APPLICABLE
    if indicator.alarm_only:
        return ALARM
    return SCORED if indicator.is_scored_for(codes) else DESCRIBED
