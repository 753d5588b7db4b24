"""What the cards of all organisations have in common: computed once, then looked up for each card."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache

import numpy as np
import numpy.typing as npt
import pandas as pd

from pes_analysis.catalogue import Catalogue, Indicator, State, Variable
from pes_analysis.catalogue.service_needs import load_service_needs
from pes_analysis.compare.organisation_peers import size_bands
from pes_analysis.compare.organisation_traits import REVENUE
from pes_analysis.diagnose.alarms import ring_alarms
from pes_analysis.diagnose.card_beside import BesideSimilar, lay_out_beside
from pes_analysis.diagnose.card_choices import TRAITS, WIDTH, card_rows
from pes_analysis.diagnose.card_claims import CardTrials
from pes_analysis.diagnose.card_draw_layout import draw_year
from pes_analysis.diagnose.card_draws import EarlierScores, YearDraws
from pes_analysis.diagnose.compliance import check_compliance
from pes_analysis.diagnose.organisation_context import Ties, lay_out_ties
from pes_analysis.diagnose.organisation_panel import KEYS, Panel, lay_out_organisations
from pes_analysis.diagnose.organisation_rows import Rows
from pes_analysis.diagnose.organisation_series import YEARS_BACK, Series, lay_out_series
from pes_analysis.diagnose.organisation_year import MeasuredYear, card_indicators, measure_year
from pes_analysis.diagnose.peer_pools import Pools, lay_out_pools
from pes_analysis.diagnose.service_needs import rank_needs
from pes_analysis.diagnose.shared import Shared, shared_by_counties
from pes_analysis.diagnose.similar import Similar
from pes_analysis.diagnose.small_counts import ratios_over_people, withhold_in_years
from pes_analysis.edition import Edition
from pes_analysis.edition.organisations import Organisations
from pes_analysis.measure.grid import NUMERIC_STATES
from pes_analysis.measure.indicators import names_of
from pes_analysis.measure.organisations import organisation_indicators
from pes_analysis.robust.claim_rows import ClaimRows


@dataclass(frozen=True, eq=False)
class SharedOrganisations:
    """Figures of all organisations up to the edition's year, each computed when first asked for.

    Treat the tables as read-only: every card reads the same ones.

    Attributes
    ----------
    organisations : Organisations
    counties : Shared
        What the counties of the edition share.
    catalogue : Catalogue
    year : int
    """

    organisations: Organisations
    counties: Shared
    catalogue: Catalogue
    year: int

    @cached_property
    def needs(self) -> dict[str, pd.DataFrame]:
        """Needs by service area of every county with organisations, beside the others of its voivodeship."""
        figures, table = self.counties.figures.until(self.year), load_service_needs()
        return {
            str(teryt): rank_needs(figures, table, str(teryt), self.counties_beside(str(teryt)))
            for teryt in sorted(set(self.organisations.entities["teryt"]))
        }

    def counties_beside(self, teryt: str) -> list[str]:
        """List the other counties of the voivodeship."""
        voivodeships = self.counties.snapshot.counties["voivodeship"].drop(teryt)
        own = self.counties.snapshot.counties["voivodeship"][teryt]
        return [str(one) for one in voivodeships.index[voivodeships == own]]

    @cached_property
    def indicators(self) -> tuple[Indicator, ...]:
        """Indicators of organisations, in the order of a card."""
        return card_indicators(self.catalogue)

    @cached_property
    def columns(self) -> tuple[Variable, ...]:
        """Variables of organisations, families put out by item."""
        return self.catalogue.columns("organisation")

    @cached_property
    def panel(self) -> Panel:
        """Raw figures, with constants and derived ones."""
        greatest = {teryt: set(table.loc[table["top"], "area"]) for teryt, table in self.needs.items()}
        return lay_out_organisations(self.organisations, self.catalogue, greatest, self.year)

    @cached_property
    def yearly(self) -> pd.DataFrame:
        """Indicators of every organisation and single year: the columns of ``organisation_indicators``."""
        panel = self.panel
        return organisation_indicators(panel.figures, panel.states, self.organisations.codes, self.indicators)

    @cached_property
    def shown(self) -> pd.DataFrame:
        """The same without ratios over too few people; alarms alone look behind them."""
        ratios = ratios_over_people(self.indicators, self.catalogue)
        least = self.catalogue.composite.small_count
        return withhold_in_years(self.yearly, self.panel.figures, ratios, least)

    @cached_property
    def series(self) -> Series:
        """The same as numbers by year, organisation and indicator, with both sides of each ratio."""
        return lay_out_series(self.shown, self.panel.figures, self.indicators)

    @cached_property
    def measured(self) -> MeasuredYear:
        """The edition's year, steady figures scored."""
        return self._measure(self.year)

    @cached_property
    def previous(self) -> MeasuredYear:
        """The year before, in the same way."""
        return self._measure(self.year - 1)

    @cached_property
    def draws(self) -> YearDraws:
        """The edition's year as it could have been, for the sentences of all cards."""
        return self._draw(card_rows(self.catalogue), self.measured)

    @cached_property
    def earlier_scores(self) -> tuple[EarlierScores, ...]:
        """One year before and two years before, in the same replications."""
        return tuple(EarlierScores(units, draws.general_alone()) for units, draws in self.earlier_draws())

    def earlier_draws(self) -> Iterator[tuple[pd.Index, YearDraws]]:
        """Give the organisations of the year before, and of two years before, each with its draws."""
        rows = self.draws.rows.unmixed()
        for one in (self.previous, self._measure(self.year - 2)):
            yield one.points.index, self._draw(rows, one)

    def _draw(self, rows: ClaimRows, measured: MeasuredYear) -> YearDraws:
        types = {str(unit): str(one) for unit, one in self.organisations.entities["type"].items()}
        return draw_year(rows, self.catalogue, measured, self.series, types)

    @cached_property
    def beside(self) -> BesideSimilar:
        """All organisations beside similar ones, in every replication."""
        return lay_out_beside(self.draws, self.pools)

    @cached_property
    def pools(self) -> Pools:
        """Who is compared with whom, by every choice of the group that can be defended."""
        signed = {one.id: one.alternatives for one in self.catalogue.signed_list.of("organisation")}
        return lay_out_pools(
            self.traits.reindex(self.measured.points.index),
            self.catalogue.composite.peers_least,
            [int(one.value) for one in signed[WIDTH]],
            [str(one.value) for one in signed[TRAITS]],
        )

    def trials(self, organisation_id: str) -> CardTrials | None:
        """Give an organisation in every replication; None without figures of the year."""
        place = int(self.measured.points.index.get_indexer(pd.Index([organisation_id]))[0])
        return None if place < 0 else CardTrials(self.draws, self.earlier_scores, self.beside, place)

    def _measure(self, year: int) -> MeasuredYear:
        return measure_year(self.shown, self.panel.figures, self.organisations.codes, self.catalogue, year)

    @cached_property
    def alarms(self) -> Rows:
        """All alarms: the columns of ``ring_alarms``."""
        named = {name for alarm in self.catalogue.alarms for name in alarm.formula.names}
        rows = self.yearly.assign(value=self.yearly["value"].where(self.yearly["state"].isin(NUMERIC_STATES)))
        indicators = {
            str(name): own.set_index(KEYS)[["value", "state"]]
            for name, own in rows[rows["indicator"].isin(named)].groupby("indicator", observed=True)
        }
        keys = self.panel.figures.index
        values = pd.DataFrame({name: own["value"] for name, own in indicators.items()}, index=keys)
        figures = pd.concat([self.panel.figures, values], axis=1)
        # Only this gap needs saying: all others are seen in the figures.
        states = pd.concat(
            [
                self.panel.states,
                pd.DataFrame({name: own["state"] for name, own in indicators.items()}, index=keys),
            ],
            axis=1,
        ).reindex(keys)
        states = states[[name for name in states.columns if name in named]]
        states = states.where(states == State.NOT_APPLICABLE, str(State.VALUE))
        return Rows(ring_alarms(figures, self.catalogue.alarms, self._codes, self.year, states))

    @cached_property
    def compliance(self) -> Rows:
        """All thresholds: the columns of ``check_compliance``."""
        day = date(self.year, 12, 31)
        return Rows(check_compliance(self.figures, self.catalogue.thresholds, self._codes, day))

    @property
    def _codes(self) -> dict[str, frozenset[str]]:
        return {str(unit): codes for unit, codes in self.organisations.codes.items()}

    @cached_property
    def figures(self) -> pd.DataFrame:
        """Raw figures of the edition's year: organisations by variables."""
        return self.panel.figures[self.panel.figures.index.get_level_values("year") == self.year].droplevel(
            "year"
        )

    @cached_property
    def ties(self) -> Ties:
        """With whom the organisations work, laid out for all of them."""
        states = self.panel.states
        of_year = states[states.index.get_level_values("year") == self.year].droplevel("year")
        return lay_out_ties(self.figures, of_year, self.catalogue)

    def figures_of(self, organisation_id: str) -> dict[str, float]:
        """Raw figures of an organisation in the edition's year, by variable; empty without a return."""
        place = self.figures.index.get_indexer(pd.Index([organisation_id]))[0]
        return (
            {} if place < 0 else dict(zip(self.figures.columns, self._numbers[place].tolist(), strict=True))
        )

    @cached_property
    def _numbers(self) -> npt.NDArray[np.float64]:
        return self.figures.to_numpy(dtype=float)

    @cached_property
    def observed(self) -> pd.DataFrame:
        """Observations up to the edition's year."""
        every = self.organisations.observations
        texts = dict.fromkeys(("variable", "state", "source"), "str")
        return every[every["year"] <= self.year].astype(texts)

    @cached_property
    def answers(self) -> Rows:
        """Observations of the edition's year."""
        return self._of_year(self.observed)

    @cached_property
    def operands(self) -> dict[str, tuple[str, ...]]:
        """Raw variables that each indicator is computed from."""
        return {one.id: names_of(one) for one in self.indicators}

    @cached_property
    def returns(self) -> Rows:
        """Returns for the edition's year."""
        return self._of_year(self.organisations.returns)

    @cached_property
    def repairs(self) -> Rows:
        """Repairs of the edition's year."""
        return self._of_year(self.organisations.repairs)

    @cached_property
    def problems(self) -> Rows:
        """Problems of the edition's year."""
        return self._of_year(self.organisations.problems)

    def _of_year(self, table: pd.DataFrame) -> Rows:
        return Rows(table[table["year"] == self.year])

    @cached_property
    def comments(self) -> Rows:
        """Own comments up to the edition's year, the newest first."""
        every = self.organisations.comments
        return Rows(every[every["year"] <= self.year].sort_values("year", ascending=False, kind="stable"))

    @cached_property
    def plans(self) -> Rows:
        """Action plans up to the edition's year."""
        every = self.organisations.plans
        return Rows(every[every["year"] <= self.year].sort_values(["year", "position"]))

    @cached_property
    def sources(self) -> Rows:
        """Sources behind the numbers of the years that a card shows, with the years taken from each."""
        every = self.observed
        shown = every[(every["year"] >= self.year - YEARS_BACK) & every["state"].isin(NUMERIC_STATES)]
        spans = shown.groupby(["organisation_id", "source"], observed=True)["year"]
        counted = spans.agg(first_year="min", last_year="max", figures="size").reset_index()
        return Rows(counted.merge(self.organisations.sources.reset_index(), on="source"))

    @cached_property
    def price_index(self) -> pd.Series:
        """Consumer prices by year, the year before being 1."""
        index = self.catalogue.constant("cpi_index")
        return pd.Series({one.year: one.value for one in index.values})  # noqa: PD011

    @cached_property
    def priced(self) -> tuple[str, ...]:
        """Indicators in PLN: money divided by something that is not money, so that prices move them."""
        return tuple(one.id for one in self.indicators if one.unit == "pln")

    @cached_property
    def shares(self) -> frozenset[str]:
        """Indicators that are shares of counted people, which chance moves."""
        return frozenset(one.id for one in self.indicators if one.count_type == "proportion")

    @cached_property
    def traits(self) -> pd.DataFrame:
        """Type, size and place of the organisations with figures of the edition's year."""
        known = self.organisations.entities.loc[self.figures.index]
        revenue = self.figures.reindex(columns=[REVENUE])[REVENUE]
        return pd.DataFrame({"type": known["type"], "size": size_bands(revenue), "place": known["place"]})

    @cached_property
    def similar(self) -> Similar:
        """The peers of every organisation."""
        return Similar(self.traits, self.organisations.entities, self.catalogue.composite.peers_least)


@lru_cache(maxsize=2)
def _shared(organisations: Organisations, counties: Shared, year: int) -> SharedOrganisations:
    return SharedOrganisations(organisations, counties, counties.catalogue, year)


def shared_by_organisations(edition: Edition) -> SharedOrganisations:
    """Give what the cards of an edition share; the same object as long as its figures are the same.

    Examples
    --------
    >>> from pes_analysis.edition import open_edition_data
    >>> one, again = (open_edition_data("malopolskie-2024") for _ in range(2))
    >>> shared_by_organisations(one) is shared_by_organisations(again)
    True
    """
    return _shared(edition.organisations, shared_by_counties(edition), edition.parameters.year)
