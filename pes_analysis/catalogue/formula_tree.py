"""The parsed form of a formula: one small frozen class for each kind of node."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

ArithmeticSign: TypeAlias = Literal["+", "-", "*"]
ComparisonSign: TypeAlias = Literal["<", "<=", ">", ">=", "==", "!="]
FunctionName: TypeAlias = Literal["sum", "mean", "median", "min", "max", "abs", "count"]


@dataclass(frozen=True)
class Number:
    """A number as it was written."""

    text: str

    @property
    def value(self) -> float:
        """The number itself."""
        return float(self.text)


@dataclass(frozen=True)
class Name:
    """A variable: one number for each row."""

    id: str


@dataclass(frozen=True)
class FamilyName:
    """A variable of a closed list inside ``sum_over``: ``revenue_k`` is stem ``revenue``, index ``k``."""

    stem: str
    index: str

    @property
    def id(self) -> str:
        """The name as it is written in the formula and in the catalogue."""
        return f"{self.stem}_{self.index}"

    def column(self, item: str) -> str:
        """Name of the column that holds one item of the list."""
        return f"{self.stem}_{item}"


@dataclass(frozen=True)
class Negation:
    """Unary minus."""

    operand: "Node"


@dataclass(frozen=True)
class Arithmetic:
    """A sum, a difference or a product."""

    sign: ArithmeticSign
    left: "Node"
    right: "Node"


@dataclass(frozen=True)
class Division:
    """A fraction; the denominator's own text is kept for the reason given when it is zero."""

    numerator: "Node"
    denominator: "Node"
    denominator_source: str


@dataclass(frozen=True)
class Power:
    """A whole power, computed by repeated multiplication so that every language gives the same bits."""

    base: "Node"
    exponent: int
    base_source: str


@dataclass(frozen=True)
class Comparison:
    """One comparison: 1 when it holds, 0 when it does not."""

    sign: ComparisonSign
    left: "Node"
    right: "Node"


@dataclass(frozen=True)
class Call:
    """A function of one or more arguments."""

    function: FunctionName
    arguments: tuple["Node", ...]


@dataclass(frozen=True)
class SumOver:
    """A sum over the items of a closed list."""

    index: str
    items: tuple[str, ...]
    body: "Node"


@dataclass(frozen=True)
class ListSize:
    """Number of items of a closed list."""

    index: str
    items: tuple[str, ...]


Node: TypeAlias = (
    Number
    | Name
    | FamilyName
    | Negation
    | Arithmetic
    | Division
    | Power
    | Comparison
    | Call
    | SumOver
    | ListSize
)


def operands(node: Node) -> tuple[Node, ...]:
    """Return the direct parts of a node, in the order they are evaluated.

    Examples
    --------
    >>> operands(Arithmetic("+", Name("a"), Name("b")))
    (Name(id='a'), Name(id='b'))
    """
    match node:
        case Number() | Name() | FamilyName() | ListSize():
            return ()
        case Negation(operand):
            return (operand,)
        case Arithmetic(_, left, right) | Comparison(_, left, right) | Division(left, right, _):
            return (left, right)
        case Power(base, _, _):
            return (base,)
        case Call(_, arguments):
            return arguments
        case SumOver(_, _, body):
            return (body,)
