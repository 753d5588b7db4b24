"""Every county and year of a series gets a value or the reason for none."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pes_analysis.edition.retabulate.cells import in_order_of_preference, observations
from pes_analysis.edition.writing import shortest, write_table

COUNTIES = pd.DataFrame(
    {"kind": ["land", "land", "city"], "valid_from": [1999, 2002, 2013]},
    index=pd.Index(["0201", "0812", "0265"], name="teryt"),
)
FIGURES = st.dictionaries(
    st.tuples(st.sampled_from(["0201", "0812", "0265", "0263", "1431"]), st.integers(1995, 2024)),
    st.one_of(st.just(float("nan")), st.just(0.0), st.floats(-1e9, 1e9)),
    min_size=1,
)


def frame(figures):
    return pd.DataFrame([(*key, value) for key, value in figures.items()], columns=["teryt", "year", "value"])


@given(FIGURES, st.booleans())
def test_the_grid_is_full_and_states_say_the_truth(figures, land_only):
    table = observations(frame(figures), "gus", COUNTIES, land_only=land_only)
    with_number = {
        year for (teryt, year), value in figures.items() if teryt in COUNTIES.index and value == value
    }
    assert len(table) == 3 * len(with_number)
    for row in table.itertuples():
        county = COUNTIES.loc[row.teryt]
        given_value = figures.get((row.teryt, row.year), float("nan"))
        if row.year < county["valid_from"] > 1999 or (land_only and county["kind"] == "city"):
            assert row.state == "not_applicable"
        elif given_value != given_value:
            assert row.state == "missing"
        else:
            assert row.state == ("zero" if given_value == 0 else "value")
            assert row.value == given_value
        assert (row.value == row.value) == (row.state in {"value", "zero"})


def test_a_reason_that_is_known_wins_over_the_number():
    figures = frame({("0201", 2020): 0.0, ("0812", 2020): 5.0}).assign(state=["suppressed", None])
    table = observations(figures, "gus", COUNTIES).set_index("teryt")
    assert table["state"].to_dict() == {"0201": "suppressed", "0265": "missing", "0812": "value"}
    assert table["value"].isna().to_dict() == {"0201": True, "0265": True, "0812": False}


def test_two_figures_for_one_cell_stop_the_work():
    doubled = pd.concat([frame({("0201", 2020): 1.0})] * 2)
    with pytest.raises(ValueError, match="gus"):
        observations(doubled, "gus", COUNTIES)


def test_the_first_source_wins_cell_by_cell_and_a_gap_in_it_stays():
    first = observations(frame({("0201", 2022): 1.0}), "export", COUNTIES)
    second = observations(frame({("0201", 2021): 7.0, ("0812", 2022): 8.0}), "workbook", COUNTIES)
    joined = in_order_of_preference([first, second])
    assert joined["source"].value_counts().to_dict() == {"export": 3, "workbook": 3}
    assert joined.loc[(joined["teryt"] == "0812") & (joined["year"] == 2022), "state"].tolist() == ["missing"]


@given(st.floats(allow_nan=False, allow_infinity=False, min_value=-1e15, max_value=1e15))
def test_a_number_is_written_without_loss(value):
    assert float(shortest(value)) == value


def test_the_same_table_makes_the_same_bytes(tmp_path):
    table = observations(frame({("0201", 2022): 1.5, ("0812", 2022): 0.0}), "gus", COUNTIES)
    write_table(table, tmp_path / "a.csv")
    write_table(table, tmp_path / "deep" / "b.csv")
    content = (tmp_path / "a.csv").read_bytes()
    assert content == (tmp_path / "deep" / "b.csv").read_bytes()
    assert content == (
        b"teryt,year,value,state,source\n0201,2022,1.5,value,gus\n0265,2022,,missing,gus\n0812,2022,0,zero,gus\n"
    )
