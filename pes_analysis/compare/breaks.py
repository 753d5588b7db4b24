"""Breaks: years from which an indicator, or the county itself, is something else than before."""

from collections.abc import Iterable

import pandas as pd

from pes_analysis.catalogue import Indicator
from pes_analysis.measure.indicators import names_of

REASONS = ["reason_pl", "reason_en"]


def list_breaks(
    indicators: Iterable[Indicator], breaks: pd.DataFrame, territory_changes: pd.DataFrame, teryt: str
) -> pd.DataFrame:
    """List the breaks of indicators for one county.

    A series breaks where any variable of its formula does, and where the county becomes another area.

    Parameters
    ----------
    indicators : iterable of Indicator
    breaks : DataFrame
        Columns ``variable, year, reason_pl, reason_en``.
    territory_changes : DataFrame
        Columns ``teryt, year, reason_pl, reason_en``.
    teryt : str

    Returns
    -------
    DataFrame
        Columns ``indicator, year, reason_pl, reason_en``, by indicator in the order given and by year; one
        year may break for several reasons, each once.

    Examples
    --------
    >>> from pes_analysis.catalogue import load_catalogue
    >>> census = pd.DataFrame({"variable": ["pop"], "year": [2020], "reason_pl": "Spis.",
    ...                        "reason_en": "Census."})
    >>> borders = pd.DataFrame({"teryt": ["0221"], "year": [2013], "reason_pl": "Granice.",
    ...                         "reason_en": "Borders."})
    >>> rate = load_catalogue().indicator("unemployed_per_1k")
    >>> list_breaks([rate], census, borders, "0221")[["indicator", "year"]].values.tolist()
    [['unemployed_per_1k', 2013], ['unemployed_per_1k', 2020]]
    """
    operands = pd.DataFrame(
        [(indicator.id, name) for indicator in indicators for name in names_of(indicator)],
        columns=["indicator", "variable"],
        dtype=str,
    )
    of_figures = operands.merge(breaks.astype({"variable": str}), on="variable")
    of_county = operands.merge(territory_changes[territory_changes["teryt"] == teryt], how="cross")
    columns = ["indicator", "year", *REASONS]
    found = pd.concat([of_figures[columns], of_county[columns]], ignore_index=True).drop_duplicates()
    order = {name: at for at, name in enumerate(operands["indicator"].unique())}
    ranked = found.assign(order=found["indicator"].map(order)).sort_values(["order", "year"], kind="stable")
    return ranked[columns].reset_index(drop=True)
