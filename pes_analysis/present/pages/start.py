"""The first page of a site: what it is, three ways in, and every county one click away."""

from dataclasses import dataclass

from pes_analysis.present.blocks import Bullets, Heading, Lead, Paragraph, document
from pes_analysis.present.markup import Inline, Markup, join, link
from pes_analysis.present.names import Form, voivodeship_name
from pes_analysis.present.pages.county_index import in_order
from pes_analysis.present.pages.page_context import PageContext
from pes_analysis.present.pages.region import RegionPage

COMPARISONS = "porownania/index.ipynb"


@dataclass(frozen=True)
class StartPage:
    """The first page.

    Attributes
    ----------
    region : RegionPage
        The region's page, whose first map is shown here too.
    context : PageContext
    """

    region: RegionPage
    context: PageContext

    def welcome(self) -> Markup:
        """Write what the site is and whether it is official."""
        language = self.context.language
        region = voivodeship_name(self.region.diagnosis.name, language=language, form=Form.IN)
        parameters = self.context.edition.parameters
        demonstration = language.text(
            "This is a demonstration edition: the figures are real, but it is no official publication."
        )
        if parameters.organisations.beside_demonstration:
            demonstration = language.text(
                "This is a demonstration edition, no official publication. "
                "Figures of counties are real; organisations and their figures are made up."
            )
        return document(
            Lead(
                language.markdown(
                    "What problems do counties {region} have? What support is there already? "
                    "What do we not know? Each county has one page, with figures, years and sources.",
                    region=region,
                )
            ),
            Paragraph(demonstration) if parameters.snapshot == "demonstration" else "",
        )

    def ways_in(self) -> Markup:
        """Write the three ways in: for local government, for entities, for researchers."""
        language, page = self.context.language, self.context.page
        return document(
            *self._directory(),
            Heading(language.text("I work in local government"), 2, "local-government"),
            Paragraph(
                language.text("See which problems stand out in your county and what support is there.")
            ),
            Bullets(
                (
                    link(language.text("Choose your county"), "#counties"),
                    link(language.text("Compare the counties of the region"), page("region.ipynb")),
                    link(language.text("Organisations and counties side by side"), page(COMPARISONS)),
                )
            ),
            Heading(language.text("I run a social-economy entity"), 2, "social-economy"),
            Paragraph(
                language.text(
                    "See how an organisation stands beside similar ones and what to do first. "
                    "Find figures for a grant application."
                )
            ),
            Bullets(
                (
                    link(language.text("Condition cards of organisations"), page("organizacje/index.ipynb")),
                    link(language.text("Needs in my county"), "#counties"),
                    link(language.text("What the words mean"), page("slownik.ipynb")),
                )
            ),
            Heading(language.text("I do research or prepare a diagnosis"), 2, "research"),
            Paragraph(language.text("Check definitions, formulas, sources and traps of the data.")),
            Bullets(
                (
                    link(language.text("How diagnoses are made"), page("metoda.qmd")),
                    link(language.text("How condition cards are made"), page("metoda-karty.qmd")),
                    link(language.text("All indicators with formulas"), page("wskazniki.ipynb")),
                    link(language.text("Sources and completeness of the data"), page("zrodla.ipynb")),
                )
            ),
        )

    def _directory(self) -> tuple[Inline, ...]:
        """Write the way into the directory, where the edition has one."""
        language, page = self.context.language, self.context.page
        if not len(self.context.edition.directory.public):
            return ()
        return (
            Heading(language.text("I look for help or for a partner"), 2, "directory"),
            Paragraph(language.text("Find an organisation or an office that helps, and see why it suits.")),
            Bullets(
                (
                    link(language.text("Search the directory of addresses"), page("baza/index.ipynb")),
                    link(
                        language.text("Where to send a person, with whom to work"),
                        page("baza/dokad-skierowac.ipynb"),
                    ),
                )
            ),
        )

    def counties(self) -> Markup:
        """Show the counties of the region on a map and in a list, cities apart."""
        language = self.context.language
        listed = self.region.diagnosis.counties
        kinds = listed["kind"]
        parts: list[Inline] = [Heading(language.text("Choose your county"), 2, "counties")]
        for kind, title in (
            ("land", language.text("Counties")),
            ("city", language.text("Cities with county rights")),
        ):
            codes = in_order(listed[kinds == kind])
            if codes:
                names = join((self.context.county_link(code) for code in codes), " · ")
                parts.append(Paragraph(language.markdown("**{title}**: {names}", title=title, names=names)))
        matrix = self.region.matrix
        fresh = set(matrix.loc[matrix["reliability"] == "current", "indicator"])
        shown = [one for one in self.region.telling() if one in fresh][:1]
        maps = (Markup(self.region.map_of(one).markdown()) for one in shown)
        return document(*parts, *maps)

    def about(self) -> Markup:
        """Say where the idea and the figures come from, and who answers for them."""
        language, code = self.context.language, self.context.language.code
        publisher = self.context.edition.parameters.publisher
        return document(
            Heading(language.text("About this site"), 2, "about"),
            Paragraph(
                language.text(
                    "The idea comes from a calculator of the condition of social-economy entities. "
                    "One of the regional social policy centres made it "
                    "with the Institute of Labour and Social Studies. "
                    "Its list of indicators is not public, so ours is our own."
                )
            ),
            Paragraph(
                language.text(
                    "The figures come from public statistics. "
                    "Most were read from copies in public collections, each named under Sources."
                )
            ),
            Paragraph(
                language.markdown(
                    "Publisher: {publisher}. Answerable for the data: {steward}.",
                    publisher=publisher.name.in_language(code),
                    steward=publisher.data_steward.in_language(code),
                )
            ),
            Paragraph(
                join(
                    (
                        link(language.text("About the data"), self.context.page("o-danych.qmd")),
                        link(
                            language.text("All sources, with their traps"), self.context.page("zrodla.ipynb")
                        ),
                    ),
                    " · ",
                )
            ),
        )
