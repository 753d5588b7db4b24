"""The units that a survey of ties may ask and name: of organisations, the directory, earlier answers."""

from collections.abc import Sequence

import pandas as pd

from pes_analysis.edition.directory import Directory
from pes_analysis.edition.directory.schema import SECTOR_OF_TYPE
from pes_analysis.edition.organisations.organisations import Organisations
from pes_analysis.edition.ties.schema import TABLES
from pes_analysis.edition.ties.survey import TiesSurvey
from pes_analysis.intake.ties_units import SurveyUnit, SurveyUnits

COLUMNS = TABLES["units"].names[1:]


def unit_pool(organisations: Organisations, directory: Directory, survey: TiesSurvey) -> pd.DataFrame:
    """Put the units of an edition into one table.

    Parameters
    ----------
    organisations : Organisations
    directory : Directory
    survey : TiesSurvey
        What the edition has so far.

    Returns
    -------
    DataFrame
        Indexed by ``unit_id``: the columns of the units of a survey, then ``is_listed`` (some table allows
        its name to be shown) and ``elsewhere`` (another county in which one of the tables has it, or empty).
        A unit is as the organisations say, else as the directory, else as earlier answers. Generated units
        are left out where there are real ones: the two never stand in one table.

    Examples
    --------
    >>> from pes_analysis.edition import open_edition_data
    >>> edition = open_edition_data("malopolskie-2024")
    >>> pool = unit_pool(edition.organisations, edition.directory, edition.ties)
    >>> bool(edition.ties.units.index.isin(pool.index).all()), (pool["elsewhere"] == "").all().item()
    (True, True)
    """
    entities, listed, earlier = organisations.entities, directory.units, survey.units
    tables = [
        entities.assign(
            naming=entities["consent"].where(entities["consent"] == "public", "none"),
            sector=entities["type"].map(SECTOR_OF_TYPE),
        )[list(COLUMNS)],
        listed.assign(naming=listed["listing_consent"], public_code="")[list(COLUMNS)],
        earlier[list(COLUMNS)],
    ]
    whole = pd.concat([table.rename_axis("unit_id") for table in tables])
    generated = whole["generated"].astype(bool)
    if not generated.all():
        whole, tables = whole[~generated], [table[~table["generated"].astype(bool)] for table in tables]
    pool = whole[~whole.index.duplicated()].copy()
    public = whole.index[whole["naming"] == "public"]
    pool["is_listed"] = pool.index.isin(public)
    pool["elsewhere"] = _elsewhere(pool, tables)
    return pool.sort_index()


def _elsewhere(pool: pd.DataFrame, tables: Sequence[pd.DataFrame]) -> "pd.Series[str]":
    other = pd.Series("", pool.index, dtype="str")
    for table in tables:
        county = table["teryt"].reindex(pool.index)
        other = other.mask(county.notna() & (county != pool["teryt"]), county)
    return other


def survey_units(pool: pd.DataFrame) -> SurveyUnits:
    """Give the units as answers are read against them."""
    rows = zip(pool["name"], pool["teryt"], pool["is_listed"], pool["elsewhere"], strict=True)
    return SurveyUnits(
        {
            str(id_): SurveyUnit(str(name), str(teryt), bool(is_listed), str(elsewhere))
            for id_, (name, teryt, is_listed, elsewhere) in zip(pool.index, rows, strict=True)
        }
    )
