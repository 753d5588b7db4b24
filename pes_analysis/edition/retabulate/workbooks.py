"""Workbooks of long BDL series, 1995–2022: population, unemployed, wages, REGON, care homes, nurseries."""

from pathlib import Path

import pandas as pd

from pes_analysis.catalogue.states import State
from pes_analysis.edition.retabulate.cells import observations

FOLDER = "powiaty_gus_1995_2022"
# variable: workbook, id of the source
WORKBOOKS = {
    "pop": ("Number of people.xlsx", "gus_population"),
    "unemployed": ("Number of unemployed.xlsx", "gus_unemployed_2002"),
    "wage_avg_pln": ("Average salary amount.xlsx", "gus_wages"),
    "regon_per_10k": ("Entities register per 10 000.xlsx", "gus_regon"),
    "assistance_centres": ("Number of social assistance centers.xlsx", "gus_assistance_centres"),
    "nursery_pct": ("Percentage of children cared for in nurseries.xlsx", "gus_nurseries"),
}


def read_workbook(path: Path) -> pd.DataFrame:
    """Read a workbook of four columns: code, county, year, figure.

    Codes are numbers that lost their leading zero: 11 digits stand for a 12-digit BDL id, 6 or 7 for a
    territorial code. A figure may be a dash or spaces, which is no number.

    Returns
    -------
    DataFrame
        Columns ``teryt``, ``year``, ``value``.
    """
    from python_calamine import CalamineWorkbook

    rows = CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()
    table = pd.DataFrame(rows[1:], columns=["code", "county", "year", "figure"])
    return pd.DataFrame(
        {
            "teryt": table["code"].map(teryt_of_number),
            "year": table["year"].astype(int),
            "value": pd.to_numeric(table["figure"], errors="coerce"),
        }
    )


def teryt_of_number(code: float) -> str:
    """Restore the county code from a code kept as a number.

    Examples
    --------
    >>> teryt_of_number(11212001000.0), teryt_of_number(201000.0), teryt_of_number(1201000.0)
    ('1201', '0201', '1201')
    """
    digits = str(int(code))
    if len(digits) > 7:
        bdl_id = digits.zfill(12)
        return bdl_id[2:4] + bdl_id[7:9]
    return digits.zfill(7)[:4]


def retabulate(folder: Path, counties: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """Re-tabulate the workbooks: variable → observations."""
    tables = {}
    for variable, (workbook, source) in WORKBOOKS.items():
        figures = read_workbook(folder / FOLDER / workbook)
        if variable == "wage_avg_pln":
            figures["state"] = figures["value"].map({0.0: str(State.MISSING)})
        tables[variable] = observations(figures, source, counties)
    return tables
