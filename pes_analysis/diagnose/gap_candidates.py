"""Who could fill a gap: active entities of the area, those of the county first, then the nearest ones."""

import pandas as pd

from pes_analysis.catalogue.service_supply import load_service_supply
from pes_analysis.compare.distances import county_distances
from pes_analysis.edition.directory.schema import PES

MOST = 3


def who_could_fill(providers: pd.DataFrame, teryt: str, area: str, most: int = MOST) -> pd.DataFrame:
    """List the entities that could fill a gap.

    Parameters
    ----------
    providers : DataFrame
        From ``list_providers``.
    teryt, area : str
        The county and the service area of the gap.
    most : int

    Returns
    -------
    DataFrame
        The nearest active entities that may be named: the columns of ``providers``, ``km`` (from the middle
        of one county to that of the other, 0 in the county itself). Of the same distance, those with free
        places come first.

    Examples
    --------
    >>> rows = pd.DataFrame({"unit_id": ["a", "b"], "area": "housing", "sector": "pes", "status": "active",
    ...     "teryt": ["1263", "1201"], "listed": True, "free_places": pd.array([1, None], "Int64")})
    >>> who_could_fill(rows, "1201", "housing")["unit_id"].tolist()
    ['b', 'a']
    """
    able = providers[
        (providers["area"] == area)
        & (providers["sector"] == PES)
        & providers["status"].isin(load_service_supply().active)
        & providers["listed"]
    ]
    away = county_distances().loc[teryt].to_dict()
    ordered = able.assign(km=able["teryt"].map(away).astype(float), free=able["free_places"].fillna(0))
    ordered = ordered.sort_values(["km", "free", "unit_id"], ascending=[True, False, True])
    return ordered.drop(columns="free").head(most).reset_index(drop=True)
