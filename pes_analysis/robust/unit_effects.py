"""What the uncertainty of one unit comes from: chance in its figures, or choices of method."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from pes_analysis.robust.claim import NOISE
from pes_analysis.robust.claim_rows import JOINT, ClaimRows
from pes_analysis.robust.sobol import sobol_effects

LEAST_ROWS = 30


@dataclass(frozen=True)
class Spread:
    """How far a figure of one unit moves when everything varies together, and what moves it.

    Attributes
    ----------
    deviation : float
        Standard deviation over the joint replications.
    lower, upper : float
        Between which nine of ten replications lie.
    data : float or None
        Share of the variance that chance in the figures makes alone, 0 to 1; None when nothing moves.
    effects : mapping of str to float
        Total effect of each factor: the share of the variance that would remain if all others were settled.
        Factors act together, so the shares may add up to more than 1.
    """

    deviation: float
    lower: float
    upper: float
    data: float | None
    effects: Mapping[str, float]

    @property
    def largest(self) -> tuple[tuple[str, float], ...]:
        """The factors that move it, the strongest first."""
        return tuple(sorted(((name, one) for name, one in self.effects.items() if one > 0), key=_by_size))


def explain_spread(rows: ClaimRows, values: npt.NDArray[np.floating]) -> Spread | None:
    """Share the variance of one unit's figure out among what varies, by Sobol effects.

    Parameters
    ----------
    rows : ClaimRows
        Laid out with the factors to be explained.
    values : ndarray of shape (rows,)
        NaN where a replication has no figure: its companions in the design are left out too.

    Returns
    -------
    Spread or None
        None when fewer than 30 companions are left.

    Examples
    --------
    >>> from pes_analysis.catalogue import load_catalogue
    >>> from pes_analysis.robust.claim_rows import lay_out_rows
    >>> rows = lay_out_rows({"a": 1, "b": 1}, load_catalogue().claims, explained=["noise", "a", "b"])
    >>> spread = explain_spread(rows, 4.0 * rows.choices["a"] + rows.choices["b"])
    >>> [name for name, _ in spread.largest], spread.effects["noise"]
    (['a', 'b'], 0.0)
    """
    names = list(rows.mixed)
    few = rows.mixed[names[0]].stop - rows.mixed[names[0]].start
    blocks = np.stack([values[:few], values[few : 2 * few], *(values[rows.mixed[name]] for name in names)])
    complete = np.isfinite(blocks).all(axis=0)
    joint = values[rows.parts[JOINT]]
    known = joint[np.isfinite(joint)]
    if complete.sum() < LEAST_ROWS:
        return None
    effects = sobol_effects(blocks[:, complete].ravel(), int(complete.sum()))
    total = {name: float(one) if one > 0 else 0.0 for name, one in zip(names, effects.total, strict=True)}
    data: float | None = None
    if float(effects.variance) > 0 and NOISE in names:
        data = float(np.clip(effects.first[names.index(NOISE)], 0, 1))
    lower, upper = np.quantile(known, [0.05, 0.95])
    return Spread(float(known.std()), float(lower), float(upper), data, total)


def _by_size(one: tuple[str, float]) -> float:
    return -one[1]
