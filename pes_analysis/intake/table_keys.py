"""Whom a row of a table speaks of: the unit, the year, the type of organisation."""

import re
from collections.abc import Collection, Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd

from pes_analysis.intake.findings import Finding
from pes_analysis.intake.number_column import Place, distinct_texts

ID = "id"
YEAR = "year"
TYPE = "type"
STATUS_CODE = "ps"
YEARS = range(1900, 2101)
NO_YEAR = 0


def read_keys(
    ids: pd.Series, years: pd.Series | None, place: Place, year_place: Place
) -> tuple[pd.MultiIndex, list[Finding]]:
    """Make the index of a table of its units and years.

    Parameters
    ----------
    ids, years : Series
        Texts or numbers; without years every row gets the year 0.
    place, year_place : Place
        Of both columns.

    Returns
    -------
    MultiIndex
        Levels ``id`` (texts) and ``year`` (whole numbers).
    list of Finding
        Missing units, what is no year, and rows that speak of the same unit and year.

    Examples
    --------
    >>> place = Place("figures.csv", "id", np.arange(2, 4))
    >>> index, problems = read_keys(pd.Series([" a", "a"]), pd.Series(["2023", "2024.0"]), place, place)
    >>> index.tolist(), problems
    ([('a', 2023), ('a', 2024)], [])
    """
    codes, units, _ = _of_texts(ids)
    problems = [place.finding("missing_id", int(row)) for row in np.flatnonzero(codes < 0)]
    numbers = np.full(len(ids), NO_YEAR)
    if years is not None:
        year_codes, texts, rows = _of_texts(years)
        read = [_year(text) for text in texts]
        wrong = [(row, text) for row, text, year in zip(rows, texts, read, strict=True) if year == NO_YEAR]
        empty = [(int(row), "") for row in np.flatnonzero(year_codes < 0)]
        problems += [year_place.finding("not_a_year", row, name=text) for row, text in (*wrong, *empty)]
        numbers = np.array([*read, NO_YEAR])[year_codes]
    if not problems:
        rule = "doubled_unit" if years is None else "doubled_row"
        problems = _doubled(codes, numbers, units, place, rule)
    names = np.array([*units, ""], dtype=object)[codes]
    return pd.MultiIndex.from_arrays([names, numbers], names=[ID, YEAR]), problems


def restore_counties(
    ids: pd.Series, counties: Collection[str], place: Place
) -> tuple[pd.Series, list[Finding], list[Finding]]:
    """Give codes of counties the zero back that a column of numbers loses.

    Parameters
    ----------
    ids : Series
        Texts or numbers.
    counties : collection of str
        Four-digit TERYT codes.
    place : Place

    Returns
    -------
    Series
        Texts; three digits are four where that is a county.
    list of Finding
        The repair, with the first line of its kind.
    list of Finding
        The doubt about codes of no county; they stay as they are.

    Examples
    --------
    >>> place = Place("figures.csv", "teryt", np.arange(2, 5))
    >>> codes, repairs, doubts = restore_counties(pd.Series([201, 1201, 999]), {"0201", "1201"}, place)
    >>> codes.tolist(), repairs[0].line, doubts[0].line
    (['0201', '1201', '999'], 2, 4)
    """
    places, texts, rows = _of_texts(ids)
    padded = [f"0{text}" for text in texts]
    lost = [len(text) == 3 and code in counties for text, code in zip(texts, padded, strict=True)]
    restored = [code if is_lost else text for text, code, is_lost in zip(texts, padded, lost, strict=True)]
    repaired = [number for number, is_lost in enumerate(lost) if is_lost]
    unknown = [number for number, code in enumerate(restored) if code not in counties]

    def found(rule: str, numbers: Sequence[int]) -> list[Finding]:
        if not numbers:
            return []
        first = min(numbers, key=rows.__getitem__)
        name, code = texts[first], restored[first]
        return [place.finding(rule, rows[first], count=len(numbers), name=name, code=code)]

    names = np.array([*restored, ""], dtype=object)[places]
    return (
        pd.Series(names, index=ids.index),
        found("lost_zero", repaired),
        found("unknown_county", unknown),
    )


def read_codes(
    types: pd.Series, known: Sequence[str], has_status: npt.NDArray[np.float64] | None, place: Place
) -> tuple[npt.NDArray[np.object_], list[Finding]]:
    """Read the codes of organisations: ``CIS``, ``ss``, ``SS+PS``.

    Parameters
    ----------
    types : Series of str
    known : sequence of str
        Codes of the catalogue, in lower case.
    has_status : ndarray of float, optional
        1 where the organisation has the status of a social enterprise: then it has the code "ps" too.
    place : Place

    Examples
    --------
    >>> place = Place("figures.csv", "type", np.arange(2, 4))
    >>> codes, problems = read_codes(pd.Series(["SS + ps", "XYZ"]), ["ss", "ps"], None, place)
    >>> sorted(codes[0]), problems[0].line
    (['ps', 'ss'], 3)
    """
    shown = ", ".join(one.upper() for one in known)
    places, texts, rows = _of_texts(types)
    problems = [
        place.finding("missing_type", int(row), known=shown) for row in np.flatnonzero(places < 0)[:1]
    ]
    sets: list[frozenset[str]] = []
    for text, row in zip(texts, rows, strict=True):
        codes = frozenset(re.findall(r"[^\s+;,/|]+", text.lower()))
        stranger = sorted(codes - set(known))
        if stranger or not codes:
            problems.append(
                place.finding("unknown_type", row, name=stranger[0] if stranger else text, known=shown)
            )
        sets.append(codes)
    without = np.array([*sets, frozenset()], dtype=object)[places]
    if has_status is None:
        return without, problems
    with_status = np.array([*(one | {STATUS_CODE} for one in sets), frozenset()], dtype=object)[places]
    return np.where(has_status == 1, with_status, without), problems


def _of_texts(column: pd.Series) -> tuple[npt.NDArray[np.int64], list[str], list[int]]:
    """Like `distinct_texts`, but texts that differ in outer blanks or in being numbers are one."""
    codes, texts, rows = distinct_texts(column)
    trimmed = [
        re.sub(r"\.0$", "", text.strip()) if column.dtype.kind == "f" else text.strip() for text in texts
    ]
    merged, names = pd.factorize(np.array(trimmed, dtype=object))
    known = np.array([name != "" for name in names], dtype=bool)
    places = np.where(known, np.cumsum(known) - 1, -1)
    first = dict(zip(merged[::-1].tolist(), rows[::-1], strict=True))
    kept = [number for number, is_known in enumerate(known) if is_known]
    return (
        np.append(places[merged], -1)[codes],
        [str(names[number]) for number in kept],
        [first[number] for number in kept],
    )


def _year(text: str) -> int:
    found = re.fullmatch(r"([0-9]{4})(?:\.0)?", text)
    year = int(found.group(1)) if found else NO_YEAR
    return year if year in YEARS else NO_YEAR


def _doubled(
    ids: npt.NDArray[np.int64], years: npt.NDArray[np.int64], units: Sequence[str], place: Place, rule: str
) -> list[Finding]:
    key = pd.Series(ids * (YEARS.stop + 1) + years)
    rows = np.flatnonzero(key.duplicated())
    if not len(rows):
        return []
    first = key.drop_duplicates()
    met = dict(zip(first, first.index, strict=True))
    return [
        place.finding(rule, int(row), name=units[ids[row]], first=place.line(met[key[row]])) for row in rows
    ]
