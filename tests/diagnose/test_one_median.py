"""A median of one group in one year is one number, wherever on the page of a county it stands."""

import pandas as pd
import pytest

from pes_analysis.diagnose.county import diagnose_county
from pes_analysis.edition import open_edition_data

EDITION = open_edition_data("malopolskie-2024")


@pytest.mark.parametrize("teryt", EDITION.region_counties)
def test_median_through_the_years_is_the_median_of_the_comparison_year(teryt):
    diagnosis = diagnose_county(EDITION, teryt)
    both = diagnosis.trends.merge(diagnosis.positions, on=["indicator", "year"], suffixes=("", "_compared"))
    both = both[both["group_median"].notna() & both["median"].notna()]
    assert len(both) > 5
    pd.testing.assert_series_equal(both["group_median"], both["median"], check_names=False)
