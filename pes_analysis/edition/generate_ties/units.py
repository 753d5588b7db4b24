"""Whom the made-up survey asks: the units of the generated directory, the regional centre left out."""

import pandas as pd

from pes_analysis.edition.directory import Directory
from pes_analysis.edition.organisations import Organisations

# It runs the survey.
_ASKER = "rops"


def surveyed_units(
    organisations: Organisations, directory: Directory, counties: pd.DataFrame
) -> pd.DataFrame:
    """Give the table of units of the survey.

    Parameters
    ----------
    organisations : Organisations
        Generated ones; an organisation of them goes under its public code without its consent.
    directory : Directory
        Those that end their work, or may stand on no page, are left out.
    counties : DataFrame
        Index teryt: counties whose units are asked.

    Returns
    -------
    DataFrame
        Columns of ``units.csv``, in the order of ids.
    """
    entities = organisations.entities.to_dict("index")
    rows = []
    for unit, row in directory.public.units.to_dict("index").items():
        if row["teryt"] not in counties.index or row["status"] == "in_liquidation" or row["type"] == _ASKER:
            continue
        known = entities.get(unit)
        rows.append(
            {
                "unit_id": unit,
                "public_code": "" if known is None else known["public_code"],
                "name": row["name"],
                "type": row["type"],
                "sector": row["sector"],
                "teryt": row["teryt"],
                "naming": "public" if known is None else known["consent"],
                "generated": True,
            }
        )
    return pd.DataFrame(rows).sort_values("unit_id", ignore_index=True)
