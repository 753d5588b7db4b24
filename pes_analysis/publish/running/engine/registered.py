"""The engine under its name, however the package was installed: what a build imports."""

# Papermill looks for engines while it is imported itself, so it has to come before ours.
from papermill.engines import papermill_engines

from pes_analysis.publish.running.engine.engine import ForkedEngine

NAME = "pes-forked"

papermill_engines.register(NAME, ForkedEngine)
