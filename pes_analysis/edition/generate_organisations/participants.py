"""Who takes part each year: how many come, stay, finish and leave, and where they go."""

from collections.abc import Mapping

from pes_analysis.edition.generate_organisations.draws import Draws
from pes_analysis.edition.generate_organisations.money import YEARS, places
from pes_analysis.edition.generate_organisations.roster import Profile
from pes_analysis.edition.generate_organisations.targets import TARGETS, prices

Figures = dict[str, float]
_WTZ_TO_MARKET = TARGETS["wtz_open_market_exits"].wanted
_COST_PER_INDEPENDENT = TARGETS["cis_cost_per_independent"].wanted
_COST_YEAR = 2021
_KIS_WITHOUT_PLACES = 0.5


def participants(
    profile: Profile,
    money: Mapping[int, Mapping[str, int]],
    workforce: Mapping[int, Figures],
    seed: object,
) -> dict[int, Figures]:
    """Reckon the participants of every year; of a cooperative, only plans of its employees.

    Returns
    -------
    dict of int to dict of str to float
        Year → variable → persons or PLN. All participants are those of the year's beginning and those who
        started; who leaves, leaves once.
    """
    draws = Draws(seed, profile.organisation_id, "participants")
    capacity = places(profile)
    stock = round(capacity * draws.between(0.86, 0.97))
    if profile.special.participants is not None:
        stock = capacity // 2
    elif profile.type == "zaz":
        stock = int(workforce[YEARS[0]]["emp_disabled"])
    years: dict[int, Figures] = {}
    for year in YEARS:
        employed, cost = workforce[year], money[year]["cost_total"]
        if profile.type in ("cis", "kis"):
            flow = _programme(profile, stock, capacity, draws)
        elif profile.type in ("wtz", "zaz"):
            flow = _workshop(profile, stock, capacity, employed, draws)
        else:
            flow = dict.fromkeys(
                ("started", "left", "completed", "dropped", "to_market", "to_next", "at_work"), 0
            )
        total = stock + flow["started"] if capacity else 0
        ended = total - flow["left"]
        in_force = _plans(profile, total, int(employed["emp_at_risk"]), draws)
        goals = round(in_force * draws.between(1.2, 2.8))
        assessed = draws.counted(total, 0.75 + 0.05 * profile.quality)
        independent, spent = _independent(profile, flow, cost, year, draws)
        years[year] = {
            "places": capacity,
            "participants_avg": round(min((stock + ended) / 2, total), 1),
            "participants_total": total,
            "participants_started": flow["started"],
            "participants_left": flow["left"],
            "participants_completed": flow["completed"],
            "participants_dropped": flow["dropped"],
            "employed_open": flow["to_market"],
            "moved_next_stage": flow["to_next"],
            "employed_3m": flow["at_work"],
            "employed_12m": draws.counted(flow["at_work"], 0.66 + 0.06 * profile.quality),
            "independent": independent,
            "cost_reintegration": spent,
            "irp_count": in_force,
            "irp_goals_planned": goals,
            "irp_goals_achieved": draws.counted(goals, 0.6 + 0.07 * profile.quality),
            "assessed": assessed,
            "improved": draws.counted(assessed, 0.52 + 0.06 * profile.quality),
            "waiting_list": draws.whole(0, 12) if profile.type in ("wtz", "zaz") else draws.whole(0, 4),
            "followed_up": draws.counted(flow["left"], 0.55 + 0.15 * profile.quality),
            "referrals_in": draws.counted(flow["started"], 0.7) if capacity else draws.whole(0, 12),
        }
        years[year]["referrals_feedback"] = draws.counted(
            int(years[year]["referrals_in"]), 0.68 + 0.12 * profile.quality
        )
        stock = ended
    return years


def _programme(profile: Profile, stock: int, capacity: int, draws: Draws) -> dict[str, int]:
    """Draw the year of a centre or a club: people come for about a year and finish, drop out or find work."""
    if profile.special.participants is not None:
        started = left = profile.special.participants - stock
    else:
        started = max(round(capacity * draws.normal(0.93, 0.06)), 1)
        # Whoever leaves makes room: the number of those who stay keeps near the places.
        left = max(stock + started - round(capacity * draws.between(0.84, 0.98)), 0)
    early = draws.counted(left, 0.06)
    dropped = draws.counted(left - early, 0.24 - 0.05 * profile.quality)
    completed = left - early - dropped
    at_work = draws.counted(completed, 0.46 + 0.05 * profile.quality)
    return {
        "started": started,
        "left": left,
        "completed": completed,
        "dropped": dropped,
        "at_work": at_work,
        "to_market": draws.counted(at_work, 0.7) + early,
        "to_next": draws.counted(completed - at_work, 0.25),
    }


def _workshop(profile: Profile, stock: int, capacity: int, employed: Figures, draws: Draws) -> dict[str, int]:
    """Draw the year of a workshop or an establishment, where people stay for many years."""
    if profile.type == "zaz":
        # Participants of a ZAZ are its employees with a disability.
        left = draws.counted(int(employed["emp_left"]), 0.8)
        to_market = min(draws.counted(left, 0.28), int(employed["emp_left_open_market"]))
        started = max(int(employed["emp_disabled"]) - stock + left, 0)
        left = stock + started - int(employed["emp_disabled"])
        to_market = min(to_market, left)
    else:
        to_market = min(draws.counted(capacity, _WTZ_TO_MARKET), stock)
        left = to_market + draws.counted(stock - to_market, 0.04)
        started = min(max(round(capacity * draws.between(0.94, 1.0)) - stock + left, 0), capacity)
    at_work = to_market + draws.counted(left - to_market, 0.1)
    return {
        "started": started,
        "left": left,
        "completed": 0,
        "dropped": 0,
        "at_work": at_work,
        "to_market": to_market,
        "to_next": draws.counted(left - at_work, 0.3 if profile.type == "wtz" else 0.05),
    }


def _independent(
    profile: Profile, flow: Mapping[str, int], cost: int, year: int, draws: Draws
) -> tuple[int, int]:
    """Draw who keeps themselves, and what the work with participants cost."""
    if profile.type == "cis":
        independent = draws.counted(flow["completed"], 0.62 + 0.05 * profile.quality)
        usual = _COST_PER_INDEPENDENT * prices(year, _COST_YEAR)
        # The cost of a centre hardly follows how many become independent in one year.
        expected = 0.62 * max(flow["completed"], 1)
        return independent, min(round(usual * expected * draws.around(1.0, 0.05)), round(0.95 * cost))
    share = {"wtz": 0.9, "zaz": 0.55, "kis": 0.8}.get(profile.type, 0.0)
    return 0, round(cost * share * draws.between(0.95, 1.05))


def _plans(profile: Profile, people: int, at_risk: int, draws: Draws) -> int:
    """Draw how many individual plans are in force; a social enterprise for reintegration owes one to each."""
    if profile.special.plans is not None:
        return round(at_risk * profile.special.plans)
    base = max(people, at_risk)
    drawn = base - draws.counted(base, 0.12 - 0.04 * profile.quality)
    return max(drawn, at_risk) if profile.for_reintegration else drawn


def has_no_places(profile: Profile, seed: object) -> bool:
    """Whether a club has no fixed number of places."""
    return profile.type == "kis" and Draws(seed, profile.organisation_id, "club").chance(_KIS_WITHOUT_PLACES)
