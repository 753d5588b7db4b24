"""The list of all counties that have a page, by voivodeship."""

from dataclasses import dataclass

import pandas as pd

from pes_analysis.present.alphabet import alphabetical
from pes_analysis.present.blocks import Heading, Paragraph, document
from pes_analysis.present.markup import Inline, Markup, join
from pes_analysis.present.names import Form, voivodeship_name
from pes_analysis.present.pages.page_context import PageContext


@dataclass(frozen=True)
class CountyIndex:
    """The list of counties.

    Attributes
    ----------
    listed_counties : DataFrame
        Index teryt, columns ``name, kind, voivodeship, voivodeship_name``.
    context : PageContext
    """

    listed_counties: pd.DataFrame
    context: PageContext

    def by_voivodeship(self) -> Markup:
        """List the counties of each voivodeship, land counties before cities."""
        language = self.context.language
        parts: list[Inline] = [
            Paragraph(language.text("Choose a county. Cities with county rights come last."))
        ]
        for code, inside in self.listed_counties.groupby("voivodeship", sort=True):
            name = voivodeship_name(
                str(inside["voivodeship_name"].iloc[0]), language=language, form=Form.FULL
            )
            ordered = in_order(inside)
            parts.append(Heading(_capital(name.markdown()), 2, f"voivodeship-{code}"))
            parts.append(Paragraph(join((self.context.county_link(str(one)) for one in ordered), " · ")))
        return document(*parts)


def in_order(counties: pd.DataFrame) -> list[str]:
    """Codes of counties: land counties first, then cities, each in alphabetical order.

    Examples
    --------
    >>> table = pd.DataFrame({"name": ["Łódź", "łowicki", "brzeziński"], "kind": ["city", "land", "land"]},
    ...                      index=["1061", "1005", "1021"])
    >>> in_order(table)
    ['1021', '1005', '1061']
    """
    keys = {
        str(code): (kind == "city", alphabetical(str(name)))
        for code, kind, name in zip(counties.index, counties["kind"], counties["name"], strict=True)
    }
    return sorted(keys, key=keys.__getitem__)


def _capital(text: Markup) -> Markup:
    return Markup(text[:1].upper() + text[1:])
