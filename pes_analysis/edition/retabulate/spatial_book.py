"""County panel 2006–2017 of a handbook of spatial statistics: rates, employment, budgets of communes."""

from pathlib import Path

import pandas as pd

from pes_analysis.catalogue.states import State
from pes_analysis.edition.retabulate.cells import observations

PANEL = Path("powiaty_kopczewska", "data_nts4_2019.csv")
MONTHLY_RATES = Path("powiaty_kopczewska", "unemp2018.csv")
EMPLOYED = "XA15"
SECTIONS = ["XA16", "XA17", "XA18", "XA19", "XA20"]
AGRICULTURE = "XA16"
# variable: column, id of the source
COLUMNS: dict[str, tuple[str, str]] = {
    "pop_working": ("XA08", "gus_working_age"),
    "unemployment_rate_pct": ("XA21", "gus_unemployment_rate"),
    "employed_total": (EMPLOYED, "gus_employment"),
    # The list of columns calls these "of the county". Their sum is the budgets of all communes and cities,
    # without a zloty of the county's own budget, so they are named for what they are.
    "commune_revenue_pln": ("XA04", "gus_commune_budgets"),
    "commune_own_revenue_pln": ("XA01", "gus_commune_budgets"),
    "commune_investment_pln": ("XA05", "gus_commune_budgets"),
}
MONEY = [variable for variable in COLUMNS if variable.endswith("_pln")]


def read_panel(folder: Path) -> pd.DataFrame:
    """Read the yearly panel with ``teryt`` restored from the code that lost its leading zero."""
    panel = pd.read_csv(
        folder / PANEL, sep=";", decimal=",", encoding="cp1250", dtype={"code_GUS": str}
    ).rename(columns=str.strip)
    return panel.assign(teryt=panel["code_GUS"].str.zfill(7).str[:4])


def read_december_rates(folder: Path) -> pd.DataFrame:
    """Read the unemployment rate of each December, 2011–2017: ``teryt, year, value``."""
    wide = pd.read_csv(folder / MONTHLY_RATES, sep=";", decimal=",", encoding="cp1250", dtype={"code2": str})
    wide["teryt"] = wide["code2"].str.zfill(7).str[:4]
    decembers = [column for column in wide if str(column).endswith("'12")]
    long = wide.melt("teryt", decembers, var_name="month", value_name="value")
    return long.assign(year=long["month"].str[:4].astype(int))[["teryt", "year", "value"]]


def employed_in_agriculture(panel: pd.DataFrame) -> pd.DataFrame:
    """Take persons employed in agriculture, telling a hidden figure from none.

    Where the sections do not add up to the total, the publisher has hidden some of them (statistical
    secrecy) and the collector wrote 0. Such a zero is a suppressed figure.

    Examples
    --------
    >>> panel = pd.DataFrame({"teryt": ["2470"], "year": [2006], "XA15": [20090], "XA16": [0],
    ...     "XA17": [10975], "XA18": [3024], "XA19": [0], "XA20": [5171]})
    >>> employed_in_agriculture(panel)["state"].tolist()
    ['suppressed']
    """
    hidden = (panel[AGRICULTURE] == 0) & (panel[SECTIONS].sum(axis=1) != panel[EMPLOYED])
    figures = panel[["teryt", "year", AGRICULTURE]].rename(columns={AGRICULTURE: "value"})
    return figures.assign(state=hidden.map({True: str(State.SUPPRESSED)}))


def retabulate(folder: Path, counties: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """Re-tabulate the panel: variable → observations.

    The panel gives Wałbrzych for 2006–2012 the figures of the county it then lay in; those years are
    before the city became a county, so :func:`observations` marks them as not applicable.
    """
    panel = read_panel(folder)
    tables = {
        variable: observations(
            panel[["teryt", "year", column]].rename(columns={column: "value"}), source, counties
        )
        for variable, (column, source) in COLUMNS.items()
    }
    tables["employed_agriculture"] = observations(employed_in_agriculture(panel), "gus_employment", counties)
    return tables
