"""The pages of cooperation: one a county, and all counties of the region side by side."""

from pes_analysis.present.pages.cooperation.county_page import CooperationPage
from pes_analysis.present.pages.cooperation.county_section import county_section
from pes_analysis.present.pages.cooperation.region_page import RegionCooperationPage

__all__ = ["CooperationPage", "RegionCooperationPage", "county_section"]
