"""Tables of a yearly report: rows that contradict themselves are named with their line."""

import shutil
from pathlib import Path

import pytest

from pes_analysis.edition.report import read_report_tables
from pes_analysis.edition.topic_folders import PACKAGED
from pes_analysis.protect.errors import PesError

ERRATUM = "cyfra,1.0,{version},2026-12-01,Tabela 1,Table 1,12,12,21,21\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(PACKAGED / "report", tmp_path / "report"))


def test_the_packaged_tables_are_in_order() -> None:
    tables = read_report_tables(PACKAGED / "report")
    assert len(tables.programme) == 13
    assert tables.programme.loc[~tables.programme["comparable"], "note_pl"].ne("").all()


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("9016,2019", "9016,", "a value and its year must stand together"),
        (",0,,35000,2023", ",35000,,35000,2023", "the target equals the base"),
        (",0,,35000,2023", ",0,2023,35000,2023", "is not after that of the base"),
        (",0,,35000,2023", ",dużo,,35000,2023", "'base'"),
    ],
)
def test_a_contradiction_is_named_with_its_line(folder: Path, old: str, new: str, said: str) -> None:
    path = folder / "programme.csv"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(PesError, match=r"programme\.csv:5") as caught:
        read_report_tables(folder)
    assert said in caught.value.en


def test_an_erratum_names_versions_that_are_there(folder: Path) -> None:
    path = folder / "errata.csv"
    header = path.read_text(encoding="utf-8")
    path.write_text(header + ERRATUM.format(version="1.0"), encoding="utf-8")
    assert read_report_tables(folder).errata["is_pl"].tolist() == ["21"]
    path.write_text(header + ERRATUM.format(version="1.1"), encoding="utf-8")
    with pytest.raises(PesError, match=r"errata\.csv:2"):
        read_report_tables(folder)
