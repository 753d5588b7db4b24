"""Figures of all counties in every replication, drawn once for each indicator and year."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np
import numpy.typing as npt
import pandas as pd

from pes_analysis.catalogue import Indicator, Variant
from pes_analysis.compare.standing import goodness
from pes_analysis.diagnose.claim_noise import NoiseModel, draw_figures, noise_model, people_in, people_of
from pes_analysis.diagnose.shared import Shared
from pes_analysis.robust.claim import NOISE
from pes_analysis.robust.claim_rows import ClaimRows, lay_out_rows

Numbers = npt.NDArray[np.float64]
COUNT, DISTANCE, YEAR, RULE = "peer_count", "peer_distance", "figures_year", "quarter_rule"
TREND_YEARS, TREND_RULE = "trend_years", "trend_rule"
CHOICES = (COUNT, DISTANCE, YEAR, RULE, TREND_YEARS, TREND_RULE)
EXPLAINED = (NOISE, COUNT, DISTANCE, YEAR)


@dataclass(frozen=True)
class Layer:
    """One indicator in one year.

    Attributes
    ----------
    drawn : ndarray of shape (options of the year, rows, units)
        As they would be printed.
    judged : ndarray of the same shape
        Turned so that more is better.
    tested : tuple of str
        What varies; nothing when chance in such figures cannot be modelled.
    """

    drawn: Numbers
    judged: Numbers
    tested: tuple[str, ...]

    def of(self, taken: npt.NDArray[np.intp], units: npt.NDArray[np.intp] | int) -> Numbers:
        """Give judged figures in every row, each with its option of the year."""
        return np.asarray(
            self.judged[np.minimum(taken, len(self.judged) - 1), np.arange(len(taken))][:, units]
        )


@dataclass(frozen=True, eq=False)
class CountyDraws:
    """All counties of Poland in every replication.

    Attributes
    ----------
    shared : Shared
    """

    shared: Shared

    @cached_property
    def signed(self) -> Mapping[str, Variant]:
        """The signed choices, by id."""
        return {one.id: one for one in self.shared.catalogue.signed_list.of("county") if one.id in CHOICES}

    @cached_property
    def rows(self) -> ClaimRows:
        """The replications."""
        sizes = {name: len(self.signed[name].alternatives) for name in CHOICES}
        return lay_out_rows(sizes, self.shared.catalogue.claims, explained=EXPLAINED)

    def places(self, teryts: Sequence[str]) -> npt.NDArray[np.intp]:
        """Give the places of counties."""
        return self.shared.figures.places(teryts)

    def layer(self, indicator: Indicator, year: int) -> Layer:
        """Draw an indicator in a year, and in the year before where there are figures.

        Too large to be kept: some 12 MB an indicator.
        """
        numbers, years = self.shared.figures.numbers[indicator.id], self.shared.figures.years
        before = year - int(self.signed[YEAR].alternatives[0].value)
        other = before in years and not bool(np.isnan(numbers[years.index(before)]).all())
        drawn = np.stack([self.year_of(indicator, one) for one in ((year, before) if other else (year,))])
        judged = goodness(drawn, indicator.polarity, indicator.range)
        if judged is None:
            raise ValueError(f"indicator '{indicator.id}' is not judged")
        tested = (COUNT, DISTANCE, *((YEAR,) if other else ()), RULE)
        if np.nanmin(numbers) < 0:
            # Differences of counts have no noise model here: to vary the rest alone would say too much.
            return Layer(drawn, judged, ())
        return Layer(drawn, judged, (NOISE, *tested) if self.has_noise_model(indicator) else tested)

    def year_of(self, indicator: Indicator, year: int) -> Numbers:
        """Draw an indicator in one year, shape (rows, units); NaN where there are no figures."""
        years = self.shared.figures.years
        numbers = self.shared.figures.numbers[indicator.id]
        if year not in years:
            return np.full((len(self.rows), numbers.shape[1]), np.nan)
        model = noise_model(indicator)
        return draw_figures(
            numbers[years.index(year)],
            self._people_in(model, year),
            model,
            indicator.decimals,
            self.rows,
            self.shared.catalogue.claims.seed,
            indicator.id,
            str(year),
        )

    def noise_model(self, indicator: Indicator) -> NoiseModel | None:
        """Say how chance in the figures is modelled; None where it is not."""
        return noise_model(indicator)

    def has_noise_model(self, indicator: Indicator) -> bool:
        """Say whether chance in the figures is modelled."""
        return noise_model(indicator) is not None

    def people(self, model: NoiseModel | None, year: int, place: int) -> float:
        """Give the whole that one county's figure is counted in; NaN where unknown."""
        return float(self._people_in(model, year)[place])

    @cached_property
    def _people(self) -> pd.Series:
        return people_of(self.shared)

    @cached_property
    def _wholes(self) -> dict[tuple[str, int], Numbers]:
        # The same few are asked for by every county.
        return {}

    def _people_in(self, model: NoiseModel | None, year: int) -> Numbers:
        key = (model.base if model is not None else "", year)
        if key not in self._wholes:
            self._wholes[key] = people_in(self._people, model, year, self.shared.figures.units)
        return self._wholes[key]


@lru_cache(maxsize=2)
def county_draws(shared: Shared) -> CountyDraws:
    """Give the draws of all counties; the same object for the same figures."""
    return CountyDraws(shared)
