"""Revenue, costs and the result of each year: parts that add up, and years that follow one another."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import exp

from pes_analysis.edition.generate_organisations.draws import Draws, lognormal, split
from pes_analysis.edition.generate_organisations.roster import Profile
from pes_analysis.edition.generate_organisations.targets import TARGETS, prices

FIRST_YEAR, LAST_YEAR = 2020, 2024
# Two years before the first are reckoned too, for what a year says about the year before.
YEARS = tuple(range(FIRST_YEAR - 2, LAST_YEAR + 1))
BASE_YEAR = FIRST_YEAR
CLASSES = (
    "jst",
    "state",
    "pfron",
    "labour_fund",
    "eu",
    "sales",
    "donations",
    "tax_share",
    "fees",
    "other",
)
PUBLIC_CLASSES = ("jst", "state", "pfron", "labour_fund", "eu")
# Of a class, how much the single largest payer gives at least and at most.
_ONE_PAYER: Mapping[str, tuple[float, float]] = {
    "jst": (0.6, 1.0),
    "state": (0.7, 1.0),
    "pfron": (1.0, 1.0),
    "labour_fund": (0.9, 1.0),
    "eu": (0.6, 1.0),
    "sales": (0.15, 0.5),
    "donations": (0.1, 0.6),
    "tax_share": (1.0, 1.0),
    "fees": (0.02, 0.1),
    "other": (0.2, 0.6),
}


@dataclass(frozen=True)
class Money:
    """What the money of a type is like.

    Attributes
    ----------
    classes : Mapping of str to float
        Usual shares of the classes of revenue.
    margin, margin_spread : float
        Result to revenue: its mean, and how much it differs between years.
    spread : float
        How much revenue differs between years (standard deviation of its logarithm).
    admin : float
        Administration to costs.
    """

    classes: Mapping[str, float]
    margin: float = 0.0
    margin_spread: float = 0.01
    spread: float = 0.1
    admin: float = 0.12


MONEY: Mapping[str, Money] = {
    "ss": Money(
        {
            "sales": 0.66,
            "eu": 0.1,
            "labour_fund": 0.09,
            "jst": 0.06,
            "pfron": 0.04,
            "donations": 0.02,
            "other": 0.03,
        },
        margin=0.03,
        margin_spread=0.04,
        spread=0.14,
        admin=0.13,
    ),
    "ngo": Money({}, margin=0.03, margin_spread=0.06, spread=0.2, admin=0.11),
    "cis": Money(
        {"labour_fund": 0.34, "jst": 0.27, "eu": 0.22, "sales": 0.13, "state": 0.02, "other": 0.02},
        margin=0.002,
        spread=0.08,
    ),
    "kis": Money({"jst": 0.55, "eu": 0.32, "state": 0.1, "donations": 0.03}, spread=0.1),
    "wtz": Money({"pfron": 0.9, "jst": 0.1}, spread=0.02),
    "zaz": Money(
        {"pfron": 0.56, "sales": 0.27, "jst": 0.13, "eu": 0.02, "other": 0.02},
        margin=0.004,
        margin_spread=0.008,
        spread=0.05,
        admin=0.14,
    ),
    "owes": Money(
        {"eu": 0.84, "state": 0.08, "jst": 0.03, "sales": 0.03, "other": 0.02},
        margin=0.01,
        margin_spread=0.012,
        spread=0.12,
        admin=0.16,
    ),
    "ops": Money({"jst": 0.42, "state": 0.55, "other": 0.03}, spread=0.04),
    "pcpr": Money({"jst": 0.6, "pfron": 0.3, "state": 0.1}, spread=0.04),
    "up": Money({"labour_fund": 0.85, "jst": 0.15}, spread=0.05),
}
# How often an NGO has a class of revenue, and what part of it that class makes where it does.
_NGO_CLASSES: Mapping[str, tuple[float, float]] = {
    "fees": (0.5, 0.7),
    "donations": (0.55, 0.8),
    "jst": (0.5, 1.5),
    "tax_share": (0.3, 0.4),
    "sales": (0.45, 1.9),
    "state": (0.15, 1.0),
    "eu": (0.15, 1.5),
    "pfron": (0.08, 1.0),
    "other": (0.2, 0.3),
}
# Of the largest NGOs each sells something: market revenue is theirs first of all.
_ALWAYS_SELL = 0.8
_SMALL_CLASS = 0.09
_NGO_MARKET_SHARE = TARGETS["ngo_market_share"].wanted
# Revenue of 2020: per place, or the median of a type and how much sizes differ.
_PER_PLACE: Mapping[str, float] = {"cis": 29_500, "kis": 9_500, "wtz": 21_800, "zaz": 62_000}
_MEDIAN: Mapping[str, tuple[float, float]] = {
    # The spread for which the mean of 24 NGOs is as many times their median as the targets say.
    "ngo": (TARGETS["ngo_revenue_median"].wanted, 2.62),
    "owes": (5_200_000, 0.3),
    "ops": (14_000_000, 0.5),
    "pcpr": (11_000_000, 0.35),
    "up": (24_000_000, 0.5),
}
_PLACES: Mapping[str, tuple[float, float]] = {
    "cis": (29, 0.22),
    "kis": (22, 0.35),
    "wtz": (37, 0.16),
    "zaz": (38, 0.18),
}
# Four large cooperatives own what makes the mean many times the median; their assets as multiples of it.
_LARGE_COOPERATIVES = (50.0, 85.0, 130.0, 200.0)
_ASSETS_MEDIAN = TARGETS["ss_assets_median"].wanted


def places(profile: Profile) -> int:
    """Give how many places a unit has; none where a type has no places."""
    if profile.special.participants is not None:
        return profile.special.participants
    median, spread = _PLACES.get(profile.type, (0, 0))
    return round(lognormal(profile.rank, median, spread)) if median else 0


def assets_multiple(rank: float) -> float:
    """Give the assets of a cooperative as a multiple of the median.

    Examples
    --------
    >>> assets_multiple(0.5), assets_multiple(27.5 / 28)
    (1.0, 200.0)
    """
    from_top = round((1 - rank) * 28 - 0.5)
    if from_top < len(_LARGE_COOPERATIVES):
        return _LARGE_COOPERATIVES[-1 - from_top]
    return lognormal(rank, 1.0, 1.0)


def usual_revenue(profile: Profile) -> float:
    """Give the revenue of the base year before chance has its say."""
    if profile.type == "ss":
        return 340_000 * float(assets_multiple(profile.rank) ** 0.62)
    if profile.type in _PER_PLACE:
        return _PER_PLACE[profile.type] * places(profile)
    return lognormal(profile.rank, *_MEDIAN[profile.type])


def money(profile: Profile, seed: object) -> dict[int, dict[str, int]]:
    """Reckon revenue, costs and the result of every year.

    Returns
    -------
    dict of int to dict of str to int
        Year → variable → PLN. Classes add up to ``revenue_total``, which is ``cost_total + net_result``.
    """
    draws = Draws(seed, profile.organisation_id, "money")
    kind = MONEY[profile.type]
    shares = _ngo_classes(profile, draws) if profile.type == "ngo" else _own_classes(kind.classes, draws)
    drift = draws.drift(YEARS, kind.spread)
    margins = draws.drift(YEARS, kind.margin_spread, persistence=0.4)
    trend = draws.normal(0.01 + 0.01 * profile.quality, 0.02)
    admin = min(max(draws.around(kind.admin, 0.3), 0.03), 0.3)
    years: dict[int, dict[str, int]] = {}
    for year in YEARS:
        # Deviations are told from the base year, so that what is calibrated there stays so.
        real = exp(drift[year] - drift[BASE_YEAR] + trend * (year - BASE_YEAR))
        total = round(usual_revenue(profile) * prices(year, BASE_YEAR) * real)
        margin = profile.special.margins.get(year, kind.margin + 0.006 * profile.quality + margins[year])
        result = round(total * margin)
        classes = split(total, _jittered(shares, 0.1, draws))
        cost = total - result
        secured = _secured(profile, draws)
        budget = round(cost * draws.around(1.05, 0.05))
        years[year] = {
            **{f"revenue_{name}": classes.get(name, 0) for name in CLASSES},
            "revenue_total": total,
            "revenue_market": classes.get("sales", 0),
            "revenue_public": sum(classes.get(name, 0) for name in PUBLIC_CLASSES),
            "revenue_top_payer": max(
                round(amount * draws.between(*_ONE_PAYER[name])) for name, amount in classes.items()
            ),
            "cost_total": cost,
            "cost_admin": round(cost * min(max(draws.around(admin, 0.08), 0.02), 0.4)),
            "net_result": result,
            "budget_next": budget,
            "revenue_secured_next": round(budget * secured),
        }
    return years


def _jittered(shares: Mapping[str, float], spread: float, draws: Draws) -> dict[str, float]:
    return {name: draws.around(share, spread) for name, share in shares.items()}


def _own_classes(usual: Mapping[str, float], draws: Draws) -> dict[str, float]:
    """Give an organisation classes of revenue of its own: those of its type, less some of the small ones."""
    kept = {name: share for name, share in usual.items() if share > _SMALL_CLASS or draws.chance(0.6)}
    return _jittered(kept, 0.35, draws)


def _ngo_classes(profile: Profile, draws: Draws) -> dict[str, float]:
    """Choose the few classes from which one NGO lives."""
    sells = profile.rank > _ALWAYS_SELL or draws.chance(_NGO_CLASSES["sales"][0])
    weights = {
        name: draws.around(weight, 0.5)
        for name, (often, weight) in _NGO_CLASSES.items()
        if name != "sales" and draws.chance(often)
    } or {"fees": 1.0}
    if not sells:
        return weights
    rest = sum(weights.values())
    share = min(max(draws.normal(_NGO_MARKET_SHARE, 0.03 if profile.rank > _ALWAYS_SELL else 0.2), 0.05), 0.9)
    return weights | {"sales": rest * share / (1 - share)}


def _secured(profile: Profile, draws: Draws) -> float:
    """Draw what part of next year's costs is agreed when the questionnaire is filled in."""
    if profile.type != "ngo":
        usual = {"owes": 0.85, "kis": 0.7, "cis": 0.65}.get(profile.type, 0.45)
        return min(max(draws.normal(usual + 0.05 * profile.quality, 0.12), 0.05), 1.1)
    if profile.security > 1 - TARGETS["ngo_secured_share"].wanted:
        return draws.between(0.53, 0.95)
    return min(draws.between(0.0, 0.47) * (0.5 + profile.security), 0.48)
