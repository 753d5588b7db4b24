"""A seaborn plot made into the layout of a chart: text as text, ids of its own, the same bytes each time."""

import io
import re
import warnings
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from pes_analysis.present.figure import Layout
from pes_analysis.present.palette import GREY, INK, LINE, PAPER, RULE
from pes_analysis.present.svg import Drawing, number

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure as Plot

_SVG = "{http://www.w3.org/2000/svg}"
_XLINK = "{http://www.w3.org/1999/xlink}href"
_LOCAL = re.compile(r"url\(#([^)]+)\)")
_UPRIGHT = re.compile(r"(?:translate\((?P<x>[-\d.]+) (?P<y>[-\d.]+)\) )?rotate\(-?0(?: [-\d. ]+)?\)")
_LONG_NUMBER = re.compile(r"-?\d+\.\d{2,}")
_TEXT_SIZE = re.compile(r"([\d.]+)px")
_DOTS_PER_INCH = 72  # of matplotlib's SVG: one point is one unit of the drawing
_TEXT_UNITS = 12.5
_STYLE: Any = {
    "svg.fonttype": "none",
    "svg.hashsalt": "pes-analysis",
    # A dollar in a name is a dollar.
    "text.parse_math": False,
    "font.family": "DejaVu Sans",
    "font.size": _TEXT_UNITS,
    "axes.titlesize": _TEXT_UNITS,
    "axes.labelsize": _TEXT_UNITS,
    "xtick.labelsize": _TEXT_UNITS,
    "ytick.labelsize": _TEXT_UNITS,
    "axes.edgecolor": LINE,
    "axes.labelcolor": GREY,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.grid": True,
    "axes.axisbelow": True,
    "grid.color": RULE,
    "text.color": INK,
    "xtick.color": GREY,
    "ytick.color": INK,
    "figure.facecolor": PAPER,
    "axes.facecolor": PAPER,
}


@contextmanager
def _quiet_style() -> Iterator[None]:
    # matplotlib takes half a second to import, and only comparisons draw with it.
    import matplotlib as mpl

    with mpl.rc_context(_STYLE), warnings.catch_warnings():
        # seaborn 0.13 still speaks to matplotlib 3.11 in words of 3.10.
        warnings.filterwarnings("ignore", "vert: bool was deprecated", mpl.MatplotlibDeprecationWarning)
        yield


def plot_layout(width: float, height: float, prefix: str, draw: "Callable[[Axes], None]") -> Layout:
    """Draw a plot and take its shapes and texts into a layout.

    Parameters
    ----------
    width, height : float
        In drawing units; one unit is one CSS pixel at natural size.
    prefix : str
        Put before every id, so that several plots and both layouts can share a page.
    draw : callable
        Draws on the axes it is given, with seaborn or matplotlib; texts at least 12 units high.

    Returns
    -------
    Layout
        Without metadata, dates or random ids: the same plot gives the same bytes.

    Examples
    --------
    >>> layout = plot_layout(200, 100, "fig-a", lambda axes: axes.set_xlabel("Punkty"))
    >>> ">Punkty</text>" in layout.content, layout.width
    (True, 200)
    """
    from matplotlib.backends.backend_svg import FigureCanvasSVG
    from matplotlib.figure import Figure as Plot

    with _quiet_style():
        plot = Plot(figsize=(width / _DOTS_PER_INCH, height / _DOTS_PER_INCH), layout="constrained")
        draw(plot.add_subplot())
        FigureCanvasSVG(plot)
        root = ET.fromstring(_written(plot))  # noqa: S314 - written by matplotlib a moment ago
    return Layout(width, height, _taken(root, prefix))


def _written(plot: "Plot") -> str:
    stream = io.StringIO()
    plot.savefig(stream, format="svg", metadata={"Date": None, "Creator": None, "Format": None, "Type": None})
    return stream.getvalue()


def _taken(root: ET.Element, prefix: str) -> Drawing:
    for parent in list(root.iter()):
        for child in list(parent):
            # The style of matplotlib speaks to every drawing of a page, its metadata to nobody.
            if child.tag in (f"{_SVG}metadata", f"{_SVG}style") or not isinstance(child.tag, str):
                parent.remove(child)
    for element in root.iter():
        element.tag = element.tag.removeprefix(_SVG)
        _localise(element, prefix)
        if element.tag == "text":
            _place(element)
    return Drawing("".join(ET.tostring(child, encoding="unicode") for child in root))


def _localise(element: ET.Element, prefix: str) -> None:
    if "id" in element.attrib:
        element.set("id", f"{prefix}-{element.attrib['id']}")
    target = element.attrib.pop(_XLINK, None)
    if target is not None:
        element.set("href", f"#{prefix}-{target.removeprefix('#')}")
    for name, value in list(element.attrib.items()):
        if "url(#" in value:
            element.set(name, _LOCAL.sub(rf"url(#{prefix}-\1)", value))
        if name in ("d", "x", "y", "points"):
            element.set(name, _LONG_NUMBER.sub(lambda found: number(float(found[0])), element.get(name, "")))
    # What lies between the elements is only how matplotlib breaks its lines.
    element.tail = None
    if element.tag not in ("text", "tspan", "title"):
        element.text = None


def _place(element: ET.Element) -> None:
    """Write a text as the other charts do: place, size and anchor as attributes, no font of its own."""
    style = dict(part.split(":", 1) for part in element.attrib.pop("style", "").split(";") if ":" in part)
    style = {name.strip(): value.strip() for name, value in style.items()}
    size = _TEXT_SIZE.search(style.get("font-size", "") or style.get("font", ""))
    element.set("font-size", size[1] if size else str(_TEXT_UNITS))
    for name in ("fill", "text-anchor"):
        if name in style:
            element.set(name, style[name])
    if "700" in style.get("font", "") or style.get("font-weight") in ("600", "700", "bold"):
        element.set("font-weight", "600")
    upright = _UPRIGHT.fullmatch(element.get("transform", ""))
    if upright:
        del element.attrib["transform"]
        for name in ("x", "y"):
            element.set(name, number(float(upright[name] or element.get(name, "0"))))
