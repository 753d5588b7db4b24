"""On paper: the content alone, folded parts open, no figure cut."""

import pytest

pytestmark = pytest.mark.browser


def test_paper_has_the_content_and_nothing_to_press(open_page) -> None:
    page = open_page("powiaty/1201.html")
    page.emulate_media(media="print")
    for hidden in (".site-header", ".contents", ".breadcrumbs", ".tab-list", ".skip-link"):
        assert not page.locator(hidden).first.is_visible(), hidden
    for pane in page.locator(".tab-pane").all():
        assert pane.is_visible()
        assert pane.locator(".tab-title").is_visible()
    assert page.get_by_text("Z publicznych tablic urzędów.").is_visible()
    assert page.locator("figure").first.evaluate("figure => getComputedStyle(figure).breakInside") == "avoid"


def test_paper_prints_the_wide_chart(open_page) -> None:
    page = open_page("powiaty/1201.html")
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 660, "height": 900})
    assert page.locator("#fig-profil .pes-wide").is_visible()


def test_pdf_has_pages(open_page) -> None:
    page = open_page("powiaty/1201.html")
    assert page.pdf(format="A4").startswith(b"%PDF")


def test_address_of_a_source_is_printed_and_no_other(open_page) -> None:
    page = open_page("powiaty/1201.html")
    page.emulate_media(media="print")
    printed = "a => getComputedStyle(a, '::after').content"
    assert "stat.gov.pl" in page.locator(".source-note a").first.evaluate(printed)
    assert page.locator("a.xref").first.evaluate(printed) == "none"
