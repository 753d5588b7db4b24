"""Diagnoses of Polish counties and social-economy entities (PES).

>>> import pes_analysis as pes
>>> edition = pes.open_edition("malopolskie-2024")
>>> positions = edition.county("1201").positions
>>> "unemployment_rate" in set(positions["indicator"])
True
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pes_analysis.present.show import show
    from pes_analysis.public import OpenEdition, open_edition
    from pes_analysis.research import indicators
    from pes_analysis.research_index import composite_index

__all__ = ["OpenEdition", "composite_index", "indicators", "open_edition", "show"]

_HOME = {
    "OpenEdition": "pes_analysis.public",
    "composite_index": "pes_analysis.research_index",
    "indicators": "pes_analysis.research",
    "open_edition": "pes_analysis.public",
    "show": "pes_analysis.present.show",
}


def __getattr__(name: str) -> Any:
    # Imported when first asked for: the command line must answer without waiting for pandas.
    if name not in _HOME:
        raise AttributeError(f"module 'pes_analysis' has no attribute {name!r}")
    return getattr(import_module(_HOME[name]), name)
