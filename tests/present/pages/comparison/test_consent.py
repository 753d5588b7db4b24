"""Without consent an organisation is a code: no name, no id, no county, no link, in no page and no file."""

from html import unescape
from urllib.parse import unquote

import pytest

from pes_analysis.present.language import Language
from pes_analysis.present.names import Form
from pes_analysis.present.pages.page_context import PageContext

OF_ORGANISATIONS = ("cis", "wtz", "zaz", "spoldzielnie")


def told(page, written) -> str:
    """Everything a page and its files say: texts, alternative texts, drawings, cells, notes."""
    parts = [written(page)]
    for sheet in page.sheets():
        parts += [sheet.name, *sheet.notes, sheet.frame.to_csv()]
    return unescape(unquote("\n".join(parts))).replace("\\", "")


@pytest.mark.parametrize("language", ["pl", "en"])
@pytest.mark.parametrize("comparison", OF_ORGANISATIONS)
def test_nothing_tells_who_did_not_consent(opened, written, comparison, language):
    page = opened.comparison(comparison, language)
    text = told(page, written)
    entities = opened.data.organisations.entities
    silent = entities[entities["consent"] == "none"]
    assert [name for name in silent["name"] if name in text] == []
    assert [one for one in silent.index if one in text] == []
    for code in page.view.members:
        assert code in text
    context = PageContext(opened.data, Language(language))
    names = [str(context.county_name(one, Form.FULL)) for one in opened.data.region_counties]
    assert [name for name in names if name.startswith("powiat") and name in text] == []


def test_with_consent_the_name_leads_to_the_card_and_the_code_stands_beside(opened, written):
    text = written(opened.comparison("spoldzielnie")).replace("\\", "")
    assert "[Spółdzielnia Socjalna Ćwiczebna Polana](../organizacje/demo-ss-06.ipynb), SS-D65" in text


def test_a_name_without_a_card_in_this_build_is_no_link(opened, written):
    page = opened.comparison("spoldzielnie", cards="demo-ss-09")
    text = written(page)
    assert "organizacje/demo-ss-09.ipynb" in text
    assert "organizacje/demo-ss-06" not in text
    assert "Ćwiczebna Polana" in text


def test_a_consent_withdrawn_takes_the_name_away_and_one_given_brings_it(compare, written, opened):
    every = opened.data.organisations.entities
    # The others have no part in it, and all figures are computed anew.
    entities = every[every["type"] == "ss"]
    members = list(opened.data.comparison("spoldzielnie").members)
    for consent, named in (("none", False), ("public", True)):
        given = {"members": members, "entities": entities.assign(consent=consent)}
        text = told(compare(kind="organisations", **given), written)
        names = entities.loc[members, "name"]
        assert {name in text for name in names} == {named}
        assert ("organizacje/" in text) == named
