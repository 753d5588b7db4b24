"""What to do first: each kind of step names its evidence, and claims no more than the figures say."""

from collections import Counter

from pes_analysis.present.markup import as_markdown
from pes_analysis.present.pages.organisation.first_step import first_step


def test_every_card_of_the_demonstration_has_a_step_with_evidence(card_page, every_id) -> None:
    kinds = Counter()
    for organisation in every_id:
        card = card_page(organisation, "pl").card
        step, evidence = map(as_markdown, first_step(card))
        kinds[card.diagnosis.first_step.kind] += 1
        assert len(step) > 20, organisation
        assert any(character.isdigit() for character in evidence), (organisation, evidence)
    assert {"alarm", "compliance", "data", "step"} <= set(kinds)


def test_a_step_said_to_raise_the_score_most_does(card_page, every_id) -> None:
    for organisation in every_id:
        card = card_page(organisation, "pl").card
        first, steps = card.diagnosis.first_step, card.diagnosis.steps
        if first.kind != "step":
            continue
        evidence = as_markdown(first_step(card)[1])
        named = {one.indicator for one in card.diagnosis.to_improve}
        group = steps[steps["indicator"].isin(named)] if "rzeczy do poprawy" in evidence else steps
        assert first.gain == group["general_gain"].max(), organisation
