"""Data quality as a page: limits and whether they hold, who answers for what, what is old or missing."""

from dataclasses import dataclass
from typing import Any

import pandas as pd

from pes_analysis.diagnose.data_quality import DataQuality
from pes_analysis.present.blocks import Details, Heading, Lead, Paragraph, document
from pes_analysis.present.language import Language, mark
from pes_analysis.present.markup import Inline, Markup, join
from pes_analysis.present.numbers import day, number, years
from pes_analysis.present.pages.page_context import PageContext, publisher_name
from pes_analysis.present.pages.source_list import DECISIONS
from pes_analysis.present.table import Table

MEASURES: dict[str, str] = {
    "fresh_pct": mark("Public figures that are not too old"),
    "completeness_pct": mark("Figures that are known"),
    "returns_pct": mark("Organisations that sent a return"),
    "checked_pct": mark("Directory entries checked within a year"),
    "owned_pct": mark("Sources somebody answers for"),
    "overdue_pct": mark("Sources that are overdue"),
    "expired_corrections": mark("Corrections due for another look"),
}
SHARES = frozenset(name for name in MEASURES if name.endswith("_pct"))
LEVELS: dict[str, str] = {
    "county": mark("Figures of counties"),
    "organisation": mark("Figures of organisations"),
}


@dataclass(frozen=True)
class DataQualityPage:
    """The state of the data; every table behind the page is a DataFrame of `quality`.

    Attributes
    ----------
    quality : DataQuality
    context : PageContext
    """

    quality: DataQuality
    context: PageContext

    def summary(self) -> Markup:
        """Say whether the edition's own limits hold, and which do not."""
        language, verdicts = self.context.language, self.quality.verdicts
        measured = verdicts[verdicts["holds"].notna()]
        held = int(measured["holds"].sum())
        lead = (
            language.text("The data reach every limit that this edition sets itself.")
            if held == len(measured)
            else language.plural(
                "{n} limit of this edition is not reached.",
                "{n} limits of this edition are not reached.",
                len(measured) - held,
            )
        )
        limits = self.context.edition.parameters.quality
        return document(
            Lead(lead),
            Paragraph(
                language.text(
                    "State on {day}. A figure is not too old when it is at most {years} years older than "
                    "the year of the edition.",
                    day=day(self.quality.as_of, language),
                    years=limits.fresh_years,
                )
            ),
            self.limits_table(),
        )

    def stewards(self) -> Markup:
        """Answer who administers, who checks and who updates."""
        language, code = self.context.language, self.context.language.code
        heading = Heading(language.text("Who administers, who checks, who updates"), 2, "stewards")
        named = self.quality.sources.dropna(subset=["administers_pl"])
        named = named[named["fields"] > 0]
        if named.empty:
            return document(heading, Paragraph(language.text("This edition does not name anybody yet.")))
        roles = [f"{role}_{code}" for role in ("administers", "checks", "updates")]
        rows = tuple(
            (
                join(
                    (publisher_name(one, language) for one in sorted(set(group["publisher"].astype(str)))),
                    "; ",
                ),
                str(len(group)),
                *(str(role) for role in keys),
            )
            for keys, group in named.groupby(roles, sort=True)
        )
        table = Table(
            label="stewards",
            caption=language.text("Who answers for which figures"),
            columns=(
                language.text("Publisher"),
                language.text("Publications"),
                language.text("Administers"),
                language.text("Checks"),
                language.text("Updates"),
            ),
            rows=rows,
            align="lrlll",
            language=language,
        )
        return document(heading, table)

    def sources(self) -> Markup:
        """Say of each source how old and how complete it is, and when it is due."""
        language = self.context.language
        return document(
            Heading(language.text("Sources"), 2, "source-quality"),
            Paragraph(
                language.text(
                    "Known figures: the share of counties or organisations with a figure in the newest year."
                )
            ),
            self.source_table(),
        )

    def source_table(self) -> Table:
        """Set the sources that figures come from side by side."""
        language, code = self.context.language, self.context.language.code
        used = self.quality.sources[self.quality.sources["fields"] > 0]
        rows = tuple(
            (
                str(row[f"title_{code}"]),
                publisher_name(str(row["publisher"]), language),
                str(row["last_year"]),
                self._percent(row["completeness_pct"]),
                self._due(row),
                str(int(row["corrections"])),
            )
            for row in used.to_dict("records")
        )
        return Table(
            label="source-quality",
            caption=language.text("Sources: newest year, completeness, next collection"),
            columns=(
                language.text("Publication"),
                language.text("Publisher"),
                language.text("Newest year"),
                language.text("Known figures"),
                language.text("Next due"),
                language.text("Corrections"),
            ),
            rows=rows,
            align="llrrlr",
            language=language,
        )

    def fields(self) -> Markup:
        """List every figure with its years and completeness, folded."""
        language = self.context.language
        parts: list[Inline] = [Heading(language.text("Figure by figure"), 2, "fields")]
        for level, title in LEVELS.items():
            rows = self.quality.fields[self.quality.fields["level"] == level]
            if not rows.empty:
                caption = language.text(title)
                parts.append(Details(caption, (self._field_table(level, caption, rows),)))
        return document(*parts)

    def findings(self) -> Markup:
        """Count what checks found in the returns of the edition's year."""
        language, found = self.context.language, self.quality.findings
        heading = Heading(language.text("What checks found in returns"), 2, "findings")
        if found.empty:
            return document(
                heading, Paragraph(language.text("Checks found nothing in the returns of this year."))
            )
        names = self.context.edition.catalogue.variable_names(language.code, "organisation")
        whole = language.text("The whole return")
        rows = tuple(
            (names.get(str(field), whole), *(str(row[kind]) for kind in found.columns))
            for field, row in zip(found.index, found.to_dict("records"), strict=True)
        )
        table = Table(
            label="findings",
            caption=language.text("Cells of returns with an error, a doubt or a repair"),
            columns=(
                language.text("Figure"),
                language.text("Errors"),
                language.text("Doubts"),
                language.text("Repairs"),
            ),
            rows=rows,
            align="lrrr",
            language=language,
        )
        return document(
            heading,
            Paragraph(
                language.text(
                    "An error blocks the figure. A doubt is for people to look at. A repair is a figure read "
                    "otherwise than written."
                )
            ),
            table,
        )

    def corrections(self) -> Markup:
        """List the corrections in force: the reason, who decided, and until when."""
        language, code = self.context.language, self.context.language.code
        heading = Heading(language.text("Corrections in force"), 2, "corrections")
        table = self.quality.corrections
        if table.empty:
            return document(heading, Paragraph(language.text("There are no corrections.")))
        titles = self.quality.sources[f"title_{code}"]
        rows = tuple(
            (
                str(titles[row["source"]]),
                language.text(DECISIONS[str(row["decision"])]),
                str(row[f"reason_{code}"]),
                _text(row[f"decided_by_{code}"]),
                self._expiry(row),
            )
            for row in table.to_dict("records")
        )
        return document(
            heading,
            Table(
                label="corrections-in-force",
                caption=language.text("Corrections: what was decided, why, by whom, until when"),
                columns=(
                    language.text("Publication"),
                    language.text("Decision"),
                    language.text("Reason"),
                    language.text("Decided by"),
                    language.text("Valid until"),
                ),
                rows=rows,
                align="lllll",
                language=language,
            ),
        )

    def calendar(self) -> Markup:
        """Say what is done every year, and when it comes next."""
        language, table = self.context.language, self.calendar_table()
        absent = language.text("This edition has no calendar yet.")
        return document(
            Heading(language.text("The calendar of the year"), 2, "calendar"),
            absent if table is None else table,
        )

    def calendar_table(self) -> Table | None:
        """List the tasks of the year by the day they come next; None where there are none."""
        language, code = self.context.language, self.context.language.code
        if self.quality.calendar.empty:
            return None
        rows = tuple(
            (
                day(row["next_on"], language),
                str(row[f"what_{code}"]),
                str(row[f"who_{code}"]),
                str(row[f"basis_{code}"]),
            )
            for row in self.quality.calendar.to_dict("records")
        )
        return Table(
            label="calendar",
            caption=language.text("What comes next"),
            columns=(
                language.text("Next on"),
                language.text("What"),
                language.text("Who"),
                language.text("On what ground"),
            ),
            rows=rows,
            align="llll",
            language=language,
        )

    def limits_table(self) -> Table:
        """Set every limit beside what the data reach."""
        language, verdicts = self.context.language, self.quality.verdicts
        words = {True: language.text("▲ reached"), False: language.text("▼ not reached")}
        rows = tuple(
            (
                language.text(MEASURES[row["measure"]]),
                self._measure(row["measure"], row["value"]),
                self._limit(row),
                language.text("nothing to measure") if pd.isna(row["holds"]) else words[bool(row["holds"])],
            )
            for row in verdicts.to_dict("records")
        )
        return Table(
            label="limits",
            caption=language.text("Limits of this edition and whether the data reach them"),
            columns=(
                language.text("What"),
                language.text("Is"),
                language.text("Limit"),
                language.text("Result"),
            ),
            rows=rows,
            align="lrrl",
            language=language,
        )

    def _field_table(self, level: str, caption: str, rows: pd.DataFrame) -> Table:
        language = self.context.language
        names = self.context.edition.catalogue.variable_names(
            language.code, "county" if level == "county" else "organisation"
        )
        ordered = rows.sort_values(["completeness_pct", "last_year", "field"], kind="stable")
        return Table(
            label=f"fields-{level}",
            caption=language.text("{figures}: the least complete first", figures=caption),
            columns=(
                language.text("Figure"),
                language.text("Years"),
                language.text("Known"),
                language.text("Asked"),
                language.text("Known figures"),
                language.text("Breaks"),
            ),
            rows=tuple(
                (
                    names[row["field"]],
                    years(int(row["first_year"]), int(row["last_year"])),
                    str(row["known"]),
                    str(row["asked"]),
                    self._percent(row["completeness_pct"]),
                    str(int(row["breaks"])),
                )
                for row in ordered.to_dict("records")
            ),
            align="llrrrr",
            language=language,
        )

    def _measure(self, measure: str, value: float) -> str:
        if pd.isna(value):
            return "–"
        return self._percent(value) if measure in SHARES else number(value, 0, self.context.language)

    def _limit(self, row: Any) -> str:
        limit, language = self._measure(row["measure"], row["limit"]), self.context.language
        if row["sense"] == "least":
            return language.text("at least {limit}", limit=limit)
        return language.text("at most {limit}", limit=limit)

    def _percent(self, value: Any) -> str:
        return "–" if pd.isna(value) else f"{number(float(value), 0, self.context.language)}%"

    def _due(self, row: Any) -> str:
        language: Language = self.context.language
        if pd.isna(row["next_due"]):
            return language.text("not planned")
        when = day(row["next_due"].date(), language)
        return language.text("▼ overdue since {day}", day=when) if row["overdue"] else when

    def _expiry(self, row: Any) -> str:
        language = self.context.language
        if not row["valid_until"]:
            return language.text("no day set")
        when = day(pd.Timestamp(row["valid_until"]).date(), language)
        return language.text("▼ expired on {day}", day=when) if row["expired"] else when


def _text(cell: Any) -> str:
    return "–" if pd.isna(cell) or not cell else str(cell)
