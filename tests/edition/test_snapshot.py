"""A snapshot is read whole or refused with the file, the line and the cell."""

import shutil

import pandas as pd
import pytest

from pes_analysis.edition import TableError, read_snapshot
from pes_analysis.edition.snapshot import DEMONSTRATION

POPULATION = "county_observations/pop.csv"


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    """A snapshot of one county variable and one voivodeship variable."""
    folder = tmp_path_factory.mktemp("snapshot")
    for file in DEMONSTRATION.glob("*.csv"):
        shutil.copy(file, folder)
    for name in (POPULATION, "voivodeship_observations/voi_ngo_per_10k.csv"):
        (folder / name).parent.mkdir()
        shutil.copy(DEMONSTRATION / name, folder / name)
    return folder


@pytest.fixture
def folder(small, tmp_path):
    return shutil.copytree(small, tmp_path / "snapshot")


def change(folder, name, old, new):
    file = folder / name
    text = file.read_text(encoding="utf-8")
    assert text.count(old) == 1
    file.write_text(text.replace(old, new), encoding="utf-8")


def test_codes_are_text_and_states_are_known():
    snapshot = read_snapshot()
    assert snapshot.counties.index.dtype == pd.Index(["0201"]).dtype
    assert snapshot.county_observations["teryt"].str.len().eq(4).all()
    assert snapshot.voivodeship_observations["voivodeship"].str.len().eq(2).all()
    assert snapshot.voivodeships.loc["00", "name"] == "Polska"
    assert len(snapshot.voivodeships) == 17


def test_a_number_stands_exactly_where_the_state_is_a_number():
    figures = read_snapshot().county_observations
    number = figures["state"].isin(["value", "zero"])
    assert (figures["value"].notna() == number).all()


def test_the_packaged_snapshot_is_read_once():
    assert read_snapshot() is read_snapshot()


def test_a_folder_laid_out_alike_is_read(folder):
    snapshot = read_snapshot(folder)
    assert set(snapshot.county_observations["variable"]) == {"pop"}
    assert len(snapshot.county_observations) == len(
        read_snapshot().county_observations.query("variable == 'pop'")
    )


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("0201,1995,89407,value,gus_population", "201,1995,89407,value,gus_population", "'teryt': got '201'"),
        ("0201,1995,89407,value,gus_population", "0299,1995,89407,value,gus_population", "unknown code"),
        (
            "0201,1995,89407,value,gus_population",
            "0201,1995.5,89407,value,gus_population",
            "'year': got '1995.5'",
        ),
        ("0201,1995,89407,value,gus_population", "0201,95,89407,value,gus_population", "'year': got '95'"),
        (
            "0201,1995,89407,value,gus_population",
            '0201,1995,"89,4",value,gus_population',
            "'value': got '89,4'",
        ),
        ("0201,1995,89407,value,gus_population", "0201,1995,inf,value,gus_population", "'value': got 'inf'"),
        (
            "0201,1995,89407,value,gus_population",
            "0201,1995,89407,good,gus_population",
            "'state': got 'good'",
        ),
        (
            "0201,1995,89407,value,gus_population",
            "0201,1995,,undefined,gus_population",
            "'state': got 'undefined'",
        ),
        ("0201,1995,89407,value,gus_population", "0201,1995,89407,value,", "'source': got ''"),
        ("0201,1995,89407,value,gus_population", "0201,1995,89407,value,nobody", "not in sources.csv"),
        ("0201,1995,89407,value,gus_population", "0201,1995,,value,gus_population", "a number must stand"),
        ("0201,1995,89407,value,gus_population", "0201,1995,5,missing,gus_population", "a number must stand"),
        ("0201,1995,89407,value,gus_population", "0201,1995,0,value,gus_population", "the state zero"),
        ("0201,1995,89407,value,gus_population", "0201,1995,5,zero,gus_population", "the state zero"),
        ("0201,1995,89407,value,gus_population", "0201,1996,89407,value,gus_population", "repeated key"),
    ],
)
def test_a_bad_row_is_named_with_its_line(folder, old, new, said):
    change(folder, POPULATION, old, new)
    with pytest.raises(TableError) as caught:
        read_snapshot(folder)
    line = 3 if said == "repeated key" else 2
    assert f"pop.csv:{line}:" in caught.value.en
    assert said in caught.value.en
    assert f"pop.csv:{line}:" in caught.value.pl


@pytest.mark.parametrize(
    ("table", "old", "new", "said"),
    [
        (
            "counties.csv",
            "1201,bocheński,land",
            "1201,bocheński,village",
            "counties.csv:117: 'kind': got 'village'",
        ),
        ("sources.csv", "2021-09-16,Unlicense", "16.09.2021,Unlicense", "'collected_on': got '16.09.2021'"),
        ("breaks.csv", "pop,1999,figures", "pop,1999,gossip", "'origin': got 'gossip'"),
        ("corrections.csv", "wage_zero,", "voi_zero,", None),
    ],
)
def test_the_other_tables_are_checked_too(folder, table, old, new, said):
    change(folder, table, old, new)
    if said is None:
        assert "voi_zero" in set(read_snapshot(folder).corrections["correction"])
        return
    with pytest.raises(TableError) as caught:
        read_snapshot(folder)
    assert said in caught.value.en


def test_an_absent_table_an_empty_folder_and_a_wrong_header_are_named(folder, tmp_path):
    change(
        folder,
        "breaks.csv",
        "variable,year,origin,reason_pl,reason_en",
        "variable,year,reason_pl,reason_en,origin",
    )
    with pytest.raises(TableError, match=r"breaks\.csv:1"):
        read_snapshot(folder)
    (folder / "breaks.csv").unlink()
    with pytest.raises(TableError, match=r"breaks\.csv"):
        read_snapshot(folder)
    with pytest.raises(TableError, match="nie ma takiego katalogu"):
        read_snapshot(tmp_path / "nowhere")


def test_many_bad_rows_are_counted_not_poured_out(folder):
    file = folder / POPULATION
    file.write_text(file.read_text(encoding="utf-8").replace(",gus_population", ",nobody"), encoding="utf-8")
    with pytest.raises(TableError) as caught:
        read_snapshot(folder)
    assert len(caught.value.en.splitlines()) < 15
    assert "more problems" in caught.value.en
