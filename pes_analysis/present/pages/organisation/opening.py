"""The first screen of a card: who it is, the general picture, what to do first, strengths and weaknesses."""

import math
from datetime import date

from pes_analysis.diagnose.card_parts import Highlight
from pes_analysis.present.blocks import (
    Bullets,
    Callout,
    Columns,
    Details,
    Facts,
    Heading,
    Highlighted,
    Lead,
    Paragraph,
    document,
)
from pes_analysis.present.language import mark
from pes_analysis.present.markup import Inline, Markup, in_sentence, join, link
from pes_analysis.present.numbers import day
from pes_analysis.present.pages.organisation.advice import where_to_begin
from pes_analysis.present.pages.organisation.card import Card
from pes_analysis.present.pages.organisation.certainty import least_sure, linked, noted
from pes_analysis.present.pages.organisation.charts import dimensions_chart
from pes_analysis.present.pages.organisation.first_step import first_step
from pes_analysis.present.pages.organisation.tables import signs
from pes_analysis.present.sentences.certainty import with_mark
from pes_analysis.present.sentences.organisation_peers import (
    among_peers,
    chosen_words,
    compared_sentence,
    not_compared_sentence,
)
from pes_analysis.present.sentences.picture import (
    Score,
    alarms_sentence,
    beside_sentences,
    no_picture_sentence,
    picture_sentence,
)

PLACES: dict[str, str] = {"urban": mark("in a town"), "rural": mark("in a rural area")}
_RETURNS: dict[str, str] = {
    "partial": mark("Of {all} figures of the questionnaire for {year}, {missing} are missing."),
    "none": mark("There is no questionnaire for {year}."),
}
USUAL_STATUS, PARTIAL = "active", "partial"
SOCIAL_ENTERPRISE = "ps"
ROUNDING = 1e-9


def made_up_notice(card: Card) -> Inline:
    """Say on top that the organisation, or those beside it, do not exist; nothing when all do."""
    language, privacy = card.language, card.diagnosis.privacy
    if privacy.generated:
        return Callout(
            "important",
            language.text("Demonstration data"),
            (
                language.text(
                    "This organisation does not exist. Its name and figures show what a card looks like."
                ),
            ),
        )
    if privacy.peers_generated:
        return Callout(
            "important",
            language.text("Compared with organisations that are made up"),
            (
                language.text(
                    "The figures of this organisation are its own. The similar ones are demonstration data."
                ),
            ),
        )
    return ""


def private_notice(card: Card) -> Inline:
    """Say on top of a card without a site around it that nobody else sees it."""
    if not card.context.alone:
        return ""
    return Paragraph(
        card.language.text(
            "Private card: the organisation did not agree to publication. "
            "Only those with the address can see it."
        )
    )


def facts(card: Card) -> Facts:
    """Say in a few words each what the organisation is and how complete its data are."""
    language, known, completeness = card.language, card.diagnosis.facts, card.diagnosis.completeness
    items: list[Inline] = [type_words(card, known.type)]
    if SOCIAL_ENTERPRISE in known.codes:
        items.append(
            card.context.edition.catalogue.entity_type(SOCIAL_ENTERPRISE).name.in_language(language.code)
        )
    items.append(where(card))
    if known.founding_year is not None:
        items.append(language.markdown("since {year}", year=str(known.founding_year)))
    if known.status != USUAL_STATUS:
        items.append(_status(card))
    items.append(language.markdown("as of {day}", day=Markup(day(date(card.year, 12, 31), language))))
    if completeness.required:
        items.append(
            language.markdown(
                "{filled} of {required} figures needed were given",
                filled=str(completeness.filled),
                required=str(completeness.required),
            )
        )
    return Facts(tuple(items))


def type_words(card: Card, type_id: str) -> str:
    """Name a type in full, with its abbreviation."""
    known = card.context.edition.catalogue.entity_type(type_id)
    return f"{known.name.in_language(card.language.code)} ({known.code})"


def where(card: Card) -> Markup:
    """Name the county, and whether the organisation works in a town; a city needs no such word."""
    known = card.diagnosis.facts
    if known.county_kind == "city" or known.place not in PLACES:
        return card.county().markdown()
    return join((card.county().markdown(), card.language.text(PLACES[known.place])), ", ")


def picture(card: Card) -> tuple[Inline, ...]:
    """Write the general picture: the score in one line, what it stands beside, with whom it was compared."""
    language, seen = card.language, card.diagnosis.picture
    ringing = alarms_sentence(seen.n_alarms, language)
    alarms = link(ringing.removesuffix("."), "#alarms") if ringing else ""
    if seen.score is None:
        share = card.context.edition.catalogue.composite.least_core_share
        least = math.ceil(share * seen.n_dimensions - ROUNDING)
        said = no_picture_sentence(seen.reason, seen.n_scored, seen.n_dimensions, least, language)
        beside = note = Markup("")
    else:
        said, note = _condition(card, seen.score)
        beside = beside_sentences(
            Score(seen.score, seen.lower, seen.upper),
            seen.previous,
            seen.peers_median,
            seen.relative,
            card.diagnosis.peers.n,
            language,
        )
        beside = join((beside, _place(card)))
    return (
        Lead(join((said, Markup(f"{alarms}.") if alarms else ""))),
        note,
        Paragraph(join((_return(card), beside, compared(card) if card.has_figures else ""))),
    )


def _condition(card: Card, score: float) -> tuple[Markup, Markup]:
    """Say the general score with the words that are sure enough, and the footnote that tells how sure."""
    condition, none_weak = card.printed("condition"), card.printed("no_weak_place")
    weak = {one: card.printed("weak_place", one) for one in card.diagnosis.picture.weak}
    told = [one for one, claim in weak.items() if claim]
    kind = card.diagnosis.picture.kind if condition else ""
    names = tuple(card.dimension_name(one) for one in told)
    said = picture_sentence(kind, score, names, card.language, none_weak=none_weak is not None)
    sure, note = noted(card, least_sure(condition, none_weak, *(weak[one] for one in told)))
    return with_mark(said, sure), note


def _place(card: Card) -> Markup:
    """Say on which side of most similar ones the score surely lies, or that it does so on neither."""
    for statement, text in (
        ("above_most", mark("Better than most similar ones")),
        ("below_most", mark("Worse than most similar ones")),
    ):
        if claim := card.printed(statement):
            return Markup(f"{join((card.language.markdown(text), linked(card, claim)))}.")
    if not card.compared or not (card.tried("above_most") or card.tried("below_most")):
        return Markup("")
    return card.language.markdown("It is neither surely better nor surely worse than most similar ones.")


def compared(card: Card) -> Markup:
    """Say with whom the organisation is compared, and lead to the list; or why with nobody."""
    said = compared_with(card)
    return (
        join((said, Markup(f"{link(card.language.text('Who they are'), '#peers')}.")))
        if card.compared
        else said
    )


def compared_with(card: Card) -> Markup:
    """Say with whom the organisation is compared, or why with nobody."""
    language, peers = card.language, card.diagnosis.peers
    if not card.compared:
        least = card.context.edition.catalogue.composite.peers_least
        return not_compared_sentence(peers.n, least, language)
    how = chosen_words(peers.step, card.diagnosis.facts.place, language)
    return compared_sentence(peers.n, card.types_compared(), how, language)


def what_first(card: Card) -> tuple[Inline, ...]:
    """Write the first step in the tinted box, with how we know."""
    language, chosen = card.language, card.diagnosis.first_step
    step, evidence, note = first_step(card)
    said = [step]
    if chosen.kind == "step" and (advice := where_to_begin(card, chosen.id)):
        said.append(language.markdown("**Where to begin.** {advice}", advice=advice))
    said.append(language.markdown("**How we know.** {evidence}", evidence=evidence))
    return (Heading(language.text("What to do first"), 2, "first"), Highlighted(tuple(said)), note)


def dimensions(card: Card) -> tuple[Inline, ...]:
    """Draw the dimensions beside similar organisations; a sentence when none has a score."""
    if not card.has_figures:
        return ()
    if not card.diagnosis.dimensions["score"].notna().any():
        return (Paragraph(card.language.text("No area has enough figures for a score.")),)
    chart = dimensions_chart(card)
    return (
        Markup(chart.markdown()),
        Details(card.language.text("The same in a table"), (chart.table, signs(card))),
    )


def strengths_and_weaknesses(card: Card) -> Inline:
    """List up to three strengths and three things to improve, each with its evidence."""
    language = card.language
    if not card.has_figures:
        return ""
    every = (*card.diagnosis.strengths, *card.diagnosis.to_improve)
    notes = [noted(card, one.claim)[1] for one in every]
    strengths = tuple(highlight(card, one) for one in card.diagnosis.strengths)
    weaknesses = tuple(_to_improve(card, one) for one in card.diagnosis.to_improve)
    columns = Columns(
        (
            (
                Heading(language.text("Strengths"), 3, "strengths"),
                Bullets(strengths) if strengths else _nothing_better(card),
            ),
            (
                Heading(language.text("To improve"), 3, "to-improve"),
                Bullets(weaknesses) if weaknesses else _nothing_worse(card),
            ),
        )
    )
    return document(columns, *notes)


def _nothing_better(card: Card) -> str:
    """Say that there is no strength: none by the figures, or none that is sure enough."""
    if card.tried("strength"):
        return card.language.text(
            "Some indicators look good, but none surely enough to be called a strength."
        )
    return card.language.text("No indicator stands out for the better.")


def _nothing_worse(card: Card) -> str:
    if card.tried("weakness") or card.tried("below_reference"):
        return card.language.text("Some indicators look weak, but none surely enough to be named here.")
    return card.language.text("No indicator stands out for the worse.")


def files(card: Card) -> Paragraph:
    """Lead to the files beside the page, which are named after it."""
    name = "index" if card.context.alone else card.diagnosis.facts.organisation_id
    links = (link(kind.upper(), f"{name}.{kind}") for kind in ("csv", "xlsx"))
    return Paragraph(
        card.language.markdown("All figures of this card as files: {files}.", files=join(links, ", "))
    )


def highlight(card: Card, one: Highlight) -> Markup:
    """Say one figure, its points and its place among similar organisations."""
    language, row = card.language, card.rows[one.indicator]
    basis = card.basis(row)
    value = f"{card.figure(row)} ({basis})" if basis else f"{card.figure(row)} ({card.year})"
    values: dict[str, Inline] = {
        "name": card.context.plain_name(one.indicator),
        "value": value,
        "points": card.whole(one.points),
    }
    if one.share_better is None:
        said = language.markdown("**{name}**: {value}. {points} out of 100 points.", **values)
        return join((said, noted(card, one.claim)[0]))
    place = among_peers(int(row["better_than"]), int(row["worse_than"]), int(row["n"]), language)
    said = language.markdown(
        "**{name}**: {value}. {points} out of 100 points, {place}.", place=place, **values
    )
    return join((said, noted(card, one.claim)[0]))


def _to_improve(card: Card, one: Highlight) -> Markup:
    reference = card.reference(one.indicator)
    said = highlight(card, one)
    if not reference:
        return said
    return join((said, card.language.markdown("Reference value: {reference}.", reference=reference)))


def _status(card: Card) -> Markup:
    language, known = card.language, card.diagnosis.facts
    items = card.context.edition.catalogue.closed_list("activity_status").items
    name = in_sentence(
        next(item.name.in_language(language.code) for item in items if item.id == known.status)
    )
    if not known.status_checked_on:
        return language.markdown("status: {name}", name=name)
    checked = day(date.fromisoformat(known.status_checked_on[:10]), language)
    return language.markdown("status: {name} (checked {day})", name=name, day=Markup(checked))


def _return(card: Card) -> Markup:
    status = card.diagnosis.completeness.status
    if status not in _RETURNS:
        return Markup("")
    required, filled = card.diagnosis.completeness.required, card.diagnosis.completeness.filled
    if status == PARTIAL and filled >= required:
        return Markup("")
    return card.language.markdown(
        _RETURNS[status], year=str(card.year), all=str(required), missing=str(required - filled)
    )
