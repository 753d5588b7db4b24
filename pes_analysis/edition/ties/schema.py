"""What the tables of the survey of ties look like: for the reader, the writer and ``datapackage.json``."""

from pes_analysis.edition.directory.schema import SECTORS
from pes_analysis.edition.organisations.schema import PUBLIC_CODE
from pes_analysis.edition.schema import DATE, SLUG, TERYT, YEAR, Column, Table
from pes_analysis.protect.names import ORGANISATION_ID

KINDS = ("problem_solving", "routine")
INTENSITIES = ("1", "2", "3", "4")
"""Places of the catalogue's closed list relation_intensity, counted from 1."""
NO_PUBLIC_CODE = ""

_YEAR = Column("year", "integer", pattern=YEAR)
_RESPONDENT = Column("respondent_id", pattern=ORGANISATION_ID)
_PARTNER = Column("partner_id", pattern=ORGANISATION_ID)
_ONE_LINE = r"\S(.*\S)?"

UNITS = Table(
    (
        Column("unit_id", pattern=ORGANISATION_ID),
        # Needed only where a name may not be shown.
        Column("public_code", required=False, pattern=PUBLIC_CODE),
        Column("name", pattern=_ONE_LINE),
        Column("type", pattern=SLUG),
        Column("sector", allowed=SECTORS),
        Column("teryt", pattern=TERYT),
        Column("naming", allowed=("public", "none")),
        Column("generated", "boolean"),
    ),
    ("unit_id",),
)
ASKED = Table(
    (
        Column("unit_id", pattern=ORGANISATION_ID),
        _YEAR,
        Column("answered", "boolean"),
        Column("answered_on", "date", required=False, pattern=DATE),
    ),
    ("unit_id", "year"),
)
TRUST = ("trust_reliability", "trust_mission", "trust_openness")
TIES = Table(
    (
        _RESPONDENT,
        _PARTNER,
        _YEAR,
        Column("intensity", "integer", pattern="[1-4]"),
        Column("kind", required=False, allowed=KINDS),
        *(Column(name, "integer", required=False, pattern=r"[1-9]\d?") for name in TRUST),
    ),
    ("respondent_id", "partner_id", "year"),
)
FORMS = Table(
    (_RESPONDENT, _PARTNER, _YEAR, Column("form", pattern=SLUG)),
    ("respondent_id", "partner_id", "year", "form"),
)
RATINGS = Table(
    (
        _RESPONDENT,
        _YEAR,
        Column("question", pattern=SLUG),
        Column("rating", "integer", pattern=r"[1-9]\d?"),
    ),
    ("respondent_id", "year", "question"),
)
TABLES = {"units": UNITS, "asked": ASKED, "ties": TIES, "forms": FORMS, "ratings": RATINGS}
