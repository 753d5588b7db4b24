"""The survey of ties of an edition: its tables, read, checked and written."""

from pes_analysis.edition.ties.reading import read_ties, stands_with
from pes_analysis.edition.ties.survey import TiesSurvey, no_ties
from pes_analysis.edition.ties.writing import write_ties

__all__ = ["TiesSurvey", "no_ties", "read_ties", "stands_with", "write_ties"]
