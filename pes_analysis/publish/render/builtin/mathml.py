"""MathML is the only HTML a page may bring itself: formulas of the catalogue."""

import re
import xml.etree.ElementTree as ET

from pes_analysis.publish.render.builtin.refusal import refusal

NAMESPACE = "{http://www.w3.org/1998/Math/MathML}"
_ELEMENTS_NAMES = """
math mrow mi mn mo mtext mspace ms mfrac msqrt mroot mstyle mpadded mphantom mfenced msub msup
msubsup munder mover munderover mtable mtr mtd semantics annotation
"""
ELEMENTS = frozenset(_ELEMENTS_NAMES.split())
_ATTRIBUTES_NAMES = """
display alttext dir mathvariant stretchy fence separator form lspace rspace width height depth
linethickness columnalign rowspacing columnspacing displaystyle scriptlevel encoding accent
"""
ATTRIBUTES = frozenset(_ATTRIBUTES_NAMES.split())
DECLARATIONS = re.compile(r"<!|<\?")


def checked_mathml(text: str, where: str) -> str:
    """Let one formula through.

    Parameters
    ----------
    text : str
        A raw HTML passage of the page.
    where : str
        The source, for the error message.

    Raises
    ------
    PesError
        For anything but one ``<math>`` of plain presentation elements.

    Examples
    --------
    >>> checked_mathml("<math><mi>x</mi></math>", "a.qmd")
    '<math><mi>x</mi></math>'
    """
    formula = text.strip()
    if not DECLARATIONS.search(formula):
        try:
            root = ET.fromstring(formula)  # noqa: S314 - declarations, and with them entities, were refused
        except ET.ParseError:
            root = ET.Element("broken")
        if root.tag.removeprefix(NAMESPACE) == "math" and all(_is_plain(element) for element in root.iter()):
            return formula
    raise refusal(
        where,
        f"fragment HTML „{formula[:60]}”. Wolno wstawić tylko wzór <math>; resztę zapisz w Markdownie.",
        f"a passage of HTML '{formula[:60]}'. Only a <math> formula may stand in a report; use Markdown.",
    )


def _is_plain(element: ET.Element) -> bool:
    return element.tag.removeprefix(NAMESPACE) in ELEMENTS and not element.attrib.keys() - ATTRIBUTES
