"""One workbook for each attack: refused with its rule, place and Polish message, and never opened further."""

import io
import random
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from pes_analysis.intake.workbook_reader import read_workbook
from pes_analysis.intake.workbook_refusals import REFUSALS, WorkbookRefusedError

SHEET = "xl/worksheets/sheet1.xml"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def plain() -> bytes:
    """Give a workbook that nothing is wrong with."""
    book = openpyxl.Workbook()
    book.active.title = "Dane"
    book.active["A1"] = "pytanie"
    book.active["B2"] = 12
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def remade(
    change: dict[str, bytes | None] | None = None,
    extra: list[tuple[str, bytes]] | None = None,
    method: int = zipfile.ZIP_DEFLATED,
) -> bytes:
    """Give the plain workbook with parts changed, removed (None) or added."""
    source, stream = zipfile.ZipFile(io.BytesIO(plain())), io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as target:
        for name in source.namelist():
            content = (change or {}).get(name, source.read(name))
            if content is not None:
                target.writestr(name, content)
        for name, content in extra or []:
            target.writestr(name, content)
    return stream.getvalue()


def part(name: str) -> bytes:
    return zipfile.ZipFile(io.BytesIO(plain())).read(name)


def sheet(rows: str) -> bytes:
    return remade({SHEET: f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>'.encode()})


def linked(kind: str, mode: str) -> bytes:
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship '
        f'Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}" '
        f'Target="http://example.org/dane.xlsx" TargetMode="{mode}"/></Relationships>'
    )
    return remade(extra=[("xl/worksheets/_rels/sheet1.xml.rels", relations.encode())])


def with_doctype() -> bytes:
    bomb = b'<!DOCTYPE a [<!ENTITY b "0123456789"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]>'
    return remade({SHEET: part(SHEET).replace(b"<worksheet", bomb + b"<worksheet", 1)})


def with_doctype_in_utf16() -> bytes:
    text = '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE sst SYSTEM "http://example.org/a.dtd"><sst/>'
    return remade(extra=[("xl/sharedStrings.xml", text.encode("utf-16"))])


def encrypted_entry() -> bytes:
    data = bytearray(plain())
    first = data.find(b"PK\x01\x02")
    data[first + 8] |= 1
    return bytes(data)


def lying_about_size() -> bytes:
    """Give a part that unpacks to more than the list of parts says."""
    data = bytearray(remade(extra=[("xl/worksheets/sheet9.xml", b"<a>" + b" " * 5_000_000 + b"</a>")]))
    struct.pack_into("<I", data, data.rfind(b"PK\x01\x02") + 24, 10)
    return bytes(data)


def many_entries(count: int) -> bytes:
    return remade(extra=[(f"xl/media/{number}.png", b"") for number in range(count)])


def renamed(name: str) -> bytes:
    return remade(extra=[(name, b"<a/>")])


def shared_texts(content: bytes) -> bytes:
    # Beside pictures, which hardly pack at all, texts that pack a thousandfold look harmless.
    noise = random.Random(1).randbytes(1_000_000)
    return remade(extra=[("xl/sharedStrings.xml", content), ("xl/media/a.png", noise)])


def doubled() -> bytes:
    with pytest.warns(UserWarning, match="Duplicate name"):
        return remade(extra=[(SHEET, part(SHEET))])


def sheet_under_another_name() -> bytes:
    old, new = b"worksheets/sheet1.xml", b"worksheets/sheet1.bin"
    listed = {name: part(name).replace(old, new) for name in (CONTENT_TYPES, "xl/_rels/workbook.xml.rels")}
    return remade({**listed, SHEET: None}, extra=[(f"xl/{new.decode()}", part(SHEET))])


def texts_in(name: str, texts: str, sheet_content: bytes | None = None) -> bytes:
    """Give a workbook whose shared texts lie in a part of any name."""
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    listed = f'<Override PartName="/{name}" ContentType="{kind}"/></Types>'
    types = part(CONTENT_TYPES).replace(b"</Types>", listed.encode())
    return remade(
        {CONTENT_TYPES: types, SHEET: sheet_content or part(SHEET), name: None},
        extra=[(name, texts.encode())],
    )


def repeated_text() -> bytes:
    """Give a workbook with one text of four thousand letters in 2,000 cells."""
    cells = '<c t="s"><v>0</v></c>' * 100
    rows = "".join(f'<row r="{row}">{cells}</row>' for row in range(1, 21))
    content = f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>'
    texts = f'<sst xmlns="{MAIN}"><si><t>{"a" * 4000}</t></si></sst>'
    return texts_in("xl/sharedStrings.xml", texts, content.encode())


CONTENT_TYPES = "[Content_Types].xml"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
MACRO_TYPES = part(CONTENT_TYPES).replace(b"sheet.main+xml", b"sheet.macroEnabled.main+xml")
MANY_TEXTS = b"<sst>" + b"<si/>" * 1_000_001 + b"</sst>"
LONG_TEXT = b"<sst><si><t>" + b"0123456789abcdef" * 1_300_000 + b"</t></si></sst>"
CORNERS = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
FORMULA = '<row r="3"><c r="F3"><f>SUM(F1:F2)</f></c></row>'
FULL_ROWS = "".join(
    f'<row r="{row}">{"".join("<c><v>1</v></c>" for _ in range(500))}</row>' for row in range(1, 202)
)

ATTACKS: dict[str, tuple[str, str, Callable[[], bytes]]] = {
    "nothing in the file": ("a.xlsx", "empty_file", lambda: b""),
    "over ten megabytes": ("a.xlsx", "too_large", lambda: b"PK\x03\x04" + bytes(10_000_000)),
    "a text with another name": ("a.xlsx", "another_format", lambda: b"organisation_id;year\n"),
    "a web page as a workbook": ("a.xlsx", "another_format", lambda: b"<html><table></table></html>"),
    "another spreadsheet": (
        "a.ods",
        "another_format",
        lambda: remade({"xl/workbook.xml": None}),
    ),
    "a document renamed": ("a.xlsx", "another_format", lambda: remade({"xl/workbook.xml": None})),
    "an old workbook": ("a.xls", "old_workbook", lambda: OLE),
    "an old workbook renamed": ("a.xlsx", "old_workbook", lambda: OLE),
    "a password": ("a.xlsx", "with_password", lambda: OLE + "EncryptedPackage".encode("utf-16-le")),
    "an encrypted part": ("a.xlsx", "with_password", encrypted_entry),
    "half a file": ("a.xlsx", "damaged", lambda: plain()[:3000]),
    "a part that breaks off": ("a.xlsx", "damaged", lambda: remade({SHEET: b"<worksheet><sheetData>"})),
    "a part larger than it says": ("a.xlsx", "damaged", lying_about_size),
    "a method with a huge dictionary": ("a.xlsx", "damaged", lambda: remade(method=zipfile.ZIP_LZMA)),
    "a list of sheets without sheets": ("a.xlsx", "damaged", lambda: remade({SHEET: None})),
    "a sheet that is no part of XML": (
        "a.xlsx",
        "damaged",
        sheet_under_another_name,
    ),
    "texts that are no part of XML": (
        "a.xlsx",
        "damaged",
        lambda: texts_in("xl/sharedStrings.bin", "<!DOCTYPE sst><sst/>"),
    ),
    "a cell with no place": ("a.xlsx", "damaged", lambda: sheet('<row><c r="A0"><v>1</v></c></row>')),
    "macros by name": ("a.xlsm", "with_macros", plain),
    "macros inside": ("a.xlsx", "with_macros", lambda: renamed("xl/vbaProject.bin")),
    "macros of the old kind": ("a.xlsx", "with_macros", lambda: renamed("xl/macrosheets/sheet1.xml")),
    "macros in the list of types": ("a.xlsx", "with_macros", lambda: remade({CONTENT_TYPES: MACRO_TYPES})),
    "five hundred parts": ("a.xlsx", "too_many_parts", lambda: many_entries(500)),
    "a bomb of over 100 MB": (
        "a.xlsx",
        "unpacks_too_large",
        lambda: remade(extra=[("xl/media/a.png", bytes(101_000_000))]),
    ),
    "a bomb of 90 MB": (
        "a.xlsx",
        "packed_too_tightly",
        lambda: remade(extra=[("xl/media/a.png", bytes(90_000_000))]),
    ),
    "a part that climbs out": ("a.xlsx", "unsafe_part", lambda: renamed("../../etc/cron.d/x")),
    "a part from the root": ("a.xlsx", "unsafe_part", lambda: renamed("/etc/passwd")),
    "a part of another drive": ("a.xlsx", "unsafe_part", lambda: renamed("C:/x.xml")),
    "a part with backslashes": ("a.xlsx", "unsafe_part", lambda: renamed("xl\\..\\x.xml")),
    "a part twice": ("a.xlsx", "doubled_part", doubled),
    "a part twice in capitals": ("a.xlsx", "doubled_part", lambda: renamed("XL/Workbook.xml")),
    "a link to a file": ("a.xlsx", "with_links", lambda: renamed("xl/externalLinks/externalLink1.xml")),
    "a query": ("a.xlsx", "with_links", lambda: renamed("xl/connections.xml")),
    "a link to the network": ("a.xlsx", "with_links", lambda: linked("image", "External")),
    "an embedded file": ("a.xlsx", "with_objects", lambda: renamed("xl/embeddings/oleObject1.bin")),
    "a control": ("a.xlsx", "with_objects", lambda: renamed("xl/activeX/activeX1.xml")),
    "entities that multiply": ("a.xlsx", "with_doctype", with_doctype),
    "a document type in UTF-16": ("a.xlsx", "with_doctype", with_doctype_in_utf16),
    "a million texts": ("a.xlsx", "too_much_inside", lambda: shared_texts(MANY_TEXTS)),
    "twenty million letters": ("a.xlsx", "too_much_inside", lambda: shared_texts(LONG_TEXT)),
    "one long text in many cells": ("a.xlsx", "too_much_inside", repeated_text),
    "two cells in two corners": ("a.xlsx", "sheet_too_large", lambda: sheet(CORNERS)),
    "a hundred thousand cells": ("a.xlsx", "too_many_cells", lambda: sheet(FULL_ROWS)),
    "a formula never calculated": ("a.xlsx", "formula_without_value", lambda: sheet(FORMULA)),
}  # fmt: skip
# Rules that need a slow process or a path that is not there have tests of their own below.
ELSEWHERE = {"cannot_be_read", "too_many_sheets", "takes_too_long", "takes_too_much_memory"}


def refused(path: Path, **options: float) -> WorkbookRefusedError:
    with pytest.raises(WorkbookRefusedError) as caught:
        read_workbook(path, **options)
    return caught.value


@pytest.mark.parametrize("attack", ATTACKS)
def test_an_attack_is_refused_by_its_rule_and_in_both_languages(attack: str, tmp_path: Path) -> None:
    name, rule, make = ATTACKS[attack]
    path = tmp_path / name
    path.write_bytes(make())
    error = refused(path)
    assert error.refusal.rule == rule
    assert error.pl.startswith(name)
    assert error.en.startswith(name)
    # What to do is the last sentence, and it is the rule's.
    assert error.pl.endswith(REFUSALS[rule][1][0])
    assert error.en.endswith(REFUSALS[rule][1][1])
    assert "{" not in str(error)


def test_every_rule_has_an_attack() -> None:
    assert {rule for _, rule, _ in ATTACKS.values()} | ELSEWHERE == set(REFUSALS)


def test_the_place_is_named_where_there_is_one(tmp_path: Path) -> None:
    path = tmp_path / "zwrot.xlsx"
    path.write_bytes(sheet(FORMULA))
    assert refused(path).pl == (
        "zwrot.xlsx, arkusz „Dane”, komórka F3: Formuła nie ma obliczonego wyniku. "
        "Otwórz plik w Excelu lub LibreOffice, zapisz go i wyślij jeszcze raz."
    )
    path.write_bytes(sheet(CORNERS))
    assert refused(path).en == (
        "zwrot.xlsx, sheet 'Dane', cell XFD1048576: There is something in this cell, and a sheet may reach "
        "as far as SF100000. Remove data outside the table."
    )


def test_a_hostile_name_is_shown_without_what_cannot_be_seen(tmp_path: Path) -> None:
    path = tmp_path / "zw\u202erot.xlsx"
    path.write_bytes(renamed("../\x1b[2Jx"))
    shown = refused(path).pl
    assert "\x1b" not in shown
    assert "\u202e" not in shown


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    assert refused(tmp_path / "brak.xlsx").pl.startswith("brak.xlsx: Nie można odczytać pliku.")
    assert refused(tmp_path / "a\x00b.xlsx").refusal.rule == "cannot_be_read"


def test_sheets_are_counted(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for _ in range(50):
        book.create_sheet()
    book.save(tmp_path / "a.xlsx")
    assert refused(tmp_path / "a.xlsx").refusal.rule == "too_many_sheets"


def test_an_endless_reading_is_stopped(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(plain())
    error = refused(path, seconds=0.01)
    assert error.en == (
        "a.xlsx: Reading was stopped after 0.01 s. Copy the answers into a new questionnaire."
    )


def test_a_hyperlink_typed_into_a_cell_is_not_an_attack(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(linked("hyperlink", "External"))
    assert [cell.text for cell in read_workbook(path).sheets[0].cells] == ["pytanie", "12"]


def test_a_formula_whose_result_is_an_empty_text_has_a_result(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(sheet('<row r="3"><c r="F3" t="str"><f>""</f><v></v></c><c r="G3"><v>4</v></c></row>'))
    assert [cell.text for cell in read_workbook(path).sheets[0].cells] == ["4"]
