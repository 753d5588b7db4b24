"""Reading a folder of trainings: every table checked, and held against the others and the survey."""

from collections.abc import Collection
from pathlib import Path

from pes_analysis.catalogue.training_survey import load_training_survey
from pes_analysis.edition.table_rules import check_rules
from pes_analysis.edition.tables import read_table
from pes_analysis.edition.trainings.rules import OPEN_RULES, answer_rules, code_rules, event_rules
from pes_analysis.edition.trainings.schema import TABLES
from pes_analysis.edition.trainings.trainings import Trainings, trainings_of


def read_trainings(folder: Path, counties: Collection[str]) -> Trainings:
    """Read a folder of trainings and check every table of it.

    Parameters
    ----------
    folder : Path
        With ``events.csv``, ``answers.csv``, ``open_answers.csv`` and ``codes.csv``.
    counties : collection of str
        Codes of the counties in which events may take place.

    Returns
    -------
    Trainings

    Raises
    ------
    TableError
        A table is absent or a row is not as it should be; file, line and cell are named.
    """
    survey = load_training_survey()
    tables = {name: read_table(folder / f"{name}.csv", table) for name, table in TABLES.items()}
    events = tables["events"]
    rules = {
        "events": event_rules(counties),
        "answers": answer_rules(events, survey, is_open=False),
        "open_answers": [*answer_rules(events, survey, is_open=True), *OPEN_RULES],
        "codes": code_rules(tables["open_answers"], survey),
    }
    for name, of_table in rules.items():
        check_rules(folder / f"{name}.csv", tables[name], of_table)
    return trainings_of(tables)
