"""Two built sites and a browser that can reach nothing but their files."""

import os
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, sync_playwright

from pes_analysis.protect.errors import PesError
from pes_analysis.publish.build import build
from pes_analysis.publish.lock import build_lock
from pes_analysis.publish.planning.editions import read_outline
from pes_analysis.publish.project import Project, project_files
from pes_analysis.publish.render import render_site
from pes_analysis.publish.request import Request

ROOT = Path(__file__).parents[2]
EDITION = "malopolskie-2024"
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]
Open = Callable[..., Page]


@pytest.fixture(scope="session")
def built_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every construct of the page contract, in both languages, with the project's own theme."""
    folder = tmp_path_factory.mktemp("site")
    shutil.copytree(ROOT / "tests" / "reference" / "quarto_contract" / "project", folder / "project")
    shutil.copytree(ROOT / "reports" / "theme", folder / "project" / "theme")
    render_site(folder / "project", folder / "site", "builtin")
    return folder / "site"


@pytest.fixture(scope="session")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site that readers get: the one PES_TEST_SITE names, freshly built, or one built here."""
    if named := os.environ.get("PES_TEST_SITE"):
        site = Path(named).resolve()
        assert (site / "build.json").is_file(), f"PES_TEST_SITE: no site built by pes in {site}"
        return site
    shared = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        shared = shared.parent
    project = Project(shared / "demonstration")
    with own_turn(shared / "demonstration.lock"):
        if not project.root.exists():
            copy_sources(Project(ROOT), project)
        # The second worker's build finds that nothing has changed.
        return build(project, read_outline(project, EDITION), Request(renderer="builtin")).site


@contextmanager
def own_turn(path: Path) -> Iterator[None]:
    """Wait for the lock of a build, which refuses instead of waiting."""
    with ExitStack() as stack:
        while True:
            with suppress(PesError):
                stack.enter_context(build_lock(path))
                break
            time.sleep(0.5)
        yield


def copy_sources(source: Project, target: Project) -> None:
    """Copy what people wrote, and nothing that a build made."""
    hidden = shutil.ignore_patterns(".*", "__pycache__")
    shutil.copytree(source.notebooks, target.notebooks, ignore=hidden)
    shutil.copytree(source.parameters, target.parameters, ignore=hidden)
    for path in project_files(source):
        copy = target.reports / path.relative_to(source.reports)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, copy)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    # Playwright keeps an event loop running: with a longer life it would take asyncio.run from others.
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    if found is None:
        reason = f"no Chromium on PATH, looked for {', '.join(BROWSERS)}"
        pytest.fail(reason) if os.environ.get("CI") == "true" else pytest.skip(reason)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=QUIET)
        yield browser
        browser.close()


@contextmanager
def visitor(site: Path, browser: Browser) -> Iterator[Open]:
    """Open pages of a site; at the end, what they asked for outside it and their errors are a failure."""
    outside: list[str] = []
    faults: list[str] = []
    opened: list[Page] = []

    def guard(route: Route) -> None:
        if route.request.url.startswith(site.as_uri()):
            route.continue_()
        else:
            outside.append(route.request.url)
            route.abort()

    def open_at(url: str, width: int = 1280, *, scripts: bool = True, tolerant: bool = False) -> Page:
        context = browser.new_context(viewport={"width": width, "height": 900}, java_script_enabled=scripts)
        page = context.new_page()
        page.route("**/*", guard)
        if not tolerant:  # axe reads style sheets in a way that a page from a folder may not
            page.on("pageerror", lambda error: faults.append(str(error)))
            page.on(
                "console", lambda message: faults.append(message.text) if message.type == "error" else None
            )
        page.goto(f"{site.as_uri()}/{url}")
        opened.append(page)
        return page

    yield open_at
    for page in opened:
        page.context.close()
    assert outside == []
    assert faults == []


@pytest.fixture
def open_page(built_site: Path, browser: Browser) -> Iterator[Open]:
    """Open a page of the site with every construct at a width."""
    with visitor(built_site, browser) as open_at:
        yield open_at


@pytest.fixture
def open_report(demonstration: Path, browser: Browser) -> Iterator[Open]:
    """Open a page of the demonstration at a width."""
    with visitor(demonstration, browser) as open_at:
        yield open_at
