"""An edition opens by name or path, for any voivodeship, and says what is wrong when it does not."""

import shutil
from pathlib import Path

import pytest

from pes_analysis.edition import (
    Edition,
    EditionError,
    TableError,
    open_edition_data,
    read_parameters,
    read_snapshot,
)
from pes_analysis.edition.parameters import TOPICS
from pes_analysis.protect.errors import PesError

ROOT = Path(__file__).parents[2]
PARAMETERS = ROOT / "parameters"
COUNTIES = read_snapshot().counties
REGIONS = (
    COUNTIES.groupby("voivodeship")["voivodeship_name"].agg(["first", "size"]).reset_index().values.tolist()
)


@pytest.fixture
def project(tmp_path, monkeypatch):
    shutil.copytree(PARAMETERS, tmp_path / "parameters")
    (tmp_path / "notebooks").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def rewrite(project, old, new, edition="malopolskie-2024"):
    file = project / "parameters" / f"{edition}.yml"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def test_sixteen_regions_are_tried():
    assert len(REGIONS) == 16


@pytest.mark.parametrize(("region", "name", "counties"), REGIONS)
def test_an_edition_of_any_voivodeship_opens_by_changing_its_region(project, region, name, counties):
    rewrite(project, 'region: "12"', f'region: "{region}"')
    edition = open_edition_data("malopolskie-2024")
    assert edition.region_name == name
    assert len(edition.region_counties) == counties
    assert set(COUNTIES.loc[list(edition.region_counties), "voivodeship"]) == {region}
    assert name in edition.title.pl


def test_the_second_edition_differs_in_its_region_and_has_no_organisations():
    first, second = (
        read_parameters(PARAMETERS / f"{name}-2024.yml").model_dump() for name in ("malopolskie", "slaskie")
    )
    different = {key for key in first if first[key] != second[key]}
    assert different == {"edition", "region", "organisations", "comparisons", "quality", "previous", *TOPICS}
    comments = [
        [
            line
            for line in (PARAMETERS / f"{name}-2024.yml").read_text("utf-8").splitlines()
            if line[:1] == "#"
        ]
        for name in ("malopolskie", "slaskie")
    ]
    assert comments[0][3:] == comments[1][3:]
    edition = open_edition_data(PARAMETERS / "slaskie-2024.yml")
    assert edition.parameters.edition == "slaskie-2024"
    assert edition.title.en == "Śląskie voivodeship, 2024"
    assert len(edition.region_counties) == 36


def test_a_name_with_a_hyphen_keeps_its_capitals(project):
    rewrite(project, 'region: "12"', 'region: "04"')
    assert open_edition_data("malopolskie-2024").title.en == "Kujawsko-Pomorskie voivodeship, 2024"


def test_the_project_is_found_from_inside(project, monkeypatch):
    inside = project / "notebooks" / "deep"
    inside.mkdir()
    monkeypatch.chdir(inside)
    assert isinstance(open_edition_data("malopolskie-2024"), Edition)


@pytest.mark.usefixtures("project")
@pytest.mark.parametrize(
    "name", ["malopolskie", "../malopolskie-2024", "peers", "", "MALOPOLSKIE-2024", "a b"]
)
def test_an_unknown_edition_is_answered_with_those_there_are(name):
    with pytest.raises(EditionError) as caught:
        open_edition_data(name)
    for text in (caught.value.pl, caught.value.en):
        assert "malopolskie-2024, slaskie-2024" in text
        assert "peers," not in text


def test_without_a_project_around_it_says_what_to_do(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(EditionError, match="There is no project above the folder"):
        open_edition_data("malopolskie-2024")


def test_a_path_that_is_not_there_is_named(tmp_path):
    with pytest.raises(EditionError, match=r"nowhere\.yml"):
        open_edition_data(tmp_path / "nowhere.yml")


def test_an_unknown_region_is_answered_with_the_sixteen(project):
    rewrite(project, 'region: "12"', 'region: "13"')
    with pytest.raises(EditionError) as caught:
        open_edition_data("malopolskie-2024")
    assert "12 małopolskie" in caught.value.pl
    assert "00" not in caught.value.pl


def test_poland_is_no_region(project):
    rewrite(project, 'region: "12"', 'region: "00"')
    with pytest.raises(EditionError):
        open_edition_data("malopolskie-2024")


def test_an_absent_snapshot_is_named(project):
    rewrite(project, "snapshot: demonstration", "snapshot: data/2025")
    with pytest.raises(TableError, match="2025"):
        open_edition_data("malopolskie-2024")


def test_the_number_of_peers_is_the_editions_own_choice(project):
    assert open_edition_data("malopolskie-2024").peers.count == 20
    rewrite(project, "count: 20", "count: 15")
    assert open_edition_data("malopolskie-2024").peers.count == 15
    rewrite(project, "  count: 15", "  {}")
    assert open_edition_data("malopolskie-2024").peers.count == 20


def test_structural_variables_are_known_and_judged_by_no_indicator():
    from pes_analysis.compare.peers import refuse_outcomes

    edition = open_edition_data("malopolskie-2024")
    variables = [one.variable for one in edition.peers.variables]
    described = {one.id for one in edition.catalogue.indicators("county") if one.polarity == "informational"}
    for variable in variables:
        assert variable in described or edition.catalogue.variable(variable).level == "county"
    refuse_outcomes(variables, edition.catalogue.indicators("county"))


def test_own_figures_stand_in_place_of_public_ones(project):
    (project / "own.csv").write_text(
        "teryt;rok;zmienna;wartość\n1201;2024;pop;107 000\n1201;2025;pop;106 500\n1202;2024;cis_count;0\n",
        encoding="utf-8",
    )
    rewrite(project, "figures: []", "figures: [own.csv]")
    edition = open_edition_data("malopolskie-2024")
    figures = edition.snapshot.county_observations
    public = read_snapshot().county_observations

    def cell(table, teryt, year, variable):
        row = table[(table["teryt"] == teryt) & (table["year"] == year) & (table["variable"] == variable)]
        return row[["value", "state", "source"]].astype(str).values.tolist()

    assert cell(figures, "1201", 2024, "pop") == [["107000.0", "value", "own_figures"]]
    assert cell(figures, "1201", 2025, "pop") == [["106500.0", "value", "own_figures"]]
    assert cell(figures, "1202", 2024, "cis_count") == [["0.0", "zero", "own_figures"]]
    assert cell(figures, "1202", 2024, "pop") == cell(public, "1202", 2024, "pop")
    assert len(figures) == len(public) + 1
    assert list(figures.columns) == list(public.columns)
    own = edition.snapshot.sources.loc["own_figures"]
    assert own["publisher"] == "Wydanie demonstracyjne"
    assert own["coverage"] == "2024–2025"
    assert "own_figures" not in read_snapshot().sources.index


def test_a_problem_in_own_figures_stops_the_opening(project):
    (project / "own.csv").write_text("teryt;rok;zmienna;wartość\n9999;2024;pop;5\n", encoding="utf-8")
    rewrite(project, "figures: []", "figures: [own.csv]")
    with pytest.raises(PesError, match="9999"):
        open_edition_data("malopolskie-2024")


def test_a_workshop_begins_with_the_generated_organisations_alone() -> None:
    opened = open_edition_data("warsztat-2024")
    assert opened.organisations_folder is not None
    if not opened.organisations_folder.exists():
        assert opened.organisations.entities["generated"].all()
    assert len(opened.organisations) >= 120
