"""Values, states and reasons of computed cells, by example."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pes_analysis.catalogue import State, evaluate, load_catalogue, parse
from pes_analysis.catalogue.formula import FormulaError

LISTS = {"k": ("sales", "fees", "grants")}


def one(source: str, lists=None, **cells: float) -> tuple[float, str, str]:
    row = evaluate(parse(source, lists), pd.DataFrame(cells, index=[0])).iloc[0]
    return row["value"], row["state"], row["reason"]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("a + b * c", 2 + 3 * 4),
        ("(a + b) * c", (2 + 3) * 4),
        ("c - b - a", -1 + 0.0),
        ("c / b / a", 4 / 3 / 2),
        ("-a ** 2", -4),
        ("(-a) ** 2", 4),
        ("a ** -2", 0.25),
        ("a ** 0", 1),
        ("sum(a, b, c)", 9),
        ("mean(a, b, c)", 3),
        ("median(c, a, b)", 3),
        ("median(c, a, b, 100)", 3.5),
        ("min(b, a, c)", 2),
        ("max(b, a, c)", 4),
        ("abs(a - c)", 2),
        ("count(a > 2, b > 2, c > 2)", 2),
        ("(a < b) + (a >= b)", 1),
        ("a == 2", 1),
    ],
)
def test_arithmetic(source, expected):
    value, state, reason = one(source, a=2, b=3, c=4)
    assert value == expected
    assert state == "value"
    assert reason == ""


def test_sum_over_a_closed_list():
    value, _, _ = one(
        "sum_over(k, (revenue_k / revenue) ** 2)",
        LISTS,
        revenue_sales=50,
        revenue_fees=30,
        revenue_grants=20,
        revenue=100,
    )
    assert value == pytest.approx(0.38)
    assert one("size(k)", LISTS) == (3, "value", "")


def test_degree_centralisation_of_a_star_is_one():
    formula = load_catalogue().indicator("network_centralisation").formula
    # A star of five: the hub has 4 ties, each leaf 1.
    row = evaluate(formula, pd.DataFrame({"n_nodes": [5], "degree_max": [4], "degree_sum": [8]}))
    assert row["value"].item() == 1


def test_a_zero_result_is_a_zero_and_never_minus_zero():
    value, state, _ = one("-a * b", a=0, b=3)
    assert state == "zero"
    assert not np.signbit(value)


@pytest.mark.parametrize(
    ("source", "cells", "reason"),
    [
        ("a / b", {"a": 1, "b": 0}, "zero_denominator: b"),
        ("a / b", {"a": 0, "b": 0}, "zero_denominator: b"),
        ("a / (b - a)", {"a": 2, "b": 2}, "zero_denominator: b - a"),
        ("a ** -1", {"a": 0}, "zero_denominator: a"),
        ("0 * (1 / a)", {"a": 0}, "zero_denominator: a"),
        ("max(a, 1 / a)", {"a": 0}, "zero_denominator: a"),
        ("1 / a > 2", {"a": 0}, "zero_denominator: a"),
        ("1 / (1 / a)", {"a": 0}, "zero_denominator: a"),
        ("a * b", {"a": 1e200, "b": 1e200}, "overflow"),
        ("1 / (a * b)", {"a": 1e200, "b": 1e200}, "overflow"),
        ("a / b", {"a": 1e200, "b": 1e-200}, "overflow"),
        ("a - b", {"a": 1.7e308, "b": -1.7e308}, "overflow"),
        ("a ** 9", {"a": 1e60}, "overflow"),
        ("mean(a, a)", {"a": 1.7e308}, "overflow"),
        ("a * b + 1 / c", {"a": 1e200, "b": 1e200, "c": 0}, "overflow"),
    ],
)
def test_what_cannot_be_computed_is_undefined_with_its_reason(source, cells, reason):
    value, state, given_reason = one(source, **cells)
    assert np.isnan(value)
    assert state == "undefined"
    assert given_reason == reason


def test_the_strongest_gap_wins_and_its_names_are_given():
    formula = parse("(a + b) / c")
    values = pd.DataFrame({"a": [1.0] * 6, "b": [2.0] * 6, "c": [0.0, 3, 3, 3, 3, 3]})
    states = pd.DataFrame(
        {
            "a": ["missing", "missing", "missing", "undefined", "value", "value"],
            "b": ["missing", "not_applicable", "suppressed", "missing", "undefined", "value"],
            "c": ["zero", "value", "not_applicable", "value", "value", "value"],
        }
    )
    result = evaluate(formula, values, states)
    assert result["state"].to_list() == [
        "missing",
        "not_applicable",
        "suppressed",
        "missing",
        "undefined",
        "value",
    ]
    assert result["reason"].to_list() == [
        "missing: a, b",
        "not_applicable: b",
        "suppressed: b",
        "missing: b",
        "undefined: b",
        "",
    ]
    assert result["value"].isna().to_list() == [True] * 5 + [False]


def test_a_suppressed_figure_is_never_used_even_when_it_is_there():
    result = evaluate(parse("a + 0"), pd.DataFrame({"a": [3.0]}), pd.DataFrame({"a": ["suppressed"]}))
    assert result["state"].item() == "suppressed"
    assert np.isnan(result["value"].item())


def test_a_value_that_is_no_number_is_a_gap_whatever_its_state_says():
    values = pd.DataFrame({"a": [np.nan, np.inf, -np.inf]})
    result = evaluate(parse("a"), values, pd.DataFrame({"a": ["value", "value", "zero"]}))
    assert result["state"].to_list() == ["missing", "undefined", "undefined"]


def test_index_and_types_of_the_result():
    values = pd.DataFrame({"a": [1, 2], "unused": ["x", "y"]}, index=pd.Index(["1201", "1202"], name="teryt"))
    result = evaluate(parse("a / 2"), values)
    assert result.index.equals(values.index)
    assert list(result.columns) == ["value", "state", "reason"]
    assert result["value"].dtype == float
    assert result["state"].dtype == "str"
    assert result["reason"].dtype == "str"


def test_an_empty_table_gives_an_empty_result():
    result = evaluate(parse("a / b"), pd.DataFrame({"a": [], "b": []}))
    assert result.empty
    assert list(result.columns) == ["value", "state", "reason"]


def test_nullable_and_whole_numbers_are_read_alike():
    values = pd.DataFrame({"a": pd.array([1, None], dtype="Int64"), "b": [2, 2]})
    assert evaluate(parse("a / b"), values)["state"].to_list() == ["value", "missing"]


def test_a_missing_column_is_refused_not_taken_for_missing_data():
    with pytest.raises(FormulaError, match="columns missing from the table: b"):
        evaluate(parse("a / b"), pd.DataFrame({"a": [1.0]}))


def test_an_unknown_state_is_refused():
    with pytest.raises(FormulaError, match="unknown state of a cell: hidden"):
        evaluate(parse("a"), pd.DataFrame({"a": [1.0]}), pd.DataFrame({"a": ["hidden"]}))


@given(
    st.lists(
        st.tuples(
            st.floats(allow_nan=True, allow_infinity=True),
            st.sampled_from([*State]),
            st.floats(),
            st.sampled_from([*State]),
        ),
        min_size=1,
        max_size=8,
    )
)
def test_a_number_and_only_a_number_has_a_value_and_no_reason(rows):
    values = pd.DataFrame({"a": [row[0] for row in rows], "b": [row[2] for row in rows]})
    states = pd.DataFrame({"a": [str(row[1]) for row in rows], "b": [str(row[3]) for row in rows]})
    result = evaluate(parse("a / b - 1"), values, states)
    numbers = result["state"].isin(["value", "zero"])
    assert np.isfinite(result.loc[numbers, "value"]).all()
    assert result.loc[~numbers, "value"].isna().all()
    assert (result["reason"].eq("") == numbers).all()
    assert (result["state"].eq("zero") == result["value"].eq(0)).all()
