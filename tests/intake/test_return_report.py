"""What goes back to an organisation: every finding once, in its language, and nothing that runs."""

import io

import openpyxl
import pytest

from pes_analysis.catalogue import Language, load_catalogue
from pes_analysis.intake.return_findings import Place
from pes_analysis.intake.return_report import letter, report_bytes, report_name, worth_telling
from pes_analysis.intake.returns import Identity, Return

CATALOGUE = load_catalogue()
HOSTILE = "=HYPERLINK(1)"
PLACE = Place("zwrot.xlsx", "Pytania", "E7", "headcount")
FINDINGS = (
    PLACE.found("text_number", "12", "12"),
    Place("zwrot.xlsx").found("no_consent_given"),
    PLACE.found("not_a_number", HOSTILE),
)
RETURNED = Return("zwrot.xlsx", Identity("cis-01", 2024), findings=FINDINGS)


def test_the_letter_says_where_what_and_what_to_do() -> None:
    assert letter(RETURNED, CATALOGUE, "ROPS w Krakowie") == (
        "Dzień dobry,\n\n"
        "dziękujemy za odpowiedzi (zwrot.xlsx). Nie możemy ich jeszcze przyjąć: trzeba poprawić "
        "jedno miejsce.\n\n"
        "Do poprawy (1):\n"
        "1. arkusz „Pytania”, komórka E7, „Zatrudnieni 31 grudnia”: „=HYPERLINK(1)” nie jest liczbą. "
        "Wpisz samą liczbę, kropkę (nie wiadomo) albo x (nie dotyczy).\n\n"
        "Do sprawdzenia (1):\n"
        "1. Nie odpowiedziano na pytanie o zgodę na publikację. Bez zgody karta jest prywatna.\n\n"
        "Odczytaliśmy inaczej, niż zapisano (1):\n"
        "1. arkusz „Pytania”, komórka E7, „Zatrudnieni 31 grudnia”: "
        "Liczbę zapisaną jako tekst odczytano jako 12.\n\n"
        "Prosimy poprawić te miejsca w swoim pliku, zapisać go i odesłać jeszcze raz.\n\n"
        "ROPS w Krakowie\n"
    )


@pytest.mark.parametrize(
    ("count", "words"),
    [(1, "jedno miejsce"), (2, "2 miejsca"), (5, "5 miejsc"), (12, "12 miejsc"), (22, "22 miejsca")],
)
def test_places_are_counted_in_polish(count: int, words: str) -> None:
    returned = Return("a.xlsx", Identity(), findings=(FINDINGS[2],) * count)
    assert f"trzeba poprawić {words}." in letter(returned, CATALOGUE, "ROPS")


def test_an_accepted_return_is_thanked_for() -> None:
    text = letter(Return("a.xlsx", Identity(), findings=FINDINGS[:2]), CATALOGUE, "ROPS", "en")
    assert "We have taken them." in text
    assert "To correct" not in text
    assert "sheet 'Pytania', cell E7, 'Employees on 31 December': Text read as 12." in text


@pytest.mark.parametrize("language", ["pl", "en"])
def test_the_workbook_has_a_row_for_each_finding_the_gravest_first(language: Language) -> None:
    content = report_bytes(RETURNED, CATALOGUE, language)
    assert content == report_bytes(RETURNED, CATALOGUE, language)
    sheet = openpyxl.load_workbook(io.BytesIO(content)).active
    header, *rows = sheet.iter_rows(values_only=True)
    assert len(header) == 6
    assert [row[4] or "" for row in rows] == [HOSTILE, "", "12"]
    assert sheet["E2"].data_type == "s"
    assert rows[0][1:3] == ("Pytania", "E7")
    assert sheet.freeze_panes == "A2"


def test_files_are_named_by_the_organisation_or_by_what_came() -> None:
    assert report_name(RETURNED) == "zwrot-cis-01-2024"
    assert report_name(Return("../../Ćma.xlsx", Identity("cis-01"))) == "zwrot-cma"
    assert report_name(Return(".xlsx", Identity())).startswith("zwrot-")


def test_an_organisation_is_not_told_its_own_remarks() -> None:
    remark = PLACE.found("remark", hint_words="Remont w maju.")
    returned = Return("a.xlsx", Identity(), findings=(remark,))
    assert remark.message_pl == "Uwaga organizacji: Remont w maju."
    assert worth_telling(returned) == []
    assert "Remont" not in letter(returned, CATALOGUE, "ROPS")
