"""A trial edition has as many organisations as asked for, and never touches the demonstration."""

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pes_analysis.edition.generate_organisations.__main__ import write_trial
from pes_analysis.edition.generate_organisations.draws import Draws
from pes_analysis.edition.generate_organisations.names import Names
from pes_analysis.edition.generate_organisations.roster import COUNTS, counts_for, make_roster
from pes_analysis.edition.organisations import read_organisations
from pes_analysis.edition.snapshot import DEMONSTRATION

COUNTIES = [f"12{number:02d}" for number in range(1, 20)] + ["1261", "1262", "1263"]


@given(st.integers(min_value=len(COUNTS), max_value=100_000))
def test_every_type_has_its_share(total: int) -> None:
    counts = counts_for(total)
    assert counts.keys() == COUNTS.keys()
    assert min(counts.values()) >= 1
    whole = sum(COUNTS.values())
    assert abs(sum(counts.values()) - total) <= len(COUNTS)
    assert all(abs(counts[kind] - total * COUNTS[kind] / whole) <= 1 for kind in COUNTS)


def test_a_roster_of_thousands_has_a_name_and_an_id_for_each() -> None:
    roster = make_roster("x", COUNTIES, counts_for(3000))
    assert (
        len(roster)
        == len({one.organisation_id for one in roster})
        == len({one.name for one in roster})
        == 3000
    )
    assert all(one.organisation_id.startswith("demo-") for one in roster)
    assert 0.02 < sum(one.status != "active" for one in roster) / 3000 < 0.25


def test_all_counties_of_poland_have_places() -> None:
    counties = [f"{number:04d}" for number in range(380)]
    names = Names(counties, Draws("x"))
    given_ = [names.name("cis", county) for county in counties * 2]
    assert len(set(given_)) == len(given_)


def test_a_trial_edition_can_be_read_and_says_that_it_is_made_up(tmp_path: Path) -> None:
    write_trial(tmp_path / "organisations", 60, region="24", seed="another")
    found = read_organisations(tmp_path / "organisations")
    assert len(found) == 60
    assert found.entities["generated"].all()
    assert found.entities["teryt"].str.startswith("24").all()
    assert found.entities["public_code"].is_unique


def test_the_demonstration_is_no_place_for_it() -> None:
    before = (DEMONSTRATION / "organisations" / "entities.csv").read_bytes()
    command = [sys.executable, "-m", "pes_analysis.edition.generate_organisations"]
    options = [str(DEMONSTRATION / "organisations"), "--organisations", "20"]
    done = subprocess.run([*command, *options], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "demonstration" in done.stderr
    assert (DEMONSTRATION / "organisations" / "entities.csv").read_bytes() == before


@pytest.mark.parametrize("kind", ["ss", "ngo", "owes"])
def test_names_go_on_with_numbers(kind: str) -> None:
    names = Names(["1201"], Draws("x"))
    found = [names.name(kind, "1201") for _ in range(100)]
    assert len(set(found)) == 100
    assert found[-1].split()[-2] == "nr"
