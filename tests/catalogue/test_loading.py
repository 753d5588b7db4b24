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
    "look_up", ["indicator", "variable", "dimension", "unit", "threshold", "closed_list", "term"]
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
