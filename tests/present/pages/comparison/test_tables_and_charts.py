"""Tables and charts of comparisons say what the cards and the diagnosis say, and only what may be told."""

import re

import pandas as pd
import pytest

from pes_analysis.present.numbers import number

SIGNS = {"best": "▲", "worst": "▼", "typical": "■"}
OPEN = {"best": "△", "worst": "▽", "typical": "■"}


def test_scores_stand_with_their_marks_under_the_letter_of_each(opened, pages, language):
    page = pages("comparison spoldzielnie", language)
    view = opened.comparison("spoldzielnie", language).view
    table = page.tables["tbl-scores"]
    assert table.head[1:] == [f"{view.letter(unit)} {unit}" for unit in view.members]
    assert "".join(view.letter(unit) for unit in view.members) == "ABCDEF"
    for block, row in zip([("", ""), *view.blocks], table.rows, strict=True):
        assert row[0] == view.block_name(block)
        for unit, cell in zip(view.members, row[1:], strict=True):
            score = view.scores[unit, block]
            known = score["score"] == score["score"]
            signs = SIGNS if score["clear"] else OPEN
            expected = f"{number(score['score'], 0, view.language)} {signs[score['mark']]}" if known else "."
            assert cell == expected


def test_the_best_and_the_worst_are_marked_openly_when_that_is_only_probable(opened, pages, language):
    page = pages("comparison spoldzielnie", language)
    comparison = opened.comparison("spoldzielnie", language)
    shown = "".join(cell for table in page.tables.values() for row in table.rows for cell in row[1:])
    tables = (comparison.matrix, comparison.profiles)
    ends = pd.concat([table.loc[table["mark"].isin(["best", "worst"]), "clear"] for table in tables])
    assert shown.count("△") + shown.count("▽") == (~ends.astype(bool)).sum() > 0


def test_who_is_ahead_of_whom_adds_up_to_all_trials(opened, pages, language):
    page = pages("comparison spoldzielnie", language)
    ahead = opened.comparison("spoldzielnie", language).diagnosis.ahead
    shares = ahead.set_index(["unit", "other"])["probability"]
    assert all(shares[one, two] + shares[two, one] == pytest.approx(1) for one, two in shares.index)
    assert len(page.tables["tbl-ahead"].rows) == ahead["unit"].nunique()


def test_shares_of_too_few_people_are_a_sign_and_no_number(opened, pages, language):
    page = pages("comparison spoldzielnie", language)
    comparison = opened.comparison("spoldzielnie", language)
    withheld = (comparison.matrix["state"] == "suppressed").sum()
    cells = [cell for table in page.tables.values() for row in table.rows for cell in row]
    assert cells.count("#") == withheld > 0
    (sheet, *_) = comparison.sheets()
    value, state, said = {"pl": ("Wartość", "Stan", "ukryte"), "en": ("Value", "State", "withheld")}[language]
    rows = sheet.frame[sheet.frame[state] == said]
    assert len(rows) == withheld
    assert rows[value].isna().all()


def test_a_large_group_stands_in_the_order_of_codes_with_quartiles(opened, pages, language):
    page = pages("comparison cis", language)
    codes = [row[0].split()[0] for row in page.tables["tbl-scores"].rows]
    assert codes == sorted(codes)
    assert len(codes) == 14
    assert "fig-profiles" not in page.drawings
    diagnosis = opened.comparison("cis", language).diagnosis
    described = diagnosis.distributions.set_index("indicator")["median"].dropna()
    tables = [table for label, table in page.tables.items() if label.startswith("tbl-indicators-")]
    assert sum(len(table.rows) for table in tables) == len(described)
    assert all(int(row[1]) >= 5 for table in tables for row in table.rows)


def test_counties_lead_to_their_diagnoses_and_each_row_has_its_year(pages, language):
    page = pages("comparison miasta-i-krakowski", language)
    for teryt in ("1261", "1262", "1263", "1206"):
        assert f"../powiaty/{teryt}.ipynb" in page.links
    for label, table in page.tables.items():
        if label.startswith("tbl-indicators-"):
            assert all(re.fullmatch(r"20\d\d", row[1]) for row in table.rows)


@pytest.mark.parametrize("name", ["spoldzielnie", "miasta-i-krakowski"])
def test_every_chart_names_everyone_and_its_alternative_text_has_the_numbers(opened, pages, language, name):
    page = pages(f"comparison {name}", language)
    comparison = opened.comparison(name, language)
    images = {node["c"][0][0]: node for node in page.every("Figure")}
    assert set(images) == {"fig-profiles", "fig-dots", "fig-change"}
    alternatives = [dict(node["c"][0][2])["fig-alt"] for node in page.every("Image")]
    for alternative in alternatives:
        assert all(unit in alternative for unit in comparison.view.names.values())
    view = comparison.view
    scores = [view.whole(view.score(unit, block)) for unit in view.members for block in view.blocks]
    assert all(score in alternatives[0] for score in scores)


def test_the_change_of_counties_is_that_of_the_newest_core_indicator(opened):
    from pes_analysis.present.pages.comparison.charts import telling_changes

    comparison = opened.comparison("sasiedzi-podhala")
    chosen = telling_changes(comparison.view)
    assert len(chosen) == 5
    every = comparison.diagnosis.changes
    assert chosen["last_year"].iloc[0] == every["last_year"].max()
    assert len(set(chosen["indicator"])) == 1


def test_files_hold_every_figure_with_its_code(opened, language):
    comparison = opened.comparison("zaz", language)
    indicators, areas, quartiles, changes, similar = comparison.sheets()
    assert len(indicators.frame) == len(comparison.matrix)
    assert len(areas.frame) == len(comparison.profiles)
    assert len(changes.frame) == len(comparison.diagnosis.changes)
    assert len(similar.frame) == len(comparison.diagnosis.similar)
    assert len(quartiles.frame) == len(comparison.diagnosis.quartiles) + len(
        comparison.diagnosis.distributions
    )
    assert set(indicators.frame.iloc[:, 0]) == set(comparison.view.members)
    assert len({sheet.name for sheet in comparison.sheets()}) == 5
    assert any("demonstra" in note for note in indicators.notes)


def test_many_indicators_with_few_figures_are_counted_first_and_named_in_the_folded_part(compare) -> None:
    text = str(compare(kind="organisations", group={"type": "cis"}).caveats())
    first, _, folded = text.partition("Czego brakuje i czego nie pokazujemy")
    assert "wskaźników ma liczby tylko niewielu porównywanych" in first
    assert "ma liczbę we wskaźnikach" not in first
    assert "Własna część majątku" in folded
