"""Organisations that did not agree: their cards are apart, and the public site knows nothing of them."""

import re
import zipfile
from collections.abc import Iterable
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe

from pes_analysis.edition import open_edition_data
from pes_analysis.publish.planning.editions import read_outline
from pes_analysis.publish.planning.outline import Organisation
from pes_analysis.publish.project import Project
from pes_analysis.publish.site.site_check import check_site

ROOT = Path(__file__).parents[2]
TOKEN = re.compile(r"karty/[a-z2-7]{24}/index\.html")
TO_DIRECTORY = re.compile(r'<a [^>]*href="(?:\.\./)*baza/[^"]*"[^>]*>.*?</a>', re.DOTALL)
TEXTS = {".html", ".js", ".json", ".csv", ".xml", ".css", ".txt"}
LEAST_HIDDEN = 5


@pytest.fixture(scope="module")
def private(demonstration: Path) -> Path:
    """The private site, which a build puts beside the public one."""
    return demonstration.with_name("_private")


@pytest.fixture(scope="module")
def shy() -> tuple[Organisation, ...]:
    outline = read_outline(Project(ROOT), "malopolskie-2024")
    return tuple(one for one in outline.organisations if not one.public)


def texts_of(site: Path) -> dict[str, str]:
    found = {}
    for path in site.rglob("*"):
        name = path.relative_to(site).as_posix()
        if path.suffix in TEXTS:
            found[name] = path.read_text(encoding="utf-8")
        elif path.suffix == ".xlsx":
            with zipfile.ZipFile(path) as book:
                found[name] = "".join(book.read(part).decode() for part in book.namelist())
    return found


@pytest.fixture(scope="module")
def listed() -> frozenset[str]:
    """Organisations that agreed to stand in the directory, whatever they said of their card."""
    units = open_edition_data("malopolskie-2024").directory.units
    return frozenset(units.index[units["listing_consent"] == "public"])


def named(organisations: Iterable[Organisation], texts: dict[str, str]) -> dict[str, str]:
    """Find which files name any of some organisations, each with one of the names."""
    words = (re.escape(word) for one in organisations for word in (one.id, one.name))
    whole = re.compile(rf"(?:{'|'.join(words)})(?![\w-])")
    return {name: found[0] for name, text in texts.items() if (found := whole.search(text))}


def test_who_agreed_to_nothing_stands_nowhere_in_the_public_site(
    demonstration: Path, shy: tuple[Organisation, ...], listed: frozenset[str]
) -> None:
    hidden = [one for one in shy if one.id not in listed]
    assert len(hidden) >= LEAST_HIDDEN
    assert named(hidden, texts_of(demonstration)) == {}


def test_who_agreed_to_be_listed_alone_stands_where_the_directory_speaks(
    demonstration: Path, shy: tuple[Organisation, ...], listed: frozenset[str]
) -> None:
    only_listed = [one for one in shy if one.id in listed]
    # Counties say who could fill a gap, cards with whom to work: in links to the directory. The record and
    # the search know addresses and what stands in links.
    told = re.compile(r"(en/)?(baza/.*|search-index\.\w+\.js)|build\.json")
    texts = texts_of(demonstration)
    elsewhere = {name: TO_DIRECTORY.sub("", text) for name, text in texts.items() if not told.fullmatch(name)}
    assert len(elsewhere) < len(texts)
    assert named(only_listed, elsewhere) == {}


def test_every_card_has_an_address_of_its_own_in_both_languages(
    private: Path, shy: tuple[Organisation, ...]
) -> None:
    pages = {path.relative_to(private).as_posix() for path in private.rglob("karty/**/*.html")}
    polish = {page for page in pages if not page.startswith("en/")}
    assert len(polish) == len(shy)
    assert all(TOKEN.fullmatch(page) for page in polish)
    assert pages - polish == {f"en/{page}" for page in polish}
    assert not any(one.id in path.as_posix() for path in private.rglob("*") for one in shy)


def test_nothing_in_the_private_site_lists_its_cards(private: Path) -> None:
    assert not list(private.rglob("search-index*"))
    assert not list(private.rglob("sitemap*"))
    tokens = {path.parent.name for path in private.rglob("karty/*/index.html")}
    assert tokens
    for name, text in texts_of(private).items():
        # A card may name its own address, in the link to its translation, and no other.
        named = {token for token in tokens if token in text}
        assert named <= set(name.split("/")), name


def test_search_engines_are_asked_to_stay_away_and_the_site_is_sound(private: Path) -> None:
    for page in private.rglob("*.html"):
        assert '<meta name="robots" content="noindex, nofollow">' in page.read_text(encoding="utf-8")
    assert check_site(private).query("rule != 'doubled title'").to_dict("records") == []


@pytest.mark.browser
@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("folder", ["", "en/"])
def test_a_private_card_is_for_everyone_too(private: Path, browser, folder: str, width: int) -> None:
    card = sorted(private.glob(f"{folder}karty/*/index.html"))[0]
    page = browser.new_page(viewport={"width": width, "height": 900})
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(card.as_uri())
    page.evaluate("document.querySelectorAll('details').forEach(details => details.open = true)")
    found = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    assert [rule["id"] for rule in found] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert [url for url in asked if not url.startswith(private.as_uri())] == []
    page.close()
