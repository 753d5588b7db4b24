"""The indicators of organisations as a page: whom each concerns, which values are good, their points."""

from collections.abc import Collection
from dataclasses import dataclass

from pes_analysis.catalogue import Indicator
from pes_analysis.present.blocks import Heading, Paragraph, document
from pes_analysis.present.language import mark
from pes_analysis.present.markup import Inline, Markup, link
from pes_analysis.present.pages.indicator_card import indicator_card, limit, without_stop
from pes_analysis.present.pages.indicator_cards import reading_of_cards
from pes_analysis.present.pages.page_context import PageContext, anchor_of

GOOD: dict[str, str] = {
    "stimulant": mark("**Good**: from {reference}; a warning: below {warn}"),
    "destimulant": mark("**Good**: up to {reference}; a warning: above {warn}"),
}


@dataclass(frozen=True)
class OrganisationIndicatorCards:
    """Every organisation indicator of the catalogue."""

    context: PageContext

    def how_to_read(self) -> Markup:
        """Explain the cards and the points."""
        language = self.context.language
        return document(
            *reading_of_cards(self.context),
            Paragraph(
                language.text(
                    "A value is worth 0 to 100 points: 70 and more where it is good, below 40 where "
                    "something has to be done. Points do not depend on others; beside them a card of an "
                    "organisation shows its place among similar ones."
                )
            ),
            Paragraph(
                language.text(
                    "Many of these values are our own proposal. Once at least 30 organisations have "
                    "answered, the quartiles of similar organisations should take their place."
                )
            ),
            Paragraph(
                language.markdown(
                    "Counties have indicators of their own: {page}.",
                    page=link(language.text("Indicators of counties"), self.context.page("wskazniki.ipynb")),
                )
            ),
        )

    def cards(self) -> Markup:
        """Write the cards, dimension by dimension."""
        code = self.context.language.code
        parts: list[Inline] = []
        for dimension in self.context.edition.catalogue.dimensions:
            if dimension.level == "organisation":
                parts.append(Heading(dimension.name.in_language(code), 2, anchor_of(dimension.id)))
                parts.append(Paragraph(dimension.question.in_language(code)))
                for indicator in self.context.edition.catalogue.indicators("organisation", dimension.id):
                    parts += indicator_card(indicator, self.context, self._own(indicator))
        return document(*parts)

    def _own(self, indicator: Indicator) -> list[Inline]:
        language = self.context.language
        lines = [language.markdown("**Concerns**: {types}", types=self._types(indicator.applies_to))]
        if indicator.describes:
            types = self._types(indicator.describes)
            lines.append(language.markdown("**Shown without a score**: {types}", types=types))
        if indicator.core and not indicator.alarm_only:
            lines.append(
                Markup(language.text("**Core**: one of the figures without which there is no score"))
            )
        if indicator.alarm_only:
            lines.append(Markup(language.text("**Alarm**: never part of a score")))
        return [*lines, *self._basis(indicator), *self._points(indicator)]

    def _types(self, codes: Collection[str]) -> str:
        """Name types of organisations in full, or say that it is all of them."""
        catalogue, language = self.context.edition.catalogue, self.context.language
        known = [one for one in catalogue.entity_types if one.kind != "status"]
        if {one.id for one in known} <= set(codes):
            return language.text("all types of organisations")
        named = [one for one in catalogue.entity_types if one.id in codes]
        return ", ".join(f"{one.plural.in_language(language.code)} ({one.code})" for one in named)

    def _basis(self, indicator: Indicator) -> list[Inline]:
        language, window = self.context.language, self.context.edition.catalogue.composite.window_years
        if indicator.stabilise == "mean_3y":
            return [
                language.markdown_plural(
                    "**The score rests on**: the mean of {n} year",
                    "**The score rests on**: the mean of {n} years",
                    window,
                )
            ]
        if indicator.stabilise == "pooled_3y":
            return [
                language.markdown_plural(
                    "**The score rests on**: counts of {n} year put together",
                    "**The score rests on**: counts of {n} years put together",
                    window,
                )
            ]
        return []

    def _points(self, indicator: Indicator) -> list[Inline]:
        """Say which values are good and how many points each is worth."""
        language, scale = self.context.language, indicator.scale
        if scale is None:
            return []
        values: dict[float, list[float]] = {}
        for anchor in indicator.anchors:
            values.setdefault(anchor.points, []).append(anchor.value)
        worst, warn, reference, best = (values[points] for points in sorted(values))
        lines = [
            self._good(indicator, reference, warn),
            language.markdown(
                "**Points**: 0 at {worst}, 40 at {warn}, 70 at {reference}, 100 at {best}; "
                "between them in a straight line",
                worst=self._both(indicator, worst),
                warn=self._both(indicator, warn),
                reference=self._both(indicator, reference),
                best=limit(indicator, best, self.context, unit=False),
            ),
        ]
        if scale.note is not None:
            note = without_stop(scale.note.in_language(language.code))
            lines.append(
                language.markdown("**These values**: {note} ({origin})", note=note, origin=scale.origin)
            )
        return lines

    def _good(self, indicator: Indicator, reference: list[float], warn: list[float]) -> Inline:
        language = self.context.language
        if indicator.polarity == "nominant":
            return language.markdown(
                "**Good**: {span}; a warning: below {low} or above {high}",
                span=limit(indicator, reference, self.context),
                low=limit(indicator, warn[:1], self.context, unit=False),
                high=limit(indicator, warn[1:], self.context, unit=False),
            )
        return language.markdown(
            GOOD[indicator.polarity],
            reference=limit(indicator, reference, self.context),
            warn=limit(indicator, warn, self.context, unit=False),
        )

    def _both(self, indicator: Indicator, values: list[float]) -> str:
        """Name the one value, or the two on both sides of a range."""
        each = [limit(indicator, [value], self.context, unit=False) for value in values]
        if len(each) == 1:
            return each[0]
        return self.context.language.text("{low} and {high}", low=each[0], high=each[1])
