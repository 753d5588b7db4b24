"""The packaged organisations: the generator's bytes, true to published figures, each special case met."""

from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from pes_analysis.catalogue import evaluate, load_catalogue
from pes_analysis.diagnose.alarms import ring_alarms
from pes_analysis.diagnose.compliance import check_compliance
from pes_analysis.edition import open_edition_data, read_snapshot
from pes_analysis.edition.generate_organisations import SEED, TARGETS, generate
from pes_analysis.edition.generate_organisations.names import PLACES
from pes_analysis.edition.generate_organisations.roster import COUNTS, LAST_YEAR
from pes_analysis.edition.generate_organisations.targets import MINIMUM_WAGE, PRICE_CHANGE
from pes_analysis.edition.organisations import read_demonstration
from pes_analysis.edition.organisations.reading import DEMONSTRATION
from pes_analysis.edition.organisations.writing import write_tables
from pes_analysis.measure.organisations import fill_constants, organisation_indicators

CATALOGUE = load_catalogue()
COUNTIES = read_snapshot().counties
REGION = [str(teryt) for teryt in COUNTIES.index[COUNTIES["voivodeship"] == "12"]]
ORGANISATIONS = read_demonstration()
ENTITIES = ORGANISATIONS.entities
RETURNS = ORGANISATIONS.returns
OBSERVED = ORGANISATIONS.observations.astype({"variable": str, "state": str})
WIDE = OBSERVED.pivot(  # noqa: PD010 - pivot_table would take means and drop gaps
    index=["organisation_id", "year"], columns="variable", values="value"
)
TYPE = pd.Series(WIDE.index.get_level_values("organisation_id"), index=WIDE.index).map(ENTITIES["type"])
YEAR = pd.Series(WIDE.index.get_level_values("year"), index=WIDE.index)
CLASSES = [f"revenue_{item.id}" for item in CATALOGUE.closed_list("revenue_classes").items]


def rows(*types, year=None):
    return WIDE[TYPE.isin(types) & (year == YEAR if year else True)]


def ratio(table, part, whole):
    both = table[[part, whole]].dropna()
    return both[part].sum() / both[whole].sum()


def complete():
    """Every variable as a column, with the constants of each year."""
    constants = {one.id for one in CATALOGUE.constants}
    columns = [one.id for one in CATALOGUE.columns("organisation") if one.id not in constants]
    return fill_constants(WIDE.reindex(columns=columns), CATALOGUE)


def measured():
    ngo, ngo_first, ss = rows("ngo"), rows("ngo", year=2020), rows("ss", year=2020)["assets_total"]
    budget = ngo[["revenue_secured_next", "budget_next"]].dropna()
    registered = ENTITIES.loc[ENTITIES["type"].isin(["ngo", "ss"]), "status"]
    offices = rows("up", year=2021)
    return {
        "ngo_revenue_median": ngo_first["revenue_total"].median(),
        "ngo_revenue_mean": ngo_first["revenue_total"].mean(),
        "ngo_sources_median": (ngo[CLASSES].dropna() > 0).sum(axis=1).median(),
        "ngo_market_share": ratio(ngo, "revenue_market", "revenue_total"),
        "ngo_secured_share": (budget["revenue_secured_next"] > 0.5 * budget["budget_next"]).mean(),
        "ss_assets_median": ss.median(),
        "ss_assets_skew": ss.mean() / ss.median(),
        "wtz_open_market_exits": ratio(rows("wtz"), "employed_open", "participants_total"),
        "users_per_unit": rows("cis", "zaz", "wtz", year=2021)["participants_total"].mean(),
        "cis_cost_per_independent": ratio(rows("cis", year=2021), "cost_reintegration", "independent"),
        "up_effectiveness": ratio(offices, "alm_employed", "alm_finished"),
        "up_cost_per_job": ratio(offices, "alm_spending", "alm_employed"),
        "existing_share": (~registered.isin(["registered", "unknown"])).mean(),
        "active_share": (registered == "active").mean(),
    }


def test_the_generator_writes_the_packaged_bytes(tmp_path):
    write_tables(tmp_path, generate(CATALOGUE, REGION, SEED))
    packaged = sorted(path.relative_to(DEMONSTRATION) for path in DEMONSTRATION.rglob("*.csv"))
    assert packaged == sorted(path.relative_to(tmp_path) for path in tmp_path.rglob("*.csv"))
    for file in packaged:
        assert (tmp_path / file).read_bytes() == (DEMONSTRATION / file).read_bytes(), file


def test_another_seed_gives_others():
    other = generate(CATALOGUE, REGION, "another")
    assert not other.observations["value"].equals(ORGANISATIONS.observations["value"])


@pytest.mark.parametrize("target", TARGETS.values(), ids=lambda target: target.id)
def test_published_figures_are_reproduced(target):
    assert measured()[target.id] == pytest.approx(target.wanted, abs=target.tolerance)


def test_every_target_is_measured_and_names_its_source():
    assert set(measured()) == set(TARGETS)
    for target in TARGETS.values():
        assert target.source.pl
        assert target.source.en
        assert target.tolerance < 0.35 * target.wanted


def test_prices_and_wages_are_those_of_the_catalogue():
    for year, value in CATALOGUE.constant("cpi_index").by_year.items():
        assert PRICE_CHANGE[year] == value
    for year, value in CATALOGUE.constant("wage_min_statutory").by_year.items():
        assert MINIMUM_WAGE[year] == value


def test_there_are_120_of_every_type_in_every_county():
    assert ENTITIES["type"].value_counts().to_dict() == dict(COUNTS)
    assert len(ENTITIES) == 120
    assert set(ENTITIES["teryt"]) == set(REGION)
    assert ENTITIES["teryt"].value_counts().min() >= 3
    assert set(RETURNS["year"]) == set(range(2020, 2025))
    assert len(RETURNS) == 5 * 120


def test_everything_says_that_it_is_made_up():
    assert ENTITIES["generated"].all()
    assert ENTITIES.index.str.startswith("demo-").all()
    assert list(ORGANISATIONS.sources["publisher"]) == ["dane demonstracyjne (wygenerowane)"]
    assert set(ORGANISATIONS.observations["source"]) == set(ORGANISATIONS.sources.index)


def test_no_name_is_that_of_a_real_place():
    real = {*COUNTIES["name"], *COUNTIES["voivodeship_name"], *COUNTIES["subregion"]}
    words = {word.casefold() for name in real for word in name.replace("-", " ").split()}
    for name in (*ENTITIES["name"], *PLACES):
        said = name.replace("„", "").replace("”", "").casefold().split()
        assert not words & set(said), name
    assert ENTITIES["name"].is_unique


def test_names_carry_nothing_of_a_person_or_an_address():
    assert not ENTITIES["name"].str.contains(r"\d|@|ul\.|im\.", regex=True).any()


def test_codes_tell_the_type_and_nothing_else():
    assert ENTITIES["public_code"].is_unique
    assert (ENTITIES["public_code"].str.split("-").str[0] == ENTITIES["type"].str.upper()).all()
    assert ENTITIES["public_code"].str.contains("-D", regex=False).all()
    numbers = ENTITIES["public_code"].str[-2:].astype(int)
    for known in ("teryt", "name"):
        for _, group in ENTITIES.assign(number=numbers).groupby("type"):
            if len(group) >= 10:
                agreement = group["number"].rank().corr(group[known].rank())
                assert abs(agreement) < 0.7, (known, group["type"].iloc[0])


def test_some_sixty_per_cent_agreed_to_be_named():
    assert (ENTITIES["consent"] == "public").mean() == pytest.approx(0.6, abs=0.05)
    assert not (ENTITIES["status"].isin(["registered", "unknown"]) & (ENTITIES["consent"] == "public")).any()


def test_returns_are_full_partial_and_missing():
    share = RETURNS["status"].value_counts(normalize=True)
    assert share["none"] == pytest.approx(0.11, abs=0.04)
    assert 0.1 < share["partial"] < 0.4
    gone = ENTITIES.index[ENTITIES["status"].isin(["registered", "unknown", "suspended"])]
    later = RETURNS[RETURNS["organisation_id"].isin(gone) & (RETURNS["year"] >= 2023)]
    assert set(later["status"]) == {"none"}
    answered = OBSERVED[OBSERVED["state"] != "missing"].groupby(["organisation_id", "year"]).size()
    stated = RETURNS.set_index(["organisation_id", "year"])["answered"]
    assert answered.reindex(stated.index, fill_value=0).tolist() == stated.tolist()


def test_statuses_of_every_kind_are_there():
    kinds = {item.id for item in CATALOGUE.closed_list("activity_status").items}
    assert set(ENTITIES["status"]) == kinds


def test_an_error_holds_its_value_back_and_a_repair_does_not():
    held = OBSERVED.set_index(["organisation_id", "year", "variable"])["state"]
    where = ["organisation_id", "year", "variable"]
    assert len(ORGANISATIONS.problems) >= 10
    assert len(ORGANISATIONS.repairs) >= 10
    assert ORGANISATIONS.problems["rule"].nunique() == 4
    assert {held[tuple(row)] for row in ORGANISATIONS.problems[where].to_numpy()} == {"missing"}
    assert "value" in {held[tuple(row)] for row in ORGANISATIONS.repairs[where].to_numpy()}


def test_nothing_contradicts_the_checks_of_the_catalogue():
    figures = complete()
    for check in CATALOGUE.checks:
        concerned = figures
        if check.applies_to:
            codes = ORGANISATIONS.codes.reindex(WIDE.index.get_level_values("organisation_id"))
            concerned = figures[[not one.isdisjoint(check.applies_to) for one in codes]]
        broken = evaluate(check.formula, concerned)["value"] == 1
        if check.id == "revenue_under_a_thousand":
            # Some associations really live on a few hundred zlotys a year: a doubt about them is right.
            broken &= ~concerned.index.get_level_values("organisation_id").str.startswith("demo-ngo-")
        assert not broken.any(), (check.id, list(concerned.index[broken])[:3])


def indicators():
    table = organisation_indicators(
        complete(),
        codes=ORGANISATIONS.codes,
        indicators=CATALOGUE.indicators("organisation"),
    )
    return table.astype({"indicator": str}).pivot(  # noqa: PD010
        index=["organisation_id", "year"], columns="indicator", values="value"
    )


def test_every_alarm_rings_somewhere_and_is_quiet_elsewhere():
    figures = WIDE.join(indicators())
    codes = ORGANISATIONS.codes.to_dict()
    rung = ring_alarms(figures, CATALOGUE.alarms, codes, LAST_YEAR)
    states = rung.groupby("alarm")["state"].agg(set)
    assert set(states.index) == {alarm.id for alarm in CATALOGUE.alarms}
    for alarm, found in states.items():
        assert {"ringing", "quiet"} <= found, alarm
    ringing = rung[rung["state"] == "ringing"]["organisation_id"].nunique()
    assert ringing <= 0.2 * len(ENTITIES)


def test_every_rule_of_law_that_figures_can_tell_is_met_and_broken():
    figures = WIDE.xs(LAST_YEAR, level="year")
    rules = [one for one in CATALOGUE.thresholds if one.formula is not None]
    found = check_compliance(figures, rules, ORGANISATIONS.codes.to_dict(), date(LAST_YEAR, 12, 31))
    assert len(rules) >= 6
    for rule, states in found.groupby("threshold")["status"].agg(set).items():
        assert {"met", "not_met"} <= states, rule


def test_one_answers_too_little_for_a_score_and_one_has_too_few_participants():
    last = RETURNS[(RETURNS["year"] == LAST_YEAR) & (RETURNS["status"] != "none")]
    share = last["answered"] / last["asked"]
    assert (share < 0.6).sum() == 1
    counted = WIDE.xs(LAST_YEAR, level="year")["participants_total"].dropna()
    assert (counted.between(1, CATALOGUE.composite.small_count - 1)).sum() == 1


def test_some_types_have_too_few_for_a_comparison():
    answering = RETURNS[(RETURNS["year"] == LAST_YEAR) & (RETURNS["status"] != "none")]["organisation_id"]
    sizes = ENTITIES.loc[answering, "type"].value_counts()
    assert (sizes < CATALOGUE.composite.peers_least).any()
    assert (sizes >= CATALOGUE.composite.peers_least).sum() >= 5


def test_years_are_alike_but_not_the_same():
    for types, variable, least in (
        (["ngo"], "revenue_total", 0.9),
        (["cis", "wtz"], "participants_total", 0.5),
    ):
        table = rows(*types)[variable].unstack().dropna()  # noqa: PD010
        assert np.log(table[2020]).corr(np.log(table[2022])) > least
        assert (table[2020] != table[2022]).mean() > 0.5


def test_comments_and_plans_are_bilingual_and_their_indicators_fit():
    known = {one.id: one for one in CATALOGUE.indicators("organisation")}
    assert ORGANISATIONS.comments[["text_pl", "text_en"]].ne("").all(axis=None)
    assert 15 <= len(ORGANISATIONS.comments) <= 60
    assert 15 <= ORGANISATIONS.plans["organisation_id"].nunique() <= 60
    for plan in ORGANISATIONS.plans.itertuples():
        assert not ORGANISATIONS.codes[plan.organisation_id].isdisjoint(known[plan.indicator].applies_to)


def test_the_comparisons_of_the_edition_can_be_made():
    edition = open_edition_data(Path(__file__).parents[3] / "parameters" / "malopolskie-2024.yml")
    assert 4 <= len(edition.comparisons) <= 6
    for comparison in edition.comparisons:
        assert len(edition.members_of(comparison)) >= 2
