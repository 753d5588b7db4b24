"""Figures published for a whole voivodeship: the region beside Poland, newest year first known for both."""

import pandas as pd

from pes_analysis.edition import Edition
from pes_analysis.measure.aggregates import POLAND
from pes_analysis.measure.grid import NUMERIC_STATES
from pes_analysis.measure.indicators import compute_indicators


def voivodeship_figures(edition: Edition) -> pd.DataFrame:
    """Set the published figures of the edition's region beside those of Poland.

    Parameters
    ----------
    edition : Edition

    Returns
    -------
    DataFrame
        One row an indicator of the voivodeship level, in the catalogue's order: ``indicator, year,
        value, state, source, poland, first_year, first_value``. The year is the newest, up to the
        edition's, in which the region has a number; without one, the newest cell keeps its state.
        ``first_year`` and ``first_value`` are the region's oldest number.
    """
    region, year = edition.parameters.region, edition.parameters.year
    observations = edition.snapshot.voivodeship_observations
    near = observations[observations["voivodeship"].isin([region, POLAND]) & (observations["year"] <= year)]
    indicators = edition.catalogue.indicators("voivodeship", available=True)
    values = compute_indicators(near.rename(columns={"voivodeship": "teryt"}), indicators)
    rows = []
    for indicator in indicators:
        here = values[values["indicator"] == indicator.id]
        own = here[here["teryt"] == region].sort_values("year")
        if own.empty:
            continue
        numbers = own[own["state"].isin(NUMERIC_STATES)]
        shown = (numbers if len(numbers) else own).iloc[-1]
        first = (numbers if len(numbers) else own).iloc[0]
        beside = here[(here["teryt"] == POLAND) & (here["year"] == shown["year"])]["value"]
        rows.append(
            {
                "indicator": indicator.id,
                "year": int(shown["year"]),
                "value": float(shown["value"]),
                "state": str(shown["state"]),
                "source": str(shown["source"]),
                "poland": float(beside.iloc[0]) if len(beside) else float("nan"),
                "first_year": int(first["year"]),
                "first_value": float(first["value"]),
            }
        )
    return pd.DataFrame(rows)
