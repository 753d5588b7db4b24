"""Figures behind alarms and requirements, and when a public page does not count people."""

from dataclasses import replace

import pytest

from pes_analysis.present.pages.organisation.card import Card
from pes_analysis.present.pages.organisation.evidence import answer_words, figures_behind

UNMET = "demo-ops-03"


def test_a_requirement_names_the_figures_it_was_checked_with(card_page, opened) -> None:
    page = card_page(UNMET, "pl")
    threshold = opened.catalogue.threshold(page.diagnosis.first_step.id)
    behind = figures_behind(page.card, threshold.formula).replace("\xa0", " ").replace("\\", "")
    answers = page.card.diagnosis.answers["value"]
    for name in threshold.formula.names:
        assert f"{answers[name]:,.0f}".replace(",", " ") in behind
    assert behind in page.compliance().replace("\xa0", " ").replace("\\", "")


@pytest.mark.parametrize(("value", "alone", "said"), [
    (4.0, False, "mniej niż 5"), (4.0, True, "4\xa0os."), (5.0, False, "5\xa0os."), (0.0, False, "0\xa0os."),
])  # fmt: skip
def test_few_people_are_not_counted_in_public(card_page, value, alone, said) -> None:
    card = card_page("demo-cis-04", "pl").card
    seen = Card(card.diagnosis, replace(card.context, alone=alone))
    assert answer_words(seen, "headcount", value) == said


def test_money_is_written_whole(card_page) -> None:
    assert answer_words(card_page("demo-cis-04", "pl").card, "arrears_public", 3.0) == "3\xa0zł"
