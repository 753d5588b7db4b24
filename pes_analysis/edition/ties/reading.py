"""Reading a folder of a survey of ties: every table checked, and held against the others."""

from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

import pandas as pd

from pes_analysis.catalogue import load_catalogue
from pes_analysis.catalogue.cooperation_survey import load_cooperation_survey
from pes_analysis.edition.directory.schema import UNIT_TYPES
from pes_analysis.edition.organisations.organisations import Organisations
from pes_analysis.edition.table_rules import Rule, check_rules
from pes_analysis.edition.tables import TableError, read_table
from pes_analysis.edition.ties.rules import asked_rules, form_rules, rating_rules, tie_rules, unit_rules
from pes_analysis.edition.ties.schema import TABLES
from pes_analysis.edition.ties.survey import TiesSurvey


@lru_cache(maxsize=4)
def read_ties(folder: Path, counties: frozenset[str]) -> TiesSurvey:
    """Read a folder of a survey of ties and check every table of it.

    Parameters
    ----------
    folder : Path
        With ``units.csv``, ``asked.csv``, ``ties.csv``, ``forms.csv`` and ``ratings.csv``.
    counties : frozenset of str
        Codes of the counties in which units may be.

    Returns
    -------
    TiesSurvey
        The same object for the same folder; write with `write_ties`, which forgets it.

    Raises
    ------
    TableError
        A table is absent or a row is not as it should be; file, line and cell are named.
    """
    tables = {name: read_table(folder / f"{name}.csv", table) for name, table in TABLES.items()}
    catalogue, survey = load_catalogue(), load_cooperation_survey()
    units = set(tables["units"]["unit_id"])
    rules: dict[str, Iterable[Rule]] = {
        "units": unit_rules(pd.Index(sorted(counties)), UNIT_TYPES),
        "asked": asked_rules(units),
        "ties": tie_rules(units, tables["asked"], survey),
        "forms": form_rules(tables["ties"], catalogue),
        "ratings": rating_rules(tables["asked"], survey),
    }
    for name, held in rules.items():
        check_rules(folder / f"{name}.csv", tables[name], held)
    return TiesSurvey(tables.pop("units").set_index("unit_id"), **tables)


def stands_with(survey: TiesSurvey, organisations: Organisations) -> TiesSurvey:
    """Hold a survey against the organisations of the edition; what they agreed to counts here too.

    Parameters
    ----------
    survey : TiesSurvey
    organisations : Organisations

    Returns
    -------
    TiesSurvey
        An organisation without consent to its name goes under its public code, whatever the survey says.

    Raises
    ------
    TableError
        An organisation is in another county, or of another type, or under another code than there.
    """
    entities = organisations.entities
    both = survey.units.index.intersection(entities.index)
    for column in ("teryt", "type", "public_code"):
        here, there = survey.units.loc[both, column], entities.loc[both, column]
        differs = (here != there) & ((here != "") | (column != "public_code"))
        for unit in both[differs][:1]:
            raise TableError(
                f"units.csv (powiązania): „{unit}” ma w „{column}” „{here[unit]}”, a w entities.csv "
                f"organizacji jest „{there[unit]}”. Jednostka ma jeden powiat, typ i kod. Popraw zapis.",
                f"units.csv (ties): '{unit}' has '{here[unit]}' in '{column}', and entities.csv of "
                f"organisations has '{there[unit]}'. A unit has one county, type and code. Correct one.",
            )
    units = survey.units.copy()
    units.loc[both, "public_code"] = entities.loc[both, "public_code"]
    silent = both[entities.loc[both, "consent"] != "public"]
    units.loc[silent, "naming"] = "none"
    return TiesSurvey(units, survey.asked, survey.ties, survey.forms, survey.ratings)
