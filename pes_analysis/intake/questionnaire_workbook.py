"""A questionnaire as an XLSX file: instructions, the organisation, the questions, a plan, lists."""

import datetime as dt
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import xlsxwriter

from pes_analysis.catalogue import Catalogue, Language, Text, Variable
from pes_analysis.intake import questionnaire_words as words
from pes_analysis.intake.questionnaire import COUNTED_LISTS, Questionnaire
from pes_analysis.protect.escape import clean

FIRST_ROW = 2  # of answers, as spreadsheets count: row 1 is the header
PLAN_STEPS = 5
_A4 = 9
_LONGEST_RULE_TEXT = 255
# A text that begins with = stays a text, an address does not turn into a link, and no hidden number appears.
_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


@dataclass(frozen=True)
class CountyName:
    """A county to choose from."""

    teryt: str
    name: str
    voivodeship: str


@dataclass(frozen=True)
class Known:
    """What is known before anybody answers.

    Attributes
    ----------
    asker, contact : str
        Who asks and the address for questions; left to be filled in where empty.
    identity : dict of str to str
        By the id of a field or a variable of identity: what is written into the answer beforehand.
    last_year : dict of str to float
        Figures of the year before, shown beside the question.
    """

    asker: str = ""
    contact: str = ""
    identity: Mapping[str, str] = field(default_factory=dict)
    last_year: Mapping[str, float] = field(default_factory=dict)


def questionnaire_bytes(
    asked: Questionnaire,
    catalogue: Catalogue,
    counties: Sequence[CountyName],
    language: Language = "pl",
    known: Known | None = None,
) -> bytes:
    """Make the workbook; the same bytes for the same questions.

    Parameters
    ----------
    asked : Questionnaire
    catalogue : Catalogue
        For units, sections and closed lists.
    counties : sequence of CountyName
        The counties to choose from.
    language : {"pl", "en"}
    known : Known, optional

    Returns
    -------
    bytes
        An XLSX file without formulas in cells, macros, links, hidden or merged cells.
    """
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, dict(_OPTIONS)) as book:
        _Writer(book, asked, catalogue, language, known or Known()).write(counties)
    return stream.getvalue()


class _Writer:
    """Writes sheet after sheet of one workbook in one language."""

    def __init__(
        self, book: Any, asked: Questionnaire, catalogue: Catalogue, language: Language, known: Known
    ) -> None:
        self.book = book
        self.asked = asked
        self.catalogue = catalogue
        self.language = language
        self.known = known
        wrapped = {"text_wrap": True, "valign": "top", "font_size": 11}
        self.plain = book.add_format(wrapped)
        self.bold = book.add_format({**wrapped, "bold": True})
        self.title = book.add_format({"bold": True, "font_size": 16})
        self.heading = book.add_format({**wrapped, "bold": True, "bottom": 2, "bg_color": "#E8EDF2"})
        # The format stays "General": with a format of numbers Excel would turn 12.5, read as the 12th of May,
        # into the number 45789 without a sign of it.
        framed = {**wrapped, "locked": False, "border": 1, "bg_color": "#FFFBE6"}
        self.answer = book.add_format(framed)
        # As text, a code chosen from the list keeps its zero.
        self.words = book.add_format({**framed, "num_format": "@"})

    def say(self, text: Text) -> str:
        """Give a text in the language of the workbook."""
        return text.in_language(self.language)

    def write(self, counties: Sequence[CountyName]) -> None:
        """Write every sheet."""
        year = self.asked.year
        title = self.say(words.TITLE).format(type=self.say(self.asked.entity_type.name), year=year)
        self.book.set_properties(
            {
                "title": title,
                "subject": str(self.asked.version),
                "author": clean(self.known.asker),
                # The moment of making would make other bytes each time.
                "created": dt.datetime(year, 12, 31, tzinfo=dt.UTC).replace(tzinfo=None),
            }
        )
        self.book.set_custom_property("Language", {"pl": "pl-PL", "en": "en-GB"}[self.language])
        self._instructions(title)
        self._identity(len(counties))
        self._questions()
        self._plan()
        self._lists()
        self._counties(counties)

    def _sheet(self, name: Text, widths: Sequence[int], landscape: bool = False) -> Any:
        sheet = self.book.add_worksheet(self.say(name))
        for column, width in enumerate(widths):
            sheet.set_column(column, column, width)
        sheet.set_paper(_A4)
        sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        sheet.fit_to_pages(1, 0)
        sheet.set_footer(f"&L{self.say(name)}&R&P / &N")
        if landscape:
            sheet.set_landscape()
        sheet.protect("", {"format_columns": True, "format_rows": True, "select_locked_cells": True})
        return sheet

    def _table(self, sheet: Any, name: str, columns: Mapping[str, Text], rows: int) -> None:
        """Make a header row and a named table of what stands below it."""
        headers = [{"header": self.say(text), "header_format": self.heading} for text in columns.values()]
        options = {"name": name, "style": None, "autofilter": False, "columns": headers}
        sheet.add_table(0, 0, rows, len(columns) - 1, options)
        sheet.freeze_panes(1, 0)
        sheet.repeat_rows(0)

    def _instructions(self, title: str) -> None:
        sheet = self._sheet(words.INSTRUCTIONS_SHEET, (24, 90))
        sheet.write_string(0, 0, title, self.title)
        asked_by = (
            (words.WHO_ASKS, clean(self.known.asker)),
            (words.DEADLINE, ""),
            (words.CONTACT, clean(self.known.contact)),
        )
        for row, (label, value) in enumerate(asked_by, start=2):
            sheet.write_string(row, 0, self.say(label), self.bold)
            sheet.write_string(row, 1, value or self.say(words.TO_BE_FILLED), self.answer)
        small = self.catalogue.composite.small_count
        for row, (label, text) in enumerate(words.INSTRUCTIONS, start=6):
            sheet.write_string(row, 0, self.say(label), self.bold)
            sheet.write_string(row, 1, self.say(text).format(small=small), self.plain)

    def _identity(self, counties: int) -> None:
        sheet = self._sheet(words.IDENTITY_SHEET, (32, 60, 40, 22), landscape=True)
        fixed = {
            "questionnaire": str(self.asked.version),
            "year": str(self.asked.year),
            "type": f"{self.asked.entity_type.code} – {self.say(self.asked.entity_type.name)}",
        }
        for row, one in enumerate(words.IDENTITY_FIELDS, start=1):
            self._texts(sheet, row, {0: self.say(one.question), 1: self.say(one.explanation), 3: one.id})
            if one.kind == "fixed":
                sheet.write_string(row, 2, fixed[one.id], self.bold)
                continue
            self._answer(sheet, row, 2, self._prefilled(one), self.words)
            if one.kind == "county":
                source = f"='{self.say(words.COUNTIES_SHEET)}'!$A$2:$A${counties + 1}"
                sheet.data_validation(row, 2, row, 2, {"validate": "list", "source": source})
            elif one.choices:
                choices = [self.say(text) for _, text in one.choices]
                sheet.data_validation(row, 2, row, 2, {"validate": "list", "source": choices})
        first = 1 + len(words.IDENTITY_FIELDS)
        for row, variable in enumerate(self.asked.identity, start=first):
            texts = {0: self.say(variable.name), 1: self._definition(variable), 3: variable.id}
            self._texts(sheet, row, texts)
            self._answer(sheet, row, 2, self.known.identity.get(variable.id, ""))
            sheet.data_validation(row, 2, row, 2, self._rule(variable, f"C{row + 1}", ""))
        self._table(sheet, "identity", words.IDENTITY_COLUMNS, first + len(self.asked.identity) - 1)

    def _prefilled(self, one: words.IdentityField) -> str:
        value = self.known.identity.get(one.id, "")
        return self.say(dict(one.choices)[value]) if value in dict(one.choices) else value

    def _questions(self) -> None:
        widths = (16, 30, 42, 10, 14, 13, 18, 24, 26)
        sheet = self._sheet(words.QUESTIONS_SHEET, widths, landscape=True)
        rows = {variable.id: FIRST_ROW + at for at, variable in enumerate(self.asked.questions)}
        sections = {
            item.id: self.say(item.name)
            for item in self.catalogue.closed_list("questionnaire_sections").items
        }
        for variable in self.asked.questions:
            row = rows[variable.id] - 1
            texts = {
                0: sections[variable.section or ""],
                1: self.say(variable.name),
                2: self._definition(variable),
                3: self._unit(variable),
                6: self.say(variable.reported_in) if variable.reported_in else "",
                8: variable.id,
            }
            self._texts(sheet, row, texts)
            if variable.id in self.known.last_year:
                sheet.write_number(row, 5, self.known.last_year[variable.id], self.plain)
            self._answer(sheet, row, 4, "")
            self._answer(sheet, row, 7, "", self.words)
            total = f"E{rows[variable.part_of]}" if variable.part_of in rows else ""
            sheet.data_validation(row, 4, row, 4, self._rule(variable, f"E{row + 1}", total))
        self._table(sheet, "answers", words.QUESTION_COLUMNS, len(rows))

    def _rule(self, variable: Variable, cell: str, total: str) -> dict[str, Any]:
        """Give the check a spreadsheet makes while an answer is typed."""
        expected = self.say(words.expected_answer(variable, total))
        shared = {"input_message": expected, "error_message": expected[:_LONGEST_RULE_TEXT]}
        if variable.kind == "flag":
            return {
                "validate": "list",
                "source": [self.say(words.YES), self.say(words.NO), ".", "x"],
                **shared,
            }
        tests = []
        if variable.minimum is not None:
            tests.append(f"{cell}>={variable.minimum:g}")
        if variable.maximum is not None:
            tests.append(f"{cell}<={variable.maximum:g}")
        if variable.kind == "count":
            tests.append(f"{cell}=INT({cell})")
        if total:
            tests.append(f"OR(NOT(ISNUMBER({total})),{cell}<={total})")
        # Not all in one AND: it would compute INT of a text, and fail, before it is known to be a number.
        number = f"IF(ISNUMBER({cell}),AND({','.join(tests)}),FALSE)" if tests else f"ISNUMBER({cell})"
        formula = f'=OR({cell}=".",{cell}="x",{number})'
        return {"validate": "custom", "value": formula, **shared}

    def _plan(self) -> None:
        sheet = self._sheet(words.PLAN_SHEET, (6, 60, 34, 18), landscape=True)
        for row in range(1, PLAN_STEPS + 1):
            sheet.write_number(row, 0, row, self.plain)
            for column in (1, 2, 3):
                self._answer(sheet, row, column, "", self.words)
        self._table(sheet, "plan", words.PLAN_COLUMNS, PLAN_STEPS)

    def _lists(self) -> None:
        counted = [one for one in self.asked.questions if one.id in COUNTED_LISTS]
        sheet = self._sheet(words.LISTS_SHEET, (34, 60, 20))
        rows = [
            {0: self.say(one.name), 1: self.say(item.name), 2: one.id}
            for one in counted
            for item in self.catalogue.closed_list(COUNTED_LISTS[one.id]).items
        ]
        for row, texts in enumerate(rows, start=1):
            self._texts(sheet, row, texts)
        self._table(sheet, "lists", words.LIST_COLUMNS, len(rows))

    def _counties(self, counties: Iterable[CountyName]) -> None:
        sheet = self._sheet(words.COUNTIES_SHEET, (12, 30, 26))
        row = 0
        for row, county in enumerate(counties, start=1):
            self._texts(sheet, row, {0: county.teryt, 1: county.name, 2: county.voivodeship})
        self._table(sheet, "counties", words.COUNTY_COLUMNS, row)

    def _texts(self, sheet: Any, row: int, texts: Mapping[int, str]) -> None:
        for column, text in texts.items():
            sheet.write_string(row, column, clean(text), self.plain)

    def _answer(self, sheet: Any, row: int, column: int, value: str, form: Any = None) -> None:
        if value:
            sheet.write_string(row, column, clean(value), form or self.answer)
        else:
            sheet.write_blank(row, column, None, form or self.answer)

    def _definition(self, variable: Variable) -> str:
        return self.say(variable.definition) if variable.definition else ""

    def _unit(self, variable: Variable) -> str:
        unit = next(one for one in self.catalogue.units if one.id == variable.unit)
        # The name, not the symbol, which is worded to stand after a number: "2,5 etatu".
        return self.say(unit.name)
