"""Rows of the form as signals: every cell read or told what is wrong, texts with personal data held back."""

import datetime as dt
import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from pes_analysis.catalogue import Catalogue
from pes_analysis.catalogue.signals import SignalRules
from pes_analysis.intake.delimited import read_delimited
from pes_analysis.intake.findings import Finding, UnreadableTableError, problem, worded
from pes_analysis.intake.return_files import TABLES
from pes_analysis.intake.signal_form import COLUMNS
from pes_analysis.intake.workbook_reader import read_workbook
from pes_analysis.intake.workbook_refusals import WorkbookRefusedError
from pes_analysis.protect.escape import clean
from pes_analysis.protect.personal_data import personal_data_kinds

PROBLEMS: Mapping[str, tuple[str, str]] = {
    "no_form": (
        "To nie jest formularz sygnałów: brakuje kolumn: {name}. Utwórz go poleceniem „pes signals form”.",
        "This is no form of signals: columns are missing: {name}. Make one with 'pes signals form'.",
    ),
    "not_a_day": (
        "„{name}” nie jest datą. Wpisz rok, miesiąc i dzień, na przykład 2024-05-31.",
        "'{name}' is no date. Write year, month and day, for example 2024-05-31.",
    ),
    "future_day": (
        "Data {name} jeszcze nie nadeszła. Popraw datę.",
        "The date {name} has not come yet. Correct the date.",
    ),
    "old_day": (
        "Data {name} jest sprzed 2000 r. Popraw datę.",
        "The date {name} is before 2000. Correct the date.",
    ),
    "no_county": (
        "Nie ma powiatu „{name}”. Wpisz czterocyfrowy kod albo nazwę z listy.",
        "There is no county '{name}'. Write a four-digit code or a name from the list.",
    ),
    "no_area": (
        "Nie ma obszaru usług „{name}”. Wybierz go z listy albo zostaw puste pole.",
        "There is no service area '{name}'. Choose one from the list or leave the cell empty.",
    ),
    "no_kind": (
        "Nie ma rodzaju sygnału „{name}”. Wybierz go z listy.",
        "There is no kind of signal '{name}'. Choose one from the list.",
    ),
    "not_persons": (
        "„{name}” nie jest liczbą osób. Wpisz liczbę całkowitą od 1 do {most}.",
        "'{name}' is no number of people. Write a whole number from 1 to {most}.",
    ),
    "no_unit": (
        "Brakuje jednostki zgłaszającej. Wpisz jej nazwę.",
        "The reporting unit is missing. Write its name.",
    ),
    "personal_unit": (
        "W nazwie jednostki albo kodującego są dane osobowe. Wpisz samą nazwę albo stanowisko.",
        "The unit or the coder holds personal data. Write the name of the unit or a post alone.",
    ),
    "nothing_said": (
        "Nie wiadomo, czego zabrakło: wpisz obszar usług albo opis.",
        "It is not known what was missing: write a service area or a description.",
    ),
    "too_long": (
        "Opis ma więcej niż {most} znaków. Skróć go.",
        "The description has more than {most} characters. Shorten it.",
    ),
    "formula": (
        "W komórce jest formuła. Wpisz samą wartość.",
        "The cell holds a formula. Write the value alone.",
    ),
    "repeated": (
        "Ten sam sygnał stoi już w wierszu {first}. Policzono go raz.",
        "The same signal stands in line {first} already. It was counted once.",
    ),
}
REPAIRS: Mapping[str, tuple[str, str]] = {
    "held_back": (
        "Opis wstrzymano, bo wygląda na to, że są w nim dane osobowe: {name}. Sygnał policzono.",
        "The description was held back, for it seems to hold personal data: {name}. The signal was counted.",
    ),
    "coder_is_unit": (
        "Nie podano kodującego; wpisano jednostkę zgłaszającą.",
        "No coder was given; the reporting unit was written in.",
    ),
}
REPEATED = "repeated"
LONGEST_TEXT = 500
MOST_PERSONS = 9_999
FIRST_YEAR = 2000
_DAY = re.compile(r"(\d{1,2})[.\-/](\d{1,2})[.\-/](\d{4})")


@dataclass(frozen=True)
class SignalFile:
    """What was read from one file.

    Attributes
    ----------
    file : str
    signals : tuple of dict
        Cells of the table of signals by column, one mapping a signal.
    problems, repairs : tuple of Finding
        Rows with a problem are not among the signals.
    """

    file: str
    signals: tuple[Mapping[str, object], ...] = ()
    problems: tuple[Finding, ...] = ()
    repairs: tuple[Finding, ...] = ()


@dataclass(frozen=True)
class SignalRegister:
    """What rows are held against: names in both languages to ids, counties, rules, today."""

    areas: Mapping[str, str]
    kinds: Mapping[str, str]
    counties: Mapping[str, str]
    rules: SignalRules
    today: dt.date


def signal_register(
    catalogue: Catalogue, counties: pd.DataFrame, rules: SignalRules, today: dt.date
) -> SignalRegister:
    """Gather what rows are held against.

    Parameters
    ----------
    catalogue : Catalogue
    counties : DataFrame
        Indexed by teryt, with ``name``.
    rules : SignalRules
    today : date
    """
    named: dict[str, list[str]] = {}
    for teryt, name in counties["name"].items():
        named.setdefault(str(name).casefold(), []).append(str(teryt))
    known = {str(teryt): str(teryt) for teryt in counties.index}
    # A name that two counties share tells neither.
    known |= {name: codes[0] for name, codes in named.items() if len(codes) == 1}
    return SignalRegister(
        _ids(catalogue, "service_areas"), _ids(catalogue, "signal_kinds"), known, rules, today
    )


def read_signal_files(paths: Iterable[Path], register: SignalRegister) -> list[SignalFile]:
    """Read filled-in forms; a file that cannot be read gives no signal and the reason."""
    return [_read(path, register) for path in paths]


def signals_of_rows(
    file: str,
    rows: Iterable[tuple[int, Mapping[str, str]]],
    register: SignalRegister,
    *,
    generated: bool = False,
) -> SignalFile:
    """Read the rows of a form.

    Parameters
    ----------
    file : str
    rows : iterable of (int, mapping)
        Line and cells by the id of their column.
    register : SignalRegister
    generated : bool

    Examples
    --------
    >>> from pes_analysis.catalogue import load_catalogue
    >>> from pes_analysis.catalogue.signals import load_signal_rules
    >>> counties = pd.DataFrame({"name": ["bocheński"]}, index=["1201"])
    >>> register = signal_register(load_catalogue(), counties, load_signal_rules(), dt.date(2025, 1, 1))
    >>> row = {"reported_on": "31.05.2024", "teryt": "bocheński", "text": "Brak noclegowni, tel. 000 000 012",
    ...        "kind": "Odmowa z braku miejsc lub pieniędzy", "persons": "3", "unit": "OPS"}
    >>> found = signals_of_rows("a.csv", [(2, row)], register).signals[0]
    >>> [found[name] for name in ("teryt", "text", "held_back", "proposed_area")]
    ['1201', '', 'phone', 'homelessness']
    """
    read: list[Mapping[str, object]] = []
    problems: list[Finding] = []
    repairs: list[Finding] = []
    seen: dict[str, int] = {}
    for line, cells in rows:
        row, wrong, repaired = _signal(file, line, cells, register)
        problems += wrong
        if wrong:
            continue
        key = str(row["signal_id"])
        if key in seen:
            problems.append(worded(PROBLEMS[REPEATED], REPEATED, file, line, first=seen[key]))
            continue
        seen[key] = line
        repairs += repaired
        read.append({**row, "generated": generated})
    return SignalFile(file, tuple(read), tuple(problems), tuple(repairs))


def _read(path: Path, register: SignalRegister) -> SignalFile:
    try:
        if path.suffix.lower() in TABLES:
            table = read_delimited(path)
            header: Sequence[str] = table.header.cells
            lines: list[tuple[int, Sequence[str]]] = [(row.line, row.cells) for row in table.rows]
            before, formulas = list(table.problems), list[int]()
        else:
            header, lines, formulas = _sheet(path)
            before = []
    except UnreadableTableError as error:
        return SignalFile(path.name, (), (error.finding,))
    except WorkbookRefusedError as error:
        pl, en = error.refusal.texts
        refused = Finding(path.name, 0, "", error.refusal.rule, pl, en)
        return SignalFile(path.name, (), (refused,))
    places = _places(header)
    missing = [one.heading.pl for one in COLUMNS if one.id not in places and one.id != "coder"]
    if missing:
        found = worded(PROBLEMS["no_form"], "no_form", path.name, 1, name=", ".join(missing))
        return SignalFile(path.name, (), (found,))
    rows = (
        (line, {name: cells[at].strip() for name, at in places.items() if at < len(cells)})
        for line, cells in lines
    )
    read = signals_of_rows(path.name, (row for row in rows if any(row[1].values())), register)
    told = [worded(PROBLEMS["formula"], "formula", path.name, line) for line in formulas]
    return SignalFile(path.name, read.signals, (*before, *told, *read.problems), read.repairs)


def _sheet(path: Path) -> tuple[Sequence[str], list[tuple[int, Sequence[str]]], list[int]]:
    """Give the heading, the rows without a formula and the lines with one, of the first sheet."""
    workbook = read_workbook(path)
    first = workbook.sheets[0] if workbook.sheets else None
    if first is None or not first.cells:
        raise UnreadableTableError(problem("empty_file", path.name, 0))
    width = max(cell.column for cell in first.cells)
    rows: dict[int, list[str]] = {}
    formulas: set[int] = set()
    for cell in first.cells:
        rows.setdefault(cell.row, [""] * width)[cell.column - 1] = cell.text
        if cell.is_formula:
            formulas.add(cell.row)
    header = rows.pop(1, [""] * width)
    kept: list[tuple[int, Sequence[str]]] = [
        (row, cells) for row, cells in sorted(rows.items()) if row not in formulas
    ]
    return header, kept, sorted(formulas)


def _places(header: Sequence[str]) -> dict[str, int]:
    names = {name.casefold(): one.id for one in COLUMNS for name in (one.id, one.heading.pl, one.heading.en)}
    folded = [cell.strip().casefold() for cell in header]
    return {names[cell]: at for at, cell in enumerate(folded) if cell in names}


def _signal(
    file: str, line: int, cells: Mapping[str, str], register: SignalRegister
) -> tuple[dict[str, object], list[Finding], list[Finding]]:
    wrong: list[Finding] = []
    repaired: list[Finding] = []

    def told(rule: str, column: str, name: str = "") -> str:
        wrong.append(worded(PROBLEMS[rule], rule, file, line, column, name=name, most=_most(rule)))
        return ""

    given = {one.id: clean(cells.get(one.id, "")) for one in COLUMNS}
    day = _day(given["reported_on"])
    if wrong_day := _day_problem(day, register.today):
        told(wrong_day, "reported_on", given["reported_on"])
    teryt = _county(given["teryt"], register) or told("no_county", "teryt", given["teryt"])
    area = register.areas.get(given["service_area"].casefold(), "")
    if given["service_area"] and not area:
        told("no_area", "service_area", given["service_area"])
    kind = register.kinds.get(given["kind"].casefold()) or told("no_kind", "kind", given["kind"])
    persons = _persons(given["persons"])
    if persons is None:
        told("not_persons", "persons", given["persons"])
    unit, coder, text = given["unit"], given["coder"], given["text"]
    for rule, column in _word_problems(unit, coder, text, area):
        told(rule, column)
    found = personal_data_kinds(text)
    if found:
        texts = REPAIRS["held_back"]
        repaired.append(worded(texts, "held_back", file, line, "text", name=", ".join(found)))
    if area and not coder:
        coder = unit
        repaired.append(worded(REPAIRS["coder_is_unit"], "coder_is_unit", file, line, "coder"))
    parts = (str(day), teryt, area, text, kind, str(persons), unit)
    row: dict[str, object] = {
        "signal_id": f"s-{hashlib.sha256(chr(0).join(parts).encode()).hexdigest()[:12]}",
        "reported_on": str(day),
        "teryt": teryt,
        "service_area": area,
        "coder": coder if area else "",
        "coded_on": "",
        "proposed_area": register.rules.propose(text),
        "text": "" if found else text,
        "held_back": " ".join(found),
        "persons": persons,
        "kind": kind,
        "unit": unit,
    }
    return row, wrong, repaired


def _day_problem(day: dt.date | None, today: dt.date) -> str:
    if day is None:
        return "not_a_day"
    if day > today:
        return "future_day"
    return "old_day" if day.year < FIRST_YEAR else ""


def _word_problems(unit: str, coder: str, text: str, area: str) -> Iterator[tuple[str, str]]:
    if not unit:
        yield "no_unit", "unit"
    if personal_data_kinds(unit) or personal_data_kinds(coder):
        yield "personal_unit", "unit"
    if not text and not area:
        yield "nothing_said", "text"
    if len(text) > LONGEST_TEXT:
        yield "too_long", "text"


def _most(rule: str) -> int:
    return LONGEST_TEXT if rule == "too_long" else MOST_PERSONS


def _day(text: str) -> dt.date | None:
    match = _DAY.fullmatch(text)
    iso = f"{match[3]}-{int(match[2]):02d}-{int(match[1]):02d}" if match else text
    try:
        return dt.date.fromisoformat(iso) if re.fullmatch(r"\d{4}-\d{2}-\d{2}", iso) else None
    except ValueError:
        return None


def _county(text: str, register: SignalRegister) -> str:
    plain = re.sub(r"^powiat\s+", "", text.casefold())
    return register.counties.get(plain, "") or register.counties.get(text[:4], "")


def _persons(text: str) -> int | None:
    if not re.fullmatch(r"[1-9][0-9]{0,9}", text):
        return None
    count = int(text)
    return count if count <= MOST_PERSONS else None


def _ids(catalogue: Catalogue, closed_list: str) -> dict[str, str]:
    items = catalogue.closed_list(closed_list).items
    return {name.casefold(): one.id for one in items for name in (one.id, one.name.pl, one.name.en)}
