"""What counts as a finished report, and what of an executed notebook may be published."""

import json
from typing import Any

import nbformat

# In a cell's metadata: its number in the notebook as written, from 1. The cell papermill puts in has none.
NUMBER = "number"
# Instead of a number: the cell put in at the end, which writes the files beside the page.
FILES = 0
# How every stripped notebook begins.
_FIRST_CELL = b'{\n "cells": [\n'
_ERROR_TAG = "papermill-error-cell-tag"
_KEPT_TAGS = frozenset({"parameters", "injected-parameters"})


class UnfinishedError(Exception):
    """An executed notebook that must not be published.

    Parameters
    ----------
    cell : int or None
        The number of the cell in the notebook as written, from 1; None for the notebook as a whole.
    pl, en : str
        What is wrong with it.
    """

    def __init__(self, cell: int | None, pl: str, en: str) -> None:
        super().__init__(en)
        self.cell = cell
        self.pl = pl
        self.en = en


def _check_cell(cell: Any) -> None:
    ran = cell.execution_count is not None or not cell.source.strip()
    if not ran or cell.metadata.get("papermill", {}).get("status") != "completed":
        raise UnfinishedError(
            cell.metadata.get(NUMBER),
            "Notatnik skończył się w tej komórce, choć nie zgłosił błędu (sys.exit?). "
            "Raport musi wykonać wszystkie komórki.",
            "The notebook ended in this cell, yet reported no error (sys.exit?). "
            "A report has to run all of its cells.",
        )
    for output in cell.outputs:
        if output.output_type == "error":
            text = f"{output.ename}: {output.evalue}"
            raise UnfinishedError(cell.metadata.get(NUMBER), text, text)
        if "text/html" in output.get("data", {}):
            raise UnfinishedError(
                cell.metadata.get(NUMBER),
                "Komórka zwraca HTML (na przykład tabelę pandas w ostatniej linii), "
                "który nie trafi do DOCX i PDF. Pokaż wynik przez show(…).",
                "The cell returns HTML (such as a pandas table on its last line), "
                "which DOCX and PDF would lose. Display the result with show(…).",
            )


def check_finished(notebook: Any) -> None:
    """Refuse an executed notebook unless every code cell completed without error.

    Parameters
    ----------
    notebook : nbformat.NotebookNode
        As papermill leaves it.

    Raises
    ------
    UnfinishedError
        For the first cell that did not complete, gave an error, or gave HTML.
    """
    for cell in notebook.cells:
        if _ERROR_TAG in cell.metadata.get("tags", []):
            raise UnfinishedError(None, "papermill oznaczył błąd.", "papermill marked an error.")
        if cell.cell_type == "code":
            _check_cell(cell)


def messages(notebook: Any) -> tuple[str, ...]:
    """Give what cells wrote to standard error: it is not published, but should be read.

    Parameters
    ----------
    notebook : nbformat.NotebookNode
        An executed notebook.

    Returns
    -------
    tuple of str
        One text a cell, with the cell's number in front.
    """
    found = []
    for cell in notebook.cells:
        text = "".join(
            output.text
            for output in cell.get("outputs", [])
            if output.output_type == "stream" and output.name == "stderr"
        )
        if text.strip():
            found.append(f"[{cell.metadata.get(NUMBER, '') or 'files'}] {text.strip()}")
    return tuple(found)


def new_cell(kind: str, source: str, name: str, metadata: dict[str, Any]) -> dict[str, Any]:
    """Make a cell that has not run, for :func:`new_notebook`."""
    cell = {"cell_type": kind, "id": name, "metadata": metadata, "source": source}
    return {**cell, "execution_count": None, "outputs": []} if kind == "code" else cell


def new_notebook(cells: list[dict[str, Any]], metadata: dict[str, Any]) -> Any:
    """Make a notebook of cells; checked as a whole, which takes a thirtieth of checking each cell."""
    return nbformat.v4.new_notebook(cells=[nbformat.from_dict(cell) for cell in cells], metadata=metadata)


def _publishable(outputs: list[Any]) -> list[dict[str, Any]]:
    kept: list[dict[str, Any]] = []
    for output in outputs:
        if output.output_type in {"display_data", "execute_result"}:
            # Quarto takes the richest form; the plain one beside it only repeats a class name.
            alone = len(output.data) == 1
            data = {kind: value for kind, value in output.data.items() if kind != "text/plain" or alone}
            kept.append({"output_type": "display_data", "data": data, "metadata": {}})
        elif output.name == "stdout":
            # How many pieces a kernel sends a text in depends on how long it took to print.
            before = kept.pop()["text"] if kept and kept[-1]["output_type"] == "stream" else ""
            kept.append({"output_type": "stream", "name": "stdout", "text": f"{before}{output.text}"})
    return kept


def strip(notebook: Any) -> Any:
    """Leave of an executed notebook what a report needs, the same bytes for the same content.

    Parameters
    ----------
    notebook : nbformat.NotebookNode
        A finished notebook; it is not changed.

    Returns
    -------
    nbformat.NotebookNode
        Cells with sources and outputs; no times, paths, parameters in metadata, or standard error.
    """
    cells = []
    for number, cell in enumerate(notebook.cells, start=1):
        tags = [tag for tag in cell.metadata.get("tags", []) if tag in _KEPT_TAGS]
        kept = new_cell(cell.cell_type, cell.source, f"cell-{number:03}", {"tags": tags} if tags else {})
        if cell.cell_type == "code":
            kept.update(outputs=_publishable(cell.outputs), execution_count=cell.execution_count)
        cells.append(kept)
    metadata = {
        "kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"},
        "language_info": {"name": "python"},
    }
    return new_notebook(cells, metadata)


def with_front_matter(executed: bytes, front_matter: str, name: str) -> bytes:
    """Put a page's front matter before an executed notebook.

    Parameters
    ----------
    executed : bytes
        A stripped notebook.
    front_matter : str
        YAML between two lines of dashes.
    name : str
        The id of the cell that holds it.

    Returns
    -------
    bytes
        The notebook as the Quarto project holds it.
    """
    cell = {"cell_type": "raw", "id": name, "metadata": {}, "source": front_matter.splitlines(keepends=True)}
    text = json.dumps(cell, ensure_ascii=False, indent=1, sort_keys=True)
    indented = "\n".join(f"  {line}" for line in text.splitlines())
    # Reading and checking the whole notebook again would take a hundred times as long.
    return executed.replace(_FIRST_CELL, _FIRST_CELL + indented.encode() + b",\n", 1)


def serialise(notebook: Any) -> bytes:
    """Write a notebook as bytes, checked against the notebook format."""
    nbformat.validate(notebook)
    # The writer of the format itself: nbformat.writes would check all of it once more.
    text: str = nbformat.v4.writes(notebook)
    return f"{text}\n".encode()
