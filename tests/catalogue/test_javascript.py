"""The JavaScript of a formula, run by a real engine."""

import json

import pytest
from py_mini_racer import MiniRacer

from pes_analysis.catalogue import State, load_catalogue, parse, to_javascript


@pytest.fixture(scope="module")
def engine():
    return MiniRacer()


def run(engine, formula, cells):
    return json.loads(engine.eval(f"JSON.stringify(({to_javascript(formula)})({json.dumps(cells)}))"))


def test_a_number(engine):
    cells = {"fam": {"value": 12, "state": "value"}, "pop": {"value": 4000, "state": "value"}}
    assert run(engine, parse("1000 * fam / pop"), cells) == {"value": 3, "state": "value", "reason": ""}


@pytest.mark.parametrize(
    ("cell", "state", "reason"),
    [
        (None, "missing", "missing: constructor"),
        ({}, "missing", "missing: constructor"),
        ({"value": None, "state": "value"}, "missing", "missing: constructor"),
        ({"value": "7", "state": "value"}, "missing", "missing: constructor"),
        ({"value": 7, "state": "suppressed"}, "suppressed", "suppressed: constructor"),
        ({"value": None, "state": "not_applicable"}, "not_applicable", "not_applicable: constructor"),
        ({"value": None, "state": "undefined"}, "undefined", "undefined: constructor"),
    ],
)
def test_a_cell_that_holds_no_number(engine, cell, state, reason):
    # "constructor" is also a property of every object: what is not in the cells must not be found elsewhere.
    cells = {} if cell is None else {"constructor": cell}
    assert run(engine, parse("constructor + 1"), cells) == {"value": None, "state": state, "reason": reason}


def test_a_zero_denominator(engine):
    cells = {"a": {"value": 1, "state": "value"}, "b": {"value": 0, "state": "zero"}}
    assert run(engine, parse("a / b"), cells) == {
        "value": None,
        "state": "undefined",
        "reason": "zero_denominator: b",
    }


def test_a_zero_is_never_minus_zero(engine):
    cells = json.dumps({"a": {"value": 0, "state": "zero"}, "b": {"value": 3, "state": "value"}})
    assert engine.eval(f"Object.is(({to_javascript(parse('-a * b'))})({cells}).value, 0)")


def test_the_cells_are_not_changed_and_nothing_is_left_behind(engine):
    formula = parse("median(a, 1, a)")
    engine.eval('const kept = Object.freeze({a: Object.freeze({value: 2, state: "value"})})')
    before = engine.eval("JSON.stringify(Object.keys(globalThis))")
    assert engine.eval(f"({to_javascript(formula)})(kept).value") == 2
    assert engine.eval("JSON.stringify(kept.a)") == '{"value":2,"state":"value"}'
    assert engine.eval("JSON.stringify(Object.keys(globalThis))") == before


@pytest.mark.parametrize("indicator", load_catalogue().all_indicators, ids=lambda one: one.id)
def test_every_formula_of_the_catalogue_runs(engine, indicator):
    cells = {
        name: {"value": place + 3, "state": "value"} for place, name in enumerate(indicator.formula.names)
    }
    result = run(engine, indicator.formula, cells)
    assert result["state"] == State.VALUE
    assert run(engine, indicator.formula, {})["state"] == State.MISSING
    assert "eval" not in to_javascript(indicator.formula)
