"""What the tables of stewardship look like."""

from pes_analysis.edition.schema import DATE, SLUG, Column, Table

_ONE_LINE = r"\S(.*\S)?"
_MONTH = r"[1-9]|1[0-2]"
_DAY = r"[1-9]|[12]\d|3[01]"


def _text(name: str, required: bool = True) -> Column:
    return Column(name, required=required, pattern=_ONE_LINE)


OWNERS = Table(
    (
        Column("source", pattern=SLUG),
        _text("administers_pl"),
        _text("administers_en"),
        _text("checks_pl"),
        _text("checks_en"),
        _text("updates_pl"),
        _text("updates_en"),
        # The day of the year by which the figures of the year before should have come in.
        Column("due_month", "integer", pattern=_MONTH),
        Column("due_day", "integer", pattern=_DAY),
        # How many years after the last collection they are due again; censuses and one-off tables: none.
        Column("every_years", "integer", required=False, pattern=r"[1-9]|10"),
    ),
    ("source",),
)
CALENDAR = Table(
    (
        Column("task", pattern=SLUG),
        Column("month", "integer", pattern=_MONTH),
        Column("day", "integer", pattern=_DAY),
        _text("what_pl"),
        _text("what_en"),
        _text("who_pl"),
        _text("who_en"),
        _text("basis_pl"),
        _text("basis_en"),
    ),
    ("task",),
)
REVIEWS = Table(
    (
        Column("correction", pattern=SLUG),
        _text("decided_by_pl"),
        _text("decided_by_en"),
        Column("valid_until", "date", pattern=DATE),
    ),
    ("correction",),
)
TABLES = {"owners": OWNERS, "calendar": CALENDAR, "reviews": REVIEWS}
