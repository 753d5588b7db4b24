"""Why a workbook is not read at all: each rule in plain words, Polish and English."""

from dataclasses import dataclass

from pes_analysis.protect.errors import PesError
from pes_analysis.protect.escape import clean

SHOWN_LENGTH = 60
# How the reading process ends when its memory runs out.
OUT_OF_MEMORY = 3
_SAVE_AS_XLSX = (
    "Otwórz plik w arkuszu i zapisz go jako „Skoroszyt programu Excel (.xlsx)”.",
    "Open the file in a spreadsheet and save it as 'Excel Workbook (.xlsx)'.",
)
_SAVE_AGAIN = (
    "Otwórz plik w Excelu lub LibreOffice, zapisz go i wyślij jeszcze raz.",
    "Open the file in Excel or LibreOffice, save it and send it again.",
)
_START_ANEW = (
    "Przepisz odpowiedzi do nowego kwestionariusza.",
    "Copy the answers into a new questionnaire.",
)

# Rule → what is wrong, and what to do, each in Polish and English.
REFUSALS: dict[str, tuple[tuple[str, str], tuple[str, str]]] = {
    "cannot_be_read": (
        ("Nie można odczytać pliku.", "The file cannot be read."),
        ("Sprawdź ścieżkę i uprawnienia.", "Check the path and the permissions."),
    ),
    "empty_file": (
        ("Plik jest pusty: ma 0 bajtów.", "The file is empty: it has 0 bytes."),
        ("Wyślij go jeszcze raz.", "Send it again."),
    ),
    "too_large": (
        ("Plik jest za duży: najwięcej {limit}.", "The file is too large: at most {limit}."),
        ("Usuń obrazy i zbędne arkusze.", "Remove pictures and sheets that are not needed."),
    ),
    "with_macros": (
        ("Skoroszyt zawiera makra, czyli program.", "The workbook holds macros, that is a program."),
        _SAVE_AS_XLSX,
    ),
    "another_format": (("To nie jest skoroszyt .xlsx.", "This is not an .xlsx workbook."), _SAVE_AS_XLSX),
    "old_workbook": (("To jest stary skoroszyt .xls.", "This is an old .xls workbook."), _SAVE_AS_XLSX),
    "with_password": (
        ("Plik jest zaszyfrowany hasłem.", "The file is encrypted with a password."),
        ("Zapisz go bez hasła do otwarcia.", "Save it without a password to open."),
    ),
    "damaged": (("Plik jest uszkodzony ({part}).", "The file is damaged ({part})."), _SAVE_AGAIN),
    "too_many_parts": (
        (
            "Plik składa się z ponad {limit} części, a kwestionariusz ma ich kilkanaście.",
            "The file has more than {limit} parts, and a questionnaire has a dozen or so.",
        ),
        _START_ANEW,
    ),
    "unpacks_too_large": (
        (
            "Po rozpakowaniu plik zająłby ponad {limit}.",
            "Unpacked, the file would take more than {limit}.",
        ),
        _START_ANEW,
    ),
    "packed_too_tightly": (
        (
            "Po rozpakowaniu plik urósłby ponad {limit} razy, jak bomba zip.",
            "Unpacked, the file would grow more than {limit} times, like a zip bomb.",
        ),
        _START_ANEW,
    ),
    "unsafe_part": (
        (
            "Część pliku ma niebezpieczną nazwę „{part}”.",
            "A part of the file has an unsafe name, '{part}'.",
        ),
        _START_ANEW,
    ),
    "doubled_part": (
        ("Część „{part}” jest w pliku dwa razy.", "The part '{part}' is in the file twice."),
        _SAVE_AGAIN,
    ),
    "with_links": (
        (
            "Skoroszyt pobiera dane z innego pliku lub z sieci ({part}).",
            "The workbook takes data from another file or from the network ({part}).",
        ),
        (
            "W Excelu wybierz Dane → Edytuj łącza → Przerwij łącze i zapisz plik.",
            "In Excel choose Data → Edit Links → Break Link and save the file.",
        ),
    ),
    "with_objects": (
        (
            "W skoroszycie osadzono inny plik lub formant ({part}).",
            "Another file or a control is embedded in the workbook ({part}).",
        ),
        ("Usuń go i zapisz skoroszyt.", "Remove it and save the workbook."),
    ),
    "with_doctype": (
        (
            "Część „{part}” deklaruje typ dokumentu (DTD), czego arkusze nie robią.",
            "The part '{part}' declares a document type (DTD), which spreadsheets do not do.",
        ),
        _START_ANEW,
    ),
    "too_much_inside": (
        ("W skoroszycie jest za dużo treści ({part}).", "There is too much inside the workbook ({part})."),
        _START_ANEW,
    ),
    "too_many_sheets": (
        ("Arkuszy jest ponad {limit}.", "There are more than {limit} sheets."),
        ("Usuń zbędne.", "Remove those not needed."),
    ),
    "sheet_too_large": (
        (
            "W tej komórce coś jest, a arkusz może sięgać najdalej do {limit}.",
            "There is something in this cell, and a sheet may reach as far as {limit}.",
        ),
        ("Usuń dane poza tabelą.", "Remove data outside the table."),
    ),
    "too_many_cells": (
        (
            "Wypełnionych komórek jest ponad {limit}.",
            "There are more than {limit} filled cells.",
        ),
        ("Usuń zbędne arkusze i dane.", "Remove sheets and data that are not needed."),
    ),
    "formula_without_value": (
        ("Formuła nie ma obliczonego wyniku.", "The formula has no calculated result."),
        _SAVE_AGAIN,
    ),
    "takes_too_long": (
        ("Odczyt przerwano po {limit} s.", "Reading was stopped after {limit} s."),
        _START_ANEW,
    ),
    "takes_too_much_memory": (
        (
            "Odczyt przerwano: zająłby ponad {limit} pamięci.",
            "Reading was stopped: it would take more than {limit} of memory.",
        ),
        _START_ANEW,
    ),
}


@dataclass(frozen=True)
class Refusal:
    """A rule that a workbook breaks, and where: an empty sheet means the whole file."""

    rule: str
    sheet: str = ""
    cell: str = ""
    part: str = ""
    limit: str = ""

    @property
    def texts(self) -> tuple[str, str]:
        """What is wrong and what to do, in Polish and English."""
        wrong, remedy = REFUSALS[self.rule]
        part = clean(self.part, limit=SHOWN_LENGTH)
        pl, en = (text.format(part=part, limit=self.limit) for text in wrong)
        return f"{pl} {remedy[0]}", f"{en} {remedy[1]}"


class WorkbookRefusedError(PesError):
    """A workbook that is not read; `file` and `refusal` say which and why.

    Examples
    --------
    >>> error = WorkbookRefusedError("cis.xlsx", Refusal("formula_without_value", "Dane", "F7"))
    >>> error.en.partition(": ")[0]
    "cis.xlsx, sheet 'Dane', cell F7"
    """

    def __init__(self, file: str, refusal: Refusal) -> None:
        pl, en = placed(file, refusal.sheet, refusal.cell)
        super().__init__(*(f"{p}: {t}" for p, t in zip((pl, en), refusal.texts, strict=True)))
        self.file = file
        self.refusal = refusal


def placed(file: str, sheet: str = "", cell: str = "") -> tuple[str, str]:
    """Name a place in a workbook, in Polish and English.

    Examples
    --------
    >>> placed("cis.xlsx", "Dane", "F7")
    ('cis.xlsx, arkusz „Dane”, komórka F7', "cis.xlsx, sheet 'Dane', cell F7")
    """
    pl = en = clean(file, limit=SHOWN_LENGTH)
    if sheet:
        shown = clean(sheet, limit=SHOWN_LENGTH)
        pl, en = f"{pl}, arkusz „{shown}”", f"{en}, sheet '{shown}'"
    if cell:
        pl, en = f"{pl}, komórka {cell}", f"{en}, cell {cell}"
    return pl, en
