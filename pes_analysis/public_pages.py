"""What every page of an edition starts from: its language, pages it may link to, and who has a card."""

from pes_analysis.edition import Edition
from pes_analysis.present.language import Language
from pes_analysis.present.pages.page_context import PageContext
from pes_analysis.protect.errors import PesError

PUBLIC = "public"
"""Consent of an organisation to a public card."""


class PagesOfEdition:
    """An edition whose pages are made."""

    data: Edition

    def _carded(self, cards: str) -> frozenset[str]:
        """Give the organisations that have a public card: with consent, and among those asked for."""
        entities = self.data.organisations.entities
        public = [str(one) for one in entities.index[entities["consent"] == PUBLIC]]
        return frozenset(one for one in public if cards == "all" or one in cards.split(","))

    def _context(self, language: str, folder: str = "", scope: str = "region") -> PageContext:
        if scope == "region":
            codes = list(self.data.region_counties)
        elif scope == "all":
            codes = [str(code) for code in self.data.snapshot.counties.index]
        else:
            codes = [self.data.check_teryt(code.strip()) for code in scope.split(",")]
        if language not in list(Language):
            raise PesError(
                f"Nie ma języka „{language}”. Podaj „pl” albo „en”.",
                f"There is no language '{language}'. Give 'pl' or 'en'.",
            )
        return PageContext(self.data, Language(language), folder, frozenset(codes))
