"""Reading a returned questionnaire: whose it is, which version, and the answer to each question."""

import re
from collections.abc import Iterator

from pes_analysis.catalogue import Variable
from pes_analysis.intake.figures_layout import closest
from pes_analysis.intake.questionnaire import Questionnaire, Version, questionnaire
from pes_analysis.intake.return_answers import Answer, read_answer
from pes_analysis.intake.return_findings import Place, ReturnFinding
from pes_analysis.intake.return_identity import FIELDS, IdentityReader, check_whole
from pes_analysis.intake.return_sheets import ReturnedSheets, SheetRow, returned_sheets
from pes_analysis.intake.returns import Identity, PlanStep, Register, Return
from pes_analysis.intake.workbook_cells import Workbook
from pes_analysis.protect.escape import clean

MOST_NAMES = 5
LONGEST_REMARK = 500
_MONTH = re.compile(r"20[0-9]{2}-(0[1-9]|1[0-2])")


def read_questionnaire(book: Workbook, register: Register) -> Return:
    """Read a returned questionnaire.

    Parameters
    ----------
    book : Workbook
        As `pes_analysis.intake.workbook_reader.read_workbook` gives it.
    register : Register
        What it is held against.

    Returns
    -------
    Return
        With every finding; nothing is raised for what an organisation wrote.
    """
    sheets = returned_sheets(book)
    if not sheets.identity or not sheets.questions:
        return Return(book.file, Identity(), findings=tuple(sheets.findings))
    reading = _Reading(book.file, sheets, register)
    version = reading.version()
    identity = reading.identity(version)
    answers = reading.answers(version) if version is not None else []
    whole = check_whole(book.file, identity, answers, reading.findings) if version is not None else []
    findings = (*reading.findings, *whole)
    return Return(book.file, identity, tuple(answers), findings, str(version or ""))


class _Reading:
    """Reads one file; every method adds what it finds."""

    def __init__(self, file: str, sheets: ReturnedSheets, register: Register) -> None:
        self.file = file
        self.sheets = sheets
        self.register = register
        self.findings: list[ReturnFinding] = list(sheets.findings)
        self.rows = {row.text("code"): row for row in reversed(sheets.identity)}

    def version(self) -> Version | None:
        """Read the version; None when the file is no questionnaire of ours."""
        written, place = self._field("questionnaire")
        version = Version.parse(written)
        types = {one.id for one in self.register.catalogue.entity_types if one.kind != "status"}
        if version is None or version.type not in types:
            self.findings.append(place.found("no_version", written))
            return None
        return version

    def identity(self, version: Version | None) -> Identity:
        """Read who answered, and hold the year and the type against the version and the edition."""
        read = IdentityReader(self.register, self.findings)
        identity = Identity(
            read.organisation_id(*self._field("organisation_id")),
            read.year(*self._field("year")),
            read.entity_type(*self._field("type")),
            read.words("name", *self._field("name")),
            read.county(*self._field("teryt")),
            read.choice("place", *self._field("place")),
            read.choice("status", *self._field("status")),
            read.choice("consent", *self._field("consent")),
            read.words("comment", *self._field("comment")),
            tuple(self._plan()),
        )
        self._against_version(identity, version)
        consent, place = self._field("consent")
        if not consent:
            self.findings.append(place.found("no_consent_given"))
        read.against_known(identity, lambda key: self._field(key)[1])
        return identity

    def _against_version(self, identity: Identity, version: Version | None) -> None:
        if version is None:
            return
        if identity.year and identity.year != version.year:
            written, place = self._field("year")
            self.findings.append(place.found("year_of_another_version", written, year=version.year))
        if identity.type and identity.type != version.type:
            place, code = self._field("type")[1], identity.type.upper()
            found = place.found("type_of_another_version", code, type=version.type.upper())
            self.findings.append(found)

    def answers(self, version: Version) -> list[Answer]:
        """Read the answer to each question of the version."""
        asked = questionnaire(
            self.register.catalogue,
            version.type,
            version.year,
            social_enterprise=version.social_enterprise,
        )
        is_same = asked.version == version
        variables = {one.id: one for one in asked.variables}
        rows = [row for row in self.sheets.identity if row.text("code") not in FIELDS] + self.sheets.questions
        if not is_same:
            self.findings.append(self._other_version(asked, rows, version))
        answers: list[Answer] = []
        first: dict[str, SheetRow] = {}
        for row in rows:
            code = row.text("code")
            variable = variables.get(code)
            if variable is None:
                self._unknown(row, variables, version, is_same=is_same)
            elif code in first:
                cell = first[code].place("answer").cell
                self.findings.append(row.place("answer", code).found("doubled_question", first=cell))
            else:
                first[code] = row
                answers += self._answer(variable, row)
                if row.text("note"):
                    words = clean(row.text("note"), limit=LONGEST_REMARK)
                    self.findings.append(row.place("note", code).found("remark", hint_words=words))
        absent = [one.name for one in asked.variables if one.id not in first]
        if is_same and absent:
            names = _listed([one.pl for one in absent]), _listed([one.en for one in absent])
            place = Place(self.file, self.sheets.questions[0].sheet)
            found = place.found("missing_question", hint_pl=names[0], hint_en=names[1])
            self.findings.append(found)
        status = next((one for one in answers if one.variable == "has_ps_status"), None)
        if status is not None and status.value == 1 and not version.social_enterprise:
            self.findings.append(status.place.found("without_ps_questions"))
        return answers

    def _answer(self, variable: Variable, row: SheetRow) -> list[Answer]:
        place = row.place("answer", variable.id)
        unit = self.register.catalogue.unit(variable.unit)
        units = {text for one in (unit.name, unit.symbol) for text in (one.pl, one.en)}
        written = row.text("unit")
        if row.text("answer") and written and written not in units:
            self.findings.append(place.found("other_unit", written, unit=unit.name.pl))
            return []
        answer, found = read_answer(variable, row.cells.get("answer"), place)
        self.findings += found
        return [answer] if answer is not None else []

    def _unknown(
        self, row: SheetRow, variables: dict[str, Variable], version: Version, *, is_same: bool
    ) -> None:
        code, place = row.text("code"), row.place("answer", "")
        if not is_same:
            if row.text("answer"):
                self.findings.append(place.found("dropped_question", row.text("answer")))
            return
        exists = {one.id for one in self.register.catalogue.columns("organisation")}
        if code in exists:
            place = row.place("answer", code)
            self.findings.append(place.found("not_asked", row.text("answer"), type=version.type.upper()))
            return
        pl, en = closest(code, variables)
        self.findings.append(row.place("code").found("unknown_variable", code, hint_pl=pl, hint_en=en))

    def _other_version(self, asked: Questionnaire, rows: list[SheetRow], version: Version) -> ReturnFinding:
        """Say what differs: questions that are new, gone, or explained otherwise."""
        there = {row.text("code"): row for row in rows}
        names = {one.id: one.name for one in self.register.catalogue.columns("organisation")}
        new = [one.id for one in asked.variables if one.id not in there]
        gone = sorted(there.keys() - {one.id for one in asked.variables})
        other = [one.id for one in asked.variables if one.id in there and _reworded(one, there[one.id])]
        hints = {"pl": "", "en": ""}
        for pl, en, ids in (
            (" Nowe pytania: {}.", " New questions: {}.", new),
            (" O to już nie pytamy: {}.", " Not asked any more: {}.", gone),
            (" Zmienione wyjaśnienia: {}.", " Changed explanations: {}.", other),
        ):
            if ids:
                hints["pl"] += pl.format(_listed([names[one].pl if one in names else one for one in ids]))
                hints["en"] += en.format(_listed([names[one].en if one in names else one for one in ids]))
        place = self._field("questionnaire")[1]
        return place.found("other_version", str(version), hint_pl=hints["pl"], hint_en=hints["en"])

    def _plan(self) -> Iterator[PlanStep]:
        position = 0
        for row in self.sheets.plan:
            step, who, due = (row.text(key) for key in ("step", "who", "due"))
            if not (step or who or due):
                continue
            if not (step and who and due):
                self.findings.append(row.place("step").found("bad_plan_step"))
                continue
            if row.cells["due"].kind == "date":
                self.findings.append(row.place("due").found("date_as_month", due, due[:7]))
                due = due[:7]
            if not _MONTH.fullmatch(due):
                self.findings.append(row.place("due").found("bad_plan_month", due))
                continue
            position += 1
            yield PlanStep(position, clean(step), clean(who), due)

    def _field(self, key: str) -> tuple[str, Place]:
        """Give what is written about the organisation, and where."""
        row = self.rows.get(key)
        if row is None:
            return "", Place(self.file, self.sheets.identity[0].sheet)
        return row.text("answer"), row.place("answer")


def _reworded(variable: Variable, row: SheetRow) -> bool:
    return variable.definition is not None and row.text("definition") not in (
        "",
        variable.definition.pl,
        variable.definition.en,
    )


def _listed(names: list[str]) -> str:
    shown = [f"„{clean(name, limit=60)}”" for name in names[:MOST_NAMES]]
    rest = len(names) - len(shown)
    return ", ".join(shown) + (f" (+{rest})" if rest else "")
