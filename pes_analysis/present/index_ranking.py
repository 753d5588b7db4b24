"""The ranking of a composite index as a table and as a chart: of the newest year, both ends of a long one."""

import pandas as pd

from pes_analysis.measure.composite.index import CompositeIndex
from pes_analysis.measure.composite.panel import YEAR
from pes_analysis.present.figure import Figure
from pes_analysis.present.index_figures import figure, share
from pes_analysis.present.language import Language
from pes_analysis.present.markup import Inline, Markup
from pes_analysis.present.rank_intervals import RankWords, rank_intervals
from pes_analysis.present.table import Table
from pes_analysis.robust.robustness import RobustIndex

# More units than this are shown by both ends of the ranking.
MOST_SHOWN, ENDS = 30, 15


def of_newest_year(made: CompositeIndex, robust: RobustIndex | None) -> pd.DataFrame:
    """Give all ranked units of the newest year, the best first.

    Parameters
    ----------
    made : CompositeIndex
    robust : RobustIndex or None

    Returns
    -------
    DataFrame
        Index ``unit``; ``score, rank``, and the other columns of `RobustIndex.units` where there are any.
    """
    name = made.recipe.name
    table = (
        robust.units
        if robust is not None
        else pd.DataFrame({"score": made.scores[name], "rank": made.ranks[name]})
    )
    newest = table.index.get_level_values(YEAR) == _newest(made)
    return table[newest & table["rank"].notna()].droplevel(YEAR).sort_values("rank", kind="stable")


def ranking_table(made: CompositeIndex, robust: RobustIndex | None, language: Language) -> Table:
    """Lay the ranking out as a table.

    Parameters
    ----------
    made : CompositeIndex
    robust : RobustIndex or None
    language : Language

    Returns
    -------
    Table
    """
    heads = [language.text("Rank"), language.text("Unit"), language.text("Score")]
    if robust is not None:
        heads += [language.text("Ranks in replications")]
        heads += [language.text("In the best quarter"), language.text("In the worst quarter")]
    rows = []
    for unit, row in _shown(made, robust).iterrows():
        cells: list[Inline] = [
            figure(row["rank"], 0, language),
            str(unit),
            figure(row["score"], 2, language),
        ]
        if robust is not None:
            cells += [
                Markup(f"{figure(row['rank_low'], 0, language)}–{figure(row['rank_high'], 0, language)}"),
                share(row["p_best_quarter"], language),
                share(row["p_worst_quarter"], language),
            ]
        rows.append(tuple(cells))
    align = "rlr" if robust is None else "rlrrrr"
    caption = (
        language.markdown("Ranking, {year}", year=str(_newest(made)))
        if made.panel.has_years
        else language.markdown("Ranking")
    )
    return Table("ranking", caption, tuple(heads), tuple(rows), align, language)


def ranking_chart(made: CompositeIndex, robust: RobustIndex | None, language: Language) -> Figure | None:
    """Draw the ranking with its intervals.

    Parameters
    ----------
    made : CompositeIndex
    robust : RobustIndex or None
    language : Language

    Returns
    -------
    Figure or None
        None without robustness, or where no unit has a rank: there is no interval to be drawn.
    """
    if robust is None:
        return None
    shown = _shown(made, robust)
    if shown.empty:
        return None
    columns = {"rank_low": "low", "rank_median": "median", "rank_high": "high"}
    rows = shown.rename(columns=columns).rename_axis("unit").reset_index()
    interval = figure(100 * robust.interval, 0, language)
    units = len(of_newest_year(made, robust))
    first = rows.iloc[0]
    places = {name: figure(first[name], 0, language) for name in ("low", "high")}
    return rank_intervals(
        rows[["unit", "rank", "low", "median", "high"]],
        max(units, int(rows["high"].max())),
        RankWords(
            worse=language.text("worse"),
            better=language.text("better"),
            rank=language.text("place in the index"),
            median=language.text("middle of the replications"),
            interval=language.text("{interval}% of the replications", interval=interval),
        ),
        label="ranking",
        caption=language.text("Places of units and how sure they are"),
        alt=language.text(
            "First is {unit}; {interval}% of the replications put it between places {low} and {high}. "
            "All figures are in the table below.",
            unit=first["unit"],
            interval=interval,
            **places,
        ),
        table=ranking_table(made, robust, language),
    )


def _shown(made: CompositeIndex, robust: RobustIndex | None) -> pd.DataFrame:
    ranked = of_newest_year(made, robust)
    return pd.concat([ranked.head(ENDS), ranked.tail(ENDS)]) if len(ranked) > MOST_SHOWN else ranked


def _newest(made: CompositeIndex) -> int:
    return int(made.scores.index.get_level_values(YEAR).max())
