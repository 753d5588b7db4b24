"""An edition beside its earlier one: a change, no newer figure, a break, a wrong earlier edition."""

from dataclasses import replace

import pandas as pd
import pytest

from pes_analysis.diagnose.year_on_year import BREAK, NO_NEWER, TERRITORY, compare_editions
from pes_analysis.edition import Edition, open_edition_data
from pes_analysis.protect.errors import PesError

RATE, LONG_TERM = "unemployment_rate", "long_term_unemployed_share"


@pytest.fixture(scope="module")
def edition() -> Edition:
    return open_edition_data("malopolskie-2024")


def naming(edition: Edition, previous: str) -> Edition:
    return replace(edition, parameters=edition.parameters.model_copy(update={"previous": previous}))


def verdicts(edition: Edition) -> "pd.Series[str]":
    told = compare_editions(edition)
    assert told is not None
    return told.figures.set_index("indicator")["verdict"]


def test_the_same_year_in_both_editions_is_no_change(edition: Edition) -> None:
    told = compare_editions(edition)
    assert told is not None
    same = told.figures[told.figures["year"] == told.figures["year_before"]]
    assert RATE in set(same["indicator"])
    assert (same["verdict"] == NO_NEWER).all()
    assert (same["change"] == 0).all()


def test_a_break_between_the_years_is_no_change_of_the_region(edition: Edition) -> None:
    assert verdicts(edition)[LONG_TERM] == BREAK
    without = replace(edition, snapshot=replace(edition.snapshot, breaks=edition.snapshot.breaks.iloc[:0]))
    assert verdicts(without)[LONG_TERM] == "changed"


def test_a_changed_area_is_no_change_of_the_region(edition: Edition) -> None:
    moved = pd.DataFrame(
        {"teryt": ["1201"], "year": [2022], "reason_pl": ["Granice."], "reason_en": ["Borders."]}
    )
    snapshot = replace(edition.snapshot, breaks=edition.snapshot.breaks.iloc[:0], territory_changes=moved)
    assert verdicts(replace(edition, snapshot=snapshot))[LONG_TERM] == TERRITORY


@pytest.mark.parametrize(
    ("previous", "said"),
    [("slaskie-2024", "another voivodeship"), ("warsztat-2024", "is not earlier"), ("nie-ma", "no edition")],
)
def test_a_wrong_earlier_edition_is_refused(edition: Edition, previous: str, said: str) -> None:
    with pytest.raises(PesError) as caught:
        compare_editions(naming(edition, previous))
    assert said in caught.value.en
