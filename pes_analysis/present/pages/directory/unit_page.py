"""The page of one unit: contact first, then what it does, for whom, where, and who is like it near by."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from pes_analysis.diagnose.directory_ranking import Question, rank_for_referral
from pes_analysis.present.blocks import (
    Bullets,
    Callout,
    DefinitionList,
    Facts,
    Heading,
    Paragraph,
    document,
)
from pes_analysis.present.markup import (
    Inline,
    Markup,
    as_markdown,
    in_sentence,
    join,
    link,
    mail_link,
    phone_link,
)
from pes_analysis.present.names import Form
from pes_analysis.present.numbers import number
from pes_analysis.present.pages.directory.directory_page import made_up_callout
from pes_analysis.present.pages.directory.reasons import why
from pes_analysis.present.pages.directory.view import REFERRAL, DirectoryView, several

NEAR = 5
"""So many similar units are named."""


@dataclass(frozen=True)
class UnitPage:
    """One unit of the directory as a page.

    Attributes
    ----------
    unit_id : str
        A unit that may be listed.
    view : DirectoryView
    """

    unit_id: str
    view: DirectoryView

    @property
    def row(self) -> Mapping[Hashable, Any]:
        """The unit's row of the table of units."""
        return self.view.row(self.unit_id)

    @property
    def similar(self) -> pd.DataFrame:
        """Other units with its services and groups, the best first: the columns of `rank_for_referral`."""
        ranked = rank_for_referral(self.view.listed, self._question, self.view.rules, self.view.distances)
        near = (ranked["service"] > 0) & (ranked["distance"] > 0)
        return ranked[near & (ranked.index != self.unit_id)].head(NEAR)

    def contact(self) -> Markup:
        """Write the contact, and how far it can be trusted."""
        view, row, language = self.view, self.row, self.view.language
        return document(
            made_up_callout(view) if row["generated"] else "",
            Facts(
                (
                    view.type_name(str(row["type"])),
                    view.context.county_link(str(row["teryt"]), Form.FULL),
                    language.markdown(
                        "status: **{status}**", status=view.statuses[str(row["status"])].lower()
                    ),
                )
            ),
            self._warning(),
            Heading(language.text("Contact"), 2, "contact"),
            DefinitionList(tuple(self._contacts())),
            Paragraph(
                language.markdown(
                    "Take it along: {files}.",
                    files=join(
                        (
                            link(language.text("contact card (vCard)"), f"{self.unit_id}.vcf"),
                            link("CSV", f"{self.unit_id}.csv"),
                        ),
                        ", ",
                    ),
                )
            ),
        )

    def offer(self) -> Markup:
        """Write what the unit does, for whom, in which counties, and how many places are free."""
        view, row, language = self.view, self.row, self.view.language
        served = tuple(view.context.county_link(str(one), Form.FULL) for one in row["served"])
        return document(
            Heading(language.text("What it does and for whom"), 2, "offer"),
            DefinitionList(
                (
                    (language.text("Services"), self._services()),
                    (
                        language.text("For whom"),
                        view.offered(row["groups"], view.groups) or language.text("not given"),
                    ),
                    (language.text("Counties served"), join(served, ", ")),
                    (language.text("Free places"), self._places()),
                )
            ),
        )

    def surroundings(self) -> Markup:
        """Lead on: the condition card, the county, partners, similar units near by."""
        view, row, language = self.view, self.row, self.view.language
        links: list[Inline] = []
        if self.unit_id in view.carded:
            card = view.context.page_link(
                language.text("Condition card of this organisation"), f"organizacje/{self.unit_id}.ipynb"
            )
            links.append(card)
        county = str(row["teryt"])
        if county in view.context.linked:
            links.append(
                view.context.page_link(
                    language.text("Needs and support in its county"), f"powiaty/{county}.ipynb"
                )
            )
        links.append(link(language.text("Where to send a person, with whom to work"), view.page_of(REFERRAL)))
        similar = self.similar
        near: Inline = Paragraph(language.text("No other unit of the directory offers the same."))
        if len(similar):
            near = Bullets(
                tuple(self._near(str(unit), parts) for unit, parts in similar.to_dict("index").items())
            )
        return document(
            Heading(language.text("Similar units near by"), 2, "similar"),
            near,
            Heading(language.text("See also"), 2, "see-also"),
            Bullets(tuple(links)),
        )

    @property
    def _question(self) -> Question:
        row = self.row
        return Question(str(row["teryt"]), tuple(row["services"]), tuple(row["groups"]))

    def _warning(self) -> Inline:
        view, row, language = self.view, self.row, self.view.language
        checked = str(row["checked_on"])
        if not view.is_stale(self.unit_id):
            return ""
        said = (
            language.text(
                "This entry was last checked on {when}. Ask by phone before you rely on it.",
                when=view.day_of(checked),
            )
            if checked
            else language.text("This entry was never checked. Ask by phone before you rely on it.")
        )
        return Callout("warning", language.text("Entry out of date"), (said,))

    def _contacts(self) -> list[tuple[Inline, Inline]]:
        view, row, language = self.view, self.row, self.view.language
        place = " ".join(text for text in (str(row["postcode"]), str(row["town"] or row["commune"])) if text)
        address = ", ".join(text for text in (str(row["address"]), place) if text)
        phones = join((phone_link(one) for one in several(row["phone"])), ", ")
        mails = join((mail_link(one) for one in several(row["email"])), ", ")
        site = str(row["site"])
        checked = str(row["checked_on"])
        entries: list[tuple[Inline, Inline]] = [
            (language.text("Phone"), phones),
            (language.text("E-mail"), mails),
            (language.text("Website"), link(site.split("//", 1)[-1].rstrip("/"), site) if site else ""),
            (language.text("Address"), view.polish(address)),
            (language.text("Contact person"), view.polish(str(row["contact_person"]))),
            (language.text("Answers for the entry"), view.polish(str(row["answers"]))),
            (language.text("Entry checked"), view.day_of(checked) if checked else language.text("never")),
            (language.text("Status checked"), self._status_checked()),
        ]
        return [(term, meaning) for term, meaning in entries if as_markdown(meaning)]

    def _status_checked(self) -> str:
        when, how = str(self.row["status_checked_on"]), str(self.row["status_method"])
        if not when:
            return self.view.language.text("never")
        return f"{self.view.day_of(when)}, {in_sentence(self.view.methods[how])}"

    def _services(self) -> Inline:
        view, language = self.view, self.view.language
        said = []
        for service in self.row["services"]:
            name = in_sentence(view.services[service])
            written = str(view.listed.words[self.unit_id, service][f"service_{language.code}"])
            said.append(as_markdown(f"{name} ({written})" if written else name))
        return join(said, ", ") or language.text("not given")

    def _places(self) -> str:
        row, language = self.row, self.view.language
        if pd.isna(row["free_places"]):
            return language.text("not known")
        when = self.view.day_of(str(row["free_places_on"]))
        free = number(int(row["free_places"]), 0, language)
        if self.view.knows_places(self.unit_id):
            return language.text("{n} (as of {when})", n=free, when=when)
        return language.text("{n} (as of {when}, out of date)", n=free, when=when)

    def _near(self, unit: str, parts: dict[Any, Any]) -> Markup:
        reasons = why(self.view, unit, parts, self._question)
        return self.view.language.markdown(
            "{name}: {reasons}", name=self.view.unit_link(unit), reasons=reasons
        )
