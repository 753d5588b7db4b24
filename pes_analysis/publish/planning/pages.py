"""Which notebook makes which pages: one entry a notebook, and nothing else to change to add one."""

from dataclasses import dataclass
from typing import Literal

from pes_analysis.publish.planning.headings import (
    Heading,
    HeadingMaker,
    case_heading,
    comparison_heading,
    cooperation_heading,
    county_heading,
    fixed_heading,
    organisation_heading,
    region_heading,
    start_heading,
    unit_heading,
)

Each = Literal["county", "surveyed county", "case", "organisation", "comparison", "unit", "edition"]
# The files that hold the figures of a page.
FIGURES = ("csv", "xlsx")
# Both pages of the directory with a form read the same data.
DIRECTORY_SCRIPTS = ("index.js", "theme/directory-core.js", "theme/directory-page.js")
# What a notebook that is run for each unit calls the unit's id.
UNIT_PARAMETER = {
    "county": "teryt",
    "surveyed county": "teryt",
    "case": "case_id",
    "organisation": "organisation_id",
    "comparison": "comparison_id",
    "unit": "unit_id",
}


@dataclass(frozen=True)
class Page:
    """The pages that one notebook makes.

    Parameters
    ----------
    notebook : str
        A file of ``notebooks/``.
    each : {"county", "surveyed county", "case", "organisation", "comparison", "unit", "edition"}
        What there is a page for; a county is surveyed when the survey of ties asked somebody there.
    slug : str
        Where the page stands in the site, without extension; ``{unit}`` stands for the unit's id.
    parameters : tuple of str
        What the notebook is given.
    heading : callable
        ``heading(outline, unit, language)``; `unit` is None for a page of the edition.
    files : tuple of str
        What the page has beside it, by ending: its figures as ``csv`` and ``xlsx``, contacts as ``vcf``, the
        data of its scripts as ``js``.
    scripts : tuple of str
        Scripts that the page needs, in the order in which they run: of the folder ``theme``, or files
        beside the page.
    """

    notebook: str
    each: Each
    slug: str
    parameters: tuple[str, ...]
    heading: HeadingMaker
    files: tuple[str, ...] = ()
    scripts: tuple[str, ...] = ()


PAGES: tuple[Page, ...] = (
    Page("start.ipynb", "edition", "index", ("edition", "language", "scope"), start_heading),
    Page(
        "county.ipynb", "county", "powiaty/{unit}", ("edition", "teryt", "language", "scope"), county_heading
    ),
    Page("region.ipynb", "edition", "region", ("edition", "language", "scope"), region_heading),
    Page(
        "counties.ipynb",
        "edition",
        "powiaty/index",
        ("edition", "language", "scope"),
        fixed_heading(
            Heading("Powiaty", "Wszystkie diagnozy", "Spis powiatów z odnośnikami do diagnoz."),
            Heading("Counties", "All diagnoses", "The counties, with links to their diagnoses."),
        ),
    ),
    Page(
        "cooperations.ipynb",
        "edition",
        "wspolpraca/index",
        ("edition", "language", "scope"),
        fixed_heading(
            Heading("Współpraca", "Kto z kim i jak", "Współpraca organizacji i samorządu w powiatach."),
            Heading("Cooperation", "Who with whom, and how", "Cooperation of entities and local government."),
        ),
    ),
    Page(
        "cooperation.ipynb",
        "surveyed county",
        "wspolpraca/{unit}",
        ("edition", "teryt", "language", "scope"),
        cooperation_heading,
    ),
    Page(
        "case_studies.ipynb",
        "edition",
        "praktyki/index",
        ("edition", "language"),
        fixed_heading(
            Heading("Dobre praktyki", "Opisy przypadków według tematów", "Jak rozwiązano jeden problem."),
            Heading("Case studies", "By theme", "How one problem was solved."),
        ),
    ),
    Page(
        "case_study.ipynb",
        "case",
        "praktyki/{unit}",
        ("edition", "case_id", "language", "scope"),
        case_heading,
    ),
    Page(
        "organisations.ipynb",
        "edition",
        "organizacje/index",
        ("edition", "language", "cards"),
        fixed_heading(
            Heading("Organizacje", "Karty kondycji", "Karty kondycji organizacji, które się na to zgodziły."),
            Heading(
                "Organisations", "Condition cards", "Condition cards of organisations that agreed to it."
            ),
        ),
    ),
    Page(
        "organisation.ipynb",
        "organisation",
        "organizacje/{unit}",
        ("edition", "organisation_id", "language", "scope"),
        organisation_heading,
        files=FIGURES,
    ),
    Page(
        "comparisons.ipynb",
        "edition",
        "porownania/index",
        ("edition", "language"),
        fixed_heading(
            Heading("Porównania", "Organizacje i powiaty obok siebie", "Spis porównań tej edycji."),
            Heading(
                "Comparisons", "Organisations and counties side by side", "The comparisons of this edition."
            ),
        ),
    ),
    Page(
        "comparison.ipynb",
        "comparison",
        "porownania/{unit}",
        ("edition", "comparison_id", "language", "scope", "cards"),
        comparison_heading,
        files=FIGURES,
    ),
    Page(
        "directory.ipynb",
        "edition",
        "baza/index",
        ("edition", "language", "scope"),
        fixed_heading(
            Heading(
                "Baza teleadresowa",
                "Organizacje i jednostki samorządu",
                "Kontakty, usługi i wolne miejsca: wyszukiwarka organizacji i urzędów.",
            ),
            Heading(
                "Directory",
                "Organisations and units of local government",
                "Contacts, services and free places: a search of organisations and offices.",
            ),
        ),
        files=("csv", "xlsx", "vcf", "js", "details.js"),
        scripts=DIRECTORY_SCRIPTS,
    ),
    Page(
        "unit.ipynb",
        "unit",
        "baza/{unit}",
        ("edition", "unit_id", "language", "scope", "cards"),
        unit_heading,
        files=("csv", "vcf"),
    ),
    Page(
        "referral.ipynb",
        "edition",
        "baza/dokad-skierowac",
        ("edition", "language", "scope"),
        fixed_heading(
            Heading(
                "Dokąd skierować osobę, z kim to zrobić",
                "Lista jednostek dla powiatu, usługi i grupy",
                "Dokąd skierować osobę i z kim współpracować: lista z uzasadnieniem.",
            ),
            Heading(
                "Where to send a person, with whom to work",
                "A list of units for a county, a service and a group",
                "Where to send a person and with whom to work: a list, each place explained.",
            ),
        ),
        scripts=DIRECTORY_SCRIPTS,
    ),
    Page(
        "indicators.ipynb",
        "edition",
        "wskazniki",
        ("edition", "language"),
        fixed_heading(
            Heading("Wskaźniki", "Co mierzymy i jak to czytać", "Wzory i źródła wskaźników."),
            Heading("Indicators", "What we measure and how to read it", "Formulas and sources."),
        ),
    ),
    Page(
        "organisation_indicators.ipynb",
        "edition",
        "wskazniki-organizacji",
        ("edition", "language"),
        fixed_heading(
            Heading(
                "Wskaźniki organizacji",
                "Z czego składa się karta kondycji",
                "Wzory, wartości zalecane i źródła wskaźników organizacji.",
            ),
            Heading(
                "Indicators of organisations",
                "What a condition card is made of",
                "Formulas, reference values and sources of the indicators of organisations.",
            ),
        ),
    ),
    Page(
        "choices.ipynb",
        "edition",
        "wybory",
        ("edition", "language"),
        fixed_heading(
            Heading(
                "Wybory metody",
                "Na co odporne jest każde zdanie",
                "Lista wyborów metody, wobec których sprawdzamy zdania, z powodami i źródłami.",
            ),
            Heading(
                "Choices of method",
                "What every sentence has to withstand",
                "The choices of method that sentences are held against, with reasons and sources.",
            ),
        ),
    ),
    Page(
        "glossary.ipynb",
        "edition",
        "slownik",
        ("edition", "language"),
        fixed_heading(
            Heading("Słownik", "Słowa używane w raportach", "Pojęcia ekonomii społecznej i statystyki."),
            Heading("Glossary", "Words used in the reports", "Terms of the social economy and statistics."),
        ),
    ),
    Page(
        "sources.ipynb",
        "edition",
        "zrodla",
        ("edition", "language"),
        fixed_heading(
            Heading("Źródła danych", "Skąd pochodzą liczby", "Wydawcy, lata i licencje danych."),
            Heading("Data sources", "Where the figures come from", "Publishers, years and licences."),
        ),
    ),
    Page(
        "evaluation.ipynb",
        "edition",
        "szkolenia",
        ("edition", "language"),
        fixed_heading(
            Heading("Szkolenia", "Czego oczekiwano i co się udało", "Ankiety przed szkoleniami i po nich."),
            Heading(
                "Trainings", "What was expected and what came of it", "Surveys before and after trainings."
            ),
        ),
    ),
    Page(
        "data_quality.ipynb",
        "edition",
        "jakosc-danych",
        ("edition", "language"),
        fixed_heading(
            Heading(
                "Jakość danych", "Kto za nie odpowiada i czego brakuje", "Progi, źródła, braki, terminy."
            ),
            Heading(
                "Data quality", "Who answers for them and what is missing", "Limits, sources, gaps, dates."
            ),
        ),
    ),
)
