"""Organisations of an edition: their tables, read, checked and written."""

from pes_analysis.edition.organisations.organisations import (
    Organisations,
    OrganisationsError,
    no_organisations,
)
from pes_analysis.edition.organisations.public_codes import with_public_codes
from pes_analysis.edition.organisations.reading import read_demonstration, read_organisations
from pes_analysis.edition.organisations.writing import write_organisations

__all__ = [
    "Organisations",
    "OrganisationsError",
    "no_organisations",
    "read_demonstration",
    "read_organisations",
    "with_public_codes",
    "write_organisations",
]
