"""The command as a user meets it: what it prints, where it stops, with which exit code."""

import os
import subprocess
import sys
import threading
import urllib.request
from pathlib import Path

import pytest

from pes_analysis.protect.errors import PesError
from pes_analysis.publish.build_report import BuildReport
from pes_analysis.publish.planning.pages import PAGES
from pes_analysis.publish.project import Project
from pes_analysis.publish.site.preview import site_server

ROOT = Path(__file__).parent.parent.parent


def pes(*arguments: str, cwd: Path = ROOT, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "pes_analysis.cli", *arguments],
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": str(ROOT), "NO_COLOR": "1", **environment},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


def test_help_names_the_commands_in_both_languages() -> None:
    done = pes("--help")
    assert done.returncode == 0
    for word in ("build", "preview", "doctor", "list", "Zbuduj", "Build the site"):
        assert word in done.stdout


def test_a_plan_lists_jobs_and_builds_nothing() -> None:
    done = pes("build", "--plan", "--county", "1201", "--organisation", "demo-cis-01", "--language", "pl")
    assert done.returncode == 0
    assert " powiaty/1201.ipynb  county.ipynb  1201  pl" in done.stdout
    # One county, its cooperation and nine units, one card, six comparisons, six cases, pages of the edition.
    of_edition = sum(page.each == "edition" for page in PAGES)
    assert f"Raporty: {24 + of_edition}" in done.stdout


@pytest.mark.parametrize(
    ("arguments", "pl", "en"),
    [
        (("--county", "9999"), "Nie ma powiatu o kodzie „9999”", "no county with the code '9999'"),
        (("--edition", "nie-ma"), "Nie ma edycji „nie-ma”", "no edition 'nie-ma'"),
        (("--edition", "../../etc/passwd"), "Nie ma edycji", "There is no edition"),
        (("--language", "de"), "nie ma języka „de”", "no language 'de'"),
        (("--county", "1201", "--all-counties"), "wykluczają się", "exclude each other"),
    ],
)
def test_an_error_is_told_in_both_languages_without_a_traceback(
    arguments: tuple[str, ...], pl: str, en: str
) -> None:
    done = pes("build", *arguments)
    assert done.returncode == 2
    assert done.stderr.index(pl) < done.stderr.index(en)
    assert "Traceback" not in done.stderr
    english = pes("build", *arguments, PES_LANG="en")
    assert english.stderr.index(en) < english.stderr.index(pl)


def test_outside_a_project_the_way_in_is_told(tmp_path: Path) -> None:
    done = pes("build", cwd=tmp_path)
    assert done.returncode == 2
    assert "reports/_quarto.yml" in done.stderr
    assert str(tmp_path) not in done.stderr


def test_lists() -> None:
    assert "malopolskie-2024" in pes("list", "editions").stdout.split()
    assert "peers" not in pes("list", "editions").stdout.split()
    counties = pes("list", "counties").stdout.splitlines()
    assert len(counties) == 380
    assert counties[0] == "0201  bolesławiecki  land"
    assert "county.ipynb  powiaty/{unit}" in pes("list", "notebooks").stdout


def test_doctor_says_what_is_there() -> None:
    done = pes("doctor")
    assert done.returncode == 0
    assert "✓ Python" in done.stdout
    assert "✓ pandoc" in done.stdout


# The command, sent what Ctrl+C sends as soon as a stage begins.
INTERRUPTED = """
import os, signal, sys
from pes_analysis import cli
def stop(*args, **kwargs):
    os.kill(os.getpid(), signal.SIGINT)
    signal.pause()
def while_building():
    from pes_analysis.publish import making
    making.run_jobs = stop
def while_serving():
    from pes_analysis.publish.site import preview
    preview.ThreadingHTTPServer.serve_forever = stop
{"build": while_building, "preview": while_serving}[sys.argv[1]]()
cli.main()
"""


def interrupted(cwd: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", INTERRUPTED, *arguments],
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": str(ROOT), "NO_COLOR": "1"},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def test_an_interrupted_build_says_so_and_keeps_the_site(built_project: Project) -> None:
    before = (built_project.site / "build.json").read_bytes()
    done = interrupted(built_project.root, "build", "--county", "1201", "--force")
    assert done.returncode == 130
    assert done.stderr == "Przerwano. Strona zostaje, jaka była.\nStopped. The site stays as it was.\n"
    assert (built_project.site / "build.json").read_bytes() == before


def test_ctrl_c_is_how_a_preview_ends(built_project: Project, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    built_project.site.rename(elsewhere)
    done = interrupted(tmp_path, "preview", "--no-browser", "--port", "0", "--site", str(elsewhere))
    assert (done.returncode, done.stderr) == (0, "")
    assert "http://127.0.0.1:" in done.stdout


def test_preview_serves_the_site_to_this_machine_alone(first_build: tuple[Project, BuildReport]) -> None:
    site = first_build[0].site
    server = site_server(site, 0)
    assert server.server_address[0] == "127.0.0.1"
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{server.server_port}/powiaty/1201.html") as answer:
            assert answer.read() == (site / "powiaty/1201.html").read_bytes()
        with pytest.raises(PesError, match="--port"):
            site_server(site, server.server_port)
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def test_preview_without_a_site_says_how_to_build_it(tmp_path: Path) -> None:
    with pytest.raises(PesError, match="pes build"):
        site_server(tmp_path, 0)
