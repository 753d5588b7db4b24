"""The page of a comparison: who is compared, tables with marks, charts, similar ones, caveats, method."""

from dataclasses import dataclass, field
from functools import cached_property

import pandas as pd

from pes_analysis.diagnose.comparison import ComparisonDiagnosis
from pes_analysis.present.blocks import Details, Heading, Paragraph, document
from pes_analysis.present.figure import Figure
from pes_analysis.present.markup import Inline, Markup
from pes_analysis.present.numbers import counted
from pes_analysis.present.pages.comparison import charts, method, opening, sheets, similar, tables
from pes_analysis.present.pages.comparison.view import View
from pes_analysis.present.pages.page_context import PageContext
from pes_analysis.present.sheet import Sheet


@dataclass(frozen=True)
class ComparisonPage:
    """A comparison as a page; every section is Markdown, every table a DataFrame.

    Attributes
    ----------
    diagnosis : ComparisonDiagnosis
        All that was computed.
    context : PageContext
        Edition and language.
    cards : frozenset of str
        Ids of the organisations that have a public card to lead to.
    """

    diagnosis: ComparisonDiagnosis
    context: PageContext
    cards: frozenset[str] = field(default_factory=frozenset)

    @cached_property
    def view(self) -> View:
        """What the sections are written from."""
        return View(self.diagnosis, self.context, self.cards)

    @property
    def matrix(self) -> pd.DataFrame:
        """One row a unit and indicator: value, state, year, mark."""
        return self.diagnosis.matrix

    @property
    def profiles(self) -> pd.DataFrame:
        """One row a unit and area: score, interval, mark."""
        return self.diagnosis.profiles

    def summary(self) -> Markup:
        """Write the first screen: the picture in one sentence, who is compared and why it can be done."""
        view = self.view
        return document(
            opening.made_up_notice(view), opening.facts(view), *opening.picture(view), *opening.who(view)
        )

    def side_by_side(self) -> Markup:
        """Write the table of scores with marks, and indicator after indicator one click below."""
        language, view = self.context.language, self.view
        heading = Heading(language.text("Side by side"), 2, "table")
        if self.profiles.empty:
            return document(heading, Paragraph(language.text("No area has enough figures for a score.")))
        return document(
            heading,
            Paragraph(method.marks_explained(view)),
            tables.scores_table(view),
            *self._ahead(),
            *self._indicators(),
        )

    def profile(self) -> Markup:
        """Draw the profiles of up to ten units; a larger group has its quartiles instead."""
        if self.view.large or self.profiles.empty:
            return Markup("")
        language = self.context.language
        return document(
            Heading(language.text("Profiles"), 2, "profiles"),
            Paragraph(language.text("The numbers are those of the table above.")),
            Markup(charts.profiles_chart(self.view).markdown()),
        )

    def quartiles(self) -> Markup:
        """Draw each unit on the quartiles of the wider group."""
        if self.profiles.empty:
            return Markup("")
        heading = Heading(self.context.language.text("Beside the whole group"), 2, "quartiles")
        return document(heading, *self._chart(charts.dots_chart(self.view)))

    def change(self) -> Markup:
        """Draw level against change: of the general score, for counties of the indicator that tells most."""
        language, view = self.context.language, self.view
        heading = Heading(language.text("Level and change"), 2, "level-and-change")
        figure: Figure | None = None
        if view.of_counties:
            changes = charts.telling_changes(view)
            figure = None if changes.empty else charts.indicator_change_chart(view, changes)
        elif (self.diagnosis.members["score"] - self.diagnosis.members["previous"]).notna().any():
            figure = charts.score_change_chart(view)
        if figure is None:
            return document(
                heading, Paragraph(language.text("There are no figures of two years to set side by side."))
            )
        return document(heading, *self._chart(figure))

    def similar_ones(self) -> Markup:
        """Write who is similar and what they do differently."""
        return document(*similar.similar(self.view))

    def caveats(self) -> Markup:
        """Write what to keep in mind."""
        return method.caveats(self.view)

    def method(self) -> Markup:
        """Write how the comparison was made and where its figures come from."""
        return method.method(self.view)

    def sheets(self) -> tuple[Sheet, ...]:
        """Give the figures as tables for files, those of all indicators in the first one."""
        return sheets.sheets(self.view)

    def _ahead(self) -> list[Inline]:
        """Fold the table of who is ahead of whom, and how often; a large group has none."""
        language, view = self.context.language, self.view
        if view.large or self.diagnosis.ahead.empty:
            return []
        return [
            Details(
                language.text("Who is ahead of whom, and how surely"),
                (
                    language.text(
                        "A general score is tried with chance in shares of people and with other sound "
                        "choices of method. Near 50 nobody is ahead."
                    ),
                    tables.ahead_table(view),
                ),
            )
        ]

    def _indicators(self) -> list[Inline]:
        """Fold a table of indicators for each dimension that anyone has a figure of."""
        language, view = self.context.language, self.view
        known = set(self.matrix.loc[self.matrix["value"].notna(), "indicator"])
        if view.large:
            described = self.diagnosis.distributions
            known &= set(described.loc[described["median"].notna(), "indicator"])
        parts: list[Inline] = []
        for dimension in self.context.edition.catalogue.dimensions:
            inside = [
                one.id
                for one in self.diagnosis.indicators
                if one.dimension == dimension.id and one.id in known
            ]
            if inside:
                made = tables.distributions_table if view.large else tables.indicators_table
                title = language.text(
                    "{area}: {indicators}",
                    area=dimension.name.in_language(language.code),
                    indicators=counted("indicator", len(inside), 0, language),
                )
                parts.append(Details(title, (made(view, dimension.id, inside),)))
        return parts

    def _chart(self, figure: Figure) -> tuple[Inline, ...]:
        table = Details(self.context.language.text("The same in a table"), (figure.table,))
        return Markup(figure.markdown()), table
