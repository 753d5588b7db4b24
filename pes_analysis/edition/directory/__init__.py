"""The directory of an edition: its tables, read, checked and written."""

from pes_analysis.edition.directory.directory import Directory, DirectoryError, no_directory
from pes_analysis.edition.directory.reading import read_demonstration_directory, read_directory
from pes_analysis.edition.directory.writing import write_directory

__all__ = [
    "Directory",
    "DirectoryError",
    "no_directory",
    "read_demonstration_directory",
    "read_directory",
    "write_directory",
]
