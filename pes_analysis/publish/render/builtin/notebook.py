"""An executed notebook as Markdown: what its cells showed, never its code."""

import base64
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from pes_analysis.publish.render.builtin.refusal import refusal
from pes_analysis.publish.render.builtin.source import PageSource, checked_body, split_front_matter

PARAMETER_TAGS = frozenset({"parameters", "injected-parameters"})
HIDING_TAGS = frozenset({"remove-cell", "remove-output"})
OPTION = "#| "
OPTIONS = frozenset({"label", "fig-cap", "fig-alt", "echo", "output", "include", "tags"})
# First come, first shown: a figure also has a plain text that no reader needs.
PICTURE_TYPES = {"image/svg+xml": "svg", "image/png": "png"}

Cell = dict[str, Any]


@dataclass
class _Page:
    """A page being put together."""

    where: str
    stem: str
    markdown: list[str] = field(default_factory=list)
    pictures: dict[str, bytes] = field(default_factory=dict)


def read_notebook(path: Path, where: str) -> PageSource:
    r"""Read an executed notebook.

    Parameters
    ----------
    path : Path
        An ``.ipynb`` file; its first cell is raw and holds the front matter.
    where : str
        Its name in error messages.

    Returns
    -------
    PageSource
        Code and parameter cells left out; a picture with a label becomes a numbered figure.

    Raises
    ------
    PesError
        When a code cell was not run or failed, an output is HTML, or the front matter is missing.

    Examples
    --------
    >>> import tempfile
    >>> cells = [
    ...     {"cell_type": "raw", "metadata": {}, "source": "---\ntitle: A\n---"},
    ...     {"cell_type": "markdown", "metadata": {}, "source": "Tekst."},
    ... ]
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     file = Path(folder) / "a.ipynb"
    ...     _ = file.write_text(json.dumps({"cells": cells}))
    ...     read_notebook(file, "a.ipynb").markdown
    'Tekst.'
    """
    cells = _cells(path, where)
    if not cells or cells[0].get("cell_type") != "raw":
        raise refusal(
            where,
            "pierwsza komórka ma być surowa (raw) i zawierać blok YAML z tytułem.",
            "the first cell must be raw and hold a YAML block with the title.",
        )
    front_matter, _ = split_front_matter(_text(cells[0]["source"]), where)
    page = _Page(where, path.stem)
    for number, cell in enumerate(cells[1:], start=2):
        _add_cell(cell, number, page)
    return PageSource(front_matter, "\n\n".join(page.markdown), page.pictures)


def _cells(path: Path, where: str) -> list[Cell]:
    try:
        cells: list[Cell] = json.loads(path.read_text(encoding="utf-8"))["cells"]
    except (json.JSONDecodeError, KeyError, TypeError):
        raise refusal(
            where,
            "plik nie jest notatnikiem w formacie 4. Zapisz go ponownie w JupyterLab.",
            "the file is not a notebook of format 4. Save it again in JupyterLab.",
        ) from None
    return cells


def _add_cell(cell: Cell, number: int, page: _Page) -> None:
    where = f"{page.where}, cell {number}"
    text = _text(cell["source"])
    if cell["cell_type"] == "markdown":
        page.markdown.append(checked_body(text, where))
    elif cell["cell_type"] == "code":
        _add_code(cell, text, page, number)
    else:
        raise refusal(
            where,
            "surowa komórka może stać tylko na początku. Zmień jej typ.",
            "a raw cell may only stand on top. Change its type.",
        )


def _add_code(cell: Cell, code: str, page: _Page, number: int) -> None:
    where = f"{page.where}, cell {number}"
    tags = set(cell.get("metadata", {}).get("tags", ()))
    if tags & PARAMETER_TAGS:
        return
    if code.strip() and cell.get("execution_count") is None:
        raise refusal(
            where,
            "komórka z kodem nie została wykonana. Uruchom: pes build.",
            "a code cell was not run. Run: pes build.",
        )
    options = _options(code, where)
    hidden = tags & HIDING_TAGS or options.get("include") is False or options.get("output") is False
    for index, output in enumerate(cell.get("outputs", ()), start=1):
        if output["output_type"] == "error":
            raise refusal(
                where,
                f"komórka zakończyła się błędem {output.get('ename')}. Popraw notatnik i uruchom: pes build.",
                f"the cell ended with {output.get('ename')}. Correct the notebook and run: pes build.",
            )
        if not hidden:
            page.markdown.extend(_output(output, options, page, (number, index)))


def _output(output: Cell, options: Cell, page: _Page, place: tuple[int, int]) -> Iterator[str]:
    where = f"{page.where}, cell {place[0]}"
    if output["output_type"] == "stream":
        yield _fenced(_text(output["text"]), f"cell-output cell-output-{output['name']}")
        return
    data = output["data"]
    if "text/html" in data:
        raise refusal(
            where,
            "wynik w HTML. Pokaż go jako Markdown (show), inaczej zginie w DOCX i PDF.",
            "an output in HTML. Show it as Markdown (show), or it is lost in DOCX and PDF.",
        )
    picture = next((kind for kind in PICTURE_TYPES if kind in data), None)
    if "text/markdown" in data:
        yield checked_body(_text(data["text/markdown"]), where)
    elif picture:
        yield _picture(_text(data[picture]), picture, options, page, place)
    elif "text/plain" in data and len(data) == 1:
        yield _fenced(_text(data["text/plain"]), "cell-output cell-output-display")
    else:
        raise refusal(
            where,
            f"wynik typu {', '.join(sorted(data))} nie jest obsługiwany. Pokaż go jako Markdown albo SVG.",
            f"an output of type {', '.join(sorted(data))} is not supported. Show it as Markdown or SVG.",
        )


def _picture(text: str, kind: str, options: Cell, page: _Page, place: tuple[int, int]) -> str:
    label, caption, alternative = (options.get(key) for key in ("label", "fig-cap", "fig-alt"))
    if not (caption and alternative):
        raise refusal(
            f"{page.where}, cell {place[0]}",
            "wykres bez podpisu albo bez tekstu alternatywnego. Dopisz #| fig-cap i #| fig-alt.",
            "a chart without a caption or an alternative text. Add #| fig-cap and #| fig-alt.",
        )
    name = f"{label or f'cell-{place[0]}'}-output-{place[1]}.{PICTURE_TYPES[kind]}"
    path = f"{page.stem}_files/figure-html/{name}"
    page.pictures[path] = text.encode() if kind == "image/svg+xml" else base64.b64decode(text)
    identifier = f"#{label} " if label else ""
    quoted = json.dumps(" ".join(str(alternative).split()), ensure_ascii=False)
    return f"![{caption}]({path}){{{identifier}fig-alt={quoted}}}"


def _options(code: str, where: str) -> Cell:
    lines = [line.removeprefix(OPTION) for line in code.splitlines() if line.startswith(OPTION)]
    options = yaml.safe_load("\n".join(lines)) if lines else {}
    unknown = sorted(set(options) - OPTIONS)
    if unknown or options.get("echo"):
        named = ", ".join(unknown) or "echo: true"
        raise refusal(
            where,
            f"nieznana opcja komórki: {named}. Są: {', '.join(sorted(OPTIONS))}; kodu nie widać.",
            f"unknown cell option: {named}. Supported: {', '.join(sorted(OPTIONS))}; code is not shown.",
        )
    return dict(options)


def _fenced(text: str, classes: str) -> str:
    fence = "```"
    while fence in text:
        fence += "`"
    attributes = " ".join(f".{name}" for name in classes.split())
    return f"{fence} {{{attributes}}}\n{text.rstrip()}\n{fence}"


def _text(value: str | list[str]) -> str:
    return value if isinstance(value, str) else "".join(value)
