"""Bars of scores: their length is the score, whiskers and medians stand where they should, gaps say why."""

import numpy as np
import pandas as pd
import pytest

from pes_analysis.present.palette import ACCENT, ACCENT_TINT
from pes_analysis.protect.errors import PesError


@pytest.mark.parametrize("layout", ["wide", "narrow"])
def test_bars_share_one_axis_and_end_at_their_scores(make, read, layout):
    reader = read(make.profile(make.profile_rows()))
    # The last bar of that colour explains the sign.
    nothing, whole, half, seventy, _ = [
        bar for bar in reader.all("rect", layout) if bar.get("fill") == ACCENT
    ]
    full = float(whole.get("width"))
    assert float(half.get("width")) == pytest.approx(0.52 * full, abs=0.11)
    assert float(seventy.get("width")) == pytest.approx(0.7 * full, abs=0.11)
    assert 0 < float(nothing.get("width")) < 2
    assert len({bar.get("x") for bar in (nothing, whole, half, seventy)}) == 1
    grounds = [zone for zone in reader.all("rect", layout) if zone.get("fill") == ACCENT_TINT]
    assert float(grounds[0].get("x")) == pytest.approx(
        float(seventy.get("x")) + float(seventy.get("width")), abs=0.11
    )


@pytest.mark.parametrize("layout", ["wide", "narrow"])
def test_scores_stand_beside_their_bars_and_gaps_have_reasons(make, read, layout):
    words = " ".join(read(make.profile(make.profile_rows())).words(layout))
    for said in ("52", "przedział od 47 do 58", ". za mało danych: znamy 1 z 3 głównych wskaźników"):
        assert said in words


def test_the_key_explains_what_is_drawn_and_nothing_else(make, read):
    rows = make.profile_rows()
    plain = rows.assign(lower=np.nan, upper=np.nan, median=np.nan, mark="none")
    whole, bare = (read(make.profile(given)).words() for given in (rows, plain))
    for meaning in ("niepewność wyniku", "mediana podobnych", "lepiej niż trzy czwarte"):
        assert meaning in whole
        assert meaning not in bare


@pytest.mark.parametrize(
    ("column", "value"),
    [("score", -1.0), ("score", np.nan), ("median", 100.5), ("upper", 51.0), ("mark", "best")],
)
def test_a_row_that_cannot_be_drawn_is_refused_by_name(make, column, value):
    rows = make.profile_rows()
    rows.loc[2, column] = value
    with pytest.raises(PesError, match="Efekty dla ludzi"):
        make.profile(rows)


def test_too_many_rows_and_no_number_are_refused(make):
    with pytest.raises(PesError, match="16"):
        make.profile(pd.concat([make.profile_rows()] * 4))
    with pytest.raises(PesError, match="no number"):
        make.profile(make.profile_rows().iloc[4:])
