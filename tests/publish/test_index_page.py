"""The HTML report of an index: whole in itself, safe, and the same as the Markdown beside it."""

import re
import xml.etree.ElementTree as ElementTree

import numpy as np
import pandas as pd
import pytest

import pes_analysis as pes

HOSTILE = "</title><script>alert(1)</script> $x$ | *y* [a](b) ![c](d)"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    rng = np.random.default_rng(4)
    units = [f"gmina {at}" for at in range(34)] + [HOSTILE]
    tables = [
        pd.DataFrame(rng.gamma(2, 9, (35, 2)), columns=["a", HOSTILE]).assign(unit=units, year=year)
        for year in (2023, 2024)
    ]
    rules = [{"name": name, "polarity": "stimulant"} for name in ("a", HOSTILE)]
    recipe = {
        "name": f"x {HOSTILE}",
        "indicators": rules,
        "robustness": {"replications": 100, "sensitivity": 8},
    }
    path = tmp_path_factory.mktemp("index") / "out"
    pes.composite_index(pd.concat(tables), recipe).write(path)
    return path


@pytest.mark.parametrize("code", ["pl", "en"])
def test_the_page_needs_nothing_from_elsewhere_and_runs_nothing(folder, code):
    page = (folder / f"report.{code}.html").read_text(encoding="utf-8")
    assert f'<html lang="{code}">' in page
    assert "<script" not in page
    assert not re.search(r'(?:src|href)="(?!#)', page)
    assert page.count("<h1") == 1
    assert page.count("<table") == page.count("<caption") == page.count('class="table"') >= 4
    assert page.count("<svg") == 3  # the chart and its two layouts
    assert "<figcaption>" in page


@pytest.mark.parametrize("code", ["pl", "en"])
def test_the_chart_is_a_file_beside_the_markdown(folder, code):
    report = (folder / f"report.{code}.md").read_text(encoding="utf-8")
    assert f"](ranking.{code}.svg)" in report
    root = ElementTree.parse(folder / f"ranking.{code}.svg").getroot()
    assert root.tag.endswith("svg")


def test_the_folder_may_be_written_again(folder):
    table = pd.DataFrame({"unit": ["a", "b"], "x": [1, 2]})
    made = pes.composite_index(table, {"indicators": [{"name": "x", "polarity": "stimulant"}]})
    made.write(folder.parent / "again")
    made.write(folder.parent / "again")
    assert not (folder.parent / "again" / "ranking.pl.svg").exists()
