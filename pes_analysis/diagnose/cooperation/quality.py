"""The cooperation quality index and trust: means of ratings with intervals, withheld where raters are few."""

from collections.abc import Collection, Mapping

import numpy as np
import pandas as pd

from pes_analysis.catalogue import Catalogue
from pes_analysis.catalogue.cooperation_survey import AREAS, CooperationSurvey
from pes_analysis.catalogue.evaluation import evaluate
from pes_analysis.edition.ties import TiesSurvey
from pes_analysis.edition.ties.schema import TRUST
from pes_analysis.measure.intervals import mean_intervals

INDEX = "cooperation_quality_index"
LEVEL = 0.95
POINTS = 100
COLUMNS = ["value", "lower_95", "upper_95", "n", "withheld"]


def respondent_areas(
    survey: TiesSurvey, rules: CooperationSurvey, catalogue: Catalogue, year: int
) -> pd.DataFrame:
    """Give each respondent's rating of each area, 0 to 1: the mean of its answers.

    Returns
    -------
    DataFrame
        Index respondent_id, one column an area in the order of the closed list; NaN where it answered none
        of its questions.
    """
    areas = [item.id for item in catalogue.closed_list(AREAS).items]
    rows = survey.ratings[survey.ratings["year"] == year]
    of_area = {name: question.area for name, question in rules.questions.items()}
    shares = (rows["rating"].astype(float) - 1) / (rules.highest_rating - 1)
    rated = rows.assign(area=rows["question"].map(of_area), share=shares)
    table = rated.pivot_table(index="respondent_id", columns="area", values="share", aggfunc="mean")
    return table.reindex(columns=areas).astype(float)


def area_ratings(ratings: pd.DataFrame, fewest: int) -> pd.DataFrame:
    """Give the mean of each area with its interval.

    Parameters
    ----------
    ratings : DataFrame
        Rows of `respondent_areas`, 0 to 1.
    fewest : int
        Means of fewer raters are withheld.

    Returns
    -------
    DataFrame
        Index area; ``value, lower_95, upper_95`` (points, 0 to 100), ``n, withheld``.

    Examples
    --------
    >>> rated = area_ratings(pd.DataFrame({"financial": [0.25, 0.5, 0.75]}), 3)
    >>> rated["value"].tolist(), rated["n"].tolist()
    ([50.0], [3])
    """
    points = POINTS * ratings
    return _means(points.mean(), points.std(ddof=1), points.notna().sum(), fewest)


def index_rating(ratings: pd.DataFrame, catalogue: Catalogue, fewest: int) -> pd.Series:
    """Give the index: the catalogue's formula over the areas, of those who rated all of them.

    Returns
    -------
    Series
        ``value, lower_95, upper_95`` (points, 0 to 100), ``n, withheld``. The interval is that of the
        respondents' own indices.
    """
    formula = catalogue.indicator(INDEX).formula
    if formula is None:
        raise ValueError(f"the indicator '{INDEX}' has no formula")
    whole = ratings.dropna()
    columns = whole.rename(columns=lambda area: f"ijw_area_{area}")
    own = evaluate(formula, columns)["value"].astype(float)
    # The formula is a mean of areas, so the index of the mean is the mean of the indices.
    table = _means(pd.Series([own.mean()]), pd.Series([own.std(ddof=1)]), pd.Series([len(own)]), fewest)
    return table.iloc[0]


def trust_ratings(
    survey: TiesSurvey, units: Collection[str], year: int, sectors: Mapping[str, str], fewest: int
) -> pd.DataFrame:
    """Give how much units of each sector are trusted, as means from 1 to 4.

    Parameters
    ----------
    survey : TiesSurvey
    units : collection of str
        Ratings given and received inside these.
    year : int
    sectors : mapping of str to str
        Sector of each unit.
    fewest : int
        A mean of fewer raters, or about fewer units, is withheld: nobody's rating, and nobody's mark, may
        be read off it.

    Returns
    -------
    DataFrame
        ``sector`` (of those rated), ``aspect, value, n`` (raters), ``rated`` (units), ``withheld``.
    """
    inside = survey.ties[
        (survey.ties["year"] == year)
        & survey.ties["respondent_id"].isin(list(units))
        & survey.ties["partner_id"].isin(list(units))
    ]
    rows = []
    for sector in ("pes", "jst"):
        about = inside[inside["partner_id"].map(sectors) == sector]
        for aspect in TRUST:
            given = about[about[aspect].notna()]
            raters, rated = given["respondent_id"].nunique(), given["partner_id"].nunique()
            withheld = raters < fewest or rated < fewest
            # First the mean of each rater, so that one with many partners does not outvote the others.
            mean = given.groupby("respondent_id")[aspect].mean().mean() if not withheld else np.nan
            rows.append((sector, aspect.removeprefix("trust_"), float(mean), raters, rated, withheld))
    return pd.DataFrame(rows, columns=["sector", "aspect", "value", "n", "rated", "withheld"])


def _means(mean: pd.Series, deviation: pd.Series, n: pd.Series, fewest: int) -> pd.DataFrame:
    table = mean_intervals(mean, deviation.fillna(0.0), n, levels=[LEVEL]).assign(n=n.to_numpy())
    few = table["n"] < fewest
    bounds = table[["lower_95", "upper_95"]].clip(0, POINTS)
    table = table.assign(lower_95=bounds["lower_95"], upper_95=bounds["upper_95"], withheld=few)
    table.loc[few, ["value", "lower_95", "upper_95"]] = np.nan
    return table[COLUMNS]
