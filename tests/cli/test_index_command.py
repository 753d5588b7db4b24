"""``pes index`` as a researcher meets it: from a table and a recipe to a folder, and where it stops."""

import re
import subprocess
from pathlib import Path

import pandas as pd
import pytest
from command_here import pes_here

from pes_analysis.commands.index import index
from pes_analysis.commands.recipe import recipe
from pes_analysis.protect.errors import PesError

UNITS = [
    "bocheński",
    "brzeski",
    "chrzanowski",
    "dąbrowski",
    "gorlicki",
    "krakowski",
    "limanowski",
    "miechowski",
]
ROWS = [
    "5,2;12,1;14",
    "6,1;9,5;22",
    "5,9;14,2;31",
    "9,4;6,1;18",
    "6,6;8,8;.",
    "3,1;15,5;25",
    "7,9;5,2;40",
    "6,0;7,7;9",
]
TABLE = "unit;powiat;bezrobocie;zlobki;rodziny;ludnosc;uwagi\n" + "".join(
    f"{unit};{'AB'[at % 2]};{row};{50_000 + 9_000 * at};0\n"
    for at, (unit, row) in enumerate(zip(UNITS, ROWS, strict=True))
)
RECIPE = """\
name: warunki życia
indicators:
  - {name: bezrobocie, polarity: destimulant, path: [praca]}
  - {name: zlobki, polarity: stimulant, path: [opieka], weight: 2}
  - {name: rodziny, polarity: destimulant, denominator: ludnosc, path: [opieka]}
steps:
  impute: {method: median}
  treat: {method: winsorise}
  normalise: {method: minmax, scale: [1, 100]}
  aggregate: {method: [arithmetic, geometric]}
"""
ROBUSTNESS = """\
robustness:
  replications: 500
  sensitivity: 64
  noise:
    bezrobocie: {kind: proportion, of: ludnosc, per: 100}
  variants:
    normalise: [{method: percentile_rank, scale: [1, 100]}]
"""


def run(folder: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return pes_here(folder, "index", *arguments, **environment)


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "data.csv").write_text(TABLE, encoding="utf-8")
    (tmp_path / "recipe.yml").write_text(RECIPE + ROBUSTNESS, encoding="utf-8")
    return tmp_path


ARGUMENTS = ("data.csv", "--recipe", "recipe.yml", "--output", "out")


def test_everything_that_was_promised_is_in_the_folder(folder):
    done = run(folder, *ARGUMENTS)
    assert done.returncode == 0, done.stderr
    names = {str(path.relative_to(folder / "out")) for path in (folder / "out").rglob("*") if path.is_file()}
    assert names == {
        "scores.csv", "ranks.csv", "weights.csv", "coverage.csv", "contributions.csv", "indicators.csv",
        "imputed_cells.csv", "treatment.csv", "treated_points.csv", "correlations.csv", "coherence.csv",
        "leave_one_out.csv", "better.csv", "choices.csv", "sensitivity.csv", "sensitivity_units.csv",
        "repairs.csv", "recipe.yml", "report.pl.md", "report.en.md", "report.pl.html", "report.en.html",
        "ranking.pl.svg", "ranking.en.svg",
        *(f"stages/{at}_{stage}.csv" for at, stage in enumerate(
            ("raw", "denominated", "imputed", "treated", "normalised"), start=1)),
    }  # fmt: skip
    scores = pd.read_csv(folder / "out" / "scores.csv")
    assert list(scores) == ["unit", "warunki życia", "praca", "opieka"]
    ranks = pd.read_csv(folder / "out" / "ranks.csv", index_col="unit")
    assert ranks.loc["krakowski", "rank"] == 1
    assert (ranks["rank_low"] <= ranks["rank_high"]).all()
    contributions = pd.read_csv(folder / "out" / "contributions.csv", index_col="unit")
    pd.testing.assert_series_equal(
        contributions.sum(axis=1), scores.set_index("unit")["warunki życia"], check_names=False
    )
    assert "uzupełnianie braków (median): komórki: 1" in done.stdout
    assert "Kolumny, których przepis nie używa: uwagi." not in done.stderr
    assert "Przecinek dziesiętny odczytano jako kropkę: bezrobocie (8), zlobki (8)." in done.stderr


def test_the_report_speaks_both_languages(folder):
    run(folder, *ARGUMENTS)
    polish = (folder / "out" / "report.pl.md").read_text(encoding="utf-8")
    english = (folder / "out" / "report.en.md").read_text(encoding="utf-8")
    assert polish.startswith("# Indeks złożony: warunki życia\n")
    assert english.startswith("# Composite index: warunki życia\n")
    assert re.search(r"\| 1 \| krakowski \| \d+,\d\d \| 1–\d \| \d+% \| \d+% \|", polish)
    assert re.search(r"\| 1 \| krakowski \| \d+\.\d\d \| 1–\d \| \d+% \| \d+% \|", english)
    assert polish.count("\n## ") == english.count("\n## ") == 4


def test_the_executed_recipe_makes_the_same_folder_again(folder):
    run(folder, *ARGUMENTS)
    again = run(folder, "data.csv", "--recipe", "out/recipe.yml", "--output", "again")
    assert again.returncode == 0, again.stderr
    for first in sorted((folder / "out").rglob("*.*")):
        assert (folder / "again" / first.relative_to(folder / "out")).read_bytes() == first.read_bytes()


def test_without_robustness_ranks_stand_alone_and_an_old_folder_is_replaced_whole(folder):
    run(folder, *ARGUMENTS)
    (folder / "recipe.yml").write_text(RECIPE, encoding="utf-8")
    done = run(folder, *ARGUMENTS, PES_LANG="en")
    assert done.stdout.splitlines()[-1] == "Files: 23. Begin with out/report.en.html."
    assert list(pd.read_csv(folder / "out" / "ranks.csv")) == ["unit", "warunki życia", "praca", "opieka"]
    assert not (folder / "out" / "better.csv").exists()


def test_a_folder_of_something_else_is_left_alone(folder):
    (folder / "out").mkdir()
    (folder / "out" / "thesis.docx").write_text("years of work", encoding="utf-8")
    done = run(folder, *ARGUMENTS)
    assert done.returncode == 2
    assert "out holds something else" in done.stderr
    assert (folder / "out" / "thesis.docx").read_text(encoding="utf-8") == "years of work"


def test_the_folder_in_which_a_user_keeps_table_and_recipe_is_not_replaced(folder):
    done = run(folder, "data.csv", "--recipe", "recipe.yml", "--output", ".")
    assert done.returncode == 2
    assert "'data.csv' for instance" in done.stderr
    assert (folder / "data.csv").read_text(encoding="utf-8") == TABLE


def test_a_recipe_written_by_hand_is_not_replaced_by_the_executed_one(folder):
    (folder / "mine").mkdir()
    (folder / "recipe.yml").rename(folder / "mine" / "recipe.yml")
    done = run(folder, "data.csv", "--recipe", "mine/recipe.yml", "--output", "mine")
    assert done.returncode == 2
    assert (folder / "mine" / "recipe.yml").read_text(encoding="utf-8") == RECIPE + ROBUSTNESS


def test_a_file_added_to_the_folder_of_an_index_is_not_lost_with_it(folder):
    run(folder, *ARGUMENTS)
    (folder / "out" / "stages" / "notes.txt").write_text("mine", encoding="utf-8")
    done = run(folder, *ARGUMENTS)
    assert done.returncode == 2
    assert "'stages/notes.txt'" in done.stderr


def test_a_name_that_a_spreadsheet_would_calculate_is_disarmed(folder):
    hostile = TABLE.replace("krakowski", "=1+1|**x**")
    (folder / "data.csv").write_text(hostile, encoding="utf-8")
    run(folder, *ARGUMENTS)
    assert "\n'=1+1|**x**," in (folder / "out" / "scores.csv").read_text(encoding="utf-8")
    report = (folder / "out" / "report.en.md").read_text(encoding="utf-8")
    assert r"\=1\+1\|\*\*x\*\*" in report


def table_of(cells):
    rows = (f"{unit};{cells.format(at=at)}\n" for at, unit in enumerate(UNITS))
    return "unit;bezrobocie;zlobki;rodziny;ludnosc\n" + "".join(rows)


def recipe_with(*pairs):
    text = RECIPE
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new)
    return text


NO_WEIGHT = [("weight: 2", "weight: 0"), ("denominator", "weight: 0, denominator")]
UPSIDE_DOWN = ("zlobki, polarity: stimulant", "zlobki, polarity: nominant, range: [9, 3]")
ZEROS = [(", scale: [1, 100]", ""), ("[arithmetic, geometric]", "geometric")]
WRONG = {
    "constant": (table_of("5;{at};{at};9"), RECIPE, "'bezrobocie'.*same value everywhere"),
    "other data": ("unit;x\na;1\nb;2\n", RECIPE, "other data"),
    "one unit": ("\n".join(TABLE.splitlines()[:2]), RECIPE, "one unit"),
    "doubled unit": (TABLE.replace("brzeski", "bocheński"), RECIPE, "'bocheński' stands twice"),
    "misspelt in data": (TABLE.replace("zlobki", "żłobki"), RECIPE, "'zlobki'.*closest name: 'żłobki'"),
    "all missing": (table_of("{at};.;{at};9"), RECIPE, "'zlobki' has no value"),
    "zero weights": (TABLE, recipe_with(*NO_WEIGHT), "'opieka'.*sum to zero"),
    "upside down": (TABLE, recipe_with(UPSIDE_DOWN), r"recipe\.yml:4.*Swap"),
    "geometric of zeros": (TABLE, recipe_with(*ZEROS), "above zero"),
    "unknown step": (TABLE, recipe_with(("  treat:", "  threat:")), r"recipe\.yml:8.*threat"),
    "unknown method": (TABLE, recipe_with(("winsorise", "winsorize")), r"recipe\.yml:8.*winsorize"),
    "zero denominator": (table_of("{at};1{at};{at};0"), RECIPE, "'ludnosc' of 'rodziny' is zero"),
    "no recipe": (TABLE, None, r"recipe\.yml"),
    "negative weight": (TABLE, recipe_with(("weight: 2", "weight: -2")), r"yml:4.*at least 0.*got '-2'"),
    "too many replications": (
        TABLE,
        RECIPE + "robustness: {replications: 10000000}\n",
        r"at most 100000.*got '10000000'",
    ),
    "too many levels": (
        TABLE,
        recipe_with(("[arithmetic, geometric]", "[arithmetic, arithmetic, geometric]")),
        "3 values are given.*One is needed, or 2",
    ),
    "no indicators": (TABLE, "indicators: []\n", "at least 1"),
    "weight of no group": (TABLE, RECIPE + "  weights: {groups: {prace: 2}}\n", "Groups.*: praca, opieka"),
    "weight of the index": (TABLE, RECIPE + "  weights: {groups: {warunki życia: 2}}\n", "no group"),
    "alternatives that clash": (
        TABLE,
        RECIPE + "robustness:\n  variants:\n    normalise: [{method: zscore}]\n",
        r"normalise: zscore.*above zero.*remove one of them from 'variants'",
    ),
    "bomb": (TABLE, "a: &a [x, x]\nb: &b [*a, *a]\nindicators: *b\n", "anchors"),
}


def test_a_faulty_indicator_is_the_only_complaint(folder):
    """That the list is now too short is no fault of its own."""
    (folder / "recipe.yml").write_text(recipe_with(("destimulant, path", "bad, path")), encoding="utf-8")
    with pytest.raises(PesError) as refused:
        index(folder / "data.csv", folder / "recipe.yml", folder / "out")
    assert len(refused.value.en.splitlines()) == 1


@pytest.mark.parametrize("name", WRONG)
def test_bad_input_stops_with_a_clear_error_and_writes_nothing(folder, name, monkeypatch):
    table, rules, words = WRONG[name]
    (folder / "data.csv").write_text(table, encoding="utf-8")
    (folder / "recipe.yml").unlink()
    if rules is not None:
        (folder / "recipe.yml").write_text(rules, encoding="utf-8")
    monkeypatch.chdir(folder)
    with pytest.raises(PesError) as refused:
        index(Path("data.csv"), Path("recipe.yml"), Path("out"))
    assert re.search(words, refused.value.en)
    assert refused.value.pl != refused.value.en
    assert not (folder / "out").exists()


def test_an_error_is_told_in_both_languages_without_a_traceback(folder):
    (folder / "data.csv").write_text("unit;x\na;1\n", encoding="utf-8")
    done = run(folder, *ARGUMENTS, PES_LANG="en")
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert done.stderr.startswith("The data hold none of the indicators of the recipe.")
    assert "Czy to przepis do innych danych?" in done.stderr


def test_a_recipe_is_drafted_from_the_table_and_never_over_another(folder):
    (folder / "recipe.yml").unlink()
    recipe(folder / "data.csv", folder / "recipe.yml")
    text = (folder / "recipe.yml").read_text(encoding="utf-8")
    assert re.findall("name: ([a-z]+), polarity", text) == [
        "bezrobocie",
        "zlobki",
        "rodziny",
        "ludnosc",
        "uwagi",
    ]
    assert "wartości: 7, braki: 1, od 9 do 40" in text
    assert "Kolumny z grupami: powiat." in text
    with pytest.raises(PesError, match="does not exist yet"):
        recipe(folder / "data.csv", folder / "recipe.yml")


@pytest.mark.parametrize(
    ("table", "words"),
    [("nazwa;a\nx;1\ny;2\n", "no column 'unit'"), ("unit;a\nx;tak\ny;nie\n", "no column holds numbers")],
)
def test_a_table_of_which_no_index_can_be_made_has_no_draft(folder, table, words):
    (folder / "data.csv").write_text(table, encoding="utf-8")
    with pytest.raises(PesError, match=words):
        recipe(folder / "data.csv", folder / "draft.yml")
    assert not (folder / "draft.yml").exists()
