"""Trainings made up for the demonstration, the same on every machine."""

from pes_analysis.edition.generate_trainings.generation import SEED, generate_trainings

__all__ = ["SEED", "generate_trainings"]
