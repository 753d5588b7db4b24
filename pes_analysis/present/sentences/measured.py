"""One figure as a sentence names it: what, how much, when, and whether it is known at all."""

from dataclasses import dataclass

from pes_analysis.catalogue.states import State
from pes_analysis.present.language import Language, mark
from pes_analysis.present.markup import Markup, as_markdown, join
from pes_analysis.present.numbers import number, with_unit
from pes_analysis.protect.errors import PesError

MISSING_REASONS: dict[State, str] = {
    State.MISSING: mark("There are no data for {year}."),
    State.NOT_APPLICABLE: mark("This indicator does not apply here."),
    State.UNDEFINED: mark("It cannot be calculated for {year}, because the denominator is zero."),
    State.SUPPRESSED: mark("The figure for {year} is withheld: it concerns too few people or entities."),
}


@dataclass(frozen=True)
class Measured:
    """A figure with all that a sentence needs.

    Parameters
    ----------
    name : str
        Plain name of the indicator in the language of the page, nominative.
    value : float or None
        None where there is no number.
    state : State
    unit : str
        Symbol in the language of the page: "%", "na 1000 mieszkańców"; empty for none.
    decimals : int
    year : int
        The year the figure is about.
    """

    name: str
    value: float | None
    state: State
    unit: str
    decimals: int
    year: int

    def in_words(self, language: Language) -> Markup:
        r"""Say the value with its unit.

        Raises
        ------
        PesError
            There is no number to say.

        Examples
        --------
        >>> Measured("Rodziny", 12.34, State.VALUE, "na 1000 mieszkańców", 1, 2018).in_words(Language.PL)
        '12,3\xa0na\xa01000 mieszkańców'
        """
        if self.value is None or not self.state.is_number:
            raise PesError(
                f"Wskaźnik „{self.name}” nie ma liczby za {self.year} r. Użyj zdania o braku danych.",
                f"The indicator '{self.name}' has no number for {self.year}. "
                "Use the sentence about missing data.",
            )
        return quantity(self.value, self.unit, self.decimals, language)


def quantity(value: float, unit: str, decimals: int, language: Language) -> Markup:
    r"""Say a number with its unit as safe Markdown.

    Examples
    --------
    >>> quantity(4.9, "%", 1, Language.PL)
    '4,9%'
    """
    # Digits and a per cent sign mean nothing in Markdown; any other unit is data.
    safe_unit = unit if unit == "%" else as_markdown(unit)
    return Markup(with_unit(number(value, decimals, language), safe_unit))


def figure_sentence(measured: Measured, language: Language) -> Markup:
    """Name a figure and say it, or say why it is missing.

    Examples
    --------
    >>> rate = Measured("Bezrobocie", 4.9, State.VALUE, "%", 1, 2023)
    >>> print(figure_sentence(rate, Language.EN))
    **Bezrobocie**: 4.9% (2023).
    """
    if measured.state.is_number:
        return language.markdown(
            "**{name}**: {quantity} ({year}).",
            name=measured.name,
            quantity=measured.in_words(language),
            year=str(measured.year),
        )
    named = language.markdown("**{name}**.", name=measured.name)
    return join((named, missing_sentence(measured.state, measured.year, language)))


def missing_sentence(state: State, year: int, language: Language) -> Markup:
    """Say why there is no number.

    Examples
    --------
    >>> print(missing_sentence(State.NOT_APPLICABLE, 2018, Language.PL))
    Ten wskaźnik nie ma tu zastosowania.
    """
    return language.markdown(MISSING_REASONS[state], year=str(year))


def age_sentence(year: int, reporting_year: int, language: Language) -> Markup:
    r"""Say how old a figure is; nothing for one of the reporting year or later.

    Examples
    --------
    >>> age_sentence(2018, 2024, Language.PL)
    'To dane sprzed 6\xa0lat.'
    """
    age = reporting_year - year
    if age < 1:
        return Markup("")
    return language.markdown_plural("These data are {n} year old.", "These data are {n} years old.", age)
