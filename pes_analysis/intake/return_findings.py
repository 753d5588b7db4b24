"""What was found in a return: errors that block it, warnings, and what was read otherwise than written."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from pes_analysis.intake.return_rules import RULES
from pes_analysis.intake.workbook_refusals import placed
from pes_analysis.protect.escape import clean

Severity = Literal["error", "warning", "repair"]
SHOWN_LENGTH = 60


@dataclass(frozen=True)
class ReturnFinding:
    """One finding: its rule, its place, and the same words in Polish and English.

    Attributes
    ----------
    severity : {"error", "warning", "repair"}
        An error blocks its return; a warning is for people to look at; a repair tells what was read.
    file, sheet, cell : str
        The place, in the words of spreadsheets; empty where the finding is about more than one cell.
    variable : str
        The variable concerned; empty for none, or several.
    written, read_as : str
        What stands there, and what it was read as.
    """

    severity: Severity
    rule: str
    file: str
    sheet: str = ""
    cell: str = ""
    variable: str = ""
    written: str = ""
    read_as: str = ""
    message_pl: str = ""
    message_en: str = ""

    @property
    def located(self) -> tuple[str, str]:
        """The messages with the place before them, in Polish and English."""
        pl, en = placed(self.file, self.sheet, self.cell)
        return f"{pl}: {self.message_pl}", f"{en}: {self.message_en}"


@dataclass(frozen=True)
class Place:
    """Where something stands; makes the findings about it.

    Examples
    --------
    >>> place = Place("zwrot.xlsx", "Pytania", "E7", "headcount")
    >>> found = place.found("not_yes_or_no", "może")
    >>> found.severity, found.located[1].partition(": ")[0]
    ('error', "zwrot.xlsx, sheet 'Pytania', cell E7")
    >>> found.message_en
    "'może' is no answer to this question. Write: yes, no, a full stop or x."
    """

    file: str
    sheet: str = ""
    cell: str = ""
    variable: str = ""

    def found(
        self, rule: str, written: str | float = "", read_as: str = "", **values: str | float
    ) -> ReturnFinding:
        """Give the finding of a rule here; its message names `written`, `read_as` and `values`."""
        severity, *texts = RULES[rule]
        named = {**values, "written": written, "read_as": read_as, "variable": self.variable}
        pl, en = (
            text.format(**{key: _shown(key, value, language) for key, value in named.items()})
            for text, language in zip(texts, ("pl", "en"), strict=True)
        )
        return self.said(severity, rule, pl, en, str(_shown("written", written, "pl")), read_as)

    def said(
        self, severity: Severity, rule: str, pl: str, en: str, written: str = "", read_as: str = ""
    ) -> ReturnFinding:
        """Give a finding whose words come from elsewhere."""
        return ReturnFinding(
            severity,
            rule,
            clean(self.file, limit=SHOWN_LENGTH),
            clean(self.sheet, limit=SHOWN_LENGTH),
            self.cell,
            self.variable,
            clean(written, limit=SHOWN_LENGTH),
            clean(read_as, limit=SHOWN_LENGTH),
            pl,
            en,
        )


def worded(
    place: Place,
    rule: str,
    words: tuple[Severity, str, str],
    written: str = "",
    read_as: str = "",
    hint: str | tuple[str, str] = "",
) -> ReturnFinding:
    """Give the finding of a rule with its words filled in.

    Parameters
    ----------
    place : Place
    rule : str
    words : (str, str, str)
        How grave it is, and what to say in Polish and English, with ``{written}, {read_as}, {hint}``.
    written, read_as : str
        What stands in the file and what was read; shown without harm.
    hint : str or (str, str)
        Words of our own, the same in both languages or Polish and English.

    Examples
    --------
    >>> words = ("error", "Jest „{written}”: {hint}.", "There is '{written}': {hint}.")
    >>> worded(Place("a.csv"), "odd", words, "x", hint=("źle", "wrong")).message_en
    "There is 'x': wrong."
    """
    severity, *texts = words
    hints = (hint, hint) if isinstance(hint, str) else hint
    shown = clean(written, limit=SHOWN_LENGTH)
    read = clean(read_as, limit=SHOWN_LENGTH)
    pl, en = (
        text.format(written=shown, read_as=read, hint=said).strip()
        for text, said in zip(texts, hints, strict=True)
    )
    return place.said(severity, rule, pl, en, written, read_as)


def _shown(key: str, value: object, language: str) -> object:
    if isinstance(value, float):
        return plain_number(value, language)
    # Hints are sentences of our own, with what they quote already made safe.
    return (
        clean(value, limit=SHOWN_LENGTH) if isinstance(value, str) and not key.startswith("hint") else value
    )


def plain_number(value: float, language: str) -> str:
    r"""Write a number as people do: thousands apart, and the decimal mark of the language.

    Examples
    --------
    >>> plain_number(1234567.5, "pl"), plain_number(1234567.5, "en"), plain_number(-3, "pl")
    ('1\xa0234\xa0567,5', '1,234,567.5', '-3')
    """
    digits = f"{value:,.6f}".rstrip("0").rstrip(".")
    return digits.replace(",", "\N{NO-BREAK SPACE}").replace(".", ",") if language == "pl" else digits


def in_order_of_file(findings: Sequence[ReturnFinding]) -> tuple[ReturnFinding, ...]:
    """Put findings in the order in which somebody goes through the file: of the whole first, then by row.

    Sheets stand as they first come up, since they are read in their order.

    Examples
    --------
    >>> cells = [Place("a.xlsx", "Pytania", cell).found("error_in_cell") for cell in ("E12", "E3", "")]
    >>> [one.cell for one in in_order_of_file(cells)]
    ['', 'E3', 'E12']
    """
    sheets = list(dict.fromkeys(one.sheet for one in findings))

    def place(finding: ReturnFinding) -> tuple[int, int, str]:
        row = "".join(sign for sign in finding.cell if sign.isdigit())
        # A column of two letters comes after one of one letter.
        column = finding.cell.removesuffix(row)
        return (sheets.index(finding.sheet), int(row), column.rjust(3)) if row else (-1, 0, "")

    return tuple(sorted(findings, key=place))


def has_errors(findings: Iterable[ReturnFinding]) -> bool:
    """Whether any of the findings blocks its return."""
    return any(finding.severity == "error" for finding in findings)
