"""What a researcher calls on tables of their own: figures in, indicators out."""

from pathlib import Path
from typing import Literal

import pandas as pd

from pes_analysis.catalogue import load_catalogue
from pes_analysis.edition import read_snapshot
from pes_analysis.intake.figure_table import FigureTable, figure_table, read_figure_table
from pes_analysis.intake.findings import located
from pes_analysis.intake.polish_numbers import DecimalMark
from pes_analysis.measure.table_indicators import TableIndicators, table_indicators


def indicators(
    table: pd.DataFrame | str | Path,
    level: Literal["organisation", "county"] = "organisation",
    decimal: DecimalMark | None = None,
) -> pd.DataFrame:
    """Compute every indicator of the catalogue all of whose raw variables are columns of a table.

    Parameters
    ----------
    table : DataFrame or path of a delimited file
        Columns: ``id``; ``year`` if there are years; for organisations ``type`` if wanted (``CIS``, or
        several codes, ``SS+PS``), which decides what applies: without it everything does. All others by the
        names of variables, in their units. Figures may be texts as Poles write them (``1 234,5``, ``b.d.``,
        ``x``). Sets may stand in one cell: ``service_areas``, ``top_needs_county``, ``tie_sector``,
        ``tie_intensity``, ``dm_theme``. With years, the price index, the minimum wage and the hours of a
        full-time year are filled in where they are no columns.
    level : {"organisation", "county"}
        What the rows are about. The ids of counties are TERYT codes; a zero lost at the start is put back.
    decimal : {"comma", "point"}, optional
        The decimal mark of texts; by default the one a file shows, in a DataFrame a comma.

    Returns
    -------
    DataFrame
        ``id, year, indicator, value, state, reason``: one row an indicator and row of the table. ``value``
        is NaN unless ``state`` is "value" or "zero", and then ``reason`` is empty. ``attrs`` say what
        was left aside: ``not_computed`` (indicator: columns it lacks), ``unknown_columns`` (column: what was
        probably meant), ``doubts`` and ``repairs`` (sentences).

    Raises
    ------
    PesError
        The table has problems (two rows of one unit and year, an unknown type, a text that is no number), or
        no indicator has all its columns.

    Examples
    --------
    >>> import pandas as pd, pes_analysis as pes
    >>> table = pd.DataFrame({"id": ["cis-1", "zaz-1"], "type": ["CIS", "ZAZ"], "employed_3m": [12, 3],
    ...                       "participants_completed": [20, 6]})
    >>> found = pes.indicators(table)
    >>> found[["id", "indicator", "value", "state"]].values.tolist()[0]
    ['cis-1', 'employment_effectiveness', 0.6, 'value']
    >>> found["state"].tolist(), found.attrs["not_computed"]["occupancy"]
    (['value', 'not_applicable'], ['participants_avg', 'places'])
    """
    read, computed = read_and_compute(table, level, decimal)
    cells = computed.cells
    cells.attrs = {
        "not_computed": {name: list(columns) for name, columns in computed.lacking.items()},
        "unknown_columns": dict(read.unknown),
        "doubts": [located(finding)[1] for finding in read.doubts],
        "repairs": [located(finding)[1] for finding in read.repairs],
    }
    return cells


def read_and_compute(
    table: pd.DataFrame | str | Path,
    level: Literal["organisation", "county"],
    decimal: DecimalMark | None = None,
) -> tuple[FigureTable, TableIndicators]:
    """Read a table and compute from it all that it allows: what `indicators` and the command share.

    Parameters
    ----------
    table, level, decimal
        As in `indicators`.

    Returns
    -------
    FigureTable
        The table as it was understood.
    TableIndicators
        The cells, and what was not computed.

    Examples
    --------
    >>> frame = pd.DataFrame({"teryt": [201], "unemployed": ["1 500"], "pop": [100000]})
    >>> read, computed = read_and_compute(frame, "county")
    >>> computed.cells["id"].tolist()[0], read.repairs[0].rule
    ('0201', 'lost_zero')
    """
    catalogue = load_catalogue()
    counties = frozenset(read_snapshot().counties.index) if level == "county" else frozenset[str]()
    if isinstance(table, pd.DataFrame):
        read = figure_table(table, catalogue, level, decimal, counties)
    else:
        read = read_figure_table(Path(table), catalogue, level, decimal, counties)
    computed = table_indicators(
        read.figures, catalogue, level, states=read.states, codes=read.codes, has_years=read.has_years
    )
    return read, computed
