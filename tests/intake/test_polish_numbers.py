"""Numbers as Poles write them, signs of GUS, and what is refused because it could be two numbers."""

from decimal import Decimal

import pytest
from babel.numbers import format_decimal, format_percent
from hypothesis import given
from hypothesis import strategies as st

from pes_analysis.catalogue.states import State
from pes_analysis.intake.polish_numbers import Repair, UnreadableNumberError, parse_number

numbers = st.decimals(min_value=-(10**9), max_value=10**9, places=4, allow_nan=False, allow_infinity=False)
spaces = st.sampled_from([" ", "\u00a0", "\u2007", "\u2009", "\u202f", ""])


@given(numbers, spaces)
def test_what_babel_writes_in_polish_is_read_back(number: Decimal, space: str) -> None:
    written = format_decimal(number, format="#,##0.0###", locale="pl_PL").replace("\u00a0", space)
    parsed = parse_number(written)
    assert parsed.value == float(number)
    assert parsed.state is (State.ZERO if number == 0 else State.VALUE)


@given(numbers)
def test_what_python_writes_is_read_back_with_a_decimal_point(number: Decimal) -> None:
    assert parse_number(f"{number:f}", decimal="point").value == float(number)


@given(st.decimals(min_value=-1, max_value=1, places=3, allow_nan=False))
def test_a_percentage_keeps_its_number(share: Decimal) -> None:
    written = format_percent(share, format="#,##0.0%", locale="pl_PL")
    parsed = parse_number(written)
    assert parsed.value == pytest.approx(float(share * 100))
    assert Repair.PERCENT_SIGN in parsed.repairs


@given(st.text(max_size=50))
def test_any_text_is_a_number_a_sign_or_a_refusal(text: str) -> None:
    try:
        parsed = parse_number(text)
    except UnreadableNumberError:
        return
    assert (parsed.value is not None) == parsed.state.is_number
    assert (parsed.value == 0) == (parsed.state is State.ZERO)


@pytest.mark.parametrize(
    ("text", "value", "repairs"),
    [
        ("1234", 1234.0, ()),
        ("12.5", 12.5, ()),
        ("0.234", 0.234, ()),
        ("1234.567", 1234.567, ()),
        ("+5", 5.0, ()),
        ("12,5", 12.5, (Repair.DECIMAL_COMMA,)),
        ("1,234", 1.234, (Repair.DECIMAL_COMMA,)),
        ("1 234", 1234.0, (Repair.THOUSANDS_MARK,)),
        ("1.234,5", 1234.5, (Repair.THOUSANDS_MARK, Repair.DECIMAL_COMMA)),
        ("1,234,567", 1234567.0, (Repair.THOUSANDS_MARK,)),
        ("1.234.567", 1234567.0, (Repair.THOUSANDS_MARK,)),
        ("1,234.5", 1234.5, (Repair.THOUSANDS_MARK,)),
        ("1 234.567", 1234.567, (Repair.THOUSANDS_MARK,)),
        ("−7", -7.0, (Repair.MINUS_SIGN,)),
        ("–7", -7.0, (Repair.MINUS_SIGN,)),
        ("12 %", 12.0, (Repair.PERCENT_SIGN,)),
    ],
)
def test_each_way_of_writing_has_one_reading(text: str, value: float, repairs: tuple[Repair, ...]) -> None:
    parsed = parse_number(text)
    assert (parsed.value, parsed.state, parsed.repairs) == (value, State.VALUE, repairs)


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("", State.MISSING),
        ("  \u00a0", State.MISSING),
        (".", State.MISSING),
        ("b.d.", State.MISSING),
        ("Nie dotyczy", State.NOT_APPLICABLE),
        ("BD", State.MISSING),
        ("brak danych", State.MISSING),
        ("x", State.NOT_APPLICABLE),
        ("X", State.NOT_APPLICABLE),
        ("#", State.SUPPRESSED),
    ],
)
def test_signs_of_gus_are_not_numbers(text: str, state: State) -> None:
    parsed = parse_number(text)
    assert (parsed.value, parsed.state, parsed.repairs) == (None, state, ())


@pytest.mark.parametrize("text", ["0", "0,0", "-0", "0,00%", "0.0"])
def test_zero_is_a_number_of_its_own_state(text: str) -> None:
    parsed = parse_number(text)
    assert (parsed.value, parsed.state) == (0.0, State.ZERO)
    assert str(parsed.value) == "0.0"


@pytest.mark.parametrize("text", ["-", "–", "—", "−"])
def test_a_dash_is_missing_and_listed(text: str) -> None:
    parsed = parse_number(text)
    assert (parsed.value, parsed.state, parsed.repairs) == (None, State.MISSING, (Repair.DASH_AS_MISSING,))


@pytest.mark.parametrize(
    ("text", "decimal", "readings"),
    [
        ("1.234", "comma", ("1234", "1,234")),
        ("-123.456", "comma", ("-123456", "-123,456")),
        ("1,234", "point", ("1234", "1.234")),
    ],
)
def test_what_could_be_two_numbers_is_refused_with_both(
    text: str, decimal, readings: tuple[str, str]
) -> None:
    with pytest.raises(UnreadableNumberError) as caught:
        parse_number(text, decimal)
    first, second = readings
    assert caught.value.rule == "ambiguous_number"
    assert (
        caught.value.pl
        == f"„{text}” można odczytać jako {first} albo {second}. Zapisz {first} albo {second}."
    )
    assert caught.value.en == f"'{text}' can be read as {first} or as {second}. Write {first} or {second}."


@pytest.mark.parametrize(
    "text",
    ["ok. 5", "5 osób", "1e5", "1,2E+05", "nan", "inf", "NA", "null", "12 34", "1 23 456", "1.23.456",
     "1,2,3", "1 234.567.890", "--5", "5-", "(5)", "%", "+", "5%%", "٣", "½", "1_000", "0x10", "=1+1",
     "9" * 41, "0 123"],
)  # fmt: skip
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises(UnreadableNumberError) as caught:
        parse_number(text)
    assert caught.value.rule == "not_a_number"
    assert "nie jest liczbą" in caught.value.pl
    assert "is not a number" in caught.value.en
