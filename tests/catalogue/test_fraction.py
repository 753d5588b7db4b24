import numpy as np
import pandas as pd
import pytest

from pes_analysis.catalogue import evaluate, load_catalogue, parse
from pes_analysis.catalogue.fraction import fraction_of

RATIOS = [one for one in load_catalogue().all_indicators if one.formula and fraction_of(one.formula)]


@pytest.mark.parametrize("indicator", RATIOS, ids=lambda one: one.id)
def test_the_sides_of_every_ratio_of_the_catalogue_divide_to_the_ratio(indicator):
    random = np.random.default_rng(1)
    rows = pd.DataFrame({name: random.uniform(1, 9, 5) for name in indicator.formula.names})
    sides = fraction_of(indicator.formula)
    numerator, denominator = (evaluate(side, rows)["value"] for side in (sides.numerator, sides.denominator))
    expected = evaluate(indicator.formula, rows)["value"]
    pd.testing.assert_series_equal(numerator / denominator, expected, check_names=False)


def test_a_family_keeps_its_columns_on_its_side():
    formula = parse("sum_over(t, theme_t) / size(t)", {"t": ("uses", "tools")})
    sides = fraction_of(formula)
    assert sides.numerator.names == ("theme_uses", "theme_tools")
    assert sides.denominator.names == ()


@pytest.mark.parametrize("source", ["a", "a - b", "a / b - 1", "1 - a / b", "a / b * 12", "-(a / b)"])
def test_what_does_not_end_in_a_division_is_no_fraction(source):
    assert fraction_of(parse(source)) is None
