"""Returns in one CSV: both layouts give the same, each mistake names its cell and blocks its own return."""

from pathlib import Path

import pytest

from pes_analysis.catalogue import load_catalogue
from pes_analysis.edition import read_snapshot
from pes_analysis.intake.return_tables import read_table_returns
from pes_analysis.intake.returns import KnownOrganisation, Register, Return

REGISTER = Register(
    load_catalogue(),
    read_snapshot().counties["voivodeship"].astype(str).to_dict(),
    region="12",
    year=2024,
    organisations={
        "cis-01": KnownOrganisation("cis", "CIS", "1201", social_enterprise=False, consent="public")
    },
)


def read(tmp_path: Path, content: str | bytes) -> list[Return]:
    path = tmp_path / "zwroty.csv"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return read_table_returns(path, REGISTER)


def answers(returned: Return) -> dict[str, float | None]:
    return {one.variable: one.value for one in returned.answers}


def errors(returned: Return) -> list[tuple[str, str]]:
    return [(one.rule, one.cell) for one in returned.findings if one.severity == "error"]


LONG = "organisation_id;year;variable;value\ncis-01;2024;headcount;12\ncis-01;2024;fte;10,5\n"
WIDE = "identyfikator;rok;headcount;fte\ncis-01;2024;12;10,5\n"


def test_both_layouts_give_the_same(tmp_path: Path) -> None:
    long, wide = read(tmp_path, LONG), read(tmp_path, WIDE)
    assert len(long) == len(wide) == 1
    assert answers(long[0]) == answers(wide[0]) == {"headcount": 12, "fte": 10.5}
    assert long[0].identity == wide[0].identity
    assert (long[0].identity.organisation_id, long[0].identity.year, long[0].identity.type) == (
        "cis-01", 2024, "cis",
    )  # fmt: skip
    assert [one.rule for one in wide[0].findings] == ["decimal_comma"]
    assert wide[0].findings[0].cell == "D2"


def test_points_and_commas_change_places_in_an_english_file(tmp_path: Path) -> None:
    returned = read(tmp_path, "organisation_id,year,headcount,fte\ncis-01,2024,12,10.5\n")[0]
    assert answers(returned) == {"headcount": 12, "fte": 10.5}
    assert returned.findings == ()


def test_a_new_organisation_says_who_it_is(tmp_path: Path) -> None:
    returned = read(
        tmp_path,
        "id;rok;typ;nazwa;powiat;siedziba;zgoda;headcount\nkis-07;2024;KIS;KIS „Most”;1202;wieś;nie;3\n",
    )[0]
    assert not returned.is_blocked
    identity = returned.identity
    assert (identity.type, identity.name, identity.teryt, identity.place, identity.consent) == (
        "kis", "KIS „Most”", "1202", "rural", "none",
    )  # fmt: skip


def test_good_rows_come_through_beside_bad_ones(tmp_path: Path) -> None:
    good, unknown, bad = read(tmp_path, "id;rok;headcount\ncis-01;2024;12\nkis-99;2024;3\ncis-01;2023;-4\n")
    assert not good.is_blocked
    assert errors(unknown) == [("unknown_organisation", "A3")]
    assert ("below_minimum", "C4") in errors(bad)


@pytest.mark.parametrize(
    ("content", "rule", "cell"),
    [
        ("rok;headcount\n2024;12\n", "missing_column", ""),
        ("id;rok;headcount;headcount\ncis-01;2024;12;12\n", "doubled_column", "D1"),
        ("id;rok;headcuont\ncis-01;2024;12\n", "unknown_column", "C1"),
        ("id;rok;zmienna\ncis-01;2024;headcount\n", "missing_column", ""),
        ("id;rok;headcount\ncis-01;2024\n", "row_width", "2"),
        ("", "empty_file", ""),
        (b"\xff\xfe\x00", "unreadable_text", ""),
        ("id;rok;headcount\ncis-01;2024;12\ncis-01;2024;13\n", "doubled_answer", "A3"),
        ("id;rok;zmienna;wartość\ncis-01;2024;fte;1\ncis-01;2024;fte;2\n", "doubled_answer", "D3"),
        ("id;rok;zmienna;wartość\ncis-01;2024;fteee;1\ncis-01;2024;fte;2\n", "unknown_variable", "C2"),
        ("id;rok;alm_finished\ncis-01;2024;12\n", "not_asked", "C2"),
        ("id;rok;headcount\ncis-01;2204;12\n", "year_after_edition", "B2"),
        ("id;rok;headcount\ncis-01;1999;12\n", "year_before_returns", "B2"),
        ("id;rok;headcount\n;2024;12\n", "missing_answer", "A2"),
        ("id;rok;headcount\ncis-01;2024;b.d.\n", "nothing_answered", ""),
    ],
)
def test_a_mistake_names_its_cell(content: str | bytes, rule: str, cell: str, tmp_path: Path) -> None:
    assert (rule, cell) in errors(read(tmp_path, content)[0])


@pytest.mark.parametrize(
    "header",
    [
        "Część;Pytanie;Wyjaśnienie;Jednostka;Odpowiedź;Rok wcześniej;Już podane w;Uwagi;Kod",
        "Question,Explanation,Answer,Code",
    ],
)
def test_a_sheet_of_the_questionnaire_saved_as_csv_is_told_in_one_sentence(
    header: str, tmp_path: Path
) -> None:
    row = header.replace("Kod", "headcount").replace("Code", "headcount")
    returned = read(tmp_path, f"{header}\n{row}\n")[0]
    assert [one.rule for one in returned.findings] == ["sheet_as_csv"]
    assert "Wyślij cały plik .xlsx." in returned.findings[0].message_pl


def test_a_misspelt_column_is_guessed(tmp_path: Path) -> None:
    found = read(tmp_path, "id;rok;headcuont\ncis-01;2024;12\n")[0].findings[0]
    assert found.message_pl == (
        "Kolumna „headcuont” nie jest zmienną organizacji. Czy chodziło o „headcount”? "
        "Popraw nazwę albo usuń kolumnę."
    )


def test_the_status_of_a_social_enterprise_opens_its_questions(tmp_path: Path) -> None:
    rows = "id;rok;has_ps_status;assets_total\ncis-01;2024;{};100\n"
    assert not read(tmp_path, rows.format("tak"))[0].is_blocked
    assert errors(read(tmp_path, rows.format("nie"))[0]) == [("not_asked", "D2")]


def test_a_windows_file_is_read(tmp_path: Path) -> None:
    content = "id;rok;typ;nazwa;powiat;siedziba;headcount\nkis-07;2024;KIS;Łąka;1202;wieś;3\n"
    assert read(tmp_path, content.encode("cp1250"))[0].identity.name == "Łąka"
