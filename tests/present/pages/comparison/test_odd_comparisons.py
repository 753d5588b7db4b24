"""Comparisons that lack something: figures, a second type, consent, real neighbours, a name of one's own."""

import pytest

DEMONSTRATION = {"pl": "Dane demonstracyjne", "en": "Demonstration data"}


@pytest.fixture(scope="module")
def cooperatives(opened):
    """Give the social cooperatives alone: what is changed about them has all figures computed anew."""
    entities = opened.data.organisations.entities
    return entities[entities["type"] == "ss"]


@pytest.fixture(scope="module")
def silent(opened):
    """Give organisations that sent nothing this year."""
    returns = opened.data.organisations.returns
    sent = returns[(returns["year"] == 2024) & (returns["status"] != "none")]["organisation_id"]
    return [one for one in opened.data.organisations.entities.index if one not in set(sent)]


def test_without_any_figure_the_page_says_so_and_draws_nothing(compare, written, silent, language):
    page = compare(language, kind="organisations", members=silent[:2])
    text = written(page)
    assert "fig-" not in text
    assert {"pl": "Danych jest za mało", "en": "too few figures"}[language] in text
    assert page.sheets()[0].frame.shape[0] > 0


def test_who_sent_nothing_stands_beside_the_others_with_gaps(compare, written, silent):
    page = compare(kind="organisations", members=[silent[0], "demo-ss-01"])
    text = written(page).replace("\\", "")
    (empty,) = page.diagnosis.caveats.loc[page.diagnosis.caveats["caveat"] == "no_figures", "unit"]
    assert f"{empty}: brak danych za 2024\N{NO-BREAK SPACE}r." in text


def test_other_types_show_what_does_not_concern_them(compare, written):
    page = compare(kind="organisations", members=["demo-ss-01", "demo-ops-01", "demo-cis-04"])
    text = written(page)
    assert "**x**\N{NO-BREAK SPACE}nie dotyczy" in text
    assert "Obok siebie stoją różne rodzaje" in text
    assert ", OPS, " in text


def test_all_counties_of_the_region_stand_in_alphabetical_order_cities_last(compare, written):
    page = compare(kind="counties", group={"counties": "all"})
    assert next(iter(page.view.names.values())) == "bocheński"
    assert list(page.view.names.values())[-3:] == ["Kraków", "Nowy Sącz", "Tarnów"]
    assert "alfabetycznie" in written(page)


def test_a_county_without_a_page_is_named_without_a_link(compare, written, language):
    text = written(compare(language, kind="counties", members=["0201", "1201"]))
    assert "../powiaty/1201.ipynb" in text
    assert "powiaty/0201" not in text
    assert "bolesławiecki" in text


def test_two_of_one_name_are_told_apart_by_their_codes(compare, written, cooperatives):
    entities = cooperatives.copy()
    members = ["demo-ss-06", "demo-ss-09", "demo-ss-10"]
    entities.loc[members[:2], "name"] = "Spółdzielnia Zgoda"
    page = compare(kind="organisations", members=members, entities=entities)
    assert list(page.view.names.values())[:2] == [
        "Spółdzielnia Zgoda (SS-D65)",
        "Spółdzielnia Zgoda (SS-D80)",
    ]
    assert "Spółdzielnia Zgoda (SS-D80)" in written(page).replace("\\", "")


@pytest.mark.parametrize(
    ("real", "said"),
    [
        ((), "Tych organizacji nie ma"),
        (("demo-ss-06",), "2\N{NO-BREAK SPACE}z porównywanych organizacji nie istnieją"),
        (("demo-ss-06", "demo-ss-09", "demo-ss-10"), "Porównywane organizacje istnieją"),
    ],
)
def test_what_is_made_up_is_said_on_top_and_in_every_caption(compare, written, cooperatives, real, said):
    entities = cooperatives.copy()
    entities.loc[list(real), "generated"] = False
    page = compare(
        kind="organisations", members=["demo-ss-06", "demo-ss-09", "demo-ss-10"], entities=entities
    )
    text = written(page).replace("\\", "")
    assert text.startswith("::: {.callout-important}")
    assert said in text.partition("## ")[2].partition("## ")[0]
    made_up = page.view.made_up()
    captions = [line for line in text.splitlines() if line.startswith(": ")]
    assert captions
    assert all(f"({made_up})" in caption for caption in captions)


def test_nothing_is_said_of_demonstration_when_all_are_real(compare, written, cooperatives):
    entities = cooperatives.assign(generated=False)
    page = compare(kind="organisations", members=["demo-ss-06", "demo-ss-09"], entities=entities)
    assert page.view.made_up() == ""
    assert DEMONSTRATION["pl"] not in written(page)
