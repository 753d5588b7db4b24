"""A formula as MathML Core, with its names in words."""

from collections.abc import Mapping
from html import escape

from pes_analysis.catalogue.entries import Language
from pes_analysis.catalogue.formula import Formula
from pes_analysis.catalogue.formula_tree import (
    Arithmetic,
    Call,
    Comparison,
    Division,
    FamilyName,
    ListSize,
    Name,
    Negation,
    Node,
    Number,
    Power,
    SumOver,
)
from pes_analysis.catalogue.words import (
    FUNCTIONS,
    SEPARATOR,
    SIGNS,
    Binding,
    binding,
    in_words,
    printed_number,
)


def to_mathml(formula: Formula, names: Mapping[str, str], language: Language = "pl") -> str:
    """Write a formula as a ``<math>`` element.

    Parameters
    ----------
    formula : Formula
        Parsed formula.
    names : mapping of str to str
        Words for each of ``formula.variables``; an id without words is shown as it is.
    language : {"pl", "en"}
        Of the numbers and of the names of functions.

    Returns
    -------
    str
        Elements of MathML Core only, every text escaped; the same formula in words as its ``alttext``.

    Examples
    --------
    >>> from pes_analysis.catalogue.formula import parse
    >>> to_mathml(parse("a / b"), {"a": "x", "b": "y"})
    '<math display="block" alttext="x ÷ y"><mfrac><mtext>x</mtext><mtext>y</mtext></mfrac></math>'
    """
    alternative = escape(in_words(formula, names, language), quote=True)
    body = _Printer(names, language).element(formula.tree)
    return f'<math display="block" alttext="{alternative}">{body}</math>'


class _Printer:
    def __init__(self, names: Mapping[str, str], language: Language) -> None:
        self.names = names
        self.language: Language = language

    def element(self, node: Node) -> str:
        """Return exactly one element."""
        match node:
            case Number():
                return f"<mn>{printed_number(node.text, self.language)}</mn>"
            case Name():
                return self._name(node.id)
            case FamilyName():
                return f"<msub>{self._name(node.id)}<mi>{node.index}</mi></msub>"
            case ListSize():
                return f"<msub><mi>n</mi><mi>{node.index}</mi></msub>"
            case Division():
                return f"<mfrac>{self.element(node.numerator)}{self.element(node.denominator)}</mfrac>"
            case Power():
                return f"<msup>{self._part(node.base, Binding.ATOM)}{_exponent(node.exponent)}</msup>"
            case Call():
                return self._call(node)
            case SumOver():
                sign = f"<munder><mo>∑</mo><mi>{node.index}</mi></munder>"
                return f"<mrow>{sign}{self._part(node.body, Binding.SUM_OVER)}</mrow>"
            case Negation():
                return f"<mrow><mo>−</mo>{self._part(node.operand, Binding.SUM_OVER)}</mrow>"
            case Arithmetic() | Comparison():
                return self._pair(node)

    def _pair(self, node: Arithmetic | Comparison) -> str:
        if isinstance(node, Comparison):
            least_left = least_right = Binding.SUM
        elif node.sign == "*":
            least_left, least_right = Binding.PRODUCT, Binding.FRACTION
        else:
            # a + (b + c) keeps its brackets: the author's order of adding is what is computed.
            least_left, least_right = Binding.SUM, Binding.SUM_OVER
        left, right = self._part(node.left, least_left), self._part(node.right, least_right)
        return f"<mrow>{left}<mo>{escape(SIGNS[node.sign])}</mo>{right}</mrow>"

    def _call(self, node: Call) -> str:
        if node.function == "abs":
            inner = self.element(node.arguments[0])
            return f'<mrow><mo form="prefix">|</mo>{inner}<mo form="postfix">|</mo></mrow>'
        name = FUNCTIONS[node.function].in_language(self.language)
        separator = f'<mo separator="true">{SEPARATOR[self.language]}</mo>'
        listed = separator.join(self.element(part) for part in node.arguments)
        return f"<mrow><mtext>{escape(name)}</mtext><mo>(</mo>{listed}<mo>)</mo></mrow>"

    def _name(self, name: str) -> str:
        return f"<mtext>{escape(self.names.get(name, name))}</mtext>"

    def _part(self, node: Node, least: Binding) -> str:
        if isinstance(node, Comparison):
            # Iverson's bracket: 1 when the condition holds, 0 when it does not.
            return f"<mrow><mo>[</mo>{self.element(node)}<mo>]</mo></mrow>"
        if binding(node) >= least:
            return self.element(node)
        return f"<mrow><mo>(</mo>{self.element(node)}<mo>)</mo></mrow>"


def _exponent(exponent: int) -> str:
    number = f"<mn>{abs(exponent)}</mn>"
    return number if exponent >= 0 else f"<mrow><mo>−</mo>{number}</mrow>"
