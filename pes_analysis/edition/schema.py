"""What the packaged tables look like: one definition for the reader, the check and ``datapackage.json``."""

from dataclasses import dataclass
from typing import Literal

from pes_analysis.catalogue.states import State

Kind = Literal["text", "integer", "number", "date", "boolean"]


@dataclass(frozen=True)
class Column:
    """One column: what it holds and what it may hold.

    Attributes
    ----------
    name : str
    kind : {"text", "integer", "number", "date", "boolean"}
        Codes are text: a leading zero is part of them. A boolean is written true or false.
    required : bool
        Whether an empty cell is an error.
    pattern : str
        A regular expression the whole cell must match; empty for none.
    allowed : tuple of str
        The only cells allowed; empty for no such list.
    """

    name: str
    kind: Kind = "text"
    required: bool = True
    pattern: str = ""
    allowed: tuple[str, ...] = ()


@dataclass(frozen=True)
class Table:
    """One table: its columns in order, and the columns that tell its rows apart."""

    columns: tuple[Column, ...]
    key: tuple[str, ...]

    @property
    def names(self) -> list[str]:
        """Names of the columns in order."""
        return [column.name for column in self.columns]


TERYT = r"\d{4}"
VOIVODESHIP = r"\d{2}"
FIRST_YEAR, LAST_YEAR = 1900, 2099
SLUG = r"[a-z][a-z0-9_]*"
DATE = r"\d{4}-\d{2}-\d{2}"
YEAR = r"(19|20)\d{2}"
STATES = tuple(str(state) for state in State)
# Undefined (a zero denominator) comes only from computing, so no table of figures holds it.
FIGURE_STATES = tuple(state for state in STATES if state != State.UNDEFINED)

_FIGURE = (
    Column("year", "integer", pattern=YEAR),
    Column("value", "number", required=False),
    Column("state", allowed=FIGURE_STATES),
    Column("source", pattern=SLUG),
)
COUNTY_OBSERVATIONS = Table((Column("teryt", pattern=TERYT), *_FIGURE), ("teryt", "year"))
VOIVODESHIP_OBSERVATIONS = Table(
    (Column("voivodeship", pattern=VOIVODESHIP), *_FIGURE), ("voivodeship", "year")
)
COUNTIES = Table(
    (
        Column("teryt", pattern=TERYT),
        Column("name"),
        Column("kind", allowed=("land", "city")),
        Column("voivodeship", pattern=VOIVODESHIP),
        Column("voivodeship_name"),
        Column("nuts2", pattern=r"PL\d{2}"),
        Column("nuts3", pattern=r"PL[0-9A-Z]{3}"),
        Column("subregion"),
        Column("bdl_id", pattern=r"\d{12}"),
        Column("gminas", "integer"),
        Column("valid_from", "integer"),
        Column("valid_to", "integer", required=False),
    ),
    ("teryt",),
)
SOURCES = Table(
    (
        Column("source", pattern=SLUG),
        Column("publisher"),
        Column("title_pl"),
        Column("title_en"),
        Column("coverage"),
        Column("collected_on", "date", required=False, pattern=DATE),
        Column("licence"),
        Column("url"),
        Column("note_pl"),
        Column("note_en"),
    ),
    ("source",),
)
BREAKS = Table(
    (
        Column("variable", pattern=SLUG),
        Column("year", "integer"),
        # Stated by the publisher; a changed rule of law; seen in the figures; figures of another source.
        Column("origin", allowed=("publisher", "law", "figures", "source")),
        Column("reason_pl"),
        Column("reason_en"),
    ),
    ("variable", "year"),
)
TERRITORY_CHANGES = Table(
    (
        Column("teryt", pattern=TERYT),
        Column("year", "integer"),
        Column("reason_pl"),
        Column("reason_en"),
    ),
    ("teryt", "year"),
)
CORRECTIONS = Table(
    (
        Column("correction", pattern=SLUG),
        Column("source", pattern=SLUG),
        Column("variable", required=False),
        Column("teryt", required=False),
        Column("years", required=False),
        Column("cells", "integer"),
        Column(
            "decision",
            allowed=(
                "another_version",
                "kept",
                "missing",
                "not_applicable",
                "not_used",
                "recovered",
                "renamed",
                "suppressed",
            ),
        ),
        Column("reason_pl"),
        Column("reason_en"),
    ),
    ("correction",),
)
SINGLE_TABLES = {
    "counties": COUNTIES,
    "sources": SOURCES,
    "breaks": BREAKS,
    "territory_changes": TERRITORY_CHANGES,
    "corrections": CORRECTIONS,
}
OBSERVATION_FOLDERS = {
    "county_observations": COUNTY_OBSERVATIONS,
    "voivodeship_observations": VOIVODESHIP_OBSERVATIONS,
}
