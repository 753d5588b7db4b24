"""The indicators of counties as a page: each with its formula, direction, years, source and caution."""

from dataclasses import dataclass
from typing import Any

import pandas as pd

from pes_analysis.catalogue import Indicator
from pes_analysis.present.blocks import Heading, Paragraph, document
from pes_analysis.present.markup import Inline, Markup, link
from pes_analysis.present.numbers import years
from pes_analysis.present.pages.indicator_card import indicator_card
from pes_analysis.present.pages.page_context import PageContext


@dataclass(frozen=True)
class IndicatorCards:
    """Every county indicator of the catalogue.

    Attributes
    ----------
    coverage : DataFrame
        Index indicator, columns ``first_year, last_year, counties``; available indicators only.
    context : PageContext
    """

    coverage: pd.DataFrame
    context: PageContext

    def how_to_read(self) -> Markup:
        """Explain the cards."""
        language = self.context.language
        return document(
            *reading_of_cards(self.context),
            Paragraph(
                language.markdown(
                    "Organisations have indicators of their own: {page}.",
                    page=link(
                        language.text("Indicators of organisations"),
                        self.context.page("wskazniki-organizacji.ipynb"),
                    ),
                )
            ),
        )

    def cards(self) -> Markup:
        """Write the cards, chapter by chapter."""
        code = self.context.language.code
        parts: list[Inline] = []
        for dimension in self.context.edition.catalogue.dimensions:
            indicators = self.context.edition.catalogue.indicators("county", dimension.id)
            if indicators:
                parts.append(Heading(dimension.name.in_language(code), 2, dimension.id))
                parts += [block for indicator in indicators for block in self._card(indicator)]
        return document(*parts)

    def _card(self, indicator: Indicator) -> list[Inline]:
        data = self.context.language.markdown("**Data**: {data}", data=self._data(indicator))
        return indicator_card(indicator, self.context, [data])

    def _data(self, indicator: Indicator) -> Inline:
        language = self.context.language
        if indicator.awaiting is not None:
            return language.markdown("awaited: {what}", what=indicator.awaiting.in_language(language.code))
        if indicator.id not in self.coverage.index:
            return language.text("none in this edition")
        row: dict[str, Any] = dict(self.coverage.loc[indicator.id])
        span = years(int(row["first_year"]), int(row["last_year"]))
        return language.markdown_plural(
            "{span}; in the newest year {n} county", "{span}; in the newest year {n} counties",
            int(row["counties"]), span=span,
        )  # fmt: skip


def reading_of_cards(context: PageContext) -> list[Inline]:
    """Explain what cards of any level say."""
    language = context.language
    return [
        Paragraph(
            language.text(
                "Each card says what an indicator measures, how to read it and what to be careful about. "
                "The formula is the one the figures are computed with."
            )
        ),
        Paragraph(
            language.markdown(
                "Marks of origin: **F** read in the text named, **L** known from law or literature, "
                "**P** our own proposal. More: {method}.",
                method=link(language.text("Method"), context.page("metoda.qmd", "katalog")),
            )
        ),
    ]
