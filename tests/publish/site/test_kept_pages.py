"""What is noted of pages comes back as it was, or not at all."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pes_analysis.publish.render.builtin.search_index import _beginning, longest_kept
from pes_analysis.publish.render.rendered import Heading, RenderedPage
from pes_analysis.publish.site.kept_pages import TEXT_KEPT, KeptPage, read_pages, write_pages


def page(url: str, text: str) -> RenderedPage:
    return RenderedPage(url, "Tytuł", "", "pl", (Heading(2, "a", "A"),), text, (url,))


def test_pages_come_back(tmp_path: Path) -> None:
    short = KeptPage.of("k1", page("a.html", "słowo"), {"a.html": "d1"})
    long = KeptPage.of("k2", page("b.html", "x" * (TEXT_KEPT + 1)), {"b.html": "d2"})
    write_pages(tmp_path / "kept", [short, long])
    assert read_pages(tmp_path / "kept") == {"a.html": short, "b.html": long}
    assert (short.is_whole, long.is_whole) == (True, False)
    assert len(long.page.text) == TEXT_KEPT


@pytest.mark.parametrize("left", [b"", b"[]", b"0" * 40 + b"\n[]"])
def test_damaged_notes_are_none(tmp_path: Path, left: bytes) -> None:
    write_pages(tmp_path / "kept", [KeptPage.of("k", page("a.html", "słowo"), {"a.html": "d"})])
    (tmp_path / "kept").write_bytes(left)
    assert read_pages(tmp_path / "kept") == {}
    assert read_pages(None) == {}


@given(st.lists(st.text("ab ", max_size=40), min_size=1, max_size=6), st.integers(6, 60))
def test_the_index_takes_the_same_of_texts_cut_longer_than_it_takes(texts: list[str], most: int) -> None:
    whole = longest_kept([len(text) for text in texts], most, least=1)
    cut = [text[: whole + 1] for text in texts]
    assert longest_kept([len(text) for text in cut], most, least=1) == whole
    assert [_beginning(text, whole) for text in cut] == [_beginning(text, whole) for text in texts]
