"""The directory as people use it: from a folder, by keys, on a phone, in both languages, without scripts."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

WORDS = {
    "": {
        "bar": "Baza teleadresowa",
        "way": "Dokąd skierować osobę, z kim to zrobić",
        "county": "Powiat",
        "bochnia": "powiat bocheński",
        "service": "Obszar usług",
        "work": "Reintegracja zawodowa",
        "group": "Grupa odbiorców",
        "disability": "Osoby z niepełnosprawnościami",
        "because": "Bo: ma tę usługę; pracuje z tą grupą; ",
        "contact": "Kontakt",
        "found": "Pasujące choć w części: ",
        "menu": "Menu",
    },
    "en/": {
        "bar": "Directory",
        "way": "Where to send a person, with whom to work",
        "county": "County",
        "bochnia": "powiat bocheński",
        "service": "Area of services",
        "work": "Vocational reintegration",
        "group": "Target group",
        "disability": "People with disabilities",
        "because": "Because: has this service; serves this group; ",
        "contact": "Contact",
        "found": "Suiting at least in part: ",
        "menu": "Menu",
    },
}
WIDTHS = [1280, 390]


def results(page: Page) -> list[str]:
    return page.locator(".unit-results > li h3").all_inner_texts()


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("language", WORDS)
def test_where_to_send_a_person_with_a_disability_who_seeks_work(
    open_report, language: str, width: int
) -> None:
    """A person with a disability: from the start page to a phone number in four choices and a click."""
    words = WORDS[language]
    page = open_report(f"{language}index.html", width)
    page.locator(".content").get_by_role("link", name=words["way"]).click()
    page.get_by_label(words["county"], exact=True).select_option(label=words["bochnia"])
    page.get_by_label(words["service"], exact=True).select_option(label=words["work"])
    page.get_by_label(words["group"], exact=True).select_option(label=words["disability"])
    expect(page.locator(".unit-finder [role=status]")).to_have_text(re.compile(rf"{words['found']}\d+"))
    first = page.locator(".unit-results > li").first
    expect(first.locator(".unit-why")).to_contain_text(words["because"])
    expect(page.locator(".unit-results a[href^='tel:']").first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    first.get_by_role("link").first.click()
    expect(page.get_by_role("heading", name=words["contact"], exact=True)).to_be_visible()


@pytest.mark.parametrize("query", ["bochenski", "Bocheński", "BOCHENSKI"])
def test_search_needs_no_accents_and_says_how_many(open_report, query: str) -> None:
    page = open_report("baza/index.html")
    box = page.get_by_label("Nazwa, miejsce albo usługa")
    everything = page.locator(".unit-finder [role=status]").inner_text()
    box.press_sequentially(query)
    status = page.locator(".unit-finder [role=status]")
    expect(status).not_to_have_text(everything)
    assert "PCPR, powiat bocheński (dane demonstracyjne)" in results(page)
    assert box.evaluate("one => one === document.activeElement"), "typing must not lose the focus"


def test_filters_work_by_keys_and_stay_in_the_address(open_report) -> None:
    page = open_report("baza/index.html")
    kind = page.get_by_label("Typ jednostki")
    kind.focus()
    kind.press_sequentially("warsztat")
    expect(page.locator(".unit-results > li .unit-facts").first).to_contain_text("(WTZ)")
    active = page.get_by_label("Tylko działające")
    active.press("Space")
    count = page.locator(".unit-finder [role=status]").inner_text()
    address = page.url
    assert "type=wtz" in address
    assert "active=1" in address
    page.goto(address)
    page.reload()
    expect(page.locator(".unit-finder [role=status]")).to_have_text(count)
    page.get_by_role("button", name="Wyczyść").press("Enter")
    expect(page.locator(".unit-finder [role=status]")).not_to_have_text(count)


def test_more_results_take_the_focus_along(open_report) -> None:
    page = open_report("baza/index.html")
    before = len(results(page))
    page.get_by_role("button", name="Pokaż więcej").press("Enter")
    assert len(results(page)) > before
    focused = page.evaluate("document.activeElement.textContent")
    assert focused.startswith(results(page)[before])


def test_nothing_found_is_said(open_report) -> None:
    page = open_report("en/baza/index.html")
    page.get_by_label("Name, place or service").fill("xyzzy")
    expect(page.locator(".unit-finder [role=status]")).to_have_text(re.compile("Nothing found"))


def test_partners_of_an_organisation_are_one_click_from_its_card(open_report) -> None:
    page = open_report("organizacje/demo-wtz-03.html")
    page.get_by_role("link", name="Wszyscy partnerzy po kolei").click()
    expect(page.get_by_role("radio", name="Z kim to zrobić")).to_be_checked()
    expect(page.get_by_label("Kto szuka")).to_have_value("demo-wtz-03")
    why = page.locator(".unit-results > li .unit-why").first
    expect(why).to_have_text(re.compile("^Bo: wnosi: .*inny sektor"))
    assert "WTZ" not in results(page)


def test_a_county_leads_to_its_units_and_to_the_form_filled_in(open_report) -> None:
    page = open_report("powiaty/1201.html")
    units = page.locator("#units").locator("xpath=..").get_by_role("link", name="PCPR, powiat bocheński")
    assert units.get_attribute("href") == "../baza/demo-pcpr-1201.html"
    page.get_by_role("link", name="Dokąd skierować osobę z tego powiatu").click()
    expect(page.get_by_label("Powiat", exact=True)).to_have_value("1201")
    assert results(page)


def test_without_scripts_the_whole_list_is_there(open_report) -> None:
    page = open_report("baza/index.html", 390, scripts=False)
    rows = page.locator(".unit-list li")
    assert rows.count() > 100
    expect(page.locator(".unit-list a", has_text="PCPR, powiat bocheński")).to_be_visible()
    plain = open_report("baza/dokad-skierowac.html", 390, scripts=False)
    expect(plain.locator(".unit-finder a", has_text="bocheński")).to_be_visible()


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize(
    "url",
    [
        "baza/index.html#text=cis",
        "baza/dokad-skierowac.html#county=1201&service=vocational_reintegration",
        "baza/dokad-skierowac.html#purpose=partner&asker=demo-cis-02",
        "en/baza/index.html#county=1201",
    ],
)
def test_axe_finds_nothing_and_nothing_scrolls_sideways(open_report, url: str, width: int) -> None:
    page = open_report(url, width, tolerant=True)
    found = Axe().run(page).response["violations"]
    assert [(rule["id"], [node["html"][:120] for node in rule["nodes"]]) for rule in found] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
