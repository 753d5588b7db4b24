import pytest
from pydantic import ValidationError

from pes_analysis.catalogue.strict_yaml import YamlError, read_strict_yaml
from pes_analysis.catalogue.validation import validate
from pes_analysis.measure.composite.recipe import Recipe


def read(tmp_path, text):
    file = tmp_path / "recipe.yml"
    file.write_text(text, encoding="utf-8")
    return validate(Recipe, read_strict_yaml(file))


GOOD = """\
name: life
years: each_year
indicators:
  - name: jobs
    polarity: stimulant
    weight: 2
    path: [work, market]
  - name: wages
    polarity: nominant
    range: [4, 6.5]
    path: [work, pay]
steps:
  treat: {method: winsorise, most_points: 3, otherwise: none}
  normalise: {method: minmax, scale: [1, 100]}
  weights: {groups: {market: 3}}
  aggregate: {method: [arithmetic, geometric, harmonic], least_available: 0.5}
"""


def test_a_recipe_is_read_from_a_file_of_texts(tmp_path):
    recipe = read(tmp_path, GOOD)
    assert recipe.indicators[1].range == (4.0, 6.5)
    assert recipe.steps.aggregate.method == ("arithmetic", "geometric", "harmonic")
    assert recipe.steps.aggregate.least_available == (0.5,)
    assert recipe.hierarchy.groups == ("life", "work", "market", "pay")


def test_a_recipe_written_out_with_its_defaults_reads_as_the_same(tmp_path):
    recipe = read(tmp_path, GOOD)
    assert Recipe.model_validate(recipe.model_dump(exclude_none=True, exclude_unset=True)) == recipe


WRONG = {
    "upside_down": (GOOD.replace("[4, 6.5]", "[7, 6.5]"), 10, "Swap them"),
    "range_of_a_stimulant": (GOOD.replace("polarity: nominant", "polarity: stimulant"), 8, "only to it"),
    "nominant_without_range": (GOOD.replace("    range: [4, 6.5]\n", ""), 8, "only to it"),
    "unequal_depth": (GOOD.replace("[work, pay]", "[work]"), 8, "levels"),
    "two_places": (GOOD.replace("[work, pay]", "[home, market]"), 8, "two places"),
    "doubled": (GOOD.replace("name: wages", "name: jobs"), 8, "two places"),
    "reserved": (GOOD.replace("name: wages", "name: year"), 8, "column of the data"),
    "named_as_the_index": (GOOD.replace("name: wages", "name: life"), 8, "two places"),
    "foreign_option": (GOOD.replace("method: minmax", "method: zscore"), 14, "belongs to"),
    "unused_winsorising": (GOOD.replace("method: winsorise", "method: log_ct"), 13, "winsorise"),
    "unknown_group": (GOOD.replace("{market: 3}", "{markt: 3}"), 15, "no group 'markt'"),
    "wrong_levels": (GOOD.replace("[arithmetic, geometric, harmonic]", "[arithmetic, geometric]"), 16, "3"),
    "no_goalposts": (GOOD.replace("method: minmax", "method: goalposts"), 4, "goalposts"),
    "no_exponent": (
        GOOD.replace("[arithmetic, geometric, harmonic]", "generalised"), 16, "exponent"
    ),
    "unknown_method": (GOOD.replace("method: minmax", "method: minimax"), 14, "minimax"),
    "misspelt_key": (GOOD.replace("polarity: stimulant", "polarty: stimulant"), 5, "polarty"),
    "negative_weight": (GOOD.replace("weight: 2", "weight: -2"), 6, "weight"),
}  # fmt: skip


@pytest.mark.parametrize("name", WRONG)
def test_what_is_wrong_is_told_with_its_line(tmp_path, name):
    text, line, words = WRONG[name]
    with pytest.raises(YamlError) as refused:
        read(tmp_path, text)
    assert f"recipe.yml:{line}:" in refused.value.en
    assert words in refused.value.en
    assert refused.value.pl != refused.value.en


def test_a_group_method_without_a_group_is_refused():
    rules = [{"name": "a", "polarity": "stimulant"}]
    with pytest.raises(ValidationError, match="column of groups"):
        Recipe.model_validate({"indicators": rules, "steps": {"impute": {"method": "group_mean"}}})
