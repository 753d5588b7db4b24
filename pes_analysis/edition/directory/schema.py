"""What the tables of the directory look like: for the reader, the writer and ``datapackage.json``."""

from pes_analysis.edition.organisations.schema import SOCIAL_ECONOMY_TYPES, STATUSES, TYPES
from pes_analysis.edition.schema import DATE, SLUG, TERYT, Column, Table
from pes_analysis.protect.names import ORGANISATION_ID

# Items of the catalogue's closed lists other_unit_types and status_methods.
OTHER_TYPES = ("cus", "rops", "ug", "sp", "lgd")
UNIT_TYPES = (*TYPES, *OTHER_TYPES)
STATUS_METHODS = ("register", "phone", "visit", "return", "website")
# A local action group joins local government, entities and business: it is of neither side.
PES, JST, MIXED = SECTORS = ("pes", "jst", "mixed")
SECTOR_OF_TYPE = {
    kind: PES if kind in SOCIAL_ECONOMY_TYPES else MIXED if kind == "lgd" else JST for kind in UNIT_TYPES
}
ACTIVE = ("active",)
CONSENTS = ("public", "none")

# One way of writing, so that duplicates are found and a phone can dial it; several stand after commas.
PHONE = r"(\+\d{1,3} )?\d{3} \d{3} \d{3}( wew\. \d{1,5})?"
PHONES = rf"{PHONE}(, {PHONE})*"
EMAIL = r"[A-Za-z0-9._%+-]+@([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,24}"
EMAILS = rf"{EMAIL}(, {EMAIL})*"
SITE = r"https?://[^\s\"<>\\]+"
POSTCODE = r"\d{2}-\d{3}"
REGON = r"\d{9}(\d{5})?"
KRS = r"\d{10}"
_ONE_LINE = r"\S(.*\S)?"
_UNIT = Column("unit_id", pattern=ORGANISATION_ID)


def _text(name: str, required: bool = False) -> Column:
    return Column(name, required=required, pattern=_ONE_LINE)


def _date(name: str) -> Column:
    return Column(name, "date", required=False, pattern=DATE)


UNITS = Table(
    (
        _UNIT,
        _text("name", required=True),
        Column("type", allowed=UNIT_TYPES),
        Column("sector", allowed=SECTORS),
        Column("teryt", pattern=TERYT),
        _text("commune"),
        _text("town"),
        _text("address"),
        Column("postcode", required=False, pattern=POSTCODE),
        Column("phone", required=False, pattern=PHONES),
        Column("email", required=False, pattern=EMAILS),
        Column("site", required=False, pattern=SITE),
        Column("regon", required=False, pattern=REGON),
        Column("krs", required=False, pattern=KRS),
        _text("contact_person"),
        Column("contact_consent", allowed=CONSENTS),
        Column("status", allowed=STATUSES),
        _date("status_checked_on"),
        Column("status_method", required=False, allowed=STATUS_METHODS),
        Column("free_places", "integer", required=False, pattern=r"\d{1,4}"),
        _date("free_places_on"),
        _text("answers"),
        _date("checked_on"),
        Column("listing_consent", allowed=CONSENTS),
        Column("generated", "boolean"),
    ),
    ("unit_id",),
)
UNIT_SERVICES = Table(
    (_UNIT, Column("service_area", pattern=SLUG), _text("service_pl"), _text("service_en")),
    ("unit_id", "service_area"),
)
UNIT_GROUPS = Table((_UNIT, Column("target_group", pattern=SLUG)), ("unit_id", "target_group"))
UNIT_PLACES = Table((_UNIT, Column("teryt", pattern=TERYT)), ("unit_id", "teryt"))
# Name of the file and of the table in `Directory`.
TABLES = {
    "units": UNITS,
    "unit_services": UNIT_SERVICES,
    "unit_groups": UNIT_GROUPS,
    "unit_places": UNIT_PLACES,
}
