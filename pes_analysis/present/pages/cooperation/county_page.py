"""The page of cooperation in one county: the picture, what kind it is, how it is rated, numbers, method."""

from dataclasses import dataclass

from pes_analysis.diagnose.cooperation import CountyCooperation
from pes_analysis.present.blocks import Callout, Details, Findings, Heading, Lead, Paragraph, document
from pes_analysis.present.markup import Inline, Markup, join, link
from pes_analysis.present.pages.cooperation.charts import areas_chart, county_network
from pes_analysis.present.pages.cooperation.sentences import (
    METHOD,
    claim_sentences,
    printed_claims,
    response_sentence,
)
from pes_analysis.present.pages.cooperation.tables import (
    areas_table,
    forms_table,
    intensity_table,
    measures_table,
    outside_table,
    planes_table,
    ties_table,
    trust_table,
    units_table,
)
from pes_analysis.present.pages.cooperation.words import made_up, points_text, share_text
from pes_analysis.present.pages.page_context import PageContext


@dataclass(frozen=True)
class CooperationPage:
    """Cooperation in one county as a page; every section is Markdown.

    Attributes
    ----------
    cooperation : CountyCooperation
        All that was computed.
    context : PageContext
    """

    cooperation: CountyCooperation
    context: PageContext

    def summary(self) -> Markup:
        """Write the first screen: who answered and what holds."""
        found, language = self.cooperation, self.context.language
        said, notes = claim_sentences(printed_claims(found), found, self.context)
        findings: tuple[Inline, ...] = ()
        if said:
            findings = (Heading(language.text("What is worth knowing"), 2, "summary"), Findings(tuple(said)))
        return document(
            made_up(self.context) if found.generated else "",
            Lead(response_sentence(found, self.context)),
            self._too_few(),
            *findings,
            *notes,
            Paragraph(
                link(
                    language.text("The diagnosis of this county"),
                    self.context.page(f"powiaty/{found.teryt}.ipynb"),
                )
            )
            if found.teryt in self.context.linked
            else "",
        )

    def picture(self) -> Markup:
        """Draw the network, with its tables one click away."""
        found, language = self.cooperation, self.context.language
        parts: list[Inline] = [Heading(language.text("Who works with whom"), 2, "network")]
        if not len(found.kinds.ties):
            parts.append(Paragraph(language.text("No tie between these units is known.")))
            parts.append(Details(language.text("Who was asked"), (units_table(found, self.context),)))
            return document(*parts)
        if not found.enough:
            parts.append(
                Paragraph(
                    language.text(
                        "The picture shows only what those who answered said. Ties of the others are missing."
                    )
                )
            )
        parts += [
            Markup(county_network(found, self.context).markdown()),
            Details(language.text("All ties in a table"), (ties_table(found, self.context),)),
            Details(language.text("Who was asked"), (units_table(found, self.context),)),
        ]
        if len(found.outside):
            parts.append(
                Details(
                    language.text("Ties with other counties"),
                    (outside_table(found, self.context.edition.ties.units, self.context),),
                )
            )
        return document(*parts)

    def kinds(self) -> Markup:
        """Write what kind of cooperation it is."""
        found, language = self.cooperation, self.context.language
        heading = Heading(language.text("What kind of cooperation"), 2, "kinds")
        if not found.enough or not len(found.kinds.ties):
            return document(heading, Paragraph(language.text("Too few answers to tell.")))
        solving = found.kinds.solving
        return document(
            heading,
            Paragraph(
                language.markdown(
                    "Of {of} ties of known kind, {n} solve problems and do not only follow routine: {share}.",
                    of=str(int(solving["of"])),
                    n=str(int(solving["ties"])),
                    share=share_text(self.context, solving),
                )
            )
            if solving["of"]
            else "",
            Paragraph(
                language.text(
                    "The interval in brackets tells what chance could do in so few ties. "
                    "Those who are silent may change it further."
                )
            ),
            planes_table(found.kinds, found.year, self.context),
            intensity_table(found.kinds, found.year, self.context),
            Details(
                language.text("All forms of cooperation"),
                (forms_table(found.kinds, found.year, self.context),),
            ),
        )

    def quality(self) -> Markup:
        """Write how cooperation is rated, and how much partners are trusted."""
        found, language = self.cooperation, self.context.language
        heading = Heading(language.text("How cooperation is rated"), 2, "quality")
        if found.areas["withheld"].all():
            return document(
                heading,
                Paragraph(language.text("Fewer than three units rated it, so their ratings are not shown.")),
            )
        parts: list[Inline] = [heading]
        if not found.index["withheld"]:
            parts.append(
                Paragraph(
                    language.markdown(
                        "The cooperation quality index: {points} of 100 points, {n} raters. "
                        "In brackets: the 95% interval.",
                        points=points_text(self.context, found.index),
                        n=str(int(found.index["n"])),
                    )
                )
            )
        chart = areas_chart(found.areas, found.region_areas, found.year, found.generated, self.context)
        parts += [
            Markup(chart.markdown()),
            Details(
                language.text("The ratings in a table"), (areas_table(found.areas, found.year, self.context),)
            ),
        ]
        if not found.trust["withheld"].all():
            parts.append(
                Details(
                    language.text("How much partners are trusted"),
                    (
                        Paragraph(
                            language.text(
                                "Trust is shown for a sector as a whole, never for one unit, "
                                "and only from at least three raters."
                            )
                        ),
                        trust_table(found, self.context),
                    ),
                )
            )
        return document(*parts)

    def measures(self) -> Markup:
        """Write the measures of the network."""
        found, language = self.cooperation, self.context.language
        heading = Heading(language.text("The network in numbers"), 2, "measures")
        if not found.enough:
            return document(heading, self._too_few())
        silent = int((~found.network.answered).sum())
        note: Inline = ""
        if silent:
            note = Paragraph(
                language.markdown_plural(
                    "{n} unit did not answer. Where it could change a measure, both ends are given.",
                    "{n} units did not answer. Where they could change a measure, both ends are given.",
                    silent,
                )
            )
        return document(heading, note, measures_table(found, self.context))

    def method(self) -> Markup:
        """Say in short how it was made, and where the rest stands."""
        language = self.context.language
        return document(
            Heading(language.text("How this was made"), 2, "how"),
            Paragraph(
                join(
                    (
                        language.text("There is a tie when at least one of the two names it."),
                        language.text("Units that gave no consent to their name stand under a code."),
                        link(language.text("The whole method"), self.context.page(METHOD, "method")),
                    )
                )
            ),
        )

    def _too_few(self) -> Inline:
        found, language = self.cooperation, self.context.language
        if found.enough:
            return ""
        return Callout(
            "warning",
            language.text("Too few answers"),
            (
                language.text(
                    "Too few of those asked answered, so measures of the network are not shown. "
                    "They would tell more about who answered than about cooperation."
                ),
            ),
        )
