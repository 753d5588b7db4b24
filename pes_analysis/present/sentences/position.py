"""Where a county stands: beside its group, in the country, beside the voivodeship and Poland."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from pes_analysis.present.language import Language, mark
from pes_analysis.present.markup import Inline, Markup, join
from pes_analysis.present.names import Form, voivodeship_name
from pes_analysis.present.numbers import number
from pes_analysis.present.sentences.groups import Beside
from pes_analysis.present.sentences.measured import Measured, figure_sentence

Verdict = Literal["better", "middle", "worse", "none"]
"""Whether being there is good; "none" where nobody can say, "middle" for neither."""

SMALLEST_GROUP = 5
"""Fewer units with data make no comparison."""

NEAR = Fraction(2, 100)
COMMON_FRACTIONS: dict[Fraction, str] = {
    Fraction(1, 4): mark("about a quarter of all counties"),
    Fraction(1, 3): mark("about a third of all counties"),
    Fraction(1, 2): mark("about half of all counties"),
    Fraction(2, 3): mark("about two thirds of all counties"),
    Fraction(3, 4): mark("about three quarters of all counties"),
}


@dataclass(frozen=True)
class Place:
    """How many units of a group stand on each side of a county.

    Parameters
    ----------
    lower, higher, ties : int
        Units with a lower, a higher and the same value.
    verdict : {"better", "middle", "worse", "none"}
        What the comparison made of it.
    """

    lower: int
    higher: int
    ties: int
    verdict: Verdict

    @property
    def n(self) -> int:
        """Units with data."""
        return self.lower + self.higher + self.ties


def position_sentence(
    measured: Measured, place: Place, beside: Beside, language: Language, *, of_need: bool = False
) -> Markup:
    r"""Say a figure, how it compares, and whether that is better or worse.

    Parameters
    ----------
    measured : Measured
    place : Place
        Ignored when the figure itself is missing.
    beside : Beside
    language : Language
    of_need : bool
        Whether more means that more people need help, which is no fault of the county: the verdict
        then speaks of needs, not of better and worse.

    Returns
    -------
    Markup
        Two short sentences.

    Examples
    --------
    >>> from pes_analysis.catalogue.states import State
    >>> poverty = Measured("Rodziny wspierane", 12.3, State.VALUE, "na 1000 mieszkańców", 1, 2018)
    >>> place = Place(lower=4, higher=15, ties=1, verdict="better")
    >>> sentence = position_sentence(poverty, place, Beside.SIMILAR_COUNTIES, Language.PL)
    >>> print(sentence.replace("\xa0", " "))  # doctest: +NORMALIZE_WHITESPACE
    **Rodziny wspierane**: 12,3 na 1000 mieszkańców (2018).
    To mniej niż w 15 z 20 podobnych powiatów, czyli lepiej.
    """
    said = figure_sentence(measured, language)
    if not measured.state.is_number:
        return said
    return join((said, place_sentence(place, beside, language, of_need=of_need)))


def place_sentence(place: Place, beside: Beside, language: Language, *, of_need: bool = False) -> Markup:
    r"""Say how a figure compares, without naming it again.

    Examples
    --------
    >>> place_sentence(Place(9, 11, 0, "middle"), Beside.REGION, Language.EN)
    'That is typical: higher than in 9 and lower than in 11 of 20\xa0other counties of the region.'
    """
    if place.n < SMALLEST_GROUP:
        return language.markdown("Too few counties have data to compare with.")
    out_of = beside.out_of(place.n, language)
    if 2 * place.ties > place.n:
        return language.markdown("It is the same in {k} {out_of}.", k=str(place.ties), out_of=out_of)
    if place.verdict == "middle" and place.lower and place.higher:
        return language.markdown(
            "That is typical: higher than in {lower} and lower than in {higher} {out_of}.",
            lower=str(place.lower),
            higher=str(place.higher),
            out_of=out_of,
        )
    return _judged(_claim(place, out_of, language), place.verdict, language, of_need)


def national_sentence(place: Place, language: Language, *, of_need: bool = False) -> Markup:
    """Say how a figure compares with all other counties of Poland, in everyday fractions where they fit.

    Examples
    --------
    >>> print(national_sentence(Place(lower=90, higher=285, ties=4, verdict="better"), Language.PL))
    To mniej niż w około trzech czwartych wszystkich powiatów w Polsce, czyli lepiej.
    """
    lower = place.higher >= place.lower
    how_many = _how_many_counties(max(place.higher, place.lower), place.n, language)
    if lower:
        claim = language.markdown("That is lower than in {counties} in Poland", counties=how_many)
    else:
        claim = language.markdown("That is higher than in {counties} in Poland", counties=how_many)
    return _judged(claim, place.verdict, language, of_need)


@dataclass(frozen=True)
class Level:
    """The same indicator for a voivodeship or for Poland; ``approximate`` when some county lacks a figure."""

    value: float | None
    approximate: bool = False


def wider_sentence(
    voivodeship: str, region: Level, poland: Level, decimals: int, language: Language
) -> Markup:
    """Set the voivodeship and Poland beside; empty when neither is known.

    Examples
    --------
    >>> print(wider_sentence("małopolskie", Level(15.2), Level(17.9, approximate=True), 1, Language.PL))
    Dla porównania: w województwie małopolskim 15,2; w Polsce około 17,9.
    """
    levels = join(
        (
            _level(
                voivodeship_name(voivodeship, language=language, form=Form.IN), region, decimals, language
            ),
            _level(language.markdown("in Poland"), poland, decimals, language),
        ),
        "; ",
    )
    return language.markdown("For comparison: {levels}.", levels=levels) if levels else levels


def _claim(place: Place, out_of: Markup, language: Language) -> Markup:
    if place.higher == place.n:
        return language.markdown("That is lower than in each {out_of}", out_of=out_of)
    if place.lower == place.n:
        return language.markdown("That is higher than in each {out_of}", out_of=out_of)
    if place.higher >= place.lower:
        return language.markdown("That is lower than in {k} {out_of}", k=str(place.higher), out_of=out_of)
    return language.markdown("That is higher than in {k} {out_of}", k=str(place.lower), out_of=out_of)


def _judged(claim: Markup, verdict: Verdict, language: Language, of_need: bool) -> Markup:
    if verdict not in ("better", "worse"):
        return Markup(f"{claim}.")
    return language.markdown(_VERDICTS[verdict, of_need], claim=claim)


_VERDICTS: dict[tuple[Verdict, bool], str] = {
    ("better", False): mark("{claim}, which is better."),
    ("worse", False): mark("{claim}, which is worse."),
    ("better", True): mark("{claim}, which means fewer needs."),
    ("worse", True): mark("{claim}, which means greater needs."),
}


def _how_many_counties(count: int, total: int, language: Language) -> Markup:
    share = Fraction(count, total)
    nearest = min(COMMON_FRACTIONS, key=lambda fraction: abs(fraction - share))
    if abs(nearest - share) <= NEAR:
        return language.markdown(COMMON_FRACTIONS[nearest])
    return language.markdown_plural("{k} of {n} county", "{k} of {n} counties", total, k=str(count))


def _level(where: Inline, level: Level, decimals: int, language: Language) -> Markup:
    if level.value is None:
        return Markup("")
    value = Markup(number(level.value, decimals, language))
    if level.approximate:
        return language.markdown("{where} about {value}", where=where, value=value)
    return join((where, value))
