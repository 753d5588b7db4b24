"""The demonstration as files: sound, complete in both languages, and no page out of reach."""

import itertools
import posixpath
import re
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

import pytest

from pes_analysis.publish.planning.editions import read_outline
from pes_analysis.publish.project import Project
from pes_analysis.publish.site.site_check import check_site

ROOT = Path(__file__).parents[2]

HEADING = re.compile(r"<h([1-6])\b")
LINK = re.compile(r'<a\b[^>]*?\shref="([^"#:]+)')
ALTERNATE = re.compile(r'<link rel="alternate" hreflang="([^"]+)" href="([^"]+)">')


@pytest.fixture(scope="module")
def pages(demonstration: Path) -> dict[str, str]:
    found = demonstration.rglob("*.html")
    return {path.relative_to(demonstration).as_posix(): path.read_text(encoding="utf-8") for path in found}


def language_of(url: str) -> str:
    return "en" if url.startswith("en/") else "pl"


def target_of(url: str, link: str) -> str:
    return posixpath.normpath(posixpath.join(posixpath.dirname(url), link))


def test_check_of_the_site_finds_nothing(demonstration: Path) -> None:
    assert check_site(demonstration).to_dict("records") == []


def test_every_county_of_the_region_has_its_page_in_both_languages(pages: Mapping[str, str]) -> None:
    reports = [url.removeprefix("en/") for url in pages if re.search(r"powiaty/\d{4}\.html$", url)]
    assert len(set(reports)) == 22
    assert set(Counter(reports).values()) == {2}


def test_every_organisation_that_agreed_has_its_card_and_figures(
    pages: Mapping[str, str], demonstration: Path
) -> None:
    agreed = {one.id for one in read_outline(Project(ROOT), "malopolskie-2024").organisations if one.public}
    cards = {url for url in pages if re.search(r"organizacje/demo-[a-z0-9-]+\.html$", url)}
    assert cards == {f"{folder}organizacje/{one}.html" for folder in ("", "en/") for one in agreed}
    for card in cards:
        stem = demonstration / card.removesuffix(".html")
        assert stem.with_suffix(".csv").read_bytes().count(b"\n") > 20
        assert stem.with_suffix(".xlsx").read_bytes()[:2] == b"PK"


def test_each_page_names_its_translation_and_is_named_by_it(pages: Mapping[str, str]) -> None:
    for url, page in pages.items():
        if url == "404.html":
            continue
        slug = url.removeprefix("en/")
        named = {language: target_of(url, link) for language, link in ALTERNATE.findall(page)}
        assert named == {"pl": slug, "en": f"en/{slug}", "x-default": slug}, url
        assert set(named.values()) <= pages.keys()


def test_each_page_says_the_language_it_is_in(pages: Mapping[str, str]) -> None:
    for url, page in pages.items():
        assert page.startswith(f'<!DOCTYPE html>\n<html lang="{language_of(url)}"'), url


def test_no_two_pages_of_a_language_share_a_title(pages: Mapping[str, str]) -> None:
    titles = Counter(
        (language_of(url), re.findall(r"<title>(.+?)</title>", page)[0]) for url, page in pages.items()
    )
    assert [title for title, count in titles.items() if count > 1] == []


def test_headings_step_down_one_level_at_a_time(pages: Mapping[str, str]) -> None:
    for url, page in pages.items():
        levels = [int(level) for level in HEADING.findall(page)]
        assert levels.count(1) == 1, url
        assert levels[0] == 1, url
        assert all(low <= high + 1 for high, low in itertools.pairwise(levels)), url


@pytest.mark.parametrize("start", ["index.html", "en/index.html"])
def test_every_page_is_reached_from_the_start_page_of_its_language(
    pages: Mapping[str, str], start: str
) -> None:
    own = {url for url in pages if language_of(url) == language_of(start)} - {"404.html"}
    reached: set[str] = set()
    waiting = {start}
    while waiting:
        url = waiting.pop()
        reached.add(url)
        waiting |= ({target_of(url, link) for link in LINK.findall(pages[url])} & own) - reached
    assert sorted(own - reached) == []
