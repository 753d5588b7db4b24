"""The tables of a comparison: scores and indicators with marks, quartiles, levels with their changes."""

from collections.abc import Sequence

import pandas as pd

from pes_analysis.catalogue.states import State
from pes_analysis.present.markup import Inline, Markup, join
from pes_analysis.present.numbers import signed
from pes_analysis.present.pages.comparison.view import GENERAL, Block, Row, View
from pes_analysis.present.pages.county_charts import measure_title
from pes_analysis.present.pages.page_context import anchor_of
from pes_analysis.present.sentences.certainty import in_hundred
from pes_analysis.present.table import Table

NOTHING = "nothing_to_score"


def scores_table(view: View) -> Table:
    """Table of scores with marks: units as columns, or as rows in a large group."""
    language = view.language
    blocks = (GENERAL, *view.blocks) if view.has_general else view.blocks
    caption = (
        language.text("Places by area, {year}: how many of 100 counties do worse on average", year=view.year)
        if view.of_counties
        else language.text("Scores by area out of 100 possible points, {year}", year=view.year)
    )
    named: tuple[Inline, ...]
    rows: tuple[tuple[Inline, ...], ...]
    if view.large:
        first = language.text("County") if view.of_counties else language.text("Organisation")
        named = (first, *(view.block_name(block) for block in blocks))
        rows = tuple(
            (view.coded(unit), *(_score_cell(view, unit, block) for block in blocks)) for unit in view.members
        )
    else:
        named = (language.text("Area"), *(view.heading(unit) for unit in view.members))
        rows = tuple(
            (view.block_name(block), *(_score_cell(view, unit, block) for unit in view.members))
            for block in blocks
        )
    return Table(
        label="scores",
        caption=view.table_caption(caption),
        columns=named,
        rows=rows,
        align="l" + "r" * (len(named) - 1),
        language=language,
    )


def indicators_table(view: View, dimension: str, indicators: Sequence[str]) -> Table:
    """Table of the indicators of a dimension with marks, one column a unit."""
    language = view.language
    cells = cells_of(view)
    rows: list[tuple[Inline, ...]] = []
    for indicator in indicators:
        of_units = [cells.get((unit, indicator)) for unit in view.members]
        asked = [row for row in of_units if row is not None]
        years = [str(row["year"]) for row in asked if not pd.isna(row["year"])]
        rows.append(
            (
                view.context.page_link(measure_title(indicator, view.context), *_card(view, indicator)),
                *((next(iter(years), ""),) if view.of_counties else ()),
                *(_cell(view, row) for row in of_units),
            )
        )
    name = view.context.edition.catalogue.dimension(dimension).name.in_language(language.code)
    year_column = (language.text("Year"),) if view.of_counties else ()
    columns = (language.text("Indicator"), *year_column, *(view.heading(unit) for unit in view.members))
    caption = name if view.of_counties else f"{name}, {view.year}"
    return Table(
        label=f"indicators-{anchor_of(dimension)}",
        caption=view.table_caption(caption),
        columns=columns,
        rows=tuple(rows),
        align="l" + "r" * (len(columns) - 1),
        language=language,
    )


def ahead_table(view: View) -> Table:
    """Table of how often one general score is above another, row above column."""
    language = view.language
    shares = {
        (str(row["unit"]), str(row["other"])): float(row["probability"])
        for row in view.diagnosis.ahead.to_dict("records")
    }
    units = [unit for unit in view.members if any(one == unit for one, _ in shares)]
    return Table(
        label="ahead",
        caption=view.table_caption(
            language.text(
                "In how many of 100 trials the one in the row scores more than the one in the column"
            )
        ),
        columns=(language.text("Organisation"), *(view.heading(unit) for unit in units)),
        rows=tuple(
            (
                view.heading(one),
                *("" if one == other else str(in_hundred(shares[one, other])) for other in units),
            )
            for one in units
        ),
        align="l" + "r" * len(units),
        language=language,
    )


def distributions_table(view: View, dimension: str, indicators: Sequence[str]) -> Table:
    """Table of the quartiles of a dimension's indicators, for a group too large for columns."""
    language = view.language
    rows = {str(row["indicator"]): row for row in view.diagnosis.distributions.to_dict("records")}
    name = view.context.edition.catalogue.dimension(dimension).name.in_language(language.code)
    return Table(
        label=f"indicators-{anchor_of(dimension)}",
        caption=view.table_caption(
            language.text(
                "{area}: {reference}, {year}", area=name, reference=view.reference(), year=view.year
            )
        ),
        columns=(language.text("Indicator"), *_quartile_heads(view)),
        rows=tuple(
            (
                view.context.page_link(measure_title(one, view.context), *_card(view, one)),
                str(int(rows[one]["n"])),
                *(view.context.number_text(one, rows[one][side]) for side in ("q1", "median", "q3")),
            )
            for one in indicators
            if not pd.isna(rows[one]["median"])
        ),
        align="lrrrr",
        language=language,
    )


def quartiles_table(view: View, label: str) -> Table:
    """Table behind the dots: quartiles of each score over the group."""
    language = view.language
    blocks = (GENERAL, *view.blocks) if view.has_general else view.blocks
    return Table(
        label=label,
        caption=view.table_caption(
            language.text(
                "Quartiles of scores: {reference}, {year}", reference=view.reference(), year=view.year
            )
        ),
        columns=(language.text("Area"), *_quartile_heads(view)),
        rows=tuple(_quartile_row(view, block) for block in blocks if block in view.quartiles),
        align="lrrrr",
        language=language,
    )


def score_changes_table(view: View, label: str) -> Table:
    """Table of general scores, a year before and their change."""
    language = view.language
    rows = tuple(
        (
            view.proper(unit),
            view.whole(row["previous"]) or State.MISSING.symbol,
            view.whole(row["score"]) or State.MISSING.symbol,
            ""
            if pd.isna(row["score"] - row["previous"])
            else signed(row["score"] - row["previous"], 0, language),
        )
        for unit, row in view.members.items()
    )
    return Table(
        label=label,
        caption=view.table_caption(language.text("General scores and their change")),
        columns=(
            language.text("Organisation"),
            str(view.year - 1),
            str(view.year),
            language.text("Change"),
        ),
        rows=rows,
        align="lrrr",
        language=language,
    )


def indicator_changes_table(view: View, label: str, changes: pd.DataFrame) -> Table:
    """Table of one indicator: its level in two years and its change."""
    language = view.language
    indicator = str(changes["indicator"].iloc[0])
    first, last = int(changes["first_year"].iloc[0]), int(changes["last_year"].iloc[0])
    decimals = view.context.indicator(indicator).decimals
    rows = tuple(
        (
            view.proper(str(row["unit"])),
            view.context.number_text(indicator, row["first_value"]),
            view.context.number_text(indicator, row["last_value"]),
            signed(view.context.shown(indicator, row["change"]), decimals, language),
        )
        for row in changes.to_dict("records")
    )
    return Table(
        label=label,
        caption=measure_title(indicator, view.context),
        columns=(language.text("County"), str(first), str(last), language.text("Change")),
        rows=rows,
        align="lrrr",
        language=language,
    )


def cells_of(view: View) -> dict[tuple[str, str], Row]:
    """Give the rows of the matrix by unit and indicator."""
    return {
        (str(row["unit"]), str(row["indicator"])): row for row in view.diagnosis.matrix.to_dict("records")
    }


def _card(view: View, indicator: str) -> tuple[str, str]:
    cards = "wskazniki.ipynb" if view.of_counties else "wskazniki-organizacji.ipynb"
    return cards, anchor_of(indicator)


def _cell(view: View, row: Row | None) -> Inline:
    if row is None:
        return State.NOT_APPLICABLE.symbol
    text = view.context.value_text(str(row["indicator"]), row["value"], str(row["state"]), unit=False)
    sign = view.sign(row)
    return join((text, sign)) if sign else text


def _score_cell(view: View, unit: str, block: Block) -> Inline:
    row = view.scores.get((unit, block))
    if row is None or pd.isna(row["score"]):
        unasked = row is not None and row["reason"] == NOTHING
        return State.NOT_APPLICABLE.symbol if unasked else State.MISSING.symbol
    return join((view.whole(row["score"]), view.sign(row)))


def _quartile_heads(view: View) -> tuple[str, ...]:
    language = view.language
    return (
        language.text("With data"),
        language.text("A quarter has less than"),
        language.text("Median"),
        language.text("A quarter has more than"),
    )


def _quartile_row(view: View, block: Block) -> tuple[Inline, ...]:
    row = view.quartiles[block]
    return (
        view.block_name(block),
        str(int(row["n"])),
        *(Markup(view.whole(row[side])) for side in ("q1", "median", "q3")),
    )
