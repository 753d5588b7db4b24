"""Alarms and requirements of law: listed apart, never averaged into a score."""

from datetime import date

from pes_analysis.catalogue import Formula, Threshold
from pes_analysis.present.blocks import Bullets, Callout, Details, Heading, Paragraph, document
from pes_analysis.present.language import mark, mark_plural
from pes_analysis.present.markup import Inline, Markup, join
from pes_analysis.present.numbers import day
from pes_analysis.present.pages.organisation.card import Card
from pes_analysis.present.pages.organisation.evidence import figures_behind
from pes_analysis.present.rows import Row, rows_of
from pes_analysis.present.table import Table

RINGING, QUIET, UNKNOWN, NOT_APPLICABLE = "ringing", "quiet", "unknown", "not_applicable"
NOT_MET = "not_met"
STATUSES: dict[str, str] = {
    "met": mark("✓ met"),
    "not_met": mark("✗ not met"),
    "no_data": mark(". no data"),
    "cannot_check": mark("to be checked in documents"),
    "does_not_concern": mark("does not concern it"),
}
STATES: dict[str, str] = {
    RINGING: mark("triggered"),
    QUIET: mark("not triggered"),
    UNKNOWN: mark("not known: figures are missing"),
    NOT_APPLICABLE: mark("does not apply"),
}
_CHECKED = mark_plural("{n} alarm was checked.", "{n} alarms were checked.")
_NOT_KNOWN = mark("It is not known whether there are alarms: {n} of {all} could be checked.")
_UNKNOWN = mark_plural(
    "{n} alarm could not be checked, because figures are missing.",
    "{n} alarms could not be checked, because figures are missing.",
)
_COUNTS: dict[str, tuple[str, str]] = {
    "not_met": mark_plural("{n} is not met", "{n} are not met"),
    "met": mark_plural("{n} is met", "{n} are met"),
    "no_data": mark_plural("{n} has no data", "{n} have no data"),
    "cannot_check": mark_plural("{n} has to be checked in documents", "{n} have to be checked in documents"),
    "does_not_concern": mark_plural("{n} does not concern it", "{n} do not concern it"),
}

_ONE: dict[str, str] = {
    "not_met": mark("1 requirement, not met."),
    "met": mark("1 requirement, met."),
    "no_data": mark("1 requirement, without data."),
    "cannot_check": mark("1 requirement, to be checked in documents."),
    "does_not_concern": mark("1 requirement, which does not concern it."),
}


def alarms(card: Card) -> Markup:
    """Write the alarms that ring, each with what to do; the others one click below."""
    language, table = card.language, card.diagnosis.alarms
    heading = Heading(language.text("Alarms"), 2, "alarms")
    if table.empty:
        return document(
            heading, Paragraph(language.text("There are no alarms for this type of organisation."))
        )
    ringing = [row for row in rows_of(table) if row["state"] == RINGING]
    unknown = int((table["state"] == UNKNOWN).sum())
    said: list[Inline] = []
    checked = int(table["state"].isin((RINGING, QUIET)).sum())
    if unknown and not ringing:
        said.append(language.markdown(_NOT_KNOWN, n=str(checked), all=str(checked + unknown)))
    else:
        said.append("" if ringing else language.markdown("**No alarm.**"))
        said.append(language.markdown_plural(*_CHECKED, checked))
        if unknown:
            said.append(language.markdown_plural(*_UNKNOWN, unknown))
    return document(
        heading,
        *(_ringing(card, row) for row in ringing),
        Paragraph(join(said)),
        Details(language.text("All alarms, and what each one means"), (_alarms_table(card),)),
    )


def compliance(card: Card) -> Markup:
    """Write which requirements of law are met; the list with legal bases one click below."""
    language, table = card.language, card.diagnosis.compliance
    heading = Heading(language.text("Requirements of law"), 2, "compliance")
    if table.empty:
        return document(
            heading,
            Paragraph(language.text("The catalogue has no requirements for this type of organisation.")),
        )
    counts = table["status"].value_counts()
    parts = [
        language.markdown_plural(*forms, int(counts[status]))
        for status, forms in _COUNTS.items()
        if status in counts
    ]
    rows = rows_of(table)
    unmet = [_requirement(card, row) for row in rows if row["status"] == NOT_MET]
    return document(
        heading,
        Paragraph(
            language.markdown("Of {n} requirements: {counts}.", n=str(len(table)), counts=join(parts, ", "))
            if len(table) > 1
            else language.markdown(_ONE[str(table["status"].iloc[0])])
        ),
        Bullets(tuple(unmet)) if unmet else "",
        Details(
            language.text("The list of requirements, with legal bases"),
            (
                _compliance_table(card),
                language.text(
                    "Figures are checked, not documents: this list is no legal advice. "
                    "Requirements marked * were not re-read in the text of the law."
                ),
            ),
        ),
    )


def _ringing(card: Card, row: Row) -> Callout:
    language = card.language
    alarm = card.context.edition.catalogue.alarm(str(row["alarm"]))
    since = int(row["since"])
    when = "" if since == card.year else language.markdown("Every year since {year}.", year=str(since))
    return Callout(
        "warning",
        alarm.name.in_language(language.code),
        (
            join((alarm.message.in_language(language.code), when, _evidence(card, alarm.formula))),
            language.markdown("**What to do:** {step}", step=alarm.what_to_do.in_language(language.code)),
        ),
    )


def _alarms_table(card: Card) -> Table:
    language, catalogue = card.language, card.context.edition.catalogue
    rows: list[tuple[Inline, ...]] = []
    for row in rows_of(card.diagnosis.alarms):
        alarm = catalogue.alarm(str(row["alarm"]))
        texts = (alarm.message, alarm.source)
        rows.append(
            (
                alarm.name.in_language(language.code),
                language.text(STATES[str(row["state"])]),
                *(text.in_language(language.code) for text in texts),
            )
        )
    return Table(
        label="alarms",
        caption=card.table_caption(
            language.text("Alarms of {name}, {year}", name=str(card.name), year=card.year)
        ),
        columns=(
            language.text("Alarm"),
            language.text("State"),
            language.text("What it would mean"),
            language.text("Source of the limit"),
        ),
        rows=tuple(rows),
        align="llll",
        language=language,
    )


def _requirement(card: Card, row: Row) -> Markup:
    language, threshold = card.language, card.context.edition.catalogue.threshold(str(row["threshold"]))
    said = language.markdown(
        "**{name}**: not met. {rule}",
        name=threshold.name.in_language(language.code),
        rule=threshold.rule.in_language(language.code),
    )
    return join((said, _evidence(card, threshold.formula)))


def _evidence(card: Card, formula: Formula | None) -> Markup:
    figures = figures_behind(card, formula)
    return (
        card.language.markdown("Figures of {year}: {figures}.", year=str(card.year), figures=figures)
        if figures
        else figures
    )


def _compliance_table(card: Card) -> Table:
    language, catalogue = card.language, card.context.edition.catalogue
    rows: list[tuple[Inline, ...]] = []
    for row in rows_of(card.diagnosis.compliance):
        threshold = catalogue.threshold(str(row["threshold"]))
        star = " *" if threshold.verification == "L" else ""
        rows.append(
            (
                f"{threshold.name.in_language(language.code)}{star}",
                language.text(STATUSES[str(row["status"])]),
                threshold.rule.in_language(language.code),
                join((threshold.legal_basis.in_language(language.code), _in_force(card, threshold))),
            )
        )
    return Table(
        label="compliance",
        caption=card.table_caption(
            language.text(
                "Requirements of law on the last day of {year}: {name}", name=str(card.name), year=card.year
            )
        ),
        columns=(
            language.text("Requirement"),
            language.text("State"),
            language.text("Rule"),
            language.text("Legal basis"),
        ),
        rows=tuple(rows),
        align="llll",
        language=language,
    )


def _in_force(card: Card, threshold: Threshold) -> Markup:
    language = card.language
    begins, ends = (_day(card, when) for when in (threshold.valid_from, threshold.valid_to))
    if begins and ends:
        return language.markdown("In force from {begins} to {ends}.", begins=begins, ends=ends)
    if begins:
        return language.markdown("In force since {begins}.", begins=begins)
    return language.markdown("The day from which it holds has not been established.")


def _day(card: Card, when: date | None) -> Markup:
    return Markup("") if when is None else Markup(day(when, card.language))
