"""The first screen of a card: what it says is what was computed, and what is lacking is said."""

from dataclasses import replace

import pytest

from pes_analysis.present.language import Language
from pes_analysis.present.numbers import number
from pes_analysis.present.pages.organisation import OrganisationPage
from pes_analysis.present.sentences.certainty import in_hundred

CENTRE, ALARMED, SILENT, FEW_PEERS, PRIVATE = (
    "demo-cis-04", "demo-cis-08", "demo-kis-11", "demo-ops-01", "demo-cis-01",
)  # fmt: skip


def lead(page: OrganisationPage) -> str:
    return page.summary().partition("::: {.lead}\n")[2].partition("\n:::")[0].replace("\xa0", " ")


def test_the_lead_is_the_general_score_in_words(card_page) -> None:
    page = card_page(CENTRE, "pl")
    score = number(page.diagnosis.picture.score, 0, Language.PL)
    said, _, sure = lead(page).partition(" (")
    assert said == f"**{score} na 100 punktów**: kondycja jest mocna, bez słabych obszarów"
    claims = {one.statement: one for one in page.diagnosis.claims}
    least = min(claims["condition"].probability, claims["no_weak_place"].probability)
    assert sure.startswith(f"pewne: {in_hundred(least)} na 100 prób)[^sure-")
    assert sure.endswith("].")


def test_an_alarm_is_in_the_lead_and_comes_first(card_page) -> None:
    page = card_page(ALARMED, "pl")
    assert "[Jest jeden alarm](#alarms)." in lead(page)
    box = page.summary().partition("::: {.findings}\n")[2].partition("\n:::")[0]
    alarm = page.context.edition.catalogue.alarm(page.diagnosis.first_step.id)
    plain = box.replace("\\", "")
    assert alarm.what_to_do.pl in plain
    assert "0,9\xa0mies" in plain  # the figure that makes it ring


def test_who_sent_nothing_is_asked_for_the_questionnaire_and_gets_no_empty_lists(card_page) -> None:
    summary = card_page(SILENT, "pl").summary().replace("\xa0", " ").replace("\\", "")
    assert "Działalność jest zawieszona. Potwierdź status w ROPS." in summary
    assert "Jeśli w 2024 r. były działania, wypełnij ankietę." in summary
    assert "Mocne strony" not in summary
    assert "fig-dimensions" not in summary


def test_without_enough_similar_organisations_the_card_says_so_and_compares_nothing(card_page) -> None:
    page = card_page(FEW_PEERS, "pl")
    assert not page.diagnosis.peers.enough
    text = (page.summary() + page.areas() + page.cooperation() + page.application()).replace("\xa0", " ")
    assert "Tylko 4 podobne organizacje mają dane" in text
    assert "mediana podobnych" not in text.lower().replace("\\", "")
    assert "lepiej niż" not in text
    assert "fig-contributions" not in page.drivers()


def test_both_scores_stand_side_by_side_in_words(card_page) -> None:
    strengths = card_page(CENTRE, "pl").summary().partition("strengths}")[2].partition(":::")[0]
    assert "na 100 punktów, lepiej niż" in strengths.replace("\xa0", " ").replace("\\", "")


@pytest.mark.parametrize(
    ("generated", "peers_generated", "said"),
    [(True, True, "Demonstration data"), (False, True, "made up"), (False, False, "")],
)
def test_what_is_made_up_is_said_on_top_and_in_captions(card_page, generated, peers_generated, said) -> None:
    page = card_page(CENTRE, "en")
    privacy = replace(page.diagnosis.privacy, generated=generated, peers_generated=peers_generated)
    other = OrganisationPage(replace(page.diagnosis, privacy=privacy), page.context)
    top = other.summary()[:200]
    assert (said in top) if said else ("callout-important" not in top)
    caption = other.areas().partition("![")[2].partition("](")[0].replace("\\", "")
    assert caption.endswith("Source: demonstration data (generated).")
    assert ("Demonstration data." in caption) is generated
    assert ("The organisations compared are made up." in caption) is (peers_generated and not generated)


def test_a_card_alone_leads_nowhere_but_to_its_files(card_page) -> None:
    page = card_page(PRIVATE, "pl")
    assert page.summary().startswith("Karta prywatna")
    assert "Karta prywatna" not in card_page(CENTRE, "pl").summary()
    whole = "".join(
        getattr(page, name)()
        for name in ("summary", "areas", "drivers", "change", "county_fit", "own_words", "method")
    )
    assert ".ipynb" not in whole
    assert "](index.csv)" in whole
    assert "](../" not in whole
    assert "](#steps)" in whole
