"""Reading a folder of organisations: every table checked, and held against the others."""

import re
from collections.abc import Collection, Iterable, Mapping
from functools import lru_cache
from pathlib import Path

import numpy as np
import pandas as pd

from pes_analysis.catalogue import load_catalogue
from pes_analysis.edition.organisations.organisations import (
    INDEX,
    Organisations,
    no_organisations,
    stacked_observations,
)
from pes_analysis.edition.organisations.rules import (
    entity_rules,
    finding_rules,
    known_organisation,
    observation_rules,
    return_rules,
)
from pes_analysis.edition.organisations.schema import OBSERVATION_FOLDER, OBSERVATIONS, SINGLE_TABLES
from pes_analysis.edition.schema import FIGURE_STATES, YEAR
from pes_analysis.edition.snapshot import DEMONSTRATION as SNAPSHOT
from pes_analysis.edition.snapshot import read_snapshot
from pes_analysis.edition.table_rules import Rule, check_rules
from pes_analysis.edition.tables import TableError, read_table

DEMONSTRATION = SNAPSHOT / "organisations"


@lru_cache(maxsize=1)
def read_demonstration() -> Organisations:
    """Read the packaged, generated organisations (once: later calls give the same object).

    Examples
    --------
    >>> bool(read_demonstration().entities["generated"].all())
    True
    """
    return read_organisations(DEMONSTRATION)


def read_organisations(folder: Path, counties: pd.Index | None = None) -> Organisations:
    """Read a folder of organisations and check every table of it.

    Parameters
    ----------
    folder : Path
        With ``entities.csv``, ``sources.csv``, ``returns.csv``, ``repairs.csv``, ``problems.csv``,
        ``comments.csv``, ``plans.csv``, and in ``observations/`` one file a year: ``2024.csv``.
    counties : Index of str, optional
        Codes of the counties in which organisations may be; those of the packaged snapshot when this is
        left out.

    Returns
    -------
    Organisations

    Raises
    ------
    TableError
        A table is absent or a row is not as it should be; file, line and cell are named.
    """
    if not folder.is_dir():
        raise TableError(
            f"{folder}: nie ma takiego katalogu z organizacjami. Wczytaj zwroty poleceniem „pes import” "
            "albo popraw „organisations” w pliku edycji.",
            f"{folder}: there is no such folder of organisations. Read returns with 'pes import' "
            "or correct 'organisations' in the file of the edition.",
        )
    tables = {name: read_table(folder / f"{name}.csv", table) for name, table in SINGLE_TABLES.items()}
    known = read_snapshot().counties.index if counties is None else counties
    organisations = set(tables["entities"]["organisation_id"])
    _check(folder, "entities", tables, entity_rules(known))
    _check(folder, "returns", tables, [*known_organisation(organisations), *return_rules()])
    for name in ("comments", "plans"):
        _check(folder, name, tables, known_organisation(organisations))
    for name in ("repairs", "problems"):
        _check(folder, name, tables, finding_rules(organisations))
    observations = _read_observations(
        folder / OBSERVATION_FOLDER, tables["returns"], tables["sources"]["source"].tolist()
    )
    indexed = {
        name: table.set_index(INDEX[name]) if name in INDEX else table for name, table in tables.items()
    }
    return Organisations(observations=observations, **indexed)


def _check(folder: Path, name: str, tables: Mapping[str, pd.DataFrame], rules: Iterable[Rule]) -> None:
    check_rules(folder / f"{name}.csv", tables[name], rules)


def _read_observations(folder: Path, returns: pd.DataFrame, sources: Collection[str]) -> pd.DataFrame:
    paths = sorted(folder.glob("*.csv"))
    frames = [_read_year(path, returns, sources) for path in paths]
    if not frames:
        return no_organisations().observations
    return stacked_observations(frames)


def _read_year(path: Path, returns: pd.DataFrame, sources: Collection[str]) -> pd.DataFrame:
    """Read the observations of a year quickly; where anything is wrong, slowly and exactly."""
    if not re.fullmatch(YEAR, path.stem):
        raise TableError(
            f"{path}: nazwą pliku musi być rok, na przykład 2024.csv. Zmień nazwę.",
            f"{path}: the name of the file must be a year, for example 2024.csv. Rename it.",
        )
    year = int(path.stem)
    received = returns.loc[(returns["year"] == year) & (returns["status"] != "none"), "organisation_id"]
    rules = observation_rules(set(received), _asked(), sources)
    # A rule about a text is then asked once a category, not once a row.
    types = dict.fromkeys(OBSERVATIONS.names, "category") | {"value": "float64"}
    try:
        frame = pd.read_csv(path, dtype=types, keep_default_na=False, na_values={"value": [""]})
    except (OSError, ValueError) as error:
        _explain(path, rules)
        raise TableError(
            f"{path}: nie da się odczytać tabeli ({error}).", f"{path}: the table cannot be read ({error})."
        ) from error
    if list(frame.columns) != OBSERVATIONS.names or _any_broken(frame, rules):
        _explain(path, rules)
    frame.insert(1, "year", year)
    return frame


def _any_broken(frame: pd.DataFrame, rules: Iterable[Rule]) -> bool:
    return bool(
        any(rule.broken(frame).any() for rule in rules)
        or not set(frame["state"].cat.categories) <= set(FIGURE_STATES)
        or np.isinf(frame["value"]).any()
        or frame.duplicated(list(OBSERVATIONS.key)).any()
    )


def _explain(path: Path, rules: Iterable[Rule]) -> None:
    check_rules(path, read_table(path, OBSERVATIONS), rules)


@lru_cache(maxsize=1)
def _asked() -> frozenset[str]:
    return frozenset(one.id for one in load_catalogue().columns("organisation") if one.is_asked)
