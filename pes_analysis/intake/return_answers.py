"""One answer of a return: a number, yes or no, or the sign that says why there is none."""

import re
from dataclasses import dataclass

from pes_analysis.catalogue import State, Variable
from pes_analysis.intake.figures_checks import PERCENT_UNITS
from pes_analysis.intake.polish_numbers import (
    DecimalMark,
    ParsedNumber,
    Repair,
    UnreadableNumberError,
    parse_number,
)
from pes_analysis.intake.questionnaire_words import NO, YES
from pes_analysis.intake.return_findings import Place, ReturnFinding, has_errors
from pes_analysis.intake.workbook_cells import WorkbookCell

# Words that a questionnaire offers, and others that people and spreadsheets write for them.
_OFFERED = {YES.pl: 1.0, YES.en: 1.0, NO.pl: 0.0, NO.en: 0.0}
_ALSO_READ = {"t": 1.0, "y": 1.0, "1": 1.0, "true": 1.0, "prawda": 1.0, "n": 0.0, "0": 0.0, "false": 0.0} | {
    "fałsz": 0.0
}
_CURRENCY = re.compile(r"(?<=[0-9])\s*(?:zł|zl|PLN)\.?$", re.IGNORECASE)
_WRONG_KINDS = {"date": "date_in_number", "error": "error_in_cell", "boolean": "truth_in_number"}


@dataclass(frozen=True)
class Answer:
    """An answer that was understood.

    Attributes
    ----------
    variable : str
    value : float or None
        None where the state is no number.
    state : State
    place : Place
        Where it stands.
    """

    variable: str
    value: float | None
    state: State
    place: Place


def read_answer(
    variable: Variable, cell: WorkbookCell | None, place: Place, decimal: DecimalMark = "comma"
) -> tuple[Answer | None, list[ReturnFinding]]:
    """Read the answer to one question.

    Parameters
    ----------
    variable : Variable
        What is asked.
    cell : WorkbookCell or None
        None where the cell is empty.
    place : Place
        Where the cell is.
    decimal : {"comma", "point"}
        The decimal mark of numbers written as text.

    Returns
    -------
    answer : Answer or None
        None where there is none, or none that could be understood.
    findings : list of ReturnFinding
        Errors, and what was read otherwise than it is written.

    Examples
    --------
    >>> from pes_analysis.catalogue import load_catalogue
    >>> wage = load_catalogue().variable("wage_avg", "organisation")
    >>> answer, found = read_answer(wage, WorkbookCell(7, 5, "text", "4 300,50"), Place("a.xlsx"))
    >>> answer.value, [one.rule for one in found]
    (4300.5, ['thousands_mark', 'decimal_comma'])
    """
    if cell is None or not cell.text.strip():
        return None, []
    findings: list[ReturnFinding] = []
    read = _flag(cell, place) if variable.kind == "flag" else _number(variable, cell, place, decimal)
    parsed, found = read
    findings += found
    if parsed is None:
        return None, findings
    shown = _shown(parsed)
    if cell.is_formula:
        findings.append(place.found("formula_value", cell.text, shown))
    findings += _impossible(variable, parsed, place)
    if has_errors(findings):
        return None, findings
    return Answer(variable.id, parsed.value, parsed.state, place), findings


def _number(
    variable: Variable, cell: WorkbookCell, place: Place, decimal: DecimalMark
) -> tuple[ParsedNumber | None, list[ReturnFinding]]:
    if cell.kind in _WRONG_KINDS:
        return None, [place.found(_WRONG_KINDS[cell.kind], cell.text)]
    if cell.kind == "number":
        value = float(cell.text)
        return ParsedNumber(value, State.VALUE if value else State.ZERO), []
    text = cell.text
    if cell.kind == "percent":
        # A spreadsheet keeps 12,5% as 0.125 and shows it with its sign.
        text, decimal = f"{float(text) * 100:.15g}%", "point"
    amount = _CURRENCY.sub("", text) if variable.kind == "amount" else text
    try:
        parsed = parse_number(amount, decimal)
    except UnreadableNumberError as error:
        return None, [place.found(error.rule, text, hint_pl=error.pl, hint_en=error.en)]
    if parsed.state is State.SUPPRESSED:
        return None, [place.found("suppressed_sign", text)]
    if Repair.PERCENT_SIGN in parsed.repairs and variable.unit not in PERCENT_UNITS:
        return None, [place.found("percent_of_what", text.replace(".", ","))]
    without = [place.found("currency_word", text, _shown(parsed))] if amount != text else []
    return parsed, without or _repairs(parsed, text, place)


def _repairs(parsed: ParsedNumber, text: str, place: Place) -> list[ReturnFinding]:
    if parsed.repairs:
        return [place.found(made.value, text, _shown(parsed)) for made in parsed.repairs]
    return [place.found("text_number", text, _shown(parsed))] if parsed.state.is_number else []


def _flag(cell: WorkbookCell, place: Place) -> tuple[ParsedNumber | None, list[ReturnFinding]]:
    word = cell.text.strip().casefold()
    value = _OFFERED.get(word)
    if value is not None:
        return ParsedNumber(value, State.VALUE if value else State.ZERO), []
    value = _ALSO_READ.get(word)
    if value is not None:
        parsed = ParsedNumber(value, State.VALUE if value else State.ZERO)
        # Spreadsheets in Polish show 1 for yes as often as people write it; both are told.
        return parsed, [place.found("word_as_flag", cell.text, (YES if value else NO).pl)]
    try:
        parsed = parse_number(cell.text)
    except UnreadableNumberError:
        return None, [place.found("not_yes_or_no", cell.text)]
    if parsed.state not in (State.MISSING, State.NOT_APPLICABLE):
        return None, [place.found("not_yes_or_no", cell.text)]
    return parsed, _repairs(parsed, cell.text, place)


def _impossible(variable: Variable, parsed: ParsedNumber, place: Place) -> list[ReturnFinding]:
    if parsed.value is None:
        return []
    if variable.minimum is not None and parsed.value < variable.minimum:
        return [place.found("below_minimum", parsed.value, limit=variable.minimum)]
    if variable.maximum is not None and parsed.value > variable.maximum:
        return [place.found("above_maximum", parsed.value, limit=variable.maximum)]
    if variable.kind in ("count", "flag") and not parsed.value.is_integer():
        return [place.found("fraction_of_count", parsed.value)]
    return []


def _shown(parsed: ParsedNumber) -> str:
    """Write what was read: plain digits with a decimal comma, or the sign."""
    return parsed.state.symbol if parsed.value is None else f"{parsed.value:.15g}".replace(".", ",")
