"""The generated directory of the demonstration: its organisations, and public units beside them."""

from pes_analysis.edition.generate_directory.generation import SEED, generate_directory

__all__ = ["SEED", "generate_directory"]
