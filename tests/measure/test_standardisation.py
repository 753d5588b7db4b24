import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pes_analysis.measure.intervals import rate_intervals
from pes_analysis.measure.standardisation import standardised_rates
from pes_analysis.protect.errors import PesError


@given(st.integers(min_value=10, max_value=1000), st.integers(min_value=1000, max_value=10**6))
def test_one_band_is_an_ordinary_rate(count, population):
    standardised = standardised_rates([[count]], [[population]], [1])
    crude = rate_intervals([count], [population])
    columns = ["value", "lower_95", "upper_95", "lower_99_8", "upper_99_8"]
    np.testing.assert_allclose(standardised[columns], crude[columns], rtol=1e-9)


def test_the_size_of_the_standard_does_not_matter():
    counts, populations = [[20, 30], [5, 40]], [[100, 300], [200, 500]]
    first = standardised_rates(counts, populations, [3, 1])
    second = standardised_rates(counts, populations, [6000, 2000])
    np.testing.assert_allclose(first.iloc[:, :5], second.iloc[:, :5])


def test_units_may_have_standards_of_their_own():
    both = standardised_rates([[20, 30]] * 2, [[100, 300]] * 2, [[1, 0], [0, 1]], multiplier=100)
    assert both["value"].tolist() == pytest.approx([20, 10])


@pytest.mark.parametrize(
    ("counts", "populations", "standard"),
    [([[-1, 20]], [[9, 9]], [1, 1]), ([[1, 20]], [[0, 9]], [1, 1]), ([[1, 20]], [[9, 9]], [0, 0])],
)
def test_impossible_bands_are_refused(counts, populations, standard):
    with pytest.raises(PesError):
        standardised_rates(counts, populations, standard)
