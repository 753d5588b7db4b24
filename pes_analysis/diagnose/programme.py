"""How far a programme is: each indicator between its base and its target, against the time that passed."""

from typing import Literal, TypeAlias, get_args

import pandas as pd

Status: TypeAlias = Literal[
    "reached", "on_the_way", "behind", "standing", "further_away", "not_comparable", "not_known"
]
STATUSES: tuple[Status, ...] = get_args(Status)


def judge_programme(programme: pd.DataFrame) -> pd.DataFrame:
    """Judge each indicator of a programme.

    Progress is the part of the way from the base to the target that the value has gone. It is set against
    the part of the time that had passed in the year of the value; where the base has no year, only the
    direction is told: on the way, standing still, or further away.

    Parameters
    ----------
    programme : DataFrame
        The columns of ``ReportTables.programme``.

    Returns
    -------
    DataFrame
        The same with ``progress_pct`` (NaN where it cannot be told), ``time_pct`` (NaN without the year of
        the base), ``status``: one of `STATUSES`.

    Examples
    --------
    >>> table = pd.DataFrame({"base": [10.0, 10.0], "base_year": [2015, 2015], "target": [20.0, 20.0],
    ...     "target_year": [2025, 2025], "value": [16.0, 12.0], "value_year": [2020, 2020],
    ...     "comparable": True})
    >>> judge_programme(table)[["progress_pct", "time_pct", "status"]].values.tolist()
    [[60.0, 50.0, 'on_the_way'], [20.0, 50.0, 'behind']]
    """
    way = programme["target"] - programme["base"]
    progress = (100 * (programme["value"] - programme["base"]) / way).where(programme["comparable"])
    years = programme[["base_year", "target_year", "value_year"]].astype("Float64").astype(float)
    time = 100 * (years["value_year"] - years["base_year"]) / (years["target_year"] - years["base_year"])
    statuses = [
        _status(*one)
        for one in zip(progress, time, programme["value"].notna(), programme["comparable"], strict=True)
    ]
    return programme.assign(progress_pct=progress, time_pct=time.where(progress.notna()), status=statuses)


def _status(progress: float, time: float, known: bool, comparable: bool) -> Status:
    if not known:
        return "not_known"
    if not comparable:
        return "not_comparable"
    if progress >= 100:
        return "reached"
    if progress < 0:
        return "further_away"
    if progress == 0:
        return "standing"
    return "behind" if progress < time else "on_the_way"
