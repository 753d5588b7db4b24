"""Reading a large delimited file into columns, numbers where a column is clean, its text where it is not.

Cells are not looked at one by one: a table of a hundred thousand organisations must come in within seconds.
Rows of a wrong width and broken quotes are found before anything is read, and named with their lines.
"""

import csv
import io
import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

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

MOST_BYTES = 1000 * MEGABYTE
MOST_ROWS = 2_000_000
ROWS_AT_ONCE = 50_000
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
    _data: bytes
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
        usual: DecimalMark = "point" if self._delimiter == "," else "comma"
        read_with = decimal or usual
        figures = self._numbers(numbers, read_with)
        others = self._texts({*texts, *numbers} - figures.keys())
        if decimal is None:
            unclear = [others[position] for position in numbers if position not in figures]
            shown = {mark for mark in _MARKS if _shows(mark, unclear)}
            if any(_has_fractions(figure) for figure in figures.values()):
                shown.add(usual)
            if len(shown) == 1 and usual not in shown:
                read_with = shown.pop()
                figures = self._numbers(numbers, read_with)
                others = self._texts({*texts, *numbers} - figures.keys())
        columns = {position: figures.get(position, others.get(position)) for position in {*texts, *numbers}}
        return pd.DataFrame(columns, copy=False), read_with

    def _numbers(
        self, positions: Collection[int], decimal: DecimalMark
    ) -> dict[int, npt.NDArray[np.float64]]:
        """Read the columns in which every cell is a number or empty, piece by piece to spare memory."""
        pieces: dict[int, list[npt.NDArray[np.float64]]] = {position: [] for position in positions}
        for chunk in self._parse(
            positions, decimal=_MARKS[decimal], chunksize=ROWS_AT_ONCE, low_memory=False
        ):
            for position in [*pieces]:
                if chunk[position].dtype.kind in "iuf":
                    pieces[position].append(chunk[position].to_numpy(dtype=np.float64))
                else:
                    del pieces[position]
        return {position: np.concatenate(found)[~self._blank] for position, found in pieces.items()}

    def _texts(self, positions: Collection[int]) -> dict[int, pd.Series]:
        if not positions:
            return {}
        frame = self._parse(positions, dtype="str").read()
        kept = frame.loc[~self._blank].reset_index(drop=True)
        return {position: kept[position] for position in positions}

    def _parse(self, positions: Collection[int], **options: Any) -> Any:
        return pd.read_csv(
            io.BytesIO(self._data),
            sep=self._delimiter,
            header=None,
            names=list(range(len(self.header))),
            skiprows=self.header_line,
            usecols=sorted(positions),
            na_values=[""],
            keep_default_na=False,
            index_col=False,
            iterator=True,
            **options,
        )


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
        text.encode("utf-8"),
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


def _has_fractions(numbers: npt.NDArray[np.float64]) -> bool:
    finite = numbers[np.isfinite(numbers)]
    return bool((finite != np.floor(finite)).any())


def _shows(mark: DecimalMark, columns: Sequence[pd.Series]) -> bool:
    """Whether some number can have this decimal mark only."""
    texts = (str(text).strip() for column in columns for text in column.dropna().unique())
    return any(_UNMISTAKABLE[mark].fullmatch(text) for text in texts)
