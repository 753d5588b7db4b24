"""A plan is a frozen list of jobs with targets that stay inside the Quarto project."""

from pathlib import Path, PurePosixPath

import pytest
import yaml

from pes_analysis.protect.errors import PesError
from pes_analysis.publish.planning.editions import edition_names, read_outline
from pes_analysis.publish.planning.outline import County, Outline
from pes_analysis.publish.planning.pages import PAGES, Heading
from pes_analysis.publish.planning.plan import front_matter, make_plan
from pes_analysis.publish.project import Project
from pes_analysis.publish.running.notebook import check_parameters, declared_parameters, read_cells

ROOT = Path(__file__).parents[3]
NOTEBOOKS = ROOT / "notebooks"


@pytest.fixture(scope="module")
def outline() -> Outline:
    return read_outline(Project(ROOT), "malopolskie-2024")


def test_the_region_has_22_counties_in_two_languages(outline: Outline) -> None:
    plan = make_plan(outline)
    county_jobs = [job for job in plan.jobs if job.notebook == "county.ipynb"]
    assert len(county_jobs) == 44
    units = {
        "county": 22,
        "case": len(outline.cases),
        "surveyed county": len(outline.surveyed),
        "organisation": len(outline.organisations),
        "comparison": len(outline.comparisons),
        "unit": len(outline.units),
        "edition": 1,
    }
    assert len(outline.surveyed) == 22
    assert len(plan.jobs) == 2 * sum(units[page.each] for page in PAGES)
    assert {job.unit for job in county_jobs} == {county.teryt for county in outline.in_region()}


def test_all_counties_are_380(outline: Outline) -> None:
    plan = make_plan(outline, all_counties=True, languages=("pl",))
    assert sum(job.notebook == "county.ipynb" for job in plan.jobs) == 380
    scopes = {job.parameters["scope"] for job in plan.jobs if job.notebook == "counties.ipynb"}
    assert scopes == {"all"}


def test_chosen_counties_may_lie_anywhere_and_the_index_knows_them(outline: Outline) -> None:
    plan = make_plan(outline, counties=("2661", "0201", "2661"), languages=("pl",))
    assert [job.unit for job in plan.jobs if job.notebook == "county.ipynb"] == ["0201", "2661"]
    assert {job.parameters["scope"] for job in plan.jobs if "scope" in job.parameters} == {"0201,2661"}


def test_targets_are_distinct_and_stay_in_the_project(outline: Outline) -> None:
    targets = [job.target for job in make_plan(outline, all_counties=True).jobs]
    assert len({target.casefold() for target in targets}) == len(targets)
    assert not any(part in {"..", "/"} for target in targets for part in PurePosixPath(target).parts)


@pytest.mark.parametrize("teryt", ["9999", "201", "../1", "", "１２０１"])
def test_an_unknown_county_is_named(outline: Outline, teryt: str) -> None:
    with pytest.raises(PesError, match=f"„{teryt}”"):
        make_plan(outline, counties=(teryt,))


def test_polish_is_the_base(outline: Outline) -> None:
    with pytest.raises(PesError, match="--language pl"):
        make_plan(outline, languages=("en",))
    with pytest.raises(PesError, match="„de”"):
        make_plan(outline, languages=("pl", "de"))


@pytest.mark.parametrize(
    "edition", ["nie-ma", "../malopolskie-2024", "malopolskie-2024.yml", "peers", "A", ""]
)
def test_an_unknown_edition_is_named_beside_those_there_are(edition: str) -> None:
    with pytest.raises(PesError, match=r"malopolskie-2024, "):
        read_outline(Project(ROOT), edition)


def test_every_edition_of_the_project_can_be_planned() -> None:
    for edition in edition_names(Project(ROOT)):
        assert make_plan(read_outline(Project(ROOT), edition)).jobs


@pytest.mark.parametrize("name", ["# <b>x", 'a"b: c', "---", "{{< include x >}}", "*x*\n---\ny", "'", "\\"])
def test_a_hostile_name_stays_one_value_of_the_front_matter(name: str) -> None:
    text = front_matter(Heading(name, "", ""), "pl")
    first, *_, last = text.split("\n")
    assert (first, last) == ("---", "---")
    assert list(yaml.safe_load(text.strip("-"))) == ["title", "subtitle", "description", "lang"]


def test_cities_and_land_counties_have_their_own_titles(outline: Outline) -> None:
    heading = PAGES[1].heading
    city = County("1261", "Kraków", "city", "12")
    land = County("1201", "bocheński", "land", "12")
    assert [heading(outline, city, "pl").title, heading(outline, land, "pl").title] == [
        "Kraków",
        "Powiat bocheński",
    ]
    assert heading(outline, land, "en").title == "Powiat bocheński"


def test_every_parameter_of_every_page_is_declared_and_allowed() -> None:
    given = {
        "edition": "malopolskie-2024", "language": "pl", "scope": "region", "cards": "all", "teryt": "1201",
        "organisation_id": "demo-cis-01", "unit_id": "pcpr-1201", "comparison_id": "cis",
        "case_id": "brygada",
    }  # fmt: skip
    for page in PAGES:
        declared = declared_parameters(read_cells(NOTEBOOKS / page.notebook))
        assert set(page.parameters) <= declared, page.notebook
        check_parameters(page.notebook, declared, {name: given[name] for name in page.parameters})
