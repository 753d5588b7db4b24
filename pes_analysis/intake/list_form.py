"""A workbook of one table with lists to choose from: the engine of forms in which a row is one entry."""

import datetime as dt
import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

import xlsxwriter

from pes_analysis.catalogue import Language, Text
from pes_analysis.protect.escape import clean

LISTS = Text(pl="Listy", en="Lists")
LIST_WIDTH = 44
_LONGEST_TITLE = 32
_A4 = 9
# Not the moment of making: the same form is the same bytes.
_CREATED = dt.datetime(2000, 1, 1, tzinfo=dt.UTC).replace(tzinfo=None)
_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


@dataclass(frozen=True)
class FormColumn:
    """One column of a form.

    Attributes
    ----------
    id : str
    heading : Text
    help : Text, optional
        Said when a cell is chosen.
    width : int
    choices : tuple of str
        The list to choose from; empty for any words.
    enforced : {"stop", "warning", "no"}
        What a spreadsheet does with words that are not on the list; ``"no"`` leaves the list to look at,
        where a cell takes several of its items.
    given : bool
        Whether it is written in beforehand and not to be changed.
    """

    id: str
    heading: Text
    help: Text | None = None
    width: int = 18
    choices: tuple[str, ...] = ()
    enforced: Literal["stop", "warning", "no"] = "stop"
    given: bool = False


@dataclass(frozen=True)
class ListForm:
    """A form: its columns, what is written in already, and how many rows are to be filled in.

    Attributes
    ----------
    sheet : Text
        Name of the sheet to fill in.
    columns : tuple of FormColumn
    blank_rows : int
        Empty rows with lists to choose from, below those written in.
    how : Text, optional
        One line above the table.
    cover : tuple of Text
        Lines of a sheet that stands before the table, the first its title; none for no such sheet.
    """

    sheet: Text
    columns: tuple[FormColumn, ...]
    blank_rows: int = 0
    how: Text | None = None
    cover: tuple[Text, ...] = ()

    @property
    def header_row(self) -> int:
        """The row of the headings, counted from 0."""
        return 2 if self.how else 0

    def workbook(self, language: Language, rows: Sequence[Sequence[str]] = ()) -> bytes:
        """Make the workbook.

        Parameters
        ----------
        language : {"pl", "en"}
        rows : sequence of sequence of str
            What is written in, a cell a column.

        Returns
        -------
        bytes
            The same for the same form and rows; without formulas, macros and links.
        """
        stream = io.BytesIO()
        with xlsxwriter.Workbook(stream, dict(_OPTIONS)) as book:
            book.set_properties({"created": _CREATED})
            heading = book.add_format(
                {"bold": True, "bottom": 2, "bg_color": "#E8EDF2", "text_wrap": True, "valign": "top"}
            )
            self._write_cover(book, language)
            sheet = book.add_worksheet(self.sheet.in_language(language))
            lists = book.add_worksheet(LISTS.in_language(language))
            if self.how:
                sheet.write_string(0, 0, self.how.in_language(language))
            self._write_lists(lists, heading, language)
            self._write_table(book, sheet, heading, rows, language)
        return stream.getvalue()

    def _write_cover(self, book: Any, language: Language) -> None:
        if not self.cover:
            return
        sheet = book.add_worksheet({"pl": "Instrukcja", "en": "Instructions"}[language])
        sheet.set_column(0, 0, 100)
        title = book.add_format({"bold": True, "font_size": 16})
        plain = book.add_format({"text_wrap": True, "valign": "top"})
        for at, text in enumerate(self.cover):
            sheet.write_string(at, 0, text.in_language(language), plain if at else title)

    def _write_lists(self, sheet: Any, heading: Any, language: Language) -> None:
        """Write each list under its heading, in the column in which it is chosen from."""
        for at, one in enumerate(self.columns):
            if one.choices:
                sheet.write_string(0, at, one.heading.in_language(language), heading)
                for row, choice in enumerate(one.choices, start=1):
                    sheet.write_string(row, at, choice)
                sheet.set_column(at, at, LIST_WIDTH)
            else:
                sheet.set_column(at, at, None, None, {"hidden": True})

    def _write_table(
        self, book: Any, sheet: Any, heading: Any, rows: Sequence[Sequence[str]], language: Language
    ) -> None:
        # As text, a code keeps its zero and nothing turns into a date.
        words = {"num_format": "@", "text_wrap": True, "valign": "top"}
        answer = book.add_format({**words, "locked": False})
        given = book.add_format({**words, "font_color": "#444444", "bg_color": "#F4F4F4"})
        first = self.header_row + 1
        last = first + len(rows) + self.blank_rows - 1
        for at, one in enumerate(self.columns):
            sheet.set_column(at, at, one.width, answer)
            sheet.write_string(self.header_row, at, one.heading.in_language(language), heading)
            rule = self._rule(at, one, language)
            if rule and last >= first:
                sheet.data_validation(first, at, last, at, rule)
        for row, cells in enumerate(rows, start=first):
            for at, (one, cell) in enumerate(zip(self.columns, cells, strict=True)):
                sheet.write_string(row, at, clean(cell), given if one.given else answer)
        sheet.freeze_panes(first, 0)
        sheet.set_landscape()
        sheet.set_paper(_A4)
        if any(one.given for one in self.columns):
            # Without a password: against slips, not against people.
            sheet.protect("", {"format_columns": True, "format_rows": True})

    def _rule(self, at: int, one: FormColumn, language: Language) -> dict[str, object]:
        rule: dict[str, object] = {}
        if one.help:
            rule = {
                "validate": "any",
                "input_title": one.heading.in_language(language)[:_LONGEST_TITLE],
                "input_message": one.help.in_language(language),
            }
        if one.choices and one.enforced != "no":
            letter = xlsxwriter.utility.xl_col_to_name(at)
            source = f"='{LISTS.in_language(language)}'!${letter}$2:${letter}${len(one.choices) + 1}"
            rule |= {"validate": "list", "source": source, "error_type": one.enforced}
        return rule
