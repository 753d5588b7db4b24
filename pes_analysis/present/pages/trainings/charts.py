"""Charts of the evaluation, each with its table: benefits, skills, statements."""

from collections.abc import Hashable, Mapping
from typing import Any

import pandas as pd

from pes_analysis.catalogue import State
from pes_analysis.diagnose.trainings import COUNTS, TrainingEvaluation
from pes_analysis.present.answer_bars import AnswerWords, answer_bars
from pes_analysis.present.before_after import BeforeAfterWords, before_after
from pes_analysis.present.figure import Figure
from pes_analysis.present.language import Language
from pes_analysis.present.numbers import number
from pes_analysis.present.pages.trainings.figures import (
    answers_in_words,
    percent,
    percent_span,
    points,
    probability,
    reason,
)
from pes_analysis.present.table import Table

_BENEFIT_TICKS = (0, 25, 50, 75, 100)
_SKILL_TICKS = (1, 2, 3, 4, 5)


def benefits_chart(found: TrainingEvaluation, source: str, language: Language) -> Figure | None:
    """Draw expected beside received benefits; None where nothing can be shown."""
    rows = []
    for name, row in _shown(found.benefits):
        title = found.survey.benefits[name].name.in_language(language.code)
        said = language.text("difference {points}", points=_benefit_difference(row, language))
        sides = {
            side: row[f"{word}_{part}"]
            for word, at in (("expected", "before"), ("received", "after"))
            for side, part in ((at, "pct"), (f"{at}_low", "lower"), (f"{at}_high", "upper"))
        }
        rows.append({"label": title, **sides, "said": said, **_state(row, language)})
    drawable = [row for row in rows if row["state"] == State.VALUE]
    if not drawable:
        return None
    words = BeforeAfterWords(
        before=language.text("expected before"),
        after=language.text("received, told after"),
        interval=language.text("interval 95%"),
        axis=language.text("% of people who agree"),
        ticks=tuple((value, str(value)) for value in _BENEFIT_TICKS),
    )
    return before_after(
        pd.DataFrame(rows),
        words,
        label="benefits",
        caption=language.text(
            "{caption} Source: {publishers}.",
            caption=language.text("Benefits expected before and received after, all trainings together."),
            publishers=source,
        ),
        alt=language.text(
            "Share of people who expected and who received each benefit. {rows}.",
            rows="; ".join(
                f"{row['label']}: {percent(row['before'], language)} → {percent(row['after'], language)}"
                for row in drawable
            ),
        ),
        table=benefits_table(found, language),
    )


def benefits_table(found: TrainingEvaluation, language: Language) -> Table:
    """List benefits: shares, intervals, the paired difference and its test."""
    rows = []
    for name, row in _shown(found.benefits):
        title = found.survey.benefits[name].name.in_language(language.code)
        cells = (
            *_share_cells(row, "expected", row["n_before"], language),
            *_share_cells(row, "received", row["n_after"], language),
            str(row["pairs"]),
            _benefit_difference(row, language),
            probability(row["p_value"], language),
        )
        rows.append((title, *_or_symbol(row, cells)))
    return Table(
        label="benefits",
        caption=language.text("Benefits: who expected and who received them"),
        columns=(
            language.text("Benefit"),
            language.text("Expected"),
            language.text("Interval"),
            language.text("Asked before"),
            language.text("Received"),
            language.text("Interval"),
            language.text("Asked after"),
            language.text("Answered twice"),
            language.text("Difference among them, percentage points"),
            language.text("p of McNemar's test"),
        ),
        rows=tuple(rows),
        align="lrrrrrrrrr",
        language=language,
    )


def skills_chart(found: TrainingEvaluation, source: str, language: Language) -> Figure | None:
    """Draw how people rate their skills before and after; None where nothing can be shown."""
    rows = []
    for name, row in _shown(found.skills):
        sides = {
            side: row[f"{at}_{part}"]
            for at in ("before", "after")
            for side, part in ((at, "mean"), (f"{at}_low", "lower"), (f"{at}_high", "upper"))
        }
        title = found.survey.skills[name].in_language(language.code)
        said = language.text("difference {points}", points=_skill_difference(row, language))
        rows.append({"label": title, **_inside(sides), "said": said, **_state(row, language)})
    drawable = [row for row in rows if row["state"] == State.VALUE]
    if not drawable:
        return None
    ends = [text.in_language(language.code) for text in found.survey.ability]
    words = BeforeAfterWords(
        before=language.text("mean before"),
        after=language.text("mean after"),
        interval=language.text("interval 95%"),
        axis=language.text("from 1 ({lowest}) to 5 ({highest})", lowest=ends[0], highest=ends[-1]),
        ticks=tuple((value, str(value)) for value in _SKILL_TICKS),
    )
    return before_after(
        pd.DataFrame(rows),
        words,
        label="skills",
        caption=language.text(
            "{caption} Source: {publishers}.",
            caption=language.text("Skills rated by participants before and after, all trainings together."),
            publishers=source,
        ),
        alt=language.text(
            "Mean rating of each skill before and after. {rows}.",
            rows="; ".join(
                f"{row['label'].removesuffix('.')}: {_mean(row['before'], language)} → "
                f"{_mean(row['after'], language)}"
                for row in drawable
            ),
        ),
        table=skills_table(found, language),
    )


def skills_table(found: TrainingEvaluation, language: Language) -> Table:
    """List skills: means before and after, and the paired difference."""
    rows = []
    for name, row in _shown(found.skills):
        cells = (
            _mean(row["before_mean"], language),
            str(row["n_before"]),
            _mean(row["after_mean"], language),
            str(row["n_after"]),
            str(row["pairs"]),
            _skill_difference(row, language),
        )
        rows.append((found.survey.skills[name].in_language(language.code), *_or_symbol(row, cells)))
    return Table(
        label="skills",
        caption=language.text("Skills: mean ratings from 1 to 5"),
        columns=(
            language.text("Skill"),
            language.text("Mean before"),
            language.text("Asked before"),
            language.text("Mean after"),
            language.text("Asked after"),
            language.text("Answered twice"),
            language.text("Difference among them"),
        ),
        rows=tuple(rows),
        align="lrrrrrr",
        language=language,
    )


def statements_chart(found: TrainingEvaluation, source: str, language: Language) -> Figure | None:
    """Draw how people answered each statement; None where nothing can be shown."""
    rows = []
    for name, row in _shown(found.statements):
        shares = {
            f"share_{answer}": 100 * row[column] / row["n"] if row["n"] else float("nan")
            for answer, column in enumerate(COUNTS, start=1)
        }
        said = language.text(
            "{share} agree (interval {span})",
            share=percent(row["agree_pct"], language),
            span=percent_span(row["agree_lower"], row["agree_upper"], language),
        )
        title = found.survey.statements[name].in_language(language.code)
        rows.append({"label": title, **shares, "said": said, **_state(row, language)})
    drawable = [row for row in rows if row["state"] == State.VALUE]
    if not drawable:
        return None
    return answer_bars(
        pd.DataFrame(rows),
        AnswerWords(answers_in_words(found.survey, language)),
        label="statements",
        caption=language.text(
            "{caption} Source: {publishers}.",
            caption=language.text("Opinions about trainings, told after, all trainings together."),
            publishers=source,
        ),
        alt=language.text(
            "How people answered each statement. {rows}.",
            rows="; ".join(f"{row['label'].removesuffix('.')}: {row['said']}" for row in drawable),
        ),
        table=statements_table(found, language),
    )


def statements_table(found: TrainingEvaluation, language: Language) -> Table:
    """List statements with the number of people by answer."""
    rows = []
    for name, row in _shown(found.statements):
        cells = (
            *(str(row[column]) for column in COUNTS),
            str(row["n"]),
            percent(row["agree_pct"], language),
            percent_span(row["agree_lower"], row["agree_upper"], language),
        )
        rows.append((found.survey.statements[name].in_language(language.code), *_or_symbol(row, cells)))
    return Table(
        label="statements",
        caption=language.text("Opinions: people by answer, and the share that agrees"),
        columns=(
            language.text("Statement"),
            *answers_in_words(found.survey, language),
            language.text("Answered"),
            language.text("Agree"),
            language.text("Interval"),
        ),
        rows=tuple(rows),
        align="lrrrrrrrr",
        language=language,
    )


def _shown(frame: pd.DataFrame) -> list[tuple[str, Mapping[Hashable, Any]]]:
    return [(str(name), row) for name, row in zip(frame.index, frame.to_dict("records"), strict=True)]


def _state(row: Mapping[Hashable, Any], language: Language) -> dict[str, Any]:
    state = State(row["state"])
    return {"state": state, "reason": "" if state is State.VALUE else reason(state, language)}


def _or_symbol(row: Mapping[Hashable, Any], cells: tuple[str, ...]) -> tuple[str, ...]:
    state = State(row["state"])
    return cells if state is State.VALUE else (state.symbol,) * len(cells)


def _share_cells(
    row: Mapping[Hashable, Any], word: str, people: int, language: Language
) -> tuple[str, str, str]:
    span = percent_span(row[f"{word}_lower"], row[f"{word}_upper"], language)
    return percent(row[f"{word}_pct"], language), span, str(people)


def _benefit_difference(row: Mapping[Hashable, Any], language: Language) -> str:
    return points(_difference(row, "difference_pp"), 0, language)


def _skill_difference(row: Mapping[Hashable, Any], language: Language) -> str:
    return points(_difference(row, "difference"), 1, language)


def _difference(row: Mapping[Hashable, Any], column: str) -> dict[str, float]:
    return {
        "difference": row[column],
        "lower": row["difference_lower"],
        "upper": row["difference_upper"],
    }


def _mean(value: float, language: Language) -> str:
    return "–" if pd.isna(value) else number(value, 1, language)


def _inside(sides: dict[str, float]) -> dict[str, float]:
    """Cut an interval where the scale ends: no rating is below 1 or above 5."""
    low, high = _SKILL_TICKS[0], _SKILL_TICKS[-1]
    return {name: value if pd.isna(value) else min(max(value, low), high) for name, value in sides.items()}
