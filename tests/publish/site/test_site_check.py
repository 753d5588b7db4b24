"""Every rule of the site check, broken once on an otherwise sound site."""

from pathlib import Path

import pytest

from pes_analysis.publish.site import site_check
from pes_analysis.publish.site.site_check import Problem, check_site, find_problems

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
        ("<p>ala&#64;example.org</p>", "e-mail", "ala@example.org"),
        ("<p>ala&commat;example.org</p>", "e-mail", "ala@example.org"),
        ("<p title='&lt;'>&sol;home&#x2f;ala</p>", "private path", "/home/ala"),
        ("<p>file:&#47;/x</p>", "private path", "file://x"),
        ("<p># Parameters</p>", "parameters", "# Parameters"),
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


def test_a_page_that_stayed_is_not_read_again_and_its_links_still_count(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site, kept = tmp_path / "site", tmp_path / "facts"
    site.mkdir()
    (site / "a.html").write_text(whole("A", '<a href="b.html#x">B</a>'), encoding="utf-8")
    (site / "b.html").write_text(whole("B", '<p id="x">x</p>'), encoding="utf-8")
    assert find_problems(site, kept_at=kept) == []
    read: list[str] = []
    real = site_check._read

    def noting(folder: Path, name: str) -> object:
        read.append(name)
        return real(folder, name)

    monkeypatch.setattr(site_check, "_read", noting)
    assert find_problems(site, kept_at=kept) == []
    assert read == []
    (site / "b.html").write_text(whole("B", '<p id="y">x</p>'), encoding="utf-8")
    assert find_problems(site, kept_at=kept) == [Problem("a.html", "anchor", "b.html#x")]
    (site / "b.html").unlink()
    assert find_problems(site, kept_at=kept) == [Problem("a.html", "link", "b.html#x")]


@pytest.mark.parametrize("left", [b"", b"[]", b'0000\n["",{}]'])
def test_damaged_facts_are_found_anew(tmp_path: Path, left: bytes) -> None:
    site, kept = tmp_path / "site", tmp_path / "facts"
    site.mkdir()
    (site / "a.html").write_text(whole("A", '<a href="b.html">B</a>'), encoding="utf-8")
    wrong = find_problems(site, kept_at=kept)
    found = kept.read_bytes()
    kept.write_bytes(left)
    assert find_problems(site, kept_at=kept) == wrong == [Problem("a.html", "link", "b.html")]
    assert kept.read_bytes() == found


def test_a_link_to_a_part_of_its_own_page_is_held_against_that_page(tmp_path: Path) -> None:
    text = whole("A", '<p id="x">x</p><a href="#x">x</a><a href="a.html#z">z</a>')
    (tmp_path / "a.html").write_text(text, encoding="utf-8")
    assert find_problems(tmp_path) == [Problem("a.html", "anchor", "a.html#z")]


def whole(title: str, body: str) -> str:
    return f"<html lang='pl'><head><title>{title}</title></head><body><h1>{title}</h1>{body}</body></html>"


def test_many_pages_are_read_by_several_processes_with_the_same_findings(tmp_path: Path) -> None:
    site = tmp_path / "site"
    site.mkdir()
    for number in range(110):
        extra = f'<a href="p{number + 1}.html">dalej</a>' + (
            "<p>Zob. ?@fig-a</p>" if number % 40 == 7 else ""
        )
        (site / f"p{number}.html").write_text(whole(f"Strona {number}", extra), encoding="utf-8")
    alone = find_problems(site)
    assert [one.page for one in alone] == ["p109.html", "p47.html", "p7.html", "p87.html"]
    assert find_problems(site, kept_at=tmp_path / "facts", workers=2) == alone
