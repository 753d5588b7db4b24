"""Every Polish encoding is recognised or refused; none is ever read wrongly."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from pes_analysis.intake.text_encoding import decode_text
from pes_analysis.protect.errors import PesError

PANGRAM = "Pchnąć w tę łódź jeża lub ośm skrzyń fig. ZAŻÓŁĆ GĘŚLĄ JAŹŃ – „Świdnica”"
polish_texts = st.text("aąbcćdeęłńoóśźżĄĆĘŁŃÓŚŹŻ ;0123456789\n", max_size=60)


@pytest.mark.parametrize("encoding", ["cp1250", "iso-8859-2"])
def test_a_polish_text_in_an_old_encoding_is_recognised(encoding: str) -> None:
    text = PANGRAM if encoding == "cp1250" else PANGRAM.translate({ord(c): '"' for c in "„”–"})
    decoded = decode_text(text.encode(encoding), "dane.csv")
    assert (decoded.text, decoded.encoding, decoded.is_guessed) == (text, encoding, True)


@given(polish_texts, st.sampled_from(["cp1250", "iso-8859-2"]))
def test_a_guess_is_right_or_there_is_none(text: str, encoding: str) -> None:
    data = text.encode(encoding)
    try:
        decoded = decode_text(data, "dane.csv")
    except PesError:
        return
    # Two letters alone can be one letter of UTF-8 ("ĆŚ" in cp1250); a whole table cannot.
    assume(decoded.encoding != "utf-8" or text.isascii())
    assert decoded.text == text


@pytest.mark.parametrize("letter", "ąśźĄŚŹ")
@pytest.mark.parametrize("encoding", ["cp1250", "iso-8859-2"])
def test_one_telling_letter_is_enough(letter: str, encoding: str) -> None:
    assert decode_text(f"a{letter}a".encode(encoding), "dane.csv").encoding == encoding


@pytest.mark.parametrize(
    ("encoding", "name"), [("utf-8-sig", "utf-8-sig"), ("utf-16", "utf-16"), ("utf-32", "utf-32")]
)
def test_a_mark_decides(encoding: str, name: str) -> None:
    decoded = decode_text(PANGRAM.encode(encoding), "dane.csv")
    assert (decoded.text, decoded.encoding, decoded.has_mark) == (PANGRAM, name, True)
    assert not decoded.is_guessed


def test_utf8_is_not_a_guess() -> None:
    decoded = decode_text(PANGRAM.encode(), "dane.csv")
    assert (decoded.text, decoded.encoding, decoded.has_mark, decoded.is_guessed) == (
        PANGRAM,
        "utf-8",
        False,
        False,
    )


@pytest.mark.parametrize("encoding", ["cp852", "mac_latin2", "koi8-r", "cp1251"])
def test_other_encodings_are_refused(encoding: str) -> None:
    text = "Łódź, Świdnica, Żywiec" if encoding in ("cp852", "mac_latin2") else "Краков"
    with pytest.raises(PesError) as caught:
        decode_text(text.encode(encoding), "/katalog/dane.csv")
    assert caught.value.pl.startswith("Nie udało się rozpoznać kodowania pliku dane.csv.")
    assert caught.value.en.startswith("The encoding of the file dane.csv is not recognised.")


@pytest.mark.parametrize(
    ("data", "polish", "english"),
    [
        (b"a\x00b", "zawiera bajty zerowe", "holds null bytes"),
        ("a\x00b".encode("utf-8-sig"), "zawiera znaki zerowe", "holds null characters"),
        (b"PK\x03\x04rest", "jest skoroszytem", "is a workbook"),
        (b"\xd0\xcf\x11\xe0rest", "jest skoroszytem", "is a workbook"),
        (b"\xef\xbb\xbf\xff", "Nie udało się rozpoznać kodowania", "is not recognised"),
        (bytes(range(1, 256)), "Nie udało się rozpoznać kodowania", "is not recognised"),
    ],
)
def test_what_is_not_a_text_is_refused(data: bytes, polish: str, english: str) -> None:
    with pytest.raises(PesError) as caught:
        decode_text(data, "dane.csv")
    assert polish in caught.value.pl
    assert english in caught.value.en
    assert "CSV UTF-8" in caught.value.pl
