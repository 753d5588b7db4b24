"""Cards of the organisations' indicators: all of them, with the values that decide about points."""

import re

import pytest

from pes_analysis.catalogue import load_catalogue
from pes_analysis.present.pages.page_context import anchor_of

CATALOGUE = load_catalogue()


@pytest.fixture
def cards(pages, language):
    """Give the lines of each card by its identifier."""
    page = pages("organisation_indicators", language)
    parts = re.split(r"^### .*\{#([a-z0-9-]+)\}$", page.markdown, flags=re.M)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def test_every_indicator_has_one_card(cards):
    assert list(cards) == [
        anchor_of(indicator.id)
        for dimension in CATALOGUE.dimensions
        for indicator in CATALOGUE.indicators("organisation", dimension.id)
    ]


@pytest.mark.parametrize(
    ("indicator", "said"),
    [
        ("equity_ratio", {"pl": "od 50%; ostrzeżenie: poniżej 30%", "en": "from 50%; a warning: below 30%"}),
        ("debt_ratio", {"pl": "do 50%; ostrzeżenie: powyżej 70%", "en": "up to 50%; a warning: above 70%"}),
        (
            "months_cash",
            {
                "pl": "3–12 mies.; ostrzeżenie: poniżej 1 lub powyżej 24",
                "en": "3–12 months; a warning: below 1 or above 24",
            },
        ),
        (
            "operating_margin",
            {
                "pl": "0 przy −20% i 40%, 40 przy −5% i 20%, 70 przy 0% i 10%, 100 przy 2–7%",
                "en": "0 at −20% and 40%, 40 at −5% and 20%, 70 at 0% and 10%, 100 at 2–7%",
            },
        ),
        ("open_market_exit_rate", {"pl": "40 przy 1,5%", "en": "40 at 1.5%"}),
        (
            "trust_rating",
            {"pl": "brak, liczy się sama odpowiedź", "en": "the answer is taken as it was given"},
        ),
        ("contract_stability", {"pl": "wszystkie typy organizacji", "en": "all types of organisations"}),
        (
            "democratic_participation",
            {"pl": "organizacje pozarządowe (NGO)", "en": "social cooperatives (SS)"},
        ),
        ("participants_per_staff", {"pl": "kluby integracji społecznej (KIS)", "en": "clubs (KIS)"}),
        ("open_market_exit_rate", {"pl": "liczby z 3 lat dodane", "en": "counts of 3 years put together"}),
        ("revenue_concentration", {"pl": "Samorząd; Budżet państwa", "en": "Local government; State budget"}),
    ],
)
def test_a_card_says_what_decides(cards, language, indicator, said):
    plain = re.sub(r"\\([^\w\s])", r"\1", cards[anchor_of(indicator)]).replace("\u00a0", " ")
    assert said[language] in plain


def test_an_alarm_and_a_description_have_no_points(cards, language):
    points = {"pl": "**Punkty**", "en": "**Points**"}[language]
    without = {name for name, text in cards.items() if points not in text}
    assert without == {"public-arrears-flag", "cost-per-participant"}


def test_the_pages_of_indicators_lead_to_each_other(pages, language):
    assert "wskazniki-organizacji.ipynb" in pages("indicators", language).links
    assert "wskazniki.ipynb" in pages("organisation_indicators", language).links
