"""Pages of cooperation: no name without consent, nothing measured where too few answered, both languages."""

import re

import pytest

import pes_analysis as pes
from pes_analysis.present.blocks import document
from pes_analysis.protect import escape
from pes_analysis.protect.errors import PesError

EDITION = pes.open_edition("malopolskie-2024")
SURVEYED = EDITION.data.ties.counties()


def whole(page):
    return document(
        page.summary(), page.picture(), page.kinds(), page.quality(), page.measures(), page.method()
    )


def region(page):
    return document(
        page.summary(), page.counties(), page.by_type(), page.kinds(), page.quality(), page.method()
    )


@pytest.mark.parametrize("teryt", SURVEYED)
def test_units_without_consent_stand_under_their_code(teryt):
    text = whole(EDITION.cooperation(teryt))
    units = EDITION.data.ties.units
    for row in units[units["naming"] == "none"].to_dict("records"):
        assert escape.markdown(row["name"]) not in text
        assert row["name"] not in text
    silent = units[(units["teryt"] == teryt) & (units["naming"] == "none")]
    assert all(escape.markdown(code) in text for code in silent["public_code"])


def test_where_too_few_answered_no_measure_is_printed():
    page = EDITION.cooperation("1219")
    text = whole(page)
    assert "tbl-measures" not in text
    assert "tbl-planes" not in text
    assert "Nikt nie odpowiedział" in text


@pytest.mark.parametrize("language", ["pl", "en"])
def test_made_up_answers_say_so_first_and_in_each_caption(language):
    text = whole(EDITION.cooperation("1201", language))
    assert text.index("callout-important") < text.index("## ", text.index(":::\n"))
    sign = "dane demonstracyjne" if language == "pl" else "demonstration data"
    assert all(sign in found.replace("\\", "") for found in re.findall(r"!\[(.*?)\]\(data:", text))


@pytest.mark.parametrize("language", ["pl", "en"])
def test_the_page_of_the_region_is_there_with_and_without_a_survey(language):
    assert "tbl-counties" in region(EDITION.cooperation_index(language))
    text = region(pes.open_edition("slaskie-2024").cooperation_index(language))
    assert ("nie ma badania" if language == "pl" else "no survey") in text
    assert "tbl-" not in text


def test_the_county_page_tells_in_short_and_leads_on():
    assert "wspolpraca/1201.ipynb" in EDITION.county("1201").cooperation()
    assert "nie ma badania" in pes.open_edition("slaskie-2024").county("2401").cooperation()


def test_a_county_where_nobody_was_asked_is_an_error_that_lists_the_others():
    with pytest.raises(PesError, match="1201"):
        EDITION.cooperation("0201")
