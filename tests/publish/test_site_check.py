"""Every rule of the site check, broken once on an otherwise sound site."""

from pathlib import Path

import pytest

from pes_analysis.publish.site_check import check_site

PAGE = """<!DOCTYPE html><html lang="pl"><head><title>{title}</title>
<link rel="stylesheet" href="theme/a.css"></head>
<body><h1>A</h1><p id="x">Tekst</p><a href="https://example.org/">poza</a>{extra}</body></html>"""


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "theme").mkdir()
    (tmp_path / "theme" / "a.css").write_text("p { color: red; background: url(b.png) }", encoding="utf-8")
    write(tmp_path, "index.html", title="Start")
    write(tmp_path, "slownik.html", title="Słownik", extra='<h2 id="łąka">Ł</h2>')
    return tmp_path


def write(site: Path, name: str, extra: str = "", title: str = "Start") -> None:
    (site / name).write_text(PAGE.format(title=title, extra=extra), encoding="utf-8")


def test_sound_site_has_no_problems(site: Path) -> None:
    links = (
        '<a href="slownik.html#łąka">A</a><a href="slownik.html#%C5%82%C4%85ka">A</a><a href="#x">A</a>'
        '<a href="mailto:biuro@example.org">biuro@example.org</a><a href="./">A</a>'
        '<img src="data:image/svg+xml,%3Csvg/%3E" alt="">'
    )
    write(site, "index.html", links)
    assert check_site(site).empty


@pytest.mark.parametrize(
    ("extra", "rule", "detail"),
    [
        ('<a href="brak.html">A</a>', "link", "brak.html"),
        ('<a href="../index.html">A</a>', "link", "../index.html"),
        ('<img src="brak.png" alt="A">', "link", "brak.png"),
        ('<a href="slownik.html#brak">A</a>', "anchor", "slownik.html#brak"),
        ('<a href="#brak">A</a>', "anchor", "#brak"),
        ('<i id="x"></i>', "doubled id", "x"),
        (
            '<script src="https://cdn.example.org/a.js"></script>',
            "other host",
            "https://cdn.example.org/a.js",
        ),
        ('<img src="//example.org/a.png" alt="A">', "other host", "//example.org/a.png"),
        ('<link rel="icon" href="https://example.org/i">', "other host", "https://example.org/i"),
        ('<p style="background:url(http://example.org/a)">', "other host", "http://example.org/a"),
        ("<style>@import 'http://example.org/a';</style>", "other host", "http://example.org/a"),
        ("<h1>B</h1>", "one h1", "2"),
        ('<p onclick="x()">', "inline handler", "onclick"),
        ('<img src="theme/a.css">', "alternative text", "theme/a.css"),
        ("<pre>\n# Parameters\n</pre>", "parameters", "# Parameters"),
        ("<p>Zob. ?@fig-a</p>", "unresolved reference", "?@f"),
        ("<p>Zob. @tbl-a.</p>", "unresolved reference", "@tbl-a"),
        ("<p>/home/ala/dane.csv</p>", "private path", "/home/ala/dane.csv"),
        ("<p>C:\\Users\\Ala</p>", "private path", "C:\\Users\\Ala"),
        ("<p>ala@example.org</p>", "e-mail", "ala@example.org"),
    ],
)
def test_problem_is_found_where_it_is(site: Path, extra: str, rule: str, detail: str) -> None:
    write(site, "index.html", extra)
    found = check_site(site)
    assert found.to_dict("records") == [{"page": "index.html", "rule": rule, "detail": detail}]


def test_page_without_language_or_title_is_found(site: Path) -> None:
    (site / "pusta.html").write_text("<html><body><h1>A</h1></body></html>", encoding="utf-8")
    assert check_site(site)["rule"].tolist() == ["lang", "title"]


def test_same_title_twice_is_found_on_both_pages(site: Path) -> None:
    write(site, "inna.html", title="Słownik")
    found = check_site(site)
    assert found[["page", "rule"]].to_numpy().tolist() == [
        ["inna.html", "doubled title"],
        ["slownik.html", "doubled title"],
    ]


def test_style_sheet_that_calls_out_is_found(site: Path) -> None:
    (site / "theme" / "a.css").write_text("@import 'https://example.org/f.css';", encoding="utf-8")
    assert check_site(site).to_numpy().tolist() == [
        ["theme/a.css", "other host", "https://example.org/f.css"]
    ]
