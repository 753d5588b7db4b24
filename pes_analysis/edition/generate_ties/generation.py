"""The made-up survey as tables: true ties first, then what each side says of them, and who is silent."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, TypeAlias

import pandas as pd

from pes_analysis.catalogue import load_catalogue
from pes_analysis.catalogue.cooperation_survey import load_cooperation_survey, planes
from pes_analysis.edition.directory import Directory
from pes_analysis.edition.directory.schema import JST
from pes_analysis.edition.generate_organisations.draws import Draws
from pes_analysis.edition.generate_ties.units import surveyed_units
from pes_analysis.edition.organisations import Organisations
from pes_analysis.edition.ties import TiesSurvey, no_ties
from pes_analysis.edition.ties.schema import TRUST

SEED = "pes-analysis ties 2024"
YEAR = 2024
ANSWERED_ON = "2025-02-14"
# Share of units that answered; elsewhere as in a good survey.
GOOD_RESPONSE = 0.94
POOR_RESPONSE = {"1207": 0.5, "1213": 0.4, "1217": 0.55, "1219": 0.0}
"""Counties in which too few answered, or nobody."""
SAID = 0.88
"""How often a side names a tie that is there."""
_HUBS = {"pcpr": 2.2, "ops": 1.5, "cus": 1.5, "owes": 1.4, "up": 0.7, "lgd": 0.9}
Row: TypeAlias = Mapping[Any, Any]


def generate_ties(
    organisations: Organisations, directory: Directory, counties: pd.DataFrame, seed: object = SEED
) -> TiesSurvey:
    """Generate a survey of ties.

    Parameters
    ----------
    organisations : Organisations
    directory : Directory
        The generated ones.
    counties : DataFrame
        Index teryt, columns ``name, kind``.
    seed : object
        The same seed gives the same survey.

    Returns
    -------
    TiesSurvey
        With counties where ties are dense and thin, where one unit joins all the others, where cooperation
        solves problems and where it is routine; and with silence.
    """
    units = surveyed_units(organisations, directory, counties)
    records = units.to_dict("records")
    answered = {row["unit_id"]: _answers(row, seed) for row in records}
    ties: list[Row] = []
    forms: list[Row] = []
    for tie, used in _said(records, answered, seed):
        ties.append(tie)
        pair = {key: tie[key] for key in ("respondent_id", "partner_id", "year")}
        forms += [{**pair, "form": form} for form in used]
    ratings = [rating for row in records if answered[row["unit_id"]] for rating in _ratings(row, seed)]
    asked = [
        {
            "unit_id": unit,
            "year": YEAR,
            "answered": came,
            "answered_on": ANSWERED_ON if came else "",
        }
        for unit, came in answered.items()
    ]
    empty = no_ties()
    return TiesSurvey(
        units=_table(records, empty.units.reset_index()).set_index("unit_id"),
        asked=_table(asked, empty.asked),
        ties=_table(ties, empty.ties),
        forms=_table(forms, empty.forms),
        ratings=_table(ratings, empty.ratings),
    )


def _table(rows: Sequence[Row], empty: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=list(empty.columns)).astype(empty.dtypes.to_dict())


def _answers(row: Row, seed: object) -> bool:
    return Draws(seed, row["unit_id"], "answers").chance(POOR_RESPONSE.get(row["teryt"], GOOD_RESPONSE))


def _said(
    records: Sequence[Row], answered: Mapping[str, bool], seed: object
) -> Iterator[tuple[Row, Sequence[str]]]:
    """Give each tie as each side that answered tells it, with the forms used in it."""
    for place, first in enumerate(records):
        for second in records[place + 1 :]:
            draws = Draws(seed, first["unit_id"], second["unit_id"])
            if not draws.chance(_probability(first, second, seed)):
                continue
            closeness = draws.normal(2.3, 0.9)
            solving = draws.chance(_solving(first["teryt"], seed))
            shared = _forms(draws, closeness, first, second)
            for one, other in ((first, second), (second, first)):
                if answered[one["unit_id"]] and draws.chance(SAID):
                    yield (
                        _tie(one, other, closeness, solving, draws),
                        [f for f in shared if draws.chance(0.8)],
                    )


def _probability(first: Row, second: Row, seed: object) -> float:
    if first["teryt"] != second["teryt"]:
        # Only support centres work far beyond their county.
        far = {first["type"], second["type"]} == {"owes", "pcpr"} or "owes" in (first["type"], second["type"])
        return 0.04 if far else 0.0008
    county = Draws(seed, first["teryt"], "county")
    dense = county.between(0.35, 0.85)
    hubs = county.between(0.2, 1.5)
    strength = 1.0
    for unit in (first, second):
        strength *= max(1 + (_HUBS.get(unit["type"], 0.8) - 1) * hubs, 0.1)
        # A few organisations keep to themselves.
        strength *= 0.15 if Draws(seed, unit["unit_id"], "alone").chance(0.08) else 1.0
    if JST not in (first["sector"], second["sector"]):
        strength *= 0.55
    return min(dense * strength, 0.95)


def _solving(teryt: str, seed: object) -> float:
    return Draws(seed, teryt, "solving").between(0.1, 0.75)


def _forms(draws: Draws, closeness: float, first: Row, second: Row) -> list[str]:
    of_planes = planes(load_catalogue())
    cross = (first["sector"] == JST) != (second["sector"] == JST)
    chances = {
        "policy": 0.07,
        "tasks": 0.12 if cross else 0.03,
        "infrastructure": 0.22,
    }
    factor = min(max(closeness / 2.3, 0.3), 1.8)
    return [
        form for plane, forms in of_planes.items() for form in forms if draws.chance(chances[plane] * factor)
    ]


def _tie(one: Row, other: Row, closeness: float, solving: bool, draws: Draws) -> Row:
    intensity = _within(closeness + draws.normal(0, 0.4), 4)
    said = solving if draws.chance(0.85) else not solving
    kind = "" if intensity == 1 else ("problem_solving" if said else "routine")
    trust = {
        name: _within(closeness + draws.normal(0.5, 0.6), 4) if intensity > 1 and draws.chance(0.9) else pd.NA
        for name in TRUST
    }
    pair = {"respondent_id": one["unit_id"], "partner_id": other["unit_id"], "year": YEAR}
    return {**pair, "intensity": intensity, "kind": kind, **trust}


def _ratings(row: Row, seed: object) -> Iterator[Row]:
    survey = load_cooperation_survey()
    county = Draws(seed, row["teryt"], "quality").normal(3.2, 0.5)
    draws = Draws(seed, row["unit_id"], "quality")
    # Offices see cooperation in a better light than organisations do.
    own = draws.normal(0.3 if row["sector"] == JST else -0.1, 0.5)
    areas = {question.area for question in survey.questions.values()}
    of_area = {area: Draws(seed, row["teryt"], "quality", area).normal(0, 0.4) for area in sorted(areas)}
    for name, question in survey.questions.items():
        if draws.chance(0.96):
            rating = _within(
                county + own + of_area[question.area] + draws.normal(0, 0.6), survey.highest_rating
            )
            yield {"respondent_id": row["unit_id"], "year": YEAR, "question": name, "rating": rating}


def _within(value: float, highest: int) -> int:
    return min(max(round(value), 1), highest)
