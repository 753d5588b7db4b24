"""Comparisons of the demonstration, and what they must never tell."""

from dataclasses import fields, replace
from functools import cache

import numpy as np
import pandas as pd
import pytest

from pes_analysis.diagnose.comparison import compare_units
from pes_analysis.diagnose.organisation import diagnose_organisation
from pes_analysis.diagnose.organisation_year import SCORED, role_of
from pes_analysis.diagnose.region import diagnose_region
from pes_analysis.edition import open_edition_data
from pes_analysis.edition.comparisons import Comparison
from pes_analysis.protect.errors import PesError

EDITION = open_edition_data("malopolskie-2024")
ENTITIES = EDITION.organisations.entities


@cache
def compared():
    return {one.id: compare_units(EDITION, one.id) for one in EDITION.comparisons}


@cache
def cooperatives():
    return compared()["spoldzielnie"]


@cache
def cities():
    return compared()["miasta-i-krakowski"]


def with_comparison(edition=EDITION, **given):
    comparison = Comparison.model_validate({"id": "test", **given})
    parameters = edition.parameters.model_copy(update={"comparisons": (comparison,)})
    changed = replace(edition, parameters=parameters)
    vars(changed)["organisations"] = edition.organisations
    return changed


def test_members_stand_in_the_order_asked_for():
    asked = list(EDITION.comparison("spoldzielnie").members)
    assert cooperatives().members["unit"].tolist() == ENTITIES.loc[asked, "public_code"].tolist()
    assert cities().members["unit"].tolist() == ["1261", "1262", "1263", "1206"]


def test_values_and_scores_are_those_of_the_cards():
    card = diagnose_organisation(EDITION, "demo-ss-01")
    own = (
        cooperatives().matrix[cooperatives().matrix["unit"] == card.facts.public_code].set_index("indicator")
    )
    table = card.indicators.set_index("indicator").loc[own.index]
    shown = own["state"] != "suppressed"
    assert 0 < shown.sum() < len(own)
    pd.testing.assert_series_equal(own["value"][shown], table["value"][shown])
    member = cooperatives().members.iloc[0]
    assert (member["score"], member["previous"]) == (card.picture.score, card.picture.previous)


def test_marks_are_what_sorting_gives():
    matrix = cooperatives().matrix
    rates = matrix[matrix["indicator"] == "debt_ratio"].set_index("unit")
    assert rates["mark"][rates["value"].idxmin()] == "best"
    assert rates["mark"][rates["value"].idxmax()] == "worst"
    for comparison in compared().values():
        marked = comparison.matrix[comparison.matrix["mark"] != "none"]
        assert marked["value"].notna().all()


def test_shares_of_too_few_people_are_told_nowhere():
    few = cooperatives().matrix[cooperatives().matrix["state"] == "suppressed"]
    assert len(few) > 0
    assert set(few["mark"]) == {"none"}
    assert few[["value", "lower", "upper"]].isna().all(axis=None)
    told = cooperatives().differences.set_index(["unit", "indicator"]).index
    assert not set(few.set_index(["unit", "indicator"]).index) & set(told)
    counted = cooperatives().caveats[cooperatives().caveats["caveat"] == "small_count"].set_index("unit")["n"]
    assert counted.to_dict() == few.groupby("unit").size().to_dict()
    for unit, name in few[["unit", "indicator"]].itertuples(index=False):
        card = diagnose_organisation(EDITION, ENTITIES.index[ENTITIES["public_code"] == unit][0])
        assert card.indicators.set_index("indicator").loc[name, "state"] == "suppressed"


def test_quartiles_of_scores_are_those_of_all_units_of_the_reference():
    general = cooperatives().quartiles.set_index("dimension").loc[""]
    scores = [
        diagnose_organisation(EDITION, unit).picture.score
        for unit in ENTITIES.index[ENTITIES["type"] == "ss"]
    ]
    known = [score for score in scores if score is not None]
    assert general["n"] == len(known)
    expected = np.quantile(known, [0, 0.25, 0.5, 0.75, 1])
    assert general[["minimum", "q1", "median", "q3", "maximum"]].tolist() == pytest.approx(expected)


def test_profiles_of_counties_share_one_yardstick():
    region = diagnose_region(EDITION).blocks.set_index(["teryt", "dimension", "area"])["share"]
    own = cities().profiles.set_index(["unit", "dimension", "area"])["score"].dropna()
    assert len(own) > 20
    assert own.tolist() == pytest.approx(region.loc[list(own.index)].tolist())
    assert (cities().quartiles["n"] == 22).all()


def test_scores_are_marked_as_they_are_printed_and_only_where_that_is_sure_enough():
    profiles = cooperatives().profiles
    sure = {
        (one.subject, one.evidence["unit"], one.statement)
        for one in cooperatives().claims
        if one.standing.is_printed
    }
    for dimension, block in profiles.dropna(subset="score").groupby("dimension"):
        printed = np.floor(block["score"] + 0.5)
        for mark, end in (("best", printed.max()), ("worst", printed.min())):
            marked = block[block["mark"] == mark]
            assert set(printed[marked.index]) <= {end}
            held = {unit for unit in block["unit"][printed == end] if (f"{dimension}/", unit, mark) in sure}
            assert set(marked["unit"]) == held
    assert set(profiles.loc[profiles["score"].isna(), "mark"]) <= {"none"}


def test_counties_are_compared_in_one_year_each():
    for name in ("miasta-i-krakowski", "sasiedzi-podhala"):
        years = compared()[name].matrix.dropna(subset=["value"]).groupby("indicator")["year"].nunique()
        assert (years == 1).all()
        assert compared()[name].reference_n == 22


def test_a_whole_group_is_marked_by_quarters():
    group = compared()["wtz"]
    assert group.whole_group
    assert len(group.members) == (ENTITIES["type"] == "wtz").sum()
    best = group.matrix[group.matrix["mark"] == "best"].groupby("indicator").size()
    assert best.max() < len(group.members) / 2


def test_a_small_group_is_marked_by_its_best_and_worst():
    cities = compare_units(with_comparison(kind="counties", group={"counties": "city"}), "test")
    assert not cities.whole_group
    assert {"best", "worst"} <= set(cities.matrix["mark"])


def test_a_group_of_one_county_with_codes_is_refused():
    teryt = ENTITIES.loc[(ENTITIES["type"] == "wtz") & (ENTITIES["consent"] == "none"), "teryt"].iloc[0]
    entities = ENTITIES.copy()
    inside = entities.index[entities["type"] == "wtz"][:3]
    entities.loc[inside, "teryt"] = teryt
    edition = with_comparison(kind="organisations", group={"type": "wtz", "county": teryt})
    for consent, refused in (("none", True), ("public", False)):
        own = entities.assign(consent=entities["consent"].where(entities["teryt"] != teryt, consent))
        vars(edition)["organisations"] = replace(EDITION.organisations, entities=own)
        if refused:
            with pytest.raises(PesError, match="one county would tell"):
                compare_units(edition, "test")
        else:
            assert len(compare_units(edition, "test").members) >= 3


def test_distributions_are_of_all_organisations_of_the_type():
    row = cooperatives().distributions.set_index("indicator").loc["debt_ratio"]
    cards = [
        diagnose_organisation(EDITION, unit).indicators.set_index("indicator").loc["debt_ratio", "value"]
        for unit in ENTITIES.index[ENTITIES["type"] == "ss"]
    ]
    known = [value for value in cards if not np.isnan(value)]
    assert row["n"] == len(known)
    assert row["median"] == pytest.approx(np.median(known), abs=0.01)


def test_changes_say_which_way_is_better():
    changes = cooperatives().changes
    debts = changes[changes["indicator"] == "debt_ratio"]
    assert ((debts["change"] > 0) == (debts["direction"] == "worsening")).all()


def test_similar_units_are_never_the_unit_itself():
    labels = dict(zip(cooperatives().members["unit"], cooperatives().members["label"], strict=True))
    similar = cooperatives().similar
    assert (similar["neighbour_label"] != similar["unit"].map(labels)).all()
    assert similar.groupby("unit").size().max() <= 3
    assert cooperatives().differences.groupby("unit").size().max() <= 3


def test_whichever_way_similar_units_differ_that_is_held_against_the_trials():
    found = pd.concat([one.differences for one in compared().values()])
    indicators, types = EDITION.catalogue.indicators("organisation"), EDITION.organisations.codes
    scored = {
        (code, one.id)
        for unit, code in ENTITIES["public_code"].items()
        for one in indicators
        if role_of(one, types[unit]) == SCORED
    }
    # What a type is not judged by is not drawn; all else is held against the trials, either way.
    held = [pair in scored for pair in zip(found["unit"], found["indicator"], strict=True)]
    judged = found[held].loc[lambda rows: rows["direction"] != "different"]
    assert set(judged["direction"]) == {"neighbours_better", "neighbours_worse"}
    for _, rows in judged.groupby("direction"):
        assert {"said", "softened"} <= set(rows["sure"])
        # Neighbours of a related type may not be judged by it themselves.
        assert (rows["sure"] == "untested").mean() < 0.1
    assert set(found.loc[found["direction"] == "different", "sure"]) <= {"untested"}


def test_caveats():
    caveats = cooperatives().caveats.set_index("caveat")
    assert caveats.loc["generated", "n"] == 6
    of_cities = cities().caveats.set_index("caveat")
    assert of_cities.loc["mixed_types", "n"] == 2
    assert of_cities.loc["few_units", "n"] == 4
    for row in cooperatives().caveats[cooperatives().caveats["caveat"] == "missing"].to_dict("records"):
        own = cooperatives().matrix[cooperatives().matrix["unit"] == row["unit"]]
        assert (own["value"].isna() & (own["state"] != "suppressed")).sum() == row["n"]


def test_without_consent_nothing_tells_who_it_is():
    silent = "demo-ss-01"
    entities = ENTITIES.assign(consent="public")
    entities.loc[silent, "consent"] = "none"
    edition = with_comparison(kind="organisations", members=list(EDITION.comparison("spoldzielnie").members))
    vars(edition)["organisations"] = replace(EDITION.organisations, entities=entities)
    compared = compare_units(edition, "test")
    member = compared.members.iloc[0]
    assert member["label"] == member["unit"] == ENTITIES.loc[silent, "public_code"]
    assert member[["organisation_id", "place", "county_name"]].tolist() == ["", "", ""]
    assert compared.caveats.set_index("caveat").loc["codes", "n"] == 1
    tables = [getattr(compared, field.name) for field in fields(compared)]
    words = {
        word
        for table in tables
        if isinstance(table, pd.DataFrame)
        for word in table.astype(str).to_numpy().ravel()
    }
    assert not words & {silent, ENTITIES.loc[silent, "name"]}
    assert ENTITIES.loc["demo-ss-06", "name"] in words


def test_an_organisation_without_figures_stands_empty():
    returns = EDITION.organisations.returns
    sent = returns[(returns["year"] == 2024) & (returns["status"] != "none")]["organisation_id"]
    silent = next(unit for unit in ENTITIES.index[ENTITIES["type"] == "ss"] if unit not in set(sent))
    compared = compare_units(with_comparison(kind="organisations", members=["demo-ss-01", silent]), "test")
    code = ENTITIES.loc[silent, "public_code"]
    assert compared.matrix.loc[compared.matrix["unit"] == code, "value"].isna().all()
    assert "no_figures" in set(compared.caveats.loc[compared.caveats["unit"] == code, "caveat"])
    assert set(compared.matrix["mark"]) == {"none"}


def test_different_types_side_by_side():
    compared = compare_units(
        with_comparison(kind="organisations", members=["demo-ss-01", "demo-ops-01"]), "test"
    )
    cells = compared.matrix.groupby("unit")["indicator"].agg(set)
    code = ENTITIES.loc["demo-ops-01", "public_code"]
    assert "ops_worker_load" in cells[code]
    assert "equity_ratio" not in cells[code]
    assert "mixed_types" in set(compared.caveats["caveat"])


def test_an_unknown_comparison_is_refused():
    with pytest.raises(PesError, match="nobody"):
        compare_units(EDITION, "nobody")
