"""What the organisation adds itself: its comment, its plan, and a passage ready for an application."""

from datetime import date

import pandas as pd

from pes_analysis.present.blocks import Bullets, Callout, Heading, Paragraph, document
from pes_analysis.present.markup import Inline, Markup, as_markdown, join
from pes_analysis.present.names import Form
from pes_analysis.present.numbers import day, years
from pes_analysis.present.pages.organisation.advice import where_to_begin
from pes_analysis.present.pages.organisation.card import SCORED, Card
from pes_analysis.present.pages.organisation.charts import dimensions_chart
from pes_analysis.present.pages.organisation.opening import compared_with, type_words
from pes_analysis.present.pages.organisation.surroundings import area_name
from pes_analysis.present.rows import Row, rows_of
from pes_analysis.present.sentences.organisation_peers import among_peers
from pes_analysis.present.table import Table
from pes_analysis.robust.claim import Standing

EMPTY_STEPS = 3
RESULTS = frozenset({"mission", "employment", "support_centre", "public_units"})
"""Dimensions about what the organisation does for people."""


def comment_and_plan(card: Card) -> Markup:
    """Print the organisation's own comment and plan; an empty form where it gave none."""
    language = card.language
    return document(
        Heading(language.text("The organisation's own comment"), 2, "comment"),
        *_comment(card),
        Heading(language.text("Action plan"), 2, "plan"),
        *_plan(card),
    )


def application(card: Card) -> Markup:
    """Write a passage for a grant application: a paragraph, a table, a chart, sources."""
    language = card.language
    heading = Heading(language.text("For a grant application"), 2, "application")
    if not card.has_figures:
        return document(heading, Paragraph(language.text("There are no figures of {year}.", year=card.year)))
    body: list[Inline] = [*_passage(card)]
    rows = _telling(card)
    if rows:
        body.append(_application_table(card, rows))
    if card.diagnosis.dimensions["score"].notna().any():
        body.append(Markup(dimensions_chart(card, "application").markdown()))
    body.append(_application_sources(card))
    return document(
        heading,
        Paragraph(
            language.text(
                "A passage ready to be copied: text, table, chart and sources. Add what figures do not tell."
            )
        ),
        Callout("tip", language.text("To be copied"), tuple(body)),
    )


def _comment(card: Card) -> tuple[Inline, ...]:
    language = card.language
    comments = rows_of(card.diagnosis.comments)
    if not comments:
        return (
            Paragraph(
                language.text(
                    "The organisation has not commented on this card yet. When it does, its words will "
                    "stand here unchanged."
                )
            ),
        )
    return tuple(
        Callout(
            "note",
            language.markdown(
                "Words of the organisation, {day}", day=Markup(_day(card, str(row["written_on"])))
            ),
            (_own_text(card, row, "text"),),
        )
        for row in comments
    )


def _own_text(card: Card, row: Row, name: str) -> Inline:
    """Give an organisation's own text; where it wrote in Polish only, the Polish one, marked as such."""
    own = row[f"{name}_{card.language.code}"]
    if isinstance(own, str) and own:
        return own
    polish = row[f"{name}_pl"]
    if not isinstance(polish, str) or not polish:
        return ""
    return Markup(f"[{Paragraph(polish).markdown()}]{{lang=pl}}")


def _plan(card: Card) -> tuple[Inline, ...]:
    language, plan = card.language, card.diagnosis.plan
    if plan.empty:
        return (
            Paragraph(
                language.text(
                    "There is no plan yet. Here are first steps to discuss at a meeting of the team. "
                    "They can be changed; add who and by when."
                )
                if card.diagnosis.to_improve
                else language.text(
                    "There is no plan yet. The table can be printed and filled in at a meeting of the team."
                )
            ),
            _plan_table(card, _proposed_rows(card)),
        )
    rows = tuple(
        (
            _own_text(card, row, "step"),
            _own_text(card, row, "who"),
            _month(card, str(row["due"])),
            card.context.indicator_link(str(row["indicator"])) if row["indicator"] else "",
        )
        for row in rows_of(plan)
    )
    return (_plan_table(card, rows),)


def _proposed_rows(card: Card) -> tuple[tuple[Inline, ...], ...]:
    """Propose where to begin with each thing to improve, and leave room for who and by when."""
    proposed = [
        (where_to_begin(card, one.indicator), "", "", card.context.plain_name(one.indicator))
        for one in card.diagnosis.to_improve
    ]
    return (*proposed, *[("", "", "", "")] * (EMPTY_STEPS - len(proposed)))


def _plan_table(card: Card, rows: tuple[tuple[Inline, ...], ...]) -> Table:
    language = card.language
    return Table(
        label="plan",
        caption=language.text("Action plan: {name}", name=str(card.name)),
        columns=(
            language.text("What"),
            language.text("Who"),
            language.text("By when"),
            language.text("What will show the result"),
        ),
        rows=rows,
        align="llll",
        language=language,
    )


def _passage(card: Card) -> tuple[Inline, ...]:
    """Write who it is and how it does; its strengths as a list; with whom compared, and which needs."""
    language, known = card.language, card.diagnosis.facts
    parts: list[Inline] = [
        language.markdown(
            "{name}, {type}, works {where}.",
            name=card.name,
            type=type_words(card, known.type),
            where=card.county(Form.IN),
        )
    ]
    if known.founding_year is not None:
        parts.append(language.markdown("It has existed since {year}.", year=str(known.founding_year)))
    seen = card.diagnosis.picture
    if seen.score is not None:
        parts.append(
            language.markdown(
                "General condition in {year}: {score} out of 100 points.",
                year=str(card.year),
                score=card.whole(seen.score),
            )
        )
    # What is only probable has no place in an application.
    sure = [one for one in card.diagnosis.strengths if one.claim.standing is Standing.SAID]
    rows = [card.rows[one.indicator] for one in sure]
    strengths = tuple(_with_place(card, row) for row in rows if not _as_most(row))
    listed: tuple[Inline, ...] = ()
    if strengths:
        listed = (Paragraph(language.text("Its strengths:")), Bullets(strengths))
    return (
        Paragraph(join(parts)),
        *listed,
        Paragraph(join((compared_with(card) if strengths and card.compared else "", *_needs(card)))),
    )


def _needs(card: Card) -> tuple[Inline, ...]:
    """Say the greatest needs of the county with the years they are of, and which of them are answered."""
    language, fit = card.language, card.diagnosis.fit
    parts: list[Inline] = []
    top = fit.areas[fit.areas["top"]]
    if len(top):
        needs = join((_dated(card, row) for row in rows_of(top)), "; ")
        parts.append(
            language.markdown("The greatest needs for services in the county are: {areas}.", areas=needs)
        )
    answered = top[top["offered"].eq(other=True).fillna(value=False)]
    if len(answered):
        names = join((area_name(card, str(one)) for one in answered["area"]), "; ")
        parts.append(language.markdown("The organisation answers these of them: {areas}.", areas=names))
    return tuple(parts)


def _dated(card: Card, area: Row) -> Markup:
    """Name an area of services with the years of the figures about its need."""
    name = area_name(card, str(area["area"]))
    if pd.isna(area["oldest_year"]):
        return as_markdown(name)
    span = Markup(years(int(area["oldest_year"]), int(area["newest_year"])))
    return card.language.markdown("{name} ({years})", name=name, years=span)


def _as_most(row: Row) -> bool:
    """Whether most of similar organisations have as many points: no strength to put into an application."""
    if row["mark"] == "none":
        return False
    same = int(row["n"]) - int(row["better_than"]) - int(row["worse_than"])
    return 2 * same > int(row["n"])


def _with_place(card: Card, row: Row) -> Markup:
    """Say a figure, and its place among similar organisations where that speaks for it."""
    language = card.language
    name, value = card.context.plain_name(str(row["indicator"])), card.figure(row)
    if row["mark"] == "none" or row["better_than"] < row["worse_than"]:
        return language.markdown("{name}: {value}", name=name, value=value)
    place = among_peers(int(row["better_than"]), int(row["worse_than"]), int(row["n"]), language)
    return language.markdown("{name}: {value}, {place}", name=name, value=value, place=place)


def _telling(card: Card) -> list[Row]:
    """Choose the figures of an application: strengths, and main indicators of results."""
    strengths = [one.indicator for one in card.diagnosis.strengths]
    results = [
        indicator
        for indicator, row in card.rows.items()
        if row["core"]
        and row["role"] == SCORED
        and row["dimension"] in RESULTS
        and not pd.isna(row["points"])
    ]
    return [card.rows[one] for one in dict.fromkeys([*strengths, *results])]


def _application_table(card: Card, rows: list[Row]) -> Table:
    language = card.language
    return Table(
        label="application",
        caption=card.table_caption(
            language.text("Figures of {name}, {year}", name=str(card.name), year=card.year)
        ),
        columns=(
            language.text("Indicator"),
            language.text("Value"),
            *((language.text("Median of similar ones"), language.text("Place")) if card.compared else ()),
        ),
        rows=tuple(
            (
                card.context.plain_name(str(row["indicator"])),
                card.figure(row),
                *(_beside(card, row) if card.compared else ()),
            )
            for row in rows
        ),
        align="lrrl" if card.compared else "lr",
        language=language,
    )


def _beside(card: Card, row: Row) -> tuple[str, str]:
    if row["mark"] == "none":
        return card.median(row), ""
    counts = int(row["better_than"]), int(row["worse_than"]), int(row["n"])
    return card.median(row), among_peers(*counts, card.language)


def _application_sources(card: Card) -> Inline:
    used = [(row["source"], card.year) for row in card.rows.values() if row["source"]]
    return card.context.sources_of_years(used) if used else ""


def _day(card: Card, written: str) -> str:
    return day(date.fromisoformat(written[:10]), card.language)


def _month(card: Card, due: str) -> str:
    year, _, month = due.partition("-")
    return f"{month}.{year}" if card.language.code == "pl" else f"{month}/{year}"
