"""Cells of an executed notebook on a page: what is shown, what is hidden, what is refused."""

import base64
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pes_analysis.protect.errors import PesError

Render = Callable[..., str]
PIXEL = base64.b64encode(b"\x89PNG\r\n\x1a\n").decode()


def code(source: str, *outputs: dict[str, Any], count: int | None = 1, tags: tuple[str, ...] = ()) -> Any:
    return {
        "cell_type": "code",
        "execution_count": count,
        "metadata": {"tags": list(tags)},
        "outputs": list(outputs),
        "source": source,
    }


def shown(**data: str) -> dict[str, Any]:
    return {
        "output_type": "display_data",
        "data": {key.replace("_", "/"): text for key, text in data.items()},
    }


def test_outputs_are_shown_and_code_is_not(rendered_notebook: Render) -> None:
    html = rendered_notebook(code("show(sekret)", shown(text_markdown="**Ważne** zdanie")))
    assert "<strong>Ważne</strong> zdanie" in html
    assert "sekret" not in html


@pytest.mark.parametrize("tag", ["parameters", "injected-parameters"])
def test_parameter_cells_leave_no_trace(rendered_notebook: Render, tag: str) -> None:
    hidden = code('haslo = "abc"', shown(text_markdown="abc"), count=None, tags=(tag,))
    html = rendered_notebook(hidden, code("x", shown(text_markdown="reszta")))
    assert "abc" not in html
    assert "reszta" in html


@pytest.mark.parametrize("option", ["#| output: false\n", "#| include: false\n"])
def test_cell_can_hide_its_outputs(rendered_notebook: Render, option: str) -> None:
    assert "ukryte" not in rendered_notebook(code(f"{option}x", shown(text_markdown="ukryte")))


def test_stream_is_shown_as_text_even_with_a_fence_in_it(rendered_notebook: Render) -> None:
    html = rendered_notebook(code("x", {"output_type": "stream", "name": "stdout", "text": "```\n<b>&\n"}))
    assert '<pre class="cell-output cell-output-stdout"><code>```\n&lt;b&gt;&amp;</code></pre>' in html


def test_picture_becomes_a_numbered_figure_and_a_file(rendered_notebook: Render, tmp_path: Path) -> None:
    options = '#| label: fig-a\n#| fig-cap: "Podpis"\n#| fig-alt: "Opis z \\"cytatem\\""\nx'
    html = rendered_notebook(code(options, shown(image_png=PIXEL, text_plain="<Figure>")))
    assert 'id="fig-a"' in html
    assert 'alt="Opis z &quot;cytatem&quot;"' in html
    assert "Rysunek\u00a01: Podpis" in html
    picture = tmp_path / "site" / "strona_files" / "figure-html" / "fig-a-output-1.png"
    assert picture.read_bytes() == base64.b64decode(PIXEL)


@pytest.mark.parametrize(
    ("cell", "named"),
    [
        (code("x = 1", count=None), "was not run"),
        (code("x", {"output_type": "error", "ename": "ZeroDivisionError"}), "ZeroDivisionError"),
        (code("x", shown(text_html="<b>a</b>", text_markdown="a")), "HTML"),
        (code("x", shown(text_latex="$x$")), "text/latex"),
        (code("x", shown(**{"image_svg+xml": "<svg/>"})), "fig-alt"),
        (code("#| echo: true\nx"), "echo"),
        (code("#| fig-width: 4\nx"), "fig-width"),
        (code("x", shown(text_markdown="a\n\n---\n\nb")), "---"),
        ({"cell_type": "raw", "metadata": {}, "source": "x"}, "raw"),
    ],
)
def test_cell_is_refused_with_its_number(rendered_notebook: Render, cell: Any, named: str) -> None:
    with pytest.raises(PesError) as caught:
        rendered_notebook(cell)
    assert caught.value.en.startswith("strona.ipynb, cell 2: ")
    assert named in caught.value.en


def test_notebook_without_front_matter_is_refused(project_folder: Path, tmp_path: Path) -> None:
    from pes_analysis.publish.render import load_project, render_page

    page = project_folder / "strona.ipynb"
    for content in ('{"cells": []}', "[]", "{nie json"):
        page.write_text(content, encoding="utf-8")
        with pytest.raises(PesError, match=r"strona\.ipynb"):
            render_page(load_project(project_folder), page, tmp_path / "site")
