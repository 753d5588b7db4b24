"""The evaluation of trainings as a page."""

from pes_analysis.present.pages.trainings.page import TrainingsPage

__all__ = ["TrainingsPage"]
