from datetime import date

import pandas as pd

from pes_analysis.catalogue import Text
from pes_analysis.catalogue.service_needs import ServiceNeeds, load_service_needs
from pes_analysis.compare.figures import lay_out_figures
from pes_analysis.diagnose.service_needs import rank_needs
from pes_analysis.diagnose.shared import shared_by_counties
from pes_analysis.edition import open_edition_data

WORDS = Text(pl="x", en="x")
NEEDS = ServiceNeeds(
    valid_from=date(2026, 1, 1),
    origin="P",
    source=WORDS,
    greatest=1,
    areas={
        "housing": {"flats": "lower"},
        "violence": {"reports": "higher", "calls": "higher"},
        "addiction": {"unknown": "higher"},
    },
)


def rows(indicator, year, values):
    return pd.DataFrame(
        {"teryt": list("abcde"), "year": year, "indicator": indicator, "value": values, "state": "value"}
    )


FIGURES = lay_out_figures(
    pd.concat(
        [
            rows("flats", 2022, [5.0, 1, 2, 3, 4]),
            rows("reports", 2020, [3.0, 1, 2, 4, 5]),
            rows("calls", 2021, [9.0, 9, 1, 1, 1]),
        ]
    ),
    [],
)


def test_need_is_the_share_of_others_that_are_better_off():
    table = rank_needs(FIGURES, NEEDS, "a", list("bcde")).set_index("area")
    # Two of four report less, and three of four call less, one as often: (50 + 87.5) / 2.
    assert table.loc["violence", ["need", "rank", "top"]].tolist() == [68.75, 1, True]
    assert table.loc["violence", ["oldest_year", "newest_year"]].tolist() == [2020, 2021]
    assert table.loc["housing", ["need", "rank", "top"]].tolist() == [0, 2, False]


def test_an_unknown_need_is_last_and_no_rank():
    row = rank_needs(FIGURES, NEEDS, "a", list("bcde")).iloc[-1]
    assert row["area"] == "addiction"
    assert pd.isna(row["rank"])
    assert not row["top"]


def test_every_county_of_the_demonstration_has_five_greatest_needs():
    edition = open_edition_data("malopolskie-2024")
    figures, needs = shared_by_counties(edition).figures, load_service_needs()
    for teryt in edition.region_counties:
        others = [one for one in edition.region_counties if one != teryt]
        table = rank_needs(figures, needs, teryt, others)
        assert table["top"].sum() == needs.greatest
        assert table["need"].dropna().between(0, 100).all()
        assert table["newest_year"].dropna().max() <= edition.parameters.year
