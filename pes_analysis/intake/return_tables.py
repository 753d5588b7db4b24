"""Returns of many organisations in one CSV: a row for each figure, or a row for each organisation."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import get_args

from pes_analysis.catalogue import Language, Variable
from pes_analysis.intake.delimited import DelimitedTable, Row, read_delimited
from pes_analysis.intake.figures_layout import closest
from pes_analysis.intake.findings import Finding, UnreadableTableError
from pes_analysis.intake.polish_numbers import DecimalMark
from pes_analysis.intake.questionnaire import asked_of
from pes_analysis.intake.questionnaire_words import IDENTITY_COLUMNS
from pes_analysis.intake.return_answers import Answer, read_answer
from pes_analysis.intake.return_findings import Place, ReturnFinding
from pes_analysis.intake.return_identity import IdentityReader, check_whole
from pes_analysis.intake.returns import Identity, Register, Return
from pes_analysis.intake.workbook_cells import WorkbookCell, cell_address

KEYS = ("organisation_id", "year")
LONG = ("variable", "value")
ABOUT = ("type", "name", "teryt", "place", "status", "consent", "comment")
# Polish headings, and short ones, of the same columns.
HEADINGS = {
    "id": "organisation_id",
    "identyfikator": "organisation_id",
    "rok": "year",
    "zmienna": "variable",
    "wartość": "value",
    "wartosc": "value",
    "typ": "type",
    "nazwa": "name",
    "powiat": "teryt",
    "siedziba": "place",
    "stan": "status",
    "zgoda": "consent",
    "komentarz": "comment",
}


# What the first row holds when a sheet of the questionnaire was saved instead of the workbook.
_SHEET_HEADINGS = tuple(
    {IDENTITY_COLUMNS[key].in_language(language) for key in ("question", "answer", "code")}
    for language in get_args(Language)
)


@dataclass
class _Gathered:
    """What the rows of one organisation and year say."""

    identity: Identity
    places: dict[str, Place]
    rows: list[Row] = field(default_factory=list)
    findings: list[ReturnFinding] = field(default_factory=list)


def read_table_returns(path: Path, register: Register) -> list[Return]:
    """Read a CSV of returns.

    Long: ``organisation_id, year, variable, value``. Wide: ``organisation_id, year`` and a column for
    each variable. Either may have ``type, name, teryt, place, status, consent, comment``, which an
    organisation new to the edition needs. Headings may be Polish.

    Parameters
    ----------
    path : Path
    register : Register

    Returns
    -------
    list of Return
        One for each organisation and year, in the order of the file. A file that cannot be read gives
        one return of nobody, with the reason.
    """
    try:
        table = read_delimited(path)
    except UnreadableTableError as error:
        return [Return(path.name, Identity(), findings=(_of_table(error.finding, ()),))]
    reading = _TableReading(table, register)
    if reading.findings:
        return [Return(table.file, Identity(), findings=tuple(reading.findings))]
    return reading.returns()


def _of_table(finding: Finding, columns: Iterable[str]) -> ReturnFinding:
    """Give a finding of the reader of tables the address that a spreadsheet would show."""
    positions = {name: at for at, name in enumerate(columns, start=1)}
    at = positions.get(finding.column)
    cell = cell_address(finding.line, at) if at and finding.line else str(finding.line or "")
    place = Place(finding.file, "", cell)
    return place.said("error", finding.rule, finding.message_pl, finding.message_en)


class _TableReading:
    """Reads one table; `findings` are what keeps the whole of it out."""

    def __init__(self, table: DelimitedTable, register: Register) -> None:
        self.table = table
        self.register = register
        self.decimal: DecimalMark = "point" if table.delimiter == "," else "comma"
        self.variables = {one.id: one for one in register.catalogue.columns("organisation")}
        names = [name.casefold() for name in table.header.cells]
        self.headings = [HEADINGS.get(name, name) for name in names]
        self.is_long = any(name in self.headings for name in LONG)
        self.findings = [_of_table(one, table.header.cells) for one in table.problems]
        self.findings += self._of_header()

    def _of_header(self) -> Iterable[ReturnFinding]:
        if any(words <= {*self.table.header.cells} for words in _SHEET_HEADINGS):
            yield Place(self.table.file).found("sheet_as_csv")
            return
        needed = (*KEYS, *(LONG if self.is_long else ()))
        known = {*needed, *ABOUT, *(() if self.is_long else self.variables), ""}
        for name in needed:
            if name not in self.headings:
                yield Place(self.table.file).found("missing_column", name=name)
        for column, (heading, name) in enumerate(zip(self.headings, self.table.header.cells, strict=True)):
            place = Place(self.table.file, "", cell_address(self.table.header.line, column + 1))
            if heading and heading in self.headings[:column]:
                yield place.found("doubled_column", name=name)
            elif heading not in known:
                pl, en = closest(heading, self.variables)
                yield place.found("unknown_column", name, name=name, hint_pl=pl, hint_en=en)

    def returns(self) -> list[Return]:
        """Read every row."""
        gathered: dict[tuple[str, str], _Gathered] = {}
        for row in self.table.rows:
            key = (self._text(row, "organisation_id"), self._text(row, "year"))
            if key not in gathered:
                gathered[key] = self._identity(row)
            elif not self.is_long:
                first = gathered[key].places["organisation_id"].cell
                found = self._place(row, "organisation_id").found("doubled_answer", key[0], first=first)
                gathered[key].findings.append(found)
                continue
            gathered[key].rows.append(row)
        return [self._return(one) for one in gathered.values()]

    def _identity(self, row: Row) -> _Gathered:
        read = IdentityReader(self.register)
        places = {name: self._place(row, name) for name in (*KEYS, *ABOUT)}
        texts = {name: self._text(row, name) for name in places}
        id_ = read.organisation_id(texts["organisation_id"], places["organisation_id"])
        known = self.register.organisations.get(id_)
        if id_ and known is None and not texts["type"]:
            read.findings.append(places["organisation_id"].found("unknown_organisation", id_))
        identity = Identity(
            id_,
            read.year(texts["year"], places["year"]),
            read.entity_type(texts["type"], places["type"]) if texts["type"] else known.type if known else "",
            read.words("name", texts["name"], places["name"]),
            read.county(texts["teryt"], places["teryt"]),
            read.choice("place", texts["place"], places["place"]),
            read.choice("status", texts["status"], places["status"]),
            read.choice("consent", texts["consent"], places["consent"]),
            read.words("comment", texts["comment"], places["comment"]),
        )
        if known is not None or texts["type"]:
            read.against_known(identity, places.__getitem__)
        return _Gathered(identity, places, findings=read.findings)

    def _return(self, gathered: _Gathered) -> Return:
        identity, findings = gathered.identity, gathered.findings
        answers = list(self._answers(gathered)) if identity.type else []
        if identity.type:
            findings += check_whole(self.table.file, identity, answers, findings)
        return Return(self.table.file, identity, tuple(answers), tuple(findings))

    def _answers(self, gathered: _Gathered) -> Iterable[Answer]:
        identity, findings = gathered.identity, gathered.findings
        cells = [cell for row in gathered.rows for cell in self._cells(row, findings)]
        known = self.register.organisations.get(identity.organisation_id)
        said = [cell for cell in cells if cell[0].id == "has_ps_status"]
        status = known.social_enterprise if known else False
        for variable, cell, place in said:
            answer, _ = read_answer(variable, cell, place, self.decimal)
            status = answer.value == 1 if answer is not None else status
        asked = asked_of(self.register.catalogue, identity.type, social_enterprise=status)
        first: dict[str, str] = {}
        for variable, cell, place in cells:
            if not cell.text:
                continue
            if variable.id in first:
                findings.append(place.found("doubled_answer", cell.text, first=first[variable.id]))
                continue
            first[variable.id] = place.cell
            if variable.id not in asked:
                findings.append(place.found("not_asked", cell.text, type=identity.type.upper()))
                continue
            answer, found = read_answer(variable, cell, place, self.decimal)
            # In a text file every number is a text.
            findings += [one for one in found if one.rule != "text_number"]
            if answer is not None:
                yield answer

    def _cells(
        self, row: Row, findings: list[ReturnFinding]
    ) -> Iterable[tuple[Variable, WorkbookCell, Place]]:
        columns = ["value"] if self.is_long else [name for name in self.headings if name in self.variables]
        for name in columns:
            variable_id = self._text(row, "variable") if self.is_long else name
            place = self._place(row, name, variable_id)
            variable = self.variables.get(variable_id)
            if variable is None:
                pl, en = closest(variable_id, self.variables)
                place = self._place(row, "variable")
                findings.append(place.found("unknown_variable", variable_id, hint_pl=pl, hint_en=en))
            else:
                column = self.headings.index(name) + 1
                yield variable, WorkbookCell(row.line, column, "text", self._text(row, name)), place

    def _text(self, row: Row, name: str) -> str:
        return row.cells[self.headings.index(name)] if name in self.headings else ""

    def _place(self, row: Row, name: str, variable: str = "") -> Place:
        column = self.headings.index(name) + 1 if name in self.headings else 1
        return Place(self.table.file, "", cell_address(row.line, column), variable)
