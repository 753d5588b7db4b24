"""Signals of three years, made up: everyday reports, one surge, and what goes wrong in forms."""

import datetime as dt
from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from pes_analysis.catalogue import load_catalogue
from pes_analysis.catalogue.signals import load_signal_rules
from pes_analysis.edition.signals.signals import Signals, signals_from
from pes_analysis.edition.snapshot import Snapshot
from pes_analysis.intake.signal_rows import signal_register, signals_of_rows

SEED = 20250131
FIRST_YEAR, YEARS = 2022, 3
PER_10K_A_YEAR = 1.6
# A county and an area in which many more are turned away in the last half-year.
SURGE = ("1210", "children_youth", 24)
TEXTS: Mapping[str, Sequence[str]] = {
    "social_reintegration": ("Nie było miejsca w KIS.", "Grupa w KIS zawieszona do jesieni."),
    "vocational_reintegration": (
        "CIS nie przyjmuje nowych osób.",
        "Nie ma staży dla bezrobotnych.",
    ),
    "therapy_rehabilitation": ("Kolejka do WTZ.", "Nie ma rehabilitacji w pobliżu."),
    "home_care": ("Za mało usług opiekuńczych w weekendy.", "Nie ma kto przyjść z opieką w domu."),
    "disability_assistance": ("Brak asystenta.", "Nie ma transportu dla osoby na wózku."),
    "senior_day_support": ("Klub seniora pełny.", "Samotna starsza osoba nie ma dokąd pójść."),
    "mental_health": ("Kolejka do psychologa.", "Kryzys psychiczny, a ŚDS bez miejsc."),
    "family_foster_care": ("Brak rodziny zastępczej.", "Brak asystenta dla rodziny w pieczy."),
    "children_youth": ("Świetlica nie ma miejsc.", "Nie ma zajęć dla młodzieży po szkole."),
    "homelessness": ("Schronisko pełne.", "Noclegownia zamknięta."),
    "addiction": ("Kolejka do terapii uzależnień.", "Nie ma grupy dla osób pijących alkohol."),
    "violence": ("Brak miejsca interwencyjnego po przemocy.", "Nie ma grupy dla sprawców przemocy."),
    "housing": ("Brak mieszkania wspomaganego.", "Lista oczekujących na mieszkanie."),
    "culture_education_local": ("Nie ma kursów wieczorowych.", "Dom kultury nie ma zajęć."),
}
# What nobody should write into a form, with numbers that belong to nobody.
PERSONAL = (
    "Osoba z PESEL 00000000000 czeka od roku.",
    "Proszę o kontakt: 000 000 012.",
    "Pisać na adres zgloszenie@gmina.example.",
)
UNCLEAR = ("Nie udało się pomóc.", "Sprawa bez rozwiązania.", "Odesłano z kwitkiem.")
UNITS = ("OPS", "PCPR", "PUP", "Organizacja pozarządowa")
CODERS = ("koordynator w ROPS", "pracownik OPS")
KINDS = ("waiting_list", "refusal", "no_referral", "no_service", "other")
KIND_SHARES = (0.4, 0.25, 0.2, 0.1, 0.05)
CODED, PLANTED, WITHOUT_SENSE = 0.88, 0.02, 0.04


def generate_signals(counties: pd.DataFrame, residents: pd.Series, seed: int = SEED) -> Signals:
    """Make up signals and read them in as a filled-in form is read.

    Parameters
    ----------
    counties : DataFrame
        Of the region: indexed by teryt, with ``name``.
    residents : Series of float
        By teryt.
    seed : int

    Returns
    -------
    Signals
    """
    rng = np.random.default_rng(seed)
    rows = []
    areas = list(TEXTS)
    # Some problems are met everywhere more often than others.
    weights = dict(zip(areas, rng.gamma(2.0, 0.5, len(areas)), strict=True))
    for teryt in counties.index:
        for area in areas:
            expected = PER_10K_A_YEAR / len(areas) * float(residents[teryt]) / 10_000 * YEARS
            expected *= weights[area] * float(rng.gamma(4.0, 0.25))
            count = int(rng.poisson(expected))
            rows += [_row(rng, str(teryt), area, _day(rng, 0, 12 * YEARS)) for _ in range(count)]
    county, area, count = SURGE
    rows += [_row(rng, county, area, _day(rng, 12 * YEARS - 6, 12 * YEARS)) for _ in range(count)]
    register = signal_register(
        load_catalogue(), counties, load_signal_rules(), dt.date(FIRST_YEAR + YEARS, 1, 31)
    )
    read = signals_of_rows("sygnaly-demonstracyjne.csv", enumerate(rows, start=2), register, generated=True)
    return signals_from(read.signals)


def signals_of_snapshot(snapshot: Snapshot, region: str) -> Signals:
    """Make up the signals of a region of the snapshot, in proportion to its residents.

    Parameters
    ----------
    snapshot : Snapshot
    region : str
        Two digits.
    """
    counties = snapshot.counties[snapshot.counties["voivodeship"] == region]
    rows = snapshot.county_observations
    known = rows[(rows["variable"] == "pop") & (rows["year"] <= FIRST_YEAR + YEARS - 1)]
    newest = known.sort_values("year").drop_duplicates("teryt", keep="last").set_index("teryt")["value"]
    return generate_signals(counties, newest)


def _row(rng: np.random.Generator, teryt: str, area: str, day: dt.date) -> dict[str, str]:
    said = str(rng.choice(TEXTS[area]))
    draw = rng.random()
    if draw < PLANTED:
        said = str(rng.choice(PERSONAL))
    elif draw < PLANTED + WITHOUT_SENSE:
        said = str(rng.choice(UNCLEAR))
    coded = rng.random() < CODED and draw >= PLANTED + WITHOUT_SENSE
    return {
        "reported_on": day.isoformat(),
        "teryt": teryt,
        "service_area": area if coded else "",
        "text": said,
        "kind": str(rng.choice(KINDS, p=KIND_SHARES)),
        "persons": str(1 + int(rng.negative_binomial(1, 0.4))),
        "unit": f"{rng.choice(UNITS)} {int(rng.integers(1, 9))} (dane demonstracyjne)",
        "coder": str(rng.choice(CODERS)) if coded else "",
    }


def _day(rng: np.random.Generator, first_month: int, last_month: int) -> dt.date:
    month = int(rng.integers(first_month, last_month))
    return dt.date(FIRST_YEAR + month // 12, month % 12 + 1, int(rng.integers(1, 29)))
