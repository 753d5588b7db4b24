"""Figures files of users: both layouts give the same observations, and good rows always come through."""

from dataclasses import dataclass
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pes_analysis.catalogue import load_catalogue
from pes_analysis.intake.figures import OBSERVATION_COLUMNS, Figures, read_figures
from pes_analysis.intake.figures_checks import BALANCES, PERCENT_UNITS, WHOLE_UNITS
from pes_analysis.protect.errors import PesError

COUNTIES = ("0201", "1201", "1202", "1261")


@dataclass(frozen=True)
class Variable:
    id: str
    unit: str
    level: str = "county"
    aggregation: str = "sum"


VARIABLES = (
    Variable("pop", "persons"),
    Variable("wage_avg_pln", "pln", aggregation="weighted"),
    Variable("nursery_pct", "percent", aggregation="none"),
    Variable("wage_to_poland_pct", "percent_of_poland", aggregation="weighted"),
    Variable("net_migration", "persons"),
    Variable("residents_per_social_worker", "persons", aggregation="weighted"),
    Variable("voi_ngo_per_10k", "per_10k", level="voivodeship", aggregation="none"),
)


def read(tmp_path: Path, text: str, **options: object) -> Figures:
    path = tmp_path / "dane.csv"
    path.write_text(text, encoding="utf-8", newline="")
    return read_figures(path, VARIABLES, COUNTIES, **options)


def records(figures: Figures) -> list[tuple[object, ...]]:
    return list(
        figures.observations[["teryt", "year", "variable", "value", "state"]].itertuples(
            index=False, name=None
        )
    )


LONG = (
    "teryt,year,variable,value\n0201,2024,pop,100\n1201,2024,pop,200\n"
    "0201,2024,nursery_pct,12.345\n1201,2024,nursery_pct,0\n"
)
WIDE = "teryt;rok;powiat;pop;nursery_pct\n0201;2024;bolesławiecki;100;12,345\n1201;2024;bocheński;200;0\n"


def test_both_layouts_give_the_same_observations(tmp_path: Path) -> None:
    long, wide = read(tmp_path, LONG), read(tmp_path, WIDE)
    assert sorted(records(long)) == sorted(records(wide))
    assert sorted(records(long)) == [
        ("0201", 2024, "nursery_pct", 12.345, "value"),
        ("0201", 2024, "pop", 100.0, "value"),
        ("1201", 2024, "nursery_pct", 0.0, "zero"),
        ("1201", 2024, "pop", 200.0, "value"),
    ]
    long.raise_for_problems()
    wide.raise_for_problems()


def test_types_and_columns_are_those_of_observations(tmp_path: Path) -> None:
    for figures in (read(tmp_path, LONG), read(tmp_path, "")):
        assert tuple(figures.observations.columns) == OBSERVATION_COLUMNS
        assert [str(kind) for kind in figures.observations.dtypes] == [
            "str",
            "int64",
            "str",
            "float64",
            "str",
            "str",
        ]


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_the_delimiter_is_found(tmp_path: Path, delimiter: str) -> None:
    figures = read(tmp_path, "teryt;year;pop\n1201;2024;5\n".replace(";", delimiter))
    assert records(figures) == [("1201", 2024, "pop", 5.0, "value")]


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_line_endings_of_every_system_are_read(tmp_path: Path, ending: str) -> None:
    figures = read(tmp_path, "teryt;year;pop\n1201;2024;5\n1202;2024;a\n".replace("\n", ending))
    assert len(figures.observations) == 1
    assert figures.problems["line"].tolist() == [3]


def test_signs_and_states_are_kept(tmp_path: Path) -> None:
    text = (
        "teryt;year;variable;value;state;source\n"
        "1201;2020;pop;.;;\n1201;2021;pop;x;;own\n1201;2022;pop;#;suppressed;own\n"
        "1201;2023;pop;;suppressed;own\n1201;2024;pop;0;zero;own\n"
    )
    figures = read(tmp_path, text, source="starostwo")
    assert figures.problems.empty
    assert figures.observations["state"].tolist() == [
        "missing",
        "not_applicable",
        "suppressed",
        "suppressed",
        "zero",
    ]
    assert figures.observations["source"].tolist() == ["starostwo", "own", "own", "own", "own"]
    assert figures.observations["value"].isna().tolist() == [True, True, True, True, False]


def test_repairs_are_counted_by_column(tmp_path: Path) -> None:
    figures = read(
        tmp_path,
        "teryt;year;pop;wage_avg_pln\n1201;2023;1 000;5000,5\n1201;2024;1 001;5 100,5\n1202;2024;–;1\n",
    )
    listed = figures.repairs.set_index(["column", "rule"])[["line", "cells"]]
    assert listed.to_dict("index") == {
        ("pop", "thousands_mark"): {"line": 2, "cells": 2},
        ("wage_avg_pln", "decimal_comma"): {"line": 2, "cells": 2},
        ("wage_avg_pln", "thousands_mark"): {"line": 3, "cells": 1},
        ("pop", "dash_as_missing"): {"line": 4, "cells": 1},
    }
    assert figures.problems.empty


def test_a_column_for_people_is_listed_as_not_read(tmp_path: Path) -> None:
    assert read(tmp_path, WIDE).repairs["rule"].tolist()[0] == "column_not_read"


def test_possible_figures_pass(tmp_path: Path) -> None:
    figures = read(
        tmp_path,
        "teryt;year;net_migration;wage_to_poland_pct;residents_per_social_worker;nursery_pct\n"
        "1201;2024;-38;121,5%;1234,5;100\n",
    )
    assert figures.problems.empty
    assert figures.observations["value"].tolist() == [-38.0, 121.5, 1234.5, 100.0]


def test_raise_for_problems_names_the_first_and_the_number(tmp_path: Path) -> None:
    rows = "".join(f"1201;{year};a\n" for year in range(2001, 2009))
    figures = read(tmp_path, f"teryt;year;pop\n{rows}")
    with pytest.raises(PesError) as caught:
        figures.raise_for_problems()
    polish, english = caught.value.pl.splitlines(), caught.value.en.splitlines()
    assert polish[0] == "Liczba problemów w danych: 8. Popraw je i wczytaj plik jeszcze raz."
    assert english[0] == "Problems in the data: 8. Correct them and read the file again."
    assert len(polish) == len(english) == 6
    assert polish[1].startswith("dane.csv, wiersz 2, kolumna „pop”: „a” nie jest liczbą.")
    assert english[5].startswith("dane.csv, line 6, column 'pop': 'a' is not a number.")


def test_a_missing_file_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(PesError, match="Nie można odczytać pliku"):
        read_figures(tmp_path / "nie-ma.csv", VARIABLES, COUNTIES)


cells = st.one_of(
    st.integers(0, 10**6).map(str),
    st.sampled_from(["", ".", "x", "#", "–", "a", "1.234", "-5", "1,5", "1 000", '"', "=1+1"]),
)


@given(st.dictionaries(st.tuples(st.sampled_from(COUNTIES), st.integers(1995, 2030)), cells, min_size=1))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_every_row_is_an_observation_or_a_problem(
    tmp_path: Path, entries: dict[tuple[str, int], str]
) -> None:
    quoted = {key: '"' + cell.replace('"', '""') + '"' for key, cell in entries.items()}
    lines = [f"{teryt};{year};{cell}" for (teryt, year), cell in quoted.items()]
    figures = read(tmp_path, "\n".join(["teryt;year;pop", *lines]) + "\n")
    assert len(figures.observations) + len(figures.problems) == len(entries)
    read_lines = {
        lines_of + 2
        for lines_of, key in enumerate(entries)
        if key in set(zip(figures.observations["teryt"], figures.observations["year"], strict=True))
    }
    assert read_lines.isdisjoint(figures.problems["line"])


def test_own_tables_are_read_back(tmp_path: Path) -> None:
    first = read(tmp_path, LONG).observations
    path = tmp_path / "wynik.csv"
    first.to_csv(path, index=False)
    again = read_figures(path, VARIABLES, COUNTIES)
    assert again.problems.empty
    pd.testing.assert_frame_equal(again.observations, first)


def test_the_checks_name_what_is_in_the_catalogue() -> None:
    catalogue = load_catalogue()
    variables = catalogue.variables("county")
    assert {variable.id for variable in variables} >= BALANCES
    assert {unit.id for unit in catalogue.units} >= WHOLE_UNITS | PERCENT_UNITS
    assert not {v.id for v in variables if v.unit in WHOLE_UNITS and v.aggregation != "sum"} & {
        "pop",
        "unemployed",
    }


def test_variables_of_the_catalogue_are_accepted(tmp_path: Path) -> None:
    path = tmp_path / "dane.csv"
    path.write_text("teryt;year;pop\n1201;2024;5\n", encoding="utf-8")
    figures = read_figures(path, load_catalogue().variables("county"), COUNTIES)
    assert records(figures) == [("1201", 2024, "pop", 5.0, "value")]
