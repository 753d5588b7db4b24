"""An empty workbook of the survey of ties, to hand out: who with whom, how, and how it is rated."""

import datetime as dt
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import xlsxwriter

from pes_analysis.catalogue import Language, Text
from pes_analysis.intake import ties_form_words as words
from pes_analysis.intake.ties_columns import (
    COUNTY,
    HAS_TIES,
    KIND,
    KINDS,
    NO,
    PARTNER,
    RATINGS,
    RESPONDENT,
    STRENGTH,
    UNIT,
    WHO,
    YEAR,
    YES,
    TiesColumns,
)
from pes_analysis.intake.ties_units import SurveyUnits
from pes_analysis.protect.escape import clean

ROWS = 150
_A4 = 9
_MOMENT = dt.datetime(2000, 1, 1, tzinfo=dt.UTC).replace(tzinfo=None)
_NARROW, _WIDE = 14, 44
# A text that begins with = stays a text, an address does not turn into a link, and no hidden number appears.
_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


@dataclass(frozen=True)
class TiesForm:
    """What a form is made of.

    Attributes
    ----------
    columns : TiesColumns
    units : SurveyUnits
        Those that may be shown are listed.
    types : Mapping of str to str
        Id of a unit → the name of its type.
    counties : Mapping of str to str
        Code → name.
    year : int
    asker, contact : str
        Who asks, and the address for questions.
    is_generated : bool
        Whether the units are made up for a demonstration; the form says so.
    """

    columns: TiesColumns
    units: SurveyUnits
    types: Mapping[str, str]
    counties: Mapping[str, str]
    year: int
    asker: str = ""
    contact: str = ""
    is_generated: bool = False

    def workbook(self, language: Language = "pl", unit_id: str = "") -> bytes:
        """Make the workbook, the same bytes for the same form.

        Parameters
        ----------
        language : {"pl", "en"}
        unit_id : str
            The unit that is to answer, written into it beforehand; empty for a form for anybody.

        Returns
        -------
        bytes
            An XLSX file: a sheet of instructions and sheets with one row of headings each, as named tables.
        """
        stream = io.BytesIO()
        with xlsxwriter.Workbook(stream, dict(_OPTIONS)) as book:
            _Writer(book, self, language).write(unit_id)
        return stream.getvalue()

    def list_of_asked(self, unit_ids: Sequence[str], language: Language = "pl") -> str:
        """Write the list of those asked, as `pes_analysis.intake.ties_answers` reads it.

        Parameters
        ----------
        unit_ids : sequence of str
        language : {"pl", "en"}

        Returns
        -------
        str
            A table with a semicolon between cells.
        """
        heading = ";".join(WHO[one].in_language(language) for one in (RESPONDENT, YEAR))
        return "\n".join([heading, *(f"{unit_id};{self.year}" for unit_id in unit_ids)]) + "\n"


class _Writer:
    """Writes sheet after sheet in one language."""

    def __init__(self, book: Any, form: TiesForm, language: Language) -> None:
        self.book, self.form, self.language = book, form, language
        wrapped = {"text_wrap": True, "valign": "top", "font_size": 11}
        self.plain = book.add_format(wrapped)
        self.bold = book.add_format({**wrapped, "bold": True})
        self.title = book.add_format({"bold": True, "font_size": 16})
        self.heading = book.add_format({**wrapped, "bold": True, "bottom": 2, "bg_color": "#E8EDF2"})
        framed = {**wrapped, "locked": False, "border": 1, "bg_color": "#FFFBE6"}
        self.answer = book.add_format(framed)
        # As text, a code keeps its zero and nothing turns into a date.
        self.words = book.add_format({**framed, "num_format": "@"})

    def say(self, text: Text) -> str:
        return text.in_language(self.language)

    def write(self, unit_id: str) -> None:
        self._instructions()
        self._unit(unit_id)
        self._ties()
        self._ratings()
        self._units()
        self._lists()
        self.book.set_properties({"title": self._title(), "created": _MOMENT})

    def _title(self) -> str:
        return self.say(words.TITLE).format(year=self.form.year)

    def _instructions(self) -> None:
        sheet = self._sheet(words.INSTRUCTIONS_SHEET, (24, 90), locked=False)
        sheet.write_string(0, 0, self._title(), self.title)
        asked = (
            (words.WHO_ASKS, clean(self.form.asker)),
            (words.DEADLINE, ""),
            (words.CONTACT, clean(self.form.contact)),
        )
        for row, (label, value) in enumerate(asked, start=2):
            sheet.write_string(row, 0, self.say(label), self.bold)
            sheet.write_string(row, 1, value or self.say(words.TO_BE_FILLED), self.answer)
        survey = self.form.columns.survey
        said_first = (words.GENERATED,) if self.form.is_generated else ()
        for row, (label, text) in enumerate((*said_first, *words.INSTRUCTIONS), start=6):
            sheet.write_string(row, 0, self.say(label), self.bold)
            said = self.say(text).format(
                trust=survey.highest_trust, rating=survey.highest_rating, few=survey.least_raters
            )
            sheet.write_string(row, 1, said, self.plain)

    def _unit(self, unit_id: str) -> None:
        sheet = self._sheet(words.UNIT_SHEET, (40, 60, 44, 14))
        units, counties = self.form.units, self.form.counties
        known = {YEAR: str(self.form.year)}
        if unit_id:
            unit = units.of_id[unit_id]
            known |= {RESPONDENT: units.label(unit_id), COUNTY: counties.get(unit.teryt, unit.teryt)}
        for row, (code, (question, explanation)) in enumerate(words.UNIT_QUESTIONS.items(), start=1):
            sheet.write_string(row, 0, self.say(question), self.plain)
            sheet.write_string(row, 1, self.say(explanation), self.plain)
            sheet.write_string(row, 2, clean(known.get(code, "")), self.words)
            sheet.write_string(row, 3, code, self.plain)
        rows = list(words.UNIT_QUESTIONS)
        self._choose(sheet, 1 + rows.index(RESPONDENT), 2, self._unit_names(), strict=False)
        self._choose(sheet, 1 + rows.index(HAS_TIES), 2, [self.say(YES), self.say(NO)])
        self._table(sheet, "unit", [self.say(UNIT[one]) for one in UNIT], len(rows))

    def _ties(self) -> None:
        columns = self.form.columns
        titles = columns.ties
        widths = [_WIDE, 26, 24, *[_NARROW] * (len(titles) - 3)]
        sheet = self._sheet(words.TIES_SHEET, widths)
        for row in range(1, ROWS + 1):
            for at in range(len(titles)):
                sheet.write_blank(row, at, None, self.words)
        choices = {
            PARTNER: self._unit_names(),
            STRENGTH: self._list_of(0, len(columns.grades)),
            KIND: [self.say(one) for one in KINDS.values()],
            **dict.fromkeys(columns.trust, _scale(columns.survey.highest_trust)),
            **{form: [self.say(YES), self.say(NO)] for form in columns.forms},
        }
        for at, column in enumerate(titles):
            # A partner that is not on the list may be written: what it is decides whoever reads the answers.
            self._choose(sheet, 1, at, choices[column], last_row=ROWS, strict=column != PARTNER)
        self._table(sheet, "ties", [self.say(one) for one in titles.values()], ROWS)
        sheet.freeze_panes(1, 1)

    def _ratings(self) -> None:
        survey = self.form.columns.survey
        sheet = self._sheet(words.RATINGS_SHEET, (80, 14, 24))
        for row, (code, question) in enumerate(survey.questions.items(), start=1):
            sheet.write_string(row, 0, self.say(question.text), self.plain)
            sheet.write_blank(row, 1, None, self.words)
            sheet.write_string(row, 2, code, self.plain)
        self._choose(sheet, 1, 1, _scale(survey.highest_rating), last_row=len(survey.questions))
        self._table(sheet, "ratings", [self.say(RATINGS[one]) for one in RATINGS], len(survey.questions))

    def _units(self) -> None:
        sheet = self._sheet(words.UNITS_SHEET, (_WIDE, 30, 34, 24))
        mark = f" ({self.say(words.MADE_UP)})" if self.form.is_generated else ""
        for row, id_ in enumerate(self.form.units.shown, start=1):
            unit = self.form.units.of_id[id_]
            told = (
                self.form.units.label(id_),
                id_,
                self.form.types.get(id_, "") + mark,
                self.form.counties.get(unit.teryt, unit.teryt),
            )
            for at, text in enumerate(told):
                sheet.write_string(row, at, clean(text), self.plain)
        titles = [self.say(one) for one in words.UNIT_LIST]
        self._table(sheet, "units", titles, max(len(self.form.units.shown), 1))

    def _lists(self) -> None:
        sheet = self._sheet(words.LISTS_SHEET, (44, 30))
        lists = (
            [self.say(one) for one in self.form.columns.grades],
            [self.say(one) for one in KINDS.values()],
        )
        for at, items in enumerate(lists):
            for row, item in enumerate(items, start=1):
                sheet.write_string(row, at, item, self.plain)
        titles = [self.say(self.form.columns.ties[one]) for one in (STRENGTH, KIND)]
        self._table(sheet, "lists", titles, max(map(len, lists)))

    def _unit_names(self) -> str:
        rows = max(len(self.form.units.shown), 1)
        return f"='{self.say(words.UNITS_SHEET)}'!$A$2:$A${rows + 1}"

    def _list_of(self, column: int, rows: int) -> str:
        letter = xlsxwriter.utility.xl_col_to_name(column)
        return f"='{self.say(words.LISTS_SHEET)}'!${letter}$2:${letter}${rows + 1}"

    def _choose(
        self,
        sheet: Any,
        row: int,
        column: int,
        source: str | Sequence[str],
        *,
        last_row: int | None = None,
        strict: bool = True,
    ) -> None:
        rule = {"validate": "list", "source": source, "error_type": "stop" if strict else "warning"}
        sheet.data_validation(row, column, row if last_row is None else last_row, column, rule)

    def _sheet(self, name: Text, widths: Sequence[float], *, locked: bool = True) -> Any:
        sheet = self.book.add_worksheet(self.say(name))
        for column, width in enumerate(widths):
            sheet.set_column(column, column, width)
        sheet.set_landscape()
        sheet.set_paper(_A4)
        sheet.fit_to_pages(1, 0)
        if locked:
            # Without a password: against slips, not against people.
            sheet.protect("", {"format_columns": True, "format_rows": True})
        return sheet

    def _table(self, sheet: Any, name: str, titles: Sequence[str], rows: int) -> None:
        headers = [{"header": title, "header_format": self.heading} for title in titles]
        options = {"name": name, "style": None, "autofilter": False, "columns": headers}
        sheet.add_table(0, 0, rows, len(titles) - 1, options)
        sheet.freeze_panes(1, 0)
        sheet.repeat_rows(0)


def _scale(highest: int) -> list[str]:
    return [str(grade) for grade in range(1, highest + 1)]
