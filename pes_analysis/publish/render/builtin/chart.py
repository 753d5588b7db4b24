"""Charts written as ``data:`` drawings: taken out before pandoc, checked, put into the page as SVG.

In the page their text can be read, searched and enlarged, their tooltips and links work.
"""

import functools
import re
import xml.etree.ElementTree as ET
from collections.abc import Callable
from dataclasses import dataclass, field
from html import escape
from urllib.parse import quote, unquote, urlsplit

from pes_analysis.publish.render.builtin.refusal import refusal

DRAWING = re.compile(r"\]\(data:image/svg\+xml(?:;charset=utf-8)?,(?P<svg>[^)\s]+)\)", re.IGNORECASE)
RATIOS = re.compile(r"--wide:\s*\d+\s*/\s*\d+;\s*--narrow:\s*\d+\s*/\s*\d+;?")
NAMESPACE = "{http://www.w3.org/2000/svg}"
LINK_NAMES = ("href", "{http://www.w3.org/1999/xlink}href")
_ELEMENTS_NAMES = """
svg g path rect circle ellipse line polyline polygon text tspan textPath title desc metadata style
defs pattern clipPath mask marker use symbol a linearGradient radialGradient stop
"""
ELEMENTS = frozenset(_ELEMENTS_NAMES.split())
# A backslash writes any of these words so that no one recognises it.
OUTSIDE_STYLE = re.compile(r"\\|@import|image-set|(?:\burl|\bsrc|\bimage|expression)\s*\(", re.IGNORECASE)
OWN_PART = re.compile(r"""url\(\s*(?P<quote>["']?)#[\w-]+(?P=quote)\s*\)""", re.IGNORECASE)
TEXT_ATTRIBUTES = frozenset({"aria-label", "aria-description"})
XML_ATTRIBUTE = "{http://www.w3.org/XML/1998/namespace}"
OWN_NAMES = ("title", "desc")
# The page gives the drawing its size, name and role.
ROOT_KEEPS = frozenset({"id", "class", "viewBox", "preserveAspectRatio", "font-family", "font-size", "fill"})
# Numbers and paths, nearly all that drawings hold: nothing in them is looked for, and nothing escaped.
_COORDINATES = re.compile(r"[-+0-9., %MLHVCSQTAZmlhvcsqtaz]*")
_IN_TEXTS = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
_IN_ATTRIBUTES = {
    **_IN_TEXTS,
    **str.maketrans({'"': "&quot;", "\r": "&#13;", "\n": "&#10;", "\t": "&#09;"}),
}
_FREQUENT = {quote(sign, safe=""): sign for sign in '<> "/=#:;,()'}


@dataclass
class Charts:
    """The drawings of one page, by the short names that stand for them while pandoc works.

    pandoc needs half a second for the long addresses of four charts and 60 ms without them.
    """

    drawings: dict[str, str] = field(default_factory=dict)

    def take_out(self, markdown: str) -> str:
        """Replace every ``data:`` drawing by a short name.

        Examples
        --------
        >>> charts = Charts()
        >>> charts.take_out("![A](data:image/svg+xml,%3Csvg%2F%3E){.pes-chart}")
        '![A](pes-chart:1){.pes-chart}'
        >>> charts.drawings
        {'pes-chart:1': '<svg/>'}
        """

        def short(match: re.Match[str]) -> str:
            name = f"pes-chart:{len(self.drawings) + 1}"
            self.drawings[name] = _unquoted(match["svg"])
            return f"]({name})"

        return DRAWING.sub(short, markdown)


def _unquoted(quoted: str) -> str:
    """Undo the quoting of an address; the signs that drawings are full of go at once, each in one step."""
    for number, sign in _FREQUENT.items():
        quoted = quoted.replace(number, sign)
    return unquote(quoted)


def inline_drawing(svg: str, alternative: str, style: str, resolve: Callable[[str], str], where: str) -> str:
    """Write a drawing into the page.

    Parameters
    ----------
    svg : str
        The drawing, one ``<svg>`` element.
    alternative : str
        What assistive technology reads instead of it.
    style : str
        ``--wide:680/400;--narrow:360/520``, the shapes of its two layouts.
    resolve : callable
        Turns a link of the source into a link of the page.
    where : str
        The source, for the error message.

    Returns
    -------
    str
        A drawing with links is a group, so that they can be reached; one without is an image.

    Raises
    ------
    PesError
        When the drawing holds a script, asks for something from outside or is not SVG.

    Examples
    --------
    >>> inline_drawing("<svg xmlns='http://www.w3.org/2000/svg'><g/></svg>", "Rośnie.",
    ...                "--wide:2/1;--narrow:1/1", str, "a.qmd").partition("><")[2]
    'svg role="img" aria-label="Rośnie."><g /></svg></div>'
    """
    if not RATIOS.fullmatch(style):
        raise refusal(
            where,
            f"wykres ma styl „{style}”. Potrzebny jest --wide:680/400;--narrow:360/520, z jego wymiarami.",
            f"a chart has the style '{style}'. It needs --wide:680/400;--narrow:360/520, with its own sizes.",
        )
    root = _checked(svg, where)
    # The page is written from what was checked, never from the text: two parsers may read it differently.
    has_links = False
    for element in root.iter():
        element.tag = element.tag.removeprefix(NAMESPACE)
        target = next((found for key in LINK_NAMES if (found := element.attrib.pop(key, None))), None)
        if target is not None:
            element.set("href", target if target.startswith("#") else resolve(target))
        has_links = has_links or element.tag == "a"
    # The figure's caption and alternative text say the same; as a tooltip it would cover the chart's own.
    while len(root) and root[0].tag in OWN_NAMES:
        root.remove(root[0])
    kept = {key: value for key, value in root.attrib.items() if key in ROOT_KEEPS}
    root.attrib.clear()
    root.attrib.update(kept | {"role": "group" if has_links else "img", "aria-label": alternative})
    root.text = root.tail = None
    written: list[str] = []
    _write(root, written)
    return f'<div class="pes-chart" style="{escape(style)}">{"".join(written)}</div>'


def _checked(svg: str, where: str) -> ET.Element:
    fault = "DOCTYPE" if "<!DOCTYPE" in svg or "<!ENTITY" in svg else None
    root = ET.Element("none")
    if fault is None:
        try:
            root = ET.fromstring(svg)  # noqa: S314 - declarations of entities were refused above
        except ET.ParseError as error:
            fault = str(error)
    if fault is None and root.tag != f"{NAMESPACE}svg":
        fault = root.tag
    if fault is None:
        fault = next((found for found in map(_fault, root.iter()) if found is not None), None)
    if fault is not None:
        raise refusal(
            where,
            f"rysunek SVG zawiera „{fault}”. Zostaw same kształty, teksty i odnośniki w obrębie strony.",
            f"an SVG drawing holds '{fault}'. Keep to shapes, texts and links within the site.",
        )
    return root


def _fault(element: ET.Element) -> str | None:
    """Find what an element must not hold: the first of it."""
    name = element.tag.removeprefix(NAMESPACE)
    if name not in ELEMENTS:
        return name
    if name == "style" and _reaches_outside(element.text or ""):
        return element.text or ""
    for key, value in element.attrib.items():
        if _is_refused(key):
            return key
        if key in LINK_NAMES and not _stays_here(value, link=name == "a"):
            return value
        is_plain = key in TEXT_ATTRIBUTES or _COORDINATES.fullmatch(value)
        if not is_plain and _reaches_outside(value):
            return value
    return None


@functools.cache
def _is_refused(key: str) -> bool:
    """Say whether an attribute runs a script or belongs to another language than SVG."""
    foreign = key.startswith("{") and key not in LINK_NAMES and not key.startswith(XML_ATTRIBUTE)
    return key[:2].lower() == "on" or foreign


# Drawings repeat a few styles thousands of times.
@functools.lru_cache(maxsize=4096)
def _reaches_outside(style: str) -> bool:
    return OUTSIDE_STYLE.search(OWN_PART.sub("", style)) is not None


def _write(element: ET.Element, parts: list[str]) -> None:
    """Write an element as the standard library does, which looks for namespaces in each of them first."""
    parts.append(f"<{element.tag}")
    for key, value in element.attrib.items():
        name = key.replace(XML_ATTRIBUTE, "xml:", 1)
        plain = value if _COORDINATES.fullmatch(value) else value.translate(_IN_ATTRIBUTES)
        parts.append(f' {name}="{plain}"')
    if element.text or len(element):
        parts.append(f">{(element.text or '').translate(_IN_TEXTS)}")
        for inner in element:
            _write(inner, parts)
        parts.append(f"</{element.tag}>")
    else:
        parts.append(" />")
    if element.tail:
        parts.append(element.tail.translate(_IN_TEXTS))


def _stays_here(target: str, *, link: bool) -> bool:
    """Tell whether a target is a part of the drawing or, of a link, a page of the site."""
    if target.startswith("#"):
        return True
    # Browsers leave out control characters and spaces before they look for a scheme.
    plain = target.isprintable() and target == target.strip() and "\\" not in target
    parts = urlsplit(target) if plain else None
    return link and parts is not None and not (parts.scheme or parts.netloc) and bool(parts.path)
