"""The demonstration in a browser: for everyone, on any width, by keys, in both languages, on paper."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

LAND, CITY = "powiaty/1201.html", "powiaty/1261.html"
CARD = "organizacje/demo-wtz-03.html"
KINDS = [
    "index.html",
    LAND,
    CITY,
    "region.html",
    "baza/index.html",
    "baza/dokad-skierowac.html",
    "baza/demo-cis-02.html",
    "baza/demo-pcpr-1201.html",
    "powiaty/index.html",
    "organizacje/index.html",
    CARD,
    "organizacje/demo-ss-05.html",  # no return at all
    "porownania/index.html",
    "porownania/cis.html",
    "porownania/sasiedzi-podhala.html",
    "wspolpraca/index.html",
    "wspolpraca/1201.html",
    "praktyki/index.html",
    "praktyki/wspolna-brygada.html",
    "wybory.html",
    "wskazniki.html",
    "wskazniki-organizacji.html",
    "slownik.html",
    "zrodla.html",
    "jakosc-danych.html",
    "szkolenia.html",
    "metoda.html",
    "metoda-karty.html",
    "o-danych.html",
]
AXE_ITSELF = Axe().axe_script
EVERY_KIND = [f"{folder}{url}" for folder in ("", "en/") for url in KINDS] + ["404.html"]
AXE = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    # Describing what passed takes longer than the checks.
    "resultTypes": ["violations"],
}
# Contrast takes nine tenths of the time, and colours follow from the kind of page: not from its language, and
# on a phone only the bar has its own.
OF_A_KIND_SEEN = {CITY, "porownania/sasiedzi-podhala.html", "wskazniki-organizacji.html", "metoda-karty.html"}
COLOURED = ({*KINDS} - OF_A_KIND_SEEN) | {"404.html"}
SHORT = ("index.html", "baza/index.html", "404.html")
WITHOUT_COLOURS = {**AXE, "rules": {"color-contrast": {"enabled": False}}}
# Whether links stand out from the text around them is a matter of colours too: asked of every page, but once.
ON_A_PHONE = {
    **AXE,
    "rules": {rule: {"enabled": False} for rule in ("color-contrast", "link-in-text-block")},
}
A4_WITHOUT_MARGINS = (658, 979)  # CSS px


def unfold(page: Page, within: str = "main ") -> None:
    # Unfolded, the lists of the bar lie over the page.
    page.evaluate(f"document.querySelectorAll('{within}details').forEach(details => details.open = true)")


@pytest.mark.parametrize("url", EVERY_KIND)
def test_axe_finds_nothing_with_everything_unfolded(open_report, url: str) -> None:
    page = open_report(url, tolerant=True)
    unfold(page, "" if url in SHORT else "main ")
    page.evaluate(AXE_ITSELF)
    assert violations(page, AXE if url in COLOURED else WITHOUT_COLOURS) == []
    page.set_viewport_size({"width": 390, "height": 900})
    assert violations(page, AXE if url in SHORT else ON_A_PHONE) == []


def violations(page: Page, options: dict[str, object]) -> list[list[str | list[str]]]:
    """Give the rules that a page breaks and where, and leave all that it keeps in the browser."""
    return page.evaluate(
        """options => axe.run(options).then(found => found.violations.map(
            rule => [rule.id, rule.nodes.map(node => node.html.slice(0, 120))]))""",
        options,
    )


@pytest.mark.parametrize("url", EVERY_KIND)
def test_page_fits_every_width_and_says_nothing_to_the_console(open_report, url: str) -> None:
    page = open_report(url)
    unfold(page)
    for width in (1280, 768, 390, 320):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("url", ["wskazniki.html", "en/wskazniki.html"])
def test_formula_wider_than_a_phone_scrolls_by_keys(open_report, url: str) -> None:
    page = open_report(url, 390)
    unfold(page)
    wide = page.locator(".formula[tabindex='0']").first
    expect(wide).to_have_attribute("aria-label", re.compile(r"\w"))
    wide.focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_function("box => box.scrollLeft > 0", arg=wide.element_handle())


def tab_to(page: Page, selector: str, limit: int) -> None:
    for _ in range(limit):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    pytest.fail(f"{selector} is not reached in {limit} steps")


@pytest.mark.parametrize(
    ("start", "query", "end"),
    [
        ("index.html", "bochenski", LAND),
        (CITY, "powiat bocheński", LAND),
        ("metoda.html", "krakow", CITY),
        ("index.html", "bezrobocie", "region.html#map-of-unemployment-rate"),
        ("index.html", "bezrobocie wskaźniki", "wskazniki.html#unemployment-rate"),
        ("en/index.html", "bochenski", f"en/{LAND}"),
        ("en/zrodla.html", "unemployment", "en/wskazniki.html#unemployment-rate"),
    ],
)
def test_search_by_keys_alone_leads_to_what_was_meant(open_report, start: str, query: str, end: str) -> None:
    page = open_report(start)
    tab_to(page, "[role=combobox]", 15)
    page.keyboard.type(query)
    expect(page.get_by_role("option").first).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: url.endswith(f"/{end}"), timeout=10_000)
    expect(page.get_by_role("heading", level=1)).to_be_visible()


@pytest.mark.parametrize("url", [LAND, "en/wskazniki.html"])
def test_skip_link_leads_past_the_navigation(open_report, url: str) -> None:
    page = open_report(url)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


def test_folded_part_opens_by_keys(open_report) -> None:
    page = open_report(LAND)
    part = page.locator("main .content details").first
    part.locator("summary").focus()
    page.keyboard.press("Enter")
    expect(part.get_by_role("table").first).to_be_visible()


def test_language_leads_to_the_same_page_and_back(open_report) -> None:
    page = open_report(KINDS[0])
    root = page.url.removesuffix(KINDS[0])
    for url in (KINDS[0], LAND, CARD, "baza/demo-cis-02.html", "porownania/index.html", "metoda.html"):
        page.goto(root + url)
        page.get_by_role("link", name="English", exact=True).click()
        page.wait_for_url(f"{root}en/{url}")
        assert page.locator("html").get_attribute("lang") == "en"
        page.get_by_role("link", name="Polski", exact=True).click()
        page.wait_for_url(root + url)
        assert page.locator("html").get_attribute("lang") == "pl"


@pytest.fixture
def paper(open_report) -> Page:
    page = open_report(LAND)
    page.emulate_media(media="print")
    width, height = A4_WITHOUT_MARGINS
    page.set_viewport_size({"width": width, "height": height})
    return page


def test_paper_has_no_navigation(paper: Page) -> None:
    for hidden in ("header", "nav", "form", ".skip-link"):
        for part in paper.locator(hidden).all():
            assert not part.is_visible(), hidden


def test_no_chart_is_cut_between_sheets(paper: Page) -> None:
    figures = paper.evaluate(
        """[...document.querySelectorAll('figure:has(.pes-chart)')].map(figure => [
            figure.id, figure.getBoundingClientRect().height, getComputedStyle(figure).breakInside])"""
    )
    assert len(figures) > 5
    for name, height, inside in figures:
        assert height < A4_WITHOUT_MARGINS[1], name
        assert inside == "avoid", name


def test_report_prints_on_several_sheets(paper: Page) -> None:
    sheets = re.findall(rb"/Type\s*/Page\b", paper.pdf(format="A4"))
    assert len(sheets) >= 5


def test_a_name_of_the_bar_unfolds_into_links_and_closes_when_attention_leaves(open_report) -> None:
    page = open_report("slownik.html", 1280)
    name = page.locator("#site-navigation summary", has_text="O danych")
    link = page.locator("#site-navigation").get_by_role("link", name="Słownik")
    assert not link.is_visible()
    name.press("Enter")
    assert link.is_visible()
    assert link.get_attribute("aria-current") == "page"
    page.keyboard.press("Escape")
    assert not link.is_visible()
    assert name.evaluate("one => one === document.activeElement")
    name.click()
    page.locator("h1").click()
    assert not link.is_visible()


def test_an_unfolded_name_closes_before_the_menu_of_a_phone_does(open_report) -> None:
    page = open_report("slownik.html", 390)
    button = page.get_by_role("button", name="Menu")
    link = page.locator("#site-navigation").get_by_role("link", name="Słownik")
    button.press("Enter")
    page.locator("#site-navigation summary", has_text="O danych").press("Enter")
    assert link.is_visible()
    page.keyboard.press("Escape")
    assert not link.is_visible()
    assert button.get_attribute("aria-expanded") == "true"
    page.keyboard.press("Escape")
    assert button.get_attribute("aria-expanded") == "false"
