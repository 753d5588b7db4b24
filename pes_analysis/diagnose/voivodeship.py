"""Figures published for a whole voivodeship: the region's newest and oldest number, Poland beside."""

from typing import Any

import pandas as pd

from pes_analysis.edition import Edition
from pes_analysis.measure.aggregates import POLAND
from pes_analysis.measure.grid import NUMERIC_STATES
from pes_analysis.measure.indicators import compute_indicators

COLUMNS = ("indicator", "year", "value", "state", "source", "poland", "first_year", "first_value")


def voivodeship_figures(edition: Edition) -> pd.DataFrame:
    """Set the published figures of the edition's region beside those of Poland.

    Parameters
    ----------
    edition : Edition

    Returns
    -------
    DataFrame
        One row an indicator of the voivodeship level for which the region has a cell, in the catalogue's
        order: ``indicator, year, value, state, source, poland, first_year, first_value``.

        - ``year`` is the newest, up to the edition's, in which the region has a number; without any number
          the newest cell keeps its state, and ``value`` is NaN;
        - ``poland`` is of the same year, NaN where Poland has none then;
        - ``first_year, first_value`` are the region's oldest number, empty when it has none.
    """
    region, year = edition.parameters.region, edition.parameters.year
    observations = edition.snapshot.voivodeship_observations
    near = observations[observations["voivodeship"].isin([region, POLAND]) & (observations["year"] <= year)]
    indicators = edition.catalogue.indicators("voivodeship", available=True)
    values = compute_indicators(near.rename(columns={"voivodeship": "teryt"}), indicators)
    rows: list[dict[str, Any]] = []
    for indicator in indicators:
        here = values[values["indicator"] == indicator.id]
        own = here[here["teryt"] == region].sort_values("year")
        if own.empty:
            continue
        rows.append({"indicator": indicator.id, **_newest_and_oldest(own, here[here["teryt"] == POLAND])})
    return pd.DataFrame(rows, columns=list(COLUMNS)).astype({"year": "Int64", "first_year": "Int64"})


def _newest_and_oldest(own: pd.DataFrame, poland: pd.DataFrame) -> dict[str, Any]:
    numbers = own[own["state"].isin(NUMERIC_STATES)]
    shown = (numbers if len(numbers) else own).iloc[-1]
    beside = poland.loc[poland["year"] == shown["year"], "value"]
    return {
        "year": int(shown["year"]),
        "value": float(shown["value"]),
        "state": str(shown["state"]),
        "source": str(shown["source"]),
        "poland": float(beside.iloc[0]) if len(beside) else float("nan"),
        "first_year": int(numbers["year"].iloc[0]) if len(numbers) else None,
        "first_value": float(numbers["value"].iloc[0]) if len(numbers) else float("nan"),
    }
