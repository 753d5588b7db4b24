"""Who administers, checks and updates the data of an edition, and when."""

from pes_analysis.edition.stewardship.stewardship import Stewardship, no_stewardship, read_stewardship

__all__ = ["Stewardship", "no_stewardship", "read_stewardship"]
