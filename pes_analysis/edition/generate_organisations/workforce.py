"""Who works there each year: people who come, stay and leave, and what they earn."""

from collections.abc import Mapping

from pes_analysis.edition.generate_organisations.draws import Draws
from pes_analysis.edition.generate_organisations.money import BASE_YEAR, YEARS, places
from pes_analysis.edition.generate_organisations.roster import Profile
from pes_analysis.edition.generate_organisations.targets import MINIMUM_WAGE, prices

Figures = dict[str, float]
_EMPLOYER_COST = 1.205
# Share of costs that goes to wages; below the least cost (in PLN of the base year) nobody is employed.
_WAGES: Mapping[str, tuple[float, float]] = {
    "ss": (0.55, 60_000),
    "ngo": (0.45, 90_000),
    "cis": (0.32, 0),
    "kis": (0.6, 0),
    "owes": (0.5, 0),
}
# Employees to places; of a public unit, employees.
_PER_PLACE: Mapping[str, float] = {"wtz": 0.42, "zaz": 1.27}
_PUBLIC: Mapping[str, tuple[int, int]] = {"ops": (28, 90), "pcpr": (20, 45), "up": (45, 110)}
_AT_RISK: Mapping[str, float] = {"ss": 0.62, "ngo": 0.12, "cis": 0.1, "wtz": 0.04}
_DISABLED: Mapping[str, float] = {"ss": 0.3, "ngo": 0.05, "cis": 0.04, "wtz": 0.03}
_LEAVE: Mapping[str, float] = {"ss": 0.16, "ngo": 0.14, "zaz": 0.08}


def workforce(profile: Profile, money: Mapping[int, Mapping[str, int]], seed: object) -> dict[int, Figures]:
    """Reckon the employment of every year.

    Returns
    -------
    dict of int to dict of str to float
        Year → variable → persons, full-time equivalents or PLN. A part never exceeds its whole, and
        ``headcount`` is that of a year earlier plus those hired less ``emp_left``.
    """
    draws = Draws(seed, profile.organisation_id, "workforce")
    pay = 1.03 + 0.35 * draws.share() * (0.6 + profile.rank)
    hours = draws.between(0.72, 0.97)
    risk = _risk_share(profile, draws)
    disabled_share = min(draws.around(_DISABLED.get(profile.type, 0.05), 0.3), 0.6)
    founded_jobs = draws.whole(2, 9) if profile.type == "ss" else draws.whole(0, 3)
    before, hired_before, years = 0, 0, dict[int, Figures]()
    for year in YEARS:
        wage = round(MINIMUM_WAGE[year] * pay * draws.around(1.0, 0.02))
        wanted = _wanted(profile, year, money[year]["cost_total"], pay, hours, draws)
        if year == YEARS[0]:
            before, hired_before = wanted, round(0.15 * wanted)
        left = min(draws.counted(before, _LEAVE.get(profile.type, 0.1)), before)
        left = max(left, before - wanted)
        people, hired = wanted, wanted - before + left
        disabled, at_risk, target = _groups(profile, people, risk, disabled_share, draws)
        to_market = draws.counted(left, 0.25 + 0.05 * profile.quality)
        fte = round(people * min(max(hours + draws.normal(0, 0.02), 0.4), 1.0) * 4) / 4
        alive = draws.counted(founded_jobs, 0.72 + 0.06 * profile.quality)
        years[year] = {
            "headcount": people,
            "headcount_avg": round((before + people) / 2, 1),
            "fte": min(max(fte, 0.25), people) if people else 0.0,
            "civil_contracts": _civil_contracts(profile, people, draws),
            "emp_disabled": disabled,
            "emp_at_risk": at_risk,
            "emp_zaz_target": target,
            "emp_left": left,
            "emp_left_open_market": to_market,
            "emp_started_t12": hired_before,
            "emp_retained_t12": draws.counted(hired_before, 0.74 + 0.05 * profile.quality),
            "jobs_subsidised": founded_jobs,
            "jobs_subsidised_alive": min(alive, max(people, 0)),
            "wage_avg": wage if people else 0.0,
            "emp_trained": draws.counted(people, 0.45 + 0.1 * profile.quality),
            **_staff(profile, people, disabled, hours, draws),
            **_volunteers(profile, draws),
        }
        before, hired_before = people, hired
    return years


def _risk_share(profile: Profile, draws: Draws) -> float:
    if profile.special.at_risk is not None:
        return profile.special.at_risk
    share = min(draws.around(_AT_RISK.get(profile.type, 0.03), 0.15), 0.9)
    return max(share, 0.42) if profile.for_reintegration else share


def _wanted(profile: Profile, year: int, cost: int, pay: float, hours: float, draws: Draws) -> int:
    """Reckon how many people the year's costs pay for.

    Wages grew faster than prices: the same people took a greater part of costs from year to year.
    """
    if profile.special.headcount is not None:
        return profile.special.headcount
    if profile.type in _PUBLIC:
        low, high = _PUBLIC[profile.type]
        return round(low + (high - low) * profile.rank) + draws.whole(-1, 1)
    if profile.type in _PER_PLACE:
        return round(places(profile) * _PER_PLACE[profile.type]) + draws.whole(-1, 1)
    share, least_cost = _WAGES[profile.type]
    level = prices(year, BASE_YEAR)
    if cost < least_cost * level:
        return 0
    wage = MINIMUM_WAGE[BASE_YEAR] * pay * level
    people = round(cost * share / (12 * _EMPLOYER_COST * wage * hours))
    return max(people, 4 if profile.is_ps else 1)


def _groups(
    profile: Profile, people: int, risk: float, disabled_share: float, draws: Draws
) -> tuple[int, int, int]:
    """Split employees: with a disability, at risk (those included), and whom the law counts in a ZAZ."""
    if profile.type == "zaz":
        share = profile.special.target
        target = round(people * (draws.between(0.715, 0.76) if share is None else share))
        disabled = min(target + round(people * draws.between(0.03, 0.07)), people)
        return disabled, disabled, target
    at_risk = round(people * risk)
    if profile.for_reintegration and profile.special.at_risk is None:
        at_risk = max(at_risk, -(-people * 3 // 10))
    return min(round(people * disabled_share), at_risk), min(at_risk, people), 0


def _civil_contracts(profile: Profile, people: int, draws: Draws) -> int:
    if profile.type == "ngo":
        return draws.whole(0, 3) + draws.counted(people, 0.5)
    return draws.counted(people, 0.12)


def _staff(profile: Profile, people: int, disabled: int, hours: float, draws: Draws) -> Figures:
    """Give those who work with participants; in a ZAZ they are the employees without a disability."""
    share = {"zaz": 1.0, "wtz": 0.72, "ops": 0.55}.get(profile.type, 0.75)
    staff = round((people - (disabled if profile.type == "zaz" else 0)) * share)
    return {
        "staff_total": staff,
        "staff_qualified": draws.counted(staff, 0.8 + 0.05 * profile.quality),
        "staff_fte": round(staff * min(hours, 1.0) * 4) / 4,
    }


def _volunteers(profile: Profile, draws: Draws) -> Figures:
    most = 30 if profile.type == "ngo" else 6
    count = draws.whole(0, most)
    return {"volunteers": count, "volunteer_hours": round(count * draws.between(8, 70))}
