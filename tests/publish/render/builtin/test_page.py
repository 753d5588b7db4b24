"""Parts of a rendered page that the outline does not show: chrome, drawings, tables, escaping."""

from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

import html5lib
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pes_analysis.protect.escape import clean, markdown
from pes_analysis.publish.render import ProjectConfig, load_project, page_sources, render_page
from pes_analysis.publish.render.builtin.pandoc import parse, plain_text

Render = Callable[[str], str]
CONTRACT = Path(__file__).parents[3] / "reference" / "quarto_contract" / "project"
STYLE = "--wide:680/400;--narrow:360/520"


def drawing(inside: str) -> str:
    svg = f'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" role="none" width="9">{inside}</svg>'
    return f'![A](data:image/svg+xml,{quote(svg)}){{#fig-a .pes-chart fig-alt="Opis <1>" style="{STYLE}"}}'


def test_drawing_is_part_of_the_page_with_its_alternative_text(rendered: Render) -> None:
    html = rendered(drawing("<text>Zażółć</text>"))
    assert f'<div class="pes-chart" style="{STYLE}"><svg role="img" aria-label="Opis &lt;1&gt;">' in html
    assert "<text>Zażółć</text></svg></div>" in html
    assert "<?xml" not in html


def test_scripts_of_a_page_follow_those_of_the_site(project_folder: Path, tmp_path: Path) -> None:
    script = '<script defer src="strona.js"></script>'
    page = project_folder / "strona.qmd"
    page.write_text(f"---\ntitle: Strona\ninclude-after-body: {{text: '{script}'}}\n---\n\nTekst.\n", "utf-8")
    render_page(load_project(project_folder), page, tmp_path)
    html = (tmp_path / "strona.html").read_text(encoding="utf-8")
    assert html.index("theme/search.js") < html.index(script) < html.index("</head>")


def test_links_of_a_drawing_work_and_can_be_reached(rendered: Render) -> None:
    html = rendered(drawing('<a href="powiaty/1202.ipynb#a"><text>B</text></a><use href="#c"/>'))
    assert '<svg role="group"' in html
    assert '<a href="powiaty/1202.html#a">' in html
    assert '<use href="#c" />' in html


def test_table_names_its_rows_and_columns(rendered: Render) -> None:
    html = rendered("| A | B |\n|:--|--:|\n| x | 1 |\n|   | 2 |\n\n: Podpis {#tbl-a}\n")
    assert '<figcaption id="tbl-a-caption">Tabela\u00a01: Podpis</figcaption>' in html
    assert '<table aria-labelledby="tbl-a-caption">' in html
    assert '<th scope="row">x</th><td class="num">1</td>' in html
    assert '<td></td><td class="num">2</td>' in html


def test_figure_and_table_divs_take_numbers(rendered: Render) -> None:
    html = rendered(
        "@tbl-b i @fig-b\n\n::: {#fig-b}\nTreść.\n\nPodpis.\n:::\n\n::: {#tbl-b}\nX\n\nOpis.\n:::"
    )
    assert '<a href="#tbl-b" class="xref">Tabela\u00a01</a> i <a href="#fig-b"' in html
    assert "<figcaption>Rysunek\u00a01: Podpis.</figcaption>" in html


def test_foreign_words_keep_their_language(rendered: Render) -> None:
    assert '<span lang="en">score</span>' in rendered("[score]{lang=en}")


def test_formula_on_its_own_line_gets_a_box_that_can_scroll(rendered: Render) -> None:
    formula = '<math display="block"><mi>x</mi></math>'
    assert f'<span class="formula">{formula}</span>' in rendered(f"- Wzór: `{formula}`{{=html}}")
    assert "<p>Tu <math><mi>x</mi></math>.</p>" in rendered("Tu `<math><mi>x</mi></math>`{=html}.")


def test_comment_is_left_out(rendered: Render) -> None:
    assert "sekret" not in rendered("A <!-- sekret --> B\n\n<!-- sekret -->")


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(st.characters(exclude_categories=("C", "Z"), exclude_characters="#"), min_size=1, max_size=40))
def test_escaped_text_reaches_the_reader_unchanged(rendered: Render, text: str) -> None:
    html = rendered(f"Początek {markdown(text)} koniec")
    document = html5lib.parse(html, namespaceHTMLElements=False)
    content = document.find(".//div[@class='content']")
    assert "".join(content.itertext()).strip() == f"Początek {clean(text)} koniec"


def test_plain_text_for_search_has_words_and_no_marks() -> None:
    blocks = parse("## Ład {#a}\n\n*Stopa* „x”[^1], [link](a.qmd)\n\n- `b`\n\n[^1]: nota", "a.qmd").blocks
    assert plain_text(blocks) == "Ład Stopa „x”, link b"


@pytest.fixture(scope="module")
def polish() -> ProjectConfig:
    return load_project(CONTRACT)


def test_page_depends_on_nothing_but_its_source(polish: ProjectConfig, tmp_path: Path) -> None:
    source = CONTRACT / "powiaty" / "1201.ipynb"
    first = render_page(polish, source, tmp_path / "a")
    second = render_page(load_project(CONTRACT), source, tmp_path / "b")
    assert first == second
    for name in first.files:
        assert (tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes()


def test_page_links_itself_in_the_other_language(polish: ProjectConfig, tmp_path: Path) -> None:
    page = render_page(polish, CONTRACT / "powiaty" / "1202.ipynb", tmp_path)
    html = (tmp_path / page.url).read_text(encoding="utf-8")
    assert '<link rel="alternate" hreflang="en" href="../en/powiaty/1202.html">' in html
    assert '<link rel="alternate" hreflang="x-default" href="1202.html">' in html
    english = load_project(CONTRACT / "en")
    page = render_page(english, CONTRACT / "en" / "powiaty" / "1202.ipynb", tmp_path)
    html = (tmp_path / page.url).read_text(encoding="utf-8")
    assert '<html lang="en" data-root="../"' in html
    assert '<link rel="alternate" hreflang="pl" href="../../powiaty/1202.html">' in html
    assert 'href="../../theme/report.css"' in html


def test_path_to_the_page_is_shown(polish: ProjectConfig, tmp_path: Path) -> None:
    page = render_page(polish, CONTRACT / "powiaty" / "1202.ipynb", tmp_path)
    document = html5lib.parse((tmp_path / page.url).read_text(encoding="utf-8"), namespaceHTMLElements=False)
    crumbs = document.findall(".//nav[@class='breadcrumbs']//li/*")
    assert [(crumb.text, crumb.get("href")) for crumb in crumbs] == [
        ("Start", "../index.html"),
        ("Powiaty", "index.html"),
        ("Powiat brzeski", None),
    ]


def test_digest_follows_settings_and_variables(polish: ProjectConfig) -> None:
    assert load_project(CONTRACT).digest == polish.digest
    assert load_project(CONTRACT, {"edition": {"year": 2025}}).digest != polish.digest


def test_sources_leave_out_nested_projects_and_hidden_folders(project_folder: Path) -> None:
    for name in (
        "index.qmd",
        "a.ipynb",
        "powiaty/b.qmd",
        "_site/c.qmd",
        ".pes/d.qmd",
        "en/e.qmd",
        "en/_quarto.yml",
    ):
        path = project_folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text((project_folder / "_quarto.yml").read_text(encoding="utf-8"), encoding="utf-8")
    found = [
        path.relative_to(project_folder).as_posix() for path in page_sources(load_project(project_folder))
    ]
    assert found == ["a.ipynb", "index.qmd", "powiaty/b.qmd"]


@pytest.mark.parametrize(
    "source",
    [
        "---\ntitle: 'Po {{< var peers.count >}}'\n---\n\nTekst.\n",
        "---\ntitle: Strona\n---\n\n- Po **{{< var peers.count >}}** powiatów.\n",
    ],
)
def test_a_page_prints_the_values_of_the_edition(project_folder: Path, tmp_path: Path, source: str) -> None:
    page = project_folder / "strona.qmd"
    page.write_text(source, encoding="utf-8")
    project = load_project(project_folder, {"peers": {"count": "20 'i' \\*"}})
    render_page(project, page, tmp_path / "site")
    html = (tmp_path / "site" / "strona.html").read_text(encoding="utf-8")
    assert "20 ‘i’ *" in html or "20 ’i’ *" in html or "20 'i' *" in html or "20 &#39;i&#39; *" in html
    assert "{{" not in html
