"""Every indicator of organisations against examples worked by hand, and what becomes of gaps."""

import csv
from fractions import Fraction
from pathlib import Path

import pandas as pd
import pytest

from pes_analysis.catalogue import Indicator, State, evaluate, load_catalogue

HERE = Path(__file__).parent
CATALOGUE = load_catalogue()
GAPS = {".": State.MISSING, "x": State.NOT_APPLICABLE, "#": State.SUPPRESSED}


def _rows(name: str) -> list[dict[str, str]]:
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _figures(given: str, indicator: Indicator) -> dict[str, str]:
    """Figures of one organisation by variable: exactly those the indicator needs, as they were written."""
    written = dict(pair.split("=") for pair in given.split())
    figures = {name: text for name, text in written.items() if not name.endswith("*")}
    for stem, text in written.items():
        if stem.endswith("*"):
            columns = [name for name in indicator.formula.names if name.startswith(stem.removesuffix("*"))]
            figures |= {name: text for name in columns if name not in figures}
    return figures


def _computed(row: dict[str, str]) -> pd.Series:
    indicator = CATALOGUE.indicator(row["indicator"])
    figures = _figures(row["given"], indicator)
    assert set(figures) == set(indicator.formula.names)
    values = pd.DataFrame(
        {name: [float("nan") if text in GAPS else float(text)] for name, text in figures.items()}
    )
    states = pd.DataFrame({name: [GAPS.get(text, State.VALUE)] for name, text in figures.items()})
    return evaluate(indicator.formula, values, states).iloc[0]


EXAMPLES = _rows("worked_examples.csv")
EDGES = _rows("edge_states.csv")


@pytest.mark.parametrize("row", EXAMPLES, ids=lambda row: row["indicator"])
def test_the_catalogue_gives_what_was_worked_by_hand(row):
    computed = _computed(row)
    assert computed["value"] == pytest.approx(float(Fraction(row["result"])), rel=1e-12, abs=0)
    assert (computed["state"], computed["reason"]) == ("value", "")


@pytest.mark.parametrize("row", EDGES, ids=lambda row: f"{row['indicator']}-{row['why'][:40]}")
def test_a_gap_is_told_and_never_computed_over(row):
    computed = _computed(row)
    assert (computed["state"], computed["reason"]) == (row["state"], row["reason"])
    if row["result"]:
        assert computed["value"] == pytest.approx(float(row["result"]), rel=1e-12)
    else:
        assert pd.isna(computed["value"])


def test_every_indicator_has_an_example_worked_by_hand():
    worked = [row["indicator"] for row in EXAMPLES]
    assert sorted(worked) == sorted(one.id for one in CATALOGUE.indicators("organisation"))
    assert all(row["work"].strip() for row in EXAMPLES)


def test_examples_tell_a_changed_formula():
    """A formula upside down, or with an operand left out, would not pass its example."""
    for row in EXAMPLES:
        figures = [float(pair.split("=")[1]) for pair in row["given"].split()]
        if len(figures) == 2:
            first, second = figures
            result = float(Fraction(row["result"]))
            wrong = [second / first, first * second, first + second, second - first, first, second]
            assert all(abs(result - value) > 1e-9 for value in wrong), row["indicator"]
