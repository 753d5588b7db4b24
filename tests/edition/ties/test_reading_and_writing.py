"""Tables of ties: written and read back alike; every wrong row is told with its file, line and rule."""

import shutil

import pandas as pd
import pytest

from pes_analysis.edition import open_edition_data
from pes_analysis.edition.organisations import read_demonstration
from pes_analysis.edition.snapshot import DEMONSTRATION, read_snapshot
from pes_analysis.edition.tables import TableError
from pes_analysis.edition.ties import read_ties, stands_with, write_ties

COUNTIES = frozenset(read_snapshot().counties.index)


@pytest.fixture
def folder(tmp_path):
    target = tmp_path / "ties"
    shutil.copytree(DEMONSTRATION / "ties", target)
    return target


def change(folder, table, line, **cells):
    """Write other cells into a line of a table, the header being line 1."""
    path = folder / f"{table}.csv"
    rows = pd.read_csv(path, dtype=str, keep_default_na=False)
    for column, value in cells.items():
        rows.loc[line - 2, column] = value
    rows.to_csv(path, index=False, lineterminator="\n")
    read_ties.cache_clear()
    return rows.iloc[line - 2]


def refused(folder, expected):
    read_ties.cache_clear()
    with pytest.raises(TableError, match=expected) as caught:
        read_ties(folder, COUNTIES)
    assert caught.value.pl != caught.value.en
    return caught.value.en


def test_what_is_written_is_read_back_alike(tmp_path):
    survey = read_ties(DEMONSTRATION / "ties", COUNTIES)
    again = write_ties(tmp_path / "again", survey, COUNTIES)
    for name in ("units", "asked", "ties", "forms", "ratings"):
        pd.testing.assert_frame_equal(getattr(survey, name), getattr(again, name))
        packaged = DEMONSTRATION / "ties" / f"{name}.csv"
        assert (tmp_path / "again" / f"{name}.csv").read_bytes() == packaged.read_bytes()


@pytest.mark.parametrize(
    ("table", "cells", "expected"),
    [
        ("ties", {"partner_id": "nobody"}, r"ties\.csv:2: the partner is not in units"),
        ("ties", {"respondent_id": "nobody"}, r"ties\.csv:2: asked\.csv says that this unit did not answer"),
        ("ties", {"intensity": "5"}, r"ties\.csv:2: 'intensity': got '5'"),
        ("ties", {"intensity": "0"}, r"ties\.csv:2: 'intensity': got '0'"),
        ("ties", {"trust_openness": "5"}, r"ties\.csv:2: 'trust_openness' has a scale from 1 to 4"),
        ("ties", {"kind": "friendly"}, r"ties\.csv:2: 'kind': got 'friendly'"),
        ("forms", {"form": "tea"}, r"forms\.csv:2: this form is not on the list"),
        ("forms", {"partner_id": "demo-zaz-01"}, r"forms\.csv:2: ties\.csv has no such tie"),
        ("ratings", {"rating": "6"}, r"ratings\.csv:2: a rating has a scale from 1 to 5"),
        ("ratings", {"question": "tea"}, r"ratings\.csv:2: the catalogue has no such question"),
        ("units", {"teryt": "9999"}, r"units\.csv:2: unknown code in 'teryt'"),
        ("units", {"public_code": "", "naming": "none"}, r"units\.csv:2: the name may not be shown"),
        ("units", {"generated": "false"}, r"generated and real units cannot stand in one table"),
        ("asked", {"answered": "true", "answered_on": ""}, r"asked\.csv:2: the day of the answer"),
    ],
)
def test_a_wrong_row_is_named(folder, table, cells, expected):
    change(folder, table, 2, **cells)
    refused(folder, expected)


def test_a_tie_to_oneself_and_a_doubled_one_are_named(folder):
    row = change(folder, "ties", 2)
    change(folder, "ties", 2, partner_id=row["respondent_id"])
    assert refused(folder, r"ties\.csv:2: a tie of a unit with itself")
    change(folder, "ties", 3, partner_id=row["respondent_id"], respondent_id=row["respondent_id"])
    assert "ties.csv:3" in refused(folder, r"ties\.csv:3: repeated key")


def test_a_unit_in_two_counties_is_named_on_both_lines(folder):
    first = change(folder, "units", 2)
    change(folder, "units", 3, name=first["name"], type=first["type"], teryt="1261")
    message = refused(folder, "stands in two counties")
    assert "units.csv:2" in message
    assert "units.csv:3" in message


def test_the_organisations_decide_on_county_and_consent():
    survey, organisations = read_ties(DEMONSTRATION / "ties", COUNTIES), read_demonstration()
    there = survey.units.index.intersection(organisations.entities.index)
    named = survey.units.assign(naming="public")
    followed = stands_with(
        type(survey)(named, survey.asked, survey.ties, survey.forms, survey.ratings), organisations
    )
    silent = organisations.entities.loc[there, "consent"] == "none"
    assert silent.any()
    assert (followed.units.loc[there[silent], "naming"] == "none").all()
    moved = survey.units.copy()
    moved.loc[there[0], "teryt"] = "1261" if moved.loc[there[0], "teryt"] != "1261" else "1201"
    with pytest.raises(TableError, match="A unit has one county"):
        stands_with(
            type(survey)(moved, survey.asked, survey.ties, survey.forms, survey.ratings), organisations
        )


def test_an_edition_without_a_survey_has_empty_tables():
    survey = open_edition_data("slaskie-2024").ties
    assert len(survey) == 0
    assert survey.newest_year(2024) is None
