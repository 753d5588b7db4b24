"""The page of trainings: says generated, hides what has to be hidden, quotes nobody."""

import pytest

import pes_analysis as pes
from pes_analysis.catalogue import State


def test_generated_answers_are_said_to_be_generated(pages) -> None:
    assert "wygenerowane" in pages("evaluation", "pl").text
    assert "generated" in pages("evaluation", "en").text


def test_a_hidden_training_shows_only_who_came(pages, opened: pes.OpenEdition) -> None:
    events = opened.trainings().found.events
    rows = pages("evaluation", "pl").tables["tbl-events"].rows
    for row, state in zip(rows, events["state"], strict=True):
        assert (row[5:] == ["#"] * 4) == (state == State.SUPPRESSED), row
        assert row[4].isdigit()


def test_nobody_is_quoted(pages, opened: pes.OpenEdition, language: str) -> None:
    written = [text for text in opened.data.trainings.open_answers["text"] if text]
    assert written
    assert not any(text in pages("evaluation", language).text for text in written)
    codes = set(opened.data.trainings.answers["respondent_id"])
    assert not any(code in pages("evaluation", language).text for code in codes)


@pytest.mark.parametrize(
    ("code", "said"), [("pl", "nie ma danych o szkoleniach"), ("en", "has no data about")]
)
def test_an_edition_without_trainings_says_so(code: str, said: str) -> None:
    page = pes.open_edition("slaskie-2024").trainings(code)
    assert said in page.summary()
    assert {str(part()) for part in (page.benefits, page.skills, page.events, page.method)} == {""}
