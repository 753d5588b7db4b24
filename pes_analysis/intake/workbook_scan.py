"""The parts of a workbook read as a stream, without building anything: how far its sheets reach."""

import io
import posixpath
import re
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field
from xml.etree.ElementTree import ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser

from pes_analysis.intake.workbook_cells import cell_address, cell_place
from pes_analysis.intake.workbook_guard import WORKBOOK_PART
from pes_analysis.intake.workbook_refusals import Refusal

MOST_SHEETS = 50
MOST_ROWS = 100_000
MOST_COLUMNS = 500
FARTHEST_CELL = "SF100000"
MOST_CELLS = 100_000
MOST_ELEMENTS = 1_000_000
MOST_CHARACTERS = 20_000_000
MOST_MERGED = 1_000
_CHUNK = 1 << 16
_WORKBOOK_LINKS = "xl/_rels/workbook.xml.rels"
# Legacy drawings are not well-formed XML and are never read.
_XML_PART = re.compile(r"\.(xml|rels)$", re.IGNORECASE)


@dataclass
class SheetFacts:
    """What a worksheet holds.

    Attributes
    ----------
    rows, columns : int
        The last row and the last column with anything in them.
    cells : int
        How many cells hold something; formatting alone is nothing.
    farthest : str
        A cell beyond the limits; empty where there is none.
    merged : list of str
        Ranges of merged cells.
    formulas : list of str
        Cells whose value was calculated.
    formula_without_value : str
        The first formula that has no value; empty where each has one.
    """

    rows: int = 0
    columns: int = 0
    cells: int = 0
    farthest: str = ""
    merged: list[str] = field(default_factory=list)
    formulas: list[str] = field(default_factory=list)
    formula_without_value: str = ""


class RefusedWhileScanningError(Exception):
    """Stops the reading of parts; `refusal` says why."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.rule)
        self.refusal = refusal


def scan_workbook(data: bytes) -> dict[str, SheetFacts]:
    """Read every XML part as a stream and give the facts of each worksheet, by the sheet's name.

    Memory does not grow with the file: nothing is kept but counts, merged ranges and formulas.

    Parameters
    ----------
    data : bytes
        A workbook that `pes_analysis.intake.workbook_guard.read_guarded` let through.

    Returns
    -------
    dict of str to SheetFacts
        In the order of the workbook; sheets that are charts are left out.

    Raises
    ------
    RefusedWhileScanningError
        When a part declares a document type, is damaged or takes data from elsewhere; when a part that
        would be read could not be scanned; when a sheet reaches too far or holds a formula without a
        value.
    """
    counts = _Counts()
    facts: dict[str, SheetFacts] = {}
    index = _Index()
    unscanned: set[str] = set()
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            if _XML_PART.search(name):
                part = _Part(name, counts, index)
                _feed(archive, name, part)
                if part.sheet is not None:
                    facts[name] = part.sheet
            else:
                unscanned.add(name)
    sheets = {name: facts[part] for name, part in index.sheet_parts().items() if part in facts}
    if len(index.sheets) > MOST_SHEETS:
        raise RefusedWhileScanningError(Refusal("too_many_sheets", limit=str(MOST_SHEETS)))
    hidden = sorted(unscanned & index.declared) or sorted(index.worksheets() - facts.keys())
    if hidden:
        raise RefusedWhileScanningError(Refusal("damaged", part=hidden[0] or WORKBOOK_PART))
    if not sheets or len(index.sheet_parts()) < len(index.sheets):
        raise RefusedWhileScanningError(Refusal("damaged", part=WORKBOOK_PART))
    for name, sheet in sheets.items():
        _check(name, sheet)
    return sheets


def _check(name: str, sheet: SheetFacts) -> None:
    if sheet.farthest:
        refusal = Refusal("sheet_too_large", name, sheet.farthest, limit=FARTHEST_CELL)
        raise RefusedWhileScanningError(refusal)
    if sheet.formula_without_value:
        raise RefusedWhileScanningError(Refusal("formula_without_value", name, sheet.formula_without_value))


def _feed(archive: zipfile.ZipFile, name: str, part: "_Part") -> None:
    parser = DefusedXMLParser(target=part, forbid_dtd=True)
    try:
        with archive.open(name) as stream:
            while chunk := stream.read(_CHUNK):
                parser.feed(chunk)
        parser.close()
    except DefusedXmlException as error:
        raise RefusedWhileScanningError(Refusal("with_doctype", part=name)) from error
    except (ParseError, ValueError, zipfile.BadZipFile, zlib.error, EOFError, LookupError) as error:
        raise RefusedWhileScanningError(Refusal("damaged", part=name)) from error


@dataclass
class _Counts:
    """What is counted over all parts together."""

    elements: int = 0
    cells: int = 0
    characters: int = 0

    def element(self, part: str) -> None:
        self.elements += 1
        if self.elements > MOST_ELEMENTS:
            raise RefusedWhileScanningError(Refusal("too_much_inside", part=part))

    def text(self, part: str, length: int) -> None:
        self.characters += length
        if self.characters > MOST_CHARACTERS:
            raise RefusedWhileScanningError(Refusal("too_much_inside", part=part))

    def cell(self) -> None:
        self.cells += 1
        if self.cells > MOST_CELLS:
            raise RefusedWhileScanningError(
                Refusal("too_many_cells", limit=f"{MOST_CELLS:,}".replace(",", "\u00a0"))
            )


@dataclass
class _Index:
    """The list of sheets: names with links, links with parts; and parts declared to be XML."""

    sheets: list[tuple[str, str]] = field(default_factory=list)
    parts: dict[str, str] = field(default_factory=dict)
    kinds: dict[str, str] = field(default_factory=dict)
    declared: set[str] = field(default_factory=set)

    def sheet_parts(self) -> dict[str, str]:
        return {name: self.parts.get(link, "") for name, link in self.sheets}

    def worksheets(self) -> set[str]:
        """Give the parts of sheets with cells; a sheet that is a chart has none."""
        charts = {link for link, kind in self.kinds.items() if kind.endswith("/chartsheet")}
        return {self.parts.get(link, "") for _, link in self.sheets if link not in charts}


class _Part:
    """Hears the elements of one part, as the parser meets them."""

    def __init__(self, name: str, counts: _Counts, index: _Index) -> None:
        self.name = name
        self.sheet: SheetFacts | None = None
        self._counts = counts
        self._index = index
        self._depth = 0
        self._row = 0
        self._column = 0
        self._cell = _Cell()
        self._hears: Callable[[str, dict[str, str]], None] = self._nothing

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Hear the beginning of an element."""
        local = tag.rpartition("}")[2]
        self._counts.element(self.name)
        self._depth += 1
        if self._depth == 1:
            self._hears = self._listener(local)
        else:
            self._hears(local, attributes)

    def end(self, tag: str) -> None:
        """Hear the end of an element."""
        self._depth -= 1
        if self.sheet is None:
            return
        local = tag.rpartition("}")[2]
        if local == "c":
            self._end_of_cell(self.sheet)
        elif local in ("v", "is"):
            self._cell.in_value = False

    def data(self, text: str) -> None:
        """Hear text."""
        self._counts.text(self.name, len(text))
        if self._cell.in_value and text.strip():
            self._cell.has_value = True

    def close(self) -> None:
        """Hear the end of the part."""

    def _listener(self, root: str) -> Callable[[str, dict[str, str]], None]:
        if root == "worksheet":
            self.sheet = SheetFacts()
            return self._in_worksheet
        if root == "Relationships":
            return self._in_links
        if root == "Types":
            return self._in_types
        return self._in_workbook if self.name == WORKBOOK_PART else self._nothing

    def _nothing(self, local: str, attributes: dict[str, str]) -> None:
        return

    def _in_types(self, local: str, attributes: dict[str, str]) -> None:
        if re.search(r"macroEnabled|vbaProject|macrosheet", attributes.get("ContentType", "")):
            raise RefusedWhileScanningError(Refusal("with_macros"))
        # A part may have any name: what it is declared to be decides how a spreadsheet library reads it.
        if attributes.get("ContentType", "").endswith("xml"):
            self._index.declared.add(attributes.get("PartName", "").removeprefix("/"))

    def _in_links(self, local: str, attributes: dict[str, str]) -> None:
        kind, target = attributes.get("Type", ""), attributes.get("Target", "")
        # Excel makes a hyperlink of every e-mail address typed into a cell; it fetches nothing.
        if attributes.get("TargetMode") == "External" and not kind.endswith("/hyperlink"):
            raise RefusedWhileScanningError(Refusal("with_links", part=target))
        if self.name == _WORKBOOK_LINKS:
            part = posixpath.normpath(posixpath.join("xl", target)).lstrip("/")
            self._index.parts[attributes.get("Id", "")] = part
            self._index.kinds[attributes.get("Id", "")] = kind

    def _in_workbook(self, local: str, attributes: dict[str, str]) -> None:
        if local == "sheet":
            link = next((value for key, value in attributes.items() if key.endswith("}id")), "")
            self._index.sheets.append((attributes.get("name", ""), link))

    def _in_worksheet(self, local: str, attributes: dict[str, str]) -> None:
        if self.sheet is None:
            return
        if local == "row":
            self._row = int(attributes.get("r", self._row + 1))
            self._column = 0
        elif local == "c":
            self._start_of_cell(attributes.get("r"))
            self._cell.is_text_result = attributes.get("t") == "str"
        elif local in ("v", "is"):
            self._cell.in_value = True
            # A formula whose result is an empty text has a value: that text.
            self._cell.has_value = self._cell.is_text_result
        elif local == "f":
            self._cell.has_formula = True
        elif local == "mergeCell" and len(self.sheet.merged) < MOST_MERGED:
            self.sheet.merged.append(attributes.get("ref", ""))

    def _start_of_cell(self, address: str | None) -> None:
        if address is None:
            self._column += 1
        elif place := cell_place(address):
            self._row, self._column = place
        else:
            raise RefusedWhileScanningError(Refusal("damaged", part=self.name))
        self._cell = _Cell()

    def _end_of_cell(self, sheet: SheetFacts) -> None:
        if self._cell.has_formula:
            sheet.formulas.append(self._address)
            if not self._cell.has_value and not sheet.formula_without_value:
                sheet.formula_without_value = self._address
        elif not self._cell.has_value:
            return
        self._counts.cell()
        sheet.cells += 1
        sheet.rows = max(sheet.rows, self._row)
        sheet.columns = max(sheet.columns, self._column)
        if (self._row > MOST_ROWS or self._column > MOST_COLUMNS) and not sheet.farthest:
            sheet.farthest = self._address

    @property
    def _address(self) -> str:
        return cell_address(self._row, self._column)


@dataclass
class _Cell:
    is_text_result: bool = False
    in_value: bool = False
    has_value: bool = False
    has_formula: bool = False
