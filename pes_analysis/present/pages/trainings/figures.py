"""Numbers of the evaluation as they stand in its sentences, charts and tables."""

from typing import Any

import pandas as pd

from pes_analysis.catalogue import State
from pes_analysis.catalogue.training_survey import TrainingSurvey
from pes_analysis.present.language import Language
from pes_analysis.present.numbers import number, signed


def percent(value: float, language: Language) -> str:
    """Write a share in whole per cents; a dash for none.

    Examples
    --------
    >>> percent(77.1, Language.PL), percent(float("nan"), Language.PL)
    ('77%', '–')
    """
    return "–" if pd.isna(value) else f"{number(value, 0, language)}%"


def percent_span(lower: float, upper: float, language: Language) -> str:
    """Write an interval of a share.

    Examples
    --------
    >>> percent_span(69.9, 83.1, Language.PL)
    '70–83%'
    """
    if pd.isna(lower) or pd.isna(upper):
        return language.text("cannot be calculated")
    return f"{number(lower, 0, language)}–{number(upper, 0, language)}%"


def points(row: Any, decimals: int, language: Language) -> str:
    """Write a paired difference with its interval: "−18 (−28 to −8)"."""
    value = row["difference"]
    if pd.isna(value):
        return language.text("cannot be calculated")
    said = signed(value, decimals, language)
    if pd.isna(row["lower"]) or pd.isna(row["upper"]):
        return language.text("{value} (the interval cannot be calculated)", value=said)
    return language.text(
        "{value} (from {lower} to {upper})",
        value=said,
        lower=signed(row["lower"], decimals, language),
        upper=signed(row["upper"], decimals, language),
    )


def probability(value: float, language: Language) -> str:
    r"""Write the probability of a test.

    Examples
    --------
    >>> probability(0.0315, Language.PL), probability(2e-7, Language.EN)
    ('0,032', '<\xa00.001')
    """
    if pd.isna(value):
        return language.text("cannot be calculated")
    least = 0.001
    return f"<\N{NO-BREAK SPACE}{number(least, 3, language)}" if value < least else number(value, 3, language)


def reason(state: State, language: Language) -> str:
    """Say why there is no number."""
    if state is State.SUPPRESSED:
        return language.text("too few people to show")
    return language.text("nobody answered")


def answers_in_words(survey: TrainingSurvey, language: Language) -> tuple[str, str, str, str, str]:
    """Give what the answers 1 to 5 to statements mean."""
    one, two, three, four, five = (text.in_language(language.code) for text in survey.agreement)
    return one, two, three, four, five


def quoted(text: str, language: Language) -> str:
    """Put a statement in quotation marks, without its full stop.

    Examples
    --------
    >>> quoted("Tempo było dla mnie dobre.", Language.PL)
    '„Tempo było dla mnie dobre”'
    """
    bare = text.removesuffix(".")
    return f"„{bare}”" if language is Language.PL else f"“{bare}”"
