"""Ratios shared with the R package fiscal: the same definition, or a difference that is named."""

import csv
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pes_analysis.catalogue import evaluate, load_catalogue, parse
from pes_analysis.catalogue.fraction import fraction_of

CATALOGUE = load_catalogue()
with (Path(__file__).parent / "fiscal_definitions.csv").open(encoding="utf-8", newline="") as file:
    DEFINITIONS = list(csv.DictReader(file))
# Amounts that the questionnaire does not ask for, and the two definitions are told apart by.
NOT_ASKED = {"deferred_grants", "deposits", "pledges", "mortgages", "royalties", "public_contracts"}
ASKED = {one.id for one in CATALOGUE.columns("organisation")}
by_function = pytest.mark.parametrize("definition", DEFINITIONS, ids=lambda row: row["function"])


def _figures(definition: dict[str, str]) -> dict[str, str]:
    """What each name of fiscal stands for, as a formula over our variables."""
    pairs = (pair.split(":") for pair in definition["figures"].split(";"))
    return {name.strip(): formula.strip() for name, formula in pairs}


def _variables(definition: dict[str, str]) -> list[str]:
    ours = CATALOGUE.indicator(definition["indicator"]).formula
    formulas = [*map(parse, _figures(definition).values()), ours, parse(definition["ours_is_higher_by"])]
    return sorted({name for formula in formulas for name in formula.names})


def _fiscal(definition: dict[str, str], ours: pd.DataFrame) -> pd.DataFrame:
    theirs = pd.DataFrame(
        {name: evaluate(parse(formula), ours)["value"] for name, formula in _figures(definition).items()}
    )
    return evaluate(parse(definition["ratio"]), theirs)


@by_function
def test_every_name_of_fiscal_is_given_a_meaning(definition):
    assert set(_figures(definition)) == set(parse(definition["ratio"]).names)
    assert set(_variables(definition)) <= ASKED | NOT_ASKED
    assert bool(definition["why"]) or definition["ours_is_higher_by"] == "0"


@by_function
@given(data=st.data())
def test_ours_is_fiscals_plus_the_named_difference(definition, data):
    names = _variables(definition)
    amounts = st.integers(min_value=1, max_value=10**9).map(float)
    row = {name: data.draw(amounts, label=name) for name in names}
    ours = pd.DataFrame([row])
    indicator = CATALOGUE.indicator(definition["indicator"])
    computed, fiscal = evaluate(indicator.formula, ours), _fiscal(definition, ours)
    difference = evaluate(parse(definition["ours_is_higher_by"]), ours)["value"].iloc[0]
    if "undefined" in {fiscal["state"].iloc[0], computed["state"].iloc[0]}:
        # Costs drawn equal to depreciation leave nothing to divide by, on both sides.
        assert fiscal["state"].iloc[0] == computed["state"].iloc[0]
        return
    expected = fiscal["value"].iloc[0] + difference
    scale = max(abs(fiscal["value"].iloc[0]), abs(difference), 1.0)
    assert computed["value"].iloc[0] == pytest.approx(expected, abs=1e-9 * scale)


@by_function
def test_a_zero_denominator_is_undefined_and_a_missing_figure_is_missing(definition):
    indicator = CATALOGUE.indicator(definition["indicator"])
    names = indicator.formula.names
    rows = pd.DataFrame(np.full((3, len(names)), 1000.0), columns=list(names))
    if "cost_depreciation" in names:
        rows["cost_depreciation"] = 0.0
    rows.loc[1, list(fraction_of(indicator.formula).denominator.names)] = 0.0
    rows.loc[2, names[0]] = np.nan
    computed = evaluate(indicator.formula, rows)
    assert computed["state"].tolist()[1:] == ["undefined", "missing"]
    assert computed["state"].iloc[0] in {"value", "zero"}
