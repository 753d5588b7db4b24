"""Which Quarto is taken, which is refused, and what is done with what it makes.

A small program stands where Quarto would: it prints a version, and renders by copying a prepared site.
"""

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from pes_analysis.protect.errors import PesError
from pes_analysis.publish.render import choose_renderer, detect_renderers, render_site
from pes_analysis.publish.site.quarto_program import find_quarto

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the stand-in is a shell script")
Install = Callable[..., Path]


@pytest.fixture(autouse=True)
def _no_quarto_of_this_machine(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("QUARTO_PATH", raising=False)
    monkeypatch.setenv("PATH", "/usr/bin:/bin")
    monkeypatch.setattr(sys, "executable", str(tmp_path / "python"))


@pytest.fixture
def install(tmp_path: Path) -> Install:
    def make(version: str = "1.10.18", render: str = "", folder: str = "quarto/bin") -> Path:
        program = tmp_path / folder / "quarto"
        program.parent.mkdir(parents=True, exist_ok=True)
        check = 'if [ "$1" = --version ]; then echo "' + version + '"; exit 0; fi'
        program.write_text(f"#!/bin/sh\n{check}\n{render}\n", encoding="utf-8")
        program.chmod(0o755)
        return program

    return make


def test_without_quarto_auto_takes_the_builtin_renderer() -> None:
    assert choose_renderer("auto") == "builtin"
    assert [state.version is None for state in detect_renderers()] == [False, True]


def test_quarto_asked_for_by_name_is_never_replaced(project_folder: Path, tmp_path: Path) -> None:
    with pytest.raises(PesError, match="--renderer builtin"):
        render_site(project_folder, tmp_path / "site", "quarto")
    assert not (tmp_path / "site").exists()


def test_named_place_comes_before_the_others(
    install: Install, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    on_path = install("1.11.0", folder="on_path")
    monkeypatch.setenv("PATH", f"{on_path.parent}:/usr/bin:/bin")
    beside = install("1.12.0", folder=".")
    variable = install("1.13.0", folder="variable")
    named = install("1.14.0", folder="named")

    def version(place: Path | None = None) -> str:
        found = find_quarto(place)
        assert found is not None
        return found.version

    assert version() == "1.12.0"
    beside.unlink()
    assert version() == "1.11.0"
    monkeypatch.setenv("QUARTO_PATH", str(variable))
    assert version() == "1.13.0"
    assert version(named.parent) == "1.14.0"
    with pytest.raises(PesError, match="brak"):
        find_quarto(tmp_path / "brak")


@pytest.mark.parametrize("version", ["1.10.17", "1.9.40", "0.9.99"])
def test_old_quarto_is_refused(install: Install, version: str) -> None:
    with pytest.raises(PesError, match=version):
        choose_renderer("auto", install(version))


def test_program_that_is_not_quarto_is_refused(install: Install) -> None:
    with pytest.raises(PesError, match="brak wersji"):
        find_quarto(install("brak wersji"))


def test_pages_of_quarto_reach_the_site(install: Install, project_folder: Path, tmp_path: Path) -> None:
    (project_folder / "index.qmd").write_text("---\ntitle: A\n---\n", encoding="utf-8")
    quarto = install(render='mkdir -p "$2/_site" && echo "<h1>A</h1>" > "$2/_site/index.html"')
    report = render_site(project_folder, tmp_path / "site", "auto", quarto=quarto)
    assert (report.renderer, report.version, report.pages) == ("quarto", "1.10.18", ("index.html",))
    assert (tmp_path / "site" / "index.html").read_text(encoding="utf-8") == "<h1>A</h1>\n"


@pytest.mark.parametrize(
    ("render", "named"), [("echo 'błąd w 1201' >&2; exit 1", "błąd w 1201"), ("true", "index.html")]
)
def test_failed_or_partial_rendering_is_an_error(
    install: Install, project_folder: Path, tmp_path: Path, render: str, named: str
) -> None:
    (project_folder / "index.qmd").write_text("---\ntitle: A\n---\n", encoding="utf-8")
    with pytest.raises(PesError, match=named):
        render_site(project_folder, tmp_path / "site", "quarto", quarto=install(render=render))
