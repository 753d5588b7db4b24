"""The command: the same figures as the page, an exit code below the limits, JSON for machines."""

import json

import pytest
from typer.testing import CliRunner

from pes_analysis.cli import app
from pes_analysis.protect.errors import PesError

DAY = ("--on", "2026-11-30")


def test_an_edition_that_reaches_its_limits_ends_with_zero() -> None:
    done = CliRunner().invoke(app, ["quality", *DAY])
    assert done.exit_code == 0
    assert "▼ niespełniony" not in done.stdout


def test_an_edition_below_its_limits_ends_with_one() -> None:
    done = CliRunner().invoke(app, ["quality", "--edition", "slaskie-2024", *DAY], env={"PES_LANG": "en"})
    assert done.exit_code == 1
    assert "▼ not reached" in done.stdout


def test_machines_read_the_same() -> None:
    done = CliRunner().invoke(app, ["quality", "--edition", "slaskie-2024", "--json", *DAY])
    read = json.loads(done.stdout)
    assert (read["as_of"], read["holds"], done.exit_code) == ("2026-11-30", False, 1)
    failed = [one["measure"] for one in read["verdicts"] if one["holds"] is False]
    assert failed == ["fresh_pct", "owned_pct"]
    assert {one["level"] for one in read["fields"]} == {"county"}


@pytest.mark.parametrize("day", ["2026-13-01", "30.11.2026", "jutro"])
def test_a_day_that_is_none_is_refused(day: str) -> None:
    with pytest.raises(PesError, match="to nie data"):
        CliRunner().invoke(app, ["quality", "--on", day], catch_exceptions=False)
