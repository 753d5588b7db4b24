"""Recommendations: each called for by a figure the report has, with its evidence in both languages."""

import pytest

from pes_analysis.catalogue.recommendations import Recommendation, load_recommendations
from pes_analysis.catalogue.validation import BilingualValueError
from pes_analysis.diagnose.yearly_report import compile_report
from pes_analysis.edition import open_edition_data

WORDS = {"pl": "Jest {value}.", "en": "It is {value}."}


def test_every_recommendation_hangs_on_a_figure_of_the_report() -> None:
    report = compile_report(open_edition_data("malopolskie-2024"))
    every = load_recommendations()
    assert {one.measure for one in every.values()} <= set(report.measures)
    called = {name for name, one in every.items() if one.called_for(report.measures[one.measure])}
    assert set(report.recommendations) == called


def test_an_edition_without_organisations_is_called_for_nothing_about_them() -> None:
    report = compile_report(open_edition_data("slaskie-2024"))
    assert report.recommendations == ("old_figures",)


@pytest.mark.parametrize(
    "given",
    [
        {"evidence": WORDS},
        {"evidence": WORDS, "below": 1.0, "above": 2.0},
        {"evidence": {"pl": "Nic.", "en": "It is {value}."}, "below": 1.0},
    ],
)
def test_a_recommendation_needs_one_limit_and_its_evidence(given: dict[str, object]) -> None:
    with pytest.raises((ValueError, BilingualValueError)):
        Recommendation.model_validate({"measure": "x", "addressee": WORDS, "text": WORDS, **given})
