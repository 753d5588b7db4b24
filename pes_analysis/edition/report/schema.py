"""What the tables of a yearly report look like."""

from pes_analysis.edition.schema import DATE, SLUG, YEAR, Column, Table

_ONE_LINE = r"\S(.*\S)?"
_VERSION = r"\d+\.\d+"
UNITS = ("count", "thousand", "pct", "pln_thousand", "pln_million")


def _text(name: str, required: bool = True) -> Column:
    return Column(name, required=required, pattern=_ONE_LINE)


PROGRAMME = Table(
    (
        Column("indicator", pattern=SLUG),
        _text("priority_pl"),
        _text("priority_en"),
        _text("name_pl"),
        _text("name_en"),
        Column("level", allowed=("poland", "region")),
        Column("unit", allowed=UNITS),
        Column("base", "number"),
        Column("base_year", "integer", required=False, pattern=YEAR),
        Column("target", "number"),
        Column("target_year", "integer", pattern=YEAR),
        Column("value", "number", required=False),
        Column("value_year", "integer", required=False, pattern=YEAR),
        # False where the way of counting changed since the base: then progress is not told.
        Column("comparable", "boolean"),
        _text("source_pl"),
        _text("source_en"),
        _text("note_pl", required=False),
        _text("note_en", required=False),
    ),
    ("indicator",),
)
VERSIONS = Table(
    (
        Column("version", pattern=_VERSION),
        Column("published_on", "date", pattern=DATE),
        _text("what_pl"),
        _text("what_en"),
    ),
    ("version",),
)
ERRATA = Table(
    (
        Column("erratum", pattern=SLUG),
        # The version that had the error, and the one that no longer has it.
        Column("found_in", pattern=_VERSION),
        Column("corrected_in", pattern=_VERSION),
        Column("found_on", "date", pattern=DATE),
        _text("where_pl"),
        _text("where_en"),
        _text("was_pl"),
        _text("was_en"),
        _text("is_pl"),
        _text("is_en"),
    ),
    ("erratum",),
)
TABLES = {"programme": PROGRAMME, "versions": VERSIONS, "errata": ERRATA}
