"""Answers of the survey of ties read from a file: every cell judged, an error kept with its place."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from pes_analysis.intake.contact_forms import NOTHING
from pes_analysis.intake.directory_counties import CountyNames
from pes_analysis.intake.directory_entries import PERSONAL_KINDS
from pes_analysis.intake.return_findings import Place, ReturnFinding
from pes_analysis.intake.ties_columns import (
    ANSWER,
    CODE,
    COUNTY,
    HAS_TIES,
    KIND,
    KINDS,
    PARTNER,
    RATING,
    RESPONDENT,
    STRENGTH,
    YEAR,
    TiesColumns,
    kind_of,
    yes_or_no,
)
from pes_analysis.intake.ties_findings import finding
from pes_analysis.intake.ties_source import (
    ASKED,
    RATINGS,
    TIES,
    UNIT,
    TiesRow,
    TiesSource,
    TiesTable,
    read_ties_source,
)
from pes_analysis.intake.ties_told import Answer, AnswerFile, ToldTie
from pes_analysis.intake.ties_units import SurveyUnits
from pes_analysis.protect.personal_data import personal_data_kinds

_NOBODY = NOTHING | {"none", "nikt", "nobody"}


@dataclass(frozen=True)
class AnswerReader:
    """Reads files of the survey.

    Attributes
    ----------
    columns : TiesColumns
    units : SurveyUnits
    counties : CountyNames
    year : int
        Of the edition; answers of another year are not taken.
    """

    columns: TiesColumns
    units: SurveyUnits
    counties: CountyNames
    year: int

    def read(self, path: Path) -> AnswerFile:
        """Read a file; each error says where it stands, and blocks the answer of its unit."""
        source = read_ties_source(path, self.columns)
        return _Reading(self, source).read()


class _Reading:
    """The reading of one file."""

    def __init__(self, reader: AnswerReader, source: TiesSource) -> None:
        self.reader, self.columns, self.units = reader, reader.columns, reader.units
        self.source = source
        self.answers: dict[str, Answer] = {}
        self.found: list[ReturnFinding] = list(source.findings)
        self.cells: dict[tuple[str, str], str] = {}
        self.asked: list[str] = []
        self.repaired: set[tuple[str, str, str]] = set()

    def read(self) -> AnswerFile:
        if any(one.severity == "error" for one in self.found):
            return self._done()
        own: Answer | None = None
        for table in self.source.of(UNIT):
            own = self._unit(table)
            if own is None:
                return self._done()
        self._answers(own)
        for table in self.source.of(ASKED):
            for row in table.rows:
                answer = self._respondent(table, row)
                self.asked += [answer.unit_id] if answer and not answer.is_blocked else []
        for answer in self.answers.values():
            if answer.says_none and answer.ties:
                self.say(answer.place, "ties_denied", answer=answer)
        if not self.answers and not any(one.severity == "error" for one in self.found):
            self.say(Place(self.source.file), "no_answers")
        return self._done()

    def _answers(self, own: Answer | None) -> None:
        for table in self.source.of(TIES):
            for row in table.rows:
                self._tie(table, row, own)
        for table in self.source.of(RATINGS):
            for row in table.rows:
                # A statement of the form that nobody rated says nothing.
                if row.of(RATING) or own is None:
                    self._rating(table, row, own)

    def _done(self) -> AnswerFile:
        # A list of those asked holds no answers.
        answers = () if self.source.of(ASKED) else tuple(self.answers.values())
        return AnswerFile(self.source.file, answers, tuple(dict.fromkeys(self.asked)), tuple(self.found))

    def say(
        self,
        place: Place,
        rule: str,
        written: str = "",
        read_as: str = "",
        hint: str | tuple[str, str] = "",
        answer: Answer | None = None,
    ) -> None:
        one = finding(place, rule, written, read_as, hint)
        if one.severity == "repair":
            # The same name on every row of a table is one thing to tell.
            if (rule, written, read_as) in self.repaired:
                return
            self.repaired.add((rule, written, read_as))
        self.found.append(one)
        if answer is not None and one.severity == "error":
            answer.is_blocked = True

    def _unit(self, table: TiesTable) -> Answer | None:
        """Read the sheet that says who answers."""
        told = {row.of(CODE): row for row in table.rows}
        nowhere = TiesRow(table.rows[0].number if table.rows else 1, {})
        rows = {code: told.get(code, nowhere) for code in (RESPONDENT, YEAR, COUNTY, HAS_TIES)}
        who = rows[RESPONDENT]
        answer = self._whose(table.place(who, ANSWER), who.of(ANSWER))
        if answer is None:
            return None
        self._check_year(table.place(rows[YEAR], ANSWER), rows[YEAR].of(ANSWER), answer)
        self._check_county(table.place(rows[COUNTY], ANSWER), rows[COUNTY].of(ANSWER), answer)
        given = rows[HAS_TIES].of(ANSWER)
        has_ties = yes_or_no(given) if given else None
        if given and has_ties is None:
            self.say(table.place(rows[HAS_TIES], ANSWER), "not_yes_or_no", given)
        answer.says_none = has_ties is False
        return answer

    def _respondent(self, table: TiesTable, row: TiesRow) -> Answer | None:
        """Read whose a row is, where the file holds answers of several units."""
        answer = self._whose(table.place(row, RESPONDENT), row.of(RESPONDENT))
        if answer is not None:
            self._check_year(table.place(row, YEAR), row.of(YEAR), answer)
            self._check_county(table.place(row, COUNTY), row.of(COUNTY), answer)
        return answer

    def _whose(self, place: Place, text: str) -> Answer | None:
        if not text:
            self.say(place, "no_respondent")
            return None
        unit_id = self._find(place, text, "unknown_respondent", None)
        if not unit_id:
            return None
        answer = self.answers.setdefault(unit_id, Answer(unit_id, place))
        self._agree(place, unit_id, answer)
        return answer

    def _check_year(self, place: Place, text: str, answer: Answer) -> None:
        if not text:
            self.say(place, "no_year", hint=str(self.reader.year), answer=answer)
        elif text != str(self.reader.year):
            self.say(place, "wrong_year", text, hint=str(self.reader.year), answer=answer)

    def _check_county(self, place: Place, text: str, answer: Answer) -> None:
        """Hold the county that a unit gives against that of the list; an empty one says nothing."""
        if not text:
            return
        county = self.reader.counties.find(text)
        known = self.units.of_id[answer.unit_id].teryt
        if known in (county.teryt, *county.several):
            return
        if not county.teryt:
            self.say(place, "unknown_county", text, answer=answer)
            return
        hint = self._county_names(county.teryt, known)
        self.say(place, "unit_in_two_counties", answer.unit_id, hint=hint, answer=answer)

    def _agree(self, place: Place, unit_id: str, answer: Answer) -> None:
        """Name a unit that the tables of the edition themselves have in two counties."""
        unit = self.units.of_id[unit_id]
        if unit.elsewhere:
            hint = self._county_names(unit.teryt, unit.elsewhere)
            self.say(place, "unit_in_two_counties", unit_id, hint=hint, answer=answer)

    def _county_names(self, *codes: str) -> str:
        return ", ".join(f"{self.reader.counties.names.get(code, '?')} ({code})" for code in codes)

    def _find(self, place: Place, text: str, unknown: str, answer: Answer | None) -> str:
        """Find a unit; where there is none, say which is the nearest, and take none."""
        kinds = personal_data_kinds(text)
        unit = self.units.find(text)
        if unit.unit_id:
            if not unit.is_exact:
                self.say(place, "name_form", text, unit.unit_id)
            return unit.unit_id
        if kinds:
            pl, en = (", ".join(PERSONAL_KINDS[kind][at] for kind in kinds) for at in (0, 1))
            self.say(place, "personal_data", hint=(pl, en), answer=answer)
        elif unit.is_ambiguous:
            listed = f": {', '.join(unit.several)}" if unit.several else ""
            self.say(place, "several_units", text, hint=listed, answer=answer)
        else:
            near = self.units.nearest(text)
            hint = (f"Najbliższa nazwa: „{near}”. ", f"The nearest name: '{near}'. ") if near else ""
            self.say(place, unknown, text, hint=hint, answer=answer)
        return ""

    def _tie(self, table: TiesTable, row: TiesRow, own: Answer | None) -> None:
        answer = own or self._respondent(table, row)
        if answer is None:
            return
        partner = row.of(PARTNER)
        if partner.casefold() in _NOBODY:
            if partner and not row.of(STRENGTH):
                answer.says_none = True
            else:
                self.say(table.place(row, PARTNER), "no_partner", answer=answer)
            return
        place = table.place(row, PARTNER)
        partner_id = self._find(place, partner, "unknown_partner", answer)
        intensity = self._intensity(table, row, answer)
        kind = self._kind(table, row)
        trust = dict(self._trust(table, row))
        forms = tuple(self._forms(table, row))
        if not partner_id:
            return
        self._agree(place, partner_id, answer)
        key = (answer.unit_id, partner_id)
        if partner_id == answer.unit_id:
            self.say(place, "tie_to_itself", partner, answer=answer)
        elif key in self.cells:
            self.say(place, "doubled_tie", partner, hint=self.cells[key], answer=answer)
        elif intensity:
            answer.ties[partner_id] = ToldTie(partner_id, intensity, kind, trust, forms)
        self.cells.setdefault(key, place.cell)

    def _intensity(self, table: TiesTable, row: TiesRow, answer: Answer) -> int:
        highest, place, text = str(len(self.columns.grades)), table.place(row, STRENGTH), row.of(STRENGTH)
        if not text:
            self.say(place, "no_intensity", hint=highest, answer=answer)
            return 0
        grade = None if STRENGTH in row.errors else self.columns.grade_of(text)
        if grade is None:
            self.say(place, "wrong_intensity", text, hint=highest, answer=answer)
        return grade or 0

    def _kind(self, table: TiesTable, row: TiesRow) -> str:
        text = self._text(table, row, KIND)
        kind = kind_of(text)
        if text and not kind:
            hint = ("; ".join(one.pl for one in KINDS.values()), "; ".join(one.en for one in KINDS.values()))
            self.say(table.place(row, KIND), "wrong_kind", text, hint=hint)
        return kind

    def _trust(self, table: TiesTable, row: TiesRow) -> Iterator[tuple[str, int]]:
        for column in self.columns.trust:
            grade = self._grade(table, row, column, self.columns.survey.highest_trust)
            if grade:
                yield column, grade

    def _forms(self, table: TiesTable, row: TiesRow) -> Iterator[str]:
        for column in self.columns.forms:
            text = self._text(table, row, column)
            said = yes_or_no(text) if text else False
            if said is None:
                self.say(table.place(row, column), "not_yes_or_no", text)
            elif said:
                yield column

    def _grade(self, table: TiesTable, row: TiesRow, column: str, highest: int) -> int:
        text = self._text(table, row, column)
        if text and text not in _grades(highest):
            self.say(table.place(row, column), "wrong_grade", text, hint=str(highest))
            return 0
        return int(text) if text else 0

    def _text(self, table: TiesTable, row: TiesRow, column: str) -> str:
        """Give a cell that may be left empty; one with an error of the spreadsheet is told and left out."""
        if column in row.errors:
            self.say(table.place(row, column), "error_in_cell", row.of(column))
            return ""
        return row.of(column)

    def _rating(self, table: TiesTable, row: TiesRow, own: Answer | None) -> None:
        answer = own or self._respondent(table, row)
        if answer is None:
            return
        place, question = table.place(row, CODE), row.of(CODE)
        if question not in self.columns.survey.questions:
            self.say(place, "unknown_question", question, answer=answer)
            return
        key = (answer.unit_id, question)
        if key in self.cells:
            self.say(place, "doubled_question", question, hint=self.cells[key], answer=answer)
            return
        self.cells[key] = place.cell
        rating = self._grade(table, row, RATING, self.columns.survey.highest_rating)
        if rating:
            answer.ratings[question] = rating


def _grades(highest: int) -> Collection[str]:
    return {str(grade) for grade in range(1, highest + 1)}
