"""What an edition holds: tables with provenance, the packaged demonstration, parameters."""

from pes_analysis.edition.codes import CountyCodeError
from pes_analysis.edition.comparisons import Comparison, ComparisonError, title_of
from pes_analysis.edition.edition import Edition, EditionError
from pes_analysis.edition.opening import open_edition_data
from pes_analysis.edition.organisations import Organisations, OrganisationsError
from pes_analysis.edition.parameters import (
    EditionParameters,
    OrganisationsChoice,
    PeersParameters,
    StructuralVariable,
    read_parameters,
    read_peers,
)
from pes_analysis.edition.snapshot import Snapshot, read_snapshot
from pes_analysis.edition.tables import TableError

__all__ = [
    "Comparison",
    "ComparisonError",
    "CountyCodeError",
    "Edition",
    "EditionError",
    "EditionParameters",
    "Organisations",
    "OrganisationsChoice",
    "OrganisationsError",
    "PeersParameters",
    "Snapshot",
    "StructuralVariable",
    "TableError",
    "open_edition_data",
    "read_parameters",
    "read_peers",
    "read_snapshot",
    "title_of",
]
