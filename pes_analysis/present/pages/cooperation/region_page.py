"""The page of cooperation in a region: counties side by side, types of units, kinds, ratings, the method."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import Any

from pes_analysis.catalogue.states import State
from pes_analysis.diagnose.cooperation import RegionCooperation
from pes_analysis.present.blocks import Bullets, Details, Heading, Lead, Paragraph, document
from pes_analysis.present.markup import Inline, Markup, link
from pes_analysis.present.numbers import number
from pes_analysis.present.pages.cooperation.charts import (
    areas_chart,
    counties_chart,
    types_network,
    types_table,
)
from pes_analysis.present.pages.cooperation.tables import areas_table, forms_table, planes_table
from pes_analysis.present.pages.cooperation.words import (
    SECTORS,
    made_up,
    points_text,
    range_text,
    share_text,
)
from pes_analysis.present.pages.page_context import PageContext
from pes_analysis.present.table import Table

SHOWN = ("network_density", "network_centralisation", "cross_sector_tie_share", "isolated_pes_share")


@dataclass(frozen=True)
class RegionCooperationPage:
    """Cooperation in a region as a page; every section is Markdown.

    Attributes
    ----------
    cooperation : RegionCooperation or None
        None when the edition has no survey; the page then says so.
    context : PageContext
    """

    cooperation: RegionCooperation | None
    context: PageContext

    def summary(self) -> Markup:
        """Write what was asked, how many answered and where too few did."""
        found, language = self.cooperation, self.context.language
        if found is None:
            return document(
                Lead(language.text("This edition has no survey of who works with whom.")),
                Paragraph(
                    language.text(
                        "A survey tells which social-economy entities and offices work together, "
                        "how closely, and how they rate it. The publisher of these pages can ask for it."
                    )
                ),
            )
        answered, asked = int(found.network.answered.sum()), len(found.network)
        weak = int((~found.table["enough"]).sum())
        return document(
            made_up(self.context) if found.network.units["generated"].any() else "",
            Lead(
                language.markdown_plural(
                    "In {year} we asked {n} unit with whom it works (counties: {counties}). "
                    "{answered} answered ({share}).",
                    "In {year} we asked {n} units with whom they work (counties: {counties}). "
                    "{answered} answered ({share}).",
                    asked,
                    year=str(found.year),
                    counties=str(len(found.table)),
                    answered=str(answered),
                    share=f"{number(100 * answered / asked, 0, language)}%",
                )
            ),
            Paragraph(
                language.markdown_plural(
                    "They named {n} tie; {across} of them lead to another county.",
                    "They named {n} ties; {across} of them lead to another county.",
                    len(found.kinds.ties),
                    across=str(found.across),
                )
            ),
            Paragraph(
                language.markdown_plural(
                    "In {n} county too few answered to measure its network.",
                    "In {n} counties too few answered to measure their networks.",
                    weak,
                )
            )
            if weak
            else "",
        )

    def counties(self) -> Markup:
        """Put the counties side by side."""
        found, language = self.cooperation, self.context.language
        if found is None:
            return Markup("")
        table = self._counties_table(found)
        parts: list[Inline] = [Heading(language.text("The counties"), 2, "counties")]
        if found.table["index"].notna().any():
            parts.append(Markup(counties_chart(found, table, self.context).markdown()))
        parts += [
            Paragraph(
                language.text(
                    "Two numbers in a cell are what those who did not answer leave open. "
                    "Networks of different size should not be compared by density."
                )
            ),
            table,
        ]
        return document(*parts)

    def by_type(self) -> Markup:
        """Draw who works with whom by type of unit."""
        found, language = self.cooperation, self.context.language
        if found is None or not len(found.kinds.ties):
            return Markup("")
        return document(
            Heading(language.text("Who works with whom"), 2, "types"),
            Markup(types_network(found, self.context).markdown()),
            Details(language.text("The same in a table"), (types_table(found, self.context),)),
        )

    def kinds(self) -> Markup:
        """Write what kind of cooperation it is."""
        found, language = self.cooperation, self.context.language
        if found is None or not len(found.kinds.ties):
            return Markup("")
        solving = found.kinds.solving
        return document(
            Heading(language.text("What kind of cooperation"), 2, "kinds"),
            Paragraph(
                language.markdown(
                    "Of {of} ties of known kind, {n} solve problems and do not only follow routine: {share}.",
                    of=str(int(solving["of"])),
                    n=str(int(solving["ties"])),
                    share=share_text(self.context, solving),
                )
            ),
            planes_table(found.kinds, found.year, self.context),
            forms_table(found.kinds, found.year, self.context),
        )

    def quality(self) -> Markup:
        """Write how cooperation is rated in the region, by either side too."""
        found, language = self.cooperation, self.context.language
        if found is None or found.areas["withheld"].all():
            return Markup("")
        generated = bool(found.network.units["generated"].any())
        chart = areas_chart(found.areas, None, found.year, generated, self.context)
        sides = tuple(
            language.markdown(
                "{sector}: {points} points, {n} raters",
                sector=language.text(SECTORS[str(sector)]),
                points=points_text(self.context, row),
                n=str(int(row["n"])),
            )
            for sector, row in found.by_sector.to_dict("index").items()
        )
        return document(
            Heading(language.text("How cooperation is rated"), 2, "quality"),
            Markup(chart.markdown()),
            Details(
                language.text("The ratings in a table"), (areas_table(found.areas, found.year, self.context),)
            ),
            Paragraph(language.text("The index by who rates it, with its 95% interval:")),
            Bullets(sides),
        )

    def method(self) -> Markup:
        """Say how the pages of cooperation are made."""
        found, language = self.cooperation, self.context.language
        if found is None:
            return Markup("")
        limit = number(100 * found.response_limit, 0, language)
        variants = self.context.edition.catalogue.signed_list.of("cooperation")
        own = [one for one in variants if one.level == "cooperation"]
        choices = tuple(
            language.markdown(
                "{standard}; also: {others}",
                standard=one.standard.in_language(language.code),
                others="; ".join(other.text.in_language(language.code) for other in one.alternatives),
            )
            for one in own
        )
        return document(
            Heading(language.text("How this was made"), 2, "method"),
            Bullets(
                (
                    language.text("Each unit names its partners, how close they are, and in what forms."),
                    language.text(
                        "There is a tie when at least one of the two names it; "
                        "it is as close as the higher of the two says."
                    ),
                    language.text(
                        "A unit that did not answer may have ties nobody told us. "
                        "Each measure is therefore reckoned twice: as if it had none of them, "
                        "and as if it had all."
                    ),
                    language.markdown(
                        "Where fewer than {limit} of those asked answered, "
                        "measures of the network are not shown.",
                        limit=f"{limit}%",
                    ),
                    language.text("Whether both sides name a tie is told only where both answered."),
                    language.text(
                        "Ratings are means of six areas, two questions each, "
                        "turned into points from 0 to 100. "
                        "Fewer than three ratings are never shown."
                    ),
                    language.text(
                        "Units that gave no consent to their name stand under a code. "
                        "Trust is shown for sectors only."
                    ),
                )
            ),
            Paragraph(
                language.text(
                    "A judging sentence is tried many times: the silent answer as others did, "
                    "ties are drawn anew, and each of these choices is made the other way:"
                )
            ),
            Bullets(choices),
            Paragraph(
                Markup(
                    f"{link(language.text('How sure a sentence must be'), self.context.page('metoda.qmd'))}."
                )
            ),
        )

    def _counties_table(self, found: RegionCooperation) -> Table:
        language = self.context.language
        heads = [self.context.plain_name(indicator) for indicator in SHOWN]
        return Table(
            label="counties",
            caption=language.text("Cooperation by county, {year}.", year=str(found.year)),
            columns=(
                language.text("County"),
                language.text("Answered"),
                *heads,
                language.text("Quality index (95% interval)"),
            ),
            rows=tuple(self._row(row) for row in found.table.to_dict("records")),
            align="lr" + "r" * len(SHOWN) + "r",
            language=language,
        )

    def _row(self, row: Mapping[Hashable, Any]) -> tuple[Inline, ...]:
        teryt, language = str(row["teryt"]), self.context.language
        name: Inline = self.context.county_name(teryt)
        if teryt in self.context.linked:
            name = link(name, f"{teryt}.ipynb")
        measures = tuple(
            range_text(self.context, one, row[f"{one}_low"], row[f"{one}_high"])
            if row["enough"]
            else State.SUPPRESSED.symbol
            for one in SHOWN
        )
        rated = {**row, "value": row["index"], "withheld": row["index"] != row["index"]}
        return (
            name,
            language.text("{n} of {of}", n=row["answered"], of=row["asked"]),
            *measures,
            points_text(self.context, rated),
        )
