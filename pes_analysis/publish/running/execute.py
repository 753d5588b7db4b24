"""One notebook run by papermill, from checked parameters to a finished report."""

import re
from collections.abc import Mapping
from contextlib import chdir
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import papermill
from nbclient.exceptions import CellTimeoutError
from papermill.engines import papermill_engines
from papermill.exceptions import PapermillExecutionError
from papermill.execute import raise_for_execution_errors
from zmq import ZMQError

from pes_analysis.protect.errors import PesError
from pes_analysis.publish.running.engine.parent import ForkedKernels
from pes_analysis.publish.running.engine.registered import NAME
from pes_analysis.publish.running.finished import (
    FILES,
    NUMBER,
    UnfinishedError,
    check_finished,
    messages,
    new_cell,
    new_notebook,
    serialise,
    strip,
)
from pes_analysis.publish.running.kernel import OwnKernelManager
from pes_analysis.publish.running.notebook import (
    check_parameters,
    declared_parameters,
    notebook_path,
    read_cells,
)

_ANSI = re.compile(r"\x1b\[[0-9;]*m")
_ARROW = re.compile(r"^-+> *(\d+) (.*)$", re.MULTILINE)


@dataclass(frozen=True)
class Executed:
    """A finished report.

    Parameters
    ----------
    content : bytes
        The stripped notebook.
    messages : tuple of str
        What its cells wrote to standard error.
    """

    content: bytes
    messages: tuple[str, ...]


class _Progress:
    """The cell that runs now: papermill does not say where it was when a kernel dies or hangs."""

    def __init__(self) -> None:
        self.cell: int | None = None

    def at(self, cell: Any, cell_index: int) -> None:
        # The cell that papermill puts in has no number: what goes wrong in it comes from the one before.
        self.cell = cell["metadata"].get(NUMBER, self.cell)


@dataclass(frozen=True)
class _Run:
    """A notebook as written, and how it is to be run."""

    cells: list[dict[str, Any]]
    parameters: Mapping[str, str]
    folder: Path
    timeout: float
    kernels: ForkedKernels | None
    then: str = ""

    def notebook(self) -> Any:
        """Build the notebook anew, so that nothing an editor left in the file takes part."""
        cells = [
            new_cell(
                cell["cell_type"],
                cell["source"],
                f"cell-{number}",
                {"tags": cell["metadata"].get("tags", []), NUMBER: number},
            )
            for number, cell in enumerate(self.cells, start=1)
        ]
        if self.then:
            cells.append(new_cell("code", self.then, "then", {NUMBER: FILES}))
        kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
        return new_notebook(cells, {"kernelspec": kernel})

    def start(self, progress: _Progress) -> Any:
        """Run the notebook once."""
        # A notebook and no output path: papermill then has no path to fill in, or to take for a URL.
        prepared = papermill.execute_notebook(
            self.notebook(),
            None,
            parameters=dict(self.parameters),
            kernel_name="python3",
            language="python",
            prepare_only=True,
        )
        engine: dict[str, Any] = (
            {"engine_name": None, "kernel_manager_class": OwnKernelManager}
            if self.kernels is None
            else {"engine_name": NAME, "kernels": self.kernels}
        )
        # What papermill itself does next, but for writing out all outputs in the end, to no path.
        with chdir(self.folder):
            executed = papermill_engines.execute_notebook_with_engine(
                nb=prepared,
                kernel_name="python3",
                progress_bar=False,
                execution_timeout=self.timeout,
                shutdown_kernel="immediate",
                record_timing=False,
                on_cell_start=progress.at,
                **engine,
            )
        raise_for_execution_errors(executed, None)
        return executed


def _line_of(error: PapermillExecutionError) -> str:
    """Find the line of the cell that failed in a traceback."""
    found = _ARROW.search(_ANSI.sub("", "\n".join(error.traceback)))
    return f"{found[1]}: {found[2].strip()}" if found else error.source.strip().partition("\n")[0]


def _attempt(run: _Run, *, again: bool) -> Any:
    progress = _Progress()
    try:
        return run.start(progress)
    except PapermillExecutionError as error:
        text = f"{error.ename}: {error.evalue}\n  {_line_of(error)}"
        raise UnfinishedError(progress.cell, text, text) from error
    except (RuntimeError, OSError, ZMQError) as error:
        if progress.cell is None:
            # Starting a kernel can fail for reasons that pass: a port taken, a machine out of breath.
            if again:
                return _attempt(run, again=False)
            raise UnfinishedError(
                None,
                f"Nie udało się uruchomić jądra Pythona ({error}). "
                "Sprawdź instalację (pes doctor) albo zbuduj stronę z --engine ordinary.",
                f"The Python kernel did not start ({error}). "
                "Check the installation (pes doctor) or build with --engine ordinary.",
            ) from error
        if isinstance(error, CellTimeoutError):
            raise UnfinishedError(
                progress.cell,
                f"Komórka nie skończyła się w {run.timeout:g} s. "
                "Skróć obliczenie albo podnieś limit (--timeout).",
                f"The cell did not end within {run.timeout:g} s. "
                "Shorten the work or raise the limit (--timeout).",
            ) from error
        raise UnfinishedError(
            progress.cell,
            "Jądro notatnika przestało działać (brak pamięci?). Uruchom tę komórkę w JupyterLab.",
            "The notebook's kernel died (out of memory?). Run this cell in JupyterLab.",
        ) from error


def _place(cell: int | None) -> tuple[str, str]:
    """Say in words which cell something happened in."""
    if cell == FILES:
        return ", pliki obok strony", ", the files beside the page"
    return (f", komórka {cell}", f", cell {cell}") if cell else ("", "")


def execute(
    folder: Path,
    notebook: str,
    parameters: Mapping[str, str],
    *,
    timeout: float = 120,
    kernels: ForkedKernels | None = None,
    then: str = "",
) -> Executed:
    """Run a notebook and give what may be published of it.

    Parameters
    ----------
    folder : Path
        The project's ``notebooks/``; cells run in this folder.
    notebook : str
        File name of the notebook.
    parameters : Mapping of str to str
        Values for names that the notebook's ``parameters`` cell declares.
    timeout : float
        Seconds a single cell may take.
    kernels : ForkedKernels, optional
        Where forked kernels come from; without it, a new kernel is started.
    then : str
        Code to run after the last cell, in the same kernel; nothing of it is published.

    Returns
    -------
    Executed
        The stripped notebook: the same bytes for the same notebook, parameters, data and code.

    Raises
    ------
    PesError
        When a parameter is refused, a cell fails, hangs, ends early or gives HTML, or the kernel dies.
        The message names the notebook, its parameters, the cell and the line.
    """
    cells = read_cells(notebook_path(folder, notebook))
    check_parameters(notebook, declared_parameters(cells), parameters)
    run = _Run(cells, parameters, folder, timeout, kernels, then)
    try:
        result = _attempt(run, again=True)
        check_finished(result)
    except UnfinishedError as problem:
        given = ", ".join(f"{name}={value}" for name, value in parameters.items())
        cell_pl, cell_en = _place(problem.cell)
        raise PesError(
            f"{notebook} ({given}){cell_pl}: {problem.pl}", f"{notebook} ({given}){cell_en}: {problem.en}"
        ) from problem
    told = messages(result)
    if then:
        del result.cells[-1]
    return Executed(serialise(strip(result)), told)
