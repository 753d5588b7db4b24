"""Reading a workbook that came from outside: judged first, then read by a process that can be stopped."""

import json
import os
import subprocess
import sys
from pathlib import Path

from pes_analysis.intake.workbook_cells import Workbook
from pes_analysis.intake.workbook_guard import MEGABYTE, read_guarded
from pes_analysis.intake.workbook_refusals import OUT_OF_MEMORY, Refusal, WorkbookRefusedError

SECONDS = 30
MOST_MEMORY = 256 * MEGABYTE
CHILD = "pes_analysis.intake.workbook_process"


def read_workbook(path: Path, *, seconds: float = SECONDS) -> Workbook:
    """Read the cells of a workbook of unknown origin.

    The archive is judged before it is unpacked, and its parts before a spreadsheet library sees them.
    Both, and the reading, happen in a process of their own, with a limit of memory (where the system
    has one: not on Windows) and of time. Whatever goes wrong there ends that process and nothing else.

    Parameters
    ----------
    path : Path
        An ``.xlsx`` file.
    seconds : float
        After how many seconds reading is stopped.

    Returns
    -------
    Workbook
        Values of cells; of a formula, the value the spreadsheet saved.

    Raises
    ------
    WorkbookRefusedError
        With the rule the file breaks, the sheet and the cell where there is one, and what to do.
    """
    data = read_guarded(path)
    try:
        # -P: a module lying in the folder of the returns must not be imported.
        ended = subprocess.run(  # noqa: S603
            [sys.executable, "-P", "-m", CHILD, str(MOST_MEMORY)],
            input=data,
            capture_output=True,
            timeout=seconds,
            # Threads of a numerical library would each reserve memory that is never used.
            env=os.environ | {"OPENBLAS_NUM_THREADS": "1", "PYTHONUTF8": "1"},
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise WorkbookRefusedError(path.name, Refusal("takes_too_long", limit=f"{seconds:g}")) from error
    if ended.returncode == OUT_OF_MEMORY:
        limit = f"{MOST_MEMORY // MEGABYTE} MB"
        raise WorkbookRefusedError(path.name, Refusal("takes_too_much_memory", limit=limit))
    if ended.returncode != 0:
        raise WorkbookRefusedError(path.name, Refusal("damaged", part=_last_words(ended.stderr)))
    answer = json.loads(ended.stdout)
    if "refusal" in answer:
        raise WorkbookRefusedError(path.name, Refusal(**answer["refusal"]))
    return Workbook.from_json({"file": path.name, **answer})


def _last_words(stderr: bytes) -> str:
    """Name the error that ended the process: the type alone, its message may quote the file."""
    lines = stderr.decode("utf-8", errors="replace").strip().splitlines()
    return lines[-1].partition(":")[0].rpartition(".")[2] if lines else "?"
