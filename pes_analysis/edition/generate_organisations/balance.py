"""The balance sheet of each year end: what is owned equals what is owed and own, and years hang together."""

from collections.abc import Mapping

from pes_analysis.edition.generate_organisations.draws import Draws
from pes_analysis.edition.generate_organisations.money import (
    BASE_YEAR,
    YEARS,
    assets_multiple,
    usual_revenue,
)
from pes_analysis.edition.generate_organisations.roster import Profile
from pes_analysis.edition.generate_organisations.targets import TARGETS, prices

# Assets to yearly revenue, fixed assets to assets, own funds to assets, as they usually are in a type.
_USUAL: Mapping[str, tuple[float, float, float]] = {
    "ss": (0.5, 0.42, 0.5),
    "ngo": (0.55, 0.2, 0.72),
    "zaz": (0.75, 0.42, 0.55),
    "owes": (0.45, 0.08, 0.45),
}
_ELSE = (0.3, 0.3, 0.5)
_DEPRECIATION = 0.12
_MOST_FIXED = 0.85
_LEAST_CURRENT = 0.04


def balance(
    profile: Profile, money: Mapping[int, Mapping[str, int]], seed: object
) -> dict[int, dict[str, int]]:
    """Reckon the balance sheet of every year.

    Own funds grow by the part of the result that stays; fixed assets by outlays less depreciation; debts
    are what is left to finance. Grants not yet spent are neither debt nor own funds, as the questionnaire
    has it.

    Parameters
    ----------
    profile : Profile
    money : Mapping of int to Mapping of str to int
        Year → variable → PLN.
    seed : object

    Returns
    -------
    dict of int to dict of str to int
    """
    draws = Draws(seed, profile.organisation_id, "balance")
    to_revenue, fixed_share, own_share = _USUAL.get(profile.type, _ELSE)
    fixed_share = min(max(draws.around(fixed_share, 0.3), 0.02), 0.8)
    own_share = min(max(draws.normal(own_share + 0.04 * profile.quality, 0.12), 0.12), 0.92)
    if profile.special.own_share is not None:
        own_share = profile.special.own_share
    cash_share = draws.between(0.35, 0.6)
    start = _assets_at_start(profile, to_revenue, draws)
    own, fixed = round(start * own_share), round(start * fixed_share)
    debt = max(round(0.8 * (start - own)), 0)
    renewal = draws.between(0.8, 1.4)
    years: dict[int, dict[str, int]] = {}
    for year in YEARS:
        of_year = money[year]
        revenue, cost, result = of_year["revenue_total"], of_year["cost_total"], of_year["net_result"]
        retained = 1.0 if profile.special.retained is None else profile.special.retained
        kept = round(max(result, 0) * retained)
        own += kept if result > 0 else result
        depreciation = min(round(fixed * _DEPRECIATION), max(cost - of_year["cost_admin"], 0))
        outlay = round(max(fixed * _DEPRECIATION, 0.01 * revenue) * draws.around(renewal, 0.5))
        fixed = fixed - depreciation + outlay
        unspent = round(of_year["revenue_public"] * draws.between(0.0, 0.06))
        # Debts follow prices and the size of the business, and pay for what nothing else pays.
        debt = round(debt * prices(year, year - 1) * draws.around(1.0, 0.1)) if year > YEARS[0] else debt
        floor = max(round(fixed / _MOST_FIXED), fixed + round(_LEAST_CURRENT * revenue), 1)
        debt = max(debt, floor - own - unspent, 0)
        assets = own + debt + unspent
        current = assets - fixed
        cash, inventories, receivables = _current_parts(
            profile, current, cost - depreciation, cash_share, draws
        )
        short = debt if debt < 0.1 * revenue else round(debt * draws.between(0.45, 0.85))
        years[year] = {
            "assets_total": assets,
            "assets_fixed": fixed,
            "assets_current": current,
            "cash": cash,
            "inventories": inventories,
            "receivables": receivables,
            "equity": own,
            "liabilities_total": debt,
            "liabilities_short": short,
            "arrears_public": round(short * profile.special.arrears) if year >= BASE_YEAR + 2 else 0,
            "cost_depreciation": depreciation,
            "capex": outlay,
            "profit_statutory": kept,
        }
    return years


def _assets_at_start(profile: Profile, to_revenue: float, draws: Draws) -> float:
    if profile.type == "ss":
        # Two years of small results lie between the start and the year to which assets are calibrated.
        median = TARGETS["ss_assets_median"].wanted
        return median * assets_multiple(profile.rank) * prices(YEARS[0], BASE_YEAR) * 0.98
    return usual_revenue(profile) * prices(YEARS[0], BASE_YEAR) * draws.around(to_revenue, 0.35)


def _current_parts(
    profile: Profile, current: int, cost: int, cash_share: float, draws: Draws
) -> tuple[int, int, int]:
    """Split current assets into cash, inventories and receivables; something else is always left."""
    cash = round(current * min(draws.around(cash_share, 0.15), 0.9))
    months = profile.special.cash_months
    if months is not None:
        cash = min(cash, round(months * cost / 12))
    else:
        # Nearly everyone keeps enough for the next pay day.
        cash = max(cash, min(round(draws.between(0.9, 3.0) * cost / 12), round(0.9 * current)))
    goods = 0.1 if profile.type in ("ss", "zaz") else 0.01
    inventories = round((current - cash) * min(draws.around(goods, 0.4), 0.4))
    return cash, inventories, round((current - cash - inventories) * draws.between(0.6, 0.95))
