"""Pages of the directory: the search, a unit, where to send and with whom."""

from pes_analysis.present.pages.directory.directory_page import DirectoryPage
from pes_analysis.present.pages.directory.referral_page import ReferralPage
from pes_analysis.present.pages.directory.unit_page import UnitPage
from pes_analysis.present.pages.directory.view import DirectoryView

__all__ = ["DirectoryPage", "DirectoryView", "ReferralPage", "UnitPage"]
