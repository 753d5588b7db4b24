"""What is known of an organisation before it is asked: who it is and what it said a year earlier."""

import pandas as pd

from pes_analysis.edition.organisations.organisations import Organisations
from pes_analysis.edition.snapshot import POLAND
from pes_analysis.intake.questionnaire_workbook import CountyName

FIELDS = ("name", "teryt", "place", "status")
ABOUT_ITSELF = {"has_ps_status": "ps_status", "ps_goal_reintegration": "ps_goal_reintegration"}


def known_identity(organisations: Organisations, organisation_id: str, yes: str, no: str) -> dict[str, str]:
    """Give what may be written beforehand into the sheet about the organisation.

    Consent is left out: it is asked anew each time.

    Parameters
    ----------
    organisations : Organisations
    organisation_id : str
        One of them.
    yes, no : str
        The words of the questionnaire.

    Examples
    --------
    >>> from pes_analysis.edition.organisations import read_demonstration
    >>> known = known_identity(read_demonstration(), "demo-cis-02", "tak", "nie")
    >>> known["organisation_id"], known["has_ps_status"], "consent" in known
    ('demo-cis-02', 'nie', False)
    """
    row = organisations.entities.loc[organisation_id]
    known = {"organisation_id": organisation_id} | {key: str(row[key]) for key in FIELDS}
    known |= {key: yes if row[column] else no for key, column in ABOUT_ITSELF.items()}
    if pd.notna(row["founding_year"]):
        known["founding_year"] = str(row["founding_year"])
    return known


def last_year_figures(organisations: Organisations, organisation_id: str, year: int) -> dict[str, float]:
    """Give the figures of the year before `year`, by variable."""
    table = organisations.observations
    mine = (table["organisation_id"] == organisation_id) & (table["year"] == year - 1)
    figures = table.loc[mine & table["value"].notna(), ["variable", "value"]]
    return {str(variable): float(value) for variable, value in figures.itertuples(index=False)}


def county_names(counties: pd.DataFrame, region: str | None = None) -> list[CountyName]:
    """List the counties to choose from: of a voivodeship, or all.

    Parameters
    ----------
    counties : DataFrame
        Indexed by ``teryt``, with ``name, voivodeship, voivodeship_name``.
    region : str, optional
        Code of the voivodeship.

    Examples
    --------
    >>> from pes_analysis.edition.snapshot import read_snapshot
    >>> county_names(read_snapshot().counties, "12")[0]
    CountyName(teryt='1201', name='bocheński', voivodeship='małopolskie')
    """
    chosen = counties if region in (None, POLAND) else counties[counties["voivodeship"] == region]
    return [
        CountyName(str(teryt), str(row["name"]), str(row["voivodeship_name"]))
        for teryt, row in chosen.sort_index().iterrows()
    ]
