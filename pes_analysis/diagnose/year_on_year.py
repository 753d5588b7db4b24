"""A region beside its earlier edition: what changed, and what only looks so for counting changed."""

from dataclasses import dataclass

import pandas as pd

from pes_analysis.diagnose.region import diagnose_region
from pes_analysis.edition import Edition, open_edition_data
from pes_analysis.measure.indicators import names_of
from pes_analysis.measure.rounding import round_half_up
from pes_analysis.protect.errors import PesError

CHANGED, SAME, NO_NEWER, BREAK, TERRITORY = "changed", "same", "no_newer", "break", "territory"


@dataclass(frozen=True)
class YearOnYear:
    """Two editions of a region side by side.

    Attributes
    ----------
    before : int
        Year of the earlier edition.
    figures : DataFrame
        One row a core indicator that both know: ``indicator, year_before, value_before, year, value,
        change, verdict, reason_pl, reason_en``. `verdict`: ``"changed"``; ``"same"`` as printed;
        ``"no_newer"``, when both editions print the same year; ``"break"`` or ``"territory"``, when the way
        of counting or the area changed in between, so that the change is no change of the region.
    """

    before: int
    figures: pd.DataFrame


def compare_editions(edition: Edition) -> YearOnYear | None:
    """Set an edition beside the earlier one it names.

    Returns
    -------
    YearOnYear or None
        None when the edition names no earlier one.

    Raises
    ------
    PesError
        The earlier edition is not there, is of another region, or is not earlier.

    Examples
    --------
    >>> compare_editions(open_edition_data("slaskie-2024")) is None
    True
    """
    named = edition.parameters.previous
    if named is None:
        return None
    earlier = open_edition_data(named)
    if earlier.parameters.region != edition.parameters.region:
        raise PesError(
            f"„previous: {named}”: to edycja innego województwa ({earlier.region_name}). Popraw nazwę.",
            f"'previous: {named}': an edition of another voivodeship ({earlier.region_name}). Correct it.",
        )
    if earlier.parameters.year >= edition.parameters.year:
        raise PesError(
            f"„previous: {named}”: rok {earlier.parameters.year} nie jest wcześniejszy. Popraw nazwę.",
            f"'previous: {named}': the year {earlier.parameters.year} is not earlier. Correct the name.",
        )
    return YearOnYear(earlier.parameters.year, _figures(edition, earlier))


def _figures(edition: Edition, earlier: Edition) -> pd.DataFrame:
    columns = ["indicator", "year", "value"]
    region = edition.parameters.region
    now, then = (
        areas.loc[areas["teryt"] == region, columns].dropna()
        for areas in (diagnose_region(edition).areas, diagnose_region(earlier).areas)
    )
    both = then.merge(now, on="indicator", suffixes=("_before", ""))
    decimals = [edition.catalogue.indicator(one).decimals for one in both["indicator"]]
    shown = [
        tuple(float(round_half_up([value], places)[0]) for value in (before, after))
        for before, after, places in zip(both["value_before"], both["value"], decimals, strict=True)
    ]
    verdicts = [
        _verdict(edition, str(row["indicator"]), int(row["year_before"]), int(row["year"]), pair)
        for row, pair in zip(both.to_dict("records"), shown, strict=True)
    ]
    judged = pd.DataFrame(verdicts, columns=["verdict", "reason_pl", "reason_en"], index=both.index)
    return both.assign(change=[after - before for before, after in shown]).join(judged)


def _verdict(
    edition: Edition, indicator: str, before: int, after: int, shown: tuple[float, ...]
) -> tuple[str, str, str]:
    if before == after:
        return NO_NEWER, "", ""
    snapshot = edition.snapshot
    breaks = snapshot.breaks
    between = breaks[
        breaks["variable"].isin(names_of(edition.catalogue.indicator(indicator)))
        & (breaks["year"] > before)
        & (breaks["year"] <= after)
    ]
    if not between.empty:
        return BREAK, str(between["reason_pl"].iloc[0]), str(between["reason_en"].iloc[0])
    moved = snapshot.territory_changes
    moved = moved[
        moved["teryt"].isin(edition.region_counties) & (moved["year"] > before) & (moved["year"] <= after)
    ]
    if not moved.empty:
        return TERRITORY, str(moved["reason_pl"].iloc[0]), str(moved["reason_en"].iloc[0])
    return (SAME if shown[0] == shown[1] else CHANGED), "", ""
