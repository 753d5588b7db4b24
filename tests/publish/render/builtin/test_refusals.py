"""What the built-in renderer will not publish, and what it says about it."""

from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

import pytest

from pes_analysis.protect.errors import PesError
from pes_analysis.publish.render import load_project

SVG = '<svg xmlns="http://www.w3.org/2000/svg">{}</svg>'
STYLE = "--wide:680/400;--narrow:360/520"


def chart(inside: str, style: str = STYLE) -> str:
    drawing = quote(SVG.format(inside))
    return f'![Wykres](data:image/svg+xml,{drawing}){{.pes-chart fig-alt="Opis." style="{style}"}}'


@pytest.mark.parametrize(
    ("body", "named"),
    [
        ("Zob. @fig-brak.", "@fig-brak"),
        ("Napisz do @urzad.", "@urzad"),
        ("# Drugi tytuł", "Drugi tytuł"),
        ("Wzór $x$", "Math"),
        ("<b>pogrubienie</b>", "<b>"),
        ("```{=html}\n<script>alert(1)</script>\n```", "<script>"),
        ('```{=html}\n<math onclick="x()"><mi>x</mi></math>\n```', "<math"),
        ("```{=html}\n<math><mi>x</mi></math><img src=x>\n```", "<math"),
        ("```{=latex}\n\\newpage\n```", "latex"),
        ("```{python}\n1 + 1\n```", "```python"),
        ("::: {.column-margin}\nX\n:::", "column-margin"),
        ("::: {.callout-danger}\nX\n:::", "callout-danger"),
        ("::: {.panel-tabset}\nX\n:::", "panel-tabset"),
        ("[X]{.smallcaps}", "SmallCaps"),
        ("[X](y.qmd){onclick=z}", "onclick"),
        ("[X](javascript:alert(1))", "javascript:"),
        ("[X](//example.org/a)", "//example.org"),
        ("[X](../../etc/passwd)", "../../etc/passwd"),
        ("![X](brak.svg){fig-alt=Opis}", "brak.svg"),
        ("![X](y.svg)", "fig-alt"),
        ("![X](https://example.org/x.png){fig-alt=Opis}", "example.org"),
        ("![X](data:image/png;base64,AAAA){fig-alt=Opis}", "data:image/png"),
        ("{{< include inny.qmd >}}", "include"),
        ("{{< var brak >}}", "brak"),
        ("A\n\n---\n\nB", "---"),
        ("A[^1]\n\n[^1]: B\n\n[^1]: C", "Duplicate"),
        ("![A](a.svg){#fig-a fig-alt=A}\n\n::: {#fig-a}\nB\n\nC\n:::", "fig-a"),
        (chart("<script>alert(1)</script>"), "script"),
        (chart('<g onload="x()"/>'), "onload"),
        (chart("<foreignObject/>"), "foreignObject"),
        (chart('<a href="javascript:x()"><text>A</text></a>'), "javascript:"),
        (chart('<use href="https://example.org/a.svg"/>'), "example.org"),
        (chart("<style>@import 'https://example.org/a.css';</style>"), "@import"),
        (chart('<g style="fill:url(https://example.org/a)"/>'), "url("),
        (chart('<g style="fill:\\\\75rl(#a)"/>'), "75rl"),
        (chart("<style>.a{fill:u\\\\72l(https://example.org/a)}</style>"), "72l"),
        (chart("<style>.a{fill:url('https://example.org/a')}</style>"), "example.org"),
        (chart("<style>.a{fill:url(#a) url(b.svg)}</style>"), "b.svg"),
        (chart("<style>.a{fill:URL ( https://example.org )}</style>"), "example.org"),
        (chart("<style>.a{mask:image-set('https://example.org/a' 1x)}</style>"), "image-set"),
        (chart("<rect mask='-webkit-image-set(\"https://example.org/a\" 1x)'/>"), "image-set"),
        (chart("<a href = 'javascript:x()'><text>A</text></a>"), "javascript:"),
        (chart("<a href='  javascript:x()'><text>A</text></a>"), "javascript:"),
        (chart("<a href='java&#10;script:x()'><text>A</text></a>"), "script:"),
        (chart("<a href='//example.org'><text>A</text></a>"), "example.org"),
        (chart("<a href='https://example.org'><text>A</text></a>"), "example.org"),
        (chart("<a href='\\\\\\\\example.org'><text>A</text></a>"), "example.org"),
        (chart("<g xml:base='x' xmlns:b='urn:b' b:c='d'/>"), "urn:b"),
        (chart("<g>"), "mismatched"),
        (chart("<g/>", style="position:fixed"), "position:fixed"),
    ],
)
def test_page_is_refused_by_name(rendered: Callable[[str], str], body: str, named: str) -> None:
    with pytest.raises(PesError) as caught:
        rendered(body)
    for message in (caught.value.pl, caught.value.en):
        assert message.startswith("strona.qmd: ")
        assert named in message


@pytest.mark.parametrize(
    ("inside", "written"),
    [
        ("<a href = '../indeks.qmd'><text>A</text></a>", None),
        ("<a href = 'indeks.qmd#a'><text>A</text></a>", '<a href="indeks.html#a"><text>A</text></a>'),
        (
            "<svg viewBox='1>2'><g id='a&quot;&lt;b'/></svg>",
            '<svg viewBox="1&gt;2"><g id="a&quot;&lt;b" /></svg>',
        ),
        ("<style>.a>.b{fill:url( '#c' )}</style>", "<style>.a&gt;.b{fill:url( '#c' )}</style>"),
        ("<!-- --><text>&lt;script></text>", "<text>&lt;script&gt;</text>"),
    ],
)
def test_the_page_holds_what_was_read_and_not_what_was_written(
    rendered: Callable[[str], str], inside: str, written: str | None
) -> None:
    if written is None:
        with pytest.raises(PesError, match="indeks"):
            rendered(chart(inside))
    else:
        assert written in rendered(chart(inside))


def test_entities_of_a_drawing_are_not_expanded(rendered: Callable[[str], str]) -> None:
    bomb = '<!DOCTYPE svg [<!ENTITY a "aaaa">]><svg xmlns="http://www.w3.org/2000/svg"><text>&a;</text></svg>'
    with pytest.raises(PesError, match="DOCTYPE"):
        rendered(f'![A](data:image/svg+xml,{quote(bomb)}){{.pes-chart fig-alt="A" style="{STYLE}"}}')


@pytest.mark.parametrize(
    ("front_matter", "named"),
    [
        ("subtitle: A", "title"),
        ("title: A\nlisting: b", "listing"),
        ("title: A\ndate: wczoraj", "wczoraj"),
        ("title: A\nlang: de", "de"),
        ("title: A\ntoc-depth: 9", "toc-depth"),
        ("title: [A", "YAML"),
        ("title: A\ninclude-after-body: x.html", "include-after-body"),
        ("title: A\ninclude-after-body: {text: <script>alert(1)</script>}", "include-after-body"),
        (
            'title: A\ninclude-after-body: {text: <script defer src="//x.org/a.js"></script>}',
            "include-after-body",
        ),
        ("title: A\ninclude-after-body: {text: <b>A</b>}", "include-after-body"),
    ],
)
def test_front_matter_is_refused_by_name(
    project_folder: Path, tmp_path: Path, front_matter: str, named: str
) -> None:
    from pes_analysis.publish.render import render_page

    page = project_folder / "strona.qmd"
    page.write_text(f"---\n{front_matter}\n---\n\nTekst.\n", encoding="utf-8")
    with pytest.raises(PesError) as caught:
        render_page(load_project(project_folder), page, tmp_path / "site")
    assert named in caught.value.en


@pytest.mark.parametrize(
    ("old", "new", "named"),
    [
        ("lang: pl", "lang: pl\nbibliography: a.bib", "bibliography"),
        ("toc: true", "toc: true, code-fold: true", "format.html.code-fold"),
        ("echo: false", "echo: true", "execute.echo"),
        ("mathml", "mathjax", "format.html.html-math-method"),
        ("type: website", "type: book", "project.type"),
    ],
)
def test_settings_are_refused_by_name(project_folder: Path, old: str, new: str, named: str) -> None:
    settings = project_folder / "_quarto.yml"
    settings.write_text(settings.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    with pytest.raises(PesError, match=named):
        load_project(project_folder)
