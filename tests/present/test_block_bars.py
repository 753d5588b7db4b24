"""Positions of areas: the place on the line is the share, gaps say why."""

import numpy as np
import pandas as pd
import pytest

from pes_analysis.protect.errors import PesError


@pytest.mark.parametrize("layout", ["wide", "narrow"])
def test_the_dot_stands_where_the_share_says(make, read, layout):
    reader = read(make.blocks(make.block_rows()))
    best, worst, middle = (float(dot.get("cx")) for dot in reader.all("circle", layout))
    assert worst < middle < best
    assert middle == pytest.approx((worst + best) / 2, abs=0.11)


def test_words_stand_beside_the_marks_and_gaps_have_reasons(make, read):
    words = " ".join(read(make.blocks(make.block_rows())).words())
    assert "lepiej niż wszystkie 20" in words
    assert ". czekamy na dane o umowach" in words


@pytest.mark.parametrize("share", [-1.0, 100.5, np.nan])
def test_a_share_outside_the_line_is_refused(make, share):
    rows = make.block_rows("Problemy")
    rows.loc[0, "share_better"] = share
    with pytest.raises(PesError, match="Problemy"):
        make.blocks(rows)


def test_too_many_areas_are_refused(make):
    with pytest.raises(PesError, match="12"):
        make.blocks(pd.concat([make.block_rows()] * 3))


def test_no_number_no_picture(make):
    with pytest.raises(PesError, match="no number"):
        make.blocks(make.block_rows().iloc[3:])
