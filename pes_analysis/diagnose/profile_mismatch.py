"""What share of the support in a county is out of line with its needs: the catalogue's index of mismatch."""

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd

from pes_analysis.catalogue import Catalogue, State, evaluate
from pes_analysis.catalogue.need_norms import ESTIMATES

Numbers = npt.NDArray[np.float64]
MISMATCH = "profile_mismatch_index"
NO_SUPPLY, TOO_FEW = "no_supply", "too_few_areas"
FEWEST_AREAS = 2


def measure_mismatch(
    needed: Mapping[str, Numbers],
    supply: Numbers,
    catalogue: Catalogue,
    counties: Sequence[str],
    areas: Sequence[str],
) -> pd.DataFrame:
    """Measure how far the profile of supply is from the profile of needs.

    Both profiles are shares of the areas known on both sides, so the same list stands on each.

    Parameters
    ----------
    needed : mapping of str to ndarray of shape (counties, areas)
        People in need by estimate: "low", "central", "high"; NaN where not known.
    supply : ndarray of shape (counties, areas)
        People who can be served; NaN where not known.
    catalogue : Catalogue
    counties, areas : sequence of str
        The areas are those of the closed list.

    Returns
    -------
    DataFrame
        ``teryt, value`` (0 to 1), ``lowest, highest`` (over the three norms), ``state, reason``
        (``"no_supply"``: nobody can be served; ``"too_few_areas"``: fewer than two areas are known on both
        sides), ``areas`` (how many are).

    Examples
    --------
    >>> from pes_analysis.catalogue import load_catalogue
    >>> areas = [item.id for item in load_catalogue().closed_list("service_areas").items]
    >>> need, supply = np.full((1, 14), np.nan), np.zeros((1, 14))
    >>> need[0, :2], supply[0, :2] = [30, 10], [5, 5]
    >>> found = measure_mismatch(dict.fromkeys(["low", "central", "high"], need), supply, load_catalogue(),
    ...                          ["1201"], areas)
    >>> found[["value", "areas"]].values.tolist()
    [[0.25, 2.0]]
    """
    formula = catalogue.indicator(MISMATCH).formula
    if formula is None:
        raise ValueError(f"indicator '{MISMATCH}' has no formula")
    known = ~np.isnan(supply) & ~np.isnan(needed["central"])
    supplied = np.where(known, supply, 0.0)
    enough, some = known.sum(axis=1) >= FEWEST_AREAS, supplied.sum(axis=1) > 0
    by_norm = []
    for norm in ESTIMATES:
        columns: dict[str, Numbers] = {}
        for side, people in (("need", np.where(known, needed[norm], 0.0)), ("supply", supplied)):
            whole = people.sum(axis=1, keepdims=True)
            share = np.divide(people, whole, out=np.zeros(people.shape), where=whole > 0)
            columns |= {f"{side}_share_{area}": share[:, at] for at, area in enumerate(areas)}
        found = evaluate(formula, pd.DataFrame(columns, index=list(counties)))["value"]
        by_norm.append(found.where(enough & some).to_numpy(dtype=float))
    low, central, high = by_norm
    state = np.where(enough, np.where(some, State.VALUE, State.UNDEFINED), State.MISSING)
    return pd.DataFrame(
        {
            "teryt": list(counties),
            "value": central,
            "lowest": np.minimum(np.minimum(low, central), high),
            "highest": np.maximum(np.maximum(low, central), high),
            "state": [str(one) for one in state],
            "reason": np.where(enough, np.where(some, "", NO_SUPPLY), TOO_FEW),
            "areas": known.sum(axis=1),
        }
    )
