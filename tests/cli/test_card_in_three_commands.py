"""From a questionnaire to a card and a comparison in the three commands of the README, as in a workshop."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from returned_questionnaires import fill

from pes_analysis.publish.project import Project

ROOT = Path(__file__).parents[2]
EDITION = "warsztat-2024"
NAME = "CIS Próbny"


def pes(project: Path, *arguments: str) -> str:
    """Run the command in a project and give what it printed."""
    done = subprocess.run(
        [sys.executable, "-m", "pes_analysis.cli", *arguments],
        cwd=project, capture_output=True, text=True, env={**os.environ, "PES_LANG": "pl"}, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("workshop") / "project"
    hidden = shutil.ignore_patterns(".*", "_site*", "_private*", "__pycache__", "*.ipynb", "*.csv", "*.xlsx")
    shutil.copytree(ROOT / "notebooks", root / "notebooks", ignore=shutil.ignore_patterns(".*"))
    for name in ("parameters", "reports"):
        shutil.copytree(ROOT / name, root / name, ignore=hidden)
    return root


def test_a_filled_questionnaire_becomes_a_card_and_stands_in_the_comparison(project: Path) -> None:
    said = pes(project, "questionnaire", "--type", "CIS", "--year", "2024", "--edition", EDITION,
               "--output", "cis.xlsx")  # fmt: skip
    assert "cis.xlsx" in said
    filled = fill("cis", content=(project / "cis.xlsx").read_bytes())
    filled.answer(organisation_id="cis-probny", name=NAME, teryt="1262", consent="nie")
    filled.save(project / "cis.xlsx")

    said = pes(project, "import", "cis.xlsx", "--edition", EDITION)
    assert "cis-probny" in said

    pes(project, "build", "--edition", EDITION, "--organisation", "cis-probny", "--county", "1262",
        "--language", "pl")  # fmt: skip
    site, private = Project(project).site, Project(project, private=True).site
    (card,) = private.glob("karty/*/index.html")
    text = card.read_text(encoding="utf-8")
    assert NAME in text
    assert "na 100 punktów" in text
    # Nothing of it is public but its figures under a code, beside generated organisations.
    public = "".join(path.read_text(encoding="utf-8") for path in site.rglob("*.html"))
    assert NAME not in public
    assert "cis-probny" not in public
    comparison = (site / "porownania" / "cis.html").read_text(encoding="utf-8")
    entities = (project / "organisations" / EDITION / "entities.csv").read_text(encoding="utf-8")
    (own,) = [line for line in entities.splitlines() if line.startswith("cis-probny,")]
    assert own.split(",")[1] in comparison
