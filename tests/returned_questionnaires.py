"""Questionnaires filled in as an organisation would, with the figures of a demonstration organisation."""

import io
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.cell import Cell
from openpyxl.workbook import Workbook

from pes_analysis.catalogue import Language, load_catalogue
from pes_analysis.edition import read_snapshot
from pes_analysis.edition.organisations import read_demonstration
from pes_analysis.edition.organisations.asking import county_names
from pes_analysis.intake.questionnaire import questionnaire
from pes_analysis.intake.questionnaire_words import NO, PLACES, STATUSES, YES
from pes_analysis.intake.questionnaire_workbook import questionnaire_bytes

TYPES = tuple(one.id for one in load_catalogue().entity_types if one.kind != "status")
YEAR = 2024


class Filled:
    """A filled workbook that a test may spoil before it is sent."""

    def __init__(self, book: Workbook) -> None:
        self.book = book
        self.cells: dict[str, Cell] = {}
        for sheet, answers, codes in ((book.worksheets[1], "C", "D"), (book.worksheets[2], "E", "I")):
            for row in range(2, sheet.max_row + 1):
                self.cells[sheet[f"{codes}{row}"].value] = sheet[f"{answers}{row}"]

    def answer(self, **answers: Any) -> "Filled":
        """Write answers by their code; None clears one."""
        for code, value in answers.items():
            self.cells[code].value = value
        return self

    def save(self, path: Path) -> Path:
        """Save it and give the path back."""
        path.parent.mkdir(parents=True, exist_ok=True)
        self.book.save(path)
        return path


@cache
def demonstrated(kind: str, year: int = YEAR) -> str:
    """Find a demonstration organisation of a type, without PS status, whose return of a year is whole."""
    organisations = read_demonstration()
    returns = organisations.returns
    whole = returns.loc[(returns["year"] == year) & (returns["status"] == "full"), "organisation_id"]
    entities = organisations.entities.loc[whole]
    return str(entities.index[(entities["type"] == kind) & ~entities["ps_status"]][0])


def figures(kind: str, year: int = YEAR) -> dict[str, Any]:
    """Give its answers as they are typed: numbers, yes and no, x and nothing."""
    table = read_demonstration().observations
    mine = table[(table["organisation_id"] == demonstrated(kind, year)) & (table["year"] == year)]
    signs = {"not_applicable": "x", "missing": "."}
    return {row["variable"]: signs.get(row["state"], row["value"]) for row in mine.to_dict("records")}


def fill(
    kind: str = "cis",
    year: int = YEAR,
    language: Language = "pl",
    *,
    blank: bool = False,
    content: bytes | None = None,
) -> Filled:
    """Fill in a questionnaire: every answer is possible and fits the others.

    Parameters
    ----------
    kind : str
        Type of the organisation; its identifier is the type and ``-01``.
    year : int
        One of the years of the demonstration.
    language : {"pl", "en"}
    blank : bool
        Whether to leave the questions unanswered.
    content : bytes, optional
        The questionnaire to fill in; one made here when left out.
    """
    asked = questionnaire(load_catalogue(), kind, year)
    if content is None:
        counties = county_names(read_snapshot().counties, "12")
        content = questionnaire_bytes(asked, load_catalogue(), counties, language)
    filled = Filled(openpyxl.load_workbook(io.BytesIO(content)))
    filled.answer(
        organisation_id=f"{kind}-01",
        name=f"Organizacja {kind.upper()} „Próba”",
        teryt="1201",
        place=PLACES["urban"].in_language(language),
        status=STATUSES["active"].in_language(language),
        consent=YES.in_language(language),
    )
    if blank:
        return filled
    given = figures(kind, year)
    for variable in asked.variables:
        value = given.get(variable.id)
        if variable.kind == "flag" and isinstance(value, float):
            value = (YES if value else NO).in_language(language)
        filled.answer(**{variable.id: value})
    return filled
