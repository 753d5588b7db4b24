"""Suggested partners on the card: three at most, each with its reasons, and nothing made of nothing."""

import re
from dataclasses import replace

import pytest

import pes_analysis as pes
from pes_analysis.diagnose.directory_ranking import Asker
from pes_analysis.present.pages.directory.suggested_partners import best_partners, suggested_partners

EDITION = pes.open_edition("malopolskie-2024")
TEXTS = {
    "pl": ("Z kim można by współpracować", "współprac"),
    "en": ("With whom it could work", "together|new partner"),
}


@pytest.mark.parametrize("language", ["pl", "en"])
@pytest.mark.parametrize("organisation", ["demo-cis-02", "demo-kis-01"])
def test_the_card_names_three_partners_with_reasons(organisation: str, language: str) -> None:
    page = EDITION.organisation(organisation, language)
    text = str(page.cooperation())
    title, tie = TEXTS[language]
    section = text.partition(title)[2]
    bullets = re.findall(r"^- (.+)$", section, flags=re.MULTILINE)
    assert len(bullets) == 3
    if not page.context.alone:
        assert all("../baza/" in one for one in bullets)
        assert f"asker={organisation}" in section
    else:
        assert "../baza/" not in section
    assert all(re.search(tie, one) for one in bullets)


def test_partners_bring_what_the_organisation_lacks() -> None:
    view = EDITION.directory().view
    asker = Asker("demo-cis-02", "pes", ("social_reintegration",))
    best = best_partners(view, asker, "1209")
    assert len(best) == 3
    assert (best["complement"] > 0).all()
    assert best["score"].is_monotonic_decreasing
    assert "demo-cis-02" not in best.index


def test_who_does_everything_or_says_nothing_gets_no_partner() -> None:
    view = EDITION.directory("en").view
    everything = Asker("demo-cis-02", "pes", tuple(view.services))
    assert "no unit that would bring" in str(suggested_partners(view, everything, "1209", alone=False))
    nothing = Asker("demo-cis-02", "pes")
    assert "not known in which areas" in str(suggested_partners(view, nothing, "1209", alone=False))


def test_an_edition_without_a_directory_says_so_and_without_a_survey_says_nothing_of_ties() -> None:
    bare = pes.open_edition("slaskie-2024").directory("en").view
    said = str(suggested_partners(bare, Asker("", "pes", ("housing",)), "2401", alone=False))
    assert "no directory of addresses" in said
    view = replace(EDITION.directory("en").view, ties=None)
    asker = Asker("demo-cis-02", "pes", ("social_reintegration",))
    assert "together already" not in str(suggested_partners(view, asker, "1209", alone=False))
