"""Digests that are kept are those of what the files hold, whatever their times say."""

import os
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pes_analysis.publish.keys.digests import digest_of
from pes_analysis.publish.keys.file_digests import TICK_NS, FileDigests

LONG_AGO = 1_700_000_000_000_000_000


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Give the names of the files that are read."""
    names: list[str] = []
    real = Path.read_bytes

    def noting(path: Path) -> bytes:
        names.append(path.name)
        return real(path)

    monkeypatch.setattr(Path, "read_bytes", noting)
    return names


def at_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the clock run on, so that files just written have been at rest."""
    later = time.time_ns() + 2 * TICK_NS
    monkeypatch.setattr(time, "time_ns", lambda: later)


def test_a_file_at_rest_is_read_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, read: list[str]
) -> None:
    path, kept = tmp_path / "a.csv", tmp_path / "kept"
    path.write_text("1")
    at_rest(monkeypatch)
    first = FileDigests(kept)
    assert first.of(path) == digest_of(b"1")
    first.save()
    assert FileDigests(kept).of(path) == digest_of(b"1")
    assert read.count("a.csv") == 1


def test_a_change_within_one_tick_is_seen(tmp_path: Path) -> None:
    path, kept = tmp_path / "a.csv", tmp_path / "kept"
    path.write_text("1")
    before = path.stat()
    digests = FileDigests(kept)
    assert digests.of(path) == digest_of(b"1")
    digests.save()
    path.write_text("2")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert FileDigests(kept).of(path) == digests.of(path) == digest_of(b"2")


@pytest.mark.parametrize("when", [LONG_AGO, LONG_AGO * 2])
def test_a_change_behind_a_time_put_back_is_seen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, when: int
) -> None:
    path, kept = tmp_path / "a.csv", tmp_path / "kept"
    path.write_text("1")
    os.utime(path, ns=(when, when))
    with monkeypatch.context() as clock:
        at_rest(clock)
        digests = FileDigests(kept)
        digests.of(path)
        digests.save()
    # A clock that ticks is needed: the time of the change itself cannot be put back.
    time.sleep(0.02)
    path.write_text("2")
    os.utime(path, ns=(when, when))
    assert FileDigests(kept).of(path) == digest_of(b"2")


def test_a_file_put_in_its_place_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, other, kept = tmp_path / "a.csv", tmp_path / "b.csv", tmp_path / "kept"
    path.write_text("1")
    other.write_text("2")
    os.utime(path, ns=(LONG_AGO, LONG_AGO))
    os.utime(other, ns=(LONG_AGO, LONG_AGO))
    at_rest(monkeypatch)
    digests = FileDigests(kept)
    digests.of(path)
    digests.save()
    other.replace(path)
    assert FileDigests(kept).of(path) == digest_of(b"2")


@pytest.mark.parametrize("damage", [b"", b"{}", b"\xff\x00", b"0" * 40 + b"\n{}"])
def test_what_is_damaged_counts_as_nothing(tmp_path: Path, damage: bytes) -> None:
    path, kept = tmp_path / "a.csv", tmp_path / "kept"
    path.write_text("1")
    kept.write_bytes(damage)
    digests = FileDigests(kept)
    assert digests.of(path) == digest_of(b"1")
    digests.save()
    assert FileDigests(kept).of(path) == digest_of(b"1")


def test_one_changed_letter_of_what_is_kept_is_noticed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, kept = tmp_path / "a.csv", tmp_path / "kept"
    path.write_text("1")
    at_rest(monkeypatch)
    digests = FileDigests(kept)
    right = digests.of(path)
    digests.save()
    kept.write_bytes(kept.read_bytes().replace(right.encode(), digest_of(b"2").encode()))
    assert FileDigests(kept).of(path) == right


def test_a_file_that_is_gone_has_no_digest(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.csv"
    path.write_text("1")
    at_rest(monkeypatch)
    digests = FileDigests()
    digests.of(path)
    path.unlink()
    with pytest.raises(FileNotFoundError):
        digests.of(path)


@given(st.lists(st.tuples(st.sampled_from("ab"), st.binary(max_size=3)), max_size=8))
def test_whatever_is_written_in_whatever_order_the_digest_is_that_of_the_content(
    tmp_path_factory: pytest.TempPathFactory, writes: list[tuple[str, bytes]]
) -> None:
    folder = tmp_path_factory.mktemp("files")
    kept = folder / "kept"
    for name, content in writes:
        (folder / name).write_bytes(content)
        digests = FileDigests(kept)
        assert digests.of(folder / name) == digest_of(content)
        digests.save()
