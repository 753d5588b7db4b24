"""A small file that says where the columns of somebody else's table are: register exports, own lists."""

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

from pydantic import BeforeValidator, Field, model_validator

from pes_analysis.catalogue.entries import Frozen
from pes_analysis.catalogue.strict_yaml import read_strict_yaml
from pes_analysis.catalogue.validation import BilingualValueError, validate
from pes_analysis.intake.directory_columns import COLUMNS


def _headings(given: object) -> object:
    return (given,) if isinstance(given, str) else given


Headings = Annotated[tuple[str, ...], BeforeValidator(_headings), Field(min_length=1)]


class DirectoryMapping(Frozen):
    """Where each column of the directory is in a file.

    Attributes
    ----------
    sheet : str, optional
        The sheet of a workbook; the first one with all headings when left out.
    columns : dict of str to tuple of str
        Column of the directory → heading in the file; cells of several headings are joined by a space.
    constants : dict of str to str
        Column of the directory → what it is for every row of the file.
    values : dict of str to dict of str to str
        Column of the directory → what stands in the file → what it means; capitals do not matter.

    Examples
    --------
    >>> mapping = DirectoryMapping.model_validate(
    ...     {"columns": {"name": "Nazwa podmiotu", "address": ["Ulica", "Nr"]}, "constants": {"type": "wtz"}}
    ... )
    >>> mapping.columns["address"], mapping.headings
    (('Ulica', 'Nr'), ('Nazwa podmiotu', 'Ulica', 'Nr'))
    """

    sheet: str | None = None
    columns: Annotated[dict[str, Headings], Field(min_length=1)]
    constants: dict[str, str] = Field(default_factory=dict)
    values: dict[str, dict[str, str]] = Field(default_factory=dict)

    @property
    def headings(self) -> tuple[str, ...]:
        """Every heading it names, once."""
        return tuple(dict.fromkeys(heading for named in self.columns.values() for heading in named))

    @model_validator(mode="after")
    def _about_known_columns(self) -> "DirectoryMapping":
        parts: Mapping[str, Mapping[str, object]] = {
            "columns": self.columns, "constants": self.constants, "values": self.values,
        }  # fmt: skip
        for part, named in parts.items():
            for column in named:
                if column not in COLUMNS:
                    known = ", ".join(COLUMNS)
                    raise BilingualValueError(
                        f"baza nie ma kolumny „{column}”. Ma: {known}.",
                        f"the directory has no column '{column}'. It has: {known}.",
                        (part, column),
                    )
        for column in self.columns.keys() & self.constants.keys():
            raise BilingualValueError(
                f"„{column}” ma kolumnę w pliku, więc nie może mieć stałej. Zostaw jedno.",
                f"'{column}' has a column in the file, so it cannot have a constant. Keep one.",
                ("constants", column),
            )
        if "name" not in self.columns:
            raise BilingualValueError(
                "brakuje kolumny z nazwą jednostki. Dopisz „name”.",
                "the column with the name of the unit is missing. Add 'name'.",
                ("columns",),
            )
        return self

    def meaning(self, column: str, written: str) -> str:
        """Give what a cell means: by `values` where it stands there, else as it is written.

        Examples
        --------
        >>> mapping = DirectoryMapping.model_validate(
        ...     {"columns": {"name": "Nazwa"}, "values": {"status": {"czynny": "active"}}}
        ... )
        >>> mapping.meaning("status", "Czynny"), mapping.meaning("name", "Czynny")
        ('active', 'Czynny')
        """
        if column not in self.values:
            return written
        wanted = written.strip().casefold()
        return next(
            (meant for given, meant in self.values[column].items() if given.casefold() == wanted), written
        )


def read_mapping(path: Path) -> DirectoryMapping:
    """Read a mapping.

    Parameters
    ----------
    path : Path
        A YAML file with ``columns`` and, if wanted, ``sheet``, ``constants`` and ``values``.

    Raises
    ------
    YamlError
        Naming file, line and key of each problem.
    """
    return validate(DirectoryMapping, read_strict_yaml(path))
