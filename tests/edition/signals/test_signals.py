"""The table of signals: strict when read, the same when written, and the demonstration is what is made."""

import pytest

from pes_analysis.edition import open_edition_data
from pes_analysis.edition.generate_signals.generation import SURGE, signals_of_snapshot
from pes_analysis.edition.signals import read_demonstration_signals, read_signals, write_signals
from pes_analysis.edition.signals.reading import DEMONSTRATION, FILE
from pes_analysis.edition.snapshot import read_snapshot
from pes_analysis.edition.tables import TableError

SIGNALS = read_demonstration_signals().signals
TEXT = (DEMONSTRATION / FILE).read_text(encoding="utf-8")


def broken(tmp_path, old, new):
    assert old in TEXT
    (tmp_path / FILE).write_text(TEXT.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(TableError) as caught:
        read_signals(tmp_path)
    assert f"{FILE}:" in caught.value.pl
    return caught.value.pl


def test_the_packaged_signals_are_those_that_are_made(tmp_path):
    made = signals_of_snapshot(read_snapshot(), "12")
    write_signals(tmp_path / "signals", made)
    assert (tmp_path / "signals" / FILE).read_text(encoding="utf-8") == TEXT


def test_the_demonstration_holds_what_goes_wrong_in_life():
    assert SIGNALS["generated"].all()
    assert SIGNALS["teryt"].nunique() == 22
    assert sorted(SIGNALS["reported_on"].str[:4].unique()) == ["2022", "2023", "2024"]
    assert (SIGNALS["held_back"] != "").sum() > 10
    assert (SIGNALS["service_area"] == "").sum() > 50
    county, area, count = SURGE
    own = SIGNALS[(SIGNALS["teryt"] == county) & (SIGNALS["service_area"] == area)]
    assert (own["reported_on"] >= "2024-07").sum() >= count / 2
    assert "000" not in "".join(SIGNALS["text"])


FIRST = TEXT.splitlines()[1]
DAY = FIRST.split(",")[1]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (f",{DAY},", ",2022-02-30,"),
        (f",{DAY},1", ",2022-01-03,9"),
        (",home_care,", ",flying,"),
        (",koordynator w ROPS,", ",,"),
        (",refusal,", ",no,"),
        ("Nie ma kto przyjść z opieką w domu.", "PESEL 00000000000"),
    ],
)
def test_a_bad_cell_is_named(tmp_path, old, new):
    line = TEXT[: TEXT.index(old)].count("\n") + 1
    assert f"{FILE}:{line}: " in broken(tmp_path, old, new)


def test_writing_gives_the_same_bytes_and_a_bad_table_leaves_the_old(tmp_path):
    folder = tmp_path / "signals"
    write_signals(folder, read_demonstration_signals())
    again = read_signals(folder)
    write_signals(folder, again)
    assert (folder / FILE).read_text(encoding="utf-8") == TEXT
    again.signals["teryt"] = "9999"
    with pytest.raises(TableError):
        write_signals(folder, again)
    assert (folder / FILE).read_text(encoding="utf-8") == TEXT


def test_an_edition_without_signals_has_an_empty_table():
    assert len(open_edition_data("slaskie-2024").signals) == 0
