"""Tables as files: CSV and XLSX whose texts stay texts, the same bytes for the same tables."""

import datetime as dt
import io
import re
from collections.abc import Sequence

import pandas as pd
import xlsxwriter

from pes_analysis.present.sheet import Sheet
from pes_analysis.protect.escape import clean

_FORBIDDEN = re.compile(r"[\[\]:*?/\\\\]")
_LONGEST_NAME = 31
_WIDEST = 60
# A workbook holds the moment it was made; a fixed one keeps two builds of the same figures equal.
_MOMENT = dt.datetime(2000, 1, 1, tzinfo=dt.UTC).replace(tzinfo=None)
_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "nan_inf_to_errors": False,
}


def csv_bytes(sheet: Sheet) -> bytes:
    r"""Write a table as CSV: UTF-8, commas, decimal points, for programs.

    Texts are written as they are: this is data, and a program must get the same text back. People
    open the XLSX, where no text can become a formula.

    Examples
    --------
    >>> csv_bytes(Sheet("A", pd.DataFrame({"n": [1.5, None], "t": ["=1+1", "b"]})))
    b'n,t\n1.5,=1+1\n,b\n'
    """
    return sheet.frame.to_csv(index=False, lineterminator="\n").encode()


def workbook_bytes(sheets: Sequence[Sheet], language: str) -> bytes:
    """Write tables as one workbook, each on its own sheet: notes, one header row, a named table.

    Parameters
    ----------
    sheets : sequence of Sheet
        With distinct names.
    language : {"pl", "en"}
        Told to programs that read the workbook aloud.
    """
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, dict(_OPTIONS)) as book:
        book.set_properties({"title": sheets[0].name, "created": _MOMENT, "category": language})
        heading = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
        quiet = book.add_format({"font_color": "#444444"})
        for number, sheet in enumerate(sheets, start=1):
            page = book.add_worksheet(_FORBIDDEN.sub(" ", clean(sheet.name))[:_LONGEST_NAME])
            for row, note in enumerate(sheet.notes):
                page.write_string(row, 0, clean(note), quiet)
            top = len(sheet.notes) + bool(sheet.notes)
            _write_table(page, sheet.frame, top, f"figures_{number}", heading)
    return stream.getvalue()


def _write_table(
    page: "xlsxwriter.worksheet.Worksheet",
    frame: pd.DataFrame,
    top: int,
    name: str,
    heading: "xlsxwriter.format.Format",
) -> None:
    for column, title in enumerate(frame.columns):
        longest = len(str(title))
        for row, value in enumerate(frame.iloc[:, column].tolist(), start=top + 1):
            if isinstance(value, str):
                page.write_string(row, column, clean(value))
                longest = max(longest, len(value))
            elif not pd.isna(value):
                page.write_number(row, column, value)
        page.set_column(column, column, min(longest + 2, _WIDEST))
    page.add_table(
        top,
        0,
        top + max(len(frame), 1),
        len(frame.columns) - 1,
        {
            "name": name,
            "style": None,
            "columns": [{"header": str(title), "header_format": heading} for title in frame.columns],
        },
    )
    page.freeze_panes(top + 1, 1)
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
