"""The yearly report seen from its page: names, numbers and tables that all chapters write alike."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd

from pes_analysis.diagnose.yearly_report import YearlyReport
from pes_analysis.present.blocks import Heading, Paragraph, document
from pes_analysis.present.language import Language
from pes_analysis.present.markup import Inline, Markup
from pes_analysis.present.numbers import day, number, with_unit
from pes_analysis.present.pages.page_context import PageContext
from pes_analysis.present.table import Table

MILLION, THOUSAND = 1e6, 1e3
DASH = "–"


@dataclass(frozen=True)
class ReportView:
    """The report, its edition and its language.

    Attributes
    ----------
    report : YearlyReport
    context : PageContext
    """

    report: YearlyReport
    context: PageContext

    @property
    def language(self) -> Language:
        """The language of the page."""
        return self.context.language

    @property
    def year(self) -> int:
        """The year of the report."""
        return self.report.sector.year

    def chapter(self, title: str, anchor: str, *blocks: Inline) -> Markup:
        """Write a chapter: its heading and what stands in it."""
        return document(Heading(title, 2, anchor), *blocks)

    def generated(self) -> Inline:
        """Say that figures of organisations are made up, where they are."""
        text = self.language.text("The organisations and their figures are made up for demonstration.")
        return Paragraph(text) if self.report.sector.generated else ""

    def no_organisations(self) -> Paragraph:
        """Say why a chapter about organisations is empty."""
        return Paragraph(
            self.language.text("This edition has no data of organisations, so this chapter is empty.")
        )

    def type_name(self, kind: str) -> str:
        """Name a type of organisations in the plural; "" stands for all of them."""
        if not kind:
            return self.language.text("All together")
        name = self.context.edition.catalogue.entity_type(kind).plural.in_language(self.language.code)
        return name[:1].upper() + name[1:]

    def variable_name(self, variable: str) -> str:
        """Name a raw figure of organisations."""
        names = self.context.edition.catalogue.variable_names(self.language.code, "organisation")
        return names[variable]

    def whole(self, value: float) -> str:
        """Write a whole number, or a dash where there is none."""
        return DASH if pd.isna(value) else number(value, 0, self.language)

    def percent(self, value: float, decimals: int = 0) -> str:
        """Write a per cent, or a dash where there is none."""
        return DASH if pd.isna(value) else with_unit(number(value, decimals, self.language), "%")

    def quantity(self, variable: str, value: float) -> str:
        """Write a total in the unit of its variable; money in millions."""
        if pd.isna(value):
            return DASH
        unit = self.context.edition.catalogue.variable(variable, "organisation").unit
        if unit == "pln":
            return with_unit(number(value / MILLION, 1, self.language), self.language.text("PLN million"))
        return number(value, 0, self.language)

    def with_source(self, caption: str) -> str:
        """Add to a caption whose returns the figures come from."""
        observations = self.context.edition.organisations.observations
        used = sorted(set(observations.loc[observations["year"] == self.year, "source"].astype(str)))
        return self.context.with_source(caption, pd.DataFrame({"source": used}))

    def day(self, written: str) -> str:
        """Write a day given as ISO."""
        return day(date.fromisoformat(written), self.language)

    def table(
        self, label: str, caption: str, columns: Sequence[str], rows: Iterable[Sequence[Inline]], align: str
    ) -> Table:
        """Make a table in the language of the page."""
        return Table(label, caption, tuple(columns), tuple(map(tuple, rows)), align, self.language)
