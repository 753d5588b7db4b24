"""Case studies: read strictly, with lines; quotes without consent and personal data reach no page."""

import re

import pytest

import pes_analysis as pes
from pes_analysis.catalogue import load_catalogue
from pes_analysis.catalogue.strict_yaml import YamlError
from pes_analysis.edition.case_studies import TEMPLATE_NAME, Header, read_case_studies
from pes_analysis.edition.case_template import case_template
from pes_analysis.edition.snapshot import DEMONSTRATION
from pes_analysis.present.blocks import document
from pes_analysis.present.pages.case_studies import CaseStudyPage

CASE = (DEMONSTRATION / "case_studies" / "wspolna-brygada.md").read_text(encoding="utf-8")
EDITION = pes.open_edition("malopolskie-2024")


def read(folder, text, name="proba.md"):
    (folder / name).write_text(text, encoding="utf-8")
    read_case_studies.cache_clear()
    return read_case_studies(folder, frozenset({"1201"}))


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("area: vocational_reintegration", "area: tea", r"proba\.md:\d+: .*tea"),
        ('county: "1201"', 'county: "9999"', r"proba\.md:\d+: .*9999"),
        ("transferability: easy", "transferability: maybe", r"proba\.md:\d+: .*transferability"),
        ("consent: public", "consent: perhaps", r"proba\.md:\d+: .*consent"),
        ("year: 2023", "year: rok", r"proba\.md:\d+: .*year"),
        ("# en", "## Inne", r"proba\.md:\d+: "),
        ("---\ntitle", "title", r"proba\.md:1: "),
        ("Uczestnicy CIS remontują", "Telefon 600 000 001. Remontują", r"proba\.md:\d+: .*"),
    ],
)
def test_a_mistake_is_told_with_its_line(tmp_path, old, new, expected):
    assert old in CASE
    with pytest.raises(YamlError, match=expected):
        read(tmp_path, CASE.replace(old, new))


def shown(case, language="pl"):
    page = CaseStudyPage(case, EDITION.case_study("wspolna-brygada", language).context)
    return document(page.summary(), page.story(), page.quotes())


def test_a_quote_without_consent_is_not_shown(tmp_path):
    (with_consent,) = read(tmp_path, CASE)
    assert "weszły w zwyczaj" in shown(with_consent)
    (without,) = read(tmp_path, CASE.replace("consent: public", "consent: none"))
    assert "weszły w zwyczaj" not in shown(without)


def test_a_paragraph_with_personal_data_is_held_back_and_said_to_be(tmp_path):
    (case,) = read(tmp_path, CASE.replace("# en", "Numer 600 000 001, proszę dzwonić.\n\n# en"))
    assert "600" not in shown(case)
    assert "wstrzymano" in shown(case)


def test_text_of_a_case_is_never_markup(tmp_path):
    hostile = "<script>alert(1)</script> [x](javascript:1) {{< include /etc/passwd >}} :::"
    (case,) = read(tmp_path, CASE.replace("# en", f"Tekst {hostile}\n\n# en"))
    text = shown(case)
    assert re.search(r"(?<!\\)<", text) is None
    assert "{{<" not in text
    assert "](javascript" not in text


@pytest.mark.parametrize("language", ["pl", "en"])
def test_the_index_lists_every_case_once_and_says_that_they_are_made_up(language):
    index = EDITION.case_study_index(language)
    text = document(index.about(), index.by_theme())
    assert len(index.cases) == 6
    for case in index.cases:
        assert case.generated
        assert text.count(f"]({case.id}.ipynb)") == 1
    assert "callout-important" in text
    empty = pes.open_edition("slaskie-2024").case_study_index(language)
    assert empty.by_theme() == ""


def test_the_template_is_no_case():
    folder = DEMONSTRATION / "case_studies"
    assert (folder / TEMPLATE_NAME).is_file()
    assert len(read_case_studies(folder)) == 6


def test_the_template_is_a_case_once_its_dots_are_replaced(tmp_path):
    template = case_template(load_catalogue())
    (case,) = read(tmp_path, template.replace("…", "tekst"))
    assert set(Header.model_fields) == set(type(case.header).model_fields)
    for item in load_catalogue().closed_list("service_areas").items:
        assert item.id in template
        assert item.name.pl in template
    packaged = DEMONSTRATION / "case_studies" / TEMPLATE_NAME
    assert packaged.read_text(encoding="utf-8") == template


def test_an_unknown_indicator_is_told(tmp_path):
    with pytest.raises(YamlError, match=r"proba\.md:\d+: .*magic_share"):
        read(
            tmp_path,
            CASE.replace("area: vocational_reintegration", "area: housing\nindicators: [magic_share]"),
        )


@pytest.mark.parametrize("language", ["pl", "en"])
def test_cases_and_indicators_lead_to_one_another(language):
    case = next(one for one in EDITION.data.case_studies if one.id == "wspolna-brygada")
    summary = str(EDITION.case_study("wspolna-brygada", language).summary())
    cards = str(EDITION.indicator_cards(language).cards())
    index = str(EDITION.case_study_index(language).by_theme())
    assert case.indicators
    for indicator in case.indicators:
        anchor = indicator.replace("_", "-")
        assert f"wskazniki.ipynb#{anchor}" in summary
        assert f"wskazniki.ipynb#{anchor}" in index
        card = cards.partition(f"#{anchor}")[2].partition("\n### ")[0]
        assert "praktyki/wspolna-brygada.ipynb" in card


def test_a_case_may_name_an_indicator_of_organisations(tmp_path):
    named = CASE.replace("year: 2023", "year: 2023\nindicators: [equity_ratio]")
    (case,) = read(tmp_path, named)
    assert case.indicators[-1] == "equity_ratio"
    assert "wskazniki-organizacji.ipynb#equity-ratio" in shown(case)
