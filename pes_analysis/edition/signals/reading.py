"""Reading the signals of an edition: every cell checked, and what must go together held together."""

import datetime as dt
from collections.abc import Collection
from functools import lru_cache
from pathlib import Path

import pandas as pd

from pes_analysis.catalogue import load_catalogue
from pes_analysis.edition.signals.schema import SIGNALS
from pes_analysis.edition.signals.signals import Signals
from pes_analysis.edition.snapshot import DEMONSTRATION as SNAPSHOT
from pes_analysis.edition.snapshot import read_snapshot
from pes_analysis.edition.table_rules import Rule, check_rules
from pes_analysis.edition.tables import read_table
from pes_analysis.protect.personal_data import personal_data_kinds

DEMONSTRATION = SNAPSHOT / "signals"
FILE = "signals.csv"


@lru_cache(maxsize=1)
def read_demonstration_signals() -> Signals:
    """Read the packaged, generated signals (once: later calls give the same object).

    Examples
    --------
    >>> bool(read_demonstration_signals().signals["generated"].all())
    True
    """
    return read_signals(DEMONSTRATION)


def read_signals(folder: Path, counties: pd.Index | None = None) -> Signals:
    """Read a folder of signals.

    Parameters
    ----------
    folder : Path
        With ``signals.csv``, as ``pes signals import`` writes it.
    counties : Index of str, optional
        Codes of the counties there are; those of the packaged snapshot when this is left out.

    Returns
    -------
    Signals

    Raises
    ------
    TableError
        The table is absent or a row is not as it should be; file, line and cell are named.
    """
    frame = read_table(folder / FILE, SIGNALS)
    known = read_snapshot().counties.index if counties is None else counties
    areas = {item.id for item in load_catalogue().closed_list("service_areas").items}
    check_rules(folder / FILE, frame, signal_rules(known, areas))
    return Signals(frame)


def signal_rules(counties: pd.Index, areas: Collection[str]) -> list[Rule]:
    """Give what must hold between the cells of a row."""
    return [
        Rule(
            lambda rows: ~rows["teryt"].isin(counties),
            "nie ma powiatu o tym kodzie",
            "there is no county with this code",
        ),
        Rule(
            lambda rows: ~rows["reported_on"].map(is_day).astype(bool),
            "nie ma takiego dnia w kalendarzu",
            "there is no such day in the calendar",
        ),
        *(
            Rule(
                lambda rows, name=name: ~rows[name].isin({*areas, ""}),  # type: ignore[misc]
                f"„{name}”: nie ma takiego obszaru usług",
                f"'{name}': there is no such service area",
            )
            for name in ("service_area", "proposed_area")
        ),
        Rule(
            lambda rows: (rows["service_area"] != "") & (rows["coder"] == ""),
            "jest obszar usług, a nie ma kodującego",
            "there is a service area and nobody who coded it",
        ),
        Rule(
            lambda rows: (rows["coded_on"] != "") & (rows["service_area"] == ""),
            "jest dzień kodowania, a nie ma obszaru usług",
            "there is a day of coding and no service area",
        ),
        Rule(
            lambda rows: ~rows["coded_on"].map(lambda day: not day or is_day(day)).astype(bool),
            "„coded_on”: nie ma takiego dnia w kalendarzu",
            "'coded_on': there is no such day in the calendar",
        ),
        Rule(
            lambda rows: (rows["held_back"] != "") & (rows["text"] != ""),
            "wstrzymany tekst musi być pusty",
            "a text held back must be empty",
        ),
        Rule(
            lambda rows: rows["text"].map(lambda text: bool(personal_data_kinds(text))).astype(bool),
            "tekst zawiera dane osobowe; usuń go i wpisz ich rodzaj w „held_back”",
            "the text holds personal data; remove it and write their kind into 'held_back'",
        ),
    ]


def is_day(text: str) -> bool:
    """Tell whether a text is a day of the calendar.

    Examples
    --------
    >>> is_day("2024-02-29"), is_day("2023-02-29")
    (True, False)
    """
    try:
        dt.date.fromisoformat(text)
    except ValueError:
        return False
    return True
