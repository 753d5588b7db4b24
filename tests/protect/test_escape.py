"""Laws every escaping function keeps, whatever the text."""

import html as html_module
import json
import unicodedata

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from pes_analysis.protect import escape
from pes_analysis.protect.errors import PesError

any_text = st.text(st.characters(exclude_categories=()), max_size=80)


@given(any_text)
def test_clean_is_stable_visible_and_normal(text: str) -> None:
    cleaned = escape.clean(text)
    assert escape.clean(cleaned) == cleaned
    assert unicodedata.is_normalized("NFC", cleaned)
    assert not {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"} & {unicodedata.category(c) for c in cleaned}
    assert "  " not in cleaned
    assert cleaned == cleaned.strip()


@given(any_text, st.integers(1, 20))
def test_clean_keeps_its_limit(text: str, limit: int) -> None:
    short = escape.clean(text, limit=limit)
    assert len(short) <= limit
    assert short == escape.clean(text) or short.endswith("…")


@given(st.text(alphabet=st.sampled_from("aż\u0301 \u00a0\u202f\u200b\u202e\n\t\ufffe")))
def test_a_text_in_order_is_cleaned_as_any_other(text: str) -> None:
    # A limit that is not reached leads past the short way for texts that need nothing.
    assert escape.clean(text) == escape.clean(text, limit=len(text) + 1)


def test_hard_spaces_of_numbers_stay() -> None:
    assert escape.markdown("1\u00a0234\u202f567 osób") == "1\u00a0234\u202f567 osób"


@given(any_text)
def test_html_and_references_decode_to_the_clean_text(text: str) -> None:
    for function in (escape.html, escape.svg, escape.markdown_attribute):
        assert html_module.unescape(function(text)) == escape.clean(text)


@given(any_text)
def test_yaml_is_a_string_in_yaml_and_json(text: str) -> None:
    assert yaml.safe_load(escape.yaml_string(text)) == json.loads(escape.yaml_string(text))


@pytest.mark.parametrize("number", ["-12", "+5", "-1 234,5", "-1\u00a0234,5", "-0.5", "-12%"])
def test_signed_numbers_stay_numbers_for_a_spreadsheet(number: str) -> None:
    assert escape.csv_cell(number) == number


@pytest.mark.parametrize("text", ["-1+2", "--1", "+cmd|' /C calc'!A0", "\t=1", "\r\n@SUM(A1)", "＝1+1", "-"])
def test_what_a_spreadsheet_would_calculate_becomes_text(text: str) -> None:
    assert escape.csv_cell(text) == "'" + escape.clean(text)


def test_polish_letters_survive_in_file_names() -> None:
    assert escape.filename("ZAŻÓŁĆ gęślą jaźń") == "zazolc-gesla-jazn"


def test_a_name_without_letters_gets_a_lasting_file_name() -> None:
    assert escape.filename("🌻") == escape.filename(" 🌻 ")
    assert escape.filename("🌻") != escape.filename("🌷")


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", "java\nscript:alert(1)", "data:text/html,x", "//example.org", "/a", "", "http://",
     "https://[::1"],
)  # fmt: skip
def test_only_web_pages_are_linked(address: str) -> None:
    with pytest.raises(PesError) as caught:
        escape.link_target(address)
    assert "nie jest adresem strony" in caught.value.pl
    assert "is not the address of a page" in caught.value.en


def test_a_link_cannot_close_its_brackets() -> None:
    target = escape.link_target('https://example.org/a)b"c<d> {{< x >}}?q=1&copy=2')
    assert not set('()"<>{} ') & set(target)
    assert target.endswith("?q=1&amp;copy=2")
