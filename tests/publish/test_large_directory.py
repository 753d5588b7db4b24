"""A directory of 2,000 entries without pages of their own: the site is whole, contacts are shown in place."""

import json
import shutil
from pathlib import Path

import pytest
import yaml
from directories import GROUPS, SERVICES, directory_of
from py_mini_racer import MiniRacer

from pes_analysis.edition import read_snapshot
from pes_analysis.edition.directory import write_directory
from pes_analysis.publish.build import build
from pes_analysis.publish.options import Options
from pes_analysis.publish.planning.editions import read_outline
from pes_analysis.publish.planning.plan import make_plan
from pes_analysis.publish.project import Project
from pes_analysis.publish.request import Request

ROOT = Path(__file__).parent.parent.parent
MANY = 2_000
CARDED = "demo-cis-04"
SNAPSHOT = read_snapshot()
REGION = [str(one) for one in SNAPSHOT.counties.index if one.startswith("12")]


def entries() -> list[dict[str, object]]:
    """Give a small unit of every kind of contact, over and over; one of them has a public card."""
    made: list[dict[str, object]] = [
        {
            "unit_id": f"demo-proba-{number:04d}",
            "name": f"CIS Próba {number} (dane demonstracyjne)",
            "teryt": REGION[number % len(REGION)],
            "town": "Przykładowo",
            "address": f"ul. Zmyślona {number}",
            "postcode": "00-000",
            "phone": f"000 {number // 1000:03d} {number % 1000:03d}",
            "email": f"kontakt@demo-proba-{number:04d}.example",
            "site": f"https://demo-proba-{number:04d}.example/",
            "contact_person": "Osoba Zmyślona",
            "contact_consent": "public" if number % 2 else "none",
            "services": (SERVICES[number % len(SERVICES)],),
            "groups": (GROUPS[number % len(GROUPS)],),
            "free_places": number % 4,
            "free_places_on": "2024-11-01",
        }
        for number in range(MANY - 1)
    ]
    return [*made, {"unit_id": CARDED, "name": "CIS Wskaźnikowo (dane demonstracyjne)", "teryt": "1207"}]


@pytest.fixture
def project(small_project: Project) -> Project:
    """Give a project whose pages of the directory are the true ones, and whose others take no time."""
    for name in ("directory.ipynb", "referral.ipynb", "unit.ipynb"):
        shutil.copyfile(ROOT / "notebooks" / name, small_project.root / "notebooks" / name)
    write_directory(
        small_project.root / "directory" / "duza", directory_of(*entries()), SNAPSHOT.counties.index
    )
    return small_project


def choose(project: Project, unit_pages: str, **changed: object) -> None:
    path = project.parameters / "malopolskie-2024.yml"
    settings = yaml.safe_load(path.read_text(encoding="utf-8")) | changed
    settings["directory"] = {"folder": "directory/duza", "unit_pages": unit_pages}
    (project.parameters / "duza-2024.yml").write_text(yaml.safe_dump(settings), encoding="utf-8")


@pytest.mark.parametrize(("unit_pages", "count"), [("all", MANY), ("cards", 1), ("none", 0)])
def test_the_edition_says_which_units_have_a_page(project: Project, unit_pages: str, count: int) -> None:
    choose(project, unit_pages)
    outline = read_outline(project, "duza-2024")
    planned = [job for job in make_plan(outline, languages=("pl",)).jobs if job.notebook == "unit.ipynb"]
    assert len(planned) == count


def test_a_site_without_unit_pages_is_whole_and_shows_contacts_in_place(project: Project) -> None:
    # Cards would be drawn for a minute, and none is looked at.
    choose(project, "none", organisations="none", comparisons=[])
    outline = read_outline(project, "duza-2024")
    request = Request(counties=("1201",), languages=("pl",), options=Options(timeout=120))
    # The build itself refuses a site with a link that leads nowhere.
    site = build(project, outline, request).site / "baza"
    assert sorted(path.name for path in site.glob("*.html")) == ["dokad-skierowac.html", "index.html"]
    assert sorted(path.name for path in site.iterdir() if path.suffix != ".html") == [
        "index.csv", "index.details.js", "index.js", "index.vcf", "index.xlsx",
    ]  # fmt: skip
    page = (site / "index.html").read_text(encoding="utf-8")
    assert "Wpisy nie mają własnych stron" in page
    assert "demo-proba-0001.html" not in page
    known = unpacked(site)
    assert known["count"] == MANY
    ids = known["id"]
    assert not any(known["paged"])
    for number in (0, 1, MANY - 2):
        at = ids.index(f"demo-proba-{number:04d}")
        assert known["details"]["email"][at] == f"kontakt@demo-proba-{number:04d}.example"
        assert known["details"]["address"][at] == f"ul. Zmyślona {number}, 00-000 Przykładowo"
        assert known["details"]["person"][at] == ("Osoba Zmyślona" if number % 2 else "")


def unpacked(site: Path) -> dict[str, object]:
    """Read both scripts as the browser does."""
    engine = MiniRacer()
    engine.eval((ROOT / "reports" / "theme" / "directory-core.js").read_text(encoding="utf-8"))
    engine.eval("globalThis.window = globalThis;")
    for name in ("index.js", "index.details.js"):
        engine.eval((site / name).read_text(encoding="utf-8"))
    engine.eval("globalThis.opened = PesDirectory.read(window.pesDirectory)")
    asked = "({count: opened.count, id: opened.id, paged: opened.paged, "
    asked += "details: PesDirectory.details(window.pesDirectoryDetails, opened.count)})"
    read: dict[str, object] = json.loads(engine.eval(f"JSON.stringify({asked})"))
    return read
