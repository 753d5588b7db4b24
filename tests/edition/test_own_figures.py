import pandas as pd
import pytest

from pes_analysis.catalogue import Text, load_catalogue
from pes_analysis.edition import open_edition_data, read_snapshot
from pes_analysis.edition.own_figures import REPAIR_COLUMNS, lay_over
from pes_analysis.edition.parameters import Publisher

SNAPSHOT = read_snapshot()
VARIABLES = load_catalogue().variables("county")
PUBLISHER = Publisher(name=Text(pl="Urząd", en="Office"), data_steward=Text(pl="Dział", en="Unit"))


@pytest.fixture
def laid(tmp_path):
    def over(content):
        path = tmp_path / "own.csv"
        path.write_text(content, encoding="utf-8")
        return lay_over(SNAPSHOT, path, VARIABLES, PUBLISHER)

    return over


def test_a_repair_says_where_and_what_in_both_languages(laid):
    _, repairs = laid("teryt;rok;zmienna;wartość\n1201;2024;pop;107 000\n")
    assert list(repairs.columns) == REPAIR_COLUMNS
    row = repairs[repairs["rule"] == "thousands_mark"].iloc[0]
    assert (row["file"], row["line"], row["cells"]) == ("own.csv", 2, 1)
    assert row["message_pl"]
    assert row["message_en"]


def test_figures_that_no_indicator_uses_are_kept_and_told(laid):
    snapshot, repairs = laid(
        "teryt;rok;zmienna;wartość\n1201;2024;vacancies;12\n1202;2024;vacancies;0\n1201;2024;pop;107000\n"
    )
    told = repairs[repairs["rule"] == "awaited_variable"]
    assert told[["file", "line", "column", "cells"]].to_numpy().tolist() == [["own.csv", 0, "vacancies", 2]]
    assert "wskaźnik" in told["message_pl"].iloc[0]
    assert "indicator" in told["message_en"].iloc[0]
    assert (snapshot.county_observations["variable"] == "vacancies").sum() == 2


def test_figures_in_use_bring_no_notice(laid):
    _, repairs = laid("teryt;rok;zmienna;wartość\n1201;2024;pop;107000\n")
    assert repairs.empty
    assert list(repairs.columns) == REPAIR_COLUMNS


def test_without_own_figures_the_repairs_have_their_columns():
    repairs = open_edition_data("malopolskie-2024").repairs
    pd.testing.assert_index_equal(repairs.columns, pd.Index(REPAIR_COLUMNS))
    assert repairs.empty
