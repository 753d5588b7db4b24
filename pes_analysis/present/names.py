"""Names of counties and voivodeships, declined in Polish and marked as Polish in English."""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal, NoReturn

from pes_analysis.present.city_names import CITY_FORMS
from pes_analysis.present.language import Language
from pes_analysis.present.markup import Markup, as_markdown, join
from pes_analysis.protect.errors import PesError

Case = Literal["nominative", "genitive", "locative"]

# "we Wrocławiu", "we Włocławku": w or f before another consonant takes the longer preposition.
LONG_PREPOSITION = re.compile(r"[wf][bcćdfghjklłmnńprsśtwzźż]", re.IGNORECASE)


class Form(StrEnum):
    """How much of a county's name is said."""

    BARE = "bare"
    """"bocheński", "Kraków": for tables, maps, lists."""
    FULL = "full"
    """"powiat bocheński", "Kraków": in a sentence."""
    INTRODUCED = "introduced"
    """At first use: says also what the unit is."""
    IN = "in"
    """"w powiecie bocheńskim", "we Wrocławiu": locative with its preposition, whatever the case asked."""


@dataclass(frozen=True)
class County:
    """What has to be known of a county to name it.

    Parameters
    ----------
    name : str
        Nominative without the word "powiat": "bocheński", "Kraków".
    kind : {"land", "city"}
    voivodeship : str
        Nominative in lower case: "małopolskie".
    """

    name: str
    kind: Literal["land", "city"]
    voivodeship: str


@dataclass(frozen=True)
class ProperName:
    """A Polish name with the words around it, ready for a plain text (``str``) or for a page.

    In English the name itself carries ``lang=pl``, so that a screen reader reads it as Polish.

    Examples
    --------
    >>> print(ProperName("the city of", "Kraków", "", Language.EN).markdown())
    the city of [Kraków]{lang=pl}
    """

    before: str
    name: str
    after: str
    language: Language

    def __str__(self) -> str:
        return " ".join(part for part in (self.before, self.name, self.after) if part)

    def markdown(self) -> Markup:
        """Return safe Markdown."""
        name = as_markdown(self.name)
        if self.language is Language.EN:
            name = Markup(f"[{name}]{{lang=pl}}")
        return join((self.before, name, self.after))


def county_name(
    county: County,
    case: Case = "nominative",
    *,
    language: Language,
    form: Form = Form.FULL,
    with_voivodeship: bool = False,
) -> ProperName:
    r"""Name a county.

    Parameters
    ----------
    county : County
    case : {"nominative", "genitive", "locative"}
        English ignores it.
    language : Language
    form : Form
    with_voivodeship : bool
        Add the voivodeship in brackets; ten names of land counties occur twice in Poland.

    Returns
    -------
    ProperName

    Raises
    ------
    PesError
        A city that the table of forms does not have, or a name that is no Polish adjective.

    Examples
    --------
    >>> bochnia = County("bocheński", "land", "małopolskie")
    >>> str(county_name(bochnia, "genitive", language=Language.PL))
    'powiatu bocheńskiego'
    >>> wroclaw = County("Wrocław", "city", "dolnośląskie")
    >>> str(county_name(wroclaw, language=Language.PL, form=Form.IN))
    'we Wrocławiu'
    >>> print(county_name(bochnia, language=Language.EN, form=Form.INTRODUCED).markdown())
    [powiat bocheński]{lang=pl} \(county\)
    """
    after = f"({voivodeship_label(county.voivodeship, language)})" if with_voivodeship else ""
    if language is Language.EN:
        return _english(county, form, after)
    if form is Form.IN:
        case = "locative"
    declined = _city(county.name, case) if county.kind == "city" else _masculine(county.name, case)
    if form is Form.BARE:
        return ProperName("", declined, after, language)
    if county.kind == "land":
        declined = f"{_COUNTY_WORD[case]} {declined}"
    elif form is Form.INTRODUCED:
        after = f"(miasto na prawach powiatu) {after}".rstrip()
    before = _preposition(declined) if form is Form.IN else ""
    return ProperName(before, declined, after, language)


def voivodeship_name(
    name: str, case: Case = "nominative", *, language: Language, form: Form = Form.FULL
) -> ProperName:
    """Name a voivodeship given in the nominative, lower case.

    Examples
    --------
    >>> str(voivodeship_name("kujawsko-pomorskie", language=Language.PL, form=Form.IN))
    'w województwie kujawsko-pomorskim'
    >>> str(voivodeship_name("małopolskie", language=Language.EN, form=Form.IN))
    'in the Małopolskie region'
    """
    if language is Language.EN:
        title = name.title()
        if form is Form.BARE:
            return ProperName("", title, "", language)
        after = "region (voivodeship)" if form is Form.INTRODUCED else "region"
        return ProperName("in the" if form is Form.IN else "the", title, after, language)
    if form is Form.IN:
        case = "locative"
    declined = _neuter(name, case)
    if form is Form.BARE:
        return ProperName("", declined, "", language)
    return ProperName("w" if form is Form.IN else "", f"{_VOIVODESHIP_WORD[case]} {declined}", "", language)


def voivodeship_label(name: str, language: Language) -> str:
    """Name a voivodeship shortly, for brackets and columns.

    Examples
    --------
    >>> voivodeship_label("opolskie", Language.PL), voivodeship_label("opolskie", Language.EN)
    ('woj. opolskie', 'Opolskie')
    """
    return f"woj. {name}" if language is Language.PL else name.title()


_COUNTY_WORD: dict[Case, str] = {"nominative": "powiat", "genitive": "powiatu", "locative": "powiecie"}
_VOIVODESHIP_WORD: dict[Case, str] = {
    "nominative": "województwo",
    "genitive": "województwa",
    "locative": "województwie",
}


def _english(county: County, form: Form, after: str) -> ProperName:
    if form is Form.BARE:
        return ProperName("", county.name, after, Language.EN)
    before = "in" if form is Form.IN else ""
    if county.kind == "city":
        return ProperName(
            "the city of" if form is Form.INTRODUCED else before, county.name, after, Language.EN
        )
    if form is Form.INTRODUCED:
        after = f"(county) {after}".rstrip()
    return ProperName(before, f"powiat {county.name}", after, Language.EN)


def _preposition(name: str) -> str:
    return "we" if LONG_PREPOSITION.match(name) else "w"


def _city(name: str, case: Case) -> str:
    if name not in CITY_FORMS:
        raise PesError(
            f"Nie znam odmiany nazwy miasta „{name}”. Dopisz ją w pes_analysis/present/city_names.py.",
            f"The declension of the city '{name}' is unknown. Add it to pes_analysis/present/city_names.py.",
        )
    genitive, locative = CITY_FORMS[name]
    return {"nominative": name, "genitive": genitive, "locative": locative}[case]


def _masculine(name: str, case: Case) -> str:
    """Decline each word of a masculine adjective; "golubsko-" in a compound stays as it is."""
    if case == "nominative":
        return name
    words = name.split(" ")
    if not all(word.endswith(("i", "y")) for word in words):
        _refuse(name)
    if case == "genitive":
        return " ".join(f"{word}ego" if word.endswith("i") else f"{word[:-1]}ego" for word in words)
    return " ".join(f"{word}m" for word in words)


def _neuter(name: str, case: Case) -> str:
    if not name.endswith("ie"):
        _refuse(name)
    return _masculine(name[:-1], case) if case != "nominative" else name


def _refuse(name: str) -> NoReturn:
    raise PesError(
        f"Nazwa „{name}” nie odmienia się jak przymiotnik. Sprawdź ją w spisie powiatów.",
        f"The name '{name}' does not decline as an adjective. Check it in the list of counties.",
    )
