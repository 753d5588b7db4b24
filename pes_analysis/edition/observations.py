"""Reading a folder of figures, one file a variable: fast, and exact about the line when one is wrong."""

from pathlib import Path

import numpy as np
import pandas as pd

from pes_analysis.catalogue.states import State
from pes_analysis.edition.schema import FIGURE_STATES, FIRST_YEAR, LAST_YEAR, Table
from pes_analysis.edition.tables import TableError, lines_where, raise_for, read_table

NUMBER_STATES = [position for position, state in enumerate(FIGURE_STATES) if State(state).is_number]
ZERO = FIGURE_STATES.index(State.ZERO)
NOT_LISTED = -1


def read_observations(folder: Path, table: Table, units: pd.Index, sources: pd.Index) -> pd.DataFrame:
    """Read every table of a folder as one long table.

    Parameters
    ----------
    folder : Path
        One CSV file a variable, named after it.
    table : Table
        Columns of each file; the first is the code of the unit.
    units, sources : Index of str
        The codes and the ids of sources that may stand in it.

    Returns
    -------
    DataFrame
        The unit, ``year, value, state, source, variable``, in the order of files and rows;
        ``state``, ``source`` and ``variable`` are categorical.

    Raises
    ------
    TableError
        A row is not as it should be; file, line and cell are named.
    """
    paths = sorted(folder.glob("*.csv"))
    if not paths:
        raise TableError(
            f"{folder}: nie ma ani jednej tabeli. Potrzebny jest plik CSV dla każdej zmiennej.",
            f"{folder}: there is not one table. A CSV file for each variable is needed.",
        )
    frames = [_read_fast(path, table, units, sources) for path in paths]
    whole = pd.concat(frames, ignore_index=True)
    file = np.repeat(np.arange(len(paths)), [len(frame) for frame in frames])
    unit = units.get_indexer(pd.Index(whole[table.names[0]]))
    state = pd.Index(FIGURE_STATES).get_indexer(pd.Index(whole["state"]))
    source = sources.get_indexer(pd.Index(whole["source"]))
    year, value = whole["year"].to_numpy(), whole["value"].to_numpy()
    place = (file * len(units) + unit) * (LAST_YEAR + 1) + year
    failing = (
        (np.minimum(np.minimum(unit, state), source) == NOT_LISTED)
        | (year < FIRST_YEAR)
        | (year > LAST_YEAR)
        | np.isinf(value)
        | (np.isin(state, NUMBER_STATES) == np.isnan(value))
        | ((state == ZERO) != (value == 0))
        | pd.Series(place).duplicated().to_numpy()
    )
    for number in np.unique(file[failing]):
        explain(paths[number], table, units, sources)
    return whole.assign(
        state=pd.Categorical.from_codes(state, pd.Index(FIGURE_STATES)),
        source=pd.Categorical.from_codes(source, sources),
        variable=pd.Categorical.from_codes(file, pd.Index([path.stem for path in paths])),
    )


def explain(path: Path, table: Table, units: pd.Index, sources: pd.Index) -> None:
    """Check one file cell by cell and raise an error that names each bad line.

    Raises
    ------
    TableError
        Naming file, line, column and cell.
    """
    frame = read_table(path, table)
    unit = table.names[0]
    number = frame["state"].isin([str(state) for state in State if state.is_number])
    rules = (
        (~frame[unit].isin(units), f"nieznany kod w „{unit}”", f"unknown code in '{unit}'"),
        (~frame["source"].isin(sources), "źródła nie ma w sources.csv", "the source is not in sources.csv"),
        (
            number != frame["value"].notna(),
            "liczba musi stać dokładnie tam, gdzie stan to value albo zero",
            "a number must stand exactly where the state is value or zero",
        ),
        (
            (frame["state"] == State.ZERO) != (frame["value"] == 0),
            "stan zero musi stać dokładnie tam, gdzie wartość to 0",
            "the state zero must stand exactly where the value is 0",
        ),
    )
    raise_for(path, [(line, pl, en) for failing, pl, en in rules for line in lines_where(failing)])


def _read_fast(path: Path, table: Table, units: pd.Index, sources: pd.Index) -> pd.DataFrame:
    types: dict[str, type] = dict.fromkeys(table.names, str) | {"year": int, "value": float}
    try:
        frame = pd.read_csv(path, dtype=types, keep_default_na=False, na_values={"value": [""]})
    except (OSError, ValueError) as error:
        explain(path, table, units, sources)
        raise TableError(
            f"{path}: nie da się odczytać tabeli ({error}).", f"{path}: the table cannot be read ({error})."
        ) from error
    if list(frame.columns) != table.names:
        explain(path, table, units, sources)
    return frame
