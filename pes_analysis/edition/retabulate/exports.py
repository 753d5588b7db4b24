"""Raw exports of the Local Data Bank (BDL) of Statistics Poland: six tables of 2022 and the unemployed."""

from pathlib import Path

import pandas as pd

from pes_analysis.catalogue.states import State
from pes_analysis.edition.retabulate.cells import observations

UNEMPLOYED = Path(
    "powiaty_gus_1995_2022", "RYNE_1944_CTAB_20250616184618_bezrobotni_2003_2024_PL_woj_pow_gm.csv"
)
FOLDER_2022 = "powiaty_gus_2022"
MIGRATION = "LUDN_1350_CTAB_20260321174505.csv"
DENSITY = "LUDN_2425_CTAB_20260321173131.csv"
POPULATION_IN_THOUSANDS = "LUDN_2425_CTAB_20260321173151.csv"
URBANISATION = "LUDN_2425_CTAB_20260321173206.csv"
RATE = "RYNE_2392_CTAB_20260321172526.csv"
WAGE = "WYNA_2497_CTAB_20260321172330.csv"


def read_export(path: Path) -> pd.DataFrame:
    """Read one export: a code, a name, then one column for each feature and year.

    The header of a figure reads ``feature;year;[unit]``, every line ends with a separator, and the
    decimal mark is a comma.

    Returns
    -------
    DataFrame
        Columns ``code`` (7 digits), ``name``, ``year``, ``value``.
    """
    wide = pd.read_csv(path, sep=";", decimal=",", dtype={"Kod": str}, encoding="utf-8")
    wide = wide.loc[:, ~wide.columns.str.startswith("Unnamed")]
    long = wide.melt(["Kod", "Nazwa"], var_name="header", value_name="value")
    return pd.DataFrame(
        {
            "code": long["Kod"].str.zfill(7),
            "name": long["Nazwa"],
            "year": long["header"].str.extract(r";(\d{4});", expand=False).astype(int),
            "value": pd.to_numeric(long["value"], errors="coerce"),
        }
    )


def read_unemployed(folder: Path) -> pd.DataFrame:
    """Read the registered unemployed with the level of each unit told from its code.

    Returns
    -------
    DataFrame
        Columns ``teryt`` (first four digits), ``name``, ``year``, ``value``, ``level``: Poland,
        voivodeship, county, commune, or part (the town and the country part of a mixed commune).
    """
    export = read_export(folder / UNEMPLOYED)
    level = export["code"].map(level_of_code)
    return export.assign(teryt=export["code"].str[:4], level=level).drop(columns="code")


def level_of_code(code: str) -> str:
    """Tell the level of a unit from its seven digits.

    Examples
    --------
    >>> [level_of_code(c) for c in ("0000000", "1200000", "1201000", "1201022", "1201064")]
    ['Poland', 'voivodeship', 'county', 'commune', 'part']
    """
    if code == "0000000":
        return "Poland"
    if code.endswith("00000"):
        return "voivodeship"
    if code.endswith("000"):
        return "county"
    return "commune" if code[-1] in "123" else "part"


def read_2022(folder: Path, name: str) -> pd.DataFrame:
    """Read one export of 2022 as county figures: ``teryt, year, value``."""
    export = read_export(folder / FOLDER_2022 / name)
    return export.assign(teryt=export["code"].str[:4])[["teryt", "year", "value"]]


def wages_2022(folder: Path) -> pd.DataFrame:
    """Read the wages of 2022, in which 0.0 stands for a county the publisher has no figure for."""
    figures = read_2022(folder, WAGE)
    return figures.assign(state=figures["value"].map({0.0: str(State.MISSING)}))


def retabulate(folder: Path, counties: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """Re-tabulate the exports: variable → observations."""
    unemployed = read_unemployed(folder)
    communes = counties.reset_index()[["teryt", "gminas"]].rename(columns={"gminas": "value"})
    return {
        "unemployed": observations(
            unemployed.loc[unemployed["level"] == "county", ["teryt", "year", "value"]],
            "gus_unemployed",
            counties,
        ),
        "gminas": observations(communes.assign(year=2024), "gus_communes", counties),
        "net_migration": observations(read_2022(folder, MIGRATION), "gus_migration_2022", counties),
        "density_per_km2": observations(read_2022(folder, DENSITY), "gus_density_2022", counties),
        "urbanisation_pct": observations(read_2022(folder, URBANISATION), "gus_urbanisation_2022", counties),
        "unemployment_rate_pct": observations(
            read_2022(folder, RATE), "gus_unemployment_rate_2022", counties
        ),
        "wage_avg_pln": observations(wages_2022(folder), "gus_wages_2022", counties),
    }
