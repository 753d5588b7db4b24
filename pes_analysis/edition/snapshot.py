"""The figures of an edition at one moment: counties, observations, sources, all checked on reading."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import pandas as pd

from pes_analysis.edition.observations import read_observations
from pes_analysis.edition.schema import (
    COUNTY_OBSERVATIONS,
    SINGLE_TABLES,
    VOIVODESHIP_OBSERVATIONS,
)
from pes_analysis.edition.tables import TableError, read_table

DEMONSTRATION = Path(__file__).parent / "demonstration"
POLAND = "00"
POLAND_NAME = "Polska"


@dataclass(frozen=True, eq=False)
class Snapshot:
    """The tables of one snapshot. Treat them as read-only: they are shared.

    Attributes
    ----------
    counties : DataFrame
        Indexed by ``teryt``: ``name, kind, voivodeship, voivodeship_name, nuts2, nuts3, subregion,
        bdl_id, gminas, valid_from, valid_to``.
    voivodeships : DataFrame
        Indexed by ``voivodeship`` ("00" is Poland): ``name``.
    sources : DataFrame
        Indexed by ``source``.
    county_observations : DataFrame
        ``teryt, year, value, state, source, variable``; ``value`` is NaN wherever ``state`` is no number.
    voivodeship_observations : DataFrame
        ``voivodeship, year, value, state, source, variable``.
    breaks : DataFrame
        ``variable, year, origin, reason_pl, reason_en``: from that year on figures differ in kind.
    territory_changes : DataFrame
        ``teryt, year, reason_pl, reason_en``: from that year on the county is another area.
    corrections : DataFrame
        Declared errors of sources and what was decided about each.
    """

    counties: pd.DataFrame
    voivodeships: pd.DataFrame
    sources: pd.DataFrame
    county_observations: pd.DataFrame
    voivodeship_observations: pd.DataFrame
    breaks: pd.DataFrame
    territory_changes: pd.DataFrame
    corrections: pd.DataFrame


def read_snapshot(path: Path | None = None) -> Snapshot:
    """Read a snapshot and check every table of it.

    Parameters
    ----------
    path : Path, optional
        A folder laid out like the packaged demonstration, which is read when this is left out
        (once: later calls give the same object).

    Returns
    -------
    Snapshot

    Raises
    ------
    TableError
        A table is absent or a row is not as the schema says; file, line and cell are named.

    Examples
    --------
    >>> snapshot = read_snapshot()
    >>> snapshot.counties.loc["1201", "name"], len(snapshot.counties)
    ('bocheński', 380)
    >>> figures = snapshot.county_observations
    >>> int(figures[(figures["variable"] == "unemployed") & (figures["year"] == 2024)]["value"].sum())
    786179
    """
    return _packaged() if path is None else _read(path)


@lru_cache(maxsize=1)
def _packaged() -> Snapshot:
    return _read(DEMONSTRATION)


def _read(folder: Path) -> Snapshot:
    if not folder.is_dir():
        raise TableError(
            f"{folder}: nie ma takiego katalogu z danymi. Podaj „demonstration” albo istniejący katalog.",
            f"{folder}: there is no such folder of figures. Give 'demonstration' or a folder that exists.",
        )
    single = {name: read_table(folder / f"{name}.csv", table) for name, table in SINGLE_TABLES.items()}
    counties = single["counties"].set_index("teryt", drop=True)
    sources = single["sources"].set_index("source", drop=True)
    voivodeships = _voivodeships(counties)
    return Snapshot(
        counties=counties,
        voivodeships=voivodeships,
        sources=sources,
        county_observations=read_observations(
            folder / "county_observations", COUNTY_OBSERVATIONS, counties.index, sources.index
        ),
        voivodeship_observations=read_observations(
            folder / "voivodeship_observations", VOIVODESHIP_OBSERVATIONS, voivodeships.index, sources.index
        ),
        breaks=single["breaks"],
        territory_changes=single["territory_changes"],
        corrections=single["corrections"],
    )


def _voivodeships(counties: pd.DataFrame) -> pd.DataFrame:
    named = {
        POLAND: POLAND_NAME,
        **dict(zip(counties["voivodeship"], counties["voivodeship_name"], strict=True)),
    }
    return pd.DataFrame({"name": named}).rename_axis("voivodeship").sort_index()
