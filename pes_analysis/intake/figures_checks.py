"""Checks of one row and one figure: is the key known, is the number a number, is it possible."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from typing import Protocol

from pes_analysis.catalogue.states import State
from pes_analysis.intake.findings import Finding, problem
from pes_analysis.intake.polish_numbers import (
    DecimalMark,
    ParsedNumber,
    Repair,
    UnreadableNumberError,
    parse_number,
)

# Units in which a figure that adds up is a count of whole persons or things.
WHOLE_UNITS = frozenset({"persons", "families", "count", "places", "jobs"})
# "percent" is a part of a whole; a relation to the Polish average has a unit of its own.
SHARE_UNIT = "percent"
PERCENT_UNITS = frozenset({SHARE_UNIT, "percent_of_poland"})
# Differences of two flows: the only figures of a county that can be negative.
BALANCES = frozenset({"net_migration", "natural_increase_per_1k"})
STATES_OF_FIGURES = {
    state.value: state
    for state in (State.VALUE, State.ZERO, State.MISSING, State.NOT_APPLICABLE, State.SUPPRESSED)
}


class FigureVariable(Protocol):
    """What is needed of a variable of the catalogue to check its figures."""

    @property
    def id(self) -> str:
        """Its id."""

    @property
    def unit(self) -> str:
        """Id of its unit."""

    @property
    def level(self) -> str:
        """``"county"`` or ``"voivodeship"``."""

    @property
    def aggregation(self) -> str:
        """``"sum"``, ``"weighted"`` or ``"none"``."""


@dataclass(frozen=True)
class Place:
    """Where a figure stands, for the findings about it."""

    file: str
    line: int
    column: str

    def problem(self, rule: str, **values: object) -> Finding:
        """Give a problem at this place."""
        return problem(rule, self.file, self.line, self.column, **values)


def check_county(text: str, counties: Collection[str], place: Place) -> Finding | None:
    """Give the problem of a county's code, or None when it is in the register."""
    if text in counties and re.fullmatch(r"[0-9]{4}", text):
        return None
    if not text:
        return place.problem("missing_code")
    digits = text.removesuffix(".0")
    if re.fullmatch(r"[0-9]{3}", digits) and f"0{digits}" in counties:
        return place.problem("code_without_zero", name=text, code=f"0{digits}")
    # A code of seven digits ends with 000 for a whole county; six are left when its zero is lost.
    if re.fullmatch(r"[0-9]{6,7}", digits) and digits.endswith("000") and digits.zfill(7)[:4] in counties:
        return place.problem("code_too_long", name=text, code=digits.zfill(7)[:4])
    return place.problem("unknown_county", name=text)


def check_year(text: str, years: range, place: Place) -> Finding | None:
    """Give the problem of a year, or None."""
    if not re.fullmatch(r"[0-9]{4}", text):
        return place.problem("not_a_year", name=text)
    if int(text) not in years:
        return place.problem("year_out_of_range", name=text, first=years.start, last=years.stop - 1)
    return None


def check_figure(
    text: str, state: str, variable: FigureVariable, decimal: DecimalMark, place: Place
) -> ParsedNumber | Finding:
    """Read a figure and check it against its variable and the state written beside it.

    Parameters
    ----------
    text, state : str
        The cell of the value, and of the state where there is one.
    variable : FigureVariable
        What the figure measures.
    decimal : {"comma", "point"}
        The decimal mark of the file.
    place : Place
        Where the figure stands.

    Returns
    -------
    ParsedNumber or Finding
        The figure with its state, or the first problem.
    """
    try:
        parsed = parse_number(text, decimal)
    except UnreadableNumberError as error:
        return Finding(place.file, place.line, place.column, error.rule, error.pl, error.en)
    if state:
        declared = _declared_state(text, state, parsed, place)
        if isinstance(declared, Finding):
            return declared
        parsed = declared
    return _impossible(text, parsed, variable, place) or parsed


def _declared_state(text: str, written: str, parsed: ParsedNumber, place: Place) -> ParsedNumber | Finding:
    state = STATES_OF_FIGURES.get(written.lower())
    if state is None:
        return place.problem("unknown_state", name=written, known=", ".join(STATES_OF_FIGURES))
    # An empty value takes the state beside it; a written one must say the same.
    if state is parsed.state or (not text and not state.is_number):
        return ParsedNumber(parsed.value, state, parsed.repairs)
    return place.problem("state_conflict", state=written, name=text)


def _impossible(text: str, parsed: ParsedNumber, variable: FigureVariable, place: Place) -> Finding | None:
    if parsed.value is None:
        return None
    if Repair.PERCENT_SIGN in parsed.repairs and variable.unit not in PERCENT_UNITS:
        return place.problem("percent_of_what", name=text, variable=variable.id)
    if parsed.value < 0 and variable.id not in BALANCES:
        return place.problem("negative", name=text, variable=variable.id)
    if parsed.value > 100 and variable.unit == SHARE_UNIT:
        return place.problem("above_hundred", name=text, variable=variable.id)
    is_count = variable.unit in WHOLE_UNITS and variable.aggregation == "sum"
    if is_count and not parsed.value.is_integer():
        return place.problem("fraction_of_count", name=text, variable=variable.id)
    return None
