"""Sources as a page: who published the figures, for which years, and what to watch for."""

from collections.abc import Hashable
from dataclasses import dataclass
from typing import Any

import pandas as pd

from pes_analysis.present.blocks import Bullets, Heading, Paragraph, document
from pes_analysis.present.language import Language, mark
from pes_analysis.present.markup import Inline, Markup, link
from pes_analysis.present.numbers import day, years
from pes_analysis.present.pages.page_context import PageContext, collected_on
from pes_analysis.present.table import Table
from pes_analysis.protect.escape import filename

DECISIONS: dict[str, str] = {
    "another_version": mark("another version is used"),
    "kept": mark("kept, with a note"),
    "missing": mark("marked as no data"),
    "not_applicable": mark("marked as not applicable"),
    "not_used": mark("not used"),
    "recovered": mark("recovered from another figure"),
    "renamed": mark("given its right name"),
    "suppressed": mark("marked as withheld"),
}


@dataclass(frozen=True)
class SourceList:
    """Every source of the edition's figures.

    Attributes
    ----------
    coverage_of_variables : DataFrame
        Columns ``variable, first_year, last_year, units, figures, sources``: county variables.
    context : PageContext
    """

    coverage_of_variables: pd.DataFrame
    context: PageContext

    def publishers(self) -> Markup:
        """Describe each source: publisher, title, years, day of collection, licence, trap."""
        language, code = self.context.language, self.context.language.code
        rows = self.context.edition.snapshot.sources.reset_index()
        parts: list[Inline] = [
            Paragraph(language.text("Sources in alphabetical order of publishers.")),
            Heading(language.text("Publishers and publications"), 2, "publishers"),
        ]
        for row in rows.sort_values(["publisher", f"title_{code}"]).to_dict("records"):
            parts.append(Heading(str(row[f"title_{code}"]), 3, filename(str(row["source"]))))
            lines: list[Inline] = [
                language.markdown("**Publisher**: {publisher}", publisher=str(row["publisher"])),
                language.markdown("**Years**: {years}", years=str(row["coverage"])),
                language.markdown("**Collected**: {day}", day=_day(row, language)),
            ]
            licence, url, note = (str(row[column]) for column in ("licence", "url", f"note_{code}"))
            if licence:
                lines.append(
                    language.markdown("**Terms of use**: {licence}", licence=_licence(licence, code))
                )
            if url:
                lines.append(language.markdown("**Address**: {address}", address=link(url, url)))
            if note:
                lines.append(language.markdown("**Careful**: {caution}", caution=note))
            parts.append(Bullets(tuple(lines)))
        return document(*parts)

    def coverage(self) -> Markup:
        """Say for each raw figure which years and how many counties it covers."""
        language = self.context.language
        names = self.context.edition.catalogue.variable_names(language.code)
        rows = tuple(
            (
                names[row["variable"]],
                years(int(row["first_year"]), int(row["last_year"])),
                str(row["units"]),
                str(row["figures"]),
            )
            for row in self.coverage_of_variables.to_dict("records")
        )
        table = Table(
            label="coverage",
            caption=language.text("County figures: years and counties covered"),
            columns=(
                language.text("Figure"),
                language.text("Years"),
                language.text("Counties in the newest year"),
                language.text("Figures in all"),
            ),
            rows=rows,
            align="llrr",
            language=language,
        )
        return document(Heading(language.text("Completeness"), 2, "completeness"), table)

    def breaks(self) -> Markup:
        """List the years in which a way of counting changed."""
        language, code = self.context.language, self.context.language.code
        names = self.context.edition.catalogue.variable_names(code)
        known = self.context.edition.snapshot.breaks
        grouped = known.groupby(["year", f"reason_{code}"], sort=True)["variable"].agg(list).reset_index()
        rows = tuple(
            (str(row["year"]), str(row[f"reason_{code}"]), "; ".join(names[one] for one in row["variable"]))
            for row in grouped.to_dict("records")
        )
        table = Table(
            label="breaks",
            caption=language.text("Breaks in series"),
            columns=(
                language.text("Year"),
                language.text("What changed"),
                language.text("Figures concerned"),
            ),
            rows=rows,
            align="lll",
            language=language,
        )
        return document(Heading(language.text("Breaks in series"), 2, "breaks"), table)

    def corrections(self) -> Markup:
        """List the declared errors of sources and what was decided about each."""
        language, code = self.context.language, self.context.language.code
        sources = self.context.edition.snapshot.sources
        rows = tuple(
            (
                str(sources.loc[row["source"], f"title_{code}"]),
                str(row["years"]),
                language.text(DECISIONS[str(row["decision"])]),
                str(row[f"reason_{code}"]),
            )
            for row in self.context.edition.snapshot.corrections.to_dict("records")
        )
        table = Table(
            label="corrections",
            caption=language.text("Errors found in sources, and what was done"),
            columns=(
                language.text("Publication"),
                language.text("Years"),
                language.text("Decision"),
                language.text("Reason"),
            ),
            rows=rows,
            align="llll",
            language=language,
        )
        return document(Heading(language.text("Corrections"), 2, "corrections"), table)


def _day(row: dict[Hashable, Any], language: Language) -> str:
    when = collected_on({"collected_on": row["collected_on"]})
    return language.text("day not recorded") if when is None else day(when, language)


def _licence(licence: str, code: str) -> str:
    """Take the part in the language of the page; the table keeps "polski / English"."""
    pl, _, en = licence.partition(" / ")
    return en if code == "en" and en else pl
