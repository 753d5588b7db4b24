"""A form of the survey filled in as people fill it in, and read as the command reads it."""

from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pytest

from pes_analysis.catalogue import load_catalogue
from pes_analysis.catalogue.cooperation_survey import load_cooperation_survey
from pes_analysis.edition import read_snapshot
from pes_analysis.edition.ties import TiesSurvey, no_ties
from pes_analysis.edition.ties.importing import TiesImport, import_answers
from pes_analysis.edition.ties.pool import survey_units
from pes_analysis.intake.directory_counties import CountyNames
from pes_analysis.intake.ties_answers import AnswerReader
from pes_analysis.intake.ties_columns import TiesColumns
from pes_analysis.intake.ties_form import TiesForm
from pes_analysis.intake.ties_units import SurveyUnits

YEAR, DAY = 2024, "2025-03-01"
COLUMNS = TiesColumns(load_catalogue(), load_cooperation_survey())
COUNTIES = {str(code): str(name) for code, name in read_snapshot().counties["name"].items()}
UNIT, TIES, RATINGS = 1, 2, 3
ROWS_OF_UNIT = {"respondent": 2, "county": 3, "year": 4, "has_ties": 5}


def unit(name: str, kind: str, teryt: str = "1201", naming: str = "public", **more: str) -> dict[str, Any]:
    sector = "jst" if kind in ("ops", "pcpr", "up") else "pes"
    return {
        "public_code": "", "name": name, "type": kind, "sector": sector, "teryt": teryt, "naming": naming,
        "generated": False, "is_listed": naming == "public", "elsewhere": "", **more,
    }  # fmt: skip


POOL = pd.DataFrame.from_dict(
    {
        "cis-gaj": unit("CIS „Gaj”", "cis"),
        "kis-las": unit("KIS Las", "kis", naming="none"),
        "ops-gaj": unit("OPS", "ops"),
        "ops-las": unit("OPS", "ops", "1202"),
        "pcpr-gaj": unit("PCPR w Gaju", "pcpr"),
        "up-gaj": unit("PUP w Gaju", "up", elsewhere="1205"),
    },
    orient="index",
).rename_axis("unit_id")


@dataclass
class Survey:
    """A folder of files, and the commands of a survey over it."""

    folder: Path
    units: SurveyUnits
    language: str = "pl"

    def form(self, unit_id: str = "cis-gaj") -> openpyxl.Workbook:
        return openpyxl.load_workbook(BytesIO(self.made().workbook(self.language, unit_id)))

    def made(self) -> TiesForm:
        return TiesForm(COLUMNS, self.units, {}, COUNTIES, YEAR, "ROPS")

    def filled(
        self,
        *ties: dict[str, str],
        name: str = "ankieta.xlsx",
        unit_id: str = "cis-gaj",
        rating: str = "",
        **about: str,
    ) -> Path:
        """Fill in a form: ties by column, one rating for all statements, other cells about the unit."""
        book = self.form(unit_id)
        at = {column: position for position, column in enumerate(COLUMNS.ties, start=1)}
        for row, tie in enumerate(ties, start=2):
            for column, value in tie.items():
                book.worksheets[TIES].cell(row, at[column], value)
        for code, value in about.items():
            book.worksheets[UNIT].cell(ROWS_OF_UNIT[code], 3).value = value or None
        for row in range(2, 2 + len(COLUMNS.survey.questions)):
            book.worksheets[RATINGS].cell(row, 2).value = rating or None
        path = self.folder / name
        book.save(path)
        return path

    def csv(self, text: str, name: str = "ankieta.csv") -> Path:
        path = self.folder / name
        path.write_text(text, encoding="utf-8")
        return path

    def taken(
        self,
        *paths: Path,
        current: TiesSurvey | None = None,
        pool: pd.DataFrame = POOL,
        replace: bool = False,
    ) -> TiesImport:
        reader = AnswerReader(COLUMNS, survey_units(pool), CountyNames(COUNTIES, "12"), YEAR)
        questions = len(COLUMNS.survey.questions)
        files = [reader.read(path) for path in paths]
        return import_answers(
            current or no_ties(), files, pool, questions, YEAR, DAY, replace_existing=replace
        )


@pytest.fixture
def survey(tmp_path: Path) -> Survey:
    return Survey(tmp_path, survey_units(POOL))
