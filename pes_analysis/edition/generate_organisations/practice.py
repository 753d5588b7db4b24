"""How an organisation is run, with whom it works and how it develops: what a questionnaire asks it itself."""

from collections.abc import Mapping, Sequence
from math import exp

from pes_analysis.catalogue import Catalogue
from pes_analysis.edition.generate_organisations.draws import Draws, split
from pes_analysis.edition.generate_organisations.money import YEARS
from pes_analysis.edition.generate_organisations.roster import Profile

Figures = dict[str, float]
# Partners that a type usually has, by sector.
_SECTORS: Mapping[str, Mapping[str, float]] = {
    "ss": {"jst": 3, "pes": 3, "business": 4, "science": 0.4, "other": 1},
    "ngo": {"jst": 3, "pes": 4, "business": 1, "science": 0.6, "other": 2},
    "owes": {"jst": 12, "pes": 20, "business": 4, "science": 2, "other": 3},
    "zaz": {"jst": 4, "pes": 3, "business": 3, "science": 0.4, "other": 1},
}
_ELSE = {"jst": 5.0, "pes": 3.0, "business": 1.0, "science": 0.3, "other": 1.5}
_CLOSENESS: Mapping[str, float] = {"1": 0.3, "2": 0.34, "3": 0.22, "4": 0.14}
# Service areas in which a type works always, and those of which it has some.
_ALWAYS: Mapping[str, Sequence[str]] = {
    "ss": ("vocational_reintegration",),
    "cis": ("social_reintegration", "vocational_reintegration"),
    "kis": ("social_reintegration",),
    "wtz": ("therapy_rehabilitation",),
    "zaz": ("vocational_reintegration", "therapy_rehabilitation"),
    "ngo": (),
}
_SOMETIMES: Mapping[str, Sequence[str]] = {
    "ss": (
        "home_care",
        "disability_assistance",
        "senior_day_support",
        "social_reintegration",
        "culture_education_local",
    ),
    "cis": ("addiction", "homelessness", "housing", "family_foster_care"),
    "kis": ("addiction", "homelessness", "vocational_reintegration", "family_foster_care", "housing"),
    "wtz": ("social_reintegration", "disability_assistance", "mental_health"),
    "zaz": ("social_reintegration", "disability_assistance"),
    "ngo": (
        "culture_education_local",
        "children_youth",
        "senior_day_support",
        "disability_assistance",
        "family_foster_care",
        "mental_health",
        "violence",
        "housing",
        "addiction",
        "homelessness",
    ),
}
_SERVED: Mapping[str, tuple[float, float]] = {
    "ngo": (140, 1.1),
    "ss": (90, 0.9),
    "owes": (420, 0.3),
    "ops": (1900, 0.5),
    "pcpr": (1500, 0.4),
    "up": (5200, 0.4),
}


def practice(
    profile: Profile, participants: Mapping[int, Figures], catalogue: Catalogue, seed: object
) -> dict[int, Figures]:
    """Draw management, cooperation and development of every year; good ones go together and last.

    Returns
    -------
    dict of int to dict of str to float
        Year → variable → count, rating or flag.
    """
    draws = Draws(seed, profile.organisation_id, "practice")
    drift = draws.drift(YEARS, 0.35, persistence=0.85)
    learning = draws.between(0.0, 0.12)
    areas = _areas(profile, catalogue, draws)
    themes = {item.id: draws.normal(0, 0.4) for item in catalogue.closed_list("data_maturity_themes").items}
    voters = draws.whole(5, 14) if profile.type == "ss" else draws.whole(15, 90)
    years: dict[int, Figures] = {}
    for year in YEARS:
        level = profile.quality + drift[year] + learning * (year - YEARS[0])
        answered = 12 if draws.chance(0.8) else draws.whole(9, 11)
        digital = 8 if draws.chance(0.9) else 7
        served = _served(profile, participants[year], draws)
        years[year] = {
            "practice_answered": answered,
            "practice_yes": draws.counted(answered, _odds(0.1 + 0.8 * level)),
            **{
                f"dm_theme_{theme}": _rating(2.3 + 0.85 * level + own, 5, draws)
                for theme, own in themes.items()
            },
            "decision_score": _rating(5 + 1.6 * level, 10, draws, step=1.0),
            "docs_published": draws.counted(8, _odds(0.2 + 0.75 * level)),
            "digital_answered": digital,
            "digital_yes": draws.counted(digital, _odds(0.4 + 0.75 * level)),
            "members": voters,
            "members_present": draws.counted(
                voters, _odds(0.3 + 0.3 * level + (0.8 if profile.type == "ss" else 0))
            ),
            "beneficiaries": served,
            "beneficiaries_surveyed": draws.counted(served, _odds(-1.6 + 0.7 * level)),
            **{f"service_area_{area}": flag for area, flag in areas.items()},
            **_cooperation(profile, level, catalogue, draws),
            **_development(profile, level, draws),
        }
    return years


def _odds(log_odds: float) -> float:
    return 1 / (1 + exp(-log_odds))


def _rating(middle: float, top: int, draws: Draws, step: float = 0.5) -> float:
    """Draw a rating from 0 to `top` in steps; as a mean of several people it may be a half point."""
    return min(max(round(draws.normal(middle, 0.45) / step) * step, 0.0), float(top))


def _areas(profile: Profile, catalogue: Catalogue, draws: Draws) -> dict[str, int]:
    always = _ALWAYS.get(profile.type, ())
    sometimes = draws.order(_SOMETIMES.get(profile.type, ()))
    chosen = {*always, *sometimes[: draws.whole(0 if always else 1, 3)]}
    return {item.id: int(item.id in chosen) for item in catalogue.closed_list("service_areas").items}


def _served(profile: Profile, flow: Figures, draws: Draws) -> int:
    if profile.type in _SERVED:
        return round(draws.around(*_SERVED[profile.type]))
    return int(flow["participants_total"]) + draws.whole(0, 10)


def _cooperation(profile: Profile, level: float, catalogue: Catalogue, draws: Draws) -> Figures:
    usual = _SECTORS.get(profile.type, _ELSE)
    sectors = {
        item.id: max(round(draws.around(usual[item.id], 0.5) * exp(0.15 * level) - 0.3), 0)
        for item in catalogue.closed_list("tie_sectors").items
    }
    ties = sum(sectors.values())
    tilt = {step: share * exp(0.25 * level * (int(step) - 2.5)) for step, share in _CLOSENESS.items()}
    closeness = split(ties, {step: draws.around(share, 0.4) for step, share in tilt.items()})
    acts = draws.whole(4, 40)
    forms = len(catalogue.closed_list("cooperation_forms").items)
    return {
        "jst_forms_used": draws.counted(forms, _odds(-0.7 + 0.6 * level)),
        "ties": ties,
        **{f"ties_{sector}": count for sector, count in sectors.items()},
        **{f"ties_intensity_{step}": count for step, count in closeness.items()},
        "ties_reciprocated": draws.counted(ties, _odds(0.3 + 0.3 * level)),
        "trust_score": min(max(round(draws.normal(2.9 + 0.2 * level, 0.25), 1), 1.0), 4.0),
        "coop_acts": acts,
        "coop_acts_problem": draws.counted(acts, _odds(-1.1 + 0.65 * level)),
    }


def _development(profile: Profile, level: float, draws: Draws) -> Figures:
    most = 40 if profile.type == "owes" else 3 + round(9 * profile.rank)
    bids = draws.whole(0, most)
    offers = draws.whole(2, 14)
    return {
        "bids_sent": bids,
        "bids_won": draws.counted(bids, _odds(-0.7 + 0.4 * level)),
        "offers_total": offers,
        "offers_new": draws.counted(offers, _odds(-1.4 + 0.3 * level)),
    }
