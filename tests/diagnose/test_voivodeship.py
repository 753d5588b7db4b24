import numpy as np
import pandas as pd
import pytest

from pes_analysis.diagnose.voivodeship import COLUMNS, voivodeship_figures
from pes_analysis.edition import open_edition_data

EDITION = open_edition_data("malopolskie-2024")
PUBLISHED = EDITION.snapshot.voivodeship_observations


def figures(observations):
    tables = vars(EDITION.snapshot) | {"voivodeship_observations": observations}
    snapshot = type(EDITION.snapshot)(**tables)
    edition = type(EDITION)(EDITION.parameters, snapshot, EDITION.catalogue, EDITION.peers, EDITION.repairs)
    return voivodeship_figures(edition)


def test_newest_and_oldest_number_of_the_region_with_poland_of_the_newest_year():
    table = voivodeship_figures(EDITION).set_index("indicator")
    assert len(table) > 1
    for name, row in table.iterrows():
        (variable,) = EDITION.catalogue.indicator(name).formula.names
        cells = PUBLISHED[(PUBLISHED["variable"] == variable) & (PUBLISHED["year"] <= 2024)]
        region = cells[(cells["voivodeship"] == "12") & cells["value"].notna()].set_index("year")["value"]
        poland = cells[cells["voivodeship"] == "00"].set_index("year")["value"]
        assert (row["year"], row["value"]) == (region.index.max(), region[region.index.max()])
        assert (row["first_year"], row["first_value"]) == (region.index.min(), region[region.index.min()])
        np.testing.assert_equal(row["poland"], poland.get(row["year"], np.nan))


@pytest.mark.parametrize("state", ["suppressed", "missing"])
def test_without_a_number_nothing_is_called_the_oldest_figure(state):
    hidden = PUBLISHED.astype({"state": str})
    hidden.loc[hidden["voivodeship"] == "12", "state"] = state
    hidden.loc[hidden["voivodeship"] == "12", "value"] = np.nan
    table = figures(hidden)
    assert len(table) > 1
    assert set(table["state"]) == {state}
    assert table[["value", "first_year", "first_value"]].isna().all(axis=None)


def test_a_gap_in_the_oldest_year_is_not_the_oldest_figure():
    hidden = PUBLISHED.astype({"state": str})
    name = voivodeship_figures(EDITION)["indicator"].iloc[0]
    (variable,) = EDITION.catalogue.indicator(name).formula.names
    first = (hidden["voivodeship"] == "12") & (hidden["variable"] == variable)
    oldest = int(hidden.loc[first, "year"].min())
    hidden.loc[first & (hidden["year"] == oldest), ["value", "state"]] = [np.nan, "missing"]
    assert figures(hidden).set_index("indicator").loc[name, "first_year"] > oldest


def test_nothing_published_is_a_table_without_rows():
    table = figures(PUBLISHED.iloc[:0])
    assert table.empty
    assert list(table.columns) == list(COLUMNS)
    assert table["year"].dtype == pd.Int64Dtype()
