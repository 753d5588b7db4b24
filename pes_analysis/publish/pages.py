"""Which notebook makes which pages: one entry a notebook, and nothing else to change to add one."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from pes_analysis.publish.outline import County, Outline, voivodeship


@dataclass(frozen=True)
class Heading:
    """What stands at the head of a page.

    Parameters
    ----------
    title, subtitle, description : str
        Plain text; the description is for search engines and lists of links.
    """

    title: str
    subtitle: str
    description: str


@dataclass(frozen=True)
class Page:
    """The pages that one notebook makes.

    Parameters
    ----------
    notebook : str
        A file of ``notebooks/``.
    each : {"county", "edition"}
        Whether there is one page for each county, or one for the edition.
    slug : str
        Where the page stands in the site, without extension; ``{teryt}`` stands for the county's code.
    parameters : tuple of str
        What the notebook is given.
    heading : callable
        ``heading(outline, county, language)``; `county` is None for a page of the edition.
    """

    notebook: str
    each: Literal["county", "edition"]
    slug: str
    parameters: tuple[str, ...]
    heading: Callable[[Outline, County | None, str], Heading]


def _county(outline: Outline, county: County | None, language: str) -> Heading:
    if county is None:
        raise ValueError("a county's page needs a county")
    city = county.kind == "city"
    name = county.name if city else f"Powiat {county.name}"
    if sum(other.name == county.name for other in outline.counties) > 1:
        # Ten names occur twice in Poland; titles of pages must tell them apart.
        name = f"{name} ({county.voivodeship_name})"
    if language == "pl":
        kind = "Miasto na prawach powiatu" if city else "Powiat ziemski"
        return Heading(
            name,
            f"{kind}. Diagnoza potrzeb i wsparcia, edycja {outline.year}",
            f"{name}: problemy społeczne, wsparcie i pieniądze na tle podobnych powiatów.",
        )
    kind = "City with county rights" if city else "County (powiat)"
    return Heading(
        name,
        f"{kind}. Diagnosis of needs and support, {outline.year} edition",
        f"{name}: social problems, support and money beside similar counties.",
    )


def _region(outline: Outline, county: County | None, language: str) -> Heading:
    if language == "pl":
        return Heading(
            f"Województwo {outline.region_name}",
            f"Powiaty obok siebie, edycja {outline.year}",
            f"Województwo {outline.region_name}: potrzeby, usługi i różnice między powiatami.",
        )
    name = voivodeship(outline.region_name)
    return Heading(
        name,
        f"Its counties side by side, {outline.year} edition",
        f"{name}: needs, services and differences between counties.",
    )


def _fixed(pl: Heading, en: Heading) -> Callable[[Outline, County | None, str], Heading]:
    def heading(outline: Outline, county: County | None, language: str) -> Heading:
        return pl if language == "pl" else en

    return heading


def _start(outline: Outline, county: County | None, language: str) -> Heading:
    region = outline.region_name
    if language == "pl":
        return Heading(
            "Potrzeby i wsparcie w powiatach",
            f"Województwo {region}, {outline.year}",
            f"Województwo {region}, powiat po powiecie: potrzeby, usługi i to, czego nie wiemy.",
        )
    return Heading(
        "Needs and support in the counties",
        f"{voivodeship(region)}, {outline.year}",
        f"{voivodeship(region)}, county by county: needs, services and what is not known.",
    )


PAGES: tuple[Page, ...] = (
    Page("start.ipynb", "edition", "index", ("edition", "language", "scope"), _start),
    Page("county.ipynb", "county", "powiaty/{teryt}", ("edition", "teryt", "language", "scope"), _county),
    Page("region.ipynb", "edition", "region", ("edition", "language", "scope"), _region),
    Page(
        "counties.ipynb",
        "edition",
        "powiaty/index",
        ("edition", "language", "scope"),
        _fixed(
            Heading("Powiaty", "Wszystkie diagnozy", "Spis powiatów z odnośnikami do diagnoz."),
            Heading("Counties", "All diagnoses", "The counties, with links to their diagnoses."),
        ),
    ),
    Page(
        "indicators.ipynb",
        "edition",
        "wskazniki",
        ("edition", "language"),
        _fixed(
            Heading("Wskaźniki", "Co mierzymy i jak to czytać", "Wzory i źródła wskaźników."),
            Heading("Indicators", "What we measure and how to read it", "Formulas and sources."),
        ),
    ),
    Page(
        "glossary.ipynb",
        "edition",
        "slownik",
        ("edition", "language"),
        _fixed(
            Heading("Słownik", "Słowa używane w raportach", "Pojęcia ekonomii społecznej i statystyki."),
            Heading("Glossary", "Words used in the reports", "Terms of the social economy and statistics."),
        ),
    ),
    Page(
        "sources.ipynb",
        "edition",
        "zrodla",
        ("edition", "language"),
        _fixed(
            Heading("Źródła danych", "Skąd pochodzą liczby", "Wydawcy, lata i licencje danych."),
            Heading("Data sources", "Where the figures come from", "Publishers, years and licences."),
        ),
    ),
)
