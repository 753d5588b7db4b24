"""A large site in parts gives what one project gives; one changed page is rendered alone.

A small program stands in for Quarto, which is not everywhere. It does what is documented of a website: a page
stands beside its source's path, links to sources of the same project lead to pages, ``search.json`` and
``sitemap.xml`` tell of the pages rendered, and one page named is rendered alone and brings them up to date.
"""

import json
import re
import sys
from pathlib import Path

import pytest
import yaml

from pes_analysis.protect.errors import PesError
from pes_analysis.publish.render.builtin import ProjectConfig, load_project
from pes_analysis.publish.render.joining import join_parts
from pes_analysis.publish.render.quarto import render_with_quarto
from pes_analysis.publish.render.quarto_parts import render_in_parts, split_project
from pes_analysis.publish.site.quarto_program import Quarto

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the stand-in is a script")
STAND_IN = """#!{python}
import json, posixpath, re, sys
from pathlib import Path
import yaml
what = Path(sys.argv[2])
folder = what if what.is_dir() else next(one for one in what.parents if (one / "_quarto.yml").is_file())
settings = yaml.safe_load((folder / "_quarto.yml").read_text(encoding="utf-8"))
patterns = settings["project"].get("render", ["**/*.qmd"])
pages = sorted(path for one in patterns if one[0] != "!" for path in folder.glob(one))
pages = [path for path in pages if "_site" not in path.parts]
with open("{log}", "a", encoding="utf-8") as log:
    log.write(f"{{what.name}} {{len(pages) if what == folder else 1}}\\n")
if "kaput" in "".join(path.read_text(encoding="utf-8") for path in pages):
    sys.exit("kaput")
names = {{path.relative_to(folder).as_posix() for path in pages}}
site = folder / "_site"
def page_of(source):
    return re.sub("[.](qmd|ipynb)$", ".html", source)
def bar(name, items):
    up = "../" * name.count("/")
    for item in items:
        href = item.get("href")
        if href in names:
            href = page_of(href)
        if href:
            yield f'<a class="nav" href="{{up}}{{href}}">{{item["text"]}}</a>'
        yield from bar(name, item.get("menu", []))
def led(match, name):
    target = posixpath.normpath(posixpath.join(posixpath.dirname(name), match[2]))
    return f"{{match[1]}}{{page_of(match[2])}}{{match[3]}}" if target in names else match[0]
search = {{}}
if what != folder:
    search = {{entry["href"]: entry for entry in json.loads((site / "search.json").read_bytes())}}
for path in pages if what == folder else [what]:
    name = path.relative_to(folder).as_posix()
    text = path.read_text(encoding="utf-8").split("---")[-1].strip()
    body = re.sub(r"\\[([^]]*)\\]\\(([^)#]*)((?:#[^)]*)?)\\)", r'<a href="\\2\\3">\\1</a>', text)
    body = re.sub(r'(href=")([^"#]*)((?:#[^"]*)?")', lambda match: led(match, name), body)
    page = site / Path(name).with_suffix(".html")
    page.parent.mkdir(parents=True, exist_ok=True)
    left = settings["website"]["navbar"]["left"]
    page.write_text("".join(bar(name, left)) + f"<main>{{body}}</main>", encoding="utf-8")
    href = Path(name).with_suffix(".html").as_posix()
    search[href] = {{"objectID": href, "href": href, "title": name, "text": text}}
(site / "site_libs").mkdir(parents=True, exist_ok=True)
(site / "site_libs" / "bootstrap.css").write_text("p {{}}", encoding="utf-8")
(site / "search.json").write_text(json.dumps([search[href] for href in sorted(search)]), encoding="utf-8")
urls = "".join(f"<url><loc>https://x.pl/{{href}}</loc></url>" for href in sorted(search))
sitemap = f'<?xml version="1.0"?><urlset xmlns="s">{{urls}}</urlset>'
(site / "sitemap.xml").write_text(sitemap, encoding="utf-8")
"""
SETTINGS = {
    "project": {
        "type": "website",
        "output-dir": "_site",
        "render": ["*.qmd", "powiaty/*.qmd", "organizacje/*.qmd"],
        "resources": ["organizacje/*.csv"],
    },
    "lang": "pl",
    "execute": {"enabled": False, "echo": False},
    "website": {
        "title": "Próba",
        "navbar": {
            "left": [
                {"text": "Start", "href": "index.qmd"},
                {"text": "Więcej", "menu": [{"text": "Powiaty", "href": "powiaty/index.qmd"}]},
            ]
        },
    },
    "format": {"html": {"css": "theme/report.css", "html-math-method": "mathml"}},
}


@pytest.fixture
def log(tmp_path: Path) -> Path:
    return tmp_path / "calls"


@pytest.fixture
def quarto(tmp_path: Path, log: Path) -> Quarto:
    program = tmp_path / "quarto"
    program.write_text(STAND_IN.format(python=sys.executable, log=log), encoding="utf-8")
    program.chmod(0o755)
    return Quarto(program, "1.10.19")


def page(folder: Path, name: str, text: str) -> None:
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(f"---\ntitle: {name}\n---\n\n{text}\n", encoding="utf-8")


@pytest.fixture
def project(tmp_path: Path) -> ProjectConfig:
    folder = tmp_path / "reports"
    page(folder, "index.qmd", "[Bochnia](powiaty/1201.qmd#praca) i [mapa](https://x.pl/a.qmd)")
    page(folder, "powiaty/index.qmd", "Spis")
    page(folder, "powiaty/1201.qmd", "[Start](../index.qmd), [obok](1202.qmd)")
    page(folder, "powiaty/1202.qmd", "[CIS](../organizacje/cis-1.qmd)")
    for number in range(5):
        page(folder, f"organizacje/cis-{number}.qmd", f"Karta {number}, [powiat](../powiaty/1201.qmd)")
        (folder / "organizacje" / f"cis-{number}.csv").write_text("a\n1\n", encoding="utf-8")
    (folder / "theme").mkdir()
    (folder / "theme" / "report.css").write_text("p {}", encoding="utf-8")
    (folder / "_quarto.yml").write_text(yaml.safe_dump(SETTINGS, allow_unicode=True), encoding="utf-8")
    return load_project(folder)


def content(site: Path) -> dict[str, bytes]:
    return {
        path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()
    }


def in_parts(quarto: Quarto, project: ProjectConfig, tmp_path: Path, name: str, **options: bool) -> int:
    heard: list[str] = []
    fresh = render_in_parts(
        quarto,
        project,
        tmp_path / "parts",
        tmp_path / name,
        workers=2,
        force=options.get("force", False),
        done=heard.append,
    )
    assert len(heard) == 9
    return fresh


def test_the_joined_site_is_the_one_of_a_single_project(
    quarto: Quarto, project: ProjectConfig, tmp_path: Path, log: Path
) -> None:
    assert in_parts(quarto, project, tmp_path, "joined") == 9
    assert sorted(log.read_text(encoding="utf-8").split()) == sorted(
        ["organizacje", "5", "powiaty", "3", "top", "1"]
    )
    render_with_quarto(quarto, project, tmp_path / "whole")
    joined, whole = content(tmp_path / "joined"), content(tmp_path / "whole")
    found, expected = (json.loads(site.pop("search.json")) for site in (joined, whole))
    assert sorted(found, key=lambda entry: entry["href"]) == expected
    maps = [re.findall(rb"<loc>(.*?)</loc>", site.pop("sitemap.xml")) for site in (joined, whole)]
    assert sorted(maps[0]) == maps[1]
    # Quarto itself copies the files that project.resources names; the stand-in leaves that out.
    tables = {name for name in joined if name.endswith(".csv")}
    assert len(tables) == 5
    assert {name: data for name, data in joined.items() if name not in tables} == whole
    assert b'href="powiaty/1201.html#praca"' in joined["index.html"]
    assert b'href="https://x.pl/a.qmd"' in joined["index.html"]


def test_nothing_changed_renders_nothing_and_one_page_renders_alone(
    quarto: Quarto, project: ProjectConfig, tmp_path: Path, log: Path
) -> None:
    in_parts(quarto, project, tmp_path, "first")
    log.unlink()
    assert in_parts(quarto, project, tmp_path, "again") == 0
    assert not log.exists()
    assert content(tmp_path / "again") == content(tmp_path / "first")
    page(project.folder, "organizacje/cis-3.qmd", "Nowa karta")
    assert in_parts(quarto, project, tmp_path, "changed") == 1
    assert log.read_text(encoding="utf-8") == "cis-3.qmd 1\n"
    assert "Nowa karta" in (tmp_path / "changed" / "organizacje" / "cis-3.html").read_text(encoding="utf-8")
    assert (
        b"Nowa karta"
        in json.dumps(
            json.loads((tmp_path / "changed" / "search.json").read_bytes()), ensure_ascii=False
        ).encode()
    )


@pytest.mark.parametrize("what", ["settings", "theme", "a page more", "a page less", "asked for"])
def test_what_all_pages_share_renders_the_part_again(
    quarto: Quarto, project: ProjectConfig, tmp_path: Path, what: str
) -> None:
    in_parts(quarto, project, tmp_path, "first")
    expected = 9
    if what == "settings":
        changed = SETTINGS | {"lang": "en"}
        (project.folder / "_quarto.yml").write_text(yaml.safe_dump(changed), encoding="utf-8")
    elif what == "theme":
        (project.folder / "theme" / "report.css").write_text("a {}", encoding="utf-8")
    elif what == "a page more":
        page(project.folder, "powiaty/1203.qmd", "Nowy")
        (project.folder / "organizacje" / "cis-4.qmd").unlink()
        expected = 4 + 4
    elif what == "a page less":
        page(project.folder, "kontakt.qmd", "Nowa")
        (project.folder / "powiaty" / "1202.qmd").unlink()
        expected = 2 + 2
    assert in_parts(quarto, project, tmp_path, "second", force=what == "asked for") == expected


def test_a_part_that_failed_is_rendered_again(quarto: Quarto, project: ProjectConfig, tmp_path: Path) -> None:
    in_parts(quarto, project, tmp_path, "first")
    page(project.folder, "powiaty/1202.qmd", "kaput")
    with pytest.raises(PesError, match="1202"):
        in_parts(quarto, project, tmp_path, "second")
    page(project.folder, "powiaty/1202.qmd", "[CIS](../organizacje/cis-1.qmd)")
    assert in_parts(quarto, project, tmp_path, "third") == 3
    assert content(tmp_path / "third") == content(tmp_path / "first")


def test_a_new_page_moves_no_other_to_another_part() -> None:
    pages = [f"organizacje/{number}.ipynb" for number in range(950)]
    before = {page: part.name for part in split_project(pages) for page in part.pages}
    after = {
        page: part.name for part in split_project([*pages, "organizacje/nowa.ipynb"]) for page in part.pages
    }
    assert len(set(before.values())) == 10
    assert {page: after[page] for page in pages} == before
    assert max(len(part.pages) for part in split_project(pages)) < 150


def test_parts_that_do_not_fit_together_are_refused(tmp_path: Path) -> None:
    for part, text in (("a", "p {}"), ("b", "q {}")):
        (tmp_path / part / "site_libs").mkdir(parents=True)
        (tmp_path / part / "site_libs" / "theme.css").write_text(text, encoding="utf-8")
    with pytest.raises(PesError, match=r"theme\.css"):
        join_parts([tmp_path / "a", tmp_path / "b"], tmp_path / "site", frozenset())
