"""What the organisation should do first, and what says so."""

from datetime import date

from pes_analysis.present.language import mark
from pes_analysis.present.markup import Inline, Markup, in_sentence, join, link
from pes_analysis.present.numbers import day, number
from pes_analysis.present.pages.organisation.card import Card
from pes_analysis.present.pages.organisation.certainty import noted
from pes_analysis.present.pages.organisation.evidence import figures_behind
from pes_analysis.present.rows import Row

NO_RETURN = "none"
_TARGETS: dict[str, str] = {
    "peers_median": mark("the typical figure of similar organisations"),
    "reference": mark("the reference value"),
}
_STATUSES: dict[str, str] = {
    "in_liquidation": mark(
        "The organisation is in liquidation. Agree with OPS and OWES where participants will finish "
        "the programme. The scores describe {year}."
    ),
    "suspended": mark(
        "Activity is suspended. Confirm the status with ROPS. If there was activity in {year}, "
        "fill in the questionnaire."
    ),
}
_MOST: dict[bool, str] = {
    True: mark("Of the things to improve this one would raise the general score most: by {gain} points."),
    False: mark("Among single steps this one would raise the general score most: by {gain} points."),
}

_AMONG_THE_MOST = mark(
    "It would raise the general score by {gain} points. Another step may give as much: which one gives most "
    "depends on choices of method."
)


def first_step(card: Card) -> tuple[Inline, Inline, Markup]:
    """Give the step, its evidence, one sentence or two each, and the footnote that tells how sure it is."""
    step = card.diagnosis.first_step
    match step.kind:
        case "status":
            return *_status(card, step.id), Markup("")
        case "alarm":
            return *_alarm(card, step.id), Markup("")
        case "compliance":
            return *_compliance(card, step.id), Markup("")
        case "data":
            return *_data(card, step.id), Markup("")
        case "step":
            return _improvement(card, step.id, step.gain)
    return (
        card.language.markdown("Keep what is there: no indicator lies below its reference value."),
        card.language.markdown("All scored indicators have at least 70 points out of 100."),
        Markup(""),
    )


def target_words(card: Card, row: Row) -> Markup:
    """Say how far a step goes: the target, and whose it is."""
    return card.language.markdown(
        "{target} ({whose})",
        target=card.value(str(row["indicator"]), row["target"]),
        whose=card.language.text(_TARGETS[str(row["target_kind"])]),
    )


def _status(card: Card, status: str) -> tuple[Inline, Inline]:
    language = card.language
    items = card.context.edition.catalogue.closed_list("activity_status").items
    name = next(item.name.in_language(language.code) for item in items if item.id == status)
    checked = card.diagnosis.facts.status_checked_on
    said = language.markdown("Status of the organisation: {name}.", name=in_sentence(name))
    if checked:
        when = Markup(day(date.fromisoformat(checked[:10]), language))
        said = join((said, language.markdown("Checked on {day}.", day=when)))
    return language.markdown(_STATUSES[status], year=str(card.year)), said


def _alarm(card: Card, alarm_id: str) -> tuple[Inline, Inline]:
    language = card.language
    alarm = card.context.edition.catalogue.alarm(alarm_id)
    evidence = language.markdown(
        "{name}, {year}. {message} {figures} {link}.",
        name=alarm.name.in_language(language.code),
        year=str(card.year),
        message=alarm.message.in_language(language.code),
        figures=Markup(f"{figures}.") if (figures := figures_behind(card, alarm.formula)) else "",
        link=link(language.text("All alarms"), "#alarms"),
    )
    return alarm.what_to_do.in_language(language.code), evidence


def _compliance(card: Card, threshold_id: str) -> tuple[Inline, Inline]:
    language = card.language
    threshold = card.context.edition.catalogue.threshold(threshold_id)
    step = language.markdown(
        "Meet the requirement “{name}”. {rule}",
        name=threshold.name.in_language(language.code),
        rule=threshold.rule.in_language(language.code),
    )
    evidence = language.markdown(
        "The figures of {year} do not meet it: {figures}. {link}.",
        year=str(card.year),
        figures=figures_behind(card, threshold.formula),
        link=link(language.text("All requirements"), "#compliance"),
    )
    return step, evidence


def _data(card: Card, variable: str) -> tuple[Inline, Inline]:
    language, completeness = card.language, card.diagnosis.completeness
    if completeness.status == NO_RETURN or not variable:
        step = language.markdown(
            "Fill in the questionnaire for {year}: without it there is no score.", year=str(card.year)
        )
    else:
        known = card.context.edition.catalogue.variable(variable, "organisation")
        step = language.markdown(
            "Complete the figures: without them there is no general score. Begin with: {name}.",
            name=in_sentence(known.name.in_language(language.code)),
        )
    evidence = language.markdown(
        "Of {required} figures needed, {filled} were given. {link}.",
        required=str(completeness.required),
        filled=str(completeness.filled),
        link=link(language.text("What is missing"), "#missing"),
    )
    return step, evidence


def _improvement(card: Card, indicator: str, gain: float | None) -> tuple[Inline, Inline, Markup]:
    language, row = card.language, card.rows[indicator]
    planned = card.steps[indicator]
    step = language.markdown(
        "Improve: **{name}**. Now: {value}; the target: {target}.",
        name=card.context.plain_name(indicator),
        value=card.figure(row),
        target=target_words(card, planned),
    )
    parts: list[Inline] = []
    largest = card.printed("largest_gain", indicator)
    sure, note = noted(card, largest)
    if gain is not None:
        among = any(one.indicator == indicator for one in card.diagnosis.to_improve)
        text = _MOST[among] if largest else _AMONG_THE_MOST
        parts += [language.markdown(text, gain=Markup(number(gain, 1, language))), sure]
    parts.append(Markup(f"{link(language.text('Other steps, calculated the same way'), '#steps')}."))
    return step, join(parts), note
