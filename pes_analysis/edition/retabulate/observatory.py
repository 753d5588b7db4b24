"""Figures of the 22 counties of Małopolskie from the statistics observatory of ROPS Kraków (IOSS)."""

from pathlib import Path

import pandas as pd

from pes_analysis.edition.retabulate.cells import observations

FILE = Path("powiaty_malopolska_ioss", "ioss_malopolska_wybor.csv")
SOURCE = "rops_ioss"
VOIVODESHIP = "12"
# Not taken: 256 social cooperatives (the publisher shows universities of the third age in their place),
# 225 cash benefits and 40 alcoholism (no unit is given and the figures do not tell it).
VARIABLES = {
    17: "assistance_beneficiaries_pct",
    27: "residents_per_social_worker",
    55: "pop_pre_working_pct",
    97: "commune_social_spending_per_capita_pln",
    186: "pop",
    189: "unemployed_long_pct",
    190: "unemployed_low_education_pct",
    191: "unemployed_under_25_pct",
    215: "disabled_pct",
    244: "day_centres",
    247: "homeless_shelters",
    250: "supported_flats",
    252: "zaz_count",
    254: "cis_count",
    255: "kis_count",
    258: "foster_deinstitutionalisation_pct",
    259: "foster_intensity",
}


def read_observatory(folder: Path) -> pd.DataFrame:
    """Read the figures: ``teryt, year, id, title, value``."""
    table = pd.read_csv(folder / FILE, dtype={"teryt": str}, encoding="utf-8")
    return table.rename(columns={"ioss_id": "id", "wskaznik": "title", "rok": "year", "wartosc": "value"})[
        ["teryt", "year", "id", "title", "value"]
    ]


def retabulate(folder: Path, counties: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """Re-tabulate the observatory: variable → observations of the counties of Małopolskie."""
    table = read_observatory(folder)
    covered = counties[counties["voivodeship"] == VOIVODESHIP]
    return {
        variable: observations(table.loc[table["id"] == number, ["teryt", "year", "value"]], SOURCE, covered)
        for number, variable in VARIABLES.items()
    }
