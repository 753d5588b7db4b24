"""A small project that really runs: tiny notebooks, two counties, the project's own Quarto settings."""

import shutil
import sys
from pathlib import Path

import pytest
from hypothesis import settings

from pes_analysis.publish.build import build
from pes_analysis.publish.build_report import BuildReport
from pes_analysis.publish.options import Options
from pes_analysis.publish.planning.outline import County, Outline
from pes_analysis.publish.planning.pages import PAGES
from pes_analysis.publish.project import Project
from pes_analysis.publish.request import Request

# A busy machine is no fault of what is tested.
settings.register_profile("patient", deadline=None)
settings.load_profile("patient")

ROOT = Path(__file__).parent.parent
# What test files share and is no fixture lies beside this file, and which worker runs which of them.
sys.path.insert(0, str(Path(__file__).parent))
pytest_plugins = ["distribution"]

PARAMETERS = {
    "edition": "malopolskie-2024",
    "teryt": "1201",
    "organisation_id": "demo-cis-01",
    "unit_id": "demo-pcpr-1201",
    "comparison_id": "cis",
    "case_id": "wspolna-brygada",
    "language": "pl",
    "scope": "region",
    "cards": "all",
}
BOCHNIA = County("1201", "bocheński", "land", "12")
KIELCE = County("2661", "Kielce", "city", "26")


def write_notebook(folder: Path, name: str, *sources: str, parameters: tuple[str, ...]) -> None:
    """Write a notebook that declares parameters, prints them, and then runs the given cells."""
    # After the package: without it, nbformat takes two seconds to import.
    import nbformat

    declaration = "\n".join(f'{parameter} = "{PARAMETERS[parameter]}"' for parameter in parameters)
    shown = "".join(f"- {parameter} {{{parameter}}}\\n" for parameter in parameters)
    cells = [
        nbformat.v4.new_code_cell(declaration, metadata={"tags": ["parameters"]}),
        nbformat.v4.new_code_cell("from IPython.display import Markdown, display"),
        nbformat.v4.new_code_cell(f'display(Markdown(f"## Dane\\n\\n{shown}"))'),
        *[nbformat.v4.new_code_cell(source) for source in sources],
    ]
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(nbformat.writes(nbformat.v4.new_notebook(cells=cells)), encoding="utf-8")


@pytest.fixture(scope="session")
def write():
    """Give the function that writes notebooks: test files cannot import one another."""
    return write_notebook


@pytest.fixture(scope="session")
def outline_of():
    """Give the function that outlines a copy of the small project."""
    return make_outline


@pytest.fixture
def small_project(tmp_path: Path) -> Project:
    return make_project(tmp_path / "project")


def make_project(root: Path) -> Project:
    """Make a project with every page of the site, whose notebooks take no time and texts say little."""
    for page in PAGES:
        write_notebook(root / "notebooks", page.notebook, parameters=page.parameters)
    # Files beside a page are made from the edition itself; the key of private addresses is its own.
    hidden = shutil.ignore_patterns(".*")
    shutil.copytree(ROOT / "parameters", root / "parameters", dirs_exist_ok=True, ignore=hidden)
    shutil.copytree(ROOT / "reports" / "theme", root / "reports" / "theme")
    for folder in ("", "en"):
        target = root / "reports" / folder
        target.mkdir(exist_ok=True)
        for name in ("_quarto.yml", "_variables.yml"):
            shutil.copyfile(ROOT / "reports" / folder / name, target / name)
        # Prose of its own: that of the project links to headings which tiny notebooks do not have.
        for name, title in (("metoda", "Metoda"), ("metoda-karty", "Metoda karty"), ("o-danych", "O danych")):
            (target / f"{name}.qmd").write_text(f"---\ntitle: {title}\n---\n\nTekst.\n", encoding="utf-8")
    data = root / "data"
    data.mkdir()
    (data / "figures.csv").write_text("teryt,value\n1201,1\n", encoding="utf-8")
    return Project(root)


def make_outline(project: Project) -> Outline:
    return Outline(
        edition="malopolskie-2024",
        year=2024,
        region="12",
        region_name="małopolskie",
        languages=("pl", "en"),
        counties=(BOCHNIA, KIELCE),
        inputs=(project.root / "data",),
    )


@pytest.fixture
def small_outline(small_project: Project) -> Outline:
    return make_outline(small_project)


@pytest.fixture(scope="session")
def first_build(tmp_path_factory: pytest.TempPathFactory) -> tuple[Project, BuildReport]:
    """Build the small project once; tests that change anything take a copy."""
    project = make_project(tmp_path_factory.mktemp("first") / "project")
    report = build(project, make_outline(project), Request(options=Options(timeout=60)))
    return project, report


@pytest.fixture
def built_project(first_build: tuple[Project, BuildReport], tmp_path: Path) -> Project:
    """Give a copy of the built project."""
    shutil.copytree(first_build[0].root, tmp_path / "built", symlinks=True)
    return Project(tmp_path / "built")


@pytest.fixture
def built_outline(built_project: Project) -> Outline:
    return make_outline(built_project)
