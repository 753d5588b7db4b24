"""The charts of a comparison: profiles, dots on the quartiles of the group, level and change."""

import math

import pandas as pd

from pes_analysis.catalogue.states import State
from pes_analysis.measure.points import REFERENCE
from pes_analysis.present.figure import Figure
from pes_analysis.present.language import mark
from pes_analysis.present.level_change import LevelWords, level_change
from pes_analysis.present.numbers import number, signed
from pes_analysis.present.pages.comparison.opening import widest_sentence
from pes_analysis.present.pages.comparison.tables import (
    indicator_changes_table,
    quartiles_table,
    score_changes_table,
    scores_table,
)
from pes_analysis.present.pages.comparison.view import GENERAL, Block, Row, View
from pes_analysis.present.pages.county_charts import measure_title
from pes_analysis.present.pages.page_context import listed
from pes_analysis.present.profile_panels import PanelWords, profile_panels
from pes_analysis.present.quartile_dots import FIVE, DotWords, quartile_dots
from pes_analysis.present.unit_marks import MOST_UNITS

MIDDLE = 50.0
_CORNERS = {
    "better_improving": mark("good and improving"),
    "worse_improving": mark("weak but improving"),
    "better_worsening": mark("good but worsening"),
    "worse_worsening": mark("weak and worsening"),
}


def profiles_chart(view: View) -> Figure:
    """Draw the profile of each unit, the median of the group on every row; for up to ten units."""
    language = view.language
    points = _points(view, view.blocks)
    medians = [_median(view, block) for block in view.blocks]
    rows = pd.DataFrame({"row": [view.block_name(block) for block in view.blocks], "median": medians})
    said = [
        f"{name}: "
        + ", ".join(
            f"{row} {text}"
            for row, text in points.loc[points["unit"] == name, ["row", "value_text"]].itertuples(index=False)
        )
        for name in view.names.values()
    ]
    return profile_panels(
        rows,
        points,
        list(view.names.values()),
        PanelWords(
            axis=_scale(view),
            score=language.text("the county") if view.of_counties else language.text("the organisation"),
            median=language.text("median: {reference}", reference=view.reference()),
        ),
        label="profiles",
        caption=view.with_source(
            language.text("Profiles side by side: {title}, {year}.", title=_title(view), year=view.year)
        ),
        alt=listed([language.text("Scores of each by area"), *said]),
        table=scores_table(view),
    )


def dots_chart(view: View) -> Figure:
    """Draw every unit on the quartiles of the group."""
    language = view.language
    blocks = (GENERAL, *view.blocks) if view.has_general else view.blocks
    points = _points(view, blocks)
    rows = pd.DataFrame(
        [
            {"row": view.block_name(block), **{side: _side(view, block, side) for side in FIVE}}
            for block in blocks
        ]
    )
    said = [_row_in_words(view, block, points) for block in blocks]
    return quartile_dots(
        rows,
        points,
        list(view.names.values()),
        DotWords(
            axis=_scale(view),
            worse=language.text("worse"),
            better=language.text("better"),
            range=language.text("from the lowest to the highest"),
            middle_half=language.text("middle half"),
            median=language.text("median: {reference}", reference=view.reference()),
            dot=language.text("a county") if view.of_counties else language.text("an organisation"),
            reference=language.text("as many do better as do worse")
            if view.of_counties
            else language.text("reference value"),
            reference_at=MIDDLE if view.of_counties else REFERENCE,
        ),
        label="dots",
        caption=view.with_source(
            language.text(
                "{finding} Each one beside the whole group: {title}, {year}.",
                finding=widest_sentence(view),
                title=_title(view),
                year=view.year,
            ).strip()
        ),
        alt=listed([language.text("Scores beside the quartiles of the group"), *said]),
        table=quartiles_table(view, "dots"),
    )


def score_change_chart(view: View) -> Figure:
    """Draw the general scores of organisations against their change since the year before."""
    language = view.language
    units = pd.DataFrame(
        {
            "unit": list(view.names.values()) if not view.large else list(view.members),
            "level": [row["score"] for row in view.members.values()],
            "change": [row["score"] - row["previous"] for row in view.members.values()],
        }
    )
    median = _median(view, GENERAL)
    return level_change(
        units.assign(labelled=_labelled(units, median)),
        LevelWords(
            level=language.text("general score in {year} (points out of 100)", year=view.year),
            change=language.text("change since {year} (points)", year=view.year - 1),
            **{corner: language.text(words) for corner, words in _CORNERS.items()},
            median=_median_words(view, view.whole(median)),
            dot=language.text("an organisation"),
            tick=lambda value, decimals: number(value, decimals, language),
        ),
        label="change",
        caption=view.with_source(
            language.text(
                "{finding} General score and its change: {title}, {first}–{last}.",
                finding=_improved(view, "", int(units["change"].notna().sum())),
                title=_title(view),
                first=view.year - 1,
                last=view.year,
            )
        ),
        alt=listed(
            [
                language.text("General score and change since the year before"),
                *(
                    f"{row['unit']}: {view.whole(row['level'])} ({signed(row['change'], 0, language)})"
                    for row in units.dropna().to_dict("records")
                ),
            ]
        ),
        table=score_changes_table(view, "change"),
        median=median,
    )


def indicator_change_chart(view: View, changes: pd.DataFrame) -> Figure:
    """Draw the level of one indicator of counties against its change.

    Parameters
    ----------
    view : View
    changes : DataFrame
        Rows of ``diagnosis.changes`` of one judged indicator and the same two years.
    """
    language, context = view.language, view.context
    indicator = str(changes["indicator"].iloc[0])
    first, last = int(changes["first_year"].iloc[0]), int(changes["last_year"].iloc[0])
    known = context.indicator(indicator)
    rows = {str(row["unit"]): row for row in changes.to_dict("records")}
    units = pd.DataFrame(
        {
            "unit": list(view.names.values()),
            "level": [_shown_of(view, indicator, rows.get(unit), "last_value") for unit in view.members],
            "change": [_shown_of(view, indicator, rows.get(unit), "change") for unit in view.members],
        }
    )
    years = view.diagnosis.matrix.loc[view.diagnosis.matrix["indicator"] == indicator, "year"].dropna()
    same_year = bool(len(years)) and int(years.iloc[0]) == last
    medians = dict(
        zip(view.diagnosis.distributions["indicator"], view.diagnosis.distributions["median"], strict=True)
    )
    median = context.shown(indicator, float(medians[indicator])) if same_year else math.nan
    title = measure_title(indicator, context)
    return level_change(
        units.assign(labelled=_labelled(units, median)),
        LevelWords(
            level=f"{title}, {last}",
            change=language.text("change since {year}", year=first),
            **{corner: language.text(words) for corner, words in _CORNERS.items()},
            median=_median_words(
                view, "" if math.isnan(median) else number(median, known.decimals, language)
            ),
            dot=language.text("a county"),
            tick=lambda value, decimals: number(value, decimals, language),
        ),
        label="change",
        caption=view.with_source(
            language.text(
                "{finding} {indicator}, level and change: {title}, {first}–{last}.",
                finding=_improved(view, indicator, len(changes)),
                indicator=title,
                title=_title(view),
                first=first,
                last=last,
            ),
            view.diagnosis.matrix[view.diagnosis.matrix["indicator"] == indicator],
        ),
        alt=listed(
            [
                title,
                *(
                    f"{row['unit']}: {number(row['level'], known.decimals, language)} "
                    f"({signed(row['change'], known.decimals, language)})"
                    for row in units.dropna().to_dict("records")
                ),
            ]
        ),
        table=indicator_changes_table(view, "change", changes),
        lower_is_better=known.polarity == "destimulant",
        median=median,
    )


def telling_changes(view: View) -> pd.DataFrame:
    """Choose the indicator of counties whose change is drawn: judged, known for most, newest, core first.

    Returns
    -------
    DataFrame
        Rows of ``diagnosis.changes`` of that indicator and two years; empty when no two units share any.
    """
    changes = view.diagnosis.changes
    catalogue = view.context.edition.catalogue
    judged = changes["indicator"].map(
        lambda one: catalogue.indicator(one).polarity in ("stimulant", "destimulant")
    )
    ranked: list[tuple[tuple[int, int, bool], pd.DataFrame]] = []
    for _, rows in changes[judged.astype(bool)].groupby(["indicator", "first_year", "last_year"], sort=False):
        indicator, last = str(rows["indicator"].iloc[0]), int(rows["last_year"].iloc[0])
        if len(rows) > 1:
            ranked.append(((len(rows), last, catalogue.indicator(indicator).core), rows))
    if not ranked:
        return changes.head(0)
    return max(ranked, key=lambda one: one[0])[1].reset_index(drop=True)


def _improved(view: View, indicator: str, n: int) -> str:
    """Say how many surely improved."""
    improved = sum(one == indicator for _, one in view.diagnosis.improved)
    return view.language.text("Surely improved: {improved} of {n}.", improved=improved, n=n)


def _shown_of(view: View, indicator: str, row: Row | None, column: str) -> float:
    return math.nan if row is None else view.context.shown(indicator, float(row[column]))


def _labelled(units: pd.DataFrame, median: float) -> list[bool]:
    """Label everyone in a small comparison; in a large group those farthest from the middle."""
    known = units[["level", "change"]].notna().all(axis=1)
    if len(units) <= MOST_UNITS:
        return known.tolist()
    middle = median if not math.isnan(median) else float(units["level"].median())
    spread = units.loc[known, ["level", "change"]].std().replace(0.0, 1.0)
    away = ((units["level"] - middle) / spread["level"]) ** 2 + (units["change"] / spread["change"]) ** 2
    far = set(away[known].sort_values(ascending=False, kind="stable").head(MOST_UNITS).index)
    return [place in far for place in units.index]


def _points(view: View, blocks: tuple[Block, ...]) -> pd.DataFrame:
    return pd.DataFrame(
        [
            {
                "row": view.block_name(block),
                "unit": name,
                "value": view.score(unit, block),
                "value_text": view.whole(view.score(unit, block)) or State.MISSING.symbol,
            }
            for unit, name in view.names.items()
            for block in blocks
        ]
    )


def _side(view: View, block: Block, side: str) -> float:
    row = view.quartiles.get(block)
    return math.nan if row is None else float(row[side])


def _median(view: View, block: Block) -> float:
    return _side(view, block, "median")


def _median_words(view: View, value: str) -> str:
    if not value:
        return ""
    return view.language.text("median {value}: {reference}", value=value, reference=view.reference())


def _row_in_words(view: View, block: Block, points: pd.DataFrame) -> str:
    """Say a row of dots: the middle half of the group, and every unit that stands under its own sign."""
    name = view.block_name(block)
    middle = [view.whole(_side(view, block, side)) for side in ("q1", "q3")]
    said = []
    if all(middle):
        said.append(view.language.text("middle half from {low} to {high}", low=middle[0], high=middle[1]))
    if not view.large:
        own = points[(points["row"] == name) & points["value"].notna()]
        said += [f"{unit} {text}" for unit, text in zip(own["unit"], own["value_text"], strict=True)]
    return f"{name}: {', '.join(said)}" if said else ""


def _scale(view: View) -> str:
    if view.of_counties:
        return view.language.text("of 100 counties, how many do worse on average")
    return view.language.text("points out of 100 possible")


def _title(view: View) -> str:
    return view.diagnosis.title.in_language(view.language.code)
