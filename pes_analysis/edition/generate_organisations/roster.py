"""Who there is: types, counties, sizes, statuses, consents, and the special cases a diagnosis must meet."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from pes_analysis.edition.generate_organisations.draws import Draws, ranks
from pes_analysis.edition.generate_organisations.names import FOUNDATION, Names

COUNTS: Mapping[str, int] = {
    "ss": 28,
    "cis": 14,
    "kis": 12,
    "wtz": 20,
    "zaz": 10,
    "ngo": 24,
    "owes": 4,
    "ops": 3,
    "pcpr": 2,
    "up": 3,
}
LAST_YEAR = 2024
CHECKED_ON = "2025-01-31"
# Of those that can be asked for consent; some 60% of all.
PUBLIC_SHARE = 0.65
_NOT_FOUND = ("registered", "unknown")
CITIES = ("1261", "1262", "1263")
# How many of a type are not active; the rest are.
_INACTIVE: Mapping[str, Mapping[str, int]] = {
    "ss": {"existing": 1, "suspended": 2, "in_liquidation": 2, "registered": 3, "unknown": 2},
    "ngo": {"existing": 2, "suspended": 2, "in_liquidation": 1, "registered": 3, "unknown": 1},
    "cis": {"in_liquidation": 1},
    "kis": {"suspended": 1},
}
_LARGEST_STAY_ACTIVE = 0.84
_FOUNDED: Mapping[str, tuple[int, int]] = {
    "ss": (2008, 2019),
    "cis": (2005, 2018),
    "kis": (2006, 2018),
    "wtz": (1994, 2012),
    "zaz": (2003, 2018),
    "ngo": (1992, 2019),
    "owes": (2010, 2016),
    "ops": (1990, 1992),
    "pcpr": (1999, 1999),
    "up": (1990, 2000),
}


@dataclass(frozen=True)
class Special:
    """What is out of the ordinary in one organisation, so that each alarm and each rule is met once.

    Attributes
    ----------
    margins : Mapping of int to float
        Result to revenue in these years.
    own_share : float, optional
        Own funds to assets when the story begins.
    cash_months : float, optional
        Months of costs in cash.
    arrears : float
        Overdue public dues, share of short-term liabilities.
    headcount : int, optional
        Employees.
    at_risk, target, plans, retained : float, optional
        Employees at risk, share of employees; the group that the law counts in a ZAZ, share of employees;
        plans, share of employees at risk; part of the surplus that stays in the organisation.
    participants : int, optional
        All participants of a year.
    residents_per_worker : int, optional
    unanswered : float
        Share of questions left empty in the last year.
    """

    margins: Mapping[int, float] = field(default_factory=dict)
    own_share: float | None = None
    cash_months: float | None = None
    arrears: float = 0.0
    headcount: int | None = None
    at_risk: float | None = None
    target: float | None = None
    plans: float | None = None
    retained: float | None = None
    participants: int | None = None
    residents_per_worker: int | None = None
    unanswered: float = 0.0


ORDINARY = Special()
# Type → place among the active ones, from the largest → what is special. Every alarm and every rule of law
# that figures can tell is broken by one of them.
SPECIAL: Mapping[str, Mapping[int, Special]] = {
    "ss": {
        3: Special(at_risk=0.2),
        5: Special(plans=0.5),
        6: Special(retained=0.4, margins={2023: 0.06, 2024: 0.08}),
        7: Special(arrears=0.3),
        8: Special(margins={2023: -0.09, 2024: -0.12}),
        12: Special(headcount=2),
        14: Special(own_share=-0.5, margins=dict.fromkeys(range(2018, 2025), -0.01)),
    },
    "ngo": {3: Special(cash_months=0.4), 6: Special(unanswered=0.55)},
    "zaz": {4: Special(target=0.64)},
    "kis": {7: Special(participants=4)},
    "ops": {1: Special(residents_per_worker=2600)},
}
# Type → places among the active ones, from the largest, of social enterprises; and of those not for
# reintegration.
_SOCIAL_ENTERPRISES: Mapping[str, range] = {
    "ss": range(1, 13),
    "ngo": range(3),
    "zaz": range(1, 2),
    "cis": range(2, 3),
}
_WITHOUT_REINTEGRATION: Mapping[str, tuple[int, ...]] = {"ss": (2, 10), "ngo": (0, 2)}


@dataclass(frozen=True)
class Profile:
    """One organisation: what stays the same over the years.

    Attributes
    ----------
    rank : float
        Its size among those of its type, 0–1.
    security : float
        How far ahead its money is agreed, as a rank among those of its type, 0–1.
    quality : float
        How well it is run, standard normal.
    in_budget : bool
        Part of the budget of a local government, so without funds of its own.
    """

    organisation_id: str
    name: str
    type: str
    teryt: str
    place: str
    founding_year: int
    status: str
    is_ps: bool
    for_reintegration: bool
    public: bool
    rank: float
    security: float
    quality: float
    in_budget: bool
    special: Special = ORDINARY

    @property
    def codes(self) -> frozenset[str]:
        """Its type, and "ps" where it has the status."""
        return frozenset({self.type, "ps"} if self.is_ps else {self.type})

    @property
    def is_foundation(self) -> bool:
        """Whether it has no members."""
        return self.name.startswith(FOUNDATION)


def counts_for(total: int) -> dict[str, int]:
    """Share organisations among the types as in the demonstration, at least one of each.

    Examples
    --------
    >>> counts_for(120) == dict(COUNTS)
    True
    >>> counts_for(5000)["cis"], sum(counts_for(5000).values())
    (583, 5000)
    """
    whole = sum(COUNTS.values())
    shares = {kind: total * count / whole for kind, count in COUNTS.items()}
    counts = {kind: max(int(share), 1) for kind, share in shares.items()}
    by_rest = sorted(shares, key=lambda kind: counts[kind] - shares[kind])
    for kind in by_rest[: max(total - sum(counts.values()), 0)]:
        counts[kind] += 1
    return counts


def make_roster(seed: object, counties: Sequence[str], numbers: Mapping[str, int] = COUNTS) -> list[Profile]:
    """Make the list of organisations.

    Parameters
    ----------
    seed : object
    counties : sequence of str
        Codes of the counties in which they are.
    numbers : Mapping of str to int
        How many of each type; those of the demonstration when left out.

    Returns
    -------
    list of Profile
        Type by type, in the order of ids.
    """
    draws = Draws(seed, "roster")
    names = Names(counties, draws)
    seats = draws.order(counties)
    consents = ranks(sum(numbers.values()), draws)
    roster: list[Profile] = []
    for kind, count in numbers.items():
        sizes, security = ranks(count, draws), ranks(count, draws)
        statuses = _statuses(kind, sizes, draws)
        active = [
            one for one in sorted(range(count), key=lambda one: -sizes[one]) if statuses[one] == "active"
        ]
        for number in range(count):
            among = active.index(number) if number in active else -1
            teryt = _seat(kind, seats, len(roster))
            roster.append(
                Profile(
                    organisation_id=f"demo-{kind}-{number + 1:02d}",
                    name=names.name(kind, teryt),
                    type=kind,
                    teryt=teryt,
                    place="urban" if teryt in CITIES or draws.chance(0.5) else "rural",
                    founding_year=draws.whole(*_FOUNDED[kind]),
                    status=statuses[number],
                    is_ps=among in _SOCIAL_ENTERPRISES.get(kind, ()),
                    for_reintegration=among in _SOCIAL_ENTERPRISES.get(kind, ())
                    and among not in _WITHOUT_REINTEGRATION.get(kind, ()),
                    public=consents[len(roster)] < PUBLIC_SHARE and statuses[number] not in _NOT_FOUND,
                    rank=sizes[number],
                    security=security[number],
                    quality=draws.normal(),
                    in_budget=kind in ("ops", "pcpr", "up")
                    or (kind == "zaz" and draws.chance(0.4) and among != 1),
                    special=SPECIAL.get(kind, {}).get(among, ORDINARY),
                )
            )
    return roster


def _statuses(kind: str, sizes: Sequence[float], draws: Draws) -> list[str]:
    """Draw which are not active; the very largest are, or one of them would change every total."""
    statuses = ["active"] * len(sizes)
    smaller = draws.order([number for number, size in enumerate(sizes) if size < _LARGEST_STAY_ACTIVE])
    times = max(len(sizes) // COUNTS[kind], 1)
    inactive = [status for status, count in _INACTIVE.get(kind, {}).items() for _ in range(count * times)]
    for number, status in zip(smaller, inactive, strict=False):
        statuses[number] = status
    return statuses


def _seat(kind: str, seats: Sequence[str], position: int) -> str:
    """Go round the counties; a family support centre is a unit of a land county."""
    teryt = seats[position % len(seats)]
    if kind == "pcpr" and teryt in CITIES:
        return next(seat for seat in seats if seat not in CITIES)
    return teryt
