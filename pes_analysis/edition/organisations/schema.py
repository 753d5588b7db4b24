"""What the tables of organisations look like: for the reader, the writer and ``datapackage.json``."""

from dataclasses import replace

from pes_analysis.edition.schema import (
    DATE,
    FIGURE_STATES,
    SLUG,
    SOURCES,
    TERYT,
    YEAR,
    Column,
    Table,
)
from pes_analysis.protect.names import ORGANISATION_ID

PUBLIC_CODE = r"[A-Z]{2,4}-D?\d{2,6}"
GENERATED_PREFIX = "demo-"
SOCIAL_ECONOMY_TYPES = ("ss", "cis", "kis", "wtz", "zaz", "ngo", "owes")
PUBLIC_UNIT_TYPES = ("ops", "pcpr", "up")
TYPES = (*SOCIAL_ECONOMY_TYPES, *PUBLIC_UNIT_TYPES)
# Items of the catalogue's closed list activity_status.
STATUSES = ("registered", "existing", "active", "suspended", "in_liquidation", "unknown")

_ORGANISATION = Column("organisation_id", pattern=ORGANISATION_ID)
_YEAR = Column("year", "integer", pattern=YEAR)
# A table is read line by line by people too: a text keeps to one line, without spaces around it.
_ONE_LINE = r"\S(.*\S)?"


def _text(name: str, required: bool = True) -> Column:
    return Column(name, required=required, pattern=_ONE_LINE)


ENTITIES = Table(
    (
        _ORGANISATION,
        Column("public_code", pattern=PUBLIC_CODE),
        _text("name"),
        Column("type", allowed=TYPES),
        Column("ps_status", "boolean"),
        Column("ps_goal_reintegration", "boolean"),
        Column("teryt", pattern=TERYT),
        Column("place", allowed=("urban", "rural")),
        Column("founding_year", "integer", required=False, pattern=r"1[5-9]\d{2}|20\d{2}"),
        Column("status", allowed=STATUSES),
        Column("status_checked_on", "date", required=False, pattern=DATE),
        Column("consent", allowed=("public", "none")),
        Column("consent_on", "date", required=False, pattern=DATE),
        Column("generated", "boolean"),
    ),
    ("organisation_id",),
)
# Returns of organisations have no page of their own and no licence.
RETURN_SOURCES = Table(
    tuple(
        replace(column, required=False) if column.name in ("licence", "url") else column
        for column in SOURCES.columns
    ),
    SOURCES.key,
)
OBSERVATIONS = Table(
    (
        _ORGANISATION,
        Column("variable", pattern=SLUG),
        Column("value", "number", required=False),
        Column("state", allowed=FIGURE_STATES),
        Column("source", pattern=SLUG),
        Column("collected_on", "date", pattern=DATE),
    ),
    ("organisation_id", "variable"),
)
RETURNS = Table(
    (
        _ORGANISATION,
        _YEAR,
        Column("status", allowed=("full", "partial", "none")),
        Column("received_on", "date", required=False, pattern=DATE),
        Column("asked", "integer", pattern=r"\d+"),
        Column("answered", "integer", pattern=r"\d+"),
        Column("questionnaire", required=False, pattern=_ONE_LINE),
        Column("file", required=False, pattern=_ONE_LINE),
    ),
    ("organisation_id", "year"),
)
# A file that could not be told whose it is has findings too, hence what may be empty.
_PLACE = (
    Column("organisation_id", required=False, pattern=ORGANISATION_ID),
    Column("year", "integer", required=False, pattern=YEAR),
    _text("file"),
    _text("sheet", required=False),
    Column("cell", required=False, pattern=r"[A-Z]{1,3}\d{1,7}|\d{1,7}"),
    Column("variable", required=False, pattern=SLUG),
    Column("rule", pattern=SLUG),
    Column("written", required=False, pattern=r".+"),
)
_FINDING_KEY = ("organisation_id", "year", "file", "sheet", "cell", "variable", "rule")
REPAIRS = Table(
    (*_PLACE, _text("read_as", required=False), _text("message_pl"), _text("message_en")), _FINDING_KEY
)
PROBLEMS = Table(
    (
        *_PLACE,
        Column("severity", allowed=("error", "warning")),
        _text("message_pl"),
        _text("message_en"),
    ),
    _FINDING_KEY,
)
COMMENTS = Table(
    (
        _ORGANISATION,
        _YEAR,
        Column("written_on", "date", pattern=DATE),
        _text("text_pl"),
        _text("text_en", required=False),
    ),
    ("organisation_id", "year"),
)
PLANS = Table(
    (
        _ORGANISATION,
        _YEAR,
        Column("position", "integer", pattern=r"[1-9]"),
        _text("step_pl"),
        _text("step_en", required=False),
        _text("who_pl"),
        _text("who_en", required=False),
        Column("due", pattern=r"\d{4}-\d{2}"),
        Column("indicator", required=False, pattern=SLUG),
    ),
    ("organisation_id", "year", "position"),
)
SINGLE_TABLES = {
    "entities": ENTITIES,
    "sources": RETURN_SOURCES,
    "returns": RETURNS,
    "repairs": REPAIRS,
    "problems": PROBLEMS,
    "comments": COMMENTS,
    "plans": PLANS,
}
OBSERVATION_FOLDER = "observations"
