"""The list of cards: public ones by type with links, the others only counted."""

from dataclasses import replace

import pandas as pd

from pes_analysis.present.pages.organisation_index import OrganisationIndex


def test_public_cards_are_linked_and_nobody_else_is_named(opened) -> None:
    entities = opened.data.organisations.entities
    listed = opened.organisation_index("pl").by_type()
    for organisation, row in entities.iterrows():
        assert (f"({organisation}.ipynb)" in listed) == (row["consent"] == "public")
    hidden = set(entities.loc[entities["consent"] != "public", "name"]) - set(
        entities.loc[entities["consent"] == "public", "name"]
    )
    plain = listed.replace("\\", "")
    assert not any(name in plain for name in hidden)


def test_those_without_consent_are_counted(opened) -> None:
    entities = opened.data.organisations.entities
    public = int((entities["consent"] == "public").sum())
    about = opened.organisation_index("en").about().replace("\xa0", " ")
    assert f"{public} organisations have public cards." in about
    assert f"{len(entities) - public} more have cards for their own eyes only" in about


def test_only_the_cards_of_the_build_are_linked(opened) -> None:
    chosen = opened.organisation_index("pl", "demo-cis-04,demo-cis-01,demo-nobody")
    assert chosen.carded == {"demo-cis-04"}


def test_types_stand_in_the_order_of_the_catalogue_and_names_in_that_of_the_alphabet(opened) -> None:
    listed = opened.organisation_index("pl").by_type()
    found = [
        listed.index(f"{{#type-{kind.id}}}")
        for kind in opened.catalogue.entity_types
        if f"{{#type-{kind.id}}}" in listed
    ]
    assert found == sorted(found)
    assert len(found) > 5


def test_an_edition_without_organisations_says_so(opened) -> None:
    index = opened.organisation_index("pl")
    none = OrganisationIndex(pd.DataFrame(columns=index.entities.columns), frozenset(), index.context)
    assert "nie ma kart kondycji" in none.about()
    assert none.by_type() == ""
    assert "ankietę" in none.how_to_get_one()
    assert replace(none, carded=frozenset({"x"})).by_type() == ""
