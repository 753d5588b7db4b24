"""Beside whom a county is put, in the grammatical forms that sentences need."""

from enum import StrEnum

from pes_analysis.present.language import Language, mark, mark_plural
from pes_analysis.present.markup import Markup


class Beside(StrEnum):
    """The group a county is compared with."""

    SIMILAR_COUNTIES = "similar_counties"
    SIMILAR_CITIES = "similar_cities"
    REGION = "region"
    MIXED = "mixed"
    """Some indicators beside similar units, some beside the rest of the region."""

    @classmethod
    def of(cls, group: str, kind: str) -> "Beside":
        """Choose the words for a group of the comparison.

        Parameters
        ----------
        group : str
            "peers", "region", "mixed" or "none" (spoken of as peers that have no data).
        kind : str
            "land" or "city": similar units of a city are cities.

        Examples
        --------
        >>> Beside.of("peers", "city").value, Beside.of("region", "city").value
        ('similar_cities', 'region')
        """
        if group in ("region", "mixed"):
            return cls(group)
        return cls.SIMILAR_CITIES if kind == "city" else cls.SIMILAR_COUNTIES

    def inside(self, language: Language) -> Markup:
        """Say "in similar counties".

        Examples
        --------
        >>> print(Beside.SIMILAR_COUNTIES.inside(Language.PL))
        w podobnych powiatach
        """
        return language.markdown(_INSIDE[self])

    def out_of(self, count: int, language: Language) -> Markup:
        r"""Say "of 20 similar counties".

        Examples
        --------
        >>> Beside.SIMILAR_CITIES.out_of(12, Language.PL)
        'z 12\xa0podobnych miast'
        """
        return language.markdown_plural(*_OUT_OF[self], count)


_INSIDE: dict[Beside, str] = {
    Beside.SIMILAR_COUNTIES: mark("in similar counties"),
    Beside.SIMILAR_CITIES: mark("in similar cities"),
    Beside.REGION: mark("elsewhere in the region"),
    Beside.MIXED: mark("in the counties compared"),
}
_OUT_OF: dict[Beside, tuple[str, str]] = {
    Beside.SIMILAR_COUNTIES: mark_plural("of {n} similar county", "of {n} similar counties"),
    Beside.SIMILAR_CITIES: mark_plural("of {n} similar city", "of {n} similar cities"),
    Beside.REGION: mark_plural("of {n} other county of the region", "of {n} other counties of the region"),
    Beside.MIXED: mark_plural("of {n} county compared", "of {n} counties compared"),
}
