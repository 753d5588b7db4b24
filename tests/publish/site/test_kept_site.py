"""The next site takes files over from the published one, which nothing of that can change."""

import os
from pathlib import Path

import pytest

from pes_analysis.publish.keys.digests import digest_of
from pes_analysis.publish.site.kept_site import KeptSite
from pes_analysis.publish.site.private import Addresses

OLD, NEW = b"stara", b"nowa"


@pytest.fixture
def published(tmp_path: Path) -> Path:
    (tmp_path / "site" / "karty").mkdir(parents=True)
    (tmp_path / "site" / "karty" / "a.html").write_bytes(OLD)
    return tmp_path / "site"


def kept(published: Path) -> KeptSite:
    return KeptSite(published, {"karty/a.html": digest_of(OLD)})


def test_what_stays_is_linked_and_known(published: Path, tmp_path: Path) -> None:
    files, new = kept(published), tmp_path / "new"
    assert files.link("karty/a.html", new)
    assert (new / "karty/a.html").samefile(published / "karty/a.html")
    assert files.placed == {"karty/a.html": digest_of(OLD)}


def test_what_the_site_does_not_have_is_not_linked(published: Path, tmp_path: Path) -> None:
    files = kept(published)
    assert not files.link("karty/b.html", tmp_path / "new")
    assert not files.has("karty/a.html", digest_of(NEW))
    (published / "karty/a.html").unlink()
    assert not files.link("karty/a.html", tmp_path / "new")
    assert files.placed == {}


@pytest.mark.parametrize("way", ["write", "copy"])
def test_writing_over_a_linked_file_leaves_the_published_one(
    published: Path, tmp_path: Path, way: str
) -> None:
    files, new, source = kept(published), tmp_path / "new", tmp_path / "source"
    source.write_bytes(NEW)
    files.link("karty/a.html", new)
    if way == "write":
        assert files.write("karty/a.html", NEW, new) == digest_of(NEW) == files.placed["karty/a.html"]
    else:
        files.copy(source, digest_of(NEW), "karty/a.html", new)
        assert "karty/a.html" not in files.placed
    assert (new / "karty/a.html").read_bytes() == NEW
    assert (published / "karty/a.html").read_bytes() == OLD


def test_a_link_takes_the_place_of_what_was_there(published: Path, tmp_path: Path) -> None:
    files, new = kept(published), tmp_path / "new"
    files.write("karty/a.html", NEW, new)
    assert files.link("karty/a.html", new)
    assert (new / "karty/a.html").read_bytes() == OLD


def test_without_links_a_file_is_copied(
    published: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(source: str, target: str) -> None:
        raise PermissionError

    monkeypatch.setattr(os, "link", refused)
    files, new, source = kept(published), tmp_path / "new", tmp_path / "source"
    source.write_bytes(OLD)
    files.copy(source, digest_of(OLD), "karty/a.html", new)
    assert (new / "karty/a.html").read_bytes() == OLD
    assert not (new / "karty/a.html").samefile(published / "karty/a.html")


def test_a_private_card_is_written_and_taken_over_under_its_address(tmp_path: Path) -> None:
    name, addresses = "en/karty/cis-1/index.html", Addresses({"cis-1": "abc"})
    old, new = tmp_path / "old", tmp_path / "new"
    first = KeptSite(old, {}, addresses)
    digest = first.write(name, b"../karty/cis-1/x karty/cis-12/", old)
    assert (old / "en/karty/abc/index.html").read_bytes() == b"../karty/abc/x karty/cis-12/"
    next_one = KeptSite(old, first.placed, addresses)
    assert next_one.has(name, digest)
    assert next_one.link(name, new)
    assert (new / "en/karty/abc/index.html").samefile(old / "en/karty/abc/index.html")
    assert next_one.placed == {"en/karty/abc/index.html": digest}
    # With another secret the card has another address, and is written there.
    moved = KeptSite(old, first.placed, Addresses({"cis-1": "xyz"}))
    assert not moved.has(name, digest)
    assert not moved.link(name, new)
