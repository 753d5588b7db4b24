"""The condition card of one organisation, section by section."""

from pes_analysis.present.pages.organisation.page import OrganisationPage

__all__ = ["OrganisationPage"]
