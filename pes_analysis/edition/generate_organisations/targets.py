"""What generated organisations are calibrated to: published figures, each with its source and year."""

from collections.abc import Mapping
from dataclasses import dataclass

from pes_analysis.catalogue import Text

NOT_STATED = "–"


@dataclass(frozen=True)
class Target:
    """A published figure that the generated organisations reproduce.

    Attributes
    ----------
    statistic : Text
        What is measured on the generated organisations.
    published : float
        As the source has it, in `unit`.
    year : str
        Of the published figure, or ``NOT_STATED``.
    wanted : float
        What the generated figures should give: `published`, or its equivalent in later prices.
    tolerance : float
        Greatest accepted distance from `wanted`, in `unit`.
    """

    id: str
    statistic: Text
    unit: str
    published: float
    year: str
    wanted: float
    tolerance: float
    source: Text


# GUS, yearly consumer price indices, previous year = 1; known figures, not re-read: to be checked before use.
PRICE_CHANGE: Mapping[int, float] = {
    2008: 1.042,
    2009: 1.035,
    2010: 1.026,
    2011: 1.043,
    2012: 1.037,
    2013: 1.009,
    2014: 1.000,
    2015: 0.991,
    2016: 0.994,
    2017: 1.020,
    2018: 1.016,
    2019: 1.023,
    2020: 1.034,
    2021: 1.051,
    2022: 1.144,
    2023: 1.114,
    2024: 1.036,
}
# Regulations on the minimum wage, gross per month, the one in force in December.
MINIMUM_WAGE: Mapping[int, int] = {
    2018: 2100,
    2019: 2250,
    2020: 2600,
    2021: 2800,
    2022: 3010,
    2023: 3600,
    2024: 4300,
}


def prices(year: int, base: int) -> float:
    """Give the level of prices of a year against a base year.

    Examples
    --------
    >>> round(prices(2024, 2020), 3), round(prices(2019, 2020), 3), prices(2020, 2020)
    (1.388, 0.967, 1.0)
    """
    level = 1.0
    for passed in range(base + 1, year + 1):
        level *= PRICE_CHANGE[passed]
    for passed in range(year + 1, base + 1):
        level /= PRICE_CHANGE[passed]
    return level


def _in_later_prices(value: float, first: int, last: int, year: int) -> float:
    """Bring a figure that is the mean of some years to the prices of a later one."""
    years = range(first, last + 1)
    return value * len(years) / sum(prices(each, year) for each in years)


_KLON = Text(pl="Klon/Jawor, „Kondycja organizacji pozarządowych”", en="Klon/Jawor, 'Condition of NGOs'")
_KPRES = Text(
    pl="Wskaźniki Krajowego Programu Rozwoju Ekonomii Społecznej (dane.ekonomiaspoleczna.gov.pl)",
    en="Indicators of the National Programme for Social Economy Development (dane.ekonomiaspoleczna.gov.pl)",
)
_COOPERATIVES = Text(
    pl="Badanie spółdzielni (9lib.org, „Potencjał ekonomiczny i efekty działalności spółdzielni”)",
    en="A study of cooperatives (9lib.org, 'Economic potential and effects of cooperatives')",
)
_LABOUR_OFFICES = Text(
    pl="Efektywność form aktywizacji urzędów pracy (Gazeta Prawna za ministerstwem)",
    en="Effectiveness of activation by labour offices (Gazeta Prawna after the ministry)",
)
_ACTIVITY = Text(
    pl="Błażejowska 2017, podmioty ekonomii społecznej w Zachodniopomorskiem",
    en="Błażejowska 2017, social-economy entities in Zachodniopomorskie",
)
_ALL = (
    Target(
        "ngo_revenue_median",
        Text(pl="Mediana przychodów NGO w 2020 r.", en="Median revenue of NGOs in 2020"),
        "pln",
        26_000,
        "2015–2021",
        26_000,
        4_000,
        _KLON,
    ),
    Target(
        "ngo_revenue_mean",
        Text(pl="Średnie przychody NGO w 2020 r.", en="Mean revenue of NGOs in 2020"),
        "pln",
        342_400,
        "2017",
        342_400 * prices(2020, 2017),
        75_000,
        _KPRES,
    ),
    Target(
        "ngo_sources_median",
        Text(pl="Mediana liczby źródeł przychodów NGO", en="Median number of revenue sources of NGOs"),
        "count",
        3,
        "2015",
        3,
        0.5,
        _KLON,
    ),
    Target(
        "ngo_market_share",
        Text(
            pl="Udział przychodów rynkowych w przychodach wszystkich NGO",
            en="Market revenue in the revenue of all NGOs together",
        ),
        "ratio",
        0.33,
        "2018",
        0.33,
        0.05,
        _KPRES,
    ),
    Target(
        "ngo_secured_share",
        Text(
            pl="Udział NGO, które mają pewną ponad połowę budżetu roku, w którym odpowiadają",
            en="NGOs with over half of the budget secured for the year in which they answer",
        ),
        "ratio",
        0.21,
        "2015",
        0.21,
        0.06,
        _KLON,
    ),
    Target(
        "ss_assets_median",
        Text(
            pl="Mediana aktywów spółdzielni socjalnych w 2020 r.",
            en="Median assets of social cooperatives in 2020",
        ),
        "pln",
        143_000,
        "2017",
        143_000 * prices(2020, 2017),
        25_000,
        _COOPERATIVES,
    ),
    Target(
        "ss_assets_skew",
        Text(
            pl="Średnia aktywów spółdzielni socjalnych do mediany w 2020 r.",
            en="Mean assets of social cooperatives against the median in 2020",
        ),
        "ratio",
        18,
        "2017",
        18,
        3,
        _COOPERATIVES,
    ),
    Target(
        "wtz_open_market_exits",
        Text(
            pl="Odejścia z WTZ na otwarty rynek pracy, udział uczestników w pięciu latach razem",
            en="Exits from WTZ to the open labour market, share of participants in five years together",
        ),
        "ratio",
        0.0145,
        NOT_STATED,
        0.0145,
        0.0035,
        Text(
            pl="NIK, kontrola warsztatów terapii zajęciowej: 1,1–1,8% rocznie",
            en="NIK, audit of occupational therapy workshops: 1.1–1.8% a year",
        ),
    ),
    Target(
        "users_per_unit",
        Text(
            pl="Osoby korzystające na jednostkę CIS, ZAZ i WTZ w 2021 r.",
            en="Users of a CIS, ZAZ or WTZ in 2021",
        ),
        "persons",
        46_300 / 1063,
        "2021",
        46_300 / 1063,
        4,
        Text(
            pl="GUS 2021: 46,3 tys. osób w 1063 jednostkach CIS, ZAZ i WTZ",
            en="GUS 2021: 46.3 thousand people in 1,063 CIS, ZAZ and WTZ",
        ),
    ),
    Target(
        "cis_cost_per_independent",
        Text(
            pl="Koszt jednego usamodzielnienia w CIS w 2021 r.",
            en="Cost of one independent person in CIS in 2021",
        ),
        "pln",
        44_500,
        "2007–2010",
        _in_later_prices(44_500, 2007, 2010, 2021),
        8_000,
        Text(
            pl="Politaj i Koza, CIS w latach 2007–2010; przeliczone na ceny 2021 r.",
            en="Politaj and Koza, CIS in 2007–2010; in prices of 2021",
        ),
    ),
    Target(
        "up_effectiveness",
        Text(
            pl="Efektywność zatrudnieniowa urzędów pracy w 2021 r.",
            en="Employment effectiveness of labour offices in 2021",
        ),
        "ratio",
        0.845,
        "2021",
        0.845,
        0.025,
        _LABOUR_OFFICES,
    ),
    Target(
        "up_cost_per_job",
        Text(
            pl="Koszt zatrudnienia jednej osoby przez urząd pracy w 2021 r.",
            en="Labour offices' cost of one person employed in 2021",
        ),
        "pln",
        16_600,
        "2021",
        16_600,
        1_500,
        _LABOUR_OFFICES,
    ),
    Target(
        "existing_share",
        Text(
            pl="Udział istniejących wśród zarejestrowanych NGO i spółdzielni socjalnych",
            en="Share of registered NGOs and social cooperatives that exist",
        ),
        "ratio",
        0.83,
        "2017",
        0.83,
        0.02,
        _ACTIVITY,
    ),
    Target(
        "active_share",
        Text(
            pl="Udział działających wśród zarejestrowanych NGO i spółdzielni socjalnych",
            en="Share of registered NGOs and social cooperatives that are active",
        ),
        "ratio",
        0.64,
        "2017",
        0.64,
        0.02,
        _ACTIVITY,
    ),
)
TARGETS: Mapping[str, Target] = {target.id: target for target in _ALL}
