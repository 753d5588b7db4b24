"""Reading a workbook of codes back: each row held against the table as it is now, or told what is wrong."""

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from string import ascii_uppercase

from pes_analysis.intake.coding_list import CODE, CODED_ON, CODER, CodingList, Entry
from pes_analysis.intake.contact_forms import day
from pes_analysis.intake.return_findings import Place, ReturnFinding, Severity, worded
from pes_analysis.intake.workbook_cells import WorkbookCell, WorkbookSheet, cell_address
from pes_analysis.intake.workbook_reader import read_workbook
from pes_analysis.intake.workbook_refusals import WorkbookRefusedError
from pes_analysis.protect.escape import clean
from pes_analysis.protect.personal_data import personal_data_kinds

LONGEST_CODER = 60
RULES: Mapping[str, tuple[Severity, str, str]] = {
    "no_coding_form": (
        "error",
        "to nie jest formularz kodowania: brakuje kolumn: {written}. Utwórz go z --form.",
        "this is no form for coding: columns are missing: {written}. Make one with --form.",
    ),
    "unknown_entry": (
        "error",
        "nie ma takiego wpisu w tabeli: „{written}”. Utwórz formularz od nowa.",
        "the table has no such entry: '{written}'. Make the form anew.",
    ),
    "entry_twice": (
        "error",
        "wpis „{written}” stoi w pliku dwa razy. Zostaw jeden wiersz.",
        "the entry '{written}' stands in the file twice. Keep one row.",
    ),
    "entry_changed": (
        "error",
        "ten wpis brzmi teraz inaczej niż w tabeli. Ktoś go zmienił tu albo tam; utwórz formularz od nowa.",
        "this entry reads otherwise than in the table. It was changed here or there; make the form anew.",
    ),
    "coded_elsewhere": (
        "error",
        "wpis zakodowano już inaczej: {written}. Dodaj --replace, żeby zastąpić tamten kod.",
        "the entry is coded otherwise already: {written}. Add --replace to put this code in its place.",
    ),
    "unknown_code": (
        "error",
        "kodu „{written}” nie ma na liście. Wybierz go z arkusza „Listy”.",
        "the code '{written}' is not on the list. Choose one from the sheet 'Lists'.",
    ),
    "no_coder": (
        "error",
        "jest kod, a nie ma kodującego. Wpisz funkcję albo inicjały.",
        "there is a code and no coder. Write a function or initials.",
    ),
    "bad_coder": (
        "error",
        "kodujący to funkcja albo inicjały, najwyżej 60 znaków, bez telefonu i e-maila.",
        "a coder is a function or initials, 60 characters at most, without phone or e-mail.",
    ),
    "no_day": (
        "error",
        "„{written}” nie jest dniem kodowania. Wpisz rok, miesiąc i dzień, na przykład 2025-01-31.",
        "'{written}' is no day of coding. Write year, month and day, for example 2025-01-31.",
    ),
    "future_day": (
        "error",
        "dzień {written} jeszcze nie nadszedł. Popraw datę.",
        "the day {written} has not come yet. Correct the date.",
    ),
    "too_early": (
        "error",
        "dzień {written} jest wcześniejszy niż sam wpis. Popraw datę.",
        "the day {written} is before the entry itself. Correct the date.",
    ),
    "formula": (
        "error",
        "w komórce jest formuła. Wpisz samą wartość.",
        "the cell holds a formula. Write the value alone.",
    ),
}


@dataclass(frozen=True)
class Coded:
    """How a person coded an entry: codes of the list, who, and when."""

    key: tuple[str, ...]
    codes: tuple[str, ...]
    coder: str
    coded_on: str


@dataclass(frozen=True)
class CodedFile:
    """What was read from one workbook.

    Attributes
    ----------
    file : str
    coded : tuple of Coded
        Rows that may be taken in.
    known, waiting : int
        Rows that stand in the table as they are here, and rows without a code.
    findings : tuple of ReturnFinding
        Rows with one are not among `coded`.
    """

    file: str
    coded: tuple[Coded, ...] = ()
    known: int = 0
    waiting: int = 0
    findings: tuple[ReturnFinding, ...] = ()

    @property
    def kept_out(self) -> int:
        """How many rows have a finding."""
        return len({one.cell.lstrip(ascii_uppercase) for one in self.findings})


def read_coded(path: Path, coding: CodingList, today: dt.date, *, replace: bool = False) -> CodedFile:
    """Read a workbook that `CodingList.form` made and a person filled in.

    Parameters
    ----------
    path : Path
    coding : CodingList
        The entries as they are now.
    today : date
        Nobody codes later than that.
    replace : bool
        Whether codes that stand in the table already may give way.

    Returns
    -------
    CodedFile
        Of a workbook that cannot be read, one finding.
    """
    try:
        book = read_workbook(path)
    except WorkbookRefusedError as error:
        place = Place(path.name, error.refusal.sheet, error.refusal.cell)
        return CodedFile(path.name, findings=(place.said("error", error.refusal.rule, *error.refusal.texts),))
    best: tuple[WorkbookSheet | None, dict[str, int]] = (None, {})
    for one in book.sheets:
        headed = _places(one, columns_by_heading(coding))
        if len(headed) > len(best[1]):
            best = (one, headed)
    sheet, places = best
    missing = [column.heading.pl for column in coding.columns() if column.id not in places]
    if sheet is None or missing:
        place = Place(path.name, sheet.name if sheet else "")
        return CodedFile(path.name, findings=(_found(place, "no_coding_form", ", ".join(missing)),))
    return read_coded_sheet(path.name, sheet, places, coding, today, replace=replace)


def read_coded_sheet(
    file: str,
    sheet: WorkbookSheet,
    places: Mapping[str, int],
    coding: CodingList,
    today: dt.date,
    *,
    replace: bool = False,
) -> CodedFile:
    """Read the rows of a sheet below its headings.

    Parameters
    ----------
    file : str
    sheet : WorkbookSheet
    places : Mapping of str to int
        Where the columns of the form stand, counted from 1.
    coding, today, replace
        As in `read_coded`.
    """
    return _Reader(file, sheet, places, coding, today, replace).read()


def columns_by_heading(coding: CodingList) -> dict[str, str]:
    """Give the columns by what may stand above them: their id, or their heading in either language."""
    return {
        name.casefold(): one.id
        for one in coding.columns()
        for name in (one.id, one.heading.pl, one.heading.en)
    }


def _places(sheet: WorkbookSheet, names: Mapping[str, str]) -> dict[str, int]:
    header = sheet.row(1)
    return {
        names[cell.text.strip().casefold()]: at
        for at, cell in header.items()
        if cell.text.strip().casefold() in names
    }


def _found(place: Place, rule: str, written: str = "") -> ReturnFinding:
    # What looks like personal data is not repeated, not even on the screen.
    return worded(place, rule, RULES[rule], "…" if personal_data_kinds(written) else written)


@dataclass(frozen=True)
class _Reader:
    file: str
    sheet: WorkbookSheet
    places: Mapping[str, int]
    coding: CodingList
    today: dt.date
    replace: bool

    def read(self) -> CodedFile:
        coded: list[Coded] = []
        findings: list[ReturnFinding] = []
        seen: set[tuple[str, ...]] = set()
        known = waiting = 0
        rows: dict[int, dict[int, WorkbookCell]] = {}
        for cell in self.sheet.cells:
            rows.setdefault(cell.row, {})[cell.column] = cell
        for number, cells in sorted(rows.items()):
            said = {name: clean(cells[at].text).strip() for name, at in self.places.items() if at in cells}
            if number == 1 or not any(said.values()):
                continue
            key = tuple(said.get(name, "") for name in self.coding.key)
            wrong = [
                _found(self._place(number, name), "formula")
                for name, at in self.places.items()
                if at in cells and cells[at].is_formula
            ]
            entry = self.coding.entries.get(key)
            if entry is None:
                wrong.append(_found(self._place(number), "unknown_entry", " ".join(key)))
            elif key in seen:
                wrong.append(_found(self._place(number), "entry_twice", " ".join(key)))
            seen.add(key)
            if wrong or entry is None:
                findings += wrong
                continue
            if not any(said.get(name) for name in self._code_columns):
                waiting += 1
                continue
            found, one = self._row(number, said, entry)
            findings += found
            if one is not None and not found:
                if self._stands(entry, one):
                    known += 1
                else:
                    coded.append(one)
        return CodedFile(self.file, tuple(coded), known, waiting, tuple(findings))

    @property
    def _code_columns(self) -> Sequence[str]:
        return [name for name in self.places if name.startswith(f"{CODE}_")]

    def _place(self, row: int, name: str = "") -> Place:
        column = self.places[name] if name else min(self.places.values())
        return Place(self.file, self.sheet.name, cell_address(row, column), name)

    def _row(
        self, number: int, said: Mapping[str, str], entry: Entry
    ) -> tuple[list[ReturnFinding], Coded | None]:
        wrong: list[ReturnFinding] = []
        for name, text in zip(self.coding.shown, entry.shown, strict=True):
            if _plain(said.get(name, "")) not in map(_plain, text):
                wrong.append(_found(self._place(number, name), "entry_changed"))
        names = {
            word.casefold(): id_
            for id_, text in self.coding.codes.items()
            for word in (id_, text.pl, text.en)
        }
        codes = []
        for name in self._code_columns:
            written = said.get(name, "")
            code = names.get(written.casefold(), "")
            if written and not code:
                wrong.append(_found(self._place(number, name), "unknown_code", written))
            elif written and code not in codes:
                codes.append(code)
        coder, written_day = said.get(CODER, ""), said.get(CODED_ON, "")
        wrong += [_found(self._place(number, CODER), rule) for rule in _coder_problems(coder)]
        coded_on = day(written_day).value
        wrong += [
            _found(self._place(number, CODED_ON), rule, written_day)
            for rule in self._day_problems(coded_on, entry.since)
        ]
        one = Coded(entry.key, tuple(codes), coder, coded_on)
        if entry.codes and not wrong and not self.replace and not self._stands(entry, one):
            told = "; ".join(
                part
                for part in (
                    ", ".join(self.coding.codes[code].pl for code in entry.codes),
                    entry.coder,
                    entry.coded_on,
                )
                if part
            )
            wrong.append(_found(self._place(number, self._code_columns[0]), "coded_elsewhere", told))
        return wrong, one

    @staticmethod
    def _stands(entry: Entry, one: Coded) -> bool:
        """Whether the table says the same already."""
        return (set(entry.codes), entry.coder, entry.coded_on) == (set(one.codes), one.coder, one.coded_on)

    def _day_problems(self, coded_on: str, since: str) -> Iterator[str]:
        if not coded_on:
            yield "no_day"
        elif coded_on > self.today.isoformat():
            yield "future_day"
        elif coded_on < since:
            yield "too_early"


def _coder_problems(coder: str) -> Iterator[str]:
    if not coder:
        yield "no_coder"
    elif len(coder) > LONGEST_CODER or personal_data_kinds(coder):
        yield "bad_coder"


def _plain(text: str) -> str:
    """Take away what a spreadsheet may change by itself: kinds and numbers of spaces."""
    return re.sub(r"\s+", " ", clean(text)).strip()
