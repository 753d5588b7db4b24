"""The page of a comparison, section by section."""

from pes_analysis.present.pages.comparison.page import ComparisonPage

__all__ = ["ComparisonPage"]
