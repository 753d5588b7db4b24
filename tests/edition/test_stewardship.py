"""Who answers for the data: every source of the demonstration has somebody, and bad rows are named."""

import re
import shutil
from pathlib import Path

import pytest

from pes_analysis.edition import open_edition_data
from pes_analysis.edition.stewardship import read_stewardship
from pes_analysis.edition.topic_folders import PACKAGED
from pes_analysis.protect.errors import PesError


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give the packaged tables, of which a test changes one; sources and corrections are those of both."""
    shutil.copytree(PACKAGED / "stewardship", tmp_path / "stewardship")
    return tmp_path / "stewardship"


def known() -> tuple[set[str], set[str]]:
    edition = open_edition_data("malopolskie-2024")
    sources = {*edition.snapshot.sources.index, *edition.organisations.sources.index}
    return sources, set(edition.snapshot.corrections["correction"])


def test_every_source_and_correction_of_the_demonstration_has_somebody() -> None:
    edition = open_edition_data("malopolskie-2024")
    sources, corrections = known()
    assert set(edition.stewardship.owners.index) == sources
    assert set(edition.stewardship.reviews.index) == corrections


@pytest.mark.parametrize(
    ("table", "old", "new", "said"),
    [
        ("owners", "gus_population,", "gus_people,", r"owners\.csv:\d+: 'source': unknown"),
        ("reviews", "alcoholism_unit,", "nothing,", r"reviews\.csv:2: 'correction': unknown"),
        (
            "calendar",
            "enterprise_reports,3,31",
            "enterprise_reports,2,31",
            r"calendar\.csv:4: there is no such day",
        ),
        ("calendar", "enterprise_reports,3,31", "enterprise_reports,2,29", "29 February"),
        ("calendar", "enterprise_reports,3,31", "enterprise_reports,13,1", r"calendar\.csv:4: 'month'"),
        ("reviews", "2027-09-30", "30.09.2027", r"reviews\.csv:2: 'valid_until'"),
    ],
)
def test_a_bad_row_is_named_with_its_line(folder: Path, table: str, old: str, new: str, said: str) -> None:
    path = folder / f"{table}.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    with pytest.raises(PesError) as caught:
        read_stewardship(folder, *known())
    assert re.search(said, caught.value.en)
