"""What is packed in Python is read back in a browser's engine, whatever it is."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from py_mini_racer import MiniRacer

from pes_analysis.present.packed_columns import ALPHABET, Words, packed, packed_number

CORE = Path(__file__).parents[2] / "reports" / "theme" / "directory-core.js"


@pytest.fixture(scope="module")
def engine() -> MiniRacer:
    racer = MiniRacer()
    racer.eval(CORE.read_text(encoding="utf-8"))
    return racer


def test_json_keeps_every_sign_as_it_is() -> None:
    assert json.dumps(ALPHABET) == f'"{ALPHABET}"'
    assert len(set(ALPHABET)) == len(ALPHABET)


@settings(deadline=None)
@given(st.lists(st.lists(st.one_of(st.integers(0, 200), st.integers(0, 10**9)), max_size=5), min_size=1))
def test_numbers_come_back(engine: MiniRacer, cells: list[list[int]]) -> None:
    text = json.dumps(packed(cells))
    assert json.loads(engine.eval(f'JSON.stringify({text}.split(" ").map(PesDirectory.numbers))')) == cells


def test_small_numbers_are_short() -> None:
    assert [max(len(packed_number(n)) for n in range(low)) for low in (46, 2116, 95_266)] == [1, 2, 3]


@given(st.lists(st.lists(st.text(st.characters(exclude_characters=" "), min_size=1), max_size=4)))
def test_words_come_back(texts: list[list[str]]) -> None:
    words = Words([texts])
    known = words.joined.split(" ")
    assert len(set(known)) == len(known)
    assert words.column(texts) == packed([known.index(word) for word in text] for text in texts)
