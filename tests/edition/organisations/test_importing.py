"""Returns taken into the tables: unchanged, and an error keeps out its own return only."""

import datetime as dt
import io
from dataclasses import replace
from itertools import cycle
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from returned_questionnaires import TYPES, Filled, figures, fill

from pes_analysis.catalogue import Language
from pes_analysis.edition import open_edition_data
from pes_analysis.edition.organisations import (
    Organisations,
    no_organisations,
    read_organisations,
    write_organisations,
)
from pes_analysis.edition.organisations.importing import Import, import_returns, register_of
from pes_analysis.intake.return_files import read_returns
from pes_analysis.intake.return_questionnaire import read_questionnaire
from pes_analysis.intake.return_report import letter, report_bytes
from pes_analysis.intake.returns import Register, Return
from pes_analysis.intake.workbook_cells import Workbook
from pes_analysis.intake.workbook_process import read_sheets
from pes_analysis.intake.workbook_scan import scan_workbook

EDITION = open_edition_data("malopolskie-2024")
DAY = dt.date(2025, 3, 31)


def register(current: Organisations) -> Register:
    return register_of(current, EDITION.catalogue, EDITION.snapshot.counties, EDITION.parameters)


def sent(folder: Path, name: str, filled: Filled, against: Register) -> Return:
    data = filled.save(folder / f"{name}.xlsx").read_bytes()
    return read_questionnaire(
        Workbook(f"{name}.xlsx", tuple(read_sheets(data, scan_workbook(data)))), against
    )


def taken(
    folder: Path, *filled: Filled, current: Organisations | None = None, replace_existing: bool = False
) -> Import:
    """Import workbooks named a.xlsx, b.xlsx … and write the tables, as the command does."""
    current = current or no_organisations()
    against = register(current)
    returns = [sent(folder, "abcdef"[at], one, against) for at, one in enumerate(filled)]
    done = import_returns(
        current, returns, against, "ROPS", received_on=DAY, replace_existing=replace_existing
    )
    if done.accepted:
        write_organisations(folder / "tables", done.organisations, EDITION.snapshot.counties.index)
    return done


def rules(done: Import, number: int = 0) -> list[tuple[str, str]]:
    return [(one.severity, one.rule) for one in done.returns[number].returned.findings]


def observed(organisations: Organisations, organisation_id: str, year: int = 2024) -> dict[str, float]:
    table = organisations.observations
    mine = (table["organisation_id"] == organisation_id) & (table["year"] == year) & table["value"].notna()
    return dict(zip(table.loc[mine, "variable"].astype(str), table.loc[mine, "value"], strict=True))


# Forms of one type differ between the languages in words alone, and every language has several types.
@pytest.mark.parametrize(("kind", "language"), [*zip(TYPES, cycle(("pl", "en")))])
def test_a_whole_questionnaire_comes_through_unchanged(kind: str, language: Language, tmp_path: Path) -> None:
    path = fill(kind, language=language).save(tmp_path / f"{kind}.xlsx")
    against = register(no_organisations())
    done = import_returns(no_organisations(), read_returns([path], against), against, "ROPS", received_on=DAY)
    assert rules(done) == []
    organisations = write_organisations(tmp_path / "tables", done.organisations)
    given = {key: value for key, value in figures(kind).items() if isinstance(value, float)}
    assert observed(organisations, f"{kind}-01") == given
    row = organisations.returns.iloc[0]
    assert (row["status"], row["received_on"], row["file"]) == ("full", "2025-03-31", f"{kind}.xlsx")
    assert row["answered"] <= row["asked"]
    entity = organisations.entities.loc[f"{kind}-01"]
    assert (entity["name"], entity["teryt"], entity["place"], entity["status"], entity["consent"]) == (
        f"Organizacja {kind.upper()} „Próba”", "1201", "urban", "active", "public",
    )  # fmt: skip
    assert entity["consent_on"] == "2025-03-31"
    assert entity["public_code"].startswith(f"{kind.upper()}-")
    assert organisations.sources.loc["organisation_returns", "publisher"] == "ROPS"


def test_signs_become_states_and_an_empty_cell_no_row(tmp_path: Path) -> None:
    done = taken(tmp_path, fill("ngo").answer(members="x", trust_score=".", volunteers=None, capex=0))
    table = done.organisations.observations.set_index("variable")
    assert table.loc[["members", "trust_score", "capex"], "state"].tolist() == [
        "not_applicable", "missing", "zero",
    ]  # fmt: skip
    assert "volunteers" not in table.index


def test_a_partial_return_is_taken_and_marked(tmp_path: Path) -> None:
    whole = taken(tmp_path, fill())
    part = taken(tmp_path, fill().answer(headcount=None, fte=".", places="x"))
    assert part.returns[0].status == "partial"
    # "Does not apply" is an answer; "not known" and nothing are none.
    assert part.returns[0].core_answered == whole.returns[0].core_answered - 2
    assert part.organisations.returns["status"].tolist() == ["partial"]


def test_an_error_keeps_out_its_own_return_and_the_others_go_in(tmp_path: Path) -> None:
    done = taken(tmp_path, fill("cis"), fill("kis").answer(headcount=-1), fill("wtz"))
    assert [one.returned.is_blocked for one in done.returns] == [False, True, False]
    organisations = read_organisations(tmp_path / "tables")
    assert organisations.entities.index.tolist() == ["cis-01", "wtz-01"]
    problem = organisations.problems.iloc[0]
    assert (problem["organisation_id"], problem["file"], problem["rule"], problem["variable"]) == (
        "", "b.xlsx", "below_minimum", "headcount",
    )  # fmt: skip


def test_figures_that_do_not_fit_are_told_at_their_cell(tmp_path: Path) -> None:
    filled = fill().answer(bids_sent=3, bids_won=5)
    done = taken(tmp_path, filled)
    found = done.returns[0].returned.findings
    assert [(one.rule, one.cell) for one in found] == [
        ("larger_than_total", filled.cells["bids_won"].coordinate)
    ]
    assert done.returns[0].returned.is_blocked


def test_two_returns_of_one_organisation_for_one_year_are_both_kept_out(tmp_path: Path) -> None:
    done = taken(tmp_path, fill(), fill().answer(headcount=99), fill("kis"))
    assert [one.returned.is_blocked for one in done.returns] == [True, True, False]
    assert done.returns[0].returned.findings[0].message_pl == (
        "Ten sam zwrot (cis-01, 2024) jest też w pliku b.xlsx. Wczytaj jeden z nich."
    )


def test_a_return_that_is_there_is_not_replaced_without_a_word(tmp_path: Path) -> None:
    first = taken(tmp_path, fill().answer(headcount=12))
    again = taken(tmp_path, fill().answer(headcount=13), current=first.organisations)
    found = again.returns[0].returned.findings
    assert [one.rule for one in found] == ["already_there"]
    assert found[0].message_pl == (
        "Zwrot cis-01 za 2024 już wczytano. Różnice: headcount 12 → 13. Żeby go zastąpić, dodaj --replace."
    )
    assert observed(again.organisations, "cis-01") == observed(first.organisations, "cis-01")
    assert again.organisations.problems.empty


def test_a_return_is_replaced_when_asked_and_what_changed_is_told(tmp_path: Path) -> None:
    first = taken(tmp_path, fill().answer(headcount=12, comment="Stary komentarz", budget_next="1 000"))
    second = taken(
        tmp_path,
        fill().answer(headcount=13),
        current=read_organisations(tmp_path / "tables"),
        replace_existing=True,
    )
    assert rules(second)[0] == ("warning", "replaced")
    organisations = read_organisations(tmp_path / "tables")
    assert observed(organisations, "cis-01")["headcount"] == 13
    assert len(organisations.returns) == 1
    assert len(first.organisations.comments) == 1
    assert organisations.comments.empty
    assert organisations.repairs.empty
    code = first.organisations.entities.loc["cis-01", "public_code"]
    assert organisations.entities.loc["cis-01", "public_code"] == code


def test_an_older_return_does_not_change_who_the_organisation_is_now(tmp_path: Path) -> None:
    first = taken(tmp_path, fill().answer(place="wieś"))
    older = taken(tmp_path, fill(year=2023).answer(place="miasto"), current=first.organisations)
    assert ("warning", "older_year") in rules(older)
    assert older.organisations.entities.loc["cis-01", "place"] == "rural"
    assert set(older.organisations.returns["year"]) == {2023, 2024}


def test_thousands_are_found_against_the_return_of_the_year_before(tmp_path: Path) -> None:
    before = taken(tmp_path, fill("ngo", year=2023).answer(capex=80_000))
    now = taken(tmp_path, fill("ngo").answer(capex=80), current=before.organisations)
    assert ("error", "thousand_slip") in rules(now)


@pytest.mark.parametrize("kind", ["cis", "wtz", "zaz", "ngo", "ss"])
def test_a_first_return_wholly_in_thousands_is_doubted(kind: str, tmp_path: Path) -> None:
    amounts = {one.id for one in EDITION.catalogue.columns("organisation") if one.kind == "amount"}
    filled = fill(kind)
    for code, cell in filled.cells.items():
        if code in amounts - {"wage_avg"} and isinstance(cell.value, int | float):
            cell.value = round(cell.value / 1000)
    assert ("warning", "costs_under_wages") in rules(taken(tmp_path, filled))
    assert not {"costs_under_wages", "revenue_under_a_thousand"} & {
        rule for _, rule in rules(taken(tmp_path, fill(kind)))
    }


def test_findings_stand_in_the_order_of_the_file(tmp_path: Path) -> None:
    done = taken(tmp_path, fill("ngo").answer(assets_total=10, revenue_total=3, fte="12,5", name="  A  b"))
    found = [one for one in done.returns[0].returned.findings if one.cell]
    rows = [int(one.cell[1:]) for one in found if one.sheet == "Pytania"]
    assert rows == sorted(rows)
    assert [one.sheet for one in found] == sorted(one.sheet for one in found)
    assert len(set(rows)) > 3


def test_both_years_may_come_together(tmp_path: Path) -> None:
    done = taken(tmp_path, fill("ngo", year=2023).answer(capex=80_000), fill("ngo").answer(capex=80))
    assert ("error", "thousand_slip") not in rules(done, 0)
    assert ("error", "thousand_slip") in rules(done, 1)


def test_consent_stays_until_it_is_withdrawn(tmp_path: Path) -> None:
    first = taken(tmp_path, fill(year=2023))
    silent = taken(tmp_path, fill().answer(consent=None), current=first.organisations)
    assert silent.organisations.entities.loc["cis-01", "consent"] == "public"
    withdrawn = taken(tmp_path, fill().answer(consent="nie"), current=first.organisations)
    entity = withdrawn.organisations.entities.loc["cis-01"]
    assert (entity["consent"], entity["consent_on"]) == ("none", "")


def test_consent_is_withdrawn_by_a_return_of_any_year(tmp_path: Path) -> None:
    both = taken(tmp_path, fill(year=2023), fill())
    corrected = fill(year=2023).answer(consent="nie", place="wieś")
    after = taken(tmp_path, corrected, current=both.organisations, replace_existing=True)
    entity = after.organisations.entities.loc["cis-01"]
    assert (entity["consent"], entity["consent_on"], entity["place"]) == ("none", "", "urban")
    # Whatever the newest says in the same import.
    together = taken(tmp_path, corrected, fill(), current=both.organisations, replace_existing=True)
    assert together.organisations.entities.loc["cis-01", "consent"] == "none"


def test_consent_is_not_given_by_an_older_return(tmp_path: Path) -> None:
    first = taken(tmp_path, fill().answer(consent="nie"))
    older = taken(tmp_path, fill(year=2023), current=first.organisations)
    assert older.organisations.entities.loc["cis-01", "consent"] == "none"


def test_consent_given_anew_is_told_and_consent_that_stays_keeps_its_day(tmp_path: Path) -> None:
    first = taken(tmp_path, fill(year=2023).answer(consent="nie"))
    given = taken(tmp_path, fill(), current=first.organisations)
    assert rules(given) == [("warning", "consent_differs")]
    assert given.organisations.problems["rule"].tolist()[-1] == "consent_differs"
    entities = given.organisations.entities.assign(consent_on="2024-01-31")
    before = replace(given.organisations, entities=entities)
    again = taken(tmp_path, fill(), current=before, replace_existing=True)
    assert ("warning", "consent_differs") not in rules(again)
    assert again.organisations.entities.loc["cis-01", "consent_on"] == "2024-01-31"


@pytest.mark.parametrize("language", ["pl", "en"])
def test_a_stranger_is_not_told_what_is_kept(language: Language, tmp_path: Path) -> None:
    theirs = fill("ngo").answer(name="Tajna Fundacja", teryt="1261", headcount=7654321, consent="nie")
    before = fill("ngo", year=2023).answer(capex=98_765_000)
    known = taken(tmp_path, before, theirs)
    entities = known.organisations.entities.assign(name="Tajna Fundacja")
    stranger = fill("ngo").answer(name="Obcy", headcount=1, capex=98_765)
    done = taken(tmp_path, stranger, current=replace(known.organisations, entities=entities))
    returned = done.returns[0].returned
    assert {"already_there", "name_differs", "thousand_slip"} <= {one.rule for one in returned.findings}
    told = [letter(returned, EDITION.catalogue, "ROPS", language)]
    book = openpyxl.load_workbook(io.BytesIO(report_bytes(returned, EDITION.catalogue, language)))
    told += [str(cell) for row in book.active.iter_rows(values_only=True) for cell in row]
    for kept in ("Tajna", "7654321", "7\xa0654\xa0321", "7,654,321", "98\xa0765\xa0000", "98,765,000", "--"):
        assert not any(kept in text for text in told), kept
    assert not any(word in text for text in told for word in ("Przyjęto", "Wczytano", "was taken"))
    operator = " ".join(one.message_pl for one in returned.findings)
    assert "Tajna Fundacja" in operator
    assert "--replace" in operator


def test_comment_and_plan_come_through(tmp_path: Path) -> None:
    filled = fill().answer(comment="Przeprowadzka w maju.")
    plan = filled.book.worksheets[3]
    plan["B3"], plan["C3"], plan["D3"] = "Zatrudnić księgową", "zarząd", "2025-09"
    organisations = taken(tmp_path, filled).organisations
    assert organisations.comments["text_pl"].tolist() == ["Przeprowadzka w maju."]
    assert organisations.plans[["position", "step_pl", "who_pl", "due"]].values.tolist() == [
        [1, "Zatrudnić księgową", "zarząd", "2025-09"]
    ]


def test_what_was_wrong_before_is_forgotten_when_the_return_is_right(tmp_path: Path) -> None:
    first = taken(tmp_path, fill("kis"))
    wrong = taken(tmp_path, fill().answer(headcount="b"), current=first.organisations)
    assert len(wrong.organisations.problems) == 1
    right = taken(tmp_path, fill(), current=wrong.organisations)
    assert right.organisations.problems.empty


def test_a_hostile_name_goes_into_the_tables_as_text(tmp_path: Path) -> None:
    name: Any = 'Fundacja "A;B,\nC" <b>&amp;</b>'
    organisations = taken(tmp_path, fill("ngo").answer(name=name)).organisations
    read_back = read_organisations(tmp_path / "tables")
    assert read_back.entities.loc["ngo-01", "name"] == 'Fundacja "A;B, C" <b>&amp;</b>'
    assert organisations.entities.loc["ngo-01", "name"] == read_back.entities.loc["ngo-01", "name"]


def test_nothing_accepted_leaves_the_tables_as_they_were() -> None:
    current = no_organisations()
    done = import_returns(current, [], register(current), "ROPS", received_on=DAY)
    assert len(done.organisations) == 0
    assert done.organisations.sources.empty
