"""Trainings evaluated: counted by hand from small surveys, and nothing told of too few people."""

from dataclasses import replace

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pes_analysis.catalogue import State
from pes_analysis.diagnose.training_events import LEAST_RESPONDENTS
from pes_analysis.diagnose.trainings import TrainingEvaluation, evaluate_trainings
from pes_analysis.edition import Edition, open_edition_data
from pes_analysis.edition.trainings import Trainings, no_trainings

Answer = tuple[str, str, str, str, int]


@pytest.fixture(scope="module")
def edition() -> Edition:
    return open_edition_data("slaskie-2024")


def surveyed(edition: Edition, answers: list[Answer], took_part: int = 50) -> TrainingEvaluation:
    """Evaluate answers given as training, person, moment, question, value."""
    empty = no_trainings()
    table = pd.DataFrame(answers, columns=list(empty.answers.columns)).astype(
        {name: str(kind) for name, kind in empty.answers.dtypes.items()}
    )
    names = sorted(set(table["training_id"]))
    events = pd.DataFrame(
        {
            "training_id": names, "date": "2024-05-14", "kind": "training", "form": "online", "teryt": "",
            "title_pl": names, "title_en": "", "hours": 2.0, "places": pd.NA, "participants": took_part,
            "generated": False,
        }
    ).astype({"places": "Int64"}).set_index("training_id")  # fmt: skip
    trainings = Trainings(events, table, empty.open_answers, empty.codes)
    changed = replace(edition)
    changed.__dict__["trainings"] = trainings
    return evaluate_trainings(changed)


def people(training: str, moment: str, question: str, values: list[int], first: int = 0) -> list[Answer]:
    return [(training, f"P{at:04}", moment, question, value) for at, value in enumerate(values, first)]


def test_an_edition_without_trainings_has_nothing_to_say(edition: Edition) -> None:
    found = evaluate_trainings(edition)
    assert found.is_empty
    assert (found.claims, found.respondents, found.generated) == ((), 0, False)
    assert (found.benefits["state"] == State.MISSING).all()
    assert found.codes.empty


def test_expected_and_received_are_counted_in_the_same_people(edition: Edition) -> None:
    before = people("a-1", "before", "benefit_contacts", [5, 4, 4, 3, 2, 5]) + people(
        "b-1", "before", "benefit_contacts", [4, 1, 1, 5, 5, 2]
    )
    after = people("a-1", "after", "benefit_contacts", [5, 3, 2, 4, 2, 4]) + people(
        "b-1", "after", "benefit_contacts", [4, 4, 2], first=4
    )
    row = surveyed(edition, before + after).benefits.loc["contacts"]
    assert (row["n_before"], row["n_after"]) == (12, 9)
    assert row["expected_pct"] == pytest.approx(100 * 7 / 12)
    assert row["received_pct"] == pytest.approx(100 * 5 / 9)
    # a-1: both, lost, lost, gained, neither, both; b-1: both, gained; the third answered after alone.
    assert (row["pairs"], row["both"], row["only_expected"], row["only_received"]) == (8, 3, 2, 2)
    assert row["difference_pp"] == 0
    assert row["p_value"] == 1


def test_skills_are_compared_in_the_same_people_and_equal_changes_have_no_interval(edition: Edition) -> None:
    before = people("a-1", "before", "skill_read_card", [1, 2, 3, 2, 1])
    after = people("a-1", "after", "skill_read_card", [2, 3, 4, 3, 2])
    row = surveyed(edition, before + after).skills.loc["read_card"]
    assert (row["pairs"], row["difference"]) == (5, 1.0)
    assert pd.isna(row["difference_lower"])
    assert row["before_mean"] == pytest.approx(1.8)
    assert row["state"] == State.VALUE


def test_answers_at_one_moment_alone_have_no_difference(edition: Edition) -> None:
    found = surveyed(edition, people("a-1", "after", "skill_read_card", [2, 3, 4, 3, 2, 5]))
    row = found.skills.loc["read_card"]
    assert (row["n_before"], row["pairs"], row["state"]) == (0, 0, State.VALUE)
    assert pd.isna(row["difference"])
    assert pd.isna(row["before_mean"])
    assert found.claims == ()


@pytest.mark.parametrize(
    ("trainings", "values", "state"),
    [
        (["a-1"], [5, 4, 4, 5], State.SUPPRESSED),
        # Enough people, but one of them alone disagrees, and the training is the only one.
        (["a-1"], [5, 5, 5, 5, 5, 1], State.SUPPRESSED),
        (["a-1"], [5, 5, 5, 5, 5, 5], State.VALUE),
        (["a-1", "b-1"], [5, 5, 1], State.VALUE),
        ([], [], State.MISSING),
    ],
)
def test_small_cells_of_one_training_are_withheld(
    edition: Edition, trainings: list[str], values: list[int], state: State
) -> None:
    answers = [one for name in trainings for one in people(name, "after", "statement_clear", values)]
    answers += [one for name in ("c-1", "d-1") for one in people(name, "after", "statement_useful", [4] * 6)]
    found = surveyed(edition, answers)
    assert found.statements.loc["clear", "state"] == state
    if state != State.VALUE:
        assert "clear" not in [claim.subject for claim in found.claims]


@settings(max_examples=25)
@given(st.lists(st.integers(0, 12), min_size=1, max_size=6))
def test_no_training_tells_of_few_people(edition: Edition, sizes: list[int]) -> None:
    answers = [
        one
        for at, size in enumerate(sizes)
        for one in people(f"t-{at}", "after", "statement_useful", [4] * size)
    ]
    events = surveyed(edition, answers).events
    shown = events[events["state"] == State.VALUE]
    assert (shown["answered_after"] >= LEAST_RESPONDENTS).all()
    hidden = events.loc[events["state"] == State.SUPPRESSED, "answered_after"]
    if len(hidden) and len(shown):
        assert len(hidden) >= 2
        assert hidden.sum() >= LEAST_RESPONDENTS


def test_claims_follow_the_evidence_and_fall_with_it(edition: Edition) -> None:
    clear = [
        one
        for name in ("a-1", "b-1", "c-1", "d-1")
        for one in people(name, "after", "statement_useful", [5, 4, 4, 5, 4, 5, 4, 3])
    ]
    (sure,) = surveyed(edition, clear).claims
    assert (sure.statement, str(sure.standing)) == ("most_agree", "said")
    divided = [
        one
        for name, values in (("a-1", [5] * 8), ("b-1", [5] * 6 + [2] * 2), ("c-1", [1] * 7 + [4]))
        for one in people(name, "after", "statement_useful", values)
    ]
    (unsure,) = surveyed(edition, divided).claims
    # Fifteen of 24 agree, but the trainings contradict one another.
    assert unsure.statement == "most_agree"
    assert not unsure.standing.is_printed


def test_the_demonstration_shows_what_users_of_the_tool_told() -> None:
    found = evaluate_trainings(open_edition_data("malopolskie-2024"))
    said = {(one.statement, one.subject) for one in found.claims if one.standing.is_printed}
    assert ("received_less", "indicators") in said
    assert ("received_more", "comparison") in said
    assert found.generated
    table = found.open_answers
    assert (table["written"] == table["held_back"] + table["coded"] + table["uncoded"]).all()
    assert (found.events["state"] == State.SUPPRESSED).sum() == 2
