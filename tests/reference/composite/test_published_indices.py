"""Composite indices against published figures (see SOURCE.md)."""

import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from pes_analysis.measure.composite.index import compute_index
from pes_analysis.measure.composite.panel import lay_out_panel
from pes_analysis.measure.composite.recipe import Recipe
from pes_analysis.measure.composite.weighting import critic_weights, entropy_weights

HERE = Path(__file__).parent
EXAMPLES = json.loads((HERE / "decision_examples.json").read_text(encoding="utf-8"))
STAGES = ("denominated", "imputed", "treated", "normalised")
FAULTY_RANKS = {("PRT", "Instit"): 4, ("RUS", "ConEcFin"): 48}


def published(name):
    return pd.read_csv(HERE / f"asem_{name}.csv", index_col="unit")


@pytest.fixture(scope="module")
def asem():
    structure = pd.read_csv(HERE / "asem_indicators.csv").astype(object)
    indicators = [
        {
            "name": row.indicator,
            "polarity": row.polarity,
            "path": (row.dimension, row.area),
            "denominator": None if pd.isna(row.denominator) else row.denominator,
        }
        for row in structure.itertuples()
    ]
    steps = {
        "impute": {"method": "group_mean", "group": "continent"},
        "treat": {"method": "winsorise", "most_share": 0.1},
        "normalise": {"method": "minmax"},
    }
    recipe = Recipe.model_validate({"name": "Index", "indicators": indicators, "steps": steps})
    return compute_index(lay_out_panel(pd.read_csv(HERE / "asem_data.csv"), recipe), recipe)


def test_asem_raw_data_are_all_there(asem):
    assert int(asem.stages["raw"].isna().sum().sum()) == 63
    assert int(asem.stages["denominated"].isna().sum().sum()) == len(asem.filled) == 65


@pytest.mark.parametrize("stage", STAGES)
def test_asem_stage(asem, stage):
    ours, theirs = asem.stages[stage].droplevel("year"), published(stage)
    np.testing.assert_allclose(ours, theirs[ours.columns], rtol=1e-10)


def test_asem_scores_of_every_level(asem):
    ours, theirs = asem.scores.droplevel("year"), published("scores")
    np.testing.assert_allclose(ours, theirs[ours.columns], rtol=1e-10)


def test_asem_ranks(asem):
    ours, theirs = asem.ranks.droplevel("year"), published("ranks")
    for (unit, group), right in FAULTY_RANKS.items():
        theirs.loc[unit, group] = right
    assert (ours == theirs[ours.columns]).all(axis=None)


def test_asem_treatment_labels(asem):
    theirs = pd.read_csv(HERE / "asem_treatment.csv", keep_default_na=False).set_index("indicator")
    ours = asem.treatment.summary.set_index("indicator").loc[theirs.index]
    counted = ours["low"] + ours["high"]
    labels = np.where(ours["method"] == "winsorise", [f"Winsorised {n} points" for n in counted], "None")
    assert (labels == theirs["treatment"]).all()
    assert (ours[["low", "high"]] == theirs[["low", "high"]]).all(axis=None)


def test_asem_treated_points(asem):
    theirs = pd.read_csv(HERE / "asem_treated_points.csv")
    ours = asem.treatment.points
    flags = np.where(ours["after"] < ours["before"], "high", "low")
    assert set(zip(ours["unit"], ours["indicator"], flags, strict=True)) == set(
        theirs[["unit", "indicator", "flag"]].itertuples(index=False, name=None)
    )


@pytest.mark.parametrize(
    ("name", "normalisation"), [("topsis_opricovic2004", "minmax"), ("topsis_ersoy2021", "vector")]
)
def test_topsis_of_papers(name, normalisation):
    example = EXAMPLES[name]
    table = pd.DataFrame(example["matrix"], columns=[f"c{at}" for at in range(len(example["weights"]))])
    polarity = {1: "stimulant", -1: "destimulant"}
    indicators = [
        {"name": column, "polarity": polarity[kind], "weight": weight}
        for column, kind, weight in zip(table, example["types"], example["weights"], strict=True)
    ]
    recipe = Recipe.model_validate(
        {
            "indicators": indicators,
            "steps": {"normalise": {"method": normalisation}, "aggregate": {"method": "topsis"}},
        }
    )
    table["unit"] = [f"a{at}" for at in range(len(table))]
    made = compute_index(lay_out_panel(table, recipe), recipe)
    np.testing.assert_allclose(
        made.scores["index"], example["expected"], atol=0.5 * 10 ** -example["decimals"] + 1e-9
    )


@pytest.mark.parametrize("name", [name for name in EXAMPLES if not name.startswith("topsis")])
def test_weights_of_papers(name):
    example = EXAMPLES[name]
    method = entropy_weights if name.startswith("entropy") else critic_weights
    ours = method(np.array(example["matrix"], dtype=float))
    np.testing.assert_allclose(ours, example["expected"], atol=0.5 * 10 ** -example["decimals"] + 1e-9)


def test_unitaryzacja_zerowana_by_hand():
    """A unit with a gap is left out before extremes are taken."""
    table = pd.DataFrame(
        {"unit": list("abcd"), "mieszkania": [10, 20, 30, 5], "bezrobocie": [2, 4, 6, np.nan]}
    )
    recipe = Recipe.model_validate(
        {
            "indicators": [
                {"name": "mieszkania", "polarity": "stimulant", "weight": 1},
                {"name": "bezrobocie", "polarity": "destimulant", "weight": 3},
            ],
            "steps": {"impute": {"method": "drop_units"}, "normalise": {"method": "unitaryzacja_zerowana"}},
        }
    )
    made = compute_index(lay_out_panel(table, recipe), recipe)
    assert made.scores["index"].droplevel("year").to_dict() == pytest.approx({"a": 0.75, "b": 0.5, "c": 0.25})


def test_unitaryzacja_zerowana_with_weights_by_hand():
    table = pd.DataFrame({"unit": list("abc"), "ludnosc": [800, 5000, 2000], "bezrobotni": [50, 10, 5]})
    recipe = Recipe.model_validate(
        {
            "indicators": [
                {"name": "ludnosc", "polarity": "stimulant", "weight": 1},
                {"name": "bezrobotni", "polarity": "destimulant", "weight": 2},
            ],
            "steps": {"normalise": {"method": "unitaryzacja_zerowana"}},
        }
    )
    made = compute_index(lay_out_panel(table, recipe), recipe)
    assert made.scores["index"]["b"].iloc[0] == pytest.approx((1 + 2 * 40 / 45) / 3)
    assert made.ranks["index"].droplevel("year").to_dict() == {"b": 1, "c": 2, "a": 3}


def test_hellwig_by_hand():
    """Distances 3.46, 1.73 and 0; d0 = 1.73 + 2 · 1.41; the measure is 1 - d / d0."""
    table = pd.DataFrame({"unit": list("abc"), "x1": [1, 2, 3], "x2": [3, 2, 1]})
    recipe = Recipe.model_validate(
        {
            "indicators": [
                {"name": "x1", "polarity": "stimulant"},
                {"name": "x2", "polarity": "destimulant"},
            ],
            "steps": {"normalise": {"method": "zscore", "ddof": 0}, "aggregate": {"method": "hellwig"}},
        }
    )
    made = compute_index(lay_out_panel(table, recipe), recipe)
    assert made.stages["normalised"]["x1"].iloc[0] == pytest.approx(-1.2247, abs=5e-5)
    assert made.scores["index"].tolist() == pytest.approx([0.2404, 0.6202, 1.0], abs=5e-5)
