"""A made-up survey of ties for the demonstration: who works with whom, how, and who did not answer."""

from pes_analysis.edition.generate_ties.generation import SEED, generate_ties

__all__ = ["SEED", "generate_ties"]
