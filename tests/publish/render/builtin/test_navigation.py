"""The bar of a page: links, names that unfold into links, and what neither renderer could show."""

from collections.abc import Callable
from pathlib import Path

import html5lib
import pytest

from pes_analysis.protect.errors import PesError
from pes_analysis.publish.render import load_project

BAR = "website: {title: Próba, navbar: {left: [%s]}}"


def with_bar(folder: Path, item: str) -> None:
    settings = folder / "_quarto.yml"
    kept = [line for line in settings.read_text(encoding="utf-8").splitlines() if "navbar" not in line]
    settings.write_text("\n".join([*kept, BAR % item, ""]), encoding="utf-8")


def test_a_name_unfolds_into_its_links_and_tells_that_the_page_is_among_them(
    project_folder: Path, rendered: Callable[[str], str]
) -> None:
    with_bar(project_folder, "{text: Dane, menu: [{text: Strona, href: strona.qmd}]}")
    page = html5lib.parse(rendered("Tekst."), namespaceHTMLElements=False)
    details = page.find(".//details[@class='submenu']")
    assert details.find("summary").text == "Dane"
    assert details.find("summary").get("class") == "current"
    links = [(link.text, link.get("href"), link.get("aria-current")) for link in details.iter("a")]
    assert links == [("Strona", "strona.html", "page")]


@pytest.mark.parametrize(
    "item", ["{text: Dane}", "{text: Dane, href: a.qmd, menu: [{text: A, href: a.qmd}]}"]
)
def test_an_item_is_either_a_link_or_a_menu(project_folder: Path, item: str) -> None:
    with_bar(project_folder, item)
    with pytest.raises(PesError, match="needs either href or menu"):
        load_project(project_folder)
