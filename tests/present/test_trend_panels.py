"""Small multiples share their years, not their values; an empty panel says so."""

import numpy as np
import pandas as pd
import pytest

from pes_analysis.protect.errors import PesError


def panels(make, count):
    return pd.concat([make.trend_rows().assign(panel=f"Panel {index}") for index in range(count)])


@pytest.mark.parametrize("count", [2, 3, 4, 5, 6])
def test_titles_stand_in_order_and_one_under_another_on_a_phone(make, read, count):
    reader = read(make.panels(panels(make, count)))
    titles = [line for line in reader.lines("narrow") if line.words.startswith("Panel")]
    assert [line.words for line in titles] == [f"Panel {index}" for index in range(count)]
    assert len({line.left for line in titles}) == 1


def test_an_empty_panel_says_so(make, read):
    rows = panels(make, 2)
    rows.loc[rows["panel"] == "Panel 1", ["value", "q1", "median", "q3", "country"]] = np.nan
    assert "brak danych" in read(make.panels(rows)).words()


@pytest.mark.parametrize("count", [1, 7])
def test_two_to_six_panels(make, count):
    with pytest.raises(PesError, match="2 to 6"):
        make.panels(panels(make, count))


def test_no_number_no_picture(make):
    with pytest.raises(PesError, match="no number"):
        make.panels(panels(make, 2).assign(value=np.nan))
