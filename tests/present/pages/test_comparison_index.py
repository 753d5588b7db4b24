"""The list of comparisons: each with its page, and what to do when there are none."""

from dataclasses import replace

import pes_analysis as pes


def test_each_comparison_leads_to_its_page(opened, pages, language):
    page = pages("comparisons", language)
    assert [link for link in page.links if link.endswith(".ipynb")] == [
        f"{one.id}.ipynb" for one in opened.data.comparisons
    ]
    title = {"pl": "Centra integracji społecznej. 14 organizacji obok siebie (CIS).",
             "en": "Social integration centres. 14 organisations side by side (CIS)."}[language]  # fmt: skip
    assert title in page.text.replace("\N{NO-BREAK SPACE}", " ")


def test_an_edition_without_comparisons_says_how_to_get_one(opened):
    parameters = opened.data.parameters.model_copy(update={"comparisons": ()})
    index = pes.OpenEdition(replace(opened.data, parameters=parameters)).comparison_index()
    assert "nie ma jeszcze porównań" in index.listed()
    assert "comparisons" in index.how_to_ask()


def test_the_list_says_what_is_made_up(opened, pages, language):
    said = {"pl": "organizacje nie istnieją", "en": "do not exist"}[language]
    assert said in pages("comparisons", language).text
    counties = [one for one in opened.data.comparisons if one.kind == "counties"]
    parameters = opened.data.parameters.model_copy(update={"comparisons": tuple(counties)})
    index = pes.OpenEdition(replace(opened.data, parameters=parameters)).comparison_index(language)
    assert said not in index.about()
