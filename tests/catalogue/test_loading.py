"""The catalogue's files fit together, and a mistake in one is told with its file and line."""

import shutil
import time
from pathlib import Path

import pytest

from pes_analysis.catalogue import UnknownIdError, load_catalogue
from pes_analysis.catalogue.loading import PACKAGED
from pes_analysis.catalogue.strict_yaml import YamlError

MONEY = "county_indicators/money.yml"
VARIABLES = "county_variables.yml"
ASKED = "organisation_variables/money.yml"
ECONOMIC = "organisation_indicators/economic.yml"


@pytest.fixture
def broken(tmp_path):
    """Copy the catalogue, change one file, and say on which line the change stands."""

    def _break(name: str, old: str, new: str, marker: str | None = None) -> tuple[Path, Path, int]:
        folder = tmp_path / "catalogue"
        shutil.copytree(PACKAGED, folder)
        file = folder / name
        text = file.read_text(encoding="utf-8")
        assert old in text, "the test no longer fits the catalogue"
        line = text[: text.index(marker or old)].count("\n") + 1
        file.write_text(text.replace(old, new, 1), encoding="utf-8")
        return folder, file, line

    return _break


@pytest.mark.parametrize(
    ("name", "old", "new", "marker", "said"),
    [
        (
            MONEY,
            "decimals: 0",
            "decimls: 0",
            None,
            "'indicators.county_spending_per_capita.decimls': unknown key",
        ),
        (MONEY, "unit: percent", "unit: per_cent", None, "there is no unit 'per_cent'"),
        (MONEY, "area: budgets", "area: purses", None, "there is no area 'purses'"),
        (MONEY, "dimension: money", "dimension: cash", None, "there is no dimension 'cash'"),
        (
            MONEY,
            "level: county",
            "level: commune",
            None,
            "allowed values: 'county', 'voivodeship' or 'organisation'; got 'commune'",
        ),
        (
            MONEY,
            "formula: county_spending_pln / pop",
            "formula: county_spending_pln / people",
            None,
            "there is no variable 'people'",
        ),
        (
            MONEY,
            "formula: county_spending_pln / pop",
            "formula: county_spending_pln // pop",
            None,
            "character 1: this operation is not part of the language",
        ),
        (
            MONEY,
            "formula: county_spending_pln / pop",
            "formula: voi_ngo_per_10k / pop",
            None,
            "is of another level (voivodeship)",
        ),
        (
            MONEY,
            "formula: county_spending_pln / pop",
            "formula: exp_jst / pop",
            None,
            "the variable 'exp_jst' awaits its data",
        ),
        (
            MONEY,
            '    range: ["1.5", "4"]\n',
            "",
            "  offers_per_task:",
            "the key 'range' is needed with 'polarity: nominant'",
        ),
        (MONEY, '["1.5", "4"]', '["4", "1.5"]', "  offers_per_task:", "must start below its end"),
        (
            MONEY,
            "availability: awaiting",
            "availability: available",
            "  county_own_revenue_share:",
            "the key 'awaiting' (which data) is needed",
        ),
        (MONEY, "  county_investment_per_capita:", "  county_spending_per_capita:", None, "already on line"),
        ("county_indicators/supply.yml", "  cis_per_100k:", "  unemployment_rate:", None, "is already at"),
        (
            MONEY,
            "    area: budgets",
            "    id: other\n    area: budgets",
            None,
            "'indicators.county_spending_per_capita.id': this already follows from the place in the file",
        ),
        (MONEY, 'en: "Bidders for public tasks"', 'en: ""', 'plain: {pl: "Chętni', "the text is empty"),
        (MONEY, ', en: "Bidders for public tasks"', "", 'plain: {pl: "Chętni', "this key is missing"),
        (VARIABLES, "weight: pop", "weight: popul", None, "there is no variable 'popul'"),
        (VARIABLES, "    weight: pop\n", "", "  pop_pre_working_pct:", "the key 'weight' is needed"),
        (VARIABLES, "  pop:\n", "  Pop:\n", None, "does not match the pattern"),
        (
            "county_variables_awaited.yml",
            "over: service_areas",
            "over: services",
            None,
            "there is no closed list 'services'",
        ),
        (
            "county_variables_awaited.yml",
            "  need_s:\n",
            "  need_x:\n",
            "    over: service_areas",
            "the name must end in the index",
        ),
        ("closed_lists/service_areas.yml", "index: s", "index: k", None, "the index 'k' belongs to the list"),
        (
            "closed_lists/revenue_classes.yml",
            "{id: state,",
            "{id: jst,",
            "  revenue_classes:",
            "is on the list twice",
        ),
        ("closed_lists/at_risk_groups.yml", "2022-10-30", "30.10.2022", None, "a date YYYY-MM-DD is needed"),
        (
            "thresholds.yml",
            "indicator: residents_per_social_worker",
            "indicator: none",
            None,
            "no indicator 'none'",
        ),
        (
            "thresholds.yml",
            "    unit: percent\n",
            "",
            "  chk_zaz_70:",
            "'value' and 'unit' are given together",
        ),
        ("units.yml", '    symbol: {pl: "os.", en: "persons"}\n', "", "  persons:", "this key is missing"),
        (ASKED, "part_of: revenue_total", "part_of: revenue", None, "there is no variable 'revenue'"),
        (ASKED, "applies_to: all", "applies_to: [cls]", None, "there is no type of organisation 'cls'"),
        (ASKED, "applies_to: all", "applies_to: everybody", None, "a list is needed"),
        (ASKED, "section: money", "section: coins", "  revenue_total:", "no questionnaire section 'coins'"),
        (ASKED, "    kind: amount\n", "", "  revenue_total:", "the key 'kind' is missing"),
        (ASKED, "    minimum: 0\n", "    minimum: 9\n    maximum: 9\n", "  revenue_total:", "must be below"),
        (ASKED, "    minimum: 0\n", "    aggregation: sum\n", None, "this key is not used at this level"),
        (
            VARIABLES,
            "    aggregation: sum\n",
            "    kind: count\n    aggregation: sum\n",
            None,
            "not used",
        ),
        (VARIABLES, "    aggregation: sum\n", "", "  pop:", "the key 'aggregation' is missing"),
        (
            "organisation_variables/participants.yml",
            "  waiting_list:",
            "  revenue_sales:",
            None,
            "the column 'revenue_sales' already belongs to 'revenue_k'",
        ),
        (
            ECONOMIC,
            "formula: equity / revenue_total",
            "formula: equity / pop",
            None,
            "of another level (county)",
        ),
        (ECONOMIC, "formula: equity / revenue_total", "formula: equity / sold", None, "no variable 'sold'"),
        (ECONOMIC, "dimension: economic", "dimension: money", None, "'money' is of another level (county)"),
        (ECONOMIC, "applies_to: [ss, ngo, zaz, owes, ps]", "applies_to: [ss, fundacja]", None, "'fundacja'"),
        (
            ECONOMIC,
            "    applies_to: [ss, ngo, zaz, owes, ps]\n",
            "",
            "  equity_to_revenue:",
            "'applies_to' is missing",
        ),
        (ECONOMIC, 'warn: "0.10"', 'warn: "0.30"', "    scale:", "each anchor must be better"),
        (ECONOMIC, '      warn: "0.10"\n', "", "    scale:", "this key is missing"),
        (ECONOMIC, 'reference: "0.25"', 'reference: "n/a"', None, "a number is needed"),
        (MONEY, "    area: budgets", "    cap: 1\n    area: budgets", None, "for organisations only"),
        (
            "organisation_indicators/development.yml",
            "variable: bids_sent",
            "variable: bids_won2",
            None,
            "is not in the formula",
        ),
        (
            "checks.yml",
            "formula: fte > headcount",
            "formula: fte > heads",
            None,
            "there is no variable 'heads'",
        ),
        ("checks.yml", "severity: error", "severity: fatal", None, "allowed values: 'error' or 'warning'"),
        (
            "alarms.yml",
            "formula: months_cash < 1",
            "formula: month_cash < 1",
            None,
            "no variable 'month_cash'",
        ),
        ("alarms.yml", "applies_to: all", "applies_to: []", None, "applies_to"),
        (
            "composite.yml",
            "winsorise: [0.01, 0.99]",
            "winsorise: [0.99, 0.01]",
            None,
            "must be below the upper",
        ),
        ("composite.yml", "at_least: 40", "at_least: 90", "  bands:", "must start at 0 and go up"),
        ("claims.yml", "softened_at: 0.80", "softened_at: 0.99", None, "must be below that of a plain one"),
        (
            "composite.yml",
            "indicators: [equity_to_revenue,",
            "indicators: [equity_to_income, equity_to_revenue,",
            None,
            "no indicator of organisations 'equity_to_income'",
        ),
        ("yearly_constants.yml", "  cpi_index:", "  cpi:", None, "there is no constant 'cpi'"),
        (
            "yearly_constants.yml",
            "{year: 2020, value: 1.034}",
            "{year: 2019, value: 1.034}",
            "    values:",
            "without repeats",
        ),
        (
            "thresholds.yml",
            "formula: headcount >= 3",
            "formula: heads >= 3",
            None,
            "there is no variable 'heads'",
        ),
        ("dimensions.yml", "{id: income,", "{id: stability,", None, "the area 'stability' is already in"),
    ],
)
def test_a_mistake_is_told_with_its_file_and_line(broken, name, old, new, marker, said):
    folder, file, line = broken(name, old, new, marker)
    with pytest.raises(YamlError) as refused:
        load_catalogue(folder)
    assert said in refused.value.en
    assert f"{file}:{line}: " in refused.value.en
    assert f"{file}:{line}: " in refused.value.pl


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(YamlError, match=r"units\.yml"):
        load_catalogue(tmp_path)


def test_the_same_catalogue_is_read_once():
    assert load_catalogue() is load_catalogue()


def test_loading_takes_less_than_a_quarter_of_a_second():
    times = []
    for _ in range(3):
        start = time.process_time()
        load_catalogue.__wrapped__()
        times.append(time.process_time() - start)
    assert min(times) < 0.25


def test_nothing_in_the_catalogue_can_be_changed():
    indicator = load_catalogue().indicator("unemployment_rate")
    with pytest.raises(ValueError, match="frozen"):
        indicator.decimals = 3


@pytest.mark.parametrize(
    "look_up",
    [
        "indicator",
        "variable",
        "dimension",
        "unit",
        "threshold",
        "closed_list",
        "term",
        "entity_type",
        "check",
        "alarm",
        "constant",
    ],
)
def test_a_name_that_is_not_there_is_an_error_in_both_languages(look_up):
    with pytest.raises(UnknownIdError) as refused:
        getattr(load_catalogue(), look_up)("no_such_thing")
    assert "no_such_thing" in refused.value.pl
    assert "no_such_thing" in refused.value.en


def test_indicators_are_chosen_by_level_dimension_and_availability():
    catalogue = load_catalogue()
    county = catalogue.indicators()
    assert {one.level for one in county} == {"county"}
    assert county == catalogue.indicators("county")
    available = catalogue.indicators(available=True)
    awaiting = catalogue.indicators(available=False)
    assert set(county) == {*available, *awaiting}
    assert {one.dimension for one in catalogue.indicators(dimension="supply")} == {"supply"}
    assert all(one.id.startswith("voi_") for one in catalogue.variables("voivodeship"))


def test_a_variable_belongs_to_its_level():
    catalogue = load_catalogue()
    assert catalogue.variable("residents", "organisation").level == "organisation"
    with pytest.raises(UnknownIdError, match="residents"):
        catalogue.variable("residents")
    with pytest.raises(UnknownIdError, match="pop"):
        catalogue.variable("pop", "organisation")


def test_a_family_is_put_out_into_a_column_for_each_item_of_its_list():
    catalogue = load_catalogue()
    family = catalogue.variable("service_area_s", "organisation")
    columns = catalogue.columns_of(family)
    assert [column.id for column in columns] == [
        f"service_area_{item.id}" for item in catalogue.closed_list("service_areas").items
    ]
    assert catalogue.variable(columns[0].id, "organisation") == columns[0]
    assert {column.part_of for column in columns} == {family.part_of}
    names = catalogue.variable_names("pl", "organisation")
    assert names["service_area_home_care"] == "Obszar usług: Usługi opiekuńcze"
    assert names["service_area_s"] == "Obszar usług"


def test_a_word_for_many_types_stands_for_all_of_them_and_the_status_belongs_to_entities():
    catalogue = load_catalogue()
    every = {one.id for one in catalogue.entity_types}
    assert set(catalogue.variable("headcount", "organisation").applies_to) == every
    entities = {one.id for one in catalogue.entity_types if one.kind != "public"}
    assert set(catalogue.variable("cost_total", "organisation").applies_to) == entities
