"""Reading a folder of the directory: every table checked, and held against the others."""

from functools import lru_cache
from pathlib import Path

import pandas as pd

from pes_analysis.catalogue import load_catalogue
from pes_analysis.edition.directory.directory import Directory
from pes_analysis.edition.directory.rules import known_item, known_unit, place_rules, unit_rules
from pes_analysis.edition.directory.schema import TABLES
from pes_analysis.edition.snapshot import DEMONSTRATION as SNAPSHOT
from pes_analysis.edition.snapshot import read_snapshot
from pes_analysis.edition.table_rules import check_rules
from pes_analysis.edition.tables import TableError, read_table

DEMONSTRATION = SNAPSHOT / "directory"


@lru_cache(maxsize=1)
def read_demonstration_directory() -> Directory:
    """Read the packaged, generated directory (once: later calls give the same object).

    Examples
    --------
    >>> bool(read_demonstration_directory().units["generated"].all())
    True
    """
    return read_directory(DEMONSTRATION)


def read_directory(folder: Path, counties: pd.Index | None = None) -> Directory:
    """Read a folder of the directory and check every table of it.

    Parameters
    ----------
    folder : Path
        With ``units.csv``, ``unit_services.csv``, ``unit_groups.csv``, ``unit_places.csv``.
    counties : Index of str, optional
        Codes of the counties in which units may be; those of the packaged snapshot when this is left out.

    Returns
    -------
    Directory

    Raises
    ------
    TableError
        A table is absent or a row is not as it should be; file, line and cell are named.
    """
    if not folder.is_dir():
        raise TableError(
            f"{folder}: nie ma takiego katalogu z bazą teleadresową. Wczytaj ją poleceniem „pes directory” "
            "albo popraw „directory” w pliku edycji.",
            f"{folder}: there is no such folder of the directory. Read it with 'pes directory' "
            "or correct 'directory' in the file of the edition.",
        )
    known = read_snapshot().counties.index if counties is None else counties
    tables = {name: read_table(folder / f"{name}.csv", table) for name, table in TABLES.items()}
    catalogue = load_catalogue()
    areas = {item.id for item in catalogue.closed_list("service_areas").items}
    groups = {item.id for item in catalogue.closed_list("target_groups").items}
    of_known_unit = known_unit(set(tables["units"]["unit_id"]))
    rules = {
        "units": unit_rules(known),
        "unit_services": [of_known_unit, known_item("service_area", areas, "service_areas")],
        "unit_groups": [of_known_unit, known_item("target_group", groups, "target_groups")],
        "unit_places": [of_known_unit, *place_rules(tables["units"], known)],
    }
    for name, of_table in rules.items():
        check_rules(folder / f"{name}.csv", tables[name], of_table)
    return Directory(**tables | {"units": tables["units"].set_index("unit_id")})
