"""Personal data in free text: found however it is written, and figures of a report are not taken for it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pes_analysis.protect.personal_data import personal_data_kinds


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("PESEL 00000000000", ("pesel",)),
        ("pesel: 000000 00000", ("pesel",)),
        ("nr 00-00-00-00000.", ("pesel",)),
        ("٠٠٠٠٠٠٠٠٠٠٠", ("pesel",)),
        ("0\u200b0000000000", ("pesel",)),
        ("０００００００００００", ("pesel",)),
        ("tel. 000 000 012", ("phone",)),
        ("tel.000-000-012", ("phone",)),
        ("+48 000 000 012", ("phone",)),
        ("0048000000012", ("phone",)),
        ("(12)000 00 12 albo 12 000 00 12", ("phone",)),
        ("pisać: ktos@dom.example", ("email",)),
        ("ktos (at) dom . example", ("email",)),
        ("ktoś[małpa]dom.example", ("email",)),
        ("dowód XXX 000000", ("identity_card",)),
        ("konto 00 0000 0000 0000 0000 0000 0000", ("account",)),
        ("a@b.example, 000 000 012 i 00000000000", ("email", "pesel", "phone")),
        ("000 000 012, 000 000 013", ("phone",)),
        ("000 000 012 000 000 013", ("phone",)),
    ],
)
def test_is_found(text, kinds):
    assert personal_data_kinds(text) == kinds


@pytest.mark.parametrize(
    "text",
    [
        "",
        "12 osób czeka na miejsce w WTZ od 3.02.2024",
        "kolejka: 30 osób, 15 miejsc, 2 lata",
        "od 2021 do 2024 r.",
        "od 3.02.2024-14.03.2024",
        "2024-02-03/2024-03-14",
        "brak asystenta @ gmina",
        "1 000 000 zł",
        "ustawa z 2003 r., art. 16a ust. 1",
        "kod 33-300",
    ],
)
def test_ordinary_sentences_pass(text):
    assert personal_data_kinds(text) == ()


@given(st.text(max_size=30), st.text(max_size=30), st.sampled_from(["", " ", "-", "."]))
def test_a_number_of_a_person_is_found_wherever_it_stands(before, after, gap):
    # A digit next to it would make another number of it.
    clear = [part for part in (before, after) if not any(sign.isnumeric() for sign in part)]
    number = gap.join("00000000000")
    assert "pesel" in personal_data_kinds(
        f"{clear[0] if clear else ''} {number}; {clear[-1] if clear else ''}"
    )


@given(st.text(max_size=2000))
def test_no_text_breaks_it(text):
    assert set(personal_data_kinds(text)) <= {"account", "email", "identity_card", "pesel", "phone"}
