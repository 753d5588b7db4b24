"""The packaged figures against totals their publishers print, and every known trap of the sources."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from pes_analysis.catalogue import load_catalogue
from pes_analysis.edition import read_snapshot

HERE = Path(__file__).parent
SNAPSHOT = read_snapshot()
COUNTIES = SNAPSHOT.counties
FIGURES = SNAPSHOT.county_observations
VOIVODESHIPS = SNAPSHOT.voivodeship_observations
WALBRZYCH, AROUND_WALBRZYCH = "0265", "0221"


def cells(variable, **where):
    table = FIGURES[FIGURES["variable"] == variable]
    for column, wanted in where.items():
        table = table[table[column].isin(wanted if isinstance(wanted, range | list) else [wanted])]
    return table


def values(variable, year):
    return cells(variable, year=year).set_index("teryt")["value"].dropna()


def totals():
    table = pd.read_csv(HERE / "published_totals.csv", dtype={"area": str})
    return list(table[["variable", "area", "year", "value"]].itertuples(index=False, name=None))


@pytest.mark.parametrize(("variable", "area", "year", "published"), totals())
def test_counties_add_up_to_the_published_total(variable, area, year, published):
    figures = values(variable, year)
    inside = figures if area == "PL" else figures[COUNTIES.loc[figures.index, "voivodeship"] == area]
    assert inside.sum() == published


@pytest.mark.parametrize("variable", ["pop", "unemployed"])
def test_counties_add_up_to_independent_totals_of_subregions(variable):
    published = pd.read_csv(HERE / "subregion_totals.csv")
    published = published[published["variable"] == variable].set_index(["nuts3", "year"])["value"]
    figures = cells(variable)
    figures = figures.assign(nuts3=COUNTIES.loc[figures["teryt"], "nuts3"].to_numpy())
    added = figures.groupby(["nuts3", "year"])["value"].sum()
    assert published.index.get_level_values("nuts3").nunique() == 73
    pd.testing.assert_series_equal(added.loc[published.index], published, check_dtype=False)


def test_rows_per_variable_and_year_are_as_counted():
    counted = pd.read_csv(HERE / "row_counts.csv", index_col=["variable", "year"])
    both = pd.concat([FIGURES, VOIVODESHIPS]).astype({"variable": str, "state": str})
    found = pd.crosstab([both["variable"], both["year"]], both["state"])
    pd.testing.assert_frame_equal(
        found[counted.columns].sort_index(), counted.sort_index(), check_dtype=False, check_names=False
    )


def test_each_series_covers_all_380_counties_or_the_22_of_malopolskie():
    covered = FIGURES.groupby(["variable", "year"], observed=True)["teryt"].nunique()
    assert set(covered) == {380, 22}
    small = FIGURES.merge(covered[covered == 22].rename("n").reset_index(), on=["variable", "year"])
    assert set(COUNTIES.loc[small["teryt"], "voivodeship"]) == {"12"}
    assert set(small["source"]) == {"rops_ioss"}


def test_figures_and_catalogue_name_the_same_variables():
    catalogue = load_catalogue()
    for level, table in (("county", FIGURES), ("voivodeship", VOIVODESHIPS)):
        assert {one.id for one in catalogue.variables(level, available=True)} == set(table["variable"])


def test_the_columns_called_unemployment_are_the_long_term_unemployed():
    # rate x share of the long-term unemployed = long-term unemployed in the active population
    published = pd.read_csv(HERE / "long_term_in_active.csv", dtype={"teryt": str}).set_index("teryt")
    product = values("unemployment_rate_pct", 2017) * values("unemployed_long_pct", 2017) / 100
    assert len(product) == 380
    assert (product - published["long_term_in_active_pct"]).abs().max() <= 0.0715


def test_a_wage_of_zero_is_a_gap():
    assert values("wage_avg_pln", 2022).min() > 4000
    assert cells("wage_avg_pln", teryt="2467", year=2022)["state"].tolist() == ["missing"]
    assert not (cells("wage_avg_pln")["state"] == "zero").any()


def test_poverty_zeros_of_voivodeships_are_gaps_and_poland_keeps_its_figures():
    poverty = VOIVODESHIPS[
        (VOIVODESHIPS["variable"] == "voi_poverty_risk_pct") & VOIVODESHIPS["year"].between(2012, 2018)
    ]
    of_poland = poverty["voivodeship"] == "00"
    assert set(poverty[~of_poland]["state"]) == {"missing"}
    assert len(poverty[~of_poland]) == 16 * 7
    assert set(poverty[of_poland]["state"]) == {"value"}


def test_opolskie_2020_is_suppressed():
    hidden = VOIVODESHIPS[VOIVODESHIPS["state"] == "suppressed"]
    assert hidden[["variable", "voivodeship", "year"]].astype(str).agg(" ".join, axis=1).tolist() == [
        "voi_disabled_employment_pct 16 2020"
    ]


def test_disabled_unemployed_of_voivodeships_add_up_to_poland():
    table = VOIVODESHIPS[VOIVODESHIPS["variable"] == "voi_disabled_unemployed"]
    of_poland = table["voivodeship"] == "00"
    added = table[~of_poland].groupby("year")["value"].sum()
    assert added.equals(table[of_poland].set_index("year")["value"])


def test_walbrzych_is_a_county_from_2013():
    before = FIGURES[(FIGURES["teryt"] == WALBRZYCH) & (FIGURES["year"] < 2013)]
    assert set(before["state"]) == {"not_applicable"}
    assert before["value"].isna().all()
    assert cells("pop", teryt=WALBRZYCH, year=2013)["value"].tolist() == [117926]
    around = cells("pop", teryt=AROUND_WALBRZYCH).set_index("year")["value"]
    assert around[2013] < around[2012] / 2


def test_a_county_has_no_figures_before_it_began():
    began = COUNTIES["valid_from"]
    later = began[began > 1999]
    assert sorted(later.unique()) == [2002, 2013]
    assert len(later) == 9
    early = FIGURES[FIGURES["year"] < FIGURES["teryt"].map(later).fillna(0)]
    assert len(early) > 0
    assert set(early["state"]) == {"not_applicable"}


def test_former_counties_are_not_in():
    assert not {"0263", "1431"} & set(FIGURES["teryt"])
    assert not {"0263", "1431"} & set(COUNTIES.index)


def test_social_cooperatives_and_figures_without_a_unit_are_not_in():
    names = set(FIGURES["variable"]) | set(VOIVODESHIPS["variable"])
    assert not [name for name in names if "coop" in name or "alcohol" in name or "cash" in name]
    assert not [name for name in names if "member" in name]


def test_an_absent_county_is_a_visible_gap_and_a_zero_is_a_zero():
    homes = cells("assistance_centres", year=2022)
    assert homes["state"].astype(str).value_counts().to_dict() == {"value": 345, "missing": 33, "zero": 2}
    nurseries = cells("nursery_pct", year=2022)
    assert nurseries.loc[nurseries["state"] == "missing", "teryt"].tolist() == [
        "0412",
        "1409",
        "1410",
        "2007",
    ]
    assert cells("urbanisation_pct", teryt="2012")["state"].tolist() == ["missing"]


def test_the_budget_of_a_county_cannot_apply_to_a_city():
    for variable in ("county_spending_pln", "county_investment_pln", "county_revenue_per_capita_pln"):
        table = cells(variable)
        city = (COUNTIES.loc[table["teryt"], "kind"] == "city").to_numpy()
        assert set(table[city]["state"]) == {"not_applicable"}, variable
        assert set(table[~city]["state"]) <= {"value", "zero", "not_applicable"}, variable


def test_spending_saved_as_bits_of_a_fraction_is_recovered():
    spending = cells("county_spending_pln")
    assert spending["value"].min() > 1e6
    # The year 2005 was saved as bits, 2006 was not: the level goes on without a break.
    assert 0.7 < values("county_spending_pln", 2005).sum() / values("county_spending_pln", 2006).sum() < 1


def test_budgets_of_communes_are_not_budgets_of_counties():
    land = COUNTIES.index[COUNTIES["kind"] == "land"]
    communes = values("commune_revenue_pln", 2017)
    of_county = values("county_revenue_per_capita_pln", 2017) * values("pop", 2017)
    assert communes.sum() == pytest.approx(189.7e9, rel=1e-3)
    assert of_county.sum() == pytest.approx(25.4e9, rel=1e-2)
    assert (communes[land] > of_county[land]).all()
    assert (values("commune_own_revenue_pln", 2017) < communes).all()


def test_hidden_employment_is_suppressed_not_zero():
    agriculture = cells("employed_agriculture")
    assert (agriculture["state"] == "suppressed").sum() == 26
    assert not (agriculture["state"] == "zero").any()
    assert (values("employed_agriculture", 2017) < values("employed_total", 2017)).all()


def test_age_groups_add_up_and_agree_with_persons():
    groups = [values(f"pop_{group}_pct", 2017) for group in ("pre_working", "working", "post_working")]
    assert (sum(groups) - 100).abs().max() < 0.11
    share = 100 * values("pop_working", 2017) / values("pop", 2017)
    assert (share - values("pop_working_pct", 2017)).abs().max() < 0.0501


def test_shares_are_shares():
    shares = FIGURES[FIGURES["variable"].astype(str).str.endswith("_pct")]
    shares = shares[~shares["variable"].isin(["wage_to_poland_pct"])]
    assert shares["value"].min() >= 0
    assert shares["value"].max() <= 100


def test_every_source_is_used_and_says_its_years():
    used = pd.concat([FIGURES, VOIVODESHIPS]).astype({"source": str}).groupby("source")["year"].unique()
    unused = set(SNAPSHOT.sources.index) - set(used.index)
    assert unused == {"gugik_prg", "gus_teryt"}
    for source, years in used.items():
        assert SNAPSHOT.sources.loc[source, "coverage"] == spans(years), source


def spans(years):
    years = np.sort(years)
    parts = np.split(years, np.flatnonzero(np.diff(years) > 2) + 1)
    return "; ".join(str(p[0]) if len(p) == 1 else f"{p[0]}–{p[-1]}" for p in parts)


def test_sources_name_publisher_collection_and_both_languages():
    sources = SNAPSHOT.sources
    assert sources["title_pl"].is_unique
    assert sources["title_en"].is_unique
    assert sources["publisher"].str.startswith(("GUS", "ROPS Kraków", "GUGiK")).all()
    assert (sources["collected_on"].eq("") == (sources.index == "gus_sdg")).all()
    gathered = sources.drop(["gus_sdg"])
    assert gathered["note_pl"].str.contains("GitHub|jusuff").all()
    assert gathered["note_en"].str.contains("GitHub|jusuff").all()


def test_every_sudden_change_of_population_is_explained():
    population = cells("pop").set_index(["teryt", "year"])["value"].sort_index()
    change = population.groupby("teryt").pct_change(fill_method=None).abs()
    rebased = SNAPSHOT.breaks.loc[SNAPSHOT.breaks["variable"] == "pop", "year"]
    assert sorted(rebased) == [1999, 2010, 2020]
    sudden = change[(change > 0.04) & ~change.index.get_level_values("year").isin(rebased)]
    explained = set(SNAPSHOT.territory_changes.set_index(["teryt", "year"]).index)
    assert len(sudden) > 20
    assert set(sudden.index) <= explained


def test_breaks_fall_inside_their_series():
    for row in SNAPSHOT.breaks.itertuples():
        years = cells(row.variable)["year"]
        assert years.min() < row.year <= years.max(), row


def test_corrections_speak_of_known_variables_and_sources():
    names = set(FIGURES["variable"]) | set(VOIVODESHIPS["variable"])
    for row in SNAPSHOT.corrections.itertuples():
        assert set(row.variable.split()) <= names, row.correction
        assert row.source in SNAPSHOT.sources.index, row.correction


def test_the_sharp_dip_of_bochenski_in_2019_stands_so_in_the_source_and_is_declared():
    around = cells("unemployed", teryt="1201", year=range(2018, 2021))["value"].tolist()
    assert around == [1863, 1070, 1725]
    declared = SNAPSHOT.corrections.set_index("correction").loc["bochenski_2019"]
    assert declared[["decision", "variable", "teryt", "years"]].tolist() == [
        "kept",
        "unemployed",
        "1201",
        "2019",
    ]


def test_counties_are_the_380_of_today():
    assert COUNTIES.index.is_unique
    assert COUNTIES.index.is_monotonic_increasing
    assert COUNTIES["kind"].value_counts().to_dict() == {"land": 314, "city": 66}
    assert COUNTIES["voivodeship"].nunique() == 16
    assert COUNTIES["nuts3"].nunique() == 73
    assert (COUNTIES["bdl_id"].str[2:4] + COUNTIES["bdl_id"].str[7:9] == COUNTIES.index).all()
    assert (COUNTIES.loc[COUNTIES["kind"] == "city", "gminas"] == 1).all()
    assert COUNTIES.loc["0206", "name"] == "karkonoski"
    assert COUNTIES.loc["1465", "name"] == "Warszawa"
    assert COUNTIES.loc["1261", "subregion"] == "miasto Kraków"
