"""The directory as a notebook asks for it: the search, one unit, where to send a person, files."""

from difflib import get_close_matches
from functools import cached_property, lru_cache

from pes_analysis.catalogue.directory_ranking import load_directory_ranking
from pes_analysis.compare.distances import county_distances
from pes_analysis.diagnose.cooperation.shared import shared_cooperation
from pes_analysis.diagnose.directory import ListedUnits, list_units
from pes_analysis.diagnose.partner_ties import PartnerTies, partner_ties
from pes_analysis.edition.directory import DirectoryError
from pes_analysis.present.alphabet import alphabetical
from pes_analysis.present.directory_downloads import DirectoryFiles
from pes_analysis.present.names import Form
from pes_analysis.present.pages.directory import DirectoryPage, DirectoryView, ReferralPage, UnitPage
from pes_analysis.public_pages import PagesOfEdition


class DirectoryPages(PagesOfEdition):
    """The part of an opened edition that makes pages of its directory."""

    def directory(self, language: str = "pl", scope: str = "region") -> DirectoryPage:
        """Make the page of the directory.

        Parameters
        ----------
        language : {"pl", "en"}
        scope : str
            Which counties, and the units in them, have a page to link to, as in `county`.

        Returns
        -------
        DirectoryPage
            Sections for ``show``; ``units`` is a DataFrame of the listed units.

        Examples
        --------
        >>> import pes_analysis as pes
        >>> pes.open_edition("malopolskie-2024").directory().units.loc["demo-cis-01", "name"]
        'CIS Liczboskała'
        """
        return DirectoryPage(self._directory_view(language, scope))

    def directory_unit(
        self, unit_id: str, language: str = "pl", scope: str = "region", cards: str = "all"
    ) -> UnitPage:
        """Make the page of one unit of the directory; parameters as in `directory` and `comparison`.

        Raises
        ------
        DirectoryError
            There is no such unit, or it did not agree to be listed.
        """
        view = self._directory_view(language, scope, cards)
        if unit_id not in view.table.index:
            near = get_close_matches(unit_id, [str(one) for one in view.table.index]) or ["–"]
            raise DirectoryError(
                f"W bazie nie ma jednostki „{unit_id}” albo nie zgodziła się na publikację. "
                f"Są na przykład: {', '.join(near)}.",
                f"There is no unit '{unit_id}' in the directory, or it did not agree to be published. "
                f"There are for example: {', '.join(near)}.",
            )
        return UnitPage(unit_id, view)

    def referral(self, language: str = "pl", scope: str = "region") -> ReferralPage:
        """Make the page that says where to send a person, and with whom to work."""
        return ReferralPage(self._directory_view(language, scope))

    def directory_files(self, language: str = "pl") -> DirectoryFiles:
        """Make the files of the directory: a table of all entries, and contacts."""
        context = self._context(language)
        if language not in self._directory_files:
            names = {
                str(code): str(context.county_name(str(code), Form.FULL))
                for code in self.data.snapshot.counties.index
            }
            self._directory_files[language] = DirectoryFiles(
                self.data.directory, self.data.catalogue, names, self.data.title, context.language
            )
        return self._directory_files[language]

    @cached_property
    def _directory_files(self) -> dict[str, DirectoryFiles]:
        return {}

    @cached_property
    def _listed_units(self) -> ListedUnits:
        names = self.data.directory.public.units["name"]
        order = sorted(names.index, key=lambda unit: (alphabetical(str(names[unit])), unit))
        return list_units(self.data.directory, self.data.catalogue, self.data.parameters.year, order)

    @cached_property
    def _partner_ties(self) -> PartnerTies | None:
        shared = shared_cooperation(self.data)
        return partner_ties(shared.whole) if shared else None

    @lru_cache(maxsize=16)  # noqa: B019 - editions are few, and kept in any case
    def _directory_view(
        self, language: str, scope: str, cards: str = "all", folder: str = "baza"
    ) -> DirectoryView:
        context, listed = self._context(language, folder, scope), self._listed_units
        everyone = scope in ("region", "all")
        inside = listed.table["teryt"].isin(context.linked)
        return DirectoryView(
            listed=listed,
            rules=load_directory_ranking(),
            distances=county_distances(),
            paged=frozenset(
                str(one) for one in listed.table.index[inside | everyone] if self.data.has_unit_page(str(one))
            ),
            carded=self._carded(cards),
            context=context,
            ties=self._partner_ties,
        )
