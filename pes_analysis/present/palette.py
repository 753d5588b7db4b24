"""The one set of colours: near-black, neutrals, an accent, and a pair for better and worse.

Every colour that carries text stands at 4.5:1 or more on white, every colour that carries
a shape at 3:1 or more; the tints carry nothing alone. ``tests/present/test_palette.py`` computes both.
"""

INK = "#1a1a1a"
GREY = "#5c6363"  # text of second rank
LINE = "#778282"  # shapes of second rank, outlines
MIDDLE = "#7a8f8f"  # the middle half of a group
RANGE = "#dbe2e2"  # a tint: the whole range, its ends marked by LINE
RULE = "#e4e8e8"  # a tint: separators and grid
PAPER = "#ffffff"

ACCENT = "#0b6b6b"
ACCENT_TINT = "#cfe3e2"

BETTER = "#1d5f9e"
BETTER_TINT = "#e3edf6"
WORSE = "#b34a00"
WORSE_TINT = "#faeadd"

# Answers from 1 to 5: the ends are those of worse and better, the middle a neutral.
ANSWERS = (WORSE, "#e8b48a", RANGE, "#93b8dd", BETTER)

# One hue from light to dark: five classes of a map, told apart also in grey.
SEQUENTIAL = ("#e6f2f1", "#b4d8d5", "#74b3af", "#31827f", "#084c4c")

FONT = "system-ui,-apple-system,'Segoe UI',Roboto,'Noto Sans','Liberation Sans',Arial,sans-serif"


def contrast(first: str, second: str) -> float:
    """Contrast ratio of two colours after WCAG 2.2 (2023).

    Parameters
    ----------
    first, second : str
        Colours as ``#rrggbb``.

    Returns
    -------
    float
        From 1 (the same lightness) to 21 (black on white).

    Examples
    --------
    >>> round(contrast("#000000", "#ffffff"))
    21
    >>> contrast(INK, PAPER) > 15
    True
    """
    darker, lighter = sorted((_luminance(first), _luminance(second)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    channels = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
