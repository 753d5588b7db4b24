"""One formula, three readers: pandas, a JavaScript engine, and someone who reads the printed mathematics.

The third is played by an interpreter of the MathML written independently of the printer: it knows only
what is visible. An <mrow> groups nothing for it; brackets, fraction bars and exponents do.
"""

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from statistics import median
from xml.etree import ElementTree

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from py_mini_racer import MiniRacer

from pes_analysis.catalogue import State, evaluate, parse, to_javascript, to_mathml
from pes_analysis.catalogue.formula import FormulaError

LISTS = {"k": ("one", "two", "three")}
# Words with every character that matters to XML, so that escaping is tested on the way.
WORDS = {
    "a": "A & b",
    "b": "<b>",
    "c": "c \"quoted\" 'c'",
    "fam_k": "rodziny wg powodu",
    "share_k": "udział > 0",
}
NAMES = ("a", "b", "c", "fam_one", "fam_two", "fam_three", "share_one", "share_two", "share_three")
GAPS = ("suppressed", "not_applicable", "missing", "undefined")


class NotComputableError(Exception):
    """The reader of the formula meets a division by zero or a number too large."""


@dataclass
class Reader:
    """Reads tokens from left to right with the precedence every pupil learns."""

    tokens: list[tuple[str, object]]
    values: Mapping[str, float]
    bound: Mapping[str, str]
    at: int = field(default=0)

    def peek(self, kind: str, *texts: str) -> bool:
        return (
            self.at < len(self.tokens)
            and self.tokens[self.at][0] == kind
            and (not texts or self.tokens[self.at][1] in texts)
        )

    def take(self) -> object:
        self.at += 1
        return self.tokens[self.at - 1][1]

    def comparison(self) -> float:
        left = self.sum()
        if not self.peek("mo", "<", "≤", ">", "≥", "=", "≠"):
            return left
        sign, right = self.take(), self.sum()
        return float(
            {
                "<": left < right,
                "≤": left <= right,
                ">": left > right,
                "≥": left >= right,
                "=": left == right,
            }.get(sign, left != right)
        )

    def sum(self) -> float:
        total = -self.term() if self.minus() else self.term()
        while self.peek("mo", "+", "−"):
            sign, term = self.take(), self.term()
            total = finite(total + term if sign == "+" else total - term)
        return total

    def minus(self) -> bool:
        if self.peek("mo", "−"):
            self.take()
            return True
        return False

    def term(self) -> float:
        if self.peek("sum"):
            return self.big_sum()
        product = self.power()
        while self.peek("mo", "×"):
            self.take()
            product = finite(product * self.power())
        return product

    def big_sum(self) -> float:
        index = self.take()
        start, terms = self.at, []
        for item in LISTS[index]:
            inner = Reader(self.tokens, self.values, {**self.bound, index: item}, start)
            terms.append(inner.term())
            self.at = inner.at
        return added(terms)

    def power(self) -> float:
        base = self.atom()
        while self.peek("power"):
            exponent = self.take()
            result = finite(math.prod([base] * abs(exponent), start=1.0))
            base = divided(1.0, result) if exponent < 0 else result
        return base

    def atom(self) -> float:
        kind, content = self.tokens[self.at]
        self.at += 1
        match kind, content:
            case "mn", str():
                return float(content.replace("\u00a0", "").replace(",", "."))
            case "fraction", (above, below):
                numerator = Reader(above, self.values, self.bound).whole()
                return divided(numerator, Reader(below, self.values, self.bound).whole())
            case "family", (words, index):
                return self.values[stem(words) + self.bound[index]]
            case "mo", "(":
                return self.closed(")")
            case "mo", "[":
                return self.closed("]")
            case "mo", "|":
                return abs(self.closed("|"))
            case "mtext", words if self.peek("mo", "("):
                self.take()
                return self.function(words)
            case "mtext", words:
                return self.values[next(name for name, said in WORDS.items() if said == words)]
            case "mi", index:
                return float(len(LISTS[index]))
        raise AssertionError((kind, content))

    def closed(self, bracket: str) -> float:
        value = self.comparison()
        assert self.take() == bracket
        return value

    def function(self, words: object) -> float:
        parts = [self.comparison()]
        while self.peek("mo", ";"):
            self.take()
            parts.append(self.comparison())
        assert self.take() == ")"
        return {
            "suma": added,
            "średnia": lambda terms: added(terms) / len(terms),
            "mediana": middle,
            "najmniejsza": min,
            "największa": max,
            "ile zachodzi": lambda terms: float(sum(term != 0 for term in terms)),
        }[words](parts)

    def whole(self) -> float:
        value = self.comparison()
        assert self.at == len(self.tokens)
        return value


def stem(words: str) -> str:
    return next(name for name, said in WORDS.items() if said == words).removesuffix("k")


def finite(value: float) -> float:
    if not math.isfinite(value):
        raise NotComputableError
    return value


def divided(above: float, below: float) -> float:
    if below == 0:
        raise NotComputableError
    return finite(above / below)


def added(terms: list[float]) -> float:
    total = terms[0]
    for term in terms[1:]:
        total += term
    return finite(total)


def middle(terms: list[float]) -> float:
    return finite(median(terms))


def tokens(element: ElementTree.Element) -> list[tuple[str, object]]:
    match element.tag:
        case "math" | "mrow":
            return [token for child in element for token in tokens(child)]
        case "mfrac":
            return [("fraction", (tokens(element[0]), tokens(element[1])))]
        case "msup":
            exponent = "".join(element[1].itertext()).replace("−", "-")
            return [*tokens(element[0]), ("power", int(exponent))]
        case "msub" if element[0].tag == "mtext":
            return [("family", (element[0].text, element[1].text))]
        case "msub":
            return [("mi", element[1].text)]
        case "munder":
            return [("sum", element[1].text)]
        case tag:
            return [(tag, element.text)]


def read_mathematics(mathml: str, names: tuple[str, ...], row: Mapping[str, tuple[float | None, str]]):
    for gap in GAPS:
        if any(row[name][1] == gap for name in names):
            return None, gap
    numbers = {name: value for name, (value, _) in row.items()}
    try:
        value = Reader(tokens(ElementTree.fromstring(mathml)), numbers, {}).whole()
    except NotComputableError:
        return None, "undefined"
    return value, "zero" if value == 0 else "value"


numbers = st.one_of(
    st.sampled_from([0.0, -0.0, 1.0, -1.0, 3.0, 1e308, -1e308, 1e200, 1e-200, 5e-324, 0.1, 1e15]),
    st.integers(-1000, 1000).map(float),
    st.floats(allow_nan=False, allow_infinity=False),
)
cells = st.one_of(
    numbers.map(lambda value: (value, "value")),
    numbers.map(lambda value: (value, "value")),
    numbers.map(lambda value: (value, "value")),
    st.tuples(st.one_of(st.none(), numbers), st.sampled_from(GAPS)),
)
rows = st.lists(st.fixed_dictionaries(dict.fromkeys(NAMES, cells)), min_size=1, max_size=4)
complete_rows = st.lists(
    st.fixed_dictionaries(dict.fromkeys(NAMES, numbers.map(lambda value: (value, "value")))),
    min_size=1,
    max_size=4,
)


def _larger(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    listed = st.lists(inner, min_size=1, max_size=3).map(", ".join)
    return st.one_of(
        st.tuples(inner, st.sampled_from(["+", "-", "*", "/"]), inner).map(" ".join),
        st.tuples(inner, st.sampled_from(["+", "-", "*", "/"]), inner).map(
            lambda parts: f"({' '.join(parts)})"
        ),
        st.tuples(inner, st.sampled_from(["<", "<=", ">", ">=", "==", "!="]), inner).map(
            lambda parts: f"({' '.join(parts)})"
        ),
        inner.map(lambda part: f"-{part}"),
        st.tuples(inner, st.integers(-4, 4)).map(lambda parts: f"({parts[0]}) ** {parts[1]}"),
        st.tuples(st.sampled_from(["sum", "mean", "median", "min", "max", "count"]), listed).map(
            lambda parts: f"{parts[0]}({parts[1]})"
        ),
        inner.map(lambda part: f"abs({part})"),
        st.tuples(st.sampled_from(["fam_k", "fam_k / share_k", "share_k - a"]), inner).map(
            lambda parts: f"sum_over(k, {parts[0]} + {parts[1]})"
        ),
        inner.map(lambda part: f"sum_over(k, share_k * ({part}))"),
    )


sources = st.recursive(
    st.sampled_from(["a", "b", "c", "a ** 2", "0", "2", "1000", "100000", "0.5", "12.25", "size(k)"]),
    _larger,
    max_leaves=8,
)


@pytest.fixture(scope="module")
def engine():
    return MiniRacer()


def assert_readers_agree(source, table, engine):
    try:
        formula = parse(source, LISTS)
    except FormulaError as refused:
        # The generator does not know the limits of length, of nesting and of one sum in another.
        assert any(limit in refused.en for limit in ("longer than", "too many levels", "already in use"))  # noqa: PT017
        return
    values = pd.DataFrame([{name: value for name, (value, _) in row.items()} for row in table], dtype=float)
    states = pd.DataFrame([{name: state for name, (_, state) in row.items()} for row in table])
    in_python = evaluate(formula, values, states)

    as_json = json.dumps([{name: {"value": v, "state": s} for name, (v, s) in row.items()} for row in table])
    in_javascript = json.loads(engine.eval(f"JSON.stringify({as_json}.map({to_javascript(formula)}))"))

    mathml = to_mathml(formula, WORDS)
    for place, row in enumerate(table):
        value, state, reason = in_python.iloc[place]
        computed = None if math.isnan(value) else value
        assert in_javascript[place] == {"value": computed, "state": state, "reason": reason}
        assert read_mathematics(mathml, formula.names, row) == (computed, state)
        assert (computed is not None) == State(state).is_number
        assert computed is None or math.isfinite(computed)


@settings(max_examples=400, deadline=None)
@given(source=sources, table=rows)
def test_three_readers_agree_in_values_states_and_reasons(source, table, engine):
    assert_readers_agree(source, table, engine)


@settings(max_examples=400, deadline=None)
@given(source=sources, table=complete_rows)
def test_three_readers_agree_where_every_figure_is_known(source, table, engine):
    assert_readers_agree(source, table, engine)


@pytest.mark.parametrize(
    "source",
    [
        "a - (b - c)",
        "a - b - c",
        "a / b / c",
        "a / (b / c)",
        "(a / b) ** 2",
        "-a ** 2",
        "(-a) ** 2",
        "a - -b",
        "-(a + b) * c",
        "a * -b * c",
        "a + (b + c)",
        "a * (b * c)",
        "(a ** 2) ** 3",
        "(a / b) ** -1",
        "a * sum_over(k, fam_k) * b",
        "a - sum_over(k, fam_k) + b",
        "sum_over(k, fam_k + a) / b",
        "-sum_over(k, -fam_k)",
        "(a > b) * c",
        "abs(a - b) - abs(c)",
        "(a < b) < (b < c)",
        "median(a, b) ** 2",
        "median(9, 10, 100) * a",
        "sum_over(k, fam_k) * b",
        "sum_over(k, fam_k) / sum_over(k, share_k)",
        "sum(a, b, c) + mean(a, b) + max(a, b) - min(b, c) + count(a > 1, b)",
        "1 - sum_over(k, (fam_k / a) ** 2)",
        "size(k) * (1 - a / b)",
    ],
)
def test_bracketing_by_example(source, engine):
    # Fractions that binary cannot hold tell a × (b × c) from (a × b) × c in the last bits.
    tables = [
        [
            {
                name: (sign * (place * place - 5) / 7 + shift, "value")
                for place, name in enumerate(NAMES, start=3)
            }
        ]
        for sign in (1, -1)
        for shift in (0.0, 0.1, 1 / 3, 17.7)
    ]
    extremes = [dict.fromkeys(NAMES, (value, "value")) for value in (0.0, 1.7e308, -1.7e308, 5e-324)]
    assert_readers_agree(source, [row for table in tables for row in table] + extremes, engine)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<mn>2</mn><mo>+</mo><mn>3</mn><mo>×</mo><msup><mn>4</mn><mn>2</mn></msup><mo>−</mo><mn>1</mn>", 49),
        ("<mrow><mn>2</mn><mo>+</mo><mn>3</mn></mrow><mo>×</mo><mn>4</mn>", 14),
        ("<mo>−</mo><msup><mn>3</mn><mn>2</mn></msup>", -9),
        ("<mo>[</mo><mn>1</mn><mo>≤</mo><mn>2</mn><mo>]</mo><mo>×</mo><mn>0,5</mn>", 0.5),
    ],
)
def test_the_reader_itself_knows_precedence(body, expected):
    assert read_mathematics(f"<math>{body}</math>", (), {}) == (expected, "value")
