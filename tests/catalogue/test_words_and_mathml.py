"""How a formula looks to a reader, by example."""

from xml.etree import ElementTree

import pytest

from pes_analysis.catalogue import in_words, load_catalogue, parse, reason_in_words, to_mathml

LISTS = {"k": ("sales", "fees")}
NAMES = {"a": "A", "b": "B", "c": "C", "a_k": "AK"}
B_PLUS_ONE = "<mrow><mtext>B</mtext><mo>+</mo><mn>1</mn></mrow>"
CORE = {"math", "mrow", "mtext", "mi", "mn", "mo", "mfrac", "msup", "msub", "munder"}


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("1000 * a / b", "1000 × A ÷ B"),
        ("100000 * a", "100\u00a0000 × A"),
        ("0.5 * a", "0,5 × A"),
        ("a / (b * c)", "A ÷ (B × C)"),
        ("a / (b / c)", "A ÷ (B ÷ C)"),
        ("a / b / c", "A ÷ B ÷ C"),
        ("a * (b / c)", "A × (B ÷ C)"),
        ("a - (b - c)", "A − (B − C)"),
        ("a - b - c", "A − B − C"),
        ("-(a + b)", "−(A + B)"),
        ("a + -b", "A + (−B)"),
        ("(a + b) ** 2", "(A + B)²"),
        ("a ** -2", "A⁻²"),
        ("a >= b", "A ≥ B"),
        ("a + (b > c)", "A + (B > C)"),
        ("max(a, b)", "największa(A; B)"),
        ("1 - sum_over(k, a_k)", "1 − (suma po pozycjach listy k: AK)"),
        ("size(k)", "liczba pozycji listy k"),
    ],
)
def test_words(source, words):
    assert in_words(parse(source, LISTS), NAMES) == words


def test_english_numbers_and_functions():
    assert in_words(parse("10000.5 * max(a, b)"), NAMES, "en") == "10,000.5 × greatest(A, B)"


@pytest.mark.parametrize(
    ("source", "body"),
    [
        ("a / b", "<mfrac><mtext>A</mtext><mtext>B</mtext></mfrac>"),
        ("a ** 2", "<msup><mtext>A</mtext><mn>2</mn></msup>"),
        ("a ** -2", "<msup><mtext>A</mtext><mrow><mo>−</mo><mn>2</mn></mrow></msup>"),
        (
            "(a / b) ** 2",
            "<msup><mrow><mo>(</mo><mfrac><mtext>A</mtext><mtext>B</mtext></mfrac><mo>)</mo></mrow><mn>2</mn></msup>",
        ),
        (
            "a * (b + 1)",
            f"<mrow><mtext>A</mtext><mo>×</mo><mrow><mo>(</mo>{B_PLUS_ONE}<mo>)</mo></mrow></mrow>",
        ),
        (
            "sum_over(k, a_k)",
            "<mrow><munder><mo>∑</mo><mi>k</mi></munder><msub><mtext>AK</mtext><mi>k</mi></msub></mrow>",
        ),
        ("a < b", "<mrow><mtext>A</mtext><mo>&lt;</mo><mtext>B</mtext></mrow>"),
    ],
)
def test_mathml(source, body):
    assert to_mathml(parse(source, LISTS), NAMES).partition(">")[2] == f"{body}</math>"


def test_hostile_names_stay_text():
    name = "</mtext><script>alert(\"1\")</script> & 'x'"
    written = to_mathml(parse("a / b"), {"a": name, "b": "B"})
    root = ElementTree.fromstring(written)
    assert root.find(".//mtext").text == name
    assert root.get("alttext") == f"{name} ÷ B"
    assert "<script" not in written


@pytest.mark.parametrize("indicator", load_catalogue().all_indicators, ids=lambda one: one.id)
def test_formulas_of_the_catalogue_use_elements_of_mathml_core_only(indicator):
    names = load_catalogue().variable_names("pl", indicator.level)
    root = ElementTree.fromstring(to_mathml(indicator.formula, names))
    assert {element.tag for element in root.iter()} <= CORE
    for element in root.iter():
        if element.tag in {"mfrac", "msup", "msub", "munder"}:
            assert len(element) == 2


@pytest.mark.parametrize(
    ("reason", "pl", "en"),
    [
        ("", "", ""),
        ("missing: a, b", "brak danych: A, B", "no data: A, B"),
        ("suppressed: a", "dane ukryte: A", "figures held back: A"),
        ("not_applicable: a", "nie dotyczy: A", "does not apply: A"),
        ("undefined: a", "nie da się obliczyć: A", "cannot be computed: A"),
        ("zero_denominator: a", "dzielenie przez zero: A", "division by zero: A"),
        ("too_few: a < 3", "za mało, by liczyć: A < 3", "too few to compute: A < 3"),
        (
            "other_type: ss, a",
            "nie dotyczy tego typu organizacji: SS, A",
            "not for this type of organisation: SS, A",
        ),
        ("zero_denominator: a * b", "dzielenie przez zero: A × B", "division by zero: A × B"),
        ("overflow", "liczba zbyt duża, by ją obliczyć", "a number too large to compute"),
    ],
)
def test_reasons_in_words(reason, pl, en):
    assert reason_in_words(reason, NAMES) == pl
    assert reason_in_words(reason, NAMES, "en") == en
