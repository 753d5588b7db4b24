"""One year of all organisations measured: steady figures, their intervals and points, and the scores."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
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

    def places(self, units: Sequence[str]) -> npt.NDArray[np.intp]:
        """Give the places of organisations in the tables; those without figures of the year are left out."""
        found = (self._place_of.get(unit, -1) for unit in units)
        return np.fromiter((place for place in found if place >= 0), dtype=np.intp)

    def place(self, organisation_id: str) -> int:
        """Give the place of an organisation in the tables; -1 without figures of the year."""
        return self._place_of.get(organisation_id, -1)

    @cached_property
    def _place_of(self) -> dict[str, int]:
        return {str(unit): place for place, unit in enumerate(self.points.index)}

    def of(self, organisation_id: str) -> pd.DataFrame:
        """Give the cells of an organisation; without figures of the year they are all missing."""
        return pd.DataFrame(self.cells_of(organisation_id)).set_index("indicator")

    def cells_of(self, organisation_id: str) -> dict[str, Any]:
        """Give the same as arrays by column, in the order of the indicators."""
        place, several = self.place(organisation_id), len(self.indicators)
        if place >= 0:
            return {name: column[place :: len(self.points)] for name, column in self._columns.items()}
        nothing: dict[str, Any] = {"indicator": np.array([one.id for one in self.indicators], dtype=object)}
        nothing |= {name: np.full(several, np.nan) for name in CELL_COLUMNS}
        texts = {"state": str(State.MISSING), "reason": NO_FIGURES, "basis": "year"}
        nothing |= {name: np.full(several, text, dtype=object) for name, text in texts.items()}
        return nothing | {"n_years": np.zeros(several, np.int64), "first_year": np.full(several, self.year)}

    @cached_property
    def _columns(self) -> dict[str, Any]:
        return {str(name): self.cells[name].array for name in self.cells}

    def matrix(self, column: str) -> npt.NDArray[Any]:
        """Lay a column of the cells out, shape (organisations, indicators)."""
        return self.cells[column].to_numpy().reshape(len(self.indicators), len(self.points)).T

    def general_of(self, organisation_id: str) -> Mapping[str, Any]:
        """Give the row of ``Scores.general`` of an organisation; without figures of the year it says so."""
        place = self.place(organisation_id)
        if place < 0:
            nothing = dict.fromkeys(("score", "lower", "upper"), np.nan)
            return nothing | {"n_dimensions": 0, "n_scored": 0, "reason": NO_FIGURES}
        return {name: column[place] for name, column in self._general.items()}

    def general_beside(self, units: Sequence[str]) -> npt.NDArray[np.float64]:
        """Give the general scores of organisations with figures of the year."""
        return np.asarray(self._general["score"][self.places(units)])

    @cached_property
    def _general(self) -> dict[str, npt.NDArray[Any]]:
        return {str(name): column.to_numpy() for name, column in self.scores.general.items()}

    def dimensions_of(self, organisation_id: str) -> dict[str, Any]:
        """Give the columns of ``Scores.dimensions`` of an organisation, in the order of ``by_dimension``."""
        place, several = self.place(organisation_id), self.by_dimension.shape[1]
        if place >= 0:
            own = slice(place * several, (place + 1) * several)
            return {name: column[own] for name, column in self._dimensions.items()}
        nothing: dict[str, Any] = dict.fromkeys(("score", "lower", "upper"), np.full(several, np.nan))
        nothing["reason"] = np.full(several, NO_FIGURES, dtype=object)
        counts = ("n_core", "n_core_known", "n_indicators", "n_known")
        return nothing | dict.fromkeys(counts, np.zeros(several, np.int64))

    @cached_property
    def _dimensions(self) -> dict[str, npt.NDArray[Any]]:
        return {str(name): column.to_numpy() for name, column in self.scores.dimensions.items()}


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
    roles = _roles(indicators, codes.reindex(units).tolist())
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
        by_dimension=_by_dimension(scores, list(dict.fromkeys(one.dimension for one in of_scored))),
    )


def _roles(indicators: Sequence[Indicator], codes: Sequence[frozenset[str]]) -> npt.NDArray[Any]:
    """Name what each indicator is to each organisation, shape (indicators, organisations)."""
    # Many organisations, few distinct sets of codes.
    places: dict[frozenset[str], int] = {}
    kind = np.array([places.setdefault(own, len(places)) for own in codes], dtype=np.intp)
    of_kind = np.array([[role_of(one, own) for own in places] for one in indicators], dtype=str)
    return of_kind.reshape(len(indicators), len(places))[:, kind]


def _by_dimension(scores: Scores, names: Sequence[str]) -> pd.DataFrame:
    laid_out = scores.dimensions["score"].to_numpy(dtype=float).reshape(-1, len(names))
    return pd.DataFrame(laid_out, index=scores.general.index, columns=list(names))


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
