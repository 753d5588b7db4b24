"""The catalogue as a page: each indicator with its formula, direction, years, source and caution."""

from dataclasses import dataclass
from typing import Any

import pandas as pd

from pes_analysis.catalogue import Indicator, to_mathml
from pes_analysis.catalogue.formula import Name
from pes_analysis.present.blocks import Bullets, Heading, Paragraph, document
from pes_analysis.present.language import mark
from pes_analysis.present.markup import Inline, Markup, link
from pes_analysis.present.numbers import number, years
from pes_analysis.present.pages.page_context import PageContext, anchor_of

DIRECTIONS: dict[str, str] = {
    "stimulant": mark("the more, the better (stimulant)"),
    "destimulant": mark("the less, the better (destimulant)"),
    "nominant": mark("best within a range (nominant)"),
    "informational": mark("describes only, is not judged"),
}


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
                    method=link(language.text("Method"), self.context.page("metoda.qmd", "katalog")),
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
        language, code = self.context.language, self.context.language.code
        lines: list[Inline] = []
        if indicator.name.in_language(code) != indicator.plain.in_language(code):
            lines.append(language.markdown("**Exact name**: {name}", name=indicator.name.in_language(code)))
        if indicator.formula is not None and isinstance(indicator.formula.tree, Name):
            lines.append(Markup(language.text("**Formula**: none, the figure is taken as published")))
        elif indicator.formula is not None:
            names = self.context.edition.catalogue.variable_names(code)
            # A backtick would end the passage, and Quarto looks for {{< inside it too.
            mathml = to_mathml(indicator.formula, names, code).replace("`", "&#96;").replace("{", "&#123;")
            formula = Markup(f"`{mathml}`{{=html}}")
            lines.append(language.markdown("**Formula**: {formula}", formula=formula))
        unit = self.context.edition.catalogue.unit(indicator.unit).name.in_language(code)
        lines.append(language.markdown("**Unit**: {unit}", unit=unit))
        lines.append(language.markdown("**Direction**: {direction}", direction=self._direction(indicator)))
        lines.append(language.markdown("**Data**: {data}", data=self._data(indicator)))
        lines.append(
            language.markdown(
                "**Definition**: {source} ({origin})",
                source=_without_stop(indicator.source.in_language(code)),
                origin=indicator.origin,
            )
        )
        if indicator.caution is not None:
            lines.append(
                language.markdown("**Careful**: {caution}", caution=indicator.caution.in_language(code))
            )
        return [
            Heading(indicator.plain.in_language(code), 3, anchor_of(indicator.id)),
            Paragraph(indicator.reading.in_language(code)),
            Bullets(tuple(lines)),
        ]

    def _direction(self, indicator: Indicator) -> str:
        language = self.context.language
        said = language.text(DIRECTIONS[indicator.polarity])
        if indicator.range is None:
            return said
        low, high = (number(end, indicator.decimals, language) for end in indicator.range)
        return f"{said}: {low}–{high}"

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


def _without_stop(text: str) -> str:
    """Take off the full stop of a sentence, but not that of "r." at its end."""
    return text if text.endswith(" r.") else text.removesuffix(".")
