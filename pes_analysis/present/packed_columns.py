"""Columns packed into short texts for a script: small numbers as few characters, repeated words once.

``reports/theme/directory-core.js`` unpacks them. Frequent words get small numbers, small numbers one letter.
"""

from collections import Counter
from collections.abc import Iterable, Sequence

ALPHABET = "!#$%&'()*+,-./0123456789:;=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]^_`abcdefghijklmnopqrstuvwxyz{|}~"
"""What JSON keeps as it is, without the space that parts cells."""
_LAST = 46
_MORE = len(ALPHABET) - _LAST


def packed_number(value: int) -> str:
    """Write a whole number; its last character, from the first half of the alphabet, ends it.

    Examples
    --------
    >>> packed_number(0), packed_number(45), len(packed_number(46)), len(packed_number(2_000))
    ('!', 'P', 2, 2)
    """
    value, place = divmod(value, _LAST)
    text = ALPHABET[place]
    while value:
        value, place = divmod(value - 1, _MORE)
        text = ALPHABET[_LAST + place] + text
    return text


def packed(cells: Iterable[Iterable[int]]) -> str:
    """Write a column whose cells are some numbers each, or none.

    Examples
    --------
    >>> packed([(0, 1), (), (2,)])
    '!#  $'
    """
    return " ".join("".join(map(packed_number, cell)) for cell in cells)


class Words:
    """Words of many texts, each kept once, the frequent ones first.

    Parameters
    ----------
    columns : sequence of sequences of lists of str
        Every text as its words, none of them with a space.

    Examples
    --------
    >>> words = Words([[["CIS", "Nowy"], ["CIS"]]])
    >>> words.joined, words.column([["CIS"], ["Nowy"]])
    ('CIS Nowy', '! #')
    """

    def __init__(self, columns: Sequence[Sequence[Sequence[str]]]) -> None:
        counts = Counter(word for column in columns for text in column for word in text)
        ordered = sorted(counts, key=lambda word: (-counts[word], word))
        self.joined = " ".join(ordered)
        self._place = {word: place for place, word in enumerate(ordered)}

    def column(self, texts: Iterable[Sequence[str]]) -> str:
        """Write a column of texts as the numbers of their words."""
        return packed([self._place[word] for word in text] for text in texts)


def frequent_first(values: Iterable[str]) -> list[str]:
    """Give distinct texts, the most frequent first; empty ones fall out.

    Examples
    --------
    >>> frequent_first(["b", "a", "b", ""])
    ['b', 'a']
    """
    counts = Counter(value for value in values if value)
    return sorted(counts, key=lambda value: (-counts[value], value))
