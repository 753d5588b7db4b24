"""Reading files of returns, questionnaires or CSV; a file that cannot be read says why."""

import os
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from pes_analysis.intake.return_findings import Place
from pes_analysis.intake.return_questionnaire import read_questionnaire
from pes_analysis.intake.return_tables import read_table_returns
from pes_analysis.intake.returns import Identity, Register, Return
from pes_analysis.intake.workbook_reader import read_workbook
from pes_analysis.intake.workbook_refusals import WorkbookRefusedError

TABLES = (".csv", ".txt", ".tsv")
# Each workbook is read by a process of its own.
READERS_AT_ONCE = min(4, os.cpu_count() or 1)


def read_returns(paths: Iterable[Path], register: Register) -> list[Return]:
    """Read files of returns.

    Parameters
    ----------
    paths : iterable of Path
        Workbooks ``.xlsx`` and tables ``.csv``.
    register : Register
        What they are held against.

    Returns
    -------
    list of Return
        In the order of the files; a file that cannot be read gives a return of nobody with the reason.
    """
    with ThreadPoolExecutor(READERS_AT_ONCE) as pool:
        return [one for found in pool.map(lambda path: _read(path, register), paths) for one in found]


def _read(path: Path, register: Register) -> list[Return]:
    if path.suffix.lower() in TABLES:
        return read_table_returns(path, register)
    try:
        return [read_questionnaire(read_workbook(path), register)]
    except WorkbookRefusedError as error:
        place = Place(path.name, error.refusal.sheet, error.refusal.cell)
        found = place.said("error", error.refusal.rule, *error.refusal.texts)
        return [Return(path.name, Identity(), findings=(found,))]
