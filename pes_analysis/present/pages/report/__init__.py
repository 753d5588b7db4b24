"""The yearly report of a region, in the order in which regional centres publish it."""

from pes_analysis.present.pages.report.page import ReportPage

__all__ = ["ReportPage"]
