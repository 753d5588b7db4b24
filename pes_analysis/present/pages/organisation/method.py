"""How a card was made: with whom it compares, what is missing, how scores are made, whose figures."""

from datetime import date

from pes_analysis.catalogue.states import State
from pes_analysis.present.blocks import Bullets, Details, Heading, Paragraph, document
from pes_analysis.present.language import mark, mark_plural
from pes_analysis.present.markup import Inline, Markup, join, link
from pes_analysis.present.numbers import day, years
from pes_analysis.present.pages.organisation.card import Card
from pes_analysis.present.pages.organisation.gaps import gap_words
from pes_analysis.present.pages.organisation.opening import PLACES, compared_with, files
from pes_analysis.present.pages.page_context import publisher_name
from pes_analysis.present.rows import Row, rows_of
from pes_analysis.present.table import Table

SIZES: dict[str, str] = {
    "micro": mark("revenue below 100 thousand PLN"),
    "small": mark("revenue from 100 to 500 thousand PLN"),
    "medium": mark("revenue from 500 thousand to 2 million PLN"),
    "large": mark("revenue of 2 million PLN and more"),
}
_MISSING = mark_plural(
    "{n} indicator that concerns this organisation has no number.",
    "{n} indicators that concern this organisation have no number.",
)
_REPAIRS = mark_plural(
    "{n} figure was read otherwise than it was written.",
    "{n} figures were read otherwise than they were written.",
)
_PROBLEMS = mark_plural("{n} entry could not be read.", "{n} entries could not be read.")


def similar_organisations(card: Card) -> Markup:
    """Write with whom the organisation is compared, by their codes."""
    language, peers = card.language, card.diagnosis.peer_list
    parts: list[Inline] = [
        Heading(language.text("Similar organisations"), 2, "peers"),
        Paragraph(
            join(
                (
                    compared_with(card),
                    language.text(
                        "The circle is widened until it has at least {least}: first type, size and place, "
                        "then type and size, then type, at last related types.",
                        least=card.context.edition.catalogue.composite.peers_least,
                    ),
                )
            )
        ),
    ]
    if len(peers):
        parts.append(Details(language.text("The list, by codes that stand for names"), (_peers_table(card),)))
    return document(*parts)


def missing(card: Card) -> Markup:
    """Write what is not known and why, and what was read otherwise than written."""
    language, completeness = card.language, card.diagnosis.completeness
    gaps = card.diagnosis.gaps
    parts: list[Inline] = [Heading(language.text("What we do not know"), 2, "missing")]
    said: list[Inline] = []
    if len(gaps):
        said.append(language.markdown_plural(*_MISSING, len(gaps)))
    else:
        said.append(language.markdown("Every indicator that concerns this organisation has a number."))
    for forms, rows in ((_REPAIRS, completeness.repairs), (_PROBLEMS, completeness.problems)):
        if len(rows):
            said.append(language.markdown_plural(*forms, len(rows)))
    parts.append(Paragraph(join(said)))
    if len(gaps):
        items = tuple(_gap(card, row) for row in rows_of(gaps))
        parts.append(Details(language.text("Indicators without a number, and why"), (Bullets(items),)))
    messages = tuple(
        str(message)
        for found in (completeness.problems, completeness.repairs)
        for message in found[f"message_{language.code}"]
    )
    if messages:
        parts.append(
            Details(language.text("What the import changed or could not read"), (Bullets(messages),))
        )
    return document(*parts)


def method(card: Card) -> Markup:
    """Write how scores are made, and where the figures come from."""
    language, context = card.language, card.context
    rules = context.edition.catalogue.composite
    how = Bullets(
        (
            language.text(
                "Points: each indicator has values worth 0, 40, 70 and 100 points. 70 is the reference value."
            ),
            language.text(
                "Score of an area: the mean of its points, if at least {share}% of its main indicators "
                "are known.",
                share=f"{100 * rules.least_core_share:.0f}",
            ),
            language.text(
                "General score: the mean of the areas, under the same rule. What is missing never counts "
                "as zero."
            ),
            language.text(
                "Money is scored on means of {n} years, rare events on {n} years together.",
                n=rules.window_years,
            ),
            language.text(
                "Place: how many similar organisations do better or worse. It never enters the points."
            ),
            language.text("Alarms and requirements of law stand apart and never enter a score."),
        )
    )
    elsewhere = (
        (language.text("The method of the condition card"), "metoda-karty.qmd"),
        (language.text("What each indicator measures"), "wskazniki-organizacji.ipynb"),
        (language.text("What the words mean"), "slownik.ipynb"),
    )
    more = Bullets(tuple(link(text, context.page(slug)) for text, slug in elsewhere))
    return document(
        Heading(language.text("Method and sources"), 2, "method"),
        Details(language.text("How the scores are computed"), (how,)),
        Details(language.text("Sources of the figures"), (_sources_table(card),))
        if len(card.diagnosis.sources)
        else Paragraph(language.text("There are no figures, so there are no sources.")),
        files(card),
        "" if context.alone else more,
    )


def _peers_table(card: Card) -> Table:
    language = card.language
    rows = tuple(
        (
            str(row["public_code"]),
            str(row["type"]).upper(),
            language.text(SIZES[str(row["size"])]) if row["size"] else State.MISSING.symbol,
            language.text(PLACES[str(row["place"])]) if row["place"] else State.MISSING.symbol,
        )
        for row in rows_of(card.diagnosis.peer_list)
    )
    return Table(
        label="peers",
        caption=card.table_caption(language.text("Similar organisations compared, {year}", year=card.year)),
        columns=(
            language.text("Code"),
            language.text("Type"),
            language.text("Size"),
            language.text("Location"),
        ),
        rows=rows,
        align="llll",
        language=language,
    )


def _gap(card: Card, row: Row) -> Markup:
    return card.language.markdown(
        "{name}: {why}", name=card.context.indicator_link(str(row["indicator"])), why=gap_words(card, row)
    )


def _sources_table(card: Card) -> Table:
    language = card.language
    rows = tuple(
        (
            publisher_name(str(row["publisher"]), language),
            str(row[f"title_{language.code}"]),
            years(int(row["first_year"]), int(row["last_year"])),
            day(date.fromisoformat(str(row["collected_on"])[:10]), language) if row["collected_on"] else "",
        )
        for row in rows_of(card.diagnosis.sources)
    )
    return Table(
        label="sources",
        caption=language.text("Sources of the figures on this page"),
        columns=(
            language.text("Publisher"),
            language.text("Publication"),
            language.text("Years"),
            language.text("Collected"),
        ),
        rows=rows,
        align="llll",
        language=language,
    )
