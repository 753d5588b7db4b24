"""Lines fit the room they are given, whatever the text."""

from hypothesis import given
from hypothesis import strategies as st

from pes_analysis.present.lettering import text_width, wrap

WORDS = st.text(alphabet="ąćę łńóśźż abcWM%‰ 019.,-", max_size=120)


@given(WORDS, st.floats(60, 400), st.integers(1, 4))
def test_no_line_is_wider_than_its_room(words, width, lines):
    broken = wrap(words, width, 13, lines)
    assert 1 <= len(broken) <= lines
    assert all(text_width(line, 13) <= width for line in broken)


@given(WORDS)
def test_nothing_is_lost_where_there_is_room(words):
    assert " ".join(wrap(words, 120, 13, 99)).split() == [
        word for word in words.split() if text_width(word, 13) <= 120
    ] or any(text_width(word, 13) > 120 for word in words.split())


def test_hard_spaces_keep_a_number_together():
    assert wrap("wydatki 1\u00a0234,5\u00a0zł", 90, 13) == ("wydatki", "1\u00a0234,5\u00a0zł")


def test_a_one_letter_word_does_not_end_a_line():
    assert wrap("rodziny z powodu", 75, 13) == ("rodziny", "z powodu")
