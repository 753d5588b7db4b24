"""What only support centres and units of local government report: effects of support, duties, spending."""

from collections.abc import Mapping

from pes_analysis.edition.generate_organisations.draws import Draws
from pes_analysis.edition.generate_organisations.money import YEARS
from pes_analysis.edition.generate_organisations.roster import Profile
from pes_analysis.edition.generate_organisations.targets import TARGETS, prices

Figures = dict[str, float]
_EFFECTIVENESS = TARGETS["up_effectiveness"].wanted
_COST_PER_JOB = TARGETS["up_cost_per_job"].wanted
_TARGET_YEAR = 2021
# Labour offices found work for fewer in the first year of the pandemic.
_HARD_YEAR, _HARDSHIP = 2020, 0.05
_RESIDENTS_PER_WORKER = 1850


def public_duties(
    profile: Profile, money: Mapping[int, Mapping[str, int]], seed: object
) -> dict[int, Figures]:
    """Draw the figures of support centres, social assistance centres and labour offices.

    Returns
    -------
    dict of int to dict of str to float
        Year → variable → value; empty for other types.
    """
    draws = Draws(seed, profile.organisation_id, "public duties")
    residents = 9_000 + 34_000 * profile.rank + draws.whole(0, 999)
    clients = 450 + 900 * profile.rank
    years: dict[int, Figures] = {}
    for year in YEARS:
        if profile.type == "owes":
            years[year] = _support_centre(profile, year, draws)
        elif profile.type == "ops":
            years[year] = _assistance_centre(profile, round(residents), money[year], draws)
            residents *= 1 + draws.normal(-0.003, 0.003)
        elif profile.type == "up":
            years[year] = _labour_office(profile, round(clients * draws.around(1.0, 0.08)), year, draws)
        else:
            years[year] = {}
    return years


def _support_centre(profile: Profile, year: int, draws: Draws) -> Figures:
    entry = draws.whole(70, 160)
    turnover = round(entry * 95_000 * prices(year, 2020) * draws.around(1.0, 0.1))
    return {
        "owes_groups": draws.whole(8, 26),
        "owes_communities": draws.whole(3, 13),
        "owes_jobs": draws.whole(22, 65),
        "owes_ngos_economised": draws.whole(2, 11),
        "owes_ps_emp_t0": entry,
        "owes_ps_emp_t1": round(entry * draws.normal(1.12 + 0.03 * profile.quality, 0.05)),
        "owes_ps_turnover_t0": turnover,
        "owes_ps_turnover_t1": round(turnover * draws.normal(1.18 + 0.04 * profile.quality, 0.07)),
    }


def _assistance_centre(profile: Profile, residents: int, money: Mapping[str, int], draws: Draws) -> Figures:
    ratio = profile.special.residents_per_worker or draws.between(0.8, 1.05) * _RESIDENTS_PER_WORKER
    spent = round(money["revenue_total"] * draws.between(0.93, 0.99))
    return {
        "residents": residents,
        "social_workers": max(round(residents / ratio), 1),
        "ops_spending": spent,
        "ops_commissioned": round(spent * draws.between(0.02, 0.14)),
    }


def _labour_office(profile: Profile, finished: int, year: int, draws: Draws) -> Figures:
    effectiveness = _EFFECTIVENESS - (_HARDSHIP if year == _HARD_YEAR else 0.0)
    employed = draws.counted(finished, effectiveness + 0.004 * profile.quality)
    cost = _COST_PER_JOB * prices(year, _TARGET_YEAR)
    registered = round(finished * draws.between(2.2, 3.5))
    return {
        "alm_finished": finished,
        "alm_employed": employed,
        "alm_spending": round(employed * cost * draws.around(1.0, 0.03)),
        "up_profiled_target": registered,
        "up_referred_pes": draws.counted(registered, 0.025),
    }
