"""The page of the directory: the search, the whole list without scripts, the map, how entries are kept."""

from dataclasses import dataclass

import pandas as pd

from pes_analysis.present.blocks import (
    Bullets,
    Callout,
    Details,
    Heading,
    Lead,
    Paragraph,
    document,
)
from pes_analysis.present.language import mark
from pes_analysis.present.markup import Inline, Markup, as_markdown, join, link, phone_link
from pes_analysis.present.names import Form
from pes_analysis.present.numbers import number
from pes_analysis.present.pages.county_index import in_order
from pes_analysis.present.pages.directory.details_script import details_script
from pes_analysis.present.pages.directory.directory_map import units_map
from pes_analysis.present.pages.directory.script import directory_script
from pes_analysis.present.pages.directory.view import REFERRAL, DirectoryView, several

LONGEST_LIST = 600
"""A page with more entries would be too heavy; their lists stand on the pages of counties."""
MADE_UP = mark("These units, addresses and numbers were made up. Do not write or call.")
FILES = ("csv", "xlsx", "vcf")
_ACTIVE = "active"


def no_directory_note(view: DirectoryView) -> Markup:
    """Say that the edition has no directory, and how it would get one."""
    language = view.language
    return document(
        Lead(language.text("This edition has no directory of addresses yet.")),
        Paragraph(
            language.text(
                "Here will be organisations and local-government units: contact, services, free places. "
                "Whom to turn to is written on the page of each county."
            )
        ),
        Paragraph(link(language.text("Choose your county"), view.context.page("powiaty/index.ipynb"))),
    )


def made_up_callout(view: DirectoryView) -> Inline:
    """Warn that entries are made up."""
    language = view.language
    return Callout(
        "important",
        language.text("Demonstration data"),
        (language.text(MADE_UP),),
    )


@dataclass(frozen=True)
class DirectoryPage:
    """The directory as a page.

    Attributes
    ----------
    view : DirectoryView
    """

    view: DirectoryView

    @property
    def units(self) -> pd.DataFrame:
        """One row a listed unit."""
        return self.view.table

    def script(self) -> str:
        """Give the data of the search, which stand beside the page."""
        return directory_script(self.view)

    def details(self) -> str:
        """Give the contacts of units without a page, which the search loads when one is opened."""
        return details_script(self.view)

    def about(self) -> Markup:
        """Write what is here, how much of it was checked lately, and the other way in."""
        view, language = self.view, self.view.language
        if view.table.empty:
            return no_directory_note(view)
        freshness = view.listed.freshness
        return document(
            Lead(
                language.text(
                    "Find an organisation or an office: by name, place, service or the people it helps."
                )
            ),
            made_up_callout(view) if view.made_up else "",
            Paragraph(
                join(
                    (
                        language.markdown_plural(
                            "The directory has {n} entry.",
                            "The directory has {n} entries.",
                            freshness.entries,
                        ),
                        language.markdown(
                            "{share}% of them were checked within a year before {day}.",
                            share=number(100 * (freshness.fresh_share or 0), 0, language),
                            day=view.day_of(view.listed.day.isoformat()),
                        ),
                        language.text("Older entries are marked."),
                        *self._without_pages(),
                    )
                )
            ),
            Paragraph(
                link(language.text("Where to send a person, with whom to work"), view.page_of(REFERRAL))
            ),
        )

    def _without_pages(self) -> tuple[str, ...]:
        """Say which entries have no page of their own, where the edition chose so."""
        language = self.view.language
        choice = self.view.context.edition.parameters.directory.unit_pages
        if choice == "all":
            return ()
        if choice == "cards":
            return (
                language.text(
                    "Only units with a public condition card have a page; the search shows the contacts of "
                    "the others in place."
                ),
            )
        return (language.text("Entries have no pages of their own; the search shows contacts in place."),)

    def search(self) -> Markup:
        """Write the place where the script builds the search."""
        view, language = self.view, self.view.language
        if view.table.empty:
            return Markup("")
        waiting = language.text("The search needs JavaScript. Without it, use the list below.")
        return document(
            Heading(language.text("Search"), 2, "search"),
            Markup(f"::: {{.unit-finder}}\n{Paragraph(waiting).markdown()}\n:::"),
        )

    def whole_list(self) -> Markup:
        """List all entries by county; of a large directory only where its lists are."""
        view, language = self.view, self.view.language
        if view.table.empty:
            return Markup("")
        counties = self._counties()
        if len(view.table) > LONGEST_LIST:
            intro = language.text("The list of each county is on its page:")
            names = [view.context.county_link(one, Form.FULL) for one in counties]
            parts: list[Inline] = [Paragraph(intro), Bullets(tuple(names))]
        else:
            parts = [part for teryt in counties for part in self._of_county(teryt)]
        body = document(*parts)
        return document(Markup(f"::: {{.unit-list}}\n{body}\n:::"))

    def map(self) -> Markup:
        """Draw how many active units each county has."""
        view, language = self.view, self.view.language
        if view.table.empty:
            return Markup("")
        figure = units_map(view)
        return document(
            Heading(language.text("Units by county"), 2, "map"),
            Markup(figure.markdown()),
            Details(language.text("The same in a table"), (figure.table,)),
        )

    def how_kept(self) -> Markup:
        """Write how entries get here, who answers for them, and where the files are."""
        view, language = self.view, self.view.language
        if view.table.empty:
            return Markup("")
        steward = view.context.edition.parameters.publisher.data_steward.in_language(language.code)
        return document(
            Heading(language.text("How entries are kept"), 2, "how-kept"),
            Bullets(
                (
                    language.text("Each entry says who answers for it and when it was checked."),
                    language.text("An entry not checked for a year is marked as out of date."),
                    language.text("Names of persons are shown only with their consent."),
                    language.text(
                        "A unit that does not agree to be listed is neither here nor in the files."
                    ),
                    language.markdown("To correct an entry, write to: {steward}.", steward=steward),
                )
            ),
            Paragraph(
                join(
                    (
                        language.markdown("The whole directory in a file:"),
                        join((link(one.upper(), f"index.{one}") for one in FILES), ", "),
                    )
                )
            ),
        )

    def _counties(self) -> list[str]:
        register = self.view.context.edition.snapshot.counties
        return in_order(register.loc[sorted(set(self.view.table["teryt"]))])

    def _of_county(self, teryt: str) -> tuple[Inline, Inline]:
        view = self.view
        name = as_markdown(view.context.county_link(teryt, Form.FULL))
        entries = tuple(unit_line(view, unit) for unit in view.of_county(teryt))
        return Paragraph(Markup(f"**{name}**")), Bullets(entries)


def unit_line(view: DirectoryView, unit_id: str) -> Markup:
    """Write a unit in one line: name, type, commune, phone; what is out of date is said."""
    row = view.row(unit_id)
    parts: list[Inline] = [view.unit_link(unit_id), view.type_name(str(row["type"]))]
    parts += [view.polish(str(row["commune"])), *(phone_link(one) for one in several(row["phone"]))]
    if row["status"] != _ACTIVE:
        parts.append(view.statuses[str(row["status"])].lower())
    if view.is_stale(unit_id):
        parts.append(view.language.text("entry out of date"))
    return join(parts, ", ")
