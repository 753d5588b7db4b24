"""Made-up organisations for the demonstration: the same for a seed, calibrated to published figures."""

from pes_analysis.edition.generate_organisations.generation import SEED, generate
from pes_analysis.edition.generate_organisations.targets import TARGETS, Target

__all__ = ["SEED", "TARGETS", "Target", "generate"]
