"""A hostile name stands in every place of a report as the text it is, and as nothing more."""

import csv
import io
import re
import xml.etree.ElementTree as ElementTree
from collections.abc import Callable
from html.parser import HTMLParser

import html5lib
import pypandoc
import pytest
import yaml
from hostile_names import HOSTILE_NAMES

from pes_analysis.protect import escape

HARMLESS = "Nazwa"
XHTML = "{http://www.w3.org/1999/xhtml}"


class Outline(HTMLParser):
    """The elements of a page, with the names of their attributes."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, tuple[str, ...]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, tuple(name for name, _ in attributes)))


def elements(page: str) -> list[tuple[str, tuple[str, ...]]]:
    """Give the elements without what pandoc adds for the width of a wide table alone."""
    return [
        (tag, tuple(name for name in names if name != "style"))
        for tag, names in Outline(page).elements
        if tag not in ("colgroup", "col")
    ]


def to_html(source: str, form: str = "markdown") -> str:
    return pypandoc.convert_text(source, "html", format=form, extra_args=["--wrap=none"])


def text_of(page: str, tag: str) -> str:
    element = html5lib.parse(page).find(f".//{XHTML}{tag}")
    assert element is not None
    return "".join(element.itertext())


def paragraph(text: str) -> str:
    return f"Przed.\n\n{text}\n\nPo.\n"


def heading(text: str) -> str:
    return f"## {text} {{#a}}\n\nPo.\n"


def cell(text: str) -> str:
    return f"| Nazwa | Wartość |\n|:--|--:|\n| {text} | 1 |\n"


def header_cell(text: str) -> str:
    return f"| {text} | Wartość |\n|:--|--:|\n| a | 1 |\n"


def table_caption(text: str) -> str:
    return f"| Nazwa |\n|:--|\n| a |\n\n: {text} {{#tbl-a}}\n"


def figure_caption(text: str) -> str:
    return f'![{text}](a.svg){{#fig-a fig-alt="x"}}\n'


def link_text(text: str) -> str:
    return f"Przed [{text}](b.html) po.\n"


def list_item(text: str) -> str:
    return f"- {text}\n- drugi\n"


def bold(text: str) -> str:
    return f"Przed **{text}** po.\n"


def div_paragraph(text: str) -> str:
    return f"::: {{.callout-note}}\n{text}\n:::\n"


PLACES: dict[Callable[[str], str], str] = {
    heading: "h2",
    cell: "td",
    header_cell: "th",
    table_caption: "caption",
    figure_caption: "figcaption",
    link_text: "a",
    list_item: "li",
    bold: "strong",
    div_paragraph: "div",
}

each_name = pytest.mark.parametrize("name", HOSTILE_NAMES.values(), ids=HOSTILE_NAMES.keys())


@each_name
@pytest.mark.parametrize("form", ["markdown", "markdown+emoji+autolink_bare_uris"])
def test_markdown_shows_the_name_everywhere(name: str, form: str) -> None:
    # One conversion for all places: pandoc starts once. Each place stands under its own rule.
    sources = [place(escape.markdown(name)) for place in (paragraph, *PLACES)]
    harmless = [place(HARMLESS) for place in (paragraph, *PLACES)]
    pages = to_html("\n* * * * *\n\n".join(sources), form).split("<hr />")
    expected_pages = to_html("\n* * * * *\n\n".join(harmless), form).split("<hr />")

    assert len(pages) == len(sources)
    assert [elements(page) for page in pages] == [elements(page) for page in expected_pages]
    shown = [html5lib.parse(pages[0]).findall(f".//{XHTML}p")[1].text]
    shown += [text_of(page, tag).strip() for page, tag in zip(pages[1:], PLACES.values(), strict=True)]
    assert shown == [escape.clean(name)] * len(sources)


@each_name
def test_alternative_text_is_the_name(name: str) -> None:
    page = to_html(f'![Podpis](a.svg){{#fig-a fig-alt="{escape.markdown_attribute(name)}"}}\n')
    image = html5lib.parse(page).find(f".//{XHTML}img")
    assert image is not None
    assert image.get("data-fig-alt") == escape.clean(name)
    assert elements(page) == elements(to_html('![Podpis](a.svg){#fig-a fig-alt="x"}\n'))


@each_name
def test_no_shortcode_is_left_for_quarto(name: str) -> None:
    for escaped in (escape.markdown(name), escape.markdown_attribute(name)):
        assert "{{" not in escaped
    assert not set('"{}<>`\\') & set(escape.markdown_attribute(name))


@each_name
def test_front_matter_title_is_the_name(name: str) -> None:
    source = f"---\ntitle: {escape.yaml_string(escape.markdown(name))}\n---\n\nTreść.\n"
    title = pypandoc.convert_text(
        source, "plain", format="markdown", extra_args=["--wrap=none", "--template=title.plain"]
    )
    assert title.rstrip("\n") == escape.clean(name)


@pytest.fixture(autouse=True)
def _title_template(tmp_path, monkeypatch) -> None:
    (tmp_path / "title.plain").write_text("$title$\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)


@each_name
def test_yaml_reads_back_the_name(name: str) -> None:
    assert yaml.safe_load(f"title: {escape.yaml_string(name)}") == {"title": escape.clean(name)}


@each_name
def test_html_text_and_attribute_are_the_name(name: str) -> None:
    page = f'<p title="{escape.html(name)}">{escape.html(name)}</p>'
    assert Outline(page).elements == [("p", ("title",))]
    element = html5lib.parse(page).find(f".//{XHTML}p")
    assert element is not None
    assert element.get("title") == "".join(element.itertext()) == escape.clean(name)


@each_name
def test_svg_is_well_formed_and_shows_the_name(name: str) -> None:
    drawing = (
        f'<svg xmlns="http://www.w3.org/2000/svg"><title>{escape.svg(name)}</title>'
        f'<text aria-label="{escape.svg(name)}">{escape.svg(name)}</text></svg>'
    )
    root = ElementTree.fromstring(drawing)
    title, text = root
    assert title.text == text.text == text.get("aria-label") == escape.clean(name)
    inlined = html5lib.parse(f"<body>{drawing}</body>")
    assert [element.tag.rpartition("}")[2] for element in inlined.iter()] == [
        "html", "head", "body", "svg", "title", "text",
    ]  # fmt: skip


@each_name
def test_no_cell_of_a_csv_file_is_a_formula(name: str) -> None:
    buffer = io.StringIO()
    csv.writer(buffer, delimiter=";").writerow([escape.csv_cell(name), "2"])
    (row,) = csv.reader(io.StringIO(buffer.getvalue()), delimiter=";")
    shown, second = row
    assert second == "2"
    assert not shown.startswith(escape.FORMULA_STARTS)
    assert shown.removeprefix("'") == escape.clean(name).removeprefix("'")


@each_name
def test_file_name_is_plain_on_every_system(name: str) -> None:
    plain = escape.filename(name)
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", plain)
    assert len(plain) <= 80
    assert plain not in escape.WINDOWS_DEVICE_NAMES
    assert escape.filename(name) == plain
