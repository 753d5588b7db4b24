"""Every kind of page passes axe, fits a phone and can be used with keys alone."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

PAGES = [
    "index.html",
    "powiaty/index.html",
    "powiaty/1201.html",
    "slownik.html",
    "404.html",
    "en/powiaty/1201.html",
]
WIDTHS = [1280, 390]


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("url", PAGES)
def test_axe_finds_nothing(open_page, url: str, width: int) -> None:
    page = open_page(url, width, tolerant=True)
    found = Axe().run(page).response["violations"]
    assert [(rule["id"], [node["html"][:120] for node in rule["nodes"]]) for rule in found] == []


def test_axe_finds_nothing_with_everything_open(open_page) -> None:
    page = open_page("powiaty/1201.html", 390, tolerant=True)
    page.get_by_role("button", name="Menu").click()
    page.evaluate("document.querySelectorAll('details').forEach(details => details.open = true)")
    page.get_by_role("tab", name="Tabela").click()
    page.get_by_role("combobox").fill("powiat")
    page.get_by_role("option").first.wait_for()
    found = Axe().run(page).response["violations"]
    assert [(rule["id"], [node["html"][:120] for node in rule["nodes"]]) for rule in found] == []


@pytest.mark.parametrize("width", [390, 320, 768, 1280])
@pytest.mark.parametrize("url", PAGES)
def test_page_never_scrolls_sideways(open_page, url: str, width: int) -> None:
    page = open_page(url, width)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("url", PAGES)
def test_without_scripts_nothing_is_hidden(open_page, url: str) -> None:
    page = open_page(url, 390, scripts=False)
    assert page.locator("#site-navigation a").first.is_visible()
    for pane in page.locator(".tab-pane").all():
        assert pane.is_visible()
        assert pane.locator(".tab-title").is_visible()


def focused(page: Page) -> str:
    return page.evaluate("(document.activeElement.textContent || document.activeElement.id || '').trim()")


def test_keys_reach_things_in_the_order_they_are_seen(open_page) -> None:
    page = open_page("powiaty/1201.html")
    order = []
    for _ in range(9):
        page.keyboard.press("Tab")
        order.append(focused(page) or page.evaluate("document.activeElement.id"))
    assert order == [
        "Przejdź do treści",
        "Powiaty w próbie",
        "Start",
        "Powiaty",
        "Słownik",
        "site-search-box",
        "English",
        "Start",
        "Powiaty",
    ]


def test_skip_link_leads_to_the_content(open_page) -> None:
    page = open_page("powiaty/1201.html")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "page-content"


def test_focus_can_be_seen(open_page) -> None:
    page = open_page("powiaty/1201.html")
    for _ in range(12):
        page.keyboard.press("Tab")
        width = page.evaluate("parseFloat(getComputedStyle(document.activeElement).outlineWidth)")
        assert width >= 2, focused(page)


def test_tabs_follow_arrow_keys(open_page) -> None:
    page = open_page("powiaty/1201.html")
    first, second = page.get_by_role("tab").all()
    first.focus()
    page.keyboard.press("ArrowRight")
    assert second.get_attribute("aria-selected") == "true"
    assert page.get_by_role("tabpanel").inner_text().split() == ["Rok", "Stopa", "2023", "5,2", "2024", "4,9"]
    page.keyboard.press("ArrowRight")
    assert page.get_by_role("tabpanel").inner_text().strip() == "Pierwsza odsłona."


def test_wide_table_scrolls_by_keys_and_keeps_its_first_column(open_page) -> None:
    page = open_page("powiaty/1201.html", 390)
    region = page.get_by_role("region", name="Tabela 1: Problemy społeczne w liczbach")
    region.focus()
    before = page.locator("#tbl-liczby th[scope=row]").first.bounding_box()
    for _ in range(6):
        page.keyboard.press("ArrowRight")
    expect(page.locator("#tbl-liczby th").nth(1)).not_to_be_in_viewport()
    after = page.locator("#tbl-liczby th[scope=row]").first.bounding_box()
    assert before is not None
    assert after is not None
    assert abs(before["x"] - after["x"]) < 1
    assert open_page("powiaty/1201.html", 1280).get_by_role("region", name="Tabela 1").count() == 0


def test_kind_of_a_callout_is_read_apart_from_its_title(open_page) -> None:
    title = open_page("powiaty/1201.html").locator("details.callout > .callout-title")
    # The text is as in Quarto's page; only what is read aloud has a pause in it.
    assert title.text_content() == "AdnotacjaSkąd te liczby"
    assert title.aria_snapshot() == '- text: "Adnotacja: Skąd te liczby"'


def test_menu_opens_and_closes_on_a_phone(open_page) -> None:
    page = open_page("powiaty/1201.html", 390)
    button = page.get_by_role("button", name="Menu")
    link = page.locator("#site-navigation").get_by_role("link", name="Słownik")
    assert not link.is_visible()
    button.press("Enter")
    assert button.get_attribute("aria-expanded") == "true"
    assert link.is_visible()
    page.keyboard.press("Escape")
    assert not link.is_visible()


def test_chart_is_redrawn_for_a_phone_with_readable_text(open_page) -> None:
    for width, layout in ((1280, "wide"), (390, "narrow")):
        page = open_page("powiaty/1201.html", width)
        assert page.locator(f"#fig-profil .pes-{layout}").is_visible()
        text = page.locator(f"#fig-profil .pes-{layout} text").first
        scale = text.evaluate("text => text.getScreenCTM().a")
        assert 14 * scale >= 12
    assert page.get_by_role("group", name="Wykres: bezrobocie długotrwałe").count() == 1
