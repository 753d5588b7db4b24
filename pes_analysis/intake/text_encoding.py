"""From bytes to text: which encoding a file is in, and a refusal where that cannot be known."""

import codecs
from dataclasses import dataclass
from pathlib import PurePath

from pes_analysis.protect.errors import PesError

POLISH_LETTERS = frozenset("ąćęłńóśźżĄĆĘŁŃÓŚŹŻ")
# What stands in Polish tables beside Polish letters: typography, and letters of neighbours' names.
OTHER_EXPECTED = frozenset("\u00a0–—„”“’‘«»…•·°§×©®€‰äöüßéëáíčďěňřšťúůýžôŐőűÄÖÜÉÁÍČŘŠÚÝŽ")
LEGACY_ENCODINGS = ("cp1250", "iso-8859-2")
MARKS = (
    # UTF-32 first: its little-endian mark begins with that of UTF-16.
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
WORKBOOK_STARTS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")


@dataclass(frozen=True)
class DecodedText:
    """A text and how it was got.

    Attributes
    ----------
    text : str
        Without the byte-order mark.
    encoding : str
        The encoding that was used.
    has_mark : bool
        Whether the file began with a byte-order mark.
    is_guessed : bool
        Whether the encoding was worked out from the letters; the reader of the file lists it.
    """

    text: str
    encoding: str
    has_mark: bool = False
    is_guessed: bool = False


def decode_text(data: bytes, file: str) -> DecodedText:
    """Decode a file by its mark, else as UTF-8, else as the likelier of two Polish encodings.

    Latin-1 is never tried: it decodes anything, and makes "£ódź" of "Łódź" without a word.

    Parameters
    ----------
    data : bytes
        The whole file.
    file : str
        Its name, for the message.

    Raises
    ------
    PesError
        When the file is a workbook or not a text, or when its letters fit no Polish encoding, or two.

    Examples
    --------
    >>> decode_text("powiat świdnicki".encode("cp1250"), "dane.csv")
    DecodedText(text='powiat świdnicki', encoding='cp1250', has_mark=False, is_guessed=True)
    """
    name = PurePath(file).name
    if data.startswith(WORKBOOK_STARTS):
        raise PesError(
            f"Plik {name} jest skoroszytem lub archiwum, a nie tekstem. Zapisz go jako „CSV UTF-8”.",
            f"The file {name} is a workbook or an archive, not a text. Save it as 'CSV UTF-8'.",
        )
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return DecodedText(_decode_marked(data, encoding, name), encoding, has_mark=True)
    if b"\x00" in data:
        raise PesError(
            f"Plik {name} nie jest tekstem: zawiera bajty zerowe. Zapisz go jako „CSV UTF-8”.",
            f"The file {name} is not a text: it holds null bytes. Save it as 'CSV UTF-8'.",
        )
    try:
        return DecodedText(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        return _decode_legacy(data, name)


def _decode_marked(data: bytes, encoding: str, name: str) -> str:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise _unknown_encoding(name) from error
    if "\x00" in text:
        raise PesError(
            f"Plik {name} nie jest tekstem: zawiera znaki zerowe. Zapisz go jako „CSV UTF-8”.",
            f"The file {name} is not a text: it holds null characters. Save it as 'CSV UTF-8'.",
        )
    return text


def _decode_legacy(data: bytes, name: str) -> DecodedText:
    """Choose the encoding whose letters are Polish; nothing but expected characters may come out."""
    scores: dict[str, tuple[int, str]] = {}
    for encoding in LEGACY_ENCODINGS:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        beyond_ascii = [character for character in text if ord(character) > 0x7F]
        if all(character in POLISH_LETTERS or character in OTHER_EXPECTED for character in beyond_ascii):
            scores[encoding] = (sum(character in POLISH_LETTERS for character in beyond_ascii), text)
    if not scores:
        raise _unknown_encoding(name)
    best = max(scores, key=lambda encoding: scores[encoding][0])
    count, text = scores[best]
    rivals = [other for encoding, (score, other) in scores.items() if encoding != best and score == count]
    if any(other != text for other in rivals):
        raise _unknown_encoding(name)
    return DecodedText(text, best, is_guessed=True)


def _unknown_encoding(name: str) -> PesError:
    return PesError(
        f"Nie udało się rozpoznać kodowania pliku {name}. Otwórz go w arkuszu i zapisz jako „CSV UTF-8”.",
        f"The encoding of the file {name} is not recognised. "
        "Open it in a spreadsheet and save it as 'CSV UTF-8'.",
    )
