"""Dimension after dimension: two sentences to read, and a chart with its table one click below."""

import pandas as pd

from pes_analysis.catalogue.states import State
from pes_analysis.present.blocks import Bullets, Details, Heading, Paragraph, document
from pes_analysis.present.language import mark
from pes_analysis.present.markup import Inline, Markup, in_sentence, join
from pes_analysis.present.numbers import number
from pes_analysis.present.pages.organisation.card import NOTHING_TO_SCORE, SCORED, Card
from pes_analysis.present.pages.organisation.certainty import linked
from pes_analysis.present.pages.organisation.charts import dimension_chart
from pes_analysis.present.pages.organisation.gaps import too_little_words
from pes_analysis.present.pages.organisation.tables import dimension_table, score_of, signs
from pes_analysis.present.rows import Row, rows_of
from pes_analysis.robust.claim import Claim


def every_dimension(card: Card) -> Markup:
    """Write all dimensions that apply to the organisation."""
    language = card.language
    heading = Heading(language.text("Area by area"), 2, "areas")
    if not card.has_figures:
        return document(heading, Paragraph(language.text("There are no figures of {year}.", year=card.year)))
    rows = rows_of(card.diagnosis.dimensions)
    told = [row for row in rows if _has_figures(card, row)]
    parts: list[Inline] = [heading]
    for row in told:
        parts += _dimension(card, row)
    return document(*parts)


def reading(card: Card, row: Row) -> Markup:
    """Read a dimension in two sentences: its score beside similar ones, its best and weakest indicator."""
    language = card.language
    parts: list[Inline] = [_score_sentence(card, row)]
    scored = [one for one in card.of_dimension(str(row["dimension"])) if not pd.isna(one["points"])]
    if len(scored) > 1:
        best, weakest = (choose(scored, key=lambda one: float(one["points"])) for choose in (max, min))
        if best["points"] > weakest["points"]:
            for statement, text, one in (
                ("best_in_area", mark("Best: {name} ({value})"), best),
                ("weakest_in_area", mark("Weakest: {name} ({value})"), weakest),
            ):
                if claim := card.printed(statement, str(one["indicator"])):
                    said = language.markdown(text, name=_named(card, one), value=card.figure(one))
                    parts.append(_marked(card, said, claim))
    return join(parts)


def _named(card: Card, row: Row) -> str:
    return in_sentence(card.context.plain_name(str(row["indicator"])))


def _has_figures(card: Card, row: Row) -> bool:
    rows = card.of_dimension(str(row["dimension"]))
    known = any(State(str(one["state"])).is_number for one in rows)
    return bool(rows) and (row["reason"] != NOTHING_TO_SCORE or known)


def _score_sentence(card: Card, row: Row) -> Markup:
    language = card.language
    if row["reason"] == NOTHING_TO_SCORE:
        return language.markdown("No score: for this type of organisation this area has no main indicator.")
    if pd.isna(row["score"]):
        return language.markdown("No score: {why}.", why=too_little_words(card, row))
    score = score_of(row)
    shown = language.markdown(
        "**{score} out of 100 possible points**", score=number(score.value, 0, language)
    )
    parts: list[Inline] = [shown]
    if interval := score.interval(language):
        parts.append(language.markdown("(uncertainty {interval})", interval=interval))
    said = join(parts)
    if pd.isna(row["peers_median"]) or not card.compared:
        return language.markdown("{said}.", said=said)
    typical = language.markdown(
        "{said}; a typical similar organisation has {median}.",
        said=said,
        median=number(row["peers_median"], 0, language),
    )
    return join((typical, _place(card, str(row["dimension"]))))


def _place(card: Card, dimension: str) -> Markup:
    """Say on which side of most similar ones a dimension surely lies, or that it does so on neither."""
    language = card.language
    for statement, text in (
        ("area_above_most", mark("Better than most similar ones")),
        ("area_below_most", mark("Worse than most similar ones")),
    ):
        if claim := card.printed(statement, dimension):
            return _marked(card, language.markdown(text), claim)
    return language.markdown("Neither surely better nor surely worse than most similar ones.")


def _marked(card: Card, said: Markup, claim: Claim) -> Markup:
    return Markup(f"{join((said, linked(card, claim)))}.")


def _dimension(card: Card, row: Row) -> list[Inline]:
    language, dimension = card.language, str(row["dimension"])
    known = card.context.edition.catalogue.dimension(dimension)
    rows = card.of_dimension(dimension)
    folded: tuple[Inline, ...]
    if any(one["role"] == SCORED and not pd.isna(one["points"]) for one in rows):
        chart = dimension_chart(card, dimension)
        folded = (Markup(chart.markdown()), chart.table)
    else:
        folded = (dimension_table(card, dimension),)
    return [
        Heading(known.name.in_language(language.code), 3, f"area-{dimension}".replace("_", "-")),
        Paragraph(known.question.in_language(language.code)),
        Paragraph(reading(card, row)),
        Details(language.text("Indicators: chart and table"), (*folded, signs(card), _sources(card, rows))),
        Details(language.text("How to read these indicators"), (_readings(card, rows),)),
    ]


def _readings(card: Card, rows: list[Row]) -> Bullets:
    """Say of each indicator how to read it and what to be careful about."""
    language = card.language
    items = []
    for row in rows:
        known = card.context.indicator(str(row["indicator"]))
        parts: list[Inline] = [
            language.markdown("**{name}**:", name=known.plain.in_language(language.code)),
            known.reading.in_language(language.code),
        ]
        if known.caution is not None:
            parts.append(
                language.markdown("Careful: {caution}", caution=known.caution.in_language(language.code))
            )
        if card.basis(row):
            parts.append(language.markdown("Scored on: {basis}.", basis=card.basis(row)))
        items.append(join(parts))
    return Bullets(tuple(items))


def _sources(card: Card, rows: list[Row]) -> Inline:
    used = [(row["source"], row["first_year"]) for row in rows if row["source"]]
    if not used:
        return ""
    return card.context.sources_of_years([*((source, card.year) for source, _ in used), *used])
