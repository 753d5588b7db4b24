"""How wide a line of text will be, and where to break it.

A chart does not know the reader's font. Widths are those of DejaVu Sans, the widest of
the usual system fonts, so that what fits here fits with Segoe UI, Roboto or San Francisco too.
"""

import unicodedata
from functools import lru_cache

# Advance widths in hundredths of the letter size.
_GROUPS = {
    28: "'ijlIJ",
    33: ",. ł|\u00a0\u202f·’",
    37: "f-/:;\\",
    41: "rt!()[]„”",
    52: 'sz`śźż–_"',
    57: "cLćŁ?",
    62: "aekovxyąęóFTPYĘ",
    65: "0123456789bdghnpquńESKŚ$",
    70: "ABCRVXZĄĆŹŻ",
    77: "DGHNUŃ",
    80: "wOQÓ&",
    84: "#+<=>^~×±≥≤−→▲▼■M",
    98: "m%",
    100: "W@—…",
    135: "‰",
}
_WIDTHS = {letter: width for width, letters in _GROUPS.items() for letter in letters}
_BOLD = 1.12


@lru_cache(maxsize=4096)
def text_width(words: str, size: float, bold: bool = False) -> float:
    """Width of one line, in the units of ``size``; on the safe side.

    Parameters
    ----------
    words : str
        The line.
    size : float
        Height of the letters.
    bold : bool
        Whether the line is semi-bold.

    Returns
    -------
    float
        At least what a usual system font takes.

    Examples
    --------
    >>> text_width("im", 100)
    126.0
    >>> text_width("", 13)
    0.0
    """
    hundredths = sum(_WIDTHS.get(letter) or _width_of_rare(letter) for letter in words)
    return hundredths * size / 100 * (_BOLD if bold else 1)


@lru_cache(maxsize=1024)
def wrap(words: str, width: float, size: float, lines: int = 2, bold: bool = False) -> tuple[str, ...]:
    """Break a text into at most so many lines; what does not fit ends in an ellipsis.

    A one-letter word never ends a line, as Polish typography asks.

    Parameters
    ----------
    words : str
        The text.
    width, size : float
        Room for a line and height of the letters, in the same units.
    lines : int
        The most lines there may be.
    bold : bool
        Whether the text is semi-bold.

    Returns
    -------
    tuple of str
        At least one line (empty for an empty text), at most ``lines``.

    Examples
    --------
    >>> wrap("Rodziny wspierane z powodu ubóstwa", 140, 12)
    ('Rodziny wspierane', 'z powodu ubóstwa')
    >>> wrap("Rodziny wspierane z powodu ubóstwa", 140, 12, lines=1)
    ('Rodziny wspierane…',)
    """
    pieces = [piece for piece in words.replace("\n", " ").split(" ") if piece]
    done: list[str] = []
    current: list[str] = []
    for piece in pieces:
        if current and text_width(" ".join([*current, piece]), size, bold) > width:
            carried = [current.pop()] if len(current) > 1 and len(current[-1]) == 1 else []
            done.append(" ".join(current))
            current = [*carried, piece]
        else:
            current.append(piece)
    done.append(" ".join(current))
    kept = [done[index] for index in range(min(lines, len(done)))]
    if len(done) > lines:
        kept[-1] += "…"
    return tuple(_shorten(kept_line, width, size, bold) for kept_line in kept)


def _shorten(words: str, width: float, size: float, bold: bool) -> str:
    if text_width(words, size, bold) <= width:
        return words
    stem = words.removesuffix("…")
    while stem and text_width(stem + "…", size, bold) > width:
        stem = stem[:-1].rstrip()
    return stem + "…"


@lru_cache(maxsize=512)
def _width_of_rare(letter: str) -> int:
    if unicodedata.combining(letter):
        return 1
    return 105 if unicodedata.east_asian_width(letter) in "WF" else 75
