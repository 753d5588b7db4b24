"""A site is built as a whole, kept where nothing changed, and only replaced by a whole one."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from pes_analysis.protect.errors import PesError
from pes_analysis.publish.build import build
from pes_analysis.publish.build_report import BuildReport
from pes_analysis.publish.making import ReportsFailedError
from pes_analysis.publish.planning.outline import Outline
from pes_analysis.publish.planning.pages import PAGES
from pes_analysis.publish.project import Project
from pes_analysis.publish.request import Event, Request
from pes_analysis.publish.site.manifest import read_manifest, read_site_record

# The small edition has one county of its region and nothing else, in two languages.
REPORTS = 2 * sum(page.each in ("edition", "county") for page in PAGES)


def content(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


def test_first_build_makes_every_page_in_both_languages(first_build: tuple[Project, BuildReport]) -> None:
    project, report = first_build
    assert (report.reports, report.executed, report.unchanged) == (REPORTS, REPORTS, False)
    assert list(report.seconds) == ["plan", "compare", "run", "render", "check", "swap"]
    for page in (
        "index",
        "region",
        "powiaty/index",
        "powiaty/1201",
        "wskazniki",
        "wskazniki-organizacji",
        "metoda",
        "wybory",
        "slownik",
        "zrodla",
        "jakosc-danych",
        "szkolenia",
    ):
        assert (project.site / f"{page}.html").is_file()
        assert (project.site / f"en/{page}.html").is_file()
    assert "teryt 1201" in (project.site / "powiaty/1201.html").read_text(encoding="utf-8")
    assert 'lang="en"' in (project.site / "en/powiaty/1201.html").read_text(encoding="utf-8")
    assert not (project.site / "powiaty/2661.html").exists()


def test_second_build_does_nothing(built_project: Project, built_outline: Outline) -> None:
    before = content(built_project.site)
    report = build(built_project, built_outline, Request())
    assert report.unchanged
    assert (report.executed, report.rendered) == (0, 0)
    assert list(report.seconds) == ["plan", "compare"]
    assert content(built_project.site) == before


@pytest.mark.parametrize("damage", ["absent", "a folder", "other letters"])
def test_a_damaged_site_is_made_again_without_running_a_notebook(
    built_project: Project, built_outline: Outline, damage: str
) -> None:
    before = content(built_project.site)
    page = built_project.site / "region.html"
    if damage == "absent":
        page.unlink()
    elif damage == "a folder":
        page.unlink()
        page.mkdir()
    else:
        page.write_bytes(page.read_bytes().swapcase())
    report = build(built_project, built_outline, Request())
    assert (report.unchanged, report.executed, report.rendered) == (False, 0, 0)
    assert content(built_project.site) == before


def test_one_changed_notebook_is_one_notebook_run(
    built_project: Project, built_outline: Outline, write
) -> None:
    write(
        built_project.notebooks,
        "region.ipynb",
        "display(Markdown('Nowe'))",
        parameters=("edition", "language", "scope"),
    )
    heard: list[Event] = []
    report = build(built_project, built_outline, Request(), heard.append)
    assert (report.executed, report.rendered) == (2, 2)
    told = [(event.detail, event.total) for event in heard if event.stage == "render"]
    assert sorted(told) == [("en/region.html", 2), ("region.html", 2)]
    assert "Nowe" in (built_project.site / "region.html").read_text(encoding="utf-8")


def test_changed_prose_runs_no_notebook(built_project: Project, built_outline: Outline) -> None:
    page = built_project.reports / "metoda.qmd"
    page.write_text(page.read_text(encoding="utf-8") + "\nDopisek.\n", encoding="utf-8")
    heard: list[Event] = []
    report = build(built_project, built_outline, Request(), heard.append)
    # Of the pages that stay nothing is told.
    assert heard == [Event("render", "metoda.html", 1)]
    assert (report.executed, report.rendered) == (0, 1)
    assert "Dopisek." in (built_project.site / "metoda.html").read_text(encoding="utf-8")


def test_changed_figures_run_every_notebook_again(built_project: Project, built_outline: Outline) -> None:
    (built_project.root / "data" / "figures.csv").write_text("teryt,value\n1201,2\n", encoding="utf-8")
    assert build(built_project, built_outline, Request()).executed == REPORTS


def test_the_same_input_gives_the_same_bytes(
    first_build: tuple[Project, BuildReport], built_project: Project, built_outline: Outline
) -> None:
    output = built_project.root / "again"
    build(built_project, built_outline, Request(force=True, output=output))
    assert content(output) == content(first_build[0].site)


def test_one_language_leaves_no_page_or_link_of_the_other(
    built_project: Project, built_outline: Outline
) -> None:
    build(built_project, built_outline, Request(languages=("pl",)))
    assert not (built_project.site / "en").exists()
    assert not list((built_project.reports / "en").rglob("*.ipynb"))
    assert "hreflang" not in (built_project.site / "index.html").read_text(encoding="utf-8")


def test_a_page_in_one_language_leads_to_the_start_of_the_other(
    built_project: Project, built_outline: Outline
) -> None:
    page = built_project.reports / "kontakt.qmd"
    page.write_text("---\ntitle: Kontakt\n---\n\nTekst.\n", encoding="utf-8")
    build(built_project, built_outline, Request())
    html = (built_project.site / "kontakt.html").read_text(encoding="utf-8")
    assert 'class="language-switch" href="en/index.html"' in html
    assert 'rel="alternate"' not in html
    page.rename(built_project.reports / "en" / "kontakt.qmd")
    build(built_project, built_outline, Request())
    html = (built_project.site / "en" / "kontakt.html").read_text(encoding="utf-8")
    assert 'class="language-switch" href="../index.html"' in html
    assert 'rel="alternate"' not in html


def test_notebooks_of_another_plan_are_taken_out(built_project: Project, built_outline: Outline) -> None:
    own = built_project.reports / "powiaty" / "notatki.txt"
    own.write_text("moje", encoding="utf-8")
    build(built_project, replace(built_outline, region="26", region_name="świętokrzyskie"), Request())
    assert not (built_project.reports / "powiaty" / "1201.ipynb").exists()
    assert not (built_project.site / "powiaty" / "1201.html").exists()
    assert (built_project.site / "powiaty" / "2661.html").is_file()
    assert own.read_text(encoding="utf-8") == "moje"


def test_manifest_and_site_record_name_what_was_made(first_build: tuple[Project, BuildReport]) -> None:
    project, _ = first_build
    manifest = read_manifest(project.manifest)
    page = manifest["en/powiaty/1201.ipynb"]
    assert page.source == "county.ipynb"
    assert page.bytes == (project.reports / "en/powiaty/1201.ipynb").stat().st_size
    record = read_site_record(project.site)
    assert record is not None
    assert record.pages["en/powiaty/1201.ipynb"] == page.key
    assert record.renderer == page.renderer
    assert "when" not in json.loads((project.site / "build.json").read_text(encoding="utf-8"))


def test_a_failing_report_leaves_the_old_site_and_keeps_the_others(
    built_project: Project, built_outline: Outline, write
) -> None:
    before = content(built_project.site)
    write(
        built_project.notebooks, "region.ipynb", "x = 1\n1 / 0", parameters=("edition", "language", "scope")
    )
    write(
        built_project.notebooks,
        "sources.ipynb",
        "display(Markdown('Nowe'))",
        parameters=("edition", "language"),
    )
    with pytest.raises(ReportsFailedError) as caught:
        build(built_project, built_outline, Request())
    assert len(caught.value.failures) == 2
    assert (
        "region.ipynb (edition=malopolskie-2024, language=pl, scope=region), komórka 4: ZeroDivisionError"
        in caught.value.pl
    )
    assert "2: 1 / 0" in caught.value.en
    assert content(built_project.site) == before
    write(built_project.notebooks, "region.ipynb", parameters=("edition", "language", "scope"))
    assert build(built_project, built_outline, Request()).executed == 0


def test_a_folder_with_something_else_is_never_replaced(
    small_project: Project, small_outline: Outline, tmp_path: Path
) -> None:
    photos = tmp_path / "photos"
    photos.mkdir()
    (photos / "cat.jpg").write_bytes(b"meow")
    with pytest.raises(PesError, match="photos"):
        build(small_project, small_outline, Request(output=photos))
    assert content(photos) == {"cat.jpg": b"meow"}


def test_a_site_made_by_hand_is_not_replaced_either(small_project: Project, small_outline: Outline) -> None:
    small_project.site.mkdir()
    (small_project.site / "index.html").write_text("z ręki", encoding="utf-8")
    with pytest.raises(PesError, match="_site"):
        build(small_project, small_outline, Request())
    assert content(small_project.site) == {"index.html": b"z r\xc4\x99ki"}


def test_a_site_behind_a_link_changes_and_the_link_stays(
    built_project: Project, built_outline: Outline, tmp_path: Path
) -> None:
    served = tmp_path / "www"
    built_project.site.rename(served)
    built_project.site.symlink_to(served)
    for text in ("Raz.", "Dwa."):
        page = built_project.reports / "metoda.qmd"
        page.write_text(page.read_text(encoding="utf-8") + f"\n{text}\n", encoding="utf-8")
        build(built_project, built_outline, Request())
        assert built_project.site.is_symlink()
        assert text in (served / "metoda.html").read_text(encoding="utf-8")
    assert {path.name for path in tmp_path.iterdir()} == {"built", "www"}


def test_what_another_version_recorded_counts_as_nothing(
    built_project: Project, built_outline: Outline
) -> None:
    before = content(built_project.site)
    for path in (built_project.site / "build.json", built_project.manifest):
        stored = json.loads(path.read_bytes())
        parts = stored["pages"] if path == built_project.manifest else {"": stored}
        for part in parts.values():
            part["schema"] = 99
        path.write_text(json.dumps(stored), encoding="utf-8")
    report = build(built_project, built_outline, Request())
    assert (report.unchanged, report.executed) == (False, 0)
    assert content(built_project.site) == before
    assert build(built_project, built_outline, Request()).unchanged


@pytest.mark.parametrize("name", ["powiaty/1201.ipynb", "en/region.ipynb", "region.qmd"])
def test_a_page_of_the_user_is_never_overwritten(
    small_project: Project, small_outline: Outline, name: str
) -> None:
    own = small_project.reports / name
    own.parent.mkdir(exist_ok=True)
    own.write_text('{"cells": []}', encoding="utf-8")
    with pytest.raises(PesError, match=f"reports/{name}"):
        build(small_project, small_outline, Request())
    assert own.read_text(encoding="utf-8") == '{"cells": []}'
    assert not small_project.executed.exists()


def test_a_notebook_of_the_user_in_place_of_a_generated_one_stays(
    built_project: Project, built_outline: Outline
) -> None:
    own = built_project.reports / "powiaty" / "1201.ipynb"
    cell = {"cell_type": "raw", "id": "mine", "metadata": {}, "source": "---\ntitle: Moje\n---"}
    text = json.dumps({"cells": [cell], "metadata": {}, "nbformat": 4, "nbformat_minor": 5})
    own.write_text(text, encoding="utf-8")
    build(built_project, replace(built_outline, region="26", region_name="świętokrzyskie"), Request())
    assert own.read_text(encoding="utf-8") == text
    assert "Moje" in (built_project.site / "powiaty" / "1201.html").read_text(encoding="utf-8")


def test_a_generated_notebook_that_somebody_changed_is_put_right(
    built_project: Project, built_outline: Outline
) -> None:
    before = content(built_project.site)
    for name, change in (("region.ipynb", True), ("powiaty/1201.ipynb", False)):
        placed = built_project.reports / name
        content_before = placed.read_bytes()
        if change:
            placed.write_bytes(content_before.replace(b"teryt", b"tyret").replace(b"Markdown", b"markdowN"))
        else:
            placed.unlink()
        (built_project.site / "metoda.html").unlink()
        assert build(built_project, built_outline, Request()).executed == 0
        assert placed.read_bytes() == content_before
        assert content(built_project.site) == before


@pytest.mark.parametrize("left", [b"", b'{"cells": ['])
def test_a_kept_report_that_is_not_whole_is_made_again(
    built_project: Project, built_outline: Outline, left: bytes
) -> None:
    before = content(built_project.site)
    key = read_manifest(built_project.manifest)["region.ipynb"].key
    (built_project.executed / f"{key}.ipynb").write_bytes(left)
    (built_project.site / "region.html").unlink()
    assert build(built_project, built_outline, Request()).executed == 1
    assert content(built_project.site) == before


@pytest.mark.parametrize("name", ["page.json", "site/metoda.html"])
@pytest.mark.parametrize("left", ["", "[]"])
def test_a_kept_page_that_is_not_whole_is_made_again(
    built_project: Project, built_outline: Outline, name: str, left: str
) -> None:
    before = content(built_project.site)
    entries = [path for path in built_project.rendered.iterdir() if (path / "site/metoda.html").is_file()]
    (entries[0] / name).write_text(left, encoding="utf-8")
    (built_project.site / "metoda.html").unlink()
    assert build(built_project, built_outline, Request()).rendered == 1
    assert content(built_project.site) == before
