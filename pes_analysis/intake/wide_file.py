"""Reading a large delimited file into columns, numbers where a column is clean, its text where it is not.

Cells are not looked at one by one: a table of a hundred thousand organisations must come in within seconds.
Rows of a wrong width and broken quotes are found before anything is read, and named with their lines.
"""

import csv
import io
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple, get_args

import numpy as np
import numpy.typing as npt
import pandas as pd

from pes_analysis.intake.delimited import (
    MEGABYTE,
    MOST_COLUMNS,
    decoding_repairs,
    delimiter_of,
    read_text,
)
from pes_analysis.intake.findings import Finding, UnreadableTableError, problem, refuse
from pes_analysis.intake.polish_numbers import DecimalMark

MOST_BYTES = 400 * MEGABYTE
MOST_ROWS = 2_000_000
_MARKS: dict[DecimalMark, str] = {"comma": ",", "point": "."}
# Written so, a number can have this decimal mark only: 12.5, 1 234.50 or 0.123, but not 1.234.
_UNMISTAKABLE = {
    mark: re.compile(rf"[-−–+]?(?:[0-9\s]*[0-9][{sign}](?:[0-9]{{1,2}}|[0-9]{{4,}})|0[{sign}][0-9]+)%?")
    for mark, sign in _MARKS.items()
}


@dataclass(frozen=True)
class WideFile:
    """A file opened and found to be a table.

    Attributes
    ----------
    file : str
        Name of the file, without its folder.
    header : tuple of str
        Names of the columns as written, outer whitespace stripped.
    header_line : int
        The line they stand on, from 1.
    lines : ndarray of int
        The line on which each row begins.
    repairs : tuple of Finding
        How the file was decoded.
    """

    file: str
    header: tuple[str, ...]
    header_line: int
    lines: npt.NDArray[np.int64]
    repairs: tuple[Finding, ...]
    _text: str
    _delimiter: str
    _blank: npt.NDArray[np.bool_]

    def columns(
        self, texts: Collection[int], numbers: Collection[int], decimal: DecimalMark | None = None
    ) -> tuple[pd.DataFrame, DecimalMark]:
        """Read some of the columns.

        Parameters
        ----------
        texts, numbers : collection of int
            Positions of columns to read as text, and as numbers wherever all their cells are.
        decimal : {"comma", "point"}, optional
            The decimal mark. By default the one the numbers show; where they show none, a point in a file
            with commas between cells, else a comma.

        Returns
        -------
        DataFrame
            Columns named by position, rows as `lines`; an empty cell is NaN. A column of numbers that has
            a cell of another kind holds text.
        {"comma", "point"}
            The decimal mark.
        """
        if decimal is not None:
            return self._read(texts, numbers, decimal), decimal
        usual: DecimalMark = "point" if self._delimiter == "," else "comma"
        frame = self._read(texts, numbers, usual)
        shown = {mark for mark in get_args(DecimalMark) if _shows(frame[list(numbers)], mark, usual)}
        if not shown or usual in shown:
            return frame, usual
        other = shown.pop()
        return self._read(texts, numbers, other), other

    def _read(self, texts: Collection[int], numbers: Collection[int], decimal: DecimalMark) -> pd.DataFrame:
        frame = pd.read_csv(
            io.StringIO(self._text),
            sep=self._delimiter,
            header=None,
            names=list(range(len(self.header))),
            skiprows=self.header_line,
            usecols=sorted({*texts, *numbers}),
            dtype=dict.fromkeys(texts, "str"),
            na_values=[""],
            keep_default_na=False,
            decimal=_MARKS[decimal],
            index_col=False,
            low_memory=False,
        )
        return frame.loc[~self._blank].reset_index(drop=True) if self._blank.any() else frame


def open_wide(path: Path) -> WideFile:
    """Open a delimited file and check that every row is as wide as the header.

    Raises
    ------
    PesError
        There is no such file, it is too large or no text, or some rows are broken; the first are named
        with their lines.
    """
    decoded = read_text(path, MOST_BYTES)
    text = decoded.text
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    delimiter = delimiter_of(_lines(text))
    records = _quoted(text, delimiter, path.name) if '"' in text else _plain(text, delimiter)
    first = next(records, None)
    if first is None:
        raise UnreadableTableError(problem("empty_file", path.name, 0))
    width = first.width
    if width > MOST_COLUMNS:
        raise UnreadableTableError(
            problem("too_many_columns", path.name, first.line, count=width, limit=MOST_COLUMNS)
        )
    lines, blank, problems = [], [], [] if first.problem is None else [first.problem]
    for record in records:
        lines.append(record.line)
        blank.append(record.is_blank)
        if record.problem is not None:
            problems.append(record.problem)
        elif record.width != width and not record.is_blank:
            problems.append(problem("row_width", path.name, record.line, count=record.width, expected=width))
    refuse(problems)
    if len(lines) > MOST_ROWS:
        raise UnreadableTableError(problem("too_many_rows", path.name, lines[MOST_ROWS], limit=MOST_ROWS))
    if all(blank):
        raise UnreadableTableError(problem("header_only", path.name, first.line))
    is_blank = np.array(blank, dtype=bool)
    written = next(one for number, one in enumerate(_lines(text), start=1) if number == first.line)
    return WideFile(
        path.name,
        tuple(cell.strip() for cell in next(csv.reader([written], delimiter=delimiter))),
        first.line,
        np.array(lines, dtype=np.int64)[~is_blank],
        decoding_repairs(decoded, path.name),
        text,
        delimiter,
        is_blank,
    )


class _Record(NamedTuple):
    """What is known of a row before it is read."""

    line: int
    width: int
    is_blank: bool
    problem: Finding | None = None


def _lines(text: str) -> Iterator[str]:
    start = 0
    while start < len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        yield text[start:end]
        start = end + 1


# Lines of nothing but blanks are no records: the parser skips them too.
def _plain(text: str, delimiter: str) -> Iterator[_Record]:
    blanks = " \t".replace(delimiter, "")
    for number, line in enumerate(_lines(text), start=1):
        if line.strip(blanks):
            yield _Record(number, line.count(delimiter) + 1, not line.strip(blanks + delimiter))


def _quoted(text: str, delimiter: str, file: str) -> Iterator[_Record]:
    reader = csv.reader(_lines(text), delimiter=delimiter, strict=True)
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader, None)
        except csv.Error:
            lines = f"{line}–{reader.line_num}" if reader.line_num > line else str(line)
            yield _Record(line, 0, False, problem("broken_quotes", file, line, lines=lines))
            continue
        if cells is None:
            return
        if reader.line_num > line:
            yield _Record(line, 0, False, problem("line_break", file, line))
        elif cells and (len(cells) > 1 or cells[0].strip()):
            yield _Record(line, len(cells), not any(cell.strip() for cell in cells))


def _shows(numbers: pd.DataFrame, mark: DecimalMark, read_with: DecimalMark) -> bool:
    """Whether some number can have this decimal mark only."""
    for position in numbers.columns:
        column = numbers[position]
        if column.dtype.kind == "f":
            finite = column.to_numpy()[np.isfinite(column)]
            if mark == read_with and (finite != np.floor(finite)).any():
                return True
        elif column.dtype.kind in "OU" or isinstance(column.dtype, pd.StringDtype):
            texts = (str(text).strip() for text in column.dropna().unique())
            if any(_UNMISTAKABLE[mark].fullmatch(text) for text in texts):
                return True
    return False
