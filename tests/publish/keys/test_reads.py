"""Each page's key follows exactly what the page reads: one figure changes, and who reads it is made again."""

import csv
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from pes_analysis.catalogue.service_supply import load_service_supply
from pes_analysis.diagnose.organisation_shared import shared_by_organisations
from pes_analysis.diagnose.peer_pools import NO_POOL
from pes_analysis.diagnose.service_providers import FLAG
from pes_analysis.edition import open_edition_data
from pes_analysis.publish.keys.job_keys import job_keys
from pes_analysis.publish.keys.reads import CAPACITY, OF_SERVICES, SERVICE_AREA, Reads
from pes_analysis.publish.planning.editions import read_outline
from pes_analysis.publish.planning.outline import Outline
from pes_analysis.publish.planning.plan import Plan, make_plan
from pes_analysis.publish.project import Project

ROOT = Path(__file__).parents[3]
DEMONSTRATION = ROOT / "pes_analysis" / "edition" / "demonstration" / "organisations"
EDITION = "proba-2024"
LISTS = {"organizacje/index.ipynb", "porownania/index.ipynb"}
Row = dict[str, str]


def make_project(root: Path) -> Project:
    for name in ("notebooks", "parameters"):
        shutil.copytree(ROOT / name, root / name, ignore=shutil.ignore_patterns(".*"))
    shutil.copytree(DEMONSTRATION, root / "organisations")
    text = (root / "parameters" / "malopolskie-2024.yml").read_text(encoding="utf-8")
    assert "organisations: demonstration" in text
    own = text.replace("organisations: demonstration", "organisations: {folder: organisations}")
    (root / "parameters" / f"{EDITION}.yml").write_text(own, encoding="utf-8")
    return Project(root)


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    return make_project(tmp_path_factory.mktemp("reads"))


@pytest.fixture(scope="module")
def outline(project: Project) -> Outline:
    return read_outline(project, EDITION)


@pytest.fixture(scope="module")
def plan(outline: Outline) -> Plan:
    return make_plan(outline, languages=("pl",))


def over_all(plan: Plan) -> set[str]:
    """Give the pages that count over all organisations."""
    return {job.target for job in plan.jobs if job.notebook in ("data_quality.ipynb", "region.ipynb")}


def card(organisation: str, outline: Outline) -> str:
    public = outline.organisation(organisation).public
    return f"organizacje/{organisation}.ipynb" if public else f"karty/{organisation}/index.ipynb"


class Tables:
    """Tables of a project in which one row is changed for a moment."""

    def __init__(self, project: Project) -> None:
        self.folder = project.root / "organisations"

    def rows(self, name: str) -> list[Row]:
        with (self.folder / name).open(encoding="utf-8", newline="") as stream:
            return list(csv.DictReader(stream))

    def write(self, name: str, rows: list[Row]) -> None:
        with (self.folder / name).open("w", encoding="utf-8", newline="") as stream:
            writer = csv.DictWriter(stream, list(rows[0]), lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)


def changed_pages(
    project: Project, outline: Outline, plan: Plan, name: str, change: Callable[[list[Row]], None]
) -> set[str]:
    """Give the pages whose key is another one while a table is changed."""
    tables, path = Tables(project), project.root / "organisations" / name
    original = path.read_bytes()
    before = job_keys(plan, project.notebooks, outline, project.slices)
    try:
        rows = tables.rows(name)
        change(rows)
        tables.write(name, rows)
        after = job_keys(plan, project.notebooks, outline, project.slices)
    finally:
        path.write_bytes(original)
    return {target for target in after if after[target] != before[target]}


def test_every_choice_of_peers_is_among_those_that_a_card_reads(
    outline: Outline, project: Project, plan: Plan
) -> None:
    shared = shared_by_organisations(open_edition_data(project.parameters / f"{EDITION}.yml"))
    reads, places = Reads(outline), list(shared.draws.measured.points.index)
    others = {
        job.unit: {job.unit, *reads.beside(job)} for job in plan.jobs if "organisation_id" in job.parameters
    }
    assert set(places) <= set(others)
    for at, one in enumerate(places):
        chosen = {int(pool) for pool in shared.pools.chosen[:, :, at].flat if pool != NO_POOL}
        compared = {str(places[member]) for pool in chosen for member in shared.pools.members[pool]}
        assert {*compared, *shared.similar.peers(one).units} <= others[one]


# Not one of the sizes that organisations are matched by: those move who is beside whom.
VARIABLES = ("cost_total", "assets_fixed", "ties", "equity")


# Shrinking takes minutes here, and one figure is as simple as another.
@settings(
    max_examples=8,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(data=st.data())
def test_one_figure_changes_the_cards_and_comparisons_that_read_it(
    project: Project, outline: Outline, plan: Plan, data: st.DataObject
) -> None:
    rows = Tables(project).rows("observations/2024.csv")
    numbers = [at for at, row in enumerate(rows) if row["variable"] in VARIABLES and row["state"] == "value"]
    at = data.draw(st.sampled_from(numbers))
    unit = rows[at]["organisation_id"]

    def change(table: list[Row]) -> None:
        table[at]["value"] = str(int(float(table[at]["value"])) + 1)

    reads = Reads(outline)
    cards = [job for job in plan.jobs if "organisation_id" in job.parameters]
    readers = {job.unit for job in cards if unit in (job.unit, *reads.beside(job))}
    # Not only the next of kin, and not everyone.
    assert 1 < len(readers) < len(cards)
    compared = {
        job.target for job in plan.jobs if "comparison_id" in job.parameters and unit in reads.beside(job)
    }
    expected = {card(one, outline) for one in readers} | compared | over_all(plan)
    assert card(unit, outline) in expected
    assert changed_pages(project, outline, plan, "observations/2024.csv", change) == expected


def of_services(plan: Plan) -> set[str]:
    return {job.target for job in plan.jobs if job.notebook in OF_SERVICES}


def test_the_variables_of_supply_are_those_of_the_catalogue() -> None:
    assert set(CAPACITY) == load_service_supply().measures
    assert SERVICE_AREA == FLAG


def test_places_change_the_pages_that_tell_of_supply(project: Project, outline: Outline, plan: Plan) -> None:
    def change(rows: list[Row]) -> None:
        row = next(row for row in rows if row["variable"] == "places" and row["state"] == "value")
        row["value"] = str(int(float(row["value"])) + 1)

    found = changed_pages(project, outline, plan, "observations/2024.csv", change)
    assert of_services(plan) <= found


def test_own_words_change_one_card_alone(project: Project, outline: Outline, plan: Plan) -> None:
    unit = Tables(project).rows("comments.csv")[0]["organisation_id"]

    def change(rows: list[Row]) -> None:
        rows[0]["text_pl"] += " Dopisek."

    found = changed_pages(project, outline, plan, "comments.csv", change)
    assert found == {card(unit, outline)}


def test_a_repaired_return_changes_its_card_and_the_pages_over_all(
    project: Project, outline: Outline, plan: Plan
) -> None:
    unit = Tables(project).rows("repairs.csv")[0]["organisation_id"]

    def change(rows: list[Row]) -> None:
        rows[0]["written"] += " "

    found = changed_pages(project, outline, plan, "repairs.csv", change)
    assert found == {card(unit, outline)} | over_all(plan)


def test_a_name_changes_its_card_those_that_may_tell_it_and_the_lists(
    project: Project, outline: Outline, plan: Plan
) -> None:
    def change(rows: list[Row]) -> None:
        rows[0]["name"] += " Nowa"

    found = changed_pages(project, outline, plan, "entities.csv", change)
    assert found >= {"organizacje/index.ipynb", "porownania/index.ipynb", "porownania/cis.ipynb"}
    assert "region.ipynb" in found
    # A county's page names who could fill a gap.
    assert of_services(plan) <= found


def test_a_revenue_moves_all_comparisons_for_it_tells_how_near_organisations_are(
    project: Project, outline: Outline, plan: Plan
) -> None:
    def change(rows: list[Row]) -> None:
        row = next(row for row in rows if row["variable"] == "revenue_total" and row["state"] == "value")
        row["value"] = str(int(float(row["value"])) + 1)

    found = changed_pages(project, outline, plan, "observations/2024.csv", change)
    compared = {f"porownania/{one.id}.ipynb" for one in outline.comparisons if one.kind == "organisations"}
    assert compared <= found


def test_figures_of_counties_are_read_by_every_page(project: Project, outline: Outline, plan: Plan) -> None:
    peers = project.parameters / "peers.yml"
    before = job_keys(plan, project.notebooks, outline)
    original = peers.read_bytes()
    try:
        peers.write_bytes(original + b"\n")
        after = job_keys(plan, project.notebooks, outline)
    finally:
        peers.write_bytes(original)
    assert not set(before.values()) & set(after.values())


@pytest.fixture(scope="module")
def pages_before_and_after(
    tmp_path_factory: pytest.TempPathFactory,
) -> tuple[set[str], set[str], set[str]]:
    """Give targets of cards whose key changed, whose text changed, and all, after one changed figure."""
    import pes_analysis as pes

    project = make_project(tmp_path_factory.mktemp("truth"))
    outline = read_outline(project, EDITION)
    plan = make_plan(outline, languages=("pl",))
    path = project.parameters / f"{EDITION}.yml"

    def texts() -> dict[str, str]:
        edition = pes.open_edition(path)
        found = {}
        # Workshops and centres of the same task read the changed figure; of the others a few are enough.
        some = [one for one in outline.organisations if one.type in ("wtz", "zaz")]
        for one in (*some, *outline.organisations[::9]):
            page = edition.organisation(one.id)
            parts = (page.summary, page.areas, page.drivers, page.change, page.cooperation, page.unknown)
            found[card(one.id, outline)] = "".join(str(part()) for part in parts)
        return found

    keys, before = job_keys(plan, project.notebooks, outline), texts()
    tables = Tables(project)
    rows = tables.rows("observations/2024.csv")
    row = next(
        row for row in rows if row["organisation_id"].startswith("demo-wtz") and row["variable"] == "places"
    )
    row["value"] = str(int(float(row["value"])) * 3)
    tables.write("observations/2024.csv", rows)
    keys_after, after = job_keys(plan, project.notebooks, outline), texts()
    return (
        {target for target in before if keys[target] != keys_after[target]},
        {target for target in before if before[target] != after[target]},
        set(before),
    )


def test_no_card_reads_what_its_key_does_not_know(
    pages_before_and_after: tuple[set[str], set[str], set[str]],
) -> None:
    by_key, by_text, every = pages_before_and_after
    assert len(by_text) > 1
    assert by_text <= by_key < every
