"""Signals that nobody has given a service area yet: as a list to code, and taken in when a person did."""

from collections.abc import Sequence

import pandas as pd

from pes_analysis.catalogue import Catalogue, Text
from pes_analysis.edition.signals.signals import Signals
from pes_analysis.intake.coded_rows import Coded
from pes_analysis.intake.coding_list import CodingList, Entry
from pes_analysis.intake.signal_form import COLUMNS

HELD_BACK = ("(tekst wstrzymano: wygląda na dane osobowe)", "(text held back: it looks like personal data)")
_KEY = {"signal_id": Text(pl="Identyfikator", en="Id")}
_SHOWN = {
    **{
        one.id: one.heading
        for one in COLUMNS
        if one.id in ("reported_on", "teryt", "text", "kind", "persons", "unit")
    },
    "proposed_area": Text(pl="Obszar według słów", en="Area by its words"),
}


def signal_coding(signals: Signals, catalogue: Catalogue, counties: pd.DataFrame) -> CodingList:
    """Give the signals as a list to code.

    Parameters
    ----------
    signals : Signals
    catalogue : Catalogue
        For service areas and kinds.
    counties : DataFrame
        Indexed by teryt, with ``name``.

    Examples
    --------
    >>> from pes_analysis.edition import open_edition_data
    >>> edition = open_edition_data("malopolskie-2024")
    >>> coding = signal_coding(edition.signals, edition.catalogue, edition.snapshot.counties)
    >>> len(coding.uncoded) == list(edition.signals.signals["service_area"]).count("")
    True
    """
    areas = {item.id: item.name for item in catalogue.closed_list("service_areas").items}
    kinds = {item.id: item.name for item in catalogue.closed_list("signal_kinds").items}
    names = {str(code): str(name) for code, name in counties["name"].items()}
    entries: dict[tuple[str, ...], Entry] = {}
    for row in signals.signals.sort_values(["proposed_area", "reported_on"]).to_dict("records"):
        said = {name: (str(row[name]),) * 2 for name in ("reported_on", "persons", "unit", "text")}
        said["teryt"] = (names[row["teryt"]],) * 2
        said["kind"] = (kinds[row["kind"]].pl, kinds[row["kind"]].en)
        proposed = areas.get(row["proposed_area"])
        said["proposed_area"] = (proposed.pl, proposed.en) if proposed else ("", "")
        if row["held_back"]:
            said["text"] = HELD_BACK
        key = (str(row["signal_id"]),)
        entries[key] = Entry(
            key,
            tuple(said[name] for name in _SHOWN),
            row["reported_on"],
            (row["service_area"],) if row["service_area"] else (),
            row["coder"],
            row["coded_on"],
        )
    return CodingList(
        Text(pl="Sygnały: obszar usług", en="Signals: service area"), _KEY, _SHOWN, areas, 1, entries
    )


def coded_signals(signals: Signals, coded: Sequence[Coded]) -> Signals:
    """Give the signals with the areas that a person chose.

    Parameters
    ----------
    signals : Signals
        Stays as it is.
    coded : sequence of Coded
        Of `signal_coding`, by whatever reader.

    Returns
    -------
    Signals
    """
    table = signals.signals.set_index("signal_id")
    columns = ["service_area", "coder", "coded_on"]
    for one in coded:
        table.loc[one.key[0], columns] = [one.codes[0], one.coder, one.coded_on]
    return Signals(table.reset_index()[list(signals.signals.columns)])
