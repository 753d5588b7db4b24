"""What would have to change to reach the median of similar organisations, and how sure that is."""

from pes_analysis.compare.targets import LEAST_THAT_MADE_IT, MOST_STEPS
from pes_analysis.diagnose.card_reach import ABOVE, NO_HISTORY, NO_SCORE, OUT_OF_REACH, REACHED, STATEMENT
from pes_analysis.present.blocks import Heading, Paragraph
from pes_analysis.present.markup import Inline, Markup, join
from pes_analysis.present.numbers import number, signed
from pes_analysis.present.pages.organisation.card import Card
from pes_analysis.present.pages.organisation.certainty import noted
from pes_analysis.present.rows import Row, rows_of
from pes_analysis.present.sentences.certainty import in_hundred
from pes_analysis.present.table import Table

ANCHOR = "reach"


def within_reach(card: Card) -> tuple[Inline, ...]:
    """Write the fewest steps that bring the median; nothing for a card that is not compared."""
    language, reach = card.language, card.diagnosis.reach
    heading = Heading(language.text("What would have to change"), 3, ANCHOR)
    if reach.kind == NO_SCORE:
        return ()
    if reach.kind == ABOVE:
        return (
            heading,
            Paragraph(
                language.text(
                    "The general score is not below the median of similar organisations: there is nothing to "
                    "catch up with."
                )
            ),
        )
    if reach.kind == NO_HISTORY:
        return (
            heading,
            Paragraph(
                language.text(
                    "Too few similar organisations have figures of both {first} and {last} to say which "
                    "steps are within reach.",
                    first=reach.first_year,
                    last=reach.year,
                )
            ),
        )
    said, note = _verdict(card)
    steps: tuple[Inline, ...] = (_table(card),) if len(reach.steps) else ()
    return (heading, Paragraph(join((_distance(card), _how(card)))), Paragraph(said), note, *steps)


def _distance(card: Card) -> Markup:
    score, median = card.diagnosis.picture.score, card.diagnosis.picture.peers_median
    assert score is not None
    assert median is not None
    return card.language.markdown(
        "The general score is {score}, the median of similar organisations is {median}.",
        score=number(score, 0, card.language),
        median=number(median, 0, card.language),
    )


def _verdict(card: Card) -> tuple[Markup, Markup]:
    """Say whether the median is within reach, and the footnote that tells how sure that is."""
    language, reach = card.language, card.diagnosis.reach
    if reach.kind == REACHED:
        sure, note = noted(card, card.printed(STATEMENT))
        said = language.markdown_plural(
            "To reach it, {n} step would be enough",
            "To reach it, {n} steps would be enough",
            len(reach.steps),
        )
        return Markup(f"{join((said, sure))}:"), note
    if reach.kind == OUT_OF_REACH:
        return _out_of_reach(card), Markup("")
    assert reach.claim is not None
    assert reach.claim.probability is not None
    return (
        language.markdown(
            "No set of up to {most} steps would be enough in {least} of 100 trials. The best one found is "
            "enough in {n} of 100:",
            least=str(in_hundred(reach.claim.rules.softened_at)),
            n=str(in_hundred(reach.claim.probability)),
            most=str(MOST_STEPS),
        ),
        Markup(""),
    )


def _out_of_reach(card: Card) -> Markup:
    """Say that no steps bring the median, and how far the largest ones would go."""
    language, reach = card.language, card.diagnosis.reach
    none = language.markdown("No set of up to {most} such steps would be enough.", most=str(MOST_STEPS))
    if reach.steps.empty:
        return join((none, language.markdown("Similar organisations made no steps that would help.")))
    return join(
        (
            none,
            language.markdown(
                "The largest ones would add {gain} of the {gap} points missing:",
                gain=number(float(reach.steps["gain"].sum()), 1, language),
                gap=number(reach.gap or 0.0, 1, language),
            ),
        )
    )


def _how(card: Card) -> Markup:
    reach = card.diagnosis.reach
    return card.language.markdown(
        "A step is an improvement that at least {least} similar organisations made between {first} and "
        "{last}. Indicators that others decide about are left out. We assume that similar organisations stay "
        "where they are.",
        least=str(LEAST_THAT_MADE_IT),
        first=str(reach.first_year),
        last=str(reach.year),
    )


def _table(card: Card) -> Table:
    language, reach = card.language, card.diagnosis.reach
    return Table(
        label=ANCHOR,
        caption=card.table_caption(
            language.text("Steps towards the median of similar organisations, {year}", year=card.year)
        ),
        columns=(
            language.text("Indicator"),
            language.text("Now"),
            language.text("After the step"),
            language.text("General score"),
            language.text("Similar organisations that made such a step"),
        ),
        rows=tuple(_row(card, row) for row in rows_of(reach.steps)),
        align="lrrrl",
        language=language,
    )


def _row(card: Card, row: Row) -> tuple[Inline, ...]:
    indicator = str(row["indicator"])
    return (
        card.context.indicator_link(indicator),
        card.figure(card.rows[indicator]),
        card.value(indicator, row["after"]),
        signed(row["gain"], 1, card.language),
        card.language.text("{some} of {all}", some=int(row["made"]), all=int(row["n"])),
    )
