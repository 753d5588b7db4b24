"""The grammar: what is read, how it binds, and what is refused with its position."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pes_analysis.catalogue.formula import (
    MAX_LENGTH,
    Arithmetic,
    Call,
    Comparison,
    Division,
    FamilyName,
    FormulaError,
    ListSize,
    Name,
    Negation,
    Number,
    Power,
    SumOver,
    parse,
)

LISTS = {"k": ("sales", "fees"), "s": ("care", "work")}
A, B, C = Name("a"), Name("b"), Name("c")


@pytest.mark.parametrize(
    ("source", "tree"),
    [
        ("a + b * c", Arithmetic("+", A, Arithmetic("*", B, C))),
        ("(a + b) * c", Arithmetic("*", Arithmetic("+", A, B), C)),
        ("a - b - c", Arithmetic("-", Arithmetic("-", A, B), C)),
        ("a / b / c", Division(Division(A, B, "b"), C, "c")),
        ("a / (b * c)", Division(A, Arithmetic("*", B, C), "b * c")),
        ("-a ** 2", Negation(Power(A, 2, "a"))),
        ("(-a) ** 2", Power(Negation(A), 2, "-a")),
        ("a ** -2", Power(A, -2, "a")),
        ("a * -b", Arithmetic("*", A, Negation(B))),
        ("a + b > c", Comparison(">", Arithmetic("+", A, B), C)),
        ("min(a, 1.5)", Call("min", (A, Number("1.5")))),
        ("sum_over(k, a_k)", SumOver("k", LISTS["k"], FamilyName("a", "k"))),
        ("size(s)", ListSize("s", LISTS["s"])),
        ("  a  ", A),
    ],
)
def test_precedence_and_shape(source, tree):
    assert parse(source, LISTS).tree == tree


def test_names_and_variables_come_in_the_order_of_first_use():
    formula = parse("sum_over(k, (revenue_k / revenue) ** 2) + revenue_k - cost", LISTS)
    assert formula.variables == ("revenue_k", "revenue", "cost")
    # Outside sum_over a name ending in _k is an ordinary variable.
    assert formula.names == ("revenue_sales", "revenue_fees", "revenue", "revenue_k", "cost")


def test_sums_over_two_lists_may_nest():
    formula = parse("sum_over(k, sum_over(s, a_k * b_s))", LISTS)
    assert formula.names == ("a_sales", "a_fees", "b_care", "b_work")


@pytest.mark.parametrize(
    ("source", "at", "said"),
    [
        ("a.real", 1, "an attribute"),
        ("a[0]", 2, "the character '['"),
        ("a; b", 2, "the character ';'"),
        ("a\nb", 2, "the character"),
        ("łan", 1, "the character 'ł'"),
        ("Pop", 1, "the character 'P'"),
        ("'a'", 1, "the character"),
        ("a # b", 3, "the character '#'"),
        ("lambda", 7, "cannot be read"),
        ("a and b", 1, "a logical operator"),
        ("a if b else c", 1, "a condition"),
        ("a, b", 1, "a list of values"),
        ("a < b < c", 1, "this operation"),
        ("a // b", 1, "this operation"),
        ("not a", 1, "this operation"),
        ("+a", 1, "this operation"),
        ("min(*a)", 5, "an unpacked list"),
        ("min(a, key=b)", 1, "this operation"),
        ("exec(a)", 1, "unknown function 'exec'"),
        ("a + print(b)", 5, "unknown function 'print'"),
        ("__import__(a)", 1, "unknown function '__import__'"),
        ("min", 1, "'min' is the name of a function"),
        ("min()", 1, "wrong number of arguments of 'min'"),
        ("abs(a, b)", 1, "wrong number of arguments of 'abs'"),
        ("a ** b", 6, "the exponent must be a whole number"),
        ("a ** 10", 6, "the exponent must be a whole number"),
        ("a ** 0.5", 6, "the exponent must be a whole number"),
        ("a ** 2 ** 3", 6, "the exponent must be a whole number"),
        ("1e3 + a", 1, "write a number in digits"),
        ("0x1f", 1, "write a number in digits"),
        ("1_000", 1, "write a number in digits"),
        ("2j", 1, "write a number in digits"),
        ("9999999999999999", 1, "write a number in digits"),
        (".5 * a", 1, "write a number in digits"),
        ("a +", 4, "cannot be read"),
        ("(a", 1, "cannot be read"),
        ("", 1, "cannot be read"),
        ("sum_over(a, b)", 1, "the index of a closed list is needed (known: k, s)"),
        ("sum_over(k)", 1, "the index of a closed list is needed"),
        ("sum_over(k, a)", 1, "no name in the sum ends in '_k'"),
        ("sum_over(k, sum_over(k, a_k))", 13, "the index 'k' is already in use"),
        ("size(a)", 1, "the index of a closed list is needed"),
        ("  a + 'b'", 7, "the character"),
        ("  a$", 4, "the character '$'"),
        ("   a + a.b", 8, "an attribute"),
    ],
)
def test_everything_else_is_refused_with_its_position(source, at, said):
    with pytest.raises(FormulaError) as refused:
        parse(source, LISTS)
    assert said in refused.value.en
    assert f"character {at}:" in refused.value.en
    assert f"znak {at}:" in refused.value.pl


@pytest.mark.parametrize("source", ["a" * (MAX_LENGTH + 1), "(" * 40 + "a" + " + 1)" * 40, "-" * 200 + "a"])
def test_a_formula_too_long_or_too_deep_is_refused(source):
    with pytest.raises(FormulaError):
        parse(source)


@given(st.text(alphabet="ab_k 0123.+-*/()<>=!,sumover", max_size=60))
def test_any_text_is_parsed_or_refused_but_never_crashes(source):
    try:
        formula = parse(source, LISTS)
    except FormulaError:
        return
    assert parse(formula.source, LISTS) == formula
