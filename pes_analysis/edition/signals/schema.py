"""What the table of signals looks like: for the reader, the writer and ``datapackage.json``."""

from pes_analysis.edition.schema import DATE, SLUG, TERYT, Column, Table
from pes_analysis.intake.signal_rows import LONGEST_TEXT

# Items of the catalogue's closed list signal_kinds.
KINDS = ("waiting_list", "refusal", "no_referral", "no_service", "other")
_ONE_LINE = r"\S(.*\S)?"

SIGNALS = Table(
    (
        Column("signal_id", pattern=r"s-[0-9a-f]{12}"),
        Column("reported_on", "date", pattern=DATE),
        Column("teryt", pattern=TERYT),
        Column("service_area", required=False, pattern=SLUG),
        Column("coder", required=False, pattern=_ONE_LINE),
        # Empty where the area was chosen when the signal was reported.
        Column("coded_on", "date", required=False, pattern=DATE),
        Column("proposed_area", required=False, pattern=SLUG),
        Column("text", required=False, pattern=rf"\S(.{{0,{LONGEST_TEXT - 2}}}\S)?"),
        # Kinds of personal data for which the text was held back, with spaces between.
        Column("held_back", required=False, pattern=r"[a-z_]+( [a-z_]+)*"),
        Column("persons", "integer", pattern=r"[1-9]\d{0,3}"),
        Column("kind", allowed=KINDS),
        Column("unit", pattern=_ONE_LINE),
        Column("generated", "boolean"),
    ),
    ("signal_id",),
)
TABLES = {"signals": SIGNALS}
