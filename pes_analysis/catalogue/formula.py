"""The grammar of indicator formulas: a small arithmetic language with one parsed form for all its uses.

Allowed: numbers, names, ``+ - * /``, ``**`` with a whole exponent, unary minus, one comparison
(1 when true, 0 when not) and the functions ``sum mean median min max abs count``.
``sum_over(k, expression)`` adds the expression up over a closed list: inside it ``revenue_k`` stands for
``revenue_sales``, ``revenue_fees`` and so on; ``size(k)`` is the length of that list.
Everything else is refused with its position. A formula is never run as code.
"""

import ast
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import cast, get_args

from pes_analysis.catalogue.formula_tree import (
    Arithmetic,
    ArithmeticSign,
    Call,
    Comparison,
    ComparisonSign,
    Division,
    FamilyName,
    FunctionName,
    ListSize,
    Name,
    Negation,
    Node,
    Number,
    Power,
    SumOver,
    operands,
)
from pes_analysis.protect.errors import PesError

__all__ = [
    "Arithmetic",
    "Call",
    "Comparison",
    "Division",
    "FamilyName",
    "Formula",
    "FormulaError",
    "ListSize",
    "Name",
    "Negation",
    "Node",
    "Number",
    "Power",
    "SumOver",
    "operands",
    "parse",
]

MAX_LENGTH = 400
MAX_DEPTH = 30
MAX_EXPONENT = 9
RESERVED = frozenset({*get_args(FunctionName), "sum_over", "size"})


class FormulaError(PesError):
    """A formula that is not in the language; the message says where."""


@dataclass(frozen=True)
class Formula:
    """A parsed formula.

    Attributes
    ----------
    source : str
        The text as written.
    tree : Node
        What was read from it.
    variables : tuple of str
        The catalogue's variables it uses, families by their indexed name, in order of first use.
    names : tuple of str
        The columns it needs; a family gives one column an item of its list.

    Examples
    --------
    >>> formula = parse("sum_over(k, (revenue_k / revenue) ** 2)", {"k": ("sales", "fees")})
    >>> formula.variables
    ('revenue_k', 'revenue')
    >>> formula.names
    ('revenue_sales', 'revenue_fees', 'revenue')
    """

    source: str
    tree: Node = field(repr=False)
    variables: tuple[str, ...] = field(repr=False)
    names: tuple[str, ...] = field(repr=False)


def parse(source: str, lists: Mapping[str, tuple[str, ...]] | None = None) -> Formula:
    """Read a formula.

    Parameters
    ----------
    source : str
        At most 400 characters.
    lists : mapping of str to tuple of str, optional
        Items of the closed list behind each index of ``sum_over`` and ``size``.

    Returns
    -------
    Formula
        The parsed formula; nothing has been computed.

    Raises
    ------
    FormulaError
        Anything outside the language, with its position counted from 1.

    Examples
    --------
    >>> parse("1000 * fam_poverty / pop").names
    ('fam_poverty', 'pop')
    >>> try:
    ...     parse("pop.__class__")
    ... except FormulaError as error:
    ...     print(error.en)
    Formula 'pop.__class__', character 1: an attribute is not part of the language.
    """
    return _Parser(source, lists or {}).parse()


def _leaves(node: Node) -> Iterator[Name | FamilyName]:
    if isinstance(node, Name | FamilyName):
        yield node
    for part in operands(node):
        yield from _leaves(part)


_ARITHMETIC: dict[type[ast.operator], ArithmeticSign] = {ast.Add: "+", ast.Sub: "-", ast.Mult: "*"}
_COMPARISON: dict[type[ast.cmpop], ComparisonSign] = {
    ast.Lt: "<",
    ast.LtE: "<=",
    ast.Gt: ">",
    ast.GtE: ">=",
    ast.Eq: "==",
    ast.NotEq: "!=",
}
_REFUSED: dict[type[ast.expr], tuple[str, str]] = {
    ast.Attribute: ("odwołanie przez kropkę", "an attribute"),
    ast.Subscript: ("odwołanie przez nawias kwadratowy", "an index in square brackets"),
    ast.BoolOp: ("spójnik logiczny", "a logical operator"),
    ast.IfExp: ("warunek", "a condition"),
    ast.Tuple: ("lista wartości", "a list of values"),
    ast.Starred: ("rozwinięcie listy", "an unpacked list"),
    ast.Constant: ("taki zapis liczby", "a number written like this"),
}


@dataclass
class _Parser:
    source: str
    lists: Mapping[str, tuple[str, ...]]
    active: list[str] = field(default_factory=list)

    def parse(self) -> Formula:
        text = self.source.strip()
        if len(self.source) > MAX_LENGTH:
            raise self._error(
                MAX_LENGTH,
                f"wzór jest dłuższy niż {MAX_LENGTH} znaków",
                f"longer than {MAX_LENGTH} characters",
            )
        stranger = re.search(r"[^a-z0-9_ +\-*/().,<>=!]", text)
        if stranger:
            sign = stranger.group()
            raise self._error(
                stranger.start(), f"niedozwolony znak {sign!r}", f"the character {sign!r} is not allowed"
            )
        try:
            expression = ast.parse(text, mode="eval").body
        except (SyntaxError, MemoryError, RecursionError) as error:
            # Where the text simply stops too early, Python gives no position: it is the end.
            offset = (getattr(error, "offset", None) or len(text) + 1) - 1
            raise self._error(
                offset, "tego nie da się odczytać jako działania", "this cannot be read as arithmetic"
            ) from error
        tree = self._node(expression, 0)
        leaves = list(_leaves(tree))
        columns = [column for leaf in leaves for column in self._columns(leaf)]
        return Formula(
            self.source, tree, tuple(dict.fromkeys(leaf.id for leaf in leaves)), tuple(dict.fromkeys(columns))
        )

    def _columns(self, leaf: Name | FamilyName) -> tuple[str, ...]:
        if isinstance(leaf, Name):
            return (leaf.id,)
        return tuple(leaf.column(item) for item in self.lists[leaf.index])

    def _node(self, node: ast.expr, depth: int) -> Node:
        if depth > MAX_DEPTH:
            raise self._error(node.col_offset, "zbyt wiele poziomów nawiasów", "too many levels of nesting")
        match node:
            case ast.Constant():
                return self._number(node)
            case ast.Name(id=name):
                return self._name(name, node.col_offset)
            case ast.UnaryOp(op=ast.USub(), operand=operand):
                return Negation(self._node(operand, depth + 1))
            case ast.BinOp(op=ast.Div(), left=left, right=right):
                return Division(self._node(left, depth + 1), self._node(right, depth + 1), ast.unparse(right))
            case ast.BinOp(op=ast.Pow(), left=base, right=exponent):
                return Power(self._node(base, depth + 1), self._exponent(exponent), ast.unparse(base))
            case ast.BinOp(op=op, left=left, right=right) if type(op) in _ARITHMETIC:
                return Arithmetic(
                    _ARITHMETIC[type(op)], self._node(left, depth + 1), self._node(right, depth + 1)
                )
            case ast.Compare(left=left, ops=[op], comparators=[right]) if type(op) in _COMPARISON:
                return Comparison(
                    _COMPARISON[type(op)], self._node(left, depth + 1), self._node(right, depth + 1)
                )
            case ast.Call(func=ast.Name(id=function), args=arguments, keywords=[]):
                return self._call(function, arguments, node.col_offset, depth)
        pl, en = _REFUSED.get(type(node), ("to działanie", "this operation"))
        raise self._error(
            node.col_offset, f"{pl} nie należy do języka wzorów", f"{en} is not part of the language"
        )

    def _number(self, node: ast.Constant) -> Number:
        text = ast.get_source_segment(self.source.strip(), node) or ""
        if not re.fullmatch(r"[0-9]{1,15}(\.[0-9]{1,15})?", text):
            raise self._error(
                node.col_offset,
                "liczbę zapisz cyframi, z kropką dziesiętną",
                "write a number in digits with a decimal point",
            )
        return Number(text)

    def _name(self, name: str, offset: int) -> Name | FamilyName:
        if name in RESERVED:
            raise self._error(offset, f"„{name}” to nazwa funkcji", f"'{name}' is the name of a function")
        stem, _, index = name.rpartition("_")
        return FamilyName(stem, index) if stem and index in self.active else Name(name)

    def _exponent(self, node: ast.expr) -> int:
        sign = 1
        if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
            sign, node = -1, node.operand
        if isinstance(node, ast.Constant) and type(node.value) is int and node.value <= MAX_EXPONENT:
            return sign * node.value
        raise self._error(
            node.col_offset,
            f"wykładnik musi być liczbą całkowitą od -{MAX_EXPONENT} do {MAX_EXPONENT}",
            f"the exponent must be a whole number from -{MAX_EXPONENT} to {MAX_EXPONENT}",
        )

    def _call(self, function: str, arguments: list[ast.expr], offset: int, depth: int) -> Node:
        if function == "sum_over":
            return self._sum_over(arguments, offset, depth)
        if function == "size":
            index = self._index(arguments[0] if len(arguments) == 1 else None, offset)
            return ListSize(index, self.lists[index])
        if function not in RESERVED:
            raise self._error(offset, f"nieznana funkcja „{function}”", f"unknown function '{function}'")
        if not arguments or (function == "abs" and len(arguments) != 1):
            raise self._error(
                offset, f"zła liczba argumentów „{function}”", f"wrong number of arguments of '{function}'"
            )
        parts = tuple(self._node(argument, depth + 1) for argument in arguments)
        return Call(cast(FunctionName, function), parts)

    def _sum_over(self, arguments: list[ast.expr], offset: int, depth: int) -> SumOver:
        index = self._index(arguments[0] if len(arguments) == 2 else None, offset)
        if index in self.active:
            raise self._error(
                offset, f"indeks „{index}” jest już użyty", f"the index '{index}' is already in use"
            )
        self.active.append(index)
        body = self._node(arguments[1], depth + 1)
        self.active.pop()
        if not any(isinstance(leaf, FamilyName) and leaf.index == index for leaf in _leaves(body)):
            raise self._error(
                offset,
                f"w sumie nie ma nazwy kończącej się na „_{index}”",
                f"no name in the sum ends in '_{index}'",
            )
        return SumOver(index, self.lists[index], body)

    def _index(self, node: ast.expr | None, offset: int) -> str:
        if isinstance(node, ast.Name) and self.lists.get(node.id):
            return node.id
        known = ", ".join(self.lists) or "–"
        raise self._error(
            offset,
            f"potrzebny jest indeks listy zamkniętej (znane: {known})",
            f"the index of a closed list is needed (known: {known})",
        )

    def _error(self, offset: int, pl: str, en: str) -> FormulaError:
        at = offset + 1 + len(self.source) - len(self.source.lstrip())
        shown = self.source[:60]
        return FormulaError(f"Wzór „{shown}”, znak {at}: {pl}.", f"Formula '{shown}', character {at}: {en}.")
