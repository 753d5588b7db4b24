"""How sure the place of a county in all Poland is: held against chance and the year of the figures."""

from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt

from pes_analysis.compare.standing import QUARTER
from pes_analysis.diagnose.county_draws import YEAR
from pes_analysis.diagnose.shared import Shared
from pes_analysis.robust.claim import NOISE, Claim, claim_from
from pes_analysis.robust.claim_rows import ClaimRows

Numbers = npt.NDArray[np.float64]
STATEMENTS = {"better": "best_of_poland", "worse": "worst_of_poland"}
"""By the mark of ``national_places``."""


def national_claims(
    own: Numbers,
    poland: Numbers,
    varied: Sequence[str],
    rows: ClaimRows,
    subject: str,
    shared: Shared,
    year: int,
) -> Iterator[Claim]:
    """Test whether a county lies in the best or the worst quarter of all counties of Poland.

    Parameters
    ----------
    own : ndarray of shape (rows,)
        More is better.
    poland : ndarray of shape (rows, units)
        All counties, this one too: it is no better and no worse than itself.
    varied : sequence of str
        What varies in the figures.
    rows : ClaimRows
    subject : str
    shared : Shared
    year : int

    Yields
    ------
    Claim
        Where the published figures put it there.
    """
    n = (~np.isnan(poland)).sum(axis=1) - 1
    tested = [name for name in (NOISE, YEAR) if name in varied]
    for statement, count in (
        ("best_of_poland", (poland < own[:, np.newaxis]).sum(axis=1)),
        ("worst_of_poland", (poland > own[:, np.newaxis]).sum(axis=1)),
    ):
        told = np.where(np.isnan(own) | (n < 1), np.nan, count >= QUARTER * n)
        if told[rows.published] != 1:
            continue
        joint, alone = rows.split(told)
        yield claim_from(
            joint,
            statement=statement,
            subject=subject,
            rules=shared.catalogue.claims,
            tested=tested,
            evidence={"year": year, "n": int(n[rows.published]), "count": int(count[rows.published])},
            by_factor={name: one for name, one in alone.items() if name in tested},
        )
