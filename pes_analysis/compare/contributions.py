"""Contributions: what each indicator adds to the distance between a score and that of the peers."""

from collections.abc import Sequence

import numpy as np
import pandas as pd


def contributions(
    points: pd.DataFrame, weights: pd.DataFrame, unit: str, peers: Sequence[str]
) -> pd.DataFrame:
    """Split the distance of a score from the mean score of the peers, exactly, indicator by indicator.

    A score is the sum of weights times points. With p the points of the unit, w its weights, m the mean
    points of the peers in the indicator and M their mean score, an indicator adds

    - ``level``: w × (p − m), doing better or worse than the peers;
    - ``set``: (w − mean weight of the peers) × (m − M) − mean over the peers of their weight × (their
      points − m). It is 0 when all have answered the same, and otherwise what having other indicators in
      the score is worth.

    Both together add up to the distance, because the weights of every score add up to 1. An
    indicator that is missing therefore costs or brings only what leaving it out changes.

    Parameters
    ----------
    points : DataFrame
        Units by indicators; NaN where nothing is known.
    weights : DataFrame
        Of the same shape, from ``score``; rows of units without a score are 0.
    unit : str
    peers : sequence of str
        Those without a score are left out.

    Returns
    -------
    DataFrame
        One row an indicator that weighs in one of the scores: ``indicator, points, peers_mean, weight,
        level, set, contribution``; the largest first, by size. ``contribution`` is ``level + set`` and adds
        up to the distance. Empty when the unit, or every peer, has no score or no row.

    Examples
    --------
    >>> points = pd.DataFrame({"a": [80.0, 40.0], "b": [50.0, 60.0]}, index=["own", "peer"])
    >>> table = contributions(points, points * 0 + 0.5, "own", ["peer"])
    >>> table[["indicator", "contribution"]].values.tolist(), float(table["contribution"].sum())
    ([['a', 20.0], ['b', -5.0]], 15.0)
    """
    places = weights.index.get_indexer(pd.Index([unit, *peers]))
    places = places[places >= 0]
    places = places[weights.to_numpy(dtype=float)[places].sum(axis=1) > 0]
    if len(places) < 2 or weights.index[places[0]] != unit:
        return pd.DataFrame(columns=list(_COLUMNS)).astype(dict.fromkeys(_COLUMNS[1:], float))
    own, w = (one.iloc[places[0]].to_numpy(dtype=float) for one in (points, weights))
    theirs, v = (one.take(places[1:]).to_numpy(dtype=float) for one in (points, weights))
    known = (v > 0).sum(axis=0)
    # An indicator that no peer has is set against the peers' mean score.
    mean_score = float((v * np.nan_to_num(theirs)).sum(axis=1).mean())
    means = np.where(known > 0, np.where(v > 0, theirs, 0.0).sum(axis=0) / np.maximum(known, 1), mean_score)
    level = np.where(w > 0, w * (own - means), 0.0)
    different = (w - v.mean(axis=0)) * (means - mean_score)
    spread = np.where(v > 0, v * (theirs - means), 0.0).mean(axis=0)
    contribution = level + different - spread
    order = np.argsort(-np.abs(contribution), kind="stable")
    order = order[((w > 0) | (known > 0))[order]]
    columns = {
        "points": own,
        "peers_mean": np.where(known > 0, means, np.nan),
        "weight": w,
        "level": level,
        "set": different - spread,
        "contribution": contribution,
    }
    return pd.DataFrame(
        {"indicator": points.columns[order], **{name: column[order] for name, column in columns.items()}}
    )


_COLUMNS = ("indicator", "points", "peers_mean", "weight", "level", "set", "contribution")
