import numpy as np
import pandas as pd

from pes_analysis.catalogue import load_catalogue
from pes_analysis.measure.share_bounds import bound_shares

INDICATORS = load_catalogue().indicators("organisation")


def bounds(indicator, numerator, denominator, value=0.5):
    cells = pd.DataFrame(
        {"indicator": [indicator], "value": value, "numerator": numerator, "denominator": denominator}
    )
    return bound_shares(cells, INDICATORS).iloc[0]


def test_half_of_ten_people():
    # Wilson's interval by hand: (0.5 + 3.8415/20 ± 1.96 sqrt(0.025 + 3.8415/400)) / (1 + 0.38415).
    row = bounds("employment_effectiveness", 5.0, 10.0)
    assert np.allclose(row, [0.2366, 0.7634], atol=1e-4)


def test_money_ratings_and_impossible_shares_have_none():
    assert bounds("equity_ratio", 5.0, 10.0).isna().all()
    assert bounds("data_maturity", 5.0, 10.0).isna().all()
    assert bounds("employment_effectiveness", 11.0, 10.0).isna().all()
    assert bounds("employment_effectiveness", 0.0, 0.0, np.nan).isna().all()
    assert bounds("employment_effectiveness", np.nan, np.nan, np.nan).isna().all()
