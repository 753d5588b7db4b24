"""Comparisons that nobody asked for yet: the edition with another list, and its pages written whole."""

from collections.abc import Callable
from dataclasses import replace

import pandas as pd
import pytest

import pes_analysis as pes
from pes_analysis.edition.comparisons import Comparison
from pes_analysis.edition.organisations import Organisations
from pes_analysis.present.blocks import document
from pes_analysis.present.pages.comparison import ComparisonPage
from pes_analysis.publish.render.builtin.pandoc import parse

SECTIONS = (
    "summary", "side_by_side", "profile", "quartiles", "change", "similar_ones", "caveats", "method",
)  # fmt: skip


def ask(opened: pes.OpenEdition, **given: object) -> pes.OpenEdition:
    """Give the edition with one comparison of the id "test"; ``entities`` are its only organisations."""
    entities = given.pop("entities", None)
    comparison = Comparison.model_validate({"id": "test", **given})
    parameters = opened.data.parameters.model_copy(update={"comparisons": (comparison,)})
    edition = replace(opened.data, parameters=parameters)
    organisations = opened.data.organisations
    vars(edition)["organisations"] = organisations if entities is None else narrowed(organisations, entities)
    return pes.OpenEdition(edition)


def narrowed(organisations: Organisations, entities: pd.DataFrame) -> Organisations:
    """Give these organisations alone, with all that is told of them."""
    kept = {
        name: rows[rows["organisation_id"].isin(entities.index)]
        for name, rows in vars(organisations).items()
        if isinstance(rows, pd.DataFrame) and "organisation_id" in rows
    }
    return replace(organisations, entities=entities, **kept)


def write(page: ComparisonPage) -> str:
    text = str(document(*(getattr(page, section)() for section in SECTIONS)))
    assert parse(text, "test").blocks
    return text


@pytest.fixture(scope="session")
def compare(opened: pes.OpenEdition) -> Callable[..., ComparisonPage]:
    """Give the page of any comparison, asked for as in the file of an edition."""

    def made(language: str = "pl", **given: object) -> ComparisonPage:
        return ask(opened, **given).comparison("test", language)

    return made


@pytest.fixture(scope="session")
def asked() -> Callable[..., pes.OpenEdition]:
    return ask


@pytest.fixture(scope="session")
def written() -> Callable[[ComparisonPage], str]:
    """Write a whole page, read by pandoc once, as Markdown."""
    return write
