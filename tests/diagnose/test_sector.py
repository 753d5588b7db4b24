"""The sector of a region: sums, changes that add up, pooled rates, all counted again by hand."""

from dataclasses import replace
from statistics import NormalDist

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pes_analysis.diagnose.sector import TOTALS, Sector, add_up, describe_sector, split_changes
from pes_analysis.edition import Edition, open_edition_data

ONE = "fte"
CELLS = st.lists(
    st.tuples(st.sampled_from("abcdef"), st.sampled_from([2023, 2024]), st.integers(0, 500)),
    unique_by=lambda cell: cell[:2],
)


@pytest.fixture(scope="module")
def edition() -> Edition:
    return open_edition_data("malopolskie-2024")


@pytest.fixture(scope="module")
def sector(edition: Edition) -> Sector:
    return describe_sector(edition)


def figures(cells: list[tuple[str, int, int]]) -> pd.DataFrame:
    index = pd.MultiIndex.from_tuples([cell[:2] for cell in cells], names=["organisation_id", "year"])
    return pd.DataFrame({ONE: [float(cell[2]) for cell in cells]}, index=index)


@given(CELLS)
def test_a_change_is_the_sum_of_its_parts(cells: list[tuple[str, int, int]]) -> None:
    if not cells:
        return
    row = split_changes(figures(cells), 2024).set_index("variable").loc[ONE]
    assert row["before"] == sum(value for _, year, value in cells if year == 2023)
    assert row["now"] == sum(value for _, year, value in cells if year == 2024)
    assert row["before"] + row["same"] + row["came"] + row["left"] == pytest.approx(row["now"])


def test_a_year_without_answers_has_no_total() -> None:
    table = add_up(figures([("a", 2024, 5)]), [2023, 2024])
    own = table[table["variable"] == ONE].set_index("year")
    assert np.isnan(own.loc[2023, "total"])
    assert (own.loc[2024, "n"], own.loc[2024, "total"]) == (1, 5)


def test_totals_are_those_of_the_returns(edition: Edition, sector: Sector) -> None:
    rows = edition.organisations.observations
    own = rows[
        (rows["variable"] == "headcount") & (rows["year"] == 2024) & rows["state"].isin(["value", "zero"])
    ]
    kinds = edition.organisations.entities["type"]
    own = own[~own["organisation_id"].map(kinds).isin(["ops", "pcpr", "up"])]
    told = sector.totals.set_index(["variable", "year"]).loc[("headcount", 2024)]
    assert (told["n"], told["total"]) == (len(own), own["value"].sum())


def test_public_units_are_not_the_sector(edition: Edition, sector: Sector) -> None:
    assert not {"ops", "pcpr", "up"} & set(sector.register.index)
    assert sector.register["all"].sum() == 112
    assert sector.register.drop(columns=["all", "ps"]).sum(axis=1).tolist() == sector.register["all"].tolist()


def test_a_pooled_rate_is_that_of_all_people_with_wilsons_interval(sector: Sector) -> None:
    of_types = (
        sector.pooled[sector.pooled["type"] != ""].groupby("indicator")[["numerator", "denominator"]].sum()
    )
    whole = sector.pooled[sector.pooled["type"] == ""].set_index("indicator")
    for rate, row in whole.iterrows():
        x, n = of_types.loc[rate]
        assert (row["numerator"], row["denominator"]) == (x, n)
        z, p = NormalDist().inv_cdf(0.975), x / n
        middle, reach = p + z * z / (2 * n), z * np.sqrt(p * (1 - p) / n + z * z / (4 * n * n))
        bounds = [100 * (middle + sign * reach) / (1 + z * z / n) for sign in (-1, 1)]
        assert [row["value"], row["lower"], row["upper"]] == pytest.approx([100 * p, *bounds])


def test_an_edition_without_organisations_has_an_empty_sector() -> None:
    sector = describe_sector(open_edition_data("slaskie-2024"))
    assert not sector.known
    assert sector.totals["total"].isna().all()
    assert all(table.empty for table in (sector.returns, sector.medians, sector.pooled, sector.alarms))


def test_few_organisations_have_no_median(edition: Edition) -> None:
    organisations = edition.organisations
    kept = organisations.entities.groupby("type").head(4)
    few = replace(
        organisations,
        entities=kept,
        observations=organisations.observations[
            organisations.observations["organisation_id"].isin(kept.index)
        ],
        returns=organisations.returns[organisations.returns["organisation_id"].isin(kept.index)],
    )
    small = replace(edition)
    small.__dict__["organisations"] = few
    assert describe_sector(small).medians["median"].isna().all()


def test_chapters_have_figures_of_the_catalogue(edition: Edition) -> None:
    known = {one.id for one in edition.catalogue.columns("organisation")}
    assert {one for chapter in TOTALS.values() for one in chapter} <= known
