"""How many people of each county need each service: the norms of the catalogue on public figures."""

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from pes_analysis.catalogue import State, evaluate
from pes_analysis.catalogue.need_norms import ESTIMATES, NeedNorm, NeedNorms
from pes_analysis.compare.figures import GROUP_COVERAGE
from pes_analysis.measure.grid import NUMERIC_STATES
from pes_analysis.measure.indicators import SOURCES_JOINED

NO_NORM = "no_norm"


def count_needed(
    observations: pd.DataFrame, norms: NeedNorms, areas: Sequence[str], counties: Sequence[str]
) -> pd.DataFrame:
    """Estimate how many people need each service in each county.

    Each figure of a norm is taken from the newest year in which at least 80 % of the counties have it. A
    county without the figure, and an area without a norm, have no number: never zero.

    Parameters
    ----------
    observations : DataFrame
        Raw figures up to the edition's year: ``teryt, year, variable, value, state, source``.
    norms : NeedNorms
    areas : sequence of str
    counties : sequence of str

    Returns
    -------
    DataFrame
        One row a county and area: ``teryt, area, group`` (people in the group of the norm), ``low, central,
        high`` (people in need), ``state, reason`` (``"no_norm"`` or what is missing), ``oldest_year,
        newest_year, source``.

    Examples
    --------
    >>> from pes_analysis.catalogue.need_norms import load_need_norms
    >>> rows = pd.DataFrame({"teryt": ["1201"], "year": 2018, "variable": "fam_homeless", "value": [50.0],
    ...                      "state": "value", "source": "gus"})
    >>> found = count_needed(rows, load_need_norms(), ["homelessness", "violence"], ["1201"])
    >>> found[["area", "low", "central", "high", "state"]].values.tolist()
    [['homelessness', 50.0, 60.0, 75.0, 'value'], ['violence', nan, nan, nan, 'missing']]
    """
    named = {name for norm in norms.areas.values() for name in norm.group.names}
    inside = observations[observations["variable"].isin(named) & observations["teryt"].isin(counties)]
    rows = {str(name): own for name, own in inside.astype({"variable": str}).groupby("variable")}
    parts = [
        _of_area(rows, area, norms.areas[area], counties) if area in norms.areas else _unknown(area, counties)
        for area in areas
    ]
    whole = pd.concat(parts, ignore_index=True)
    return whole.astype({"oldest_year": "Int64", "newest_year": "Int64"})


def _of_area(
    figures: Mapping[str, pd.DataFrame], area: str, norm: NeedNorm, counties: Sequence[str]
) -> pd.DataFrame:
    index = pd.Index(list(counties), name="teryt")
    values, years, sources = pd.DataFrame(index=index), [], []
    states = pd.DataFrame(index=index)
    for name in norm.group.names:
        rows = _newest(figures.get(name), index)
        values[name] = rows["value"].astype(float)
        states[name] = rows["state"].fillna(str(State.MISSING))
        years.append(rows["year"])
        sources.append(rows["source"])
    found = evaluate(norm.group, values, states)
    year = pd.concat(years, axis=1)
    table = pd.DataFrame({"teryt": index, "area": area, "group": found["value"].to_numpy()})
    for name, share in zip(ESTIMATES, norm.shares, strict=True):
        table[name] = table["group"] * share
    return table.assign(
        state=found["state"].astype(str).to_numpy(),
        reason=found["reason"].astype(str).to_numpy(),
        oldest_year=year.min(axis=1).to_numpy(),
        newest_year=year.max(axis=1).to_numpy(),
        source=[SOURCES_JOINED.join(sorted({*filter(None, row)})) for row in zip(*sources, strict=True)],
    )


def _newest(rows: pd.DataFrame | None, index: pd.Index) -> pd.DataFrame:
    """Give the rows of the newest year that most counties have; gaps where a county has none."""
    columns = ["year", "value", "state", "source"]
    if rows is None:
        return pd.DataFrame(index=index, columns=columns).fillna({"source": ""})
    known = rows[rows["state"].isin(NUMERIC_STATES)].groupby("year")["teryt"].nunique()
    enough = known.index[known >= GROUP_COVERAGE * len(index)]
    if not len(enough):
        return pd.DataFrame(index=index, columns=columns).fillna({"source": ""})
    of_year = rows[rows["year"] == enough.max()].set_index("teryt")
    found: pd.DataFrame = of_year[columns].astype({"state": str, "source": str}).reindex(index)
    return found.fillna({"source": ""})


def _unknown(area: str, counties: Sequence[str]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "teryt": list(counties),
            "area": area,
            "group": np.nan,
            **dict.fromkeys(ESTIMATES, np.nan),
            "state": str(State.MISSING),
            "reason": NO_NORM,
            "oldest_year": np.nan,
            "newest_year": np.nan,
            "source": "",
        }
    )
