"""The charts of a card: scores of dimensions and indicators, contributions, courses over the years."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from pes_analysis.catalogue.states import State
from pes_analysis.measure.points import REFERENCE, absolute_points
from pes_analysis.present.contribution_bars import ContributionWords, End, contribution_bars
from pes_analysis.present.figure import Figure
from pes_analysis.present.numbers import number, signed, years
from pes_analysis.present.pages.organisation.card import SCORED, Card
from pes_analysis.present.pages.organisation.gaps import gap_words, too_little_words
from pes_analysis.present.pages.organisation.tables import (
    MOST_CONTRIBUTIONS,
    contributions_table,
    dimension_table,
    dimensions_table,
    others_words,
    trends_table,
)
from pes_analysis.present.pages.page_context import anchor_of, listed
from pes_analysis.present.profile_bars import ProfileWords, profile_bars
from pes_analysis.present.rows import Row
from pes_analysis.present.sentences.organisation_peers import among_peers
from pes_analysis.present.trend_chart import trend_chart
from pes_analysis.present.trend_panels import MOST, trend_panels
from pes_analysis.present.trend_plot import TrendWords

JUDGED = ("better", "middle", "worse")


def dimensions_chart(card: Card, label: str = "dimensions") -> Figure:
    """Draw the score of each dimension beside the median of similar organisations."""
    language = card.language
    rows = [
        {
            "name": card.dimension_name(str(row["dimension"])),
            "dimension": str(row["dimension"]),
            "score": row["score"],
            "lower": row["lower"],
            "upper": row["upper"],
            "median": row["peers_median"] if card.compared else np.nan,
            "mark": card.sure_mark(str(row["dimension"]), str(row["mark"])),
            "score_text": "" if pd.isna(row["score"]) else number(row["score"], 0, language),
            "note": _median_words(card, row["peers_median"]) if card.compared else "",
            "state": State.MISSING if pd.isna(row["score"]) else State.VALUE,
            "reason": too_little_words(card, row) if pd.isna(row["score"]) else "",
        }
        for row in card.scored_dimensions
    ]
    known = sorted((one for one in rows if not pd.isna(one["score"])), key=lambda one: -float(one["score"]))
    best, weakest = known[0], known[-1]
    if len(known) > 1:
        finding = _ends(card, best, weakest)
    else:
        finding = language.text(
            "One area has a score: {name} ({score}).", name=best["name"], score=best["score_text"]
        )
    caption = language.text(
        "{finding} Scores of {name} by area, {year}.", finding=finding, name=str(card.name), year=card.year
    )
    return profile_bars(
        rows,
        profile_words(card),
        label=label,
        caption=card.with_source(caption),
        alt=listed([finding, *_said(rows)]),
        table=dimensions_table(card, label),
    )


def _ends(card: Card, best: Mapping[str, Any], weakest: Mapping[str, Any]) -> str:
    """Name the strongest and the weakest area, as far as that is sure."""
    language = card.language
    strongest = card.printed("strongest_area", str(best["dimension"]))
    lowest = card.printed("weakest_area", str(weakest["dimension"]))
    values = {
        "best": best["name"],
        "high": best["score_text"],
        "weakest": weakest["name"],
        "low": weakest["score_text"],
    }
    if strongest and lowest:
        return language.text("Strongest area: {best} ({high}); weakest: {weakest} ({low}).", **values)
    if strongest:
        return language.text("Strongest area: {best} ({high}).", **values)
    if lowest:
        return language.text("Weakest area: {weakest} ({low}).", **values)
    return language.text("No area is surely the strongest or the weakest.")


def dimension_chart(card: Card, dimension: str) -> Figure:
    """Draw the points of each scored indicator of a dimension; its value stands beside the bar."""
    language = card.language
    scored = [row for row in card.of_dimension(dimension) if row["role"] == SCORED]
    rows = [_indicator_bar(card, row) for row in scored]
    name = card.dimension_name(dimension)
    reached = sum(row["points"] >= REFERENCE for row in scored)
    finding = language.plural(
        "{name}: {reached} of {n} indicator with points reaches its reference value.",
        "{name}: {reached} of {n} indicators with points reach their reference values.",
        sum(not pd.isna(row["points"]) for row in scored),
        name=name,
        reached=reached,
    )
    caption = language.text("{finding} {who}, {year}.", finding=finding, who=str(card.name), year=card.year)
    label = anchor_of(f"indicators-{dimension}")
    return profile_bars(
        rows,
        profile_words(card),
        label=label,
        caption=card.with_source(caption, [row["source"] for row in scored]),
        alt=listed([finding, *_said(rows)]),
        table=dimension_table(card, dimension),
    )


def contributions_chart(card: Card) -> Figure:
    """Draw how indicators lead from the mean of similar organisations to this one's general score."""
    language, parts = card.language, card.diagnosis.contributions
    end = float(card.diagnosis.picture.score or 0)
    start = end - float(parts["contribution"].sum())
    shown, rest = parts.head(MOST_CONTRIBUTIONS), parts.iloc[MOST_CONTRIBUTIONS:]
    labels = [card.context.plain_name(str(one)) for one in shown["indicator"]]
    amounts = shown["contribution"].tolist()
    if len(rest):
        labels.append(others_words(card, len(rest)))
        amounts.append(float(rest["contribution"].sum()))
    texts = [signed(amount, 1, language) for amount in amounts]
    rows = [
        {"label": name, "contribution": amount, "value_text": text, "mark": _effect(text)}
        for name, amount, text in zip(labels, amounts, texts, strict=True)
    ]
    ends = (
        End(language.text("Mean of similar organisations"), start, number(start, 1, language)),
        End(str(card.name), end, number(end, 1, language)),
    )
    finding = difference_words(card, end - start)
    return contribution_bars(
        rows,
        *ends,
        ContributionWords(language.text("raises the score"), language.text("lowers the score")),
        label="contributions",
        caption=card.with_source(
            language.text(
                "{finding} Where the difference comes from, {year}.", finding=finding, year=card.year
            )
        ),
        alt=listed(
            [
                finding,
                *(f"{row['label']}: {row['value_text']}" for row in rows),
            ]
        ),
        table=contributions_table(card),
    )


def difference_words(card: Card, difference: float) -> str:
    """Say how far the general score lies from the mean of similar organisations."""
    language = card.language
    size = number(abs(difference), 1, language)
    if size == number(0, 1, language):
        return language.text("The general score equals the mean of similar organisations.")
    if difference > 0:
        return language.text("The general score is {size} points above the mean of similar ones.", size=size)
    return language.text("The general score is {size} points below the mean of similar ones.", size=size)


def trends_chart(card: Card, indicators: Sequence[str]) -> Figure:
    """Draw one to six indicators over the years, the middle half of similar organisations behind them."""
    language = card.language
    titles = {one: _titled(card, one) for one in indicators}
    single = len(indicators) == 1
    rows = [
        _point(card, row, titles[one], unit=single) for one in indicators for row in card.courses.get(one, [])
    ]
    words = TrendWords(
        unit=language.text("this organisation"),
        median=language.text("median of similar organisations"),
        middle_half=language.text("middle half of them"),
        country="",
        measure=titles[indicators[0]] if single else "",
        no_data=language.text("no data"),
        tick=lambda value, decimals: number(value, decimals, language),
    )
    every_year = [int(row["year"]) for row in rows]
    span = years(min(every_year), max(every_year))
    caption = language.text(
        "Main indicators over the years, {name}, {years}.", name=str(card.name), years=span
    )
    drawing = trend_chart if single else trend_panels
    return drawing(
        rows,
        words,
        label="courses",
        caption=card.with_source(caption, card.diagnosis.sources["source"].tolist()),
        alt=listed([_course_in_words(rows, titles[one]) for one in indicators]),
        table=trends_table(card, indicators),
        from_zero=False,
    )


def most_courses(indicators: Sequence[str]) -> list[str]:
    """Keep as many indicators as one chart of courses holds."""
    return list(indicators)[:MOST]


def profile_words(card: Card) -> ProfileWords:
    """Words of profile bars."""
    language = card.language
    return ProfileWords(
        axis=language.text("points out of 100 possible"),
        score=language.text("this organisation"),
        reference=language.text("from {points}: the reference value is reached", points=f"{REFERENCE:.0f}"),
        interval=language.text("uncertainty (95% interval)"),
        median=language.text("median of similar organisations"),
        reference_from=REFERENCE,
        better=language.text("in the better quarter"),
        middle=language.text("in between"),
        worse=language.text("in the worse quarter"),
    )


def _indicator_bar(card: Card, row: Row) -> dict[str, object]:
    indicator = str(row["indicator"])
    scored = not pd.isna(row["points"])
    judged = row["mark"] in JUDGED and not pd.isna(row["median"])
    median = float(absolute_points(row["median"], card.context.indicator(indicator))) if judged else np.nan
    place = (
        among_peers(int(row["better_than"]), int(row["worse_than"]), int(row["n"]), card.language)
        if judged
        else ""
    )
    return {
        "name": card.context.plain_name(indicator),
        "score": row["points"],
        "lower": row["points_lower"],
        "upper": row["points_upper"],
        "median": median,
        "mark": card.sure_mark(indicator, str(row["mark"])) if judged else "none",
        "score_text": card.figure(row),
        "note": place,
        "state": State.VALUE if scored else _gap_state(row),
        "reason": "" if scored else gap_words(card, row),
    }


def _gap_state(row: Row) -> State:
    """Give the state whose symbol the table has as well."""
    state = State(str(row["state"]))
    return State.MISSING if state.is_number else state


def _median_words(card: Card, median: float) -> str:
    if pd.isna(median):
        return ""
    return card.language.text("median of similar ones: {median}", median=number(median, 0, card.language))


def _said(rows: Iterable[Mapping[str, Any]]) -> list[str]:
    """Say each bar for whom cannot see it."""
    return [
        ", ".join(
            part for part in (f"{row['name']}: {row['score_text'] or row['reason']}", row["note"]) if part
        )
        for row in rows
    ]


def _effect(written: str) -> str:
    if written.startswith("+"):
        return "better"
    return "worse" if written[0] not in "0123456789" else "none"


def _titled(card: Card, indicator: str) -> str:
    name, symbol = card.context.plain_name(indicator), card.context.unit_symbol(indicator)
    return f"{name} ({symbol})" if symbol else name


def _point(card: Card, row: Row, title: str, *, unit: bool) -> Row:
    indicator = str(row["indicator"])
    return {
        "panel": title,
        "year": row["year"],
        "value": card.context.shown(indicator, row["value"]),
        "q1": card.context.shown(indicator, row["peers_q1"]),
        "median": card.context.shown(indicator, row["peers_median"]),
        "q3": card.context.shown(indicator, row["peers_q3"]),
        "value_text": card.context.value_text(indicator, row["value"], row["state"], unit=unit),
    }


def _course_in_words(rows: Iterable[Row], title: str) -> str:
    known = [row for row in rows if row["panel"] == title and not pd.isna(row["value"])]
    if not known:
        return title
    first, last = known[0], known[-1]
    return f"{title}: {first['year']}: {first['value_text']}, {last['year']}: {last['value_text']}"
