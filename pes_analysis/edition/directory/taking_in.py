"""The tables of the directory with the rows that entries bring."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from pes_analysis.edition.directory.directory import Directory
from pes_analysis.edition.directory.schema import JST, SECTOR_OF_TYPE, TABLES, UNITS
from pes_analysis.intake.directory_entries import Entry


def with_entries(current: Directory, taken: Mapping[str, Entry]) -> Directory:
    """Give the tables with entries.

    Parameters
    ----------
    current : Directory
    taken : Mapping of str to Entry
        Id → entry; where the id is there already, cells with anything in them take the place of earlier
        ones, and so does each list that is given.

    Returns
    -------
    Directory
    """
    there = current.units.index
    before = current.units[there.isin(list(taken))]
    known = {str(id_): row for id_, row in zip(before.index, before.to_dict("records"), strict=True)}
    rows = {id_: _row(entry, known.get(id_, {})) for id_, entry in taken.items()}
    units = pd.concat(
        [current.units[~there.isin(list(taken))], _units(rows, current.units)], verify_integrity=True
    )
    given: dict[str, dict[str, Sequence[Sequence[str]]]] = {
        "unit_services": {id_: entry.services for id_, entry in taken.items() if entry.services},
        "unit_groups": {
            id_: [(one,) for one in entry.groups] for id_, entry in taken.items() if entry.groups
        },
        "unit_places": {
            id_: [(one,) for one in entry.places] for id_, entry in taken.items() if entry.places
        },
    }
    own = units["teryt"].to_dict()
    lists = {name: _replaced(getattr(current, name), name, of_units) for name, of_units in given.items()}
    served = lists["unit_places"]
    # A unit that moved may now sit in a county it served.
    lists["unit_places"] = served[served["teryt"] != served["unit_id"].map(own)].reset_index(drop=True)
    return Directory(units=units.sort_index(), **lists)


def _row(entry: Entry, before: Mapping[Any, Any]) -> dict[str, Any]:
    values = {key: value for key, value in entry.said.items() if key in UNITS.names and key != "unit_id"}
    row: dict[str, Any] = {**_new(values["type"]), **before, **values}
    row["sector"] = SECTOR_OF_TYPE[row["type"]]
    row["free_places"] = pd.NA if pd.isna(row["free_places"]) else int(row["free_places"])
    if not row["contact_person"]:
        row["contact_consent"] = "none"
    return row


def _new(kind: str) -> dict[str, Any]:
    """Give what an entry is before anything is known: shown only where the law shows it anyway."""
    empty: dict[str, Any] = dict.fromkeys(UNITS.names[1:], "")
    return empty | {
        "contact_consent": "none",
        "listing_consent": "public" if SECTOR_OF_TYPE[kind] == JST else "none",
        "status": "unknown",
        "free_places": pd.NA,
        "generated": False,
    }


def _units(rows: Mapping[str, Mapping[str, Any]], like: pd.DataFrame) -> pd.DataFrame:
    frame = pd.DataFrame.from_dict(dict(rows), orient="index", columns=list(like.columns))
    return frame.astype(like.dtypes.to_dict()).rename_axis("unit_id")


def _replaced(
    table: pd.DataFrame, name: str, of_units: Mapping[str, Sequence[Sequence[str]]]
) -> pd.DataFrame:
    """Put rows of some units in the place of their earlier ones."""
    columns = TABLES[name].names
    rows = [
        (id_, *row, *[""] * (len(columns) - 1 - len(row)))
        for id_, listed in of_units.items()
        for row in listed
    ]
    fresh = pd.DataFrame(rows, columns=columns, dtype="str").astype(table.dtypes.to_dict())
    return pd.concat([table[~table["unit_id"].isin(list(of_units))], fresh], ignore_index=True)
