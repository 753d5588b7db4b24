"""Where tables of a topic lie: packaged, own, or nowhere; and what is wrong with a folder that is not."""

from pathlib import Path

import pytest

from pes_analysis.edition.parameters import TOPICS, read_parameters
from pes_analysis.edition.topic_folders import PACKAGED, topic_folders
from pes_analysis.protect.errors import PesError

TEXT = """
region: "12"
year: 2024
publisher: {name: {pl: A, en: A}, data_steward: {pl: B, en: B}}
"""


@pytest.fixture
def edition(tmp_path: Path):
    def write(line: str):
        path = tmp_path / "parameters" / "proba-2024.yml"
        path.parent.mkdir(exist_ok=True)
        path.write_text(TEXT + line, encoding="utf-8")
        return read_parameters(path)

    return write


def test_a_topic_that_is_not_named_has_no_tables(edition, tmp_path: Path) -> None:
    assert topic_folders(edition(""), tmp_path, "x") == {}


@pytest.mark.parametrize("topic", TOPICS)
def test_an_own_folder_is_found_below_the_project(edition, tmp_path: Path, topic: str) -> None:
    (tmp_path / "dane").mkdir()
    assert topic_folders(edition(f"{topic}: {{folder: dane}}"), tmp_path, "x") == {topic: tmp_path / "dane"}


@pytest.mark.parametrize(("folder", "said"), [("brak", "nie ma katalogu"), ("../obok", r"\.\.")])
def test_a_folder_that_is_absent_or_outside_is_refused(
    edition, tmp_path: Path, folder: str, said: str
) -> None:
    with pytest.raises(PesError, match=said):
        topic_folders(edition(f"ties: {{folder: {folder}}}"), tmp_path, "x")


def test_a_name_that_is_no_choice_is_explained(edition) -> None:
    with pytest.raises(PesError, match="demonstration"):
        edition("signals: demo")


def test_packaged_tables_lie_in_the_package() -> None:
    assert (PACKAGED / "sources.csv").is_file()
