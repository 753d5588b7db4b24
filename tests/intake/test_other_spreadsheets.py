"""A questionnaire filled in and saved by another spreadsheet comes back with the same answers."""

import shutil
import subprocess
from pathlib import Path

import pytest
from returned_questionnaires import TYPES, fill

from pes_analysis.catalogue import load_catalogue
from pes_analysis.edition import read_snapshot
from pes_analysis.intake.return_files import read_returns
from pes_analysis.intake.returns import Register

OFFICE = shutil.which("soffice")
REGISTER = Register(
    load_catalogue(), read_snapshot().counties["voivodeship"].astype(str).to_dict(), region="12", year=2024
)


@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")
def test_every_questionnaire_saved_by_libreoffice_gives_the_same_answers(tmp_path: Path) -> None:
    assert OFFICE is not None
    sent = [fill(kind).save(tmp_path / f"{kind}.xlsx") for kind in TYPES]
    saved = tmp_path / "saved"
    # A profile of its own: an office that is open on this machine is left alone.
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    subprocess.run(
        [OFFICE, profile, "--headless", "--convert-to", "xlsx", "--outdir", str(saved), *map(str, sent)],
        check=True, capture_output=True, timeout=300,
    )  # fmt: skip
    before, after = (
        read_returns([folder / one.name for one in sent], REGISTER) for folder in (tmp_path, saved)
    )
    for one, again in zip(before, after, strict=True):
        assert again.findings == one.findings == ()
        assert again.identity == one.identity
        assert [(found.variable, found.value, found.state) for found in again.answers] == [
            (found.variable, found.value, found.state) for found in one.answers
        ]
