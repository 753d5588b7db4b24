"""The yearly report of a region: all its chapters computed, and the recommendations its figures call for."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from pes_analysis.catalogue.recommendations import load_recommendations
from pes_analysis.diagnose.alarms import RINGING
from pes_analysis.diagnose.data_quality import DataQuality, judge_data
from pes_analysis.diagnose.organisation_shared import shared_by_organisations
from pes_analysis.diagnose.programme import judge_programme
from pes_analysis.diagnose.sector import Sector, describe_sector
from pes_analysis.diagnose.year_on_year import YearOnYear, compare_editions
from pes_analysis.edition import Edition

LATE = ("behind", "standing", "further_away")


@dataclass(frozen=True)
class YearlyReport:
    """What the yearly report tells beside the counties.

    Attributes
    ----------
    sector : Sector
    programme : DataFrame
        From ``judge_programme``; empty when the edition has none.
    quality : DataQuality
    year_on_year : YearOnYear or None
        None when the edition names no earlier one.
    measures : mapping of str to float
        Figures that recommendations are called for by, NaN where not known.
    recommendations : tuple of str
        Ids of those called for, in the order of the catalogue.
    """

    sector: Sector
    programme: pd.DataFrame
    quality: DataQuality
    year_on_year: YearOnYear | None
    measures: Mapping[str, float]
    recommendations: tuple[str, ...]


def compile_report(edition: Edition) -> YearlyReport:
    """Compute the yearly report of an edition's region.

    Examples
    --------
    >>> from pes_analysis.edition import open_edition_data
    >>> report = compile_report(open_edition_data("malopolskie-2024"))
    >>> "overdue_sources" in report.recommendations
    True
    """
    sector = describe_sector(edition)
    programme = judge_programme(edition.report.programme)
    quality = judge_data(edition)
    measures = _measures(edition, sector, programme, quality)
    called = tuple(
        name
        for name, one in load_recommendations().items()
        if one.called_for(measures.get(one.measure, np.nan))
    )
    return YearlyReport(sector, programme, quality, compare_editions(edition), measures, called)


def _measures(
    edition: Edition, sector: Sector, programme: pd.DataFrame, quality: DataQuality
) -> Mapping[str, float]:
    """Give the figures by the names that the catalogue of recommendations uses."""
    verdicts = quality.verdicts.set_index("measure")["value"]
    asked = sector.returns["asked"].sum()
    pooled = sector.pooled[sector.pooled["type"] == ""].set_index("indicator")["value"]
    return {
        "response_pct": 100 * sector.returns["received"].sum() / asked if asked else np.nan,
        "revenue_public_pct": _public_share(edition),
        "alarm_pct": _alarmed_share(edition, sector),
        "programme_behind": float(programme["status"].isin(LATE).sum()),
        "fresh_pct": float(verdicts["fresh_pct"]),
        "overdue_pct": float(verdicts["overdue_pct"]),
        **{str(name): float(value) for name, value in pooled.items()},
    }


def _public_share(edition: Edition) -> float:
    shared = shared_by_organisations(edition)
    figures = shared.panel.figures
    columns = {"revenue_public", "revenue_total"}
    if not columns <= set(figures.columns):
        return float("nan")
    of_year = figures[figures.index.get_level_values("year") == shared.year]
    sides = of_year[sorted(columns)].dropna()
    total = float(sides["revenue_total"].sum())
    return 100 * float(sides["revenue_public"].sum()) / total if total > 0 else float("nan")


def _alarmed_share(edition: Edition, sector: Sector) -> float:
    received = float(sector.returns["received"].sum()) if sector.known else 0.0
    if not received:
        return float("nan")
    table = shared_by_organisations(edition).alarms.table
    ringing = set(table.loc[table["state"] == RINGING, "organisation_id"])
    returns = edition.organisations.returns
    sent = returns[(returns["year"] == sector.year) & (returns["status"] != "none")]["organisation_id"]
    return 100 * len(ringing & set(sent)) / len(set(sent))
