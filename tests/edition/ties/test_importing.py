"""A form handed out comes back filled in; each mistake is named with its cell, nothing goes in by halves."""

from dataclasses import fields, replace
from io import BytesIO

import openpyxl
import pandas as pd
import pytest

from pes_analysis.edition.directory import no_directory
from pes_analysis.edition.organisations import read_demonstration
from pes_analysis.edition.ties import no_ties, write_ties
from pes_analysis.edition.ties.pool import COLUMNS, unit_pool

WHOLE = {
    "partner": "PCPR w Gaju", "intensity": "3 – uzgadnia działania", "kind": "rozwiązywanie problemów",
    "trust_reliability": "4", "trust_mission": "2", "trust_openness": "3", "small_grant": "tak",
    "referral": "tak", "premises": "nie",
}  # fmt: skip
BARE = {"partner": "ops-las", "intensity": "1"}


def graver(done):
    return [(one.rule, one.sheet, one.cell) for one in done.findings if one.severity != "repair"]


def rules(done):
    return [rule for rule, _, _ in graver(done)]


def only_error(done):
    (found,) = [one for one in done.findings if one.severity == "error"]
    assert (done.added, done.replaced, done.kept_out, len(done.survey.ties)) == (0, 0, 1, 0)
    assert found.message_pl != found.message_en
    return found


@pytest.mark.parametrize("language", ["pl", "en"])
def test_a_form_filled_in_is_read_and_written_and_read_back(survey, tmp_path, language):
    survey = replace(survey, language=language)
    done = survey.taken(survey.filled(WHOLE, rating="5"))
    assert [one.rule for one in done.findings] == []
    assert (done.added, done.kept_out, done.asked, done.answered) == (1, 0, 1, 1)
    written = write_ties(tmp_path / "ties", done.survey, frozenset({"1201", "1202"}))
    assert written.asked.to_numpy().tolist() == [["cis-gaj", 2024, True, "2025-03-01"]]
    assert written.ties.to_numpy().tolist() == [["cis-gaj", "pcpr-gaj", 2024, 3, "problem_solving", 4, 2, 3]]
    assert sorted(written.forms["form"]) == ["referral", "small_grant"]
    assert set(written.ratings["rating"]) == {5}
    assert list(written.units.index) == ["cis-gaj", "pcpr-gaj"]


def test_a_partial_answer_goes_in_and_says_what_is_missing(survey):
    done = survey.taken(survey.filled(BARE, WHOLE))
    assert (done.added, done.kept_out) == (1, 0)
    (found,) = done.findings
    assert (found.rule, found.severity) == ("partial", "warning")
    assert "bez rodzaju współpracy: 1 z 2" in found.message_pl
    assert "Oceny: 0 z 12." in found.message_pl
    empty = done.survey.ties.set_index("partner_id").loc["ops-las"]
    assert empty["kind"] == ""
    assert pd.isna(empty["trust_mission"])


@pytest.mark.parametrize(
    ("tie", "rule", "cell"),
    [
        ({"partner": "PCPR w Gajju"}, "unknown_partner", "A3"),
        ({"partner": "CIS „Gaj”"}, "tie_to_itself", "A3"),
        ({"partner": "pcpr-gaj"}, "doubled_tie", "A3"),
        ({"partner": "OPS"}, "several_units", "A3"),
        ({"partner": "PUP w Gaju"}, "unit_in_two_counties", "A3"),
        ({"partner": "tel. 600 700 800, PESEL 44051401359"}, "personal_data", "A3"),
        ({"partner": ""}, "no_partner", "A3"),
        ({"intensity": "5"}, "wrong_intensity", "B3"),
        ({"intensity": "0"}, "wrong_intensity", "B3"),
        ({"intensity": "2,5"}, "wrong_intensity", "B3"),
        ({"intensity": "bardzo blisko"}, "wrong_intensity", "B3"),
        ({"intensity": ""}, "no_intensity", "B3"),
    ],
)
def test_a_wrong_tie_keeps_the_answer_out_with_its_cell(survey, tie, rule, cell):
    found = only_error(survey.taken(survey.filled(WHOLE, {**BARE, **tie})))
    assert (found.rule, found.sheet, found.cell) == (rule, "Powiązania", cell)
    assert "44051401359" not in found.message_pl + found.written


def test_the_nearest_name_is_suggested_and_never_taken(survey):
    found = only_error(survey.taken(survey.filled({**WHOLE, "partner": "PCPR w Gajju"})))
    assert "Najbliższa nazwa: „PCPR w Gaju”." in found.message_pl
    assert "The nearest name: 'PCPR w Gaju'." in found.message_en
    # A name that may not be shown is not told to whoever guesses at it.
    secret = only_error(survey.taken(survey.filled({**WHOLE, "partner": "KIS Lass"})))
    assert "KIS Las”" not in secret.message_pl
    known = survey.taken(survey.filled({**WHOLE, "partner": "KIS Las"}))
    assert (known.added, list(known.survey.ties["partner_id"])) == (1, ["kis-las"])
    # It stands under a code drawn by lot.
    assert known.survey.units.loc["kis-las", "public_code"].startswith("KIS-")


def test_another_way_of_writing_a_name_is_a_repair_that_is_told(survey):
    done = survey.taken(survey.filled({**WHOLE, "partner": "pcpr  W gaju"}, rating="3"))
    (found,) = done.findings
    assert (found.rule, found.severity, found.read_as) == ("name_form", "repair", "pcpr-gaj")


@pytest.mark.parametrize(
    ("about", "rule", "cell"),
    [
        ({"year": "2023"}, "wrong_year", "C4"),
        ({"year": "rok"}, "wrong_year", "C4"),
        ({"year": ""}, "no_year", "C4"),
        ({"county": "1202"}, "unit_in_two_counties", "C3"),
        ({"county": "nigdzie"}, "unknown_county", "C3"),
        ({"has_ties": "nie"}, "ties_denied", "C2"),
    ],
)
def test_a_wrong_line_about_the_unit_is_named(survey, about, rule, cell):
    found = only_error(survey.taken(survey.filled(WHOLE, **about)))
    assert (found.rule, found.sheet, found.cell) == (rule, "Jednostka", cell)


@pytest.mark.parametrize(("who", "rule"), [("", "no_respondent"), ("Nikomu nieznane", "unknown_respondent")])
def test_an_answer_of_nobody_known_is_named(survey, who, rule):
    done = survey.taken(survey.filled(WHOLE, respondent=who))
    assert (graver(done), done.changes) == ([(rule, "Jednostka", "C2")], False)


@pytest.mark.parametrize(
    ("cells", "rule", "cell"),
    [
        ({"kind": "miła"}, "wrong_kind", "C2"),
        ({"trust_reliability": "5"}, "wrong_grade", "D2"),
        ({"trust_mission": "dużo"}, "wrong_grade", "E2"),
        ({"small_grant": "może"}, "not_yes_or_no", "L2"),
    ],
)
def test_a_cell_that_may_be_empty_is_left_out_and_told(survey, cells, rule, cell):
    done = survey.taken(survey.filled({**WHOLE, **cells}, rating="4"))
    assert (rule, "Powiązania", cell) in graver(done)
    assert (done.added, done.kept_out) == (1, 0)
    done = survey.taken(survey.filled(WHOLE, rating="9"))
    assert ("wrong_grade", "Oceny", "B2") in graver(done)
    assert done.survey.ratings.empty


def test_silence_is_not_taken_for_no_ties(survey):
    assert only_error(survey.taken(survey.filled(rating="4"))).rule == "no_ties_told"
    said = survey.taken(survey.filled(rating="4", has_ties="nie"))
    assert (said.added, said.answered, len(said.survey.ties)) == (1, 1, 0)


def test_a_form_that_came_back_empty_is_no_answer(survey):
    done = survey.taken(survey.filled())
    assert (rules(done), done.kept_out, done.changes) == (["empty_form"], 0, False)


def test_the_same_unit_in_two_files_is_kept_out_and_both_are_named(survey):
    first, second = survey.filled(WHOLE, name="a.xlsx"), survey.filled(BARE, name="b.xlsx")
    done = survey.taken(first, second)
    assert [one.file for one in done.findings if one.rule == "two_answers"] == ["a.xlsx", "b.xlsx"]
    assert (done.added, done.kept_out, done.changes) == (0, 1, False)


def test_an_earlier_answer_stays_unless_it_is_to_be_replaced(survey):
    before = survey.taken(survey.filled(WHOLE, rating="5")).survey
    refused = survey.taken(survey.filled(BARE), current=before)
    assert (refused.added, refused.replaced, refused.kept_out) == (0, 0, 1)
    for field in fields(before):
        pd.testing.assert_frame_equal(getattr(refused.survey, field.name), getattr(before, field.name))
    (found,) = refused.findings
    assert "Powiązania nowe: 1, usunięte: 1, o innej bliskości: 0." in found.message_pl
    done = survey.taken(survey.filled(BARE), current=before, replace=True)
    assert (done.replaced, rules(done)) == (1, ["replaced", "partial"])
    assert list(done.survey.ties["partner_id"]) == ["ops-las"]
    assert done.survey.forms.empty
    # The part that was left out stays.
    assert len(done.survey.ratings) == len(before.ratings)
    # Units once named stay on the list of units.
    assert set(before.units.index) < set(done.survey.units.index)


def test_the_list_of_those_asked_counts_the_silent(survey):
    form = survey.made()
    listed = survey.csv(form.list_of_asked(["cis-gaj", "ops-gaj", "pcpr-gaj"]), "zapytani.csv")
    done = survey.taken(survey.filled(WHOLE, rating="4"), listed)
    assert (done.asked, done.answered, done.newly_asked, list(done.findings)) == (3, 1, 3, [])
    assert done.survey.asked.set_index("unit_id")["answered"].to_dict() == {
        "cis-gaj": True, "ops-gaj": False, "pcpr-gaj": False,
    }  # fmt: skip
    # The list read again takes nothing back; somebody who was not on it is told and added.
    again = survey.taken(listed, survey.filled(WHOLE, unit_id="ops-las", rating="4"), current=done.survey)
    assert (again.asked, again.answered, rules(again)) == (4, 2, ["not_on_list"])


def test_generated_units_are_nobody_to_ask_where_there_are_real_ones():
    empty, made_up = no_ties(), read_demonstration()
    real = pd.DataFrame(
        [["", "CIS Gaj", "cis", "pes", "1201", "public", False]],
        columns=list(COLUMNS),
        index=pd.Index(["cis-gaj"], name="unit_id"),
    )
    pool = unit_pool(made_up, no_directory(), replace(empty, units=real))
    assert list(pool.index) == ["cis-gaj"]
    assert len(unit_pool(made_up, no_directory(), empty)) == len(made_up.entities)


def test_a_unit_in_two_counties_of_the_editions_own_tables_is_known():
    organisations = read_demonstration()
    moved = organisations.entities.iloc[[0]].rename_axis("unit_id")
    moved = moved.assign(naming="public", sector="pes", teryt="1261")[list(COLUMNS)]
    pool = unit_pool(organisations, no_directory(), replace(no_ties(), units=moved))
    first = pool.loc[organisations.entities.index[0]]
    assert (first["teryt"], first["elsewhere"]) == (organisations.entities["teryt"].iloc[0], "1261")


def test_csv_tables_of_many_units_are_read_together(survey):
    ties = survey.csv(
        "Jednostka, która odpowiada;Rok;Powiat;Partner;Bliskość relacji;Rodzaj współpracy;Mały grant\n"
        "cis-gaj;2024;bocheński;PCPR w Gaju;3;rutynowa;x\n"
        "cis-gaj;2024;;OPS [ops-gaj];4;;\n"
        "ops-las;2024;1202;brak;;;\n"
        "pcpr-gaj;2023;;cis-gaj;2;;\n"
    )
    ratings = survey.csv(
        "Jednostka, która odpowiada;Rok;Kod;Ocena\ncis-gaj;2024;joint_work;4\ncis-gaj;2024;herbata;4\n",
        "oceny.csv",
    )
    done = survey.taken(ties, ratings)
    assert ("wrong_year", "", "B5") in graver(done)
    assert ("unknown_question", "", "C3") in graver(done)
    assert (done.added, done.kept_out) == (1, 2)
    good = survey.csv("respondent;year;code;rating\ncis-gaj;2024;joint_work;4\n", "oceny.csv")
    done = survey.taken(ties, good)
    assert (done.added, done.kept_out, done.answered) == (2, 1, 2)
    assert done.survey.ratings.to_numpy().tolist() == [["cis-gaj", 2024, "joint_work", 4]]
    assert sorted(done.survey.ties["partner_id"]) == ["ops-gaj", "pcpr-gaj"]


def test_the_form_lists_only_units_that_may_be_shown_and_is_the_same_each_time(survey):
    form = survey.made()
    assert form.workbook() == form.workbook()
    book = openpyxl.load_workbook(BytesIO(form.workbook()))
    assert all(cell.data_type != "f" for sheet in book for row in sheet.iter_rows() for cell in row)
    ids = [row[1] for row in book["Lista jednostek"].iter_rows(min_row=2, values_only=True)]
    assert sorted(ids) == ["cis-gaj", "ops-gaj", "ops-las", "pcpr-gaj", "up-gaj"]
    assert {name for sheet in book for name in sheet.tables} == {"unit", "ties", "ratings", "units", "lists"}
    assert [cell.value for cell in book["Powiązania"][1]][:3] == [
        "Partner", "Bliskość relacji", "Rodzaj współpracy",
    ]  # fmt: skip
