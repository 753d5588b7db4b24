"""What each step of a composite index did, in the words of a report."""

from collections.abc import Mapping

from pes_analysis.measure.composite.executed import StepDone
from pes_analysis.present.language import Language, mark
from pes_analysis.present.markup import Markup, join
from pes_analysis.present.numbers import number
from pes_analysis.present.table import Table

STEPS: Mapping[str, str] = {
    "data": mark("data"),
    "denominate": mark("denominating"),
    "impute": mark("filling gaps"),
    "treat": mark("treating outliers"),
    "normalise": mark("normalising"),
    "weights": mark("weighting"),
    "aggregate": mark("aggregating"),
    "weights_noise": mark("size of weights"),
    "data_noise": mark("noise of data"),
    "imputation_noise": mark("what fills gaps"),
}
COUNTS: Mapping[str, str] = {
    "units": mark("units: {count}"),
    "years": mark("years: {count}"),
    "indicators": mark("indicators: {count}"),
    "cells": mark("cells: {count}"),
    "values": mark("values: {count}"),
    "beyond_limits": mark("indicators still beyond the limits: {count}"),
    "weights": mark("weights: {count}"),
    "scored": mark("scores: {count}"),
    "missing": mark("not given: {count}"),
    "reweighted": mark("with weights shared out anew: {count}"),
}


def step_line(step: StepDone, language: Language) -> str:
    """Tell a step on one line of plain text.

    Parameters
    ----------
    step : StepDone
    language : Language

    Returns
    -------
    str

    Examples
    --------
    >>> step_line(StepDone("impute", "median", {"cells": 3}), Language.EN)
    'filling gaps (median): cells: 3'
    """
    method = f" ({step.method})" if step.method else ""
    counts = ", ".join(
        language.text(COUNTS[name], count=number(count, 0, language)) for name, count in step.counts.items()
    )
    return f"{language.text(STEPS[step.step])}{method}: {counts}"


def steps_table(done: tuple[StepDone, ...], language: Language) -> Table:
    """Tell all steps as a table.

    Parameters
    ----------
    done : tuple of StepDone
    language : Language

    Returns
    -------
    Table
    """
    rows = tuple(
        (
            language.text(STEPS[step.step]),
            Markup(f"`{step.method}`") if step.method else "",
            join(
                (
                    language.markdown(COUNTS[name], count=Markup(number(count, 0, language)))
                    for name, count in step.counts.items()
                ),
                "; ",
            ),
        )
        for step in done
    )
    heads = (language.text("Step"), language.text("Method"), language.text("What happened"))
    return Table("steps", language.markdown("Steps as executed"), heads, rows, "lll", language)
