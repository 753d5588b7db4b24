"""A formula taken apart at its outermost division: counts behind a share, both sides of a ratio."""

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pes_analysis.catalogue.formula import Formula
from pes_analysis.catalogue.formula_tree import Division, FamilyName, Name, Node, SumOver, operands


@dataclass(frozen=True)
class Fraction:
    """The two sides of a ratio, each a formula of its own."""

    numerator: Formula
    denominator: Formula


def fraction_of(formula: Formula) -> Fraction | None:
    """Take a formula apart at its outermost division.

    Parameters
    ----------
    formula : Formula

    Returns
    -------
    Fraction or None
        None when the last operation is not a division, such as in ``a / b - 1``.

    Examples
    --------
    >>> from pes_analysis.catalogue.formula import parse
    >>> share = fraction_of(parse("employed_3m / (completed + dropped)"))
    >>> share.numerator.source, share.denominator.names
    ('employed_3m', ('completed', 'dropped'))
    >>> fraction_of(parse("a / b - 1")) is None
    True
    """
    expression = ast.parse(formula.source.strip(), mode="eval").body
    if not isinstance(formula.tree, Division) or not isinstance(expression, ast.BinOp):
        return None
    return Fraction(
        _formula(ast.unparse(expression.left), formula.tree.numerator),
        _formula(ast.unparse(expression.right), formula.tree.denominator),
    )


def _formula(source: str, tree: Node) -> Formula:
    leaves = list(_leaves(tree, {}))
    return Formula(
        source,
        tree,
        tuple(dict.fromkeys(leaf.id for leaf, _ in leaves)),
        tuple(dict.fromkeys(column for _, columns in leaves for column in columns)),
    )


def _leaves(
    node: Node, lists: Mapping[str, tuple[str, ...]]
) -> Iterator[tuple[Name | FamilyName, tuple[str, ...]]]:
    """Give the names of a tree, each with the columns it stands for."""
    match node:
        case Name():
            yield node, (node.id,)
        case FamilyName():
            yield node, tuple(node.column(item) for item in lists[node.index])
        case SumOver():
            lists = {**lists, node.index: node.items}
    for part in operands(node):
        yield from _leaves(part, lists)
