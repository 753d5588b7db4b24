"""Blocks: where a county stands in an area or a dimension as a whole, when enough is known to say it."""

from collections.abc import Hashable, Mapping, Sequence
from statistics import fmean
from typing import Any

import pandas as pd

from pes_analysis.catalogue import Indicator
from pes_analysis.robust.claim import Standing

CORE_COVERAGE = 0.70
MARKS = ("better", "middle", "worse")
PRINTED = (Standing.SAID, Standing.SOFTENED)


def block_shares(positions: pd.DataFrame, indicators: Sequence[Indicator]) -> pd.DataFrame:
    """Average positions inside each area and each dimension.

    The share is the plain mean of ``share_better`` over the judged indicators of the block: 100 when
    the county does better than all units it is compared with in all of them, 50 in the middle. It is
    given only when at least 70 % of the block's core indicators that are judged and collected have a
    position: an index over the few that happen to be known would be another index. A block without a
    core indicator needs 70 % of all its indicators.

    Parameters
    ----------
    positions : DataFrame
        Columns ``indicator, year, group, n, share_better, mark``; one row an indicator. Where there is a
        column ``standing``, only marks that are sure enough are counted.
    indicators : sequence of Indicator
        Those that define the blocks, awaiting ones too; informational ones are not counted.

    Returns
    -------
    DataFrame
        One row an area and, with an empty ``area``, one row a dimension: ``dimension, area,
        n_indicators, n_with_data, n_core, n_core_with_data, n_awaiting, share, reason, n_better,
        n_middle, n_worse, group, smallest_n, oldest_year, newest_year``. ``reason`` says why there is
        no share: ``"awaiting"`` (nothing collected yet), ``"too_few"``, or empty.
        ``group`` is ``"mixed"`` when the indicators are compared with different groups.

    Examples
    --------
    >>> from pes_analysis.catalogue import load_catalogue
    >>> rate = load_catalogue().indicator("unemployment_rate")
    >>> place = pd.DataFrame({"indicator": ["unemployment_rate"], "year": [2023], "group": ["peers"],
    ...                       "n": [20], "share_better": [80.0], "mark": ["better"]})
    >>> block_shares(place, [rate])[["area", "n_with_data", "share"]].values.tolist()
    [['labour_market', 1, 80.0], ['', 1, 80.0]]
    """
    places = {row["indicator"]: row for row in positions.to_dict("records")}
    blocks: dict[tuple[str, str], list[Indicator]] = {}
    for indicator in indicators:
        if indicator.polarity != "informational":
            blocks.setdefault((indicator.dimension, indicator.area), []).append(indicator)
            blocks.setdefault((indicator.dimension, ""), []).append(indicator)
    dimensions = list(dict.fromkeys(dimension for dimension, _ in blocks))
    areas_first = sorted(blocks, key=lambda block: (dimensions.index(block[0]), block[1] == ""))
    table = pd.DataFrame([_block(block, blocks[block], places) for block in areas_first])
    return table.astype(
        {"smallest_n": "Int64", "oldest_year": "Int64", "newest_year": "Int64", "share": float}
    )


def _block(
    block: tuple[str, str], indicators: Sequence[Indicator], places: Mapping[str, Mapping[Hashable, Any]]
) -> dict[str, Any]:
    collected = [one for one in indicators if one.availability == "available"]
    placed = [one for one in collected if places.get(one.id, {}).get("mark") in MARKS]
    core, core_placed = sum(one.core for one in collected), sum(one.core for one in placed)
    required, known = (core, core_placed) if core else (len(collected), len(placed))
    reason = "awaiting" if not required else "too_few" if known < CORE_COVERAGE * required else ""
    rows = [places[one.id] for one in placed]
    groups = {str(row["group"]) for row in rows}
    years = [int(row["year"]) for row in rows]
    marks = [row["mark"] for row in rows if row.get("standing", Standing.SAID) in PRINTED]
    return {
        "dimension": block[0],
        "area": block[1],
        "n_indicators": len(collected),
        "n_with_data": len(placed),
        "n_core": core,
        "n_core_with_data": core_placed,
        "n_awaiting": len(indicators) - len(collected),
        "share": None if reason else fmean(float(row["share_better"]) for row in rows),
        "reason": reason,
        **{f"n_{mark}": marks.count(mark) for mark in MARKS},
        "group": "mixed" if len(groups) > 1 else next(iter(groups), "none"),
        "smallest_n": min((int(row["n"]) for row in rows), default=None),
        "oldest_year": min(years, default=None),
        "newest_year": max(years, default=None),
    }
