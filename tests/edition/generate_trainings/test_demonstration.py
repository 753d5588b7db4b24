"""The packaged trainings: the generator's bytes, with everything that real answers have to offer."""

import pytest

from pes_analysis.catalogue.training_survey import load_training_survey
from pes_analysis.edition import open_edition_data
from pes_analysis.edition.generate_trainings import SEED, generate_trainings
from pes_analysis.edition.generate_trainings.programme import BENEFITS, SKILLS, STATEMENTS, WRITTEN
from pes_analysis.edition.topic_folders import PACKAGED
from pes_analysis.edition.trainings import Trainings
from pes_analysis.edition.trainings.writing import write_tables
from pes_analysis.protect.personal_data import personal_data_kinds

FOLDER = PACKAGED / "trainings"


@pytest.fixture(scope="module")
def generated() -> Trainings:
    return generate_trainings(SEED)


@pytest.fixture(scope="module")
def packaged() -> Trainings:
    return open_edition_data("malopolskie-2024").trainings


def test_the_packaged_tables_are_what_the_generator_writes(tmp_path, generated: Trainings) -> None:
    write_tables(tmp_path, generated)
    assert sorted(one.name for one in FOLDER.iterdir()) == sorted(one.name for one in tmp_path.iterdir())
    for path in sorted(FOLDER.iterdir()):
        assert path.read_bytes() == (tmp_path / path.name).read_bytes(), path.name


def test_another_seed_gives_other_answers_to_the_same_events(generated: Trainings) -> None:
    other = generate_trainings("another")
    assert other.events.equals(generated.events)
    assert not other.answers.equals(generated.answers)


def test_every_question_of_the_survey_is_answered(packaged: Trainings) -> None:
    survey = load_training_survey()
    assert (set(BENEFITS), set(SKILLS), set(STATEMENTS)) == (
        set(survey.benefits), set(survey.skills), set(survey.statements)
    )  # fmt: skip
    asked = {(one.id, moment) for one in survey.questions.values() for moment in one.texts}
    answered = {
        pair
        for table in (packaged.answers, packaged.open_answers)
        for pair in zip(table["question"], table["moment"], strict=True)
    }
    assert answered == asked


def test_what_is_hard_about_real_answers_is_there(packaged: Trainings) -> None:
    answers = packaged.answers
    by_moment = answers.groupby("moment")["respondent_id"].agg(set)
    assert by_moment["before"] - by_moment["after"]
    assert by_moment["after"] - by_moment["before"]
    assert answers.groupby("training_id")["respondent_id"].nunique().min() < 5
    assert (packaged.open_answers["held_back"] != "").any()
    assert set(packaged.codes["code"]) == set(load_training_survey().codes)


def test_nothing_written_looks_like_personal_data() -> None:
    assert not any(personal_data_kinds(text) for pool in WRITTEN.values() for text, _ in pool)


def test_all_of_it_says_that_it_is_generated(packaged: Trainings) -> None:
    assert packaged.events["generated"].all()
