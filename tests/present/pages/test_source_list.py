"""The page of sources, with figures of one's own among them."""

import shutil
from pathlib import Path

import pytest

import pes_analysis as pes
from pes_analysis.publish.render.builtin.pandoc import plain_text

PARAMETERS = Path(__file__).parent.parent.parent.parent / "parameters"
FIGURES = "teryt;rok;zmienna;wartość;źródło\n1201;2024;unemployed;1 234;PCPR Bochnia, ankieta 2024\n"


@pytest.fixture(scope="module")
def with_own_figures(tmp_path_factory: pytest.TempPathFactory) -> pes.OpenEdition:
    root = tmp_path_factory.mktemp("own")
    (root / "parameters").mkdir()
    shutil.copyfile(PARAMETERS / "peers.yml", root / "parameters" / "peers.yml")
    edition = (PARAMETERS / "malopolskie-2024.yml").read_text(encoding="utf-8")
    assert "figures: []" in edition
    path = root / "parameters" / "own.yml"
    path.write_text(edition.replace("figures: []", "figures: [own.csv]"), encoding="utf-8")
    (root / "own.csv").write_text(FIGURES, encoding="utf-8")
    return pes.open_edition(path)


def test_every_source_is_listed_with_its_facts(opened, pages, language):
    page = pages("sources", language)
    sources = opened.data.snapshot.sources
    headings = [plain_text(b["c"][2]) for b in page.blocks if b["t"] == "Header" and b["c"][0] == 3]
    assert sorted(headings) == sorted(sources[f"title_{language}"])
    assert set(sources["url"]) <= set(page.links)
    publishers = dict(zip(sources[f"title_{language}"], sources["publisher"], strict=True))
    in_order = [publishers[title] for title in headings]
    assert in_order == sorted(in_order)


def test_own_figures_are_a_source_without_empty_lines(with_own_figures, page_of, elements, language):
    page = page_of(with_own_figures, "sources", language)
    title = {"pl": "Dane własne z pliku own.csv", "en": "Own figures from the file own.csv"}[language]
    (at,) = [i for i, b in enumerate(page.blocks) if b["t"] == "Header" and plain_text(b["c"][2]) == title]
    items = [plain_text(item) for item in page.blocks[at + 1]["c"]]
    assert all(item.partition(": ")[2].strip() for item in items)
    assert all(node["c"][2][0] and node["c"][1] for node in elements(page.blocks) if node["t"] == "Link")


def test_a_county_prints_its_own_figure_with_its_source(with_own_figures, page_of):
    page = page_of(with_own_figures, "county 1201", "pl")
    rate = with_own_figures.indicators.query(
        "teryt == '1201' and indicator == 'unemployed_per_1k' and year == 2024"
    )
    assert "PCPR Bochnia, ankieta 2024" in rate["source"].item().split("; ")
    assert "Dane własne z pliku own.csv" in [row[1] for row in page.tables["tbl-sources"].rows]


def test_corrections_and_breaks_are_all_told(opened, pages, language):
    page, snapshot = pages("sources", language), opened.data.snapshot
    assert len(page.tables["tbl-corrections"].rows) == len(snapshot.corrections)
    assert {row[0] for row in page.tables["tbl-breaks"].rows} == {
        str(year) for year in snapshot.breaks["year"]
    }
    assert len(page.tables["tbl-coverage"].rows) == snapshot.county_observations["variable"].nunique()
