"""How sure the sentences of a card are: each is held against chance and the signed choices of method."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt
import pandas as pd

from pes_analysis.compare.standing import QUARTER
from pes_analysis.diagnose.card_beside import Groups, beside_groups
from pes_analysis.diagnose.card_choices import BASIS, OF_SCORES, POINTS, READING, RULE, SET, TRAITS, WIDTH
from pes_analysis.diagnose.card_draws import EarlierScores, YearDraws
from pes_analysis.diagnose.card_figures import Numbers
from pes_analysis.diagnose.card_parts import Picture
from pes_analysis.diagnose.counts_beside import Flags, count_true, counted_beside
from pes_analysis.diagnose.highlights import FAR_BELOW, KINDS, STABLE, improvements_among, strengths_among
from pes_analysis.measure.points import REFERENCE, WARNING
from pes_analysis.robust.claim import NOISE, Claim, claim_from
from pes_analysis.robust.claim_rows import ClaimRows

GENERAL = "general"
GROUP = (WIDTH, TRAITS)
AMONG = {"better": "among_best", "middle": "among_middle", "worse": "among_worst"}
"""Statements of the marks of places."""
NAMED_CONTRIBUTIONS = 2
SMALLEST_MEDIAN = 5


@dataclass(frozen=True, eq=False)
class CardTrials:
    """One organisation in every replication.

    Attributes
    ----------
    draws : YearDraws
    earlier : tuple of EarlierScores
        One year before and two years before, without the rows that only explain.
    unit : int
    groups : Groups
    """

    draws: YearDraws
    earlier: tuple[EarlierScores, ...]
    unit: int
    groups: Groups

    @cached_property
    def rows(self) -> ClaimRows:
        """The replications that sentences are held against."""
        return self.draws.rows.unmixed()

    @cached_property
    def points(self) -> Numbers:
        """Points, shape (rows, scored indicators)."""
        return self.draws.points_of(self.unit, len(self.rows))

    @cached_property
    def scores(self) -> Numbers:
        """Scores of dimensions, shape (rows, dimensions)."""
        return np.asarray(self.draws.scores[:, self.unit], dtype=np.float64)

    @cached_property
    def members(self) -> Flags:
        """Say who of ``groups.units`` is beside the organisation, shape (rows, units)."""
        return self.groups.in_rows(self.rows)

    @cached_property
    def general(self) -> Numbers:
        """General scores, shape (rows,)."""
        return np.asarray(self.draws.general[: len(self.rows), self.unit], dtype=np.float64)

    @cached_property
    def limit(self) -> Numbers:
        """By how much the limits of words are moved, shape (rows,)."""
        return self._options(POINTS)[self.rows.choices[POINTS]]

    @cached_property
    def by_points(self) -> Flags:
        """Replications in which areas are read in points, as words for a score ask."""
        return np.asarray(self.rows.choices[READING] == 0)

    def place(self, indicator: str) -> int:
        """Give the place of an indicator."""
        return self.draws.places[indicator]

    @cached_property
    def step_weights(self) -> Numbers:
        """What a point of an indicator is worth in the general score, shape (rows, scored indicators).

        0 where it is not in the score; only where scores are means of points.
        """
        rows, draws = self.rows, self.draws
        core = np.array([one.core for one in draws.scored])
        asked = draws.measured.asked.to_numpy(dtype=bool)[self.unit]
        counted = ~np.isnan(draws.points[:, self.unit]) & asked
        sets = np.stack([counted, counted & core])[rows.choices[SET], rows.choices[BASIS]]
        dimension = np.array([draws.dimensions.index(one.dimension) for one in draws.scored])
        member = dimension[:, np.newaxis] == np.arange(len(draws.dimensions))
        known = np.maximum(sets @ member.astype(float), 1)
        weights = np.asarray(draws.weights_of(self.unit)[: len(rows)], dtype=np.float64) / known
        return np.asarray(np.where(sets, weights[:, dimension], 0.0))

    def has_chance(self, indicator: int | None = None, *, groups: bool = False) -> bool:
        """Say whether chance moves a figure of the organisation, or of those beside it."""
        near = self._moved_near if groups else self.draws.moved[self.unit]
        return bool(near.any() if indicator is None else near[indicator])

    @cached_property
    def _moved_near(self) -> Flags:
        """Say which indicators chance moves here or in the groups."""
        return np.asarray(self.draws.moved[[self.unit, *self.groups.units]].any(axis=0))

    def has_other_basis(self, indicator: int) -> bool:
        """Say whether the figure is known on the other basis too."""
        return not bool(np.isnan(self.draws.points[1, self.unit, indicator]))

    def _options(self, choice: str) -> Numbers:
        signed = self.draws.catalogue.signed_list.of("organisation")
        return np.array(
            [0.0, *(float(one.value) for v in signed if v.id == choice for one in v.alternatives)]
        )

    def claim(
        self,
        statement: str,
        subject: str,
        holds: npt.ArrayLike,
        decided: npt.ArrayLike,
        tested: Sequence[str],
        **evidence: float | str,
    ) -> Claim | None:
        """Make a claim; None where it does not hold in what is published."""
        told = np.where(decided, np.asarray(holds, dtype=np.float64), np.nan)
        if told[self.rows.published] != 1:
            return None
        joint, alone = self.rows.split(told)
        return claim_from(
            joint,
            statement=statement,
            subject=subject,
            rules=self.draws.catalogue.claims,
            tested=tested,
            evidence=evidence,
            by_factor={name: one for name, one in alone.items() if name in tested},
        )


def card_claims(
    trials: CardTrials, table: pd.DataFrame, picture: Picture, contributions: pd.DataFrame
) -> tuple[Claim, ...]:
    """Test what a card says of one organisation, apart from changes and the first step.

    Parameters
    ----------
    trials : CardTrials
    table : DataFrame
        The card's table of indicators.
    picture : Picture
    contributions : DataFrame

    Returns
    -------
    tuple of Claim
        Each of a sentence that holds in the published figures. Of an indicator: ``"strength"``,
        ``"weakness"``, ``"below_reference"``, ``"best_in_area"``, ``"weakest_in_area"``, ``"adds"``,
        ``"takes_away"``; of an indicator and of a dimension: ``"among_best"``, ``"among_middle"``,
        ``"among_worst"``; of a dimension: ``"area_above_most"``, ``"area_below_most"``, ``"weak_place"``,
        ``"strongest_area"``, ``"weakest_area"``; of the general score: ``"condition"``,
        ``"no_weak_place"``, ``"above_most"``, ``"below_most"``.
    """
    found = [
        *_highlights(trials, table),
        *_inside_areas(trials),
        *_areas(trials),
        *_general(trials, picture),
        *_contributions(trials, contributions),
    ]
    return tuple(one for one in found if one is not None)


def _highlights(trials: CardTrials, table: pd.DataFrame) -> Iterator[Claim | None]:
    names = [one.id for one in trials.draws.scored]
    strong, bad, below = (
        np.array(one, dtype=bool) for one in (strengths_among(table), *improvements_among(table))
    )
    marked = table["mark"].isin(list(AMONG)) & table["indicator"].isin(names)
    meant = table["indicator"][strong | bad | below | marked.to_numpy()].astype(str).tolist()
    at = np.array([names.index(one) for one in meant], dtype=np.intp)
    beside = beside_groups(trials.draws, trials.unit, at, trials.groups, trials.rows)
    flags = {
        name: dict(zip(table["indicator"], one, strict=True))
        for name, one in (("strength", strong), ("weakness", bad), ("below_reference", below))
    }
    ordinary, is_compared = beside.is_ordinary, beside.is_compared
    for column, name in enumerate(meant):
        points, limit = trials.points[:, at[column]], trials.limit
        better, worse = beside.beyond_best[:, column], beside.beyond_worst[:, column]
        holds = {
            "strength": (((points >= REFERENCE + limit) & ~worse) | (better & (points >= WARNING + limit)))
            & ~ordinary[:, column],
            "weakness": (points < REFERENCE + limit) & (((points < WARNING + limit) & ~better) | worse),
            "below_reference": (points < REFERENCE + limit) & ~better,
        }
        compared = bool(is_compared[trials.rows.published, column])
        tested = _of_indicator(trials, int(at[column]), compared=compared)
        for statement, told in holds.items():
            if flags[statement][name]:
                yield trials.claim(statement, name, told, ~np.isnan(points), tested)
        best, worst = (one[:, column] for one in (beside.beyond_best, beside.beyond_worst))
        decided = ~np.isnan(points) & is_compared[:, column]
        yield from _marks(trials, name, best, worst, decided, [one for one in tested if one != POINTS])


def _marks(
    trials: CardTrials, subject: str, best: Flags, worst: Flags, decided: Flags, tested: Sequence[str]
) -> Iterator[Claim | None]:
    """Test the mark of a place: in the best or the worst quarter, or in between."""
    holds = {"better": best, "worse": worst, "middle": ~best & ~worst}
    for mark, statement in AMONG.items():
        yield trials.claim(statement, subject, holds[mark], decided, tested)


def _of_indicator(trials: CardTrials, indicator: int, *, compared: bool) -> list[str]:
    tested = [NOISE] if trials.has_chance(indicator, groups=compared) else []
    if trials.has_other_basis(indicator):
        tested.append(BASIS)
    return [*tested, POINTS, *((*GROUP, RULE) if compared else ())]


def _inside_areas(trials: CardTrials) -> Iterator[Claim | None]:
    """Test which indicator of a dimension has the most points and which the fewest."""
    scored = trials.draws.scored
    published = trials.points[trials.rows.published]
    for dimension in trials.draws.dimensions:
        at = [
            place
            for place, one in enumerate(scored)
            if one.dimension == dimension and not np.isnan(published[place])
        ]
        if len(at) < 2:
            continue
        points = trials.points[:, at]
        known = ~np.isnan(points).any(axis=1)
        tested = with_noise(trials, [BASIS])
        for statement, end, sign in (("best_in_area", max, 1), ("weakest_in_area", min, -1)):
            chosen = end(range(len(at)), key=lambda one: published[at[one]])
            holds = sign * points[:, chosen] >= (sign * np.where(np.isnan(points), -np.inf, points)).max(
                axis=1
            )
            yield trials.claim(statement, scored[at[chosen]].id, holds, known, tested)


def _areas(trials: CardTrials) -> Iterator[Claim | None]:
    rows, dimensions = trials.rows, trials.draws.dimensions
    printed, published = np.floor(trials.scores + 0.5), rows.published
    tested = with_noise(trials, OF_SCORES)
    counts = np.zeros((3, *printed.shape), dtype=np.intp)
    for at, scores in enumerate(trials.draws.printed_scores):
        theirs = np.where(trials.members, scores[:, trials.groups.units], np.int8(-1))
        counts[:, :, at] = counted_beside(theirs, scores[:, trials.unit], theirs >= 0)
    n, better, worse = counts
    decided = ~np.isnan(printed) & (n >= SMALLEST_MEDIAN)
    beside = [NOISE] if trials.has_chance(groups=True) else []
    for at, name in enumerate(dimensions):
        for statement, count in (("area_above_most", better), ("area_below_most", worse)):
            yield trials.claim(
                statement,
                name,
                2 * count[:, at] > n[:, at],
                decided[:, at],
                [*beside, *GROUP, *OF_SCORES],
                n=float(n[published, at]),
                count=float(count[published, at]),
            )
        yield from _marks(
            trials,
            name,
            np.asarray(better[:, at] >= QUARTER * n[:, at]),
            np.asarray(worse[:, at] >= QUARTER * n[:, at]),
            decided[:, at],
            [*beside, *GROUP, *OF_SCORES],
        )
    known = ~np.isnan(printed[published])
    if known.sum() > 1:
        complete = ~np.isnan(printed[:, known]).any(axis=1)
        places = np.flatnonzero(known)
        for statement, sign in (("strongest_area", 1), ("weakest_area", -1)):
            signed = sign * printed[:, known]
            chosen = int(signed[published].argmax())
            alone = signed[:, chosen] >= np.where(np.isnan(signed), -np.inf, signed).max(axis=1)
            yield trials.claim(statement, dimensions[places[chosen]], alone, complete, tested)


def _general(trials: CardTrials, picture: Picture) -> Iterator[Claim | None]:
    general, rows = trials.general, trials.rows
    decided = ~np.isnan(general)
    printed, limit = np.floor(general + 0.5), trials.limit
    if picture.score is not None:
        bounds = [least + (limit if least else 0) for least, _ in KINDS]
        kinds = [kind for _, kind in KINDS]
        at = kinds.index(picture.kind)
        holds = (printed >= bounds[at]) & ((printed < bounds[at - 1]) if at else True)
        tested = with_noise(trials, [one for one in (*OF_SCORES, POINTS) if one != READING])
        yield trials.claim("condition", GENERAL, holds, decided & trials.by_points, tested, kind=picture.kind)
        far = (trials.scores < STABLE + limit[:, None]) & (trials.scores <= general[:, None] - FAR_BELOW)
        weak = (trials.scores < WARNING + limit[:, None]) | far
        for name in picture.weak:
            place = trials.draws.dimensions.index(name)
            known = decided & trials.by_points & ~np.isnan(trials.scores[:, place])
            yield trials.claim("weak_place", name, weak[:, place], known, tested)
        yield trials.claim("no_weak_place", GENERAL, ~weak.any(axis=1), decided & trials.by_points, tested)
    theirs = np.floor(trials.draws.general[: len(rows), trials.groups.units] + np.float32(0.5))
    n, better, worse = counted_beside(theirs, printed.astype(np.float32), trials.members & ~np.isnan(theirs))
    beside = [NOISE] if trials.has_chance(groups=True) else []
    for statement, count in (("above_most", better), ("below_most", worse)):
        yield trials.claim(
            statement,
            GENERAL,
            2 * count > n,
            decided & (n >= SMALLEST_MEDIAN),
            [*beside, *GROUP, *OF_SCORES],
            n=float(n[rows.published]),
            count=float(count[rows.published]),
        )


def _contributions(trials: CardTrials, contributions: pd.DataFrame) -> Iterator[Claim | None]:
    """Test the contributions that are named: whether points lie above or below the group's mean."""
    rows, groups = trials.rows, trials.groups
    amounts = contributions["contribution"].to_numpy(dtype=float)
    for statement, sign in (("adds", 1), ("takes_away", -1)):
        named = contributions["indicator"][sign * amounts > 0].astype(str).head(NAMED_CONTRIBUTIONS)
        for name in named:
            at = trials.place(name)
            theirs = trials.draws.group_points(at, groups.units, len(rows))
            known = trials.members & ~np.isnan(theirs)
            n = count_true(known)
            np.copyto(theirs, 0, where=~known)
            mean = theirs.sum(axis=1) / np.maximum(n, 1)
            own = trials.points[:, at]
            tested = [one for one in _of_indicator(trials, at, compared=True) if one not in (POINTS, RULE)]
            decided = ~np.isnan(own) & (n >= SMALLEST_MEDIAN)
            yield trials.claim(statement, name, sign * (own - mean) > 0, decided, tested)


def with_noise(trials: CardTrials, tested: Sequence[str]) -> list[str]:
    """Say what was tested: the choices named, and chance where it moves the organisation's figures."""
    return [*([NOISE] if trials.has_chance() else []), *tested]


def by_statement(claims: Sequence[Claim]) -> Mapping[tuple[str, str], Claim]:
    """Look claims up by statement and subject."""
    return {(one.statement, one.subject): one for one in claims}
