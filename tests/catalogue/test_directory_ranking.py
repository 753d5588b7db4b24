"""The rules of the directory's rankings: what a file may say, and what is refused by line."""

from pathlib import Path

import pytest

from pes_analysis.catalogue.directory_ranking import load_directory_ranking
from pes_analysis.catalogue.loading import PACKAGED
from pes_analysis.protect.errors import PesError

TEXT = (PACKAGED / "directory_ranking.yml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("active: 1", "aktywna: 1", "aktywna"),
        ("stale_days: 1095", "stale_days: 365", "stale_days"),
        ("service: 30", "service: 0", "service"),
        ("service: 30, ", "", "service"),
        ("open_to_all: 0.5", "open_to_all: 1.5", "open_to_all"),
    ],
)
def test_what_cannot_be_is_refused_by_name(tmp_path: Path, old: str, new: str, said: str) -> None:
    assert old in TEXT
    path = tmp_path / "rules.yml"
    path.write_text(TEXT.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(PesError, match=said) as caught:
        load_directory_ranking(path)
    assert "rules.yml" in caught.value.en


def test_no_one_is_sent_where_nothing_works():
    rules = load_directory_ranking()
    assert {"suspended", "in_liquidation"}.isdisjoint(rules.statuses)
    assert rules.statuses["active"] == max(rules.statuses.values())
