"""A researcher's table: which column is what, every cell a number, every slip named with its place."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pes_analysis.catalogue import load_catalogue
from pes_analysis.intake.figure_table import figure_table, read_figure_table
from pes_analysis.protect.errors import PesError

CATALOGUE = load_catalogue()


@pytest.fixture
def read(tmp_path):
    def _read(content: str, level="organisation", **options):
        path = tmp_path / "table.csv"
        path.write_text(content, encoding="utf-8")
        return read_figure_table(path, CATALOGUE, level, **options)

    return _read


def of_frame(**columns):
    return figure_table(pd.DataFrame(columns), CATALOGUE, "organisation")


def test_figures_as_poles_write_them(read):
    table = read(
        "id;year;headcount;revenue_total;cash;equity;net_result\n"
        "a;2024;1 234;1\u00a0234\u00a0567,50;b.d.;x;-12,5\n"
        "b;2024;0;.;–;#;−3\n"
    )
    assert table.figures.index.tolist() == [("a", 2024), ("b", 2024)]
    assert table.figures["headcount"].tolist() == [1234, 0]
    assert table.figures["revenue_total"].tolist()[0] == 1_234_567.5
    assert table.figures["cash"].isna().all()
    assert table.figures["net_result"].tolist() == [-12.5, -3]
    assert table.states is not None
    assert list(table.states.columns) == ["equity"]
    assert table.states["equity"].tolist() == ["not_applicable", "suppressed"]
    rules = {(finding.column, finding.rule, finding.line) for finding in table.repairs}
    assert ("revenue_total", "thousands_mark", 2) in rules
    assert ("cash", "dash_as_missing", 3) in rules


def test_a_clean_table_needs_no_repairs_and_has_no_states():
    table = of_frame(id=["a"], headcount=[3], cash=[2.5])
    assert (table.states, table.codes, table.has_years) == (None, None, False)
    assert (table.doubts, table.repairs, dict(table.unknown)) == ((), (), {})


def test_names_of_columns_may_be_polish_or_in_capitals(read):
    table = read("Organisation_ID;ROK;Typ;HEADCOUNT;revenue_1.5pct\na;2024;cis;3;7\n")
    assert list(table.figures.columns) == ["headcount", "revenue_tax_share"]
    assert table.figures.index.tolist() == [("a", 2024)]
    assert table.codes.tolist() == [frozenset({"cis"})]


def test_a_second_name_of_the_unit_is_one_more_column(read):
    table = read("id;teryt;headcount\na;1201;3\n")
    assert table.figures.index.get_level_values("id").tolist() == ["a"]
    assert dict(table.unknown) == {"teryt": ""}


def test_unknown_columns_are_left_aside_with_a_hint(read):
    table = read("id;headcuont;notes;\na;7;hello;\n")
    assert dict(table.unknown) == {"headcuont": "headcount", "notes": ""}
    assert table.figures.shape == (1, 0)


@pytest.mark.parametrize(
    ("written", "codes"),
    [
        ("CIS", {"cis"}),
        (" ngo ", {"ngo"}),
        ("SS+PS", {"ss", "ps"}),
        ("ss, ps", {"ss", "ps"}),
        ("PS", {"ps"}),
    ],
)
def test_types_may_be_several(written, codes):
    assert of_frame(id=["a"], type=[written]).codes.tolist() == [frozenset(codes)]


def test_the_status_of_a_social_enterprise_may_be_a_column_of_its_own():
    table = of_frame(id=["a", "b", "c"], type=["ss", "ss", "ss"], has_ps_status=["tak", "nie", None])
    assert table.codes.tolist() == [frozenset({"ss", "ps"}), frozenset({"ss"}), frozenset({"ss"})]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("name;headcount\na;1\n", "The column 'id' that names the unit is missing"),
        ("id;headcount;Headcount\na;1;2\n", "The column 'headcount' stands twice"),
        ("id;headcount\n ;1\n", "line 2, column 'id': The name of the unit is missing"),
        ("id;headcount\na;1\nb;2\na;3\n", "line 4, column 'id': The unit 'a' already has figures on line 2"),
        ("id;year\na;2024\na;2024\n", "line 3, column 'id': The unit 'a' already has figures for this year"),
        ("id;year\na;24\n", "line 2, column 'year': '24' is not a year"),
        ("id;year\na;\nb;2024\n", "line 2, column 'year': '' is not a year"),
        ("id;rok\na;2024-01-31\n", "line 2, column 'rok': '2024-01-31' is not a year"),
        ("id;type\na;CSI\n", "line 2, column 'type': There is no type of organisation 'csi'"),
        ("id;type\na;SS+XX\n", "There is no type of organisation 'xx'"),
        ("id;type\na;CIS\nb;\n", "line 3, column 'type': The type of organisation is missing"),
        ("id;headcount\na;dwa\n", "line 2, column 'headcount': 'dwa' is not a number"),
        ("id;headcount\na;1.234\n", "line 2, column 'headcount': '1.234' can be read as 1234 or as 1,234"),
        ("id;headcount\na;12%\n", "line 2, column 'headcount': The value 12% has a % sign"),
        ("id;headcount\na;1e999\n", "line 2, column 'headcount': 'inf' is not a finite number"),
        ("id;headcount\na;TRUE\n", "line 2, column 'headcount': 'TRUE' is not a number"),
        ("id;headcount\na;2024-01-31\n", "'2024-01-31' is not a number"),
    ],
)
def test_a_slip_is_named_with_its_line_and_column(read, content, said):
    with pytest.raises(PesError) as refused:
        read(content)
    assert said in refused.value.en
    assert refused.value.pl.startswith("Liczba problemów w danych: ")


def test_problems_of_all_columns_are_told_together(read):
    with pytest.raises(PesError) as refused:
        read("id;year;type;headcount;fte\na;x;y;z;1\na;2024;cis;1;w\n")
    assert refused.value.en.startswith("Problems in the data: 4.")


def test_a_frame_may_have_its_keys_in_the_index_and_its_figures_as_text():
    index = pd.MultiIndex.from_tuples([("a", 2023), ("a", 2024)], names=["id", "year"])
    frame = pd.DataFrame(
        {"revenue_total": ["1 000,5", None], "cash": pd.array([1, None], dtype="Int64")}, index
    )
    table = figure_table(frame, CATALOGUE, "organisation")
    assert table.figures.index.tolist() == index.tolist()
    np.testing.assert_array_equal(table.figures, [[1000.5, 1.0], [np.nan, np.nan]])


def test_units_and_years_may_be_numbers_of_any_kind():
    table = of_frame(id=[1201.0, 1202.0], year=[2024.0, 2024.0], headcount=[1, 2])
    assert table.figures.index.tolist() == [("1201", 2024), ("1202", 2024)]


def test_an_empty_frame_is_refused():
    with pytest.raises(PesError, match="no rows"):
        of_frame(id=[], headcount=[])


def test_what_hardly_can_be_so_is_doubted_but_kept():
    table = of_frame(
        id=["a", "b", "c"], headcount=[10, -3, 5], emp_at_risk=[4, 1, 9], decision_score=[10, 11, 12]
    )
    assert table.figures["headcount"].tolist() == [10, -3, 5]
    assert {(one.rule, one.column, one.line) for one in table.doubts} == {
        ("below_minimum", "headcount", 2),
        ("above_maximum", "decision_score", 2),
        ("above_whole", "emp_at_risk", 2),
    }
    assert "Values above 10: 2, the first is 11." in {
        one.message_en.partition(" Check")[0] for one in table.doubts
    }


@pytest.mark.parametrize(("jst", "doubted"), [(1, True), (2, False)])
def test_partners_by_sector_are_held_against_all_partners(jst, doubted):
    table = of_frame(
        id=["a"], ties=[3], ties_jst=[jst], ties_pes=[1], ties_business=[0], ties_science=[0], ties_other=[0]
    )
    assert [one.rule for one in table.doubts] == ["parts_not_whole"] * doubted
    if doubted:
        assert table.doubts[0].column == "ties"
        assert "'ties': 1, the first 2 instead of 3" in table.doubts[0].message_en


def test_revenue_by_source_may_be_rounded_and_gaps_say_nothing():
    items = [one.id for one in CATALOGUE.columns_of(CATALOGUE.variable("revenue_k", "organisation"))]
    parts = {item: [0, 0, 0] for item in items} | {"revenue_sales": [995, 980, None]}
    table = of_frame(id=["a", "b", "c"], revenue_total=[1000, 1000, 1000], **parts)
    assert [(one.rule, one.line) for one in table.doubts] == [("parts_not_whole", 2)]
    del parts["revenue_other"]
    assert of_frame(id=["a", "b", "c"], revenue_total=[1000, 1000, 1000], **parts).doubts == ()


def test_a_lost_zero_of_a_county_is_put_back_and_strangers_are_doubted():
    frame = pd.DataFrame({"teryt": [1201, 201, 203, 999, 12], "pop": [1, 2, 3, 4, 5]})
    table = figure_table(frame, CATALOGUE, "county", counties={"0201", "0203", "1201"})
    assert table.figures.index.get_level_values("id").tolist() == ["1201", "0201", "0203", "999", "12"]
    assert [(one.rule, one.column, one.line) for one in table.repairs] == [("lost_zero", "teryt", 2)]
    assert [(one.rule, one.line) for one in table.doubts] == [("unknown_county", 4)]
    assert "the first is 201. It was read as 0201" in table.repairs[0].message_en


def test_a_county_with_and_without_its_zero_stands_twice():
    frame = pd.DataFrame({"teryt": ["0201", "201"], "pop": [1, 2]})
    with pytest.raises(PesError, match="The unit '0201' already has figures"):
        figure_table(frame, CATALOGUE, "county", counties={"0201"})


def test_counties_have_variables_of_their_own_and_no_types(read):
    table = read("teryt;year;pop;unemployed;type;headcount\n0201;2024;1000;5;CIS;1\n", level="county")
    assert list(table.figures.columns) == ["pop", "unemployed"]
    assert table.codes is None
    assert table.figures.index.tolist() == [("0201", 2024)]
    assert set(table.unknown) == {"type", "headcount"}


def test_a_share_of_a_county_may_have_a_percent_sign(read):
    assert read("id;unemployment_rate_pct\na;5,3%\n", level="county").figures.iloc[0, 0] == 5.3


def test_sets_are_spread_into_columns(read):
    table = read(
        "id;service_areas;tie_sector;tie_intensity;dm_theme\n"
        'a;"home_care; Addiction";jst|pes|jst;"1;3;4";"3;4;2,5;5;1;0;3"\n'
        "b;0;0;;b.d.\n"
        "c;x;other;2;\n"
    )
    values = table.figures.droplevel("year")
    areas = [name for name in values if name.startswith("service_area_")]
    assert values.loc["a", areas].sum() == 2
    assert values.loc["a", ["service_area_home_care", "service_area_addiction"]].tolist() == [1, 1]
    assert values.loc["b", areas].sum() == 0
    assert values.loc["c", areas].isna().all()
    assert table.states["service_area_home_care"].tolist() == ["value", "value", "not_applicable"]
    assert values.loc["a", ["ties_jst", "ties_pes", "ties_other", "ties"]].tolist() == [2, 1, 0, 3]
    assert values["ties"].tolist() == [3, 0, 1]
    assert values.loc["a", [f"ties_intensity_{level}" for level in "1234"]].tolist() == [1, 0, 1, 1]
    assert values.loc["b", "ties_intensity_1":"ties_intensity_4"].isna().all()
    assert values.loc["a", "dm_theme_uses":"dm_theme_skills"].tolist() == [3, 4, 2.5, 5, 1, 0, 3]
    assert values.loc[["b", "c"], "dm_theme_uses"].isna().all()


def test_a_number_of_partners_that_is_given_is_kept():
    table = of_frame(id=["a"], tie_sector=["jst;pes"], ties=[5])
    assert table.figures["ties"].tolist() == [5]


@pytest.mark.parametrize(
    ("columns", "said"),
    [
        ({"service_areas": "home_care;gardening"}, "'gardening' is not on the list: social_reintegration"),
        ({"service_areas": "home_care;home_care"}, "'home_care' stands twice in one cell"),
        ({"tie_sector": "jst;church"}, "'church' is not on the list: jst, pes"),
        ({"tie_intensity": "1;5"}, "'5' is not on the list: 1, 2, 3, 4"),
        ({"dm_theme": "1;2;3"}, "There are 3 numbers instead of 7"),
        ({"dm_theme": "1;2;3;4;five;6;7"}, "'five' is not a number"),
        (
            {"service_areas": "home_care", "service_area_housing": 1},
            "'service_areas' and 'service_area_housing'",
        ),
    ],
)
def test_a_set_that_cannot_be_read_is_refused(columns, said):
    with pytest.raises(PesError) as refused:
        of_frame(id=["a"], **{name: [value] for name, value in columns.items()})
    assert said in refused.value.en


@given(st.lists(st.floats(0, 1e9).map(lambda value: round(value, 2)), min_size=1, max_size=20))
@settings(max_examples=40, deadline=None)
def test_a_number_means_the_same_however_it_is_written(numbers):
    ids = [f"u{place}" for place in range(len(numbers))]
    plain = of_frame(id=ids, cash=numbers).figures["cash"]
    polish = of_frame(
        id=ids, cash=[f"{number:,.2f}".replace(",", "\u00a0").replace(".", ",") for number in numbers]
    )
    np.testing.assert_array_equal(polish.figures["cash"], plain)
