"""County codes as people give them: the right one, or an explanation of what was probably meant."""

from collections.abc import Iterable
from difflib import get_close_matches

import pandas as pd

from pes_analysis.protect.errors import PesError

MAX_LISTED = 6


class CountyCodeError(PesError):
    """Something that is not the code of a county."""


def county_code(given: object, counties: pd.DataFrame) -> str:
    """Check the code of a county.

    Parameters
    ----------
    given : object
        What the user gave; only text of four digits that is a county passes.
    counties : DataFrame
        Indexed by ``teryt``, with ``name``, ``voivodeship`` and ``voivodeship_name``.

    Returns
    -------
    str
        The same code.

    Raises
    ------
    CountyCodeError
        Saying what was given and which code was probably meant.

    Examples
    --------
    >>> counties = pd.DataFrame(
    ...     {"name": ["bolesławiecki"], "voivodeship": ["02"], "voivodeship_name": ["dolnośląskie"]},
    ...     index=pd.Index(["0201"], name="teryt"),
    ... )
    >>> county_code("0201", counties)
    '0201'
    >>> try:
    ...     county_code("201", counties)
    ... except CountyCodeError as error:
    ...     print(error.en)
    '201' is too short for a county code. It lacks the leading zero: '0201' (bolesławiecki).
    """
    if isinstance(given, str) and given in counties.index:
        return given
    problem_pl, problem_en, meant = _explained(given, counties)
    hint_pl = _listed(meant, counties, "„", "”")
    hint_en = _listed(meant, counties, "'", "'")
    raise CountyCodeError(f"{problem_pl} {hint_pl}".strip(), f"{problem_en} {hint_en}".strip())


def explain_county_code(given: str, counties: Iterable[tuple[str, str, str, str]]) -> CountyCodeError:
    """Make the error for a code that no county has.

    Parameters
    ----------
    given : str
    counties : iterable of (teryt, name, voivodeship, voivodeship name)
    """
    rows = [
        dict(zip(("teryt", "name", "voivodeship", "voivodeship_name"), row, strict=True)) for row in counties
    ]
    try:
        county_code(given, pd.DataFrame(rows).set_index("teryt"))
    except CountyCodeError as error:
        return error
    raise ValueError(f"{given} is a county")


def _explained(given: object, counties: pd.DataFrame) -> tuple[str, str, list[str]]:
    """Say what is wrong, and which counties may have been meant."""
    if isinstance(given, bool) or not isinstance(given, str | int):
        return (
            f"Kod powiatu to cztery cyfry zapisane jako tekst, a nie {type(given).__name__}. Na przykład",
            f"A county code is four digits written as text, not {type(given).__name__}. For example",
            _first(counties),
        )
    if isinstance(given, int):
        return (
            f"Kod {given} podano jako liczbę, a liczba gubi zero na początku. Podaj go w cudzysłowie:",
            f"The code {given} is a number, and a number loses its leading zero. Give it in quotes:",
            _known([f"{given:04d}"], counties) or _first(counties),
        )
    text = given.strip()
    if text.isascii() and text.isdigit():
        return _digits_explained(text, counties)
    named = counties.index[counties["name"].str.casefold() == text.casefold()]
    close = get_close_matches(text, counties["name"].tolist(), n=MAX_LISTED)
    return (
        f"„{given}” to nie kod powiatu. Podaj cztery cyfry, na przykład",
        f"'{given}' is not a county code. Give four digits, for example",
        list(named) or list(counties.index[counties["name"].isin(close)]) or _first(counties),
    )


def _digits_explained(text: str, counties: pd.DataFrame) -> tuple[str, str, list[str]]:
    inside = counties[counties["voivodeship"] == text[:2]]
    if len(text) == 3 and _known([f"0{text}"], counties):
        return (
            f"„{text}” to za krótki kod powiatu. Na początku brakuje zera:",
            f"'{text}' is too short for a county code. It lacks the leading zero:",
            [f"0{text}"],
        )
    if len(text) == 2 and len(inside):
        name = inside["voivodeship_name"].iloc[0]
        return (
            f"„{text}” to kod województwa ({name}). Podaj kod powiatu, na przykład",
            f"'{text}' is the code of a voivodeship ({name}). Give the code of a county, for example",
            _first(inside),
        )
    if len(text) > 4 and _known([text[:4]], counties):
        return (
            f"„{text}” jest za długi na kod powiatu. Pierwsze cztery cyfry wskazują powiat",
            f"'{text}' is too long for a county code. Its first four digits are the county",
            [text[:4]],
        )
    return (
        f"Nie ma powiatu o kodzie „{text}”. Są na przykład",
        f"There is no county with the code '{text}'. There are for example",
        get_close_matches(text, list(counties.index), n=MAX_LISTED) or _first(counties),
    )


def _known(codes: list[str], counties: pd.DataFrame) -> list[str]:
    return [code for code in codes if code in counties.index]


def _first(counties: pd.DataFrame) -> list[str]:
    return list(counties.index[:2])


def _listed(codes: list[str], counties: pd.DataFrame, opening: str, closing: str) -> str:
    """Write codes with their names, as the end of a sentence."""
    names = counties["name"].astype(str).to_dict()
    named = [f"{opening}{code}{closing} ({names[code]})" for code in codes]
    return f"{', '.join(named)}."
