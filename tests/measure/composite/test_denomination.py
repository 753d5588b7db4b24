import numpy as np
import pytest

from pes_analysis.measure.composite.denomination import denominate
from pes_analysis.protect.errors import PesError

RULES = [{"name": "a", "denominator": "n"}, "b"]


def test_a_ratio_is_missing_where_one_of_its_sides_is(recipe_of, values_of):
    values = values_of({"a": [4, 6, np.nan], "b": [1, 2, 3], "n": [2, np.nan, 0]})
    divided = denominate(values, recipe_of(RULES))
    np.testing.assert_array_equal(divided["a"], [2, np.nan, np.nan])
    assert divided["b"].tolist() == [1, 2, 3]
    assert list(divided) == ["a", "b"]


def test_a_zero_denominator_is_refused_and_never_filled(recipe_of, values_of):
    with pytest.raises(PesError, match="'n' of 'a' is zero for the unit 'u1'"):
        denominate(values_of({"a": [4, 6], "b": [1, 2], "n": [2, 0]}), recipe_of(RULES))
