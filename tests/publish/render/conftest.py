"""A project of one page, written and rendered by the test that needs it."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from pes_analysis.publish.render import load_project, render_page

SETTINGS = """
project: {type: website}
lang: pl
execute: {enabled: false, echo: false}
website: {title: Próba, navbar: {left: [{href: index.qmd, text: Start}]}}
format: {html: {html-math-method: mathml, toc: true}}
"""


@pytest.fixture
def project_folder(tmp_path: Path) -> Path:
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "_quarto.yml").write_text(SETTINGS, encoding="utf-8")
    return folder


@pytest.fixture
def rendered(project_folder: Path, tmp_path: Path) -> Callable[[str], str]:
    """Give the HTML that a body in Markdown becomes."""

    def render(body: str) -> str:
        page = project_folder / "strona.qmd"
        page.write_text(f"---\ntitle: Strona\n---\n\n{body}\n", encoding="utf-8")
        result = render_page(load_project(project_folder), page, tmp_path / "site")
        return (tmp_path / "site" / result.url).read_text(encoding="utf-8")

    return render


@pytest.fixture
def rendered_notebook(project_folder: Path, tmp_path: Path) -> Callable[..., str]:
    """Give the HTML that cells become, after a raw cell with the title."""

    def render(*cells: dict[str, object]) -> str:
        title = {"cell_type": "raw", "metadata": {}, "source": "---\ntitle: Strona\n---"}
        page = project_folder / "strona.ipynb"
        page.write_text(json.dumps({"cells": [title, *cells]}), encoding="utf-8")
        result = render_page(load_project(project_folder), page, tmp_path / "site")
        return (tmp_path / "site" / result.url).read_text(encoding="utf-8")

    return render
