"""Who works with whom in a county and in a region, how, and how sure that is."""

from pes_analysis.diagnose.cooperation.county import CountyCooperation, county_cooperation
from pes_analysis.diagnose.cooperation.region import RegionCooperation, region_cooperation

__all__ = ["CountyCooperation", "RegionCooperation", "county_cooperation", "region_cooperation"]
