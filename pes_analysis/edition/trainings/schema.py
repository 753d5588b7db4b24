"""What the tables of trainings look like: for the reader, the writer and ``datapackage.json``."""

from pes_analysis.catalogue.training_survey import MOMENTS
from pes_analysis.edition.schema import DATE, SLUG, TERYT, Column, Table

TRAINING, WORKSHOP, TOOL_USE = KINDS = ("training", "workshop", "tool_use")
ON_SITE, ONLINE = FORMS = ("on_site", "online")
TRAINING_ID = r"(?=.{3,40}$)[a-z][a-z0-9]*(-[a-z0-9]+)*"
# Chosen by the participant; too short to hold a number of identity or a phone.
RESPONDENT_ID = r"[A-Z0-9]{4,8}"
GENERATED_PREFIX = "demo-"
_ONE_LINE = r"\S(.*\S)?"
_OF_ANSWER = (
    Column("training_id", pattern=TRAINING_ID),
    Column("respondent_id", pattern=RESPONDENT_ID),
    Column("moment", allowed=MOMENTS),
    Column("question", pattern=SLUG),
)
_ANSWER_KEY = tuple(column.name for column in _OF_ANSWER)

EVENTS = Table(
    (
        Column("training_id", pattern=TRAINING_ID),
        Column("date", "date", pattern=DATE),
        Column("kind", allowed=KINDS),
        Column("form", allowed=FORMS),
        # Where it took place; empty for one that was online.
        Column("teryt", required=False, pattern=TERYT),
        Column("title_pl", pattern=_ONE_LINE),
        Column("title_en", required=False, pattern=_ONE_LINE),
        Column("hours", "number", pattern=r"[0-9]+(\.[0-9]+)?"),
        Column("places", "integer", required=False, pattern=r"[1-9][0-9]{0,4}"),
        Column("participants", "integer", pattern=r"[0-9]{1,5}"),
        Column("generated", "boolean"),
    ),
    ("training_id",),
)
ANSWERS = Table((*_OF_ANSWER, Column("value", "integer", pattern="[1-5]")), _ANSWER_KEY)
OPEN_ANSWERS = Table(
    (
        *_OF_ANSWER,
        Column("text", required=False, pattern=_ONE_LINE),
        # Kinds of personal data found in a text, for which it was not taken over.
        Column("held_back", required=False, pattern=r"[a-z_]+(;[a-z_]+)*"),
    ),
    _ANSWER_KEY,
)
CODES = Table(
    (
        *_OF_ANSWER,
        Column("code", pattern=SLUG),
        # A function, never a name: "zespół badań".
        Column("coder", pattern=_ONE_LINE),
        Column("coded_on", "date", pattern=DATE),
    ),
    (*_ANSWER_KEY, "code"),
)
TABLES = {"events": EVENTS, "answers": ANSWERS, "open_answers": OPEN_ANSWERS, "codes": CODES}
