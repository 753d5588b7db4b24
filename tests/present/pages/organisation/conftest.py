"""Cards of the demonstration: made once, looked at from every side."""

from collections.abc import Callable
from functools import cache

import pytest

import pes_analysis as pes
from pes_analysis.present.pages.organisation import OrganisationPage


@pytest.fixture(scope="session")
def card_page(opened: pes.OpenEdition) -> Callable[..., OrganisationPage]:
    """Give the page of an organisation, made once for each language."""
    return cache(opened.organisation)


@pytest.fixture(scope="session")
def every_id(opened: pes.OpenEdition) -> list[str]:
    return [str(one) for one in opened.data.organisations.entities.index]
