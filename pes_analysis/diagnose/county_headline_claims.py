"""How sure the first sentence of a county is: problems and support beside those of the group."""

from collections.abc import Iterator, Mapping

import numpy as np
import numpy.typing as npt

from pes_analysis.diagnose.findings import FEWER_AT, MORE_AT
from pes_analysis.diagnose.shared import Shared
from pes_analysis.robust.claim import NOISE, Claim, claim_from
from pes_analysis.robust.claim_rows import ClaimRows

Numbers = npt.NDArray[np.float64]
HEADLINES = {
    "problems": ("fewer_problems", "more_problems"),
    "supply": ("stronger_support", "weaker_support"),
}
"""By dimension: what is said of a high and of a low mean share."""
CORE_COVERAGE = 0.7
OUTER_QUARTER = 75.0
TESTED = (NOISE, "peer_count", "peer_distance", "figures_year")


def share_better(own: Numbers, group: Numbers) -> Numbers:
    """Give the share of the group that a unit does better than, ties by half, 0 to 100, row by row.

    Examples
    --------
    >>> share_better(np.array([2.0, np.nan]), np.array([[1.0, 2.0, 3.0, np.nan], [1.0, 1.0, 1.0, 1.0]]))
    array([50., nan])
    """
    n = (~np.isnan(group)).sum(axis=1)
    better, worse = (group < own[:, None]).sum(axis=1), (group > own[:, None]).sum(axis=1)
    share = 100 * (better + (n - better - worse) / 2) / np.maximum(n, 1)
    return np.where(np.isnan(own) | (n == 0), np.nan, share)


def mean_share(
    shares: Mapping[str, Numbers], dimension: str, shared: Shared, area: str = ""
) -> Numbers | None:
    """Average the shares of a dimension, or of one area of it, in every row; None for too little."""
    inside = [
        one
        for one in shared.indicators
        if one.dimension == dimension and one.polarity != "informational" and area in ("", one.area)
    ]
    known = [one for one in inside if one.id in shares]
    core = [one for one in inside if one.core] or inside
    if not known or sum(one in known for one in core) < CORE_COVERAGE * len(core):
        return None
    every = np.stack([shares[one.id] for one in known])
    n = (~np.isnan(every)).sum(axis=0)
    mean = np.where(np.isnan(every), 0, every).sum(axis=0) / np.maximum(n, 1)
    return np.where(n >= CORE_COVERAGE * len(known), mean, np.nan)


def headline_claims(shares: Mapping[str, Numbers], rows: ClaimRows, shared: Shared) -> Iterator[Claim]:
    """Test what is said of problems and of support.

    Parameters
    ----------
    shares : mapping of str to ndarray
        By indicator, one number a row.
    rows : ClaimRows
        The first rows of the shares.
    shared : Shared

    Yields
    ------
    Claim
        Where the published figures say that there are fewer or more problems, stronger or weaker support.
    """
    for dimension, (high, low) in HEADLINES.items():
        mean = mean_share(shares, dimension, shared)
        if mean is None:
            continue
        rounded = np.round(mean[: len(rows)])
        for statement, holds in ((high, rounded >= FEWER_AT), (low, rounded <= MORE_AT)):
            told = np.where(np.isnan(rounded), np.nan, holds)
            if told[rows.published] != 1:
                continue
            joint, alone = rows.split(told)
            yield claim_from(
                joint,
                statement=statement,
                subject=dimension,
                rules=shared.catalogue.claims,
                tested=TESTED,
                evidence={"share": float(mean[rows.published])},
                by_factor={name: one for name, one in alone.items() if name in TESTED},
            )


def area_mark(share: float) -> str:
    """Mark a mean position: the outer quarters are better and worse.

    Examples
    --------
    >>> [area_mark(share) for share in (80.0, 60.0, 25.0, np.nan)]
    ['better', 'middle', 'worse', 'none']
    """
    if np.isnan(share):
        return "none"
    if share >= OUTER_QUARTER:
        return "better"
    return "worse" if share <= 100 - OUTER_QUARTER else "middle"


def area_claims(shares: Mapping[str, Numbers], rows: ClaimRows, shared: Shared) -> Iterator[Claim]:
    """Test the mark of every area: on which side of the outer quarters its mean share lies.

    Yields
    ------
    Claim
        ``"area_better"``, ``"area_middle"`` or ``"area_worse"``, with the subject area.
    """
    areas = dict.fromkeys(
        (one.dimension, one.area) for one in shared.indicators if one.dimension in HEADLINES
    )
    for dimension, area in areas:
        mean = mean_share(shares, dimension, shared, area)
        if mean is None or np.isnan(mean[rows.published]):
            continue
        told = mean[: len(rows)]
        better, worse = told >= OUTER_QUARTER, told <= 100 - OUTER_QUARTER
        mark = area_mark(float(told[rows.published]))
        holds = {"better": better, "worse": worse, "middle": ~better & ~worse}[mark]
        joint, alone = rows.split(np.where(np.isnan(told), np.nan, holds))
        yield claim_from(
            joint,
            statement=f"area_{mark}",
            subject=area,
            rules=shared.catalogue.claims,
            tested=TESTED,
            evidence={"share": float(told[rows.published])},
            by_factor={name: one for name, one in alone.items() if name in TESTED},
        )
