import dataclasses
import typing

import numpy as np
import pandas as pd
import pytest

from pes_analysis.measure.composite.index import compute_index
from pes_analysis.measure.composite.panel import lay_out_panel
from pes_analysis.measure.composite.recipe import Recipe
from pes_analysis.measure.composite.remarks import Remark, RemarkKind, diagnose_index
from pes_analysis.present.index_report import index_report
from pes_analysis.present.language import Language
from pes_analysis.present.sentences.index_remarks import remark_sentence
from pes_analysis.robust.robustness import try_robustness

BOTH = tuple(Language)


def made_of(units, years=(2024,), **robustness):
    rng = np.random.default_rng(1)
    names = [f"unit_{at:02}" for at in range(units)]
    table = pd.concat(
        [
            pd.DataFrame(rng.gamma(2, 10, (units, 3)), columns=["a", "b", "c"]).assign(unit=names, year=year)
            for year in years
        ]
    )
    rules = [{"name": name, "polarity": "stimulant"} for name in ("a", "b", "c")]
    recipe = Recipe.model_validate(
        {"name": "life | *x*", "indicators": rules, "robustness": robustness or None}
    )
    return compute_index(lay_out_panel(table, recipe), recipe)


def report(made, language, robust=None):
    return index_report(made, diagnose_index(made), robust, language)


def ranking(text):
    return [line.split(" | ")[1] for line in text.splitlines() if line.startswith("| ") and "unit\\_" in line]


@pytest.mark.parametrize("language", BOTH)
def test_a_short_ranking_is_whole_and_of_the_newest_year(language):
    made = made_of(12, (2023, 2024))
    text = report(made, language)
    ranks = made.ranks["life | *x*"].xs(2024, level="year").sort_values()
    assert ranking(text[: text.index("tbl-ranking")]) == [name.replace("_", r"\_") for name in ranks.index]
    assert "2024" in text


@pytest.mark.parametrize("language", BOTH)
@pytest.mark.parametrize("years", ["pooled", "each_year"])
@pytest.mark.parametrize("is_tried", [True, False])
def test_change_is_told_where_there_are_years(language, years, is_tried):
    made = made_of(12, (2022, 2023, 2024), **({"replications": 100, "sensitivity": 0} if is_tried else {}))
    made = compute_index(made.panel, made.recipe.model_copy(update={"years": years}))
    text = report(made, language, try_robustness(made) if is_tried else None)
    section = text[text.index("## ", text.index("2022") - 40) :]
    section = section[: section.index("{#tbl-changes}")]
    heads = next(line for line in section.splitlines() if line.startswith("| ")).count("|") - 1
    assert heads == 3 + 3 * (years == "pooled") + is_tried + (is_tried and years == "pooled")
    assert len([line for line in section.splitlines() if "unit\\_" in line]) == 10
    assert "`changes.csv`" in text


@pytest.mark.parametrize("language", BOTH)
def test_one_year_has_no_section_on_change(language):
    assert "tbl-changes" not in report(made_of(12), language)


@pytest.mark.parametrize("language", BOTH)
def test_a_long_ranking_shows_both_ends_and_says_so(language):
    text = report(made_of(50), language)
    assert len(ranking(text)) == 30
    assert "`ranks.csv`" in text


def test_a_name_never_becomes_markup():
    assert report(made_of(5), Language.EN).startswith("# Composite index: life \\| \\*x\\*\n")


@pytest.mark.parametrize("language", BOTH)
def test_robustness_tells_its_sources_from_the_largest(language):
    made = made_of(
        12, replications=300, sensitivity=64, variants={"normalise": [{"method": "percentile_rank"}]}
    )
    robust = try_robustness(made)
    text = report(made, language, robust)
    sources = {"pl": ("normalizacja", "wielkość wag"), "en": ("normalising", "size of weights")}[
        language.code
    ]
    largest = robust.sensitivity.system.sort_values("total", ascending=False)["factor"].iloc[0]
    first, second = sources if largest == "normalise" else sources[::-1]
    assert text.index(f"| {first} |") < text.index(f"| {second} |")
    assert "300" in text
    assert "`sensitivity_units.csv`" in text


@pytest.mark.parametrize("language", BOTH)
@pytest.mark.parametrize("kind", typing.get_args(RemarkKind))
def test_every_remark_has_its_sentence(language, kind):
    names = ("first", "second") if kind in ("redundant", "opposed") else ("first",)
    sentence = remark_sentence(Remark(kind, names, (1.5, 2.5)), language)
    assert sentence.endswith(".")
    assert "{" not in sentence
    if kind not in ("filled", "reweighted"):
        assert "**first**" in sentence


@pytest.mark.parametrize("language", BOTH)
def test_terms_are_explained_where_they_are_used_and_nowhere_else(language):
    made = made_of(12)
    diagnostics = diagnose_index(made)
    plain = dataclasses.replace(diagnostics, remarks=())
    told = dataclasses.replace(diagnostics, remarks=(Remark("incoherent", ("x",), (0.2,)),))
    assert "Cronbach" not in index_report(made, plain, None, language)
    text = index_report(made, told, None, language)
    assert text.count("Cronbach") == 2
