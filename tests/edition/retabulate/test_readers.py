"""Each family of sources is read with its own habits: codes, dashes, decimal commas, misleading names."""

import openpyxl
import pandas as pd
import pytest

from pes_analysis.edition.retabulate import (
    exports,
    observatory,
    panel,
    spatial_book,
    voivodeships,
    workbooks,
)
from pes_analysis.edition.retabulate.counties import communes_per_county

COUNTIES = pd.DataFrame(
    {"kind": ["land", "city"], "valid_from": [1999, 2013], "voivodeship": ["12", "02"]},
    index=pd.Index(["1201", "0265"], name="teryt"),
)


def test_a_workbook_with_codes_as_numbers_and_dashes(tmp_path):
    book = openpyxl.Workbook()
    sheet = book.active
    for row in (
        ["Code", "County", "Year", "Figure"],
        [11212001000, "Powiat bocheński", "2022", 1880.68],
        [201000, "Powiat bolesławiecki", "2022", "-"],
        [1201000, "Powiat bocheński", "2023", "  "],
    ):
        sheet.append(row)
    file = tmp_path / "figures.xlsx"
    book.save(file)
    read = workbooks.read_workbook(file)
    assert read["teryt"].tolist() == ["1201", "0201", "1201"]
    assert read["year"].tolist() == [2022, 2022, 2023]
    assert read["value"].isna().tolist() == [False, True, True]


def test_a_raw_export_with_a_comma_and_a_trailing_separator(tmp_path):
    file = tmp_path / "export.csv"
    file.write_text(
        '"Kod";"Nazwa";"ogółem;2021;[zł]";"ogółem;2022;[zł]";\n'
        '0201000;"Powiat bolesławiecki";5000,10;6181,60;\n1201000;"Powiat bocheński";;0,0;\n',
        encoding="utf-8",
    )
    read = exports.read_export(file)
    assert list(read.columns) == ["code", "name", "year", "value"]
    assert read["code"].unique().tolist() == ["0201000", "1201000"]
    assert read.loc[read["year"] == 2022, "value"].tolist() == [6181.6, 0.0]
    assert read.loc[read["year"] == 2021, "value"].isna().tolist() == [False, True]


def test_communes_are_counted_without_parts_and_former_codes():
    rows = [
        ("1201", "county", 10.0),
        ("1201", "commune", 3.0),
        ("1201", "commune", 0.0),
        ("1201", "commune", None),
        ("1201", "part", 2.0),
    ]
    table = pd.DataFrame(rows, columns=["teryt", "level", "value"]).assign(year=2024)
    assert communes_per_county(table).to_dict() == {"1201": 2}


@pytest.mark.parametrize("amount", [1, 30_421_030, 2**40])
def test_whole_numbers_come_back_from_their_bits(amount):
    as_fraction = pd.Series([amount], dtype="int64").to_numpy().view("float64")
    assert as_fraction[0] < 1e-300
    assert panel.recovered_integers(pd.Series(as_fraction)).tolist() == [float(amount)]


def test_an_ordinary_amount_zero_and_gap_are_left_alone():
    figures = pd.Series([0.0, 0.01, 47900390.5, float("nan")])
    pd.testing.assert_series_equal(panel.recovered_integers(figures), figures)


def test_a_real_zero_in_agriculture_stays_a_zero():
    book = pd.DataFrame(
        {
            "teryt": ["1201"],
            "year": [2017],
            "XA15": [10],
            "XA16": [0],
            "XA17": [4],
            "XA18": [3],
            "XA19": [2],
            "XA20": [1],
        }
    )
    assert spatial_book.employed_in_agriculture(book)["state"].isna().all()


def test_the_observatory_gives_rows_to_its_own_voivodeship_only(tmp_path):
    (tmp_path / observatory.FILE.parent).mkdir()
    lines = ["teryt,powiat,ioss_id,kategoria,wskaznik,rok,wartosc"]
    lines += [f"1201,bocheński,{number},X,Y,2024,3" for number in [*observatory.VARIABLES, 256, 225, 40]]
    (tmp_path / observatory.FILE).write_text("\n".join(lines), encoding="utf-8")
    tables = observatory.retabulate(tmp_path, COUNTIES)
    assert set(tables) == set(observatory.VARIABLES.values())
    assert all(table["teryt"].tolist() == ["1201"] for table in tables.values())


def test_a_zero_is_a_gap_only_in_the_series_where_it_means_one(tmp_path):
    (tmp_path / voivodeships.FILE.parent).mkdir()
    (tmp_path / voivodeships.FILE).write_text(
        "wskaznik_id,wskaznik,rok,woj_teryt,wojewodztwo,wartosc,commit\n"
        "1.D.2,a,2015,12,m,0.0,c\n1.F.2,b,2015,12,m,0.0,c\n1.F.3,c,2020,16,o,x,c\n1.E.3,d,2020,12,m,1.1,c\n",
        encoding="utf-8",
    )
    tables = voivodeships.retabulate(tmp_path)
    states = {name: table["state"].tolist() for name, table in tables.items() if len(table)}
    assert states == {
        "voi_poverty_risk_pct": ["missing"],
        "voi_disabled_unemployed": ["zero"],
        "voi_disabled_employment_pct": ["suppressed"],
    }
