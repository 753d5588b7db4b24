"""A built site and a browser that can reach nothing but its files."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, sync_playwright

from pes_analysis.publish.render import render_site

ROOT = Path(__file__).parents[2]
CHROMIUM = "/usr/bin/chromium"
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
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield browser
        browser.close()


@pytest.fixture
def open_page(built_site: Path, browser: Browser) -> Iterator[Open]:
    """Open a page of the site at a width; the test fails when it asks for anything but a file of the site."""
    outside: list[str] = []
    faults: list[str] = []
    opened: list[Page] = []

    def guard(route: Route) -> None:
        if route.request.url.startswith(built_site.as_uri()):
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
        page.goto(f"{built_site.as_uri()}/{url}")
        opened.append(page)
        return page

    yield open_at
    for page in opened:
        page.context.close()
    assert outside == []
    assert faults == []
