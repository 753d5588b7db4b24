"""How sure the sentences of a card are: each is held against chance and the signed choices of method."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt
import pandas as pd

from pes_analysis.diagnose.among_peers import Flags
from pes_analysis.diagnose.card_beside import BesideSimilar
from pes_analysis.diagnose.card_choices import BASIS, OF_SCORES, POINTS, READING, RULE, SET, TRAITS, WIDTH
from pes_analysis.diagnose.card_draws import EarlierScores, YearDraws
from pes_analysis.diagnose.card_figures import Numbers
from pes_analysis.diagnose.card_parts import Picture
from pes_analysis.diagnose.highlights import FAR_BELOW, KINDS, STABLE, improvements_among, strengths_among
from pes_analysis.measure.points import REFERENCE, WARNING
from pes_analysis.robust.claim import NOISE, Claim
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
    beside : BesideSimilar
        All organisations beside similar ones.
    unit : int
        Its place.
    """

    draws: YearDraws
    earlier: tuple[EarlierScores, ...]
    beside: BesideSimilar
    unit: int

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
        return np.asarray(self.draws.scores[self.unit], dtype=np.float64)

    @cached_property
    def general(self) -> Numbers:
        """General scores, shape (rows,)."""
        return np.asarray(self.draws.general[self.unit, : len(self.rows)], dtype=np.float64)

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
        near = (self.beside.moved_near if groups else self.draws.moved)[self.unit]
        return bool(near.any() if indicator is None else near[indicator])

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
        return self.rows.claim(
            told,
            statement=statement,
            subject=subject,
            rules=self.draws.catalogue.claims,
            tested=tested,
            evidence=evidence,
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
    flags = {
        name: dict(zip(table["indicator"], one, strict=True))
        for name, one in (("strength", strong), ("weakness", bad), ("below_reference", below))
    }
    for column, name in enumerate(meant):
        points, limit = trials.points[:, at[column]], trials.limit
        beside = trials.beside.standing_of(trials.unit, int(at[column]))
        better, worse, is_compared = beside["best"], beside["worst"], beside["compared"]
        holds = {
            "strength": (((points >= REFERENCE + limit) & ~worse) | (better & (points >= WARNING + limit)))
            & ~beside["ordinary"],
            "weakness": (points < REFERENCE + limit) & (((points < WARNING + limit) & ~better) | worse),
            "below_reference": (points < REFERENCE + limit) & ~better,
        }
        compared = bool(is_compared[trials.rows.published])
        tested = _of_indicator(trials, int(at[column]), compared=compared)
        for statement, told in holds.items():
            if flags[statement][name]:
                yield trials.claim(statement, name, told, ~np.isnan(points), tested)
        decided = ~np.isnan(points) & is_compared
        yield from _marks(trials, name, better, worse, decided, [one for one in tested if one != POINTS])


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
    for at, name in enumerate(dimensions):
        yield from _above_or_below(trials, at, ("area_above_most", "area_below_most"), name)
        beside = trials.beside.scores.of(trials.unit, at)
        decided, chance = beside["compared"], _of_group(trials)
        yield from _marks(trials, name, beside["best"], beside["worst"], decided, chance)
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
    general = trials.general
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
    yield from _above_or_below(trials, len(trials.draws.dimensions), ("above_most", "below_most"), GENERAL)


def _of_group(trials: CardTrials) -> list[str]:
    """Say what was tested where scores are set beside those of a group."""
    return [*([NOISE] if trials.has_chance(groups=True) else []), *GROUP, *OF_SCORES]


def _above_or_below(
    trials: CardTrials, score: int, statements: tuple[str, str], subject: str
) -> Iterator[Claim | None]:
    """Test whether a score lies above or below most of those of the group."""
    beside, tested = trials.beside.scores.of(trials.unit, score), _of_group(trials)
    counted = trials.beside.published_of(trials.unit, score)
    for statement, flag, count in zip(
        statements, ("above_most", "below_most"), (counted.lower, counted.higher), strict=True
    ):
        yield trials.claim(
            statement,
            subject,
            beside[flag],
            beside["compared"],
            tested,
            n=float(counted.n),
            count=float(count),
        )


def _contributions(trials: CardTrials, contributions: pd.DataFrame) -> Iterator[Claim | None]:
    """Test the contributions that are named: whether points lie above or below the group's mean."""
    amounts = contributions["contribution"].to_numpy(dtype=float)
    for statement, sign, flag in (("adds", 1, "above"), ("takes_away", -1, "below")):
        named = contributions["indicator"][sign * amounts > 0].astype(str).head(NAMED_CONTRIBUTIONS)
        for name in named:
            at = trials.place(name)
            beside = trials.beside.mean_of(trials.unit, at)
            tested = [one for one in _of_indicator(trials, at, compared=True) if one not in (POINTS, RULE)]
            yield trials.claim(statement, name, beside[flag], beside["compared"], tested)


def with_noise(trials: CardTrials, tested: Sequence[str]) -> list[str]:
    """Say what was tested: the choices named, and chance where it moves the organisation's figures."""
    return [*([NOISE] if trials.has_chance() else []), *tested]


def by_statement(claims: Sequence[Claim]) -> Mapping[tuple[str, str], Claim]:
    """Look claims up by statement and subject."""
    return {(one.statement, one.subject): one for one in claims}
