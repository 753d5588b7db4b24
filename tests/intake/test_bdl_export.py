"""Both layouts of a BDL export become the same tidy rows."""

from pathlib import Path

import pytest

from pes_analysis.intake.bdl_export import (
    EXPORT_COLUMNS,
    Territory,
    parse_bdl_export,
    read_bdl_export,
    territory,
)
from pes_analysis.protect.errors import PesError

CTAB = (
    '"Kod";"Nazwa";"ogółem;kobiety;2023;[osoba]";"ogółem;kobiety;2024;[osoba]";\n'
    '0000000;"POLSKA";1000;1100;\n'
    '1200000;"MAŁOPOLSKIE";300;-;\n'
    '1201000;"Powiat przykładowy";12,5;0;\n'
    '1201013;"Gmina Przykład (3)";;7;\n'
)
CREL = (
    '"Kod";"Nazwa";"Wiek";"Płeć";"Rok";"Wartosc";"Jednostka miary";"Atrybut";\n'
    '011212000000;"PODREGION PRZYKŁADOWY";"ogółem";"kobiety";"2023";0,0;"%";"x";\n'
    '011212001000;"Powiat przykładowy";"ogółem";"kobiety";"2023";12,5;"%";"";\n'
    '011212001000;"Powiat przykładowy";"ogółem";"kobiety";"2024";0;"%";"z";\n'
)


def test_a_multidimensional_table_has_a_row_for_each_figure() -> None:
    table = parse_bdl_export(CTAB)
    assert tuple(table.columns) == EXPORT_COLUMNS
    assert list(zip(table["level"], table["teryt"], table["year"], table["state"], strict=True)) == [
        ("country", "00", 2023, "value"),
        ("country", "00", 2024, "value"),
        ("voivodeship", "12", 2023, "value"),
        ("voivodeship", "12", 2024, "missing"),
        ("county", "1201", 2023, "value"),
        ("county", "1201", 2024, "zero"),
        ("commune", "1201013", 2023, "missing"),
        ("commune", "1201013", 2024, "value"),
    ]
    assert set(table["category"]) == {"ogółem; kobiety"}
    assert set(table["unit"]) == {"osoba"}
    assert table["value"].tolist()[4] == 12.5


def test_a_relational_table_keeps_its_attributes() -> None:
    table = parse_bdl_export(CREL)
    assert table["attribute"].tolist() == ["x", "", "z"]
    assert table["state"].tolist() == ["missing", "value", "zero"]
    assert table["teryt"].tolist() == ["", "1201", "1201"]
    assert table["category"].tolist() == ["ogółem; kobiety"] * 3


def test_the_two_layouts_agree_on_a_county() -> None:
    shared = ["teryt", "name", "category", "year", "value", "state"]
    ctab, crel = (
        t[t["level"] == "county"][shared].reset_index(drop=True) for t in map(parse_bdl_export, (CTAB, CREL))
    )
    assert ctab.equals(crel)


@pytest.mark.parametrize(
    ("code", "level", "teryt"),
    [
        ("0000000", "country", "00"),
        ("0200000", "voivodeship", "02"),
        ("1261000", "county", "1261"),
        ("1261011", "commune", "1261011"),
        ("000000000000", "country", "00"),
        ("010000000000", "macroregion", ""),
        ("011200000000", "voivodeship", "12"),
        ("011210000000", "region", ""),
        ("011212000000", "subregion", ""),
        ("011212001000", "county", "1201"),
        ("011212001013", "commune", "1201013"),
    ],
)
def test_a_code_names_its_level(code: str, level: str, teryt: str) -> None:
    assert territory(code) == Territory(level, teryt)


@pytest.mark.parametrize("code", ["", "1201", "120100", "12010000", "12O1000", "٠١٢٣٤٥٦"])
def test_other_codes_are_none(code: str) -> None:
    assert territory(code) is None


def test_a_file_in_an_old_encoding_is_read(tmp_path: Path) -> None:
    path = tmp_path / "LUDN_0000_CTAB.csv"
    path.write_bytes(CTAB.encode("cp1250"))
    assert read_bdl_export(path).equals(parse_bdl_export(CTAB))


@pytest.mark.parametrize(
    ("text", "polish", "english"),
    [
        ("", "BDL: Plik jest pusty.", "BDL: The file is empty."),
        (
            "a;b;\n1;2;\n",
            "BDL, wiersz 1: to nie jest eksport BDL.",
            "BDL, line 1: this is not an export of BDL.",
        ),
        (
            '"Kod";"Nazwa";"ogółem";\n1201000;"a";5;\n',
            "BDL, wiersz 1: to nie jest",
            "BDL, line 1: this is not",
        ),
        ('"Kod";"Nazwa";\n1201000;"a";\n', "BDL, wiersz 1: to nie jest", "BDL, line 1: this is not"),
        (
            CTAB.replace("1201000", "1201"),
            "BDL, wiersz 4: „1201” nie jest kodem",
            "BDL, line 4: '1201' is not a code",
        ),
        (
            CTAB.replace("12,5", "12,5 osoby"),
            "BDL, wiersz 4: „12,5 osoby” nie jest liczbą",
            "BDL, line 4: '12,5 osoby'",
        ),
        (
            CTAB.replace("12,5;", ""),
            "BDL, wiersz 4: Wiersz ma inną liczbę",
            "BDL, line 4: The row has another number",
        ),
        (
            CREL.replace('"2024"', '"2024-M01"'),
            "BDL, wiersz 4: „2024-M01” nie jest rokiem",
            "BDL, line 4: '2024-M01'",
        ),
    ],
)
def test_another_file_is_refused_with_its_line(text: str, polish: str, english: str) -> None:
    with pytest.raises(PesError) as caught:
        parse_bdl_export(text)
    assert caught.value.pl.startswith(polish)
    assert caught.value.en.startswith(english)
