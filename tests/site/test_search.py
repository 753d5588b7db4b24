"""The search works from a folder, without accents, by keys, and says what it found."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(
    ("query", "title"),
    [
        ("bochenski", "Powiat bocheński"),
        ("BOCHEŃSKI", "Powiat bocheński"),
        ("kaweczynskie laki", "Powiat brzeski"),
        ("slownik", "Słownik"),
        ("powiat brzeski", "Powiat brzeski"),
        ("cel społeczny", "Słownik"),
    ],
)
def test_first_result_is_the_page_that_was_meant(open_page, query: str, title: str) -> None:
    page = open_page("index.html")
    page.get_by_role("combobox").fill(query)
    expect(page.get_by_role("option").first.locator(".result-title")).to_have_text(title)


def test_result_is_opened_by_keys_from_a_page_in_a_folder(open_page) -> None:
    page = open_page("powiaty/1202.html")
    box = page.get_by_role("combobox")
    box.press_sequentially("ekonomia")
    expect(page.get_by_role("option").first).to_be_visible()
    expect(page.locator("form[role=search] [role=status]")).to_have_text(re.compile(r"Wyniki: \d"))
    box.press("ArrowDown")
    active = box.get_attribute("aria-activedescendant")
    assert page.locator(f"#{active}").get_attribute("aria-selected") == "true"
    box.press("Enter")
    page.wait_for_url("**/slownik.html#es")


def test_nothing_found_is_said(open_page) -> None:
    page = open_page("en/index.html")
    page.get_by_role("combobox").fill("xyzzy")
    expect(page.locator("form[role=search] [role=status]")).to_have_text("No results")


def test_escape_closes_the_results(open_page) -> None:
    page = open_page("index.html")
    page.get_by_role("combobox").fill("powiat")
    expect(page.get_by_role("option").first).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()


def test_index_is_loaded_only_when_it_is_needed(open_page) -> None:
    page = open_page("index.html")
    assert page.evaluate("window.pesSearchIndex") is None
    page.get_by_role("combobox").focus()
    page.get_by_role("combobox").fill("powiat")
    expect(page.get_by_role("option").first).to_be_visible()
    assert page.evaluate("window.pesSearchIndex.length") == 5


def test_each_language_searches_its_own_pages(open_page) -> None:
    page = open_page("en/powiaty/1201.html")
    page.get_by_role("combobox").fill("county")
    options = page.get_by_role("option")
    expect(options.first).to_be_visible()
    assert all("County" in text or "county" in text for text in options.all_inner_texts())
