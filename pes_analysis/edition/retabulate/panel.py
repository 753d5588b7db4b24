"""A merged panel of BDL exports, 1995–2019: age, long-term unemployed, families on assistance, budgets."""

from pathlib import Path

import numpy as np
import pandas as pd

from pes_analysis.edition.retabulate.cells import observations

PANEL = Path("powiaty_bdl_1995_2019", "GUS_all_merged3.csv")
FAMILIES = "Rodziny_ktorym_na_podstawie_decyzji_przyznano_pomoc_wg_przyczyn_"
# The name says "unemployment"; the figures are the long-term unemployed in all the unemployed.
LONG_TERM_SHARE = "BEZROBOCIE_ogolem_w_proc_bezrobotnych_ogolem_proc"
LONG_TERM_IN_ACTIVE = "BEZROBOCIE_w_proc_ludnosci_aktywnej_zawodowo_proc"
POPULATION = "Ludnosc_wg_grup_wieku_i_plci_ogolem_ogolem_osoba"
RELATIVE_WAGE = (
    "WYNAGRODZENIA_CTAB_przecietne_miesieczne_wynagrodzenia_brutto_"
    "w_relacji_do_sredniej_krajowej_Polska_100_proc"
)
DENSITY = "Gestosc_zaludnienia_oraz_wskazniki_ludnosc_na_1_km2_osoba"
SPENDING = "Wydatki_powiatow_ogolem_ogolem_zl"
SPENDING_PER_CAPITA = "Wydatki_powiatow_na_1_mieszkanca_ogolem_zl"
ALLOWANCES = "DODATKI_MIESZKANIOWE_ogolem_kwota_zl"
ALLOWANCES_REPEATED = "Liczba_kwoty_wyplaconych_dodatkow_mieszkaniowych_ogolem_kwota_zl"
# variable: column, id of the source
COLUMNS = {
    "pop_pre_working_pct": ("ludnosc_grupy_ekonomiczne_w_wieku_przedprodukcyjnym_proc", "gus_age_groups"),
    "pop_working_pct": ("ludnosc_grupy_ekonomiczne_w_wieku_produkcyjnym_proc", "gus_age_groups"),
    "pop_post_working_pct": ("ludnosc_grupy_ekonomiczne_w_wieku_poprodukcyjnym_proc", "gus_age_groups"),
    "unemployed_long_pct": (LONG_TERM_SHARE, "gus_long_term_unemployed"),
    "fam_poverty": (FAMILIES + "ubostwo", "gus_assistance_families"),
    "fam_unemployment": (FAMILIES + "bezrobocie", "gus_assistance_families"),
    "fam_disability": (FAMILIES + "niepelnosprawnosc", "gus_assistance_families"),
    "fam_homeless": (FAMILIES + "bezdomnosc", "gus_assistance_families"),
    "fam_violence": (FAMILIES + "przemoc_w_rodzinie", "gus_assistance_families"),
    "fam_orphanhood": (FAMILIES + "sieroctwo", "gus_assistance_families"),
    "wage_to_poland_pct": (RELATIVE_WAGE, "gus_relative_wages"),
    "natural_increase_per_1k": ("URODZENIA_ZGONY_przyrost_naturalny_na_ludnosci", "gus_natural_increase"),
    "density_per_km2": (DENSITY, "gus_density"),
    "housing_allowances_pln": (ALLOWANCES, "gus_housing_allowances"),
}
# Budgets of the county itself: only land counties have one.
COUNTY_BUDGET_COLUMNS = {
    "county_spending_pln": (SPENDING, "gus_county_budgets"),
    "county_investment_pln": (
        "Wydatki_powiatow_ogolem_wydatki_majatkowe_inwestycyjne_zl",
        "gus_county_budgets",
    ),
    "county_revenue_per_capita_pln": ("Dochody_powiatu_na_1_mieszkanca_ogolem_zl", "gus_county_budgets"),
}


def read_panel(folder: Path) -> pd.DataFrame:
    """Read the panel with ``teryt`` restored from the code that lost its leading zero."""
    panel = pd.read_csv(folder / PANEL, dtype={"Kod": str}, encoding="utf-8", low_memory=False)
    teryt = panel["Kod"].str.zfill(7).str[:4].rename("teryt")
    spending = recovered_integers(panel[SPENDING])
    return pd.concat([teryt, panel.rename(columns={"rok": "year"}).assign(**{SPENDING: spending})], axis=1)


def recovered_integers(figures: pd.Series) -> pd.Series:
    """Give back the whole numbers that were saved as if their bits were a fraction.

    The collection kept spending of 1999–2005 as 64-bit integers and wrote their bit pattern as a
    floating-point number, about 1e-316. Such a number cannot be an amount, and its bits are the amount.

    Examples
    --------
    >>> recovered_integers(pd.Series([1.977629e-316, 47900390.0, float("nan")])).tolist()
    [40027657.0, 47900390.0, nan]
    """
    bits = figures.to_numpy(dtype=np.float64)
    tiny = (bits > 0) & (bits < np.finfo(np.float64).tiny)
    return pd.Series(np.where(tiny, bits.view(np.int64).astype(np.float64), bits), index=figures.index)


def figures_of(panel: pd.DataFrame, column: str) -> pd.DataFrame:
    """Take one column of the panel as figures: ``teryt, year, value``."""
    return panel[["teryt", "year", column]].rename(columns={column: "value"})


def retabulate(folder: Path, counties: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """Re-tabulate the panel: variable → observations."""
    panel = read_panel(folder)
    everywhere = {
        variable: observations(figures_of(panel, column), source, counties)
        for variable, (column, source) in COLUMNS.items()
    }
    land_counties = {
        variable: observations(figures_of(panel, column), source, counties, land_only=True)
        for variable, (column, source) in COUNTY_BUDGET_COLUMNS.items()
    }
    return everywhere | land_counties
