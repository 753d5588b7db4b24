"""Texts and plural forms: nothing missing, nothing left over, nothing silently English."""

import ast
import re
from pathlib import Path

import pytest

import pes_analysis.present
from pes_analysis.present.language import FRACTION_CONTEXT, Language, read_texts
from pes_analysis.present.numbers import NOUNS
from pes_analysis.protect.errors import PesError

PACKAGE = Path(pes_analysis.present.__file__).parent.parent
METHODS = {"text": 1, "markdown": 1, "plural": 2, "markdown_plural": 2}
FUNCTIONS = {"mark": 1, "mark_plural": 2}
PLACEHOLDER = re.compile(r"\{(\w+)\}")


def texts_of_the_code():
    """Texts given to the translating calls; Babel's own extractor misses a call inside another.

    Pages and their sentences stand in present/ alone; elsewhere ``row.text("code")`` is another thing.
    """
    found = set()
    for path in (PACKAGE / "present").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_bytes())):
            if isinstance(node, ast.Call):
                found |= texts_of_a_call(node)
    return found


def texts_of_a_call(call):
    if isinstance(call.func, ast.Attribute):
        forms_given = METHODS.get(call.func.attr, 0)
    else:
        forms_given = FUNCTIONS.get(getattr(call.func, "id", ""), 0)
    given = [argument.value for argument in call.args[:forms_given] if isinstance(argument, ast.Constant)]
    if not given or not all(isinstance(text, str) for text in given):
        return set()
    return {given[0] if forms_given == 1 else tuple(given)}


@pytest.fixture(scope="module")
def polish():
    return read_texts("pl")


def forms(message):
    return message.string if isinstance(message.string, tuple) else (message.string,)


def test_every_text_of_the_code_is_translated(polish):
    translated = {message.id for message in polish if message.id and all(forms(message))}
    assert texts_of_the_code() - translated == set()


def test_no_translation_is_left_over(polish):
    used = texts_of_the_code() | {plural for _, plural in NOUNS.values()}
    assert {message.id for message in polish if message.id} - used == set()


def test_every_noun_has_its_form_after_a_fraction(polish):
    for _, plural in NOUNS.values():
        assert polish.get(plural, context=FRACTION_CONTEXT).string


def test_translations_use_the_values_of_the_original(polish):
    for message in polish:
        if not message.id:
            continue
        original = message.id[1] if isinstance(message.id, tuple) else message.id
        for form in forms(message):
            # "sprzed roku": the form for one may leave the number out.
            missing = set(PLACEHOLDER.findall(original)) - set(PLACEHOLDER.findall(form))
            assert missing <= {"n"}, form
            assert set(PLACEHOLDER.findall(form)) <= set(PLACEHOLDER.findall(original)), form


def test_no_entry_is_fuzzy_or_repeated(polish):
    assert not [message.id for message in polish if message.id and message.fuzzy]
    files = sorted((PACKAGE / "present" / "locale" / "pl").glob("*.po"))
    source = "\n".join(file.read_text(encoding="utf-8") for file in files)
    plain = re.findall(r'^msgid "(.+)"$', re.sub(r"msgctxt.*\nmsgid.*\n", "", source), re.M)
    assert len(plain) == len(set(plain))


def test_polish_is_plain(polish):
    banned = re.compile(
        r"  |przedmiotow|odnotowa|w zakresie|posiada|ulec|uległ|w oparciu|na dzień dzisiejszy|celem |dokona",
        re.IGNORECASE,
    )
    for message in polish:
        if message.id:
            for form in forms(message):
                assert not banned.search(form), form


def words_of_longest_sentence(text):
    return max(len(sentence.split()) for sentence in re.split(r"(?<=[.?!:;])\s", text))


def test_sentences_are_short(polish):
    for message in polish:
        if message.id:
            english = message.id if isinstance(message.id, str) else message.id[1]
            # English needs more words for the same thing: it has articles.
            assert words_of_longest_sentence(english) <= 25, english
            for form in forms(message):
                assert words_of_longest_sentence(form) <= 20, form


@pytest.mark.parametrize(
    ("number", "polish_form", "english_form"),
    [
        (0, "0 powiatów", "0 counties"),
        (1, "1 powiat", "1 county"),
        (2, "2 powiaty", "2 counties"),
        (4, "4 powiaty", "4 counties"),
        (5, "5 powiatów", "5 counties"),
        (12, "12 powiatów", "12 counties"),
        (14, "14 powiatów", "14 counties"),
        (21, "21 powiatów", "21 counties"),
        (22, "22 powiaty", "22 counties"),
        (112, "112 powiatów", "112 counties"),
        (1000, "1 000 powiatów", "1,000 counties"),
        (1003, "1 003 powiaty", "1,003 counties"),
    ],
)
def test_plurals(number, polish_form, english_form):
    for language, expected in ((Language.PL, polish_form), (Language.EN, english_form)):
        said = language.plural("{n} county", "{n} counties", number)
        assert said.replace("\xa0", " ") == expected
        assert " " not in said


@pytest.mark.parametrize(
    "say",
    [
        lambda: Language.PL.text("Nobody translated this."),
        lambda: Language.PL.markdown("Nobody translated this."),
        lambda: Language.PL.plural("{n} unicorn", "{n} unicorns", 3),
        lambda: Language.PL.markdown_plural("{n} unicorn", "{n} unicorns", 3),
        lambda: Language.PL.fraction("{n} unicorns", n="1,5"),
    ],
)
def test_a_missing_translation_is_an_error(say):
    with pytest.raises(PesError, match="locale/pl/"):
        say()


def test_values_are_escaped_in_markdown_and_never_read_as_templates():
    hostile = "{name} *x* {{< include /etc/passwd >}} <script>"
    assert hostile in Language.PL.text("Sources: {sources}.", sources=hostile)
    markdown = Language.PL.markdown("Sources: {sources}.", sources=hostile)
    assert "\\*x\\*" in markdown
    assert "{{" not in markdown
    assert "\\<script\\>" in markdown


def test_codes_are_those_of_the_catalogue():
    assert [language.code for language in Language] == ["pl", "en"]
    assert Language("pl") is Language.PL
