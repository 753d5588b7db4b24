"""The page of a region: its counties on maps, in one table of marks, and along one line each indicator."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import Any

import pandas as pd

from pes_analysis.catalogue.states import State
from pes_analysis.diagnose.region import RegionDiagnosis
from pes_analysis.present.blocks import Details, Findings, Heading, Lead, Paragraph, document
from pes_analysis.present.figure import Figure
from pes_analysis.present.language import mark
from pes_analysis.present.markup import Inline, Markup, as_markdown, join, link, sentence_case
from pes_analysis.present.names import Form, voivodeship_name
from pes_analysis.present.numbers import counted
from pes_analysis.present.pages.county_charts import measure_title
from pes_analysis.present.pages.county_tables import verdict_sign
from pes_analysis.present.pages.page_context import PageContext, anchor_of
from pes_analysis.present.pages.region_charts import region_map, region_strip
from pes_analysis.present.pages.region_services import region_services
from pes_analysis.present.pages.signal_sections import region_signals
from pes_analysis.present.sentences.certainty import certainty_mark, certainty_note, in_hundred, with_mark
from pes_analysis.present.table import Table
from pes_analysis.robust.claim import Claim

MOST_MAPS = 4
_OPEN_SIGNS = {"better": "△", "worse": "▽"}
DIFFERENCE = mark("{name} ({year}): from {best_value} ({best}) to {worst_value} ({worst}).")


@dataclass(frozen=True)
class RegionPage:
    """A region's diagnosis as a page.

    Attributes
    ----------
    diagnosis : RegionDiagnosis
        All that was computed.
    voivodeship_figures : DataFrame
        From ``diagnose.voivodeship.voivodeship_figures``.
    context : PageContext
        Edition and language.
    """

    diagnosis: RegionDiagnosis
    voivodeship_figures: pd.DataFrame
    context: PageContext

    @property
    def matrix(self) -> pd.DataFrame:
        """One row a county and core indicator: value, year, group, mark."""
        return self.diagnosis.matrix

    def summary(self) -> Markup:
        """Write the first screen: what is shown and where the counties differ most."""
        language = self.context.language
        counties = counted("county", len(self.diagnosis.counties), 0, language)
        lead = language.markdown(
            "{region} has {counties}. Choose one on the map or in the table and open its diagnosis.",
            region=voivodeship_name(self.diagnosis.name, language=language, form=Form.FULL),
            counties=Markup(counties),
        )
        return document(
            Lead(sentence_case(lead)),
            Heading(language.text("Where counties differ most"), 2, "differences"),
            *self._differences(),
        )

    def maps(self) -> Markup:
        """Draw a map for each of the indicators in which the counties differ most."""
        language = self.context.language
        parts: list[Inline] = [Heading(language.text("On the map"), 2, "maps")]
        for indicator in self.telling():
            figure = self.map_of(indicator)
            parts += [
                Heading(self.context.plain_name(indicator), 3, f"map-of-{anchor_of(indicator)}"),
                Markup(figure.markdown()),
                Details(
                    language.text("The map in a table"),
                    (figure.table, self.context.source_note(self._of(indicator))),
                ),
            ]
        return document(*parts)

    def heat_table(self) -> Markup:
        """Write all counties and core indicators in one table of marks and values."""
        language, rules = self.context.language, self.context.edition.catalogue.claims
        parts: list[Inline] = [
            Heading(language.text("All counties side by side"), 2, "heat-table"),
            Paragraph(
                language.markdown(
                    "{better} means the better quarter, {worse} the worse quarter, {middle} in between. "
                    "Each mark compares with all counties of Poland; "
                    "where figures exist for this region only, "
                    "with the other counties of the region (marked *).",
                    better=Markup("▲"),
                    worse=Markup("▼"),
                    middle=Markup("■"),
                )
            ),
            Paragraph(
                language.markdown(
                    "Marks were tried with chance in small numbers and other years: a filled one holds in at "
                    "least {said} of 100 trials, an empty one ({best}, {worst}) in at least {softened}. "
                    "What holds less often is marked as in between.",
                    said=str(in_hundred(rules.said_at)),
                    softened=str(in_hundred(rules.softened_at)),
                    best=Markup("△"),
                    worst=Markup("▽"),
                )
            ),
            Paragraph(
                language.text("A county's page compares with similar counties, so its mark may differ.")
            ),
        ]
        for dimension in self.context.edition.catalogue.dimensions:
            indicators = [
                one for one in self._indicators() if self.context.indicator(one).dimension == dimension.id
            ]
            if indicators:
                parts += [
                    Heading(dimension.name.in_language(language.code), 3, f"table-{dimension.id}"),
                    self._heat_table(
                        f"heat-{dimension.id}", dimension.name.in_language(language.code), indicators
                    ),
                ]
        parts.append(self.context.source_note(self.matrix))
        return document(*parts)

    def spread(self) -> Markup:
        """Draw every county along one line for each indicator shown on a map."""
        language = self.context.language
        parts: list[Inline] = [
            Heading(language.text("How far counties are apart"), 2, "spread"),
            Paragraph(language.text("Each dot is one county. The named ones stand at the ends.")),
        ]
        return document(*parts, *(Markup(self._strip(one).markdown()) for one in self.telling()))

    def services(self) -> Markup:
        """Write how needs and supply of services meet, county by county."""
        return region_services(self.diagnosis.services, self.context)

    def signals(self) -> Markup:
        """Write what local units reported that statistics may miss."""
        return region_signals(self.diagnosis.signals, self.context)

    def voivodeship(self) -> Markup:
        """Write what is published for the whole voivodeship only, beside Poland."""
        context, language = self.context, self.context.language
        figures = self.voivodeship_figures
        rows = tuple(
            (
                context.plain_name(row["indicator"]),
                context.value_text(row["indicator"], row["value"], row["state"]),
                str(row["year"]),
                context.number_text(row["indicator"], row["poland"]),
                _oldest(row, context),
            )
            for row in figures.to_dict("records")
        )
        name = language.text(
            "{name}: figures published for the whole voivodeship",
            name=voivodeship_name(self.diagnosis.name, language=language, form=Form.FULL),
        )
        table = Table(
            label="voivodeship",
            caption=name[:1].upper() + name[1:],
            columns=(
                language.text("Indicator"),
                language.text("Voivodeship"),
                language.text("Year"),
                language.text("Poland"),
                language.text("Oldest figure"),
            ),
            rows=rows,
            align="lrrrr",
            language=language,
        )
        return document(
            Heading(language.text("The voivodeship as a whole"), 2, "voivodeship"),
            Paragraph(language.text("Some figures are published for voivodeships only, not for counties.")),
            Paragraph(
                language.text(
                    "They differ from the county tables in the benefits counted and in year; "
                    "do not compare the two."
                )
            ),
            table,
            context.source_note(figures),
        )

    def sources(self) -> Markup:
        """Write where the figures come from."""
        language = self.context.language
        return document(
            Heading(language.text("Sources and method"), 2, "sources"),
            self.context.source_note(self.matrix),
            Paragraph(
                join(
                    (
                        link(language.text("How diagnoses are made"), self.context.page("metoda.qmd")),
                        link(
                            language.text("All sources, with their traps"), self.context.page("zrodla.ipynb")
                        ),
                    ),
                    " · ",
                )
            ),
        )

    def _indicators(self) -> list[str]:
        return list(dict.fromkeys(self.matrix["indicator"]))

    def _of(self, indicator: str) -> pd.DataFrame:
        return self.matrix[self.matrix["indicator"] == indicator]

    def telling(self) -> list[str]:
        """List the core indicators of problems in which the counties differ most, the widest first."""
        spread = self.diagnosis.spread.dropna(subset=["dispersion"])
        problems = [
            one for one in spread["indicator"] if self.context.indicator(str(one)).dimension == "problems"
        ]
        widest = spread[spread["indicator"].isin(problems)].sort_values("dispersion", ascending=False)
        return [str(one) for one in widest["indicator"].head(MOST_MAPS)]

    def _differences(self) -> tuple[Inline, ...]:
        """Say where counties differ most, as far as that is sure."""
        language = self.context.language
        sure = [one for one in self.telling() if self._printed("differs_most", one)]
        if not sure:
            return (Paragraph(language.text("In which indicators they differ most is not sure.")),)
        made = [self._difference(one) for one in sure]
        return Findings(tuple(said for said, _ in made)), *(note for _, note in made)

    def _printed(self, statement: str, indicator: str, teryt: str = "") -> Claim | None:
        return next(
            (
                one
                for one in self.diagnosis.claims
                if (one.statement, one.subject) == (statement, indicator)
                and one.evidence.get("teryt", "") == teryt
                and one.standing.is_printed
            ),
            None,
        )

    def _difference(self, indicator: str) -> tuple[Markup, Markup]:
        """Say who stands at the ends and how sure that is; and the footnote."""
        language = self.context.language
        name = Markup(f"**{as_markdown(self.context.plain_name(indicator))}**")
        ends = self._ends(indicator, lambda teryt: self.context.county_link(teryt, Form.FULL))
        extremes = self.diagnosis.extremes
        first = extremes[extremes["indicator"] == indicator].drop_duplicates("end").set_index("end")
        best, worst = (
            self._printed(end, indicator, str(first.loc[end, "teryt"])) for end in ("best", "worst")
        )
        unsure: Inline = ""
        if best is None and worst is None:
            unsure = language.text("Which counties stand at the ends is not sure.")
        elif best is None:
            unsure = language.text("Which county stands at the better end is not sure.")
        elif worst is None:
            unsure = language.text("Which county stands at the worse end is not sure.")
        claims = [one for one in (self._printed("differs_most", indicator), best, worst) if one]
        claim = min(claims, key=lambda one: one.probability or 0.0)
        sign, note = certainty_note(
            claim,
            f"sure-{anchor_of(indicator)}",
            self.context.page("metoda.qmd", "proby"),
            language,
        )
        said = language.markdown(DIFFERENCE, name=name, **ends)
        return join((with_mark(said, Markup(f"{certainty_mark(claim, language)}{sign}")), unsure)), note

    def _difference_in_words(self, indicator: str) -> str:
        """Say the same without marks, for an alternative text."""
        ends = self._ends(indicator, lambda teryt: str(self.context.county_name(teryt, Form.FULL)))
        return self.context.language.text(DIFFERENCE, name=self.context.plain_name(indicator), **ends)

    def _ends(self, indicator: str, named: Callable[[str], Inline]) -> dict[str, Inline]:
        """Name the best and the worst county with their values; of several alike the first."""
        extremes = self.diagnosis.extremes
        first = extremes[extremes["indicator"] == indicator].drop_duplicates("end").set_index("end")
        said: dict[str, Inline] = {"year": str(first["year"].iloc[0])}
        for end, row in first.to_dict("index").items():
            said[str(end)] = named(str(row["teryt"]))
            said[f"{end}_value"] = self.context.value_text(indicator, float(row["value"]), State.VALUE)
        return said

    def map_of(self, indicator: str) -> Figure:
        """Draw the counties of the region by one indicator of ``matrix``."""
        return region_map(self._of(indicator), indicator, self._difference_in_words(indicator), self.context)

    def _strip(self, indicator: str) -> Figure:
        rows = self._of(indicator)
        return region_strip(rows, indicator, self._poland(indicator, int(rows["year"].iloc[0])), self.context)

    def _heat_table(self, label: str, caption: str, indicators: list[str]) -> Table:
        language = self.context.language
        cells = {(row["teryt"], row["indicator"]): row for row in self.matrix.to_dict("records")}
        rows = []
        for teryt in self.diagnosis.counties.index:
            line: list[Inline] = [self.context.county_link(str(teryt))]
            for indicator in indicators:
                row = cells[teryt, indicator]
                value = self.context.value_text(indicator, row["value"], row["state"], unit=False)
                line.append(join((value, _sign(row))))
            rows.append(tuple(line))
        heads: list[Inline] = [language.text("County")]
        for indicator in indicators:
            of = self._of(indicator)
            star = "" if of["group"].eq("poland").all() else "*"
            heads.append(f"{measure_title(indicator, self.context)}, {of['year'].iloc[0]}{star}")
        return Table(label, caption, tuple(heads), tuple(rows), "l" + "r" * len(indicators), language)

    def _poland(self, indicator: str, year: int) -> float | None:
        areas = self.diagnosis.areas
        rows = areas[(areas["teryt"] == "00") & (areas["indicator"] == indicator) & (areas["year"] == year)]
        if rows.empty or pd.isna(rows["value"].iloc[0]):
            return None
        return float(rows["value"].iloc[0])


def _sign(row: dict[Hashable, Any]) -> Markup:
    """Write the sign of a mark: open when it is only probable."""
    mark = str(row["mark"])
    if mark in _OPEN_SIGNS and not row["clear"]:
        return Markup(f"[{_OPEN_SIGNS[mark]}]{{.{mark}}}")
    return verdict_sign(mark)


def _oldest(row: dict[Hashable, Any], context: PageContext) -> str:
    if pd.isna(row["first_year"]):
        return ""
    return f"{context.number_text(str(row['indicator']), row['first_value'])} ({row['first_year']})"
