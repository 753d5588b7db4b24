"""The folder of a composite index: every table as CSV, the executed recipe, and the reports."""

import re
from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from pes_analysis.measure.composite.executed import executed_recipe
from pes_analysis.measure.composite.index import CompositeIndex
from pes_analysis.measure.composite.remarks import Diagnostics
from pes_analysis.present.index_ranking import ranking_chart
from pes_analysis.present.index_report import index_report
from pes_analysis.present.language import Language
from pes_analysis.protect.errors import PesError
from pes_analysis.protect.escape import csv_cell, html
from pes_analysis.protect.swap import recover, staging, swap_in
from pes_analysis.publish.index_page import index_page
from pes_analysis.robust.changes import index_changes
from pes_analysis.robust.choices import STEPS
from pes_analysis.robust.robustness import RobustIndex

RECIPE_FILE = "recipe.yml"
CHART_LINE = re.compile(r"^!\[.*\]\(ranking\.[a-z]{2}\.svg\).*$", re.M)
STAGES = ("raw", "denominated", "imputed", "treated", "normalised")
TABLES = (
    "scores", "ranks", "weights", "coverage", "imputed_cells", "treatment", "treated_points", "indicators",
    "correlations", "coherence", "leave_one_out", "contributions", "better", "choices", "sensitivity",
    "sensitivity_units", "changes", "repairs",
    *(f"stages/{number}_{stage}" for number, stage in enumerate(STAGES, start=1)),
)  # fmt: skip
DOCUMENTS = tuple(
    f"{name}.{language.code}.{ending}"
    for language in Language
    for name, ending in (("report", "md"), ("report", "html"), ("ranking", "svg"))
)
# What a folder of an index may hold, and by what it is known for one.
INDEX_FILES = frozenset({RECIPE_FILE, *DOCUMENTS, *(f"{name}.csv" for name in TABLES)})
ALWAYS_THERE = frozenset({RECIPE_FILE, "scores.csv", "ranks.csv"})


def index_tables(
    made: CompositeIndex, diagnostics: Diagnostics, robust: RobustIndex | None
) -> dict[str, pd.DataFrame]:
    """Lay out all tables of an index by the names of their files.

    Parameters
    ----------
    made : CompositeIndex
    diagnostics : Diagnostics
    robust : RobustIndex or None

    Returns
    -------
    dict of str to DataFrame
        Units stand in a column, years too where there are years.
    """
    tables = {
        "scores": made.scores,
        "ranks": made.ranks if robust is None else _ranks_with_intervals(made, robust),
        "weights": diagnostics.influence,
        "coverage": made.aggregated.coverage,
        "imputed_cells": made.filled,
        "treatment": made.treatment.summary,
        "treated_points": made.treatment.points,
        "indicators": diagnostics.indicators,
        "correlations": diagnostics.correlations,
        "coherence": diagnostics.coherence,
        "leave_one_out": diagnostics.leave_one_out,
    }
    for number, (stage, values) in enumerate(made.stages.items(), start=1):
        tables[f"stages/{number}_{stage}"] = values
    if made.aggregated.contributions is not None:
        tables["contributions"] = made.aggregated.contributions
    if made.panel.has_years:
        tables["changes"] = index_changes(made, robust)
    if robust is not None:
        tables |= _robustness_tables(robust)
    return {name: _flat(table, made.panel.has_years) for name, table in tables.items()}


def write_index(
    folder: Path,
    made: CompositeIndex,
    diagnostics: Diagnostics,
    robust: RobustIndex | None,
    repairs: pd.DataFrame,
) -> tuple[str, ...]:
    """Write the folder in one step; an earlier one of an index is replaced.

    Parameters
    ----------
    folder : Path
    made : CompositeIndex
    diagnostics : Diagnostics
    robust : RobustIndex or None
    repairs : DataFrame
        What was read otherwise than it was written.

    Returns
    -------
    tuple of str
        Names of the files.

    Raises
    ------
    PesError
        When the folder holds something else.
    """
    target = folder.resolve()
    recover(target)
    refuse_foreign(folder)
    files: dict[str, str] = {
        f"{name}.csv": _csv(table)
        for name, table in {**index_tables(made, diagnostics, robust), "repairs": repairs}.items()
    }
    files[RECIPE_FILE] = executed_recipe(made)
    for language in Language:
        code = language.code
        report = index_report(made, diagnostics, robust, language)
        files[f"report.{code}.md"] = report
        chart = ranking_chart(made, robust, language)
        if chart is not None:
            files[f"ranking.{code}.svg"] = chart.svg
            caption = f"<figcaption>{html(chart.caption)}</figcaption>"
            drawn = f"```{{=html}}\n<figure>{chart.svg}{caption}</figure>\n```"
            before, after = CHART_LINE.split(report, maxsplit=1)
            report = f"{before}{drawn}{after}"
        files[f"report.{code}.html"] = index_page(report, made.recipe.name, language)
    _write(target, files)
    return tuple(sorted(files))


def refuse_foreign(folder: Path) -> None:
    """Refuse to replace a folder in which anything is not of an index: all of it would be lost.

    Parameters
    ----------
    folder : Path
        Where an index shall be written; it need not exist.

    Raises
    ------
    PesError
        Naming a file that is not of an index.
    """
    if folder.is_dir():
        held = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if not path.is_dir()}
        if not held or ALWAYS_THERE <= held <= INDEX_FILES:
            return
        foreign = min(held - INDEX_FILES, default=min(held))
        pl, en = f", na przykład „{foreign}”", f", '{foreign}' for instance"
    elif folder.exists():
        pl, en = ": to plik", ": it is a file"
    else:
        return
    raise PesError(
        f"{folder} zawiera coś innego niż indeks{pl}. Wskaż nowy albo pusty folder.",
        f"{folder} holds something else than an index{en}. Name a new or an empty folder.",
    )


def _write(target: Path, files: Mapping[str, str]) -> None:
    try:
        for name, text in files.items():
            path = staging(target) / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
        swap_in(target)
    except OSError as error:
        raise PesError(
            f"{target}: nie da się zapisać ({error.strerror}). Sprawdź ścieżkę i uprawnienia.",
            f"{target}: cannot be written ({error.strerror}). Check the path and the permissions.",
        ) from error


def _ranks_with_intervals(made: CompositeIndex, robust: RobustIndex) -> pd.DataFrame:
    columns = ["rank_low", "rank_median", "rank_high", "p_best_quarter", "p_worst_quarter"]
    beside = robust.units[["score", "score_low", "score_high", "rank", *columns]]
    groups = made.ranks.drop(columns=made.recipe.name).add_prefix("rank_of_")
    return beside.join(groups)


def _robustness_tables(robust: RobustIndex) -> dict[str, pd.DataFrame]:
    years = robust.replications.index.get_level_values("year")
    better = robust.better(int(years.max())).rename_axis(index="unit", columns=None)
    choices = pd.DataFrame(
        [
            {"step": step, "choice": at, "alternative": label}
            for step in STEPS
            for at, label in enumerate(robust.choices.labels(step))
        ]
    )
    tables = {"better": better, "choices": choices}
    if robust.sensitivity is not None:
        tables["sensitivity"] = robust.sensitivity.system
        tables["sensitivity_units"] = robust.sensitivity.units
    return tables


def _flat(table: pd.DataFrame, has_years: bool) -> pd.DataFrame:
    """Make columns of units and years; data without years lose the column of none."""
    flat = table.reset_index() if {"unit", "year"} & set(table.index.names) else table
    return flat if has_years else flat.drop(columns="year", errors="ignore")


def _csv(table: pd.DataFrame) -> str:
    texts = table.select_dtypes(include=["object", "str"]).columns
    safe = table.assign(
        **{
            str(column): table[column].map(lambda cell: csv_cell(cell) if isinstance(cell, str) else cell)
            for column in texts
        }
    ).rename(columns=lambda name: csv_cell(str(name)))
    return str(safe.to_csv(index=False, lineterminator="\n"))
