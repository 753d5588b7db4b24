"""The first page of a site: what it is, three ways in, and every county one click away."""

from dataclasses import dataclass

from pes_analysis.present.blocks import Bullets, Heading, Lead, Paragraph, document
from pes_analysis.present.markup import Inline, Markup, join, link
from pes_analysis.present.names import Form, voivodeship_name
from pes_analysis.present.pages.county_index import in_order
from pes_analysis.present.pages.page_context import PageContext
from pes_analysis.present.pages.region import RegionPage


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

    def ways_in(self) -> Markup:
        """Write what the site is and the three ways into it."""
        language, page = self.context.language, self.context.page
        region = voivodeship_name(self.region.diagnosis.name, language=language, form=Form.IN)
        return document(
            Lead(
                language.markdown(
                    "What problems do counties {region} have? What support is there already? "
                    "What do we not know? Each county has one page, with figures, years and sources.",
                    region=region,
                )
            ),
            Heading(language.text("I work in local government"), 2, "local-government"),
            Paragraph(
                language.text("See which problems stand out in your county and what support is missing.")
            ),
            Bullets(
                (
                    link(language.text("Choose your county"), "#counties"),
                    link(language.text("Compare the counties of the region"), page("region.ipynb")),
                )
            ),
            Heading(language.text("I run a social-economy entity"), 2, "social-economy"),
            Paragraph(
                language.text("Find figures for a grant application and see where your services are needed.")
            ),
            Bullets(
                (
                    link(language.text("Needs in my county"), "#counties"),
                    link(language.text("What the words mean"), page("slownik.ipynb")),
                )
            ),
            Heading(language.text("I do research or prepare a diagnosis"), 2, "research"),
            Paragraph(language.text("Check definitions, formulas, sources and traps of the data.")),
            Bullets(
                (
                    link(language.text("How diagnoses are made"), page("metoda.qmd")),
                    link(language.text("All indicators with formulas"), page("wskazniki.ipynb")),
                    link(language.text("Sources and completeness of the data"), page("zrodla.ipynb")),
                )
            ),
        )

    def counties(self) -> Markup:
        """Show the counties of the region on a map and in a list, cities apart."""
        language = self.context.language
        listed = self.region.diagnosis.counties
        kinds = listed["kind"]
        parts: list[Inline] = [Heading(language.text("Choose your county"), 2, "counties")]
        for kind, title in (("land", language.text("Land counties")), ("city", language.text("Cities"))):
            codes = in_order(listed[kinds == kind])
            if codes:
                names = join((self.context.county_link(code) for code in codes), " · ")
                parts.append(Paragraph(language.markdown("**{title}**: {names}", title=title, names=names)))
        maps = (Markup(self.region.map_of(one).markdown()) for one in self.region.telling()[:1])
        return document(*parts, *maps)

    def about(self) -> Markup:
        """Say what the site is not, and where the idea comes from."""
        language = self.context.language
        return document(
            Heading(language.text("About this site"), 2, "about"),
            Paragraph(
                language.text(
                    "The idea comes from a calculator of the condition of social-economy entities. "
                    "A regional social policy centre made it "
                    "with the Institute of Labour and Social Studies. "
                    "Its list of indicators is not public, so ours is our own. "
                    "The figures are real and come from public statistics."
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
