"""What to do first: each kind of step names its evidence, and claims no more than the figures say."""

from collections import Counter

from pes_analysis.present.markup import as_markdown
from pes_analysis.present.pages.organisation.advice import where_to_begin
from pes_analysis.present.pages.organisation.first_step import first_step
from pes_analysis.present.pages.organisation.opening import what_first
from pes_analysis.present.pages.organisation.own_words import comment_and_plan


def test_every_card_of_the_demonstration_has_a_step_with_evidence(card_page, every_id) -> None:
    kinds = Counter()
    for organisation in every_id:
        card = card_page(organisation, "pl").card
        step, evidence = map(as_markdown, first_step(card)[:2])
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
        named = {one.indicator for one in card.diagnosis.to_improve}
        group = steps[steps["indicator"].isin(named)] if first.id in named else steps
        assert first.gain == group["general_gain"].max(), organisation
        # That it is the most is said only where it holds in enough trials.
        said = "najbardziej" in as_markdown(first_step(card)[1])
        assert said == (card.printed("largest_gain", first.id) is not None), organisation


def test_a_step_and_each_thing_to_improve_say_where_to_begin(card_page, every_id) -> None:
    for organisation in every_id:
        card = card_page(organisation, "pl").card
        first, plan = card.diagnosis.first_step, str(comment_and_plan(card))
        if first.kind == "step":
            box = "".join(as_markdown(part) for part in what_first(card))
            assert as_markdown(where_to_begin(card, first.id)) in box, organisation
        if card.diagnosis.plan.empty:
            for one in card.diagnosis.to_improve:
                advice = where_to_begin(card, one.indicator)
                assert advice, (organisation, one.indicator)
                assert as_markdown(advice) in plan, organisation


def test_advice_goes_the_way_of_its_step(card_page, every_id) -> None:
    lowered = 0
    for organisation in every_id:
        card = card_page(organisation, "en").card
        for name, value, target in card.diagnosis.steps[["indicator", "value", "target"]].itertuples(
            index=False
        ):
            known = card.context.indicator(name)
            goes_down = known.polarity == "nominant" and target < value
            expected = known.advice_above if goes_down else known.advice
            assert where_to_begin(card, name) == expected.en, (organisation, name)
            lowered += goes_down
    assert lowered > 0
