"""What happened over the years, and whether that is good."""

from dataclasses import dataclass
from typing import Literal

from pes_analysis.present.language import Language, mark
from pes_analysis.present.markup import Markup
from pes_analysis.present.numbers import number
from pes_analysis.present.sentences.groups import Beside
from pes_analysis.present.sentences.measured import quantity

Direction = Literal["improving", "worsening", "rising", "falling", "unclear", "unknown"]
"""What a test of the series found; "rising" and "falling" where neither is better."""


@dataclass(frozen=True)
class Course:
    """A series from its first year to its last.

    Parameters
    ----------
    first_year, last_year : int
    first_value, last_value : float
    direction : str
        One of `Direction`.
    unit : str
        Symbol in the language of the page.
    decimals : int
    """

    first_year: int
    last_year: int
    first_value: float
    last_value: float
    direction: Direction
    unit: str
    decimals: int


def trend_sentence(course: Course, language: Language, *, of_need: bool = False) -> Markup:
    r"""Say what happened from the first year to the last.

    A change that disappears in rounding is not called a rise or a fall.

    Examples
    --------
    >>> fall = Course(2014, 2018, 15.1, 12.3, "improving", "na 1000 mieszkańców", 1)
    >>> print(trend_sentence(fall, Language.PL).replace("\xa0", " "))
    Od 2014 do 2018 r. wartość spadła z 15,1 do 12,3 na 1000 mieszkańców, czyli jest lepiej.
    """
    if course.direction == "unknown":
        return language.markdown("The last five years have too few figures to judge a change.")
    first = Markup(number(course.first_value, course.decimals, language))
    values = {
        "start": str(course.first_year),
        "end": str(course.last_year),
        "first": first,
        "last": quantity(course.last_value, course.unit, course.decimals, language),
    }
    unchanged = first == number(course.last_value, course.decimals, language)
    if course.direction == "unclear" or unchanged:
        return language.markdown(
            "From {start} to {end} there is no clear change: {first} at first, {last} at the end.", **values
        )
    if course.last_value > course.first_value:
        claim = language.markdown("From {start} to {end} the figure rose from {first} to {last}", **values)
    else:
        claim = language.markdown("From {start} to {end} the figure fell from {first} to {last}", **values)
    if course.direction not in ("improving", "worsening"):
        return Markup(f"{claim}.")
    return language.markdown(_VERDICTS[course.direction, of_need], claim=claim)


_VERDICTS: dict[tuple[Direction, bool], str] = {
    ("improving", False): mark("{claim}, so things are better."),
    ("worsening", False): mark("{claim}, so things are worse."),
    ("improving", True): mark("{claim}, so needs are falling."),
    ("worsening", True): mark("{claim}, so needs are growing."),
}


def group_trend_sentence(
    first: float, last: float, beside: Beside, unit: str, decimals: int, language: Language
) -> Markup:
    r"""Say what the median of the group did in the same years.

    Examples
    --------
    >>> group_trend_sentence(17.2, 14.0, Beside.SIMILAR_COUNTIES, "%", 1, Language.EN)
    'Meanwhile the typical figure in similar counties went from 17.2 to 14.0%.'
    """
    shown = [number(value, decimals, language) for value in (first, last)]
    if shown[0] == shown[1]:
        return language.markdown(
            "Meanwhile the typical figure {inside} stayed at {last}.",
            inside=beside.inside(language),
            last=quantity(last, unit, decimals, language),
        )
    return language.markdown(
        "Meanwhile the typical figure {inside} went from {first} to {last}.",
        inside=beside.inside(language),
        first=Markup(shown[0]),
        last=quantity(last, unit, decimals, language),
    )


def break_sentence(year: int, language: Language) -> Markup:
    r"""Warn that figures before and after a year do not compare.

    Examples
    --------
    >>> print(break_sentence(2016, Language.PL).replace("\xa0", " "))
    W 2016 r. zmienił się sposób liczenia, dlatego wcześniejszych lat nie porównujemy.
    """
    return language.markdown(
        "The way of counting changed in {year}, so earlier years are not compared.", year=str(year)
    )
