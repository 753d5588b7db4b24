"""A chart with everything a reader needs: two layouts, a caption, an alternative text, a table.

One SVG holds a wide and a narrow layout, so that a chart is redrawn on a phone, not shrunk.
As an image it shows the layout that suits the shape of the box it is given: a page gives the box
``aspect-ratio: var(--wide)`` or ``var(--narrow)``; a plain Markdown viewer shows the wide one at its
natural size. Inlined in a page it chooses by the width of the screen or of its container.
"""

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pes_analysis.present.palette import FONT, INK, PAPER
from pes_analysis.present.svg import Drawing, content, element, join
from pes_analysis.protect import escape
from pes_analysis.protect.errors import PesError

if TYPE_CHECKING:
    from pes_analysis.present.table import Table

# px; below it the margins of the page and a scroll bar leave the wide layout less than its own 700 px,
# and its text would fall under 12 px
NARROW_SCREEN = 780
NARROW_CONTAINER = 600
WIDEST = 760
WIDEST_NARROW = 480

_LABEL = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_LANGUAGE = re.compile(r"[a-z]{2}")
# What would end a Markdown link destination or mean something in it ("%" first), and all beyond ASCII.
_ENCODED = {
    bytes([code]): b"%%%02X" % code for code in (*b"%<>\"'# &()*[\\]^`{|}$!@?+~\t\n\r", *range(0x80, 0x100))
}


@dataclass(frozen=True)
class Layout:
    """One way to draw a chart.

    Attributes
    ----------
    width, height : float
        Size in drawing units; one unit is one CSS pixel at natural size.
    content : Drawing
        What is drawn.
    definitions : Drawing
        Patterns the content refers to.
    """

    width: float
    height: float
    content: Drawing
    definitions: Drawing = field(default=Drawing(""))


@dataclass(frozen=True)
class Figure:
    """A finished chart. It cannot be made without its caption, alternative text and table.

    Attributes
    ----------
    label : str
        Name within the page: small letters, digits, hyphens; ``fig-`` is put before it.
    svg : str
        One SVG with both layouts.
    caption, alt : str
        Plain text: what is shown, where, when, source; and what a reader who cannot see it must know.
    table : Table
        The figures the chart shows.
    wide, narrow : tuple of int
        Width and height of the two layouts.

    Raises
    ------
    PesError
        If the label cannot be an id, or the caption, the alternative text or the table is missing.
    """

    label: str
    svg: str
    caption: str
    alt: str
    table: "Table"
    wide: tuple[int, int]
    narrow: tuple[int, int]

    def __post_init__(self) -> None:
        if not _LABEL.fullmatch(self.label) or self.label.startswith("fig-"):
            shown = escape.clean(self.label, limit=40)
            raise PesError(
                f"Wykres: etykieta „{shown}” nie nadaje się na identyfikator. Użyj małych liter a–z, "
                "cyfr i łączników, bez przedrostka „fig-”.",
                f"Chart: the label '{shown}' cannot be an id. Use small letters a–z, digits and hyphens, "
                "without the prefix 'fig-'.",
            )
        missing = [
            (pl, en)
            for present, pl, en in (
                (self.caption.strip(), "podpisu (caption)", "a caption"),
                (self.alt.strip(), "tekstu alternatywnego (alt)", "an alternative text (alt)"),
                (self.table is not None, "tabeli z danymi (table)", "a table with its figures (table)"),
            )
            if not present
        ]
        if missing:
            raise PesError(
                f"Wykres „{self.label}” nie ma: {', '.join(pl for pl, _ in missing)}. Podaj to na początku.",
                f"Chart '{self.label}' lacks {', '.join(en for _, en in missing)}. Give it when making it.",
            )

    def data_uri(self) -> str:
        """Address of an image that holds the chart, valid as a Markdown link destination.

        Returns
        -------
        str
            A ``data:`` address without spaces, quotes, brackets or anything Markdown would read.
        """
        encoded = self.svg.encode()
        for byte, code in _ENCODED.items():
            # Looking is much faster than replacing, and most of them are not there.
            if byte in encoded:
                encoded = encoded.replace(byte, code)
        return "data:image/svg+xml," + encoded.decode("ascii")

    def markdown(self, language: str | None = None) -> str:
        """Write the chart as a pandoc image with a caption.

        Parameters
        ----------
        language : str, optional
            Two-letter code, when the texts are in another language than the page.

        Returns
        -------
        str
            One paragraph of Markdown.
        """
        if language is not None and not _LANGUAGE.fullmatch(language):
            raise PesError(
                f"Kod języka „{escape.clean(language, limit=20)}” jest nieznany. Podaj „pl” albo „en”.",
                f"The language code '{escape.clean(language, limit=20)}' is unknown. Give 'pl' or 'en'.",
            )
        boxes = f"--wide:{_ratio(self.wide)};--narrow:{_ratio(self.narrow)}"
        spoken = f" lang={language}" if language else ""
        return (
            f"![{escape.markdown(self.caption)}]({self.data_uri()})"
            f'{{#fig-{self.label} .pes-chart{spoken} fig-alt="{escape.markdown_attribute(self.alt)}" '
            f'style="{boxes}"}}'
        )


def compose(
    label: str,
    wide: Layout,
    narrow: Layout,
    *,
    caption: str,
    alt: str,
    table: "Table",
    has_links: bool = False,
) -> Figure:
    """Put two layouts into one SVG and make the figure.

    Parameters
    ----------
    label, caption, alt, table
        As in `Figure`.
    wide, narrow : Layout
        The two layouts.
    has_links : bool
        Whether something in the chart can be followed; it is then a group, not one image.

    Returns
    -------
    Figure
        The finished chart.

    Examples
    --------
    >>> from pes_analysis.present.language import Language
    >>> from pes_analysis.present.table import Table
    >>> table = Table("dane", "Dane.", ("Powiat",), (("bocheński",),), "l", Language.PL)
    >>> from pes_analysis.present.svg import circle
    >>> dot = circle(9, 9, 3, "#000")
    >>> figure = compose("dot", Layout(680, 300, dot), Layout(360, 400, dot), caption="A dot.",
    ...                  alt="One black dot.", table=table)
    >>> figure.wide, figure.narrow
    ((680, 300), (360, 400))
    >>> figure.markdown().endswith('style="--wide:680/300;--narrow:360/400"}')
    True
    """
    prefix = f"fig-{label}"
    sizes = (_size(wide), _size(narrow))
    svg = element(
        "svg",
        element("title", content(caption), id=f"{prefix}-title"),
        element("desc", content(alt), id=f"{prefix}-desc"),
        element("style", Drawing(_style(prefix, *sizes))),
        _nested(wide, "wide", prefix),
        _nested(narrow, "narrow", prefix),
        xmlns="http://www.w3.org/2000/svg",
        class_=prefix,
        width=sizes[0][0],
        height=sizes[0][1],
        # With a width and a height browsers make up a viewBox for an image; "none" lets each layout
        # fill the box it is given.
        preserveAspectRatio="none",
        role="group" if has_links else "img",
        aria_labelledby=f"{prefix}-title {prefix}-desc",
    )
    return Figure(label, str(svg), caption, alt, table, *sizes)


def _nested(layout: Layout, name: str, prefix: str) -> Drawing:
    definitions = element("defs", layout.definitions) if layout.definitions else Drawing("")
    return element(
        "svg",
        join([definitions, layout.content]),
        class_=f"pes-{name} {prefix}-{name}",
        # For viewers that do not know media queries.
        display="none" if name == "narrow" else None,
        width="100%",
        height="100%",
        viewBox=f"0 0 {_ratio(_size(layout), ' ')}",
        preserveAspectRatio="none",
    )


def _style(prefix: str, wide: tuple[int, int], narrow: tuple[int, int]) -> str:
    middle = round(1000 * (wide[0] / wide[1] * narrow[0] / narrow[1]) ** 0.5)
    alone, inline = f":root.{prefix}", f".{prefix}:not(:root)"
    narrow_inline = (
        f"{inline}{{aspect-ratio:{_ratio(narrow)};max-width:{WIDEST_NARROW}px}}"
        f"{inline} .{prefix}-narrow{{display:inline}}{inline} .{prefix}-wide{{display:none}}"
    )
    return (
        # Dark viewers and forced colours would put near-black letters on black.
        f".{prefix}{{font-family:{FONT};font-variant-numeric:tabular-nums;fill:{INK};"
        f"background:{PAPER};forced-color-adjust:none}}"
        f".{prefix}-narrow{{display:none}}"
        f"@media (max-aspect-ratio:{middle}/1000){{{alone} .{prefix}-narrow{{display:inline}}"
        f"{alone} .{prefix}-wide{{display:none}}}}"
        f"{inline}{{display:block;width:100%;height:auto;max-width:{WIDEST}px;aspect-ratio:{_ratio(wide)}}}"
        f"@media screen and (max-width:{NARROW_SCREEN}px){{{narrow_inline}}}"
        f"@container (max-width:{NARROW_CONTAINER}px){{{narrow_inline}}}"
    )


def _size(layout: Layout) -> tuple[int, int]:
    return round(layout.width), round(layout.height)


def _ratio(size: tuple[int, int], between: str = "/") -> str:
    return f"{size[0]}{between}{size[1]}"
