"""How sure a comparison is: who is best and worst, who is ahead of whom, what similar ones do otherwise."""

from collections.abc import Callable, Iterator, Mapping, Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd

from pes_analysis.catalogue import Indicator
from pes_analysis.compare.neighbours import BETTER, DIFFERENT
from pes_analysis.compare.standing import QUARTER, SMALLEST_GROUP, goodness
from pes_analysis.diagnose.card_draws import YearDraws
from pes_analysis.diagnose.comparison_trials import UNIT, Trials
from pes_analysis.measure.composite.axis_ranks import counts_along
from pes_analysis.robust.claim import Claim, Standing

Numbers = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]
BEST, TYPICAL, WORST = "best", "typical", "worst"


def score_claims(profiles: pd.DataFrame, trials: Trials, *, quarters: bool) -> tuple[Claim, ...]:
    """Test every best and worst mark of a score.

    Parameters
    ----------
    profiles : DataFrame
        ``unit, dimension, area, score, mark``.
    trials : Trials
    quarters : bool
        Whether marks are quarters of a whole group.

    Returns
    -------
    tuple of Claim
        As ``mark_claims``; the subject is ``"dimension/area"``, ``"/"`` for the general score.
    """
    found: list[Claim | None] = []
    for (dimension, area), block in profiles.groupby(["dimension", "area"], sort=False):
        units = block["unit"].astype(str).tolist()
        marked = block[block["mark"].isin([BEST, WORST])]
        if marked.empty:
            continue
        scores, tested = trials.scores(str(dimension), str(area), units)
        scores[:, block["score"].isna().to_numpy()] = np.nan
        tell = tell_ends(scores, quarters=quarters)
        for unit, mark in zip(marked["unit"].astype(str), marked["mark"].astype(str), strict=True):
            told = tell(units.index(unit), 1 if mark == BEST else -1)
            found.append(trials.claim(mark, f"{dimension}/{area}", told, tested, unit))
    return tuple(one for one in found if one is not None)


def mark_claims(
    matrix: pd.DataFrame, indicators: Sequence[Indicator], trials: Trials, *, quarters: bool
) -> tuple[Claim, ...]:
    """Test every best and worst mark.

    Parameters
    ----------
    matrix : DataFrame
        ``unit, indicator, mark``.
    indicators : sequence of Indicator
    trials : Trials
    quarters : bool
        Whether marks are quarters of a whole group.

    Returns
    -------
    tuple of Claim
        ``"best"`` and ``"worst"`` with the subject indicator and the unit as evidence.
    """
    marked = matrix[matrix["mark"].isin([BEST, WORST])]
    units = [str(one) for one in dict.fromkeys(matrix["unit"])]
    found: list[Claim | None] = []
    for indicator in indicators:
        own = marked[marked["indicator"] == indicator.id]
        if own.empty:
            continue
        values, tested = trials.values(indicator, units)
        judged = goodness(values, indicator.polarity, indicator.range)
        if judged is None:
            continue
        # A gap among those compared, and what is withheld, is a gap in every replication.
        listed = set(matrix.loc[(matrix["indicator"] == indicator.id) & matrix["value"].notna(), "unit"])
        judged[:, [at for at, unit in enumerate(units) if unit not in listed]] = np.nan
        tell = tell_ends(judged, quarters=quarters)
        for unit, mark in zip(own["unit"].astype(str), own["mark"].astype(str), strict=True):
            told = tell(units.index(unit), 1 if mark == BEST else -1)
            found.append(trials.claim(mark, indicator.id, told, tested, unit))
    return tuple(one for one in found if one is not None)


def tell_ends(judged: Numbers, *, quarters: bool) -> Callable[[int, int], Numbers]:
    """Give what tells in every replication whether a unit lies at the best (1) or the worst end (-1).

    Parameters
    ----------
    judged : ndarray of shape (rows, units)
    quarters : bool
        Whether an end is a quarter of a whole group, or the first place alone.
    """
    known = ~np.isnan(judged)
    n = known.sum(axis=1) - 1
    if quarters:
        lower, higher = counts_along(judged)

        def ends(at: int, sign: int) -> tuple[Flags, Flags]:
            return (lower if sign > 0 else higher)[:, at] >= QUARTER * n, n >= SMALLEST_GROUP

    else:
        greatest = np.where(known, judged, -np.inf).max(axis=1, initial=-np.inf)
        least = np.where(known, judged, np.inf).min(axis=1, initial=np.inf)

        def ends(at: int, sign: int) -> tuple[Flags, Flags]:
            own = judged[:, at]
            return (own >= greatest if sign > 0 else own <= least) & (greatest > least), n >= 1

    def told(at: int, sign: int) -> Numbers:
        holds, decided = ends(at, sign)
        return np.where(known[:, at] & decided, holds.astype(np.float64), np.nan)

    return told


def as_sure(matrix: pd.DataFrame, claims: Sequence[Claim]) -> pd.DataFrame:
    """Take back marks that do not hold in enough trials, and say of the others whether they are sure.

    A mark that nothing could vary stays: it is a fact of the figures.

    Examples
    --------
    >>> from pes_analysis.catalogue import load_catalogue
    >>> rules = load_catalogue().claims
    >>> marks = pd.DataFrame({"unit": ["a", "b"], "indicator": "x", "mark": ["best", "worst"]})
    >>> best = Claim("best", "x", 0.9, rules, {"unit": "a"})
    >>> worst = Claim("worst", "x", 0.5, rules, {"unit": "b"})
    >>> as_sure(marks, [best, worst])[["mark", "clear"]].values.tolist()
    [['best', False], ['typical', False]]
    """
    by_cell = {(str(one.evidence[UNIT]), one.subject, one.statement): one for one in claims}
    cells = list(zip(matrix["unit"], matrix["indicator"], matrix["mark"], strict=True))
    standings = [by_cell[cell].standing if cell in by_cell else None for cell in cells]
    kept = [
        TYPICAL if mark in (BEST, WORST) and one in (None, Standing.UNSAID) else mark
        for mark, one in zip(matrix["mark"], standings, strict=True)
    ]
    clear = [one in (Standing.SAID, Standing.UNTESTED) for one in standings]
    return matrix.assign(mark=kept, clear=clear)


def ahead(draws: YearDraws, codes: Mapping[str, str], units: Sequence[str]) -> pd.DataFrame:
    """Give how often the general score of one organisation is above that of another.

    Parameters
    ----------
    draws : YearDraws
    codes : mapping of str to str
        By organisation: the code it is compared by.
    units : sequence of str
        Codes.

    Returns
    -------
    DataFrame
        ``unit, other, probability``: of trials in which both have a score; ties count by half. Units
        without a score are left out.
    """
    places = {codes[str(unit)]: at for at, unit in enumerate(draws.measured.points.index)}
    joint = draws.rows.parts["joint"]
    published = draws.rows.published
    known = [one for one in units if one in places and np.isfinite(draws.general[places[one], published])]
    scores = draws.general[[places[unit] for unit in known], joint]
    finite = np.isfinite(scores)
    rows = []
    for at, one in enumerate(known):
        both = finite[at] & finite
        better = (both & (scores[at] > scores)).sum(axis=1)
        same = (both & (scores[at] == scores)).sum(axis=1)
        with np.errstate(invalid="ignore"):
            shares = (better + same / 2) / both.sum(axis=1)
        rows += [(one, other, float(shares[to])) for to, other in enumerate(known) if to != at]
    return pd.DataFrame(rows, columns=["unit", "other", "probability"])


def difference_claims(
    differences: pd.DataFrame,
    neighbours: Mapping[str, Sequence[str]],
    indicators: Sequence[Indicator],
    trials: Trials,
) -> Iterator[Claim]:
    """Test on which side of one's similar ones one stands.

    Parameters
    ----------
    differences : DataFrame
        ``unit, indicator, direction``.
    neighbours : mapping of str to sequence of str
        By unit.
    indicators : sequence of Indicator
    trials : Trials

    Yields
    ------
    Claim
        ``"neighbours_better"`` or ``"neighbours_worse"`` with the subject indicator and the unit as evidence.
    """
    by_id = {one.id: one for one in indicators}
    for name, rows in differences.groupby("indicator", sort=False):
        one = by_id[str(name)]
        units = [str(unit) for unit in rows["unit"]]
        others = sorted({near for unit in units for near in neighbours[unit]})
        values, tested = trials.values(one, [*units, *others])
        for at, (unit, direction) in enumerate(zip(units, rows["direction"], strict=True)):
            near = [len(units) + others.index(other) for other in neighbours[unit]]
            median = _median(values[:, near])
            judged = goodness(np.stack([values[:, at], median]), one.polarity, one.range)
            if judged is None or direction == DIFFERENT:
                continue
            gain = judged[1] - judged[0] if direction == BETTER else judged[0] - judged[1]
            told = np.where(np.isnan(gain), np.nan, gain > 0)
            claim = trials.claim(str(direction), one.id, told, tested, unit)
            if claim is not None:
                yield claim


def _median(values: Numbers) -> Numbers:
    n = (~np.isnan(values)).sum(axis=1)
    ordered, every = np.sort(values, axis=1), np.arange(len(values))
    low, high = np.maximum(n - 1, 0) // 2, np.minimum(n // 2, max(values.shape[1] - 1, 0))
    return np.where(n > 0, (ordered[every, low] + ordered[every, high]) / 2, np.nan)
