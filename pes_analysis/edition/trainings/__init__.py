"""Trainings and their surveys: events, answers before and after, open answers and their codes."""

from pes_analysis.edition.trainings.reading import read_trainings
from pes_analysis.edition.trainings.trainings import Trainings, no_trainings
from pes_analysis.edition.trainings.writing import write_trainings

__all__ = ["Trainings", "no_trainings", "read_trainings", "write_trainings"]
