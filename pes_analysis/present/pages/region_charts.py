"""Charts of a region: its counties on a map, and along one line."""

from collections.abc import Iterable

import pandas as pd

from pes_analysis.edition.boundaries import Line, load_boundaries
from pes_analysis.measure.rounding import round_half_up
from pes_analysis.present.dot_strip import StripWords, dot_strip
from pes_analysis.present.figure import Figure
from pes_analysis.present.map_chart import MapWords, classify, map_chart
from pes_analysis.present.names import Form
from pes_analysis.present.numbers import number
from pes_analysis.present.pages.county_charts import measure_title
from pes_analysis.present.pages.page_context import PageContext, anchor_of, listed
from pes_analysis.present.table import Table

NAMED_ENDS = 2


def region_map(rows: pd.DataFrame, indicator: str, said: str, context: PageContext) -> Figure:
    """Draw the counties of a region by one indicator.

    Parameters
    ----------
    rows : DataFrame
        One row a county: ``teryt, value, state, year``, and ``source`` as `PageContext.with_source` takes it.
    indicator : str
    said : str
        What the map shows, for who does not see it.
    context : PageContext
    """
    language = context.language
    decimals = context.indicator(indicator).decimals
    # Rounded as printed: a county must not stand in another class than its printed number says.
    rows = rows.assign(value=round_half_up(rows["value"].to_numpy(dtype=float), decimals))
    limits = classify(rows["value"].tolist())
    year = str(rows["year"].iloc[0])
    counties = pd.DataFrame(
        {
            "teryt": rows["teryt"].to_numpy(),
            "name": [str(context.county_name(one, Form.FULL)) for one in rows["teryt"]],
            "short_name": [str(context.county_name(one)) for one in rows["teryt"]],
            "value": rows["value"].to_numpy(),
            "value_text": [
                context.value_text(indicator, r["value"], r["state"]) for r in rows.to_dict("records")
            ],
            "state": rows["state"].to_numpy(),
            "href": [
                context.page(f"powiaty/{one}.html") if one in context.linked else "" for one in rows["teryt"]
            ],
        }
    )
    return map_chart(
        counties,
        _shapes(rows["teryt"]),
        limits,
        MapWords(
            measure=measure_title(indicator, context),
            classes=_class_texts(indicator, limits, context),
            missing=language.text("no data"),
            suppressed=language.text("withheld"),
        ),
        label=f"map-{anchor_of(indicator)}",
        caption=context.with_source(
            language.text(
                "{indicator} in the counties of the region, {year}.",
                indicator=measure_title(indicator, context),
                year=year,
            ),
            rows,
        ),
        alt=listed([language.text("Map of counties"), said]),
        table=_table(indicator, counties, year, context),
    )


def region_strip(rows: pd.DataFrame, indicator: str, poland: float | None, context: PageContext) -> Figure:
    """Draw the counties of a region along one line.

    Parameters
    ----------
    rows : DataFrame
        As for `region_map`.
    indicator : str
    poland : float or None
        The figure of the whole country in that year.
    context : PageContext
    """
    language = context.language
    rows = rows.sort_values("value")
    known = rows[rows["value"].notna()]
    ends = set(known["teryt"].head(NAMED_ENDS)) | set(known["teryt"].tail(NAMED_ENDS))
    counties = pd.DataFrame(
        {
            "teryt": rows["teryt"].to_numpy(),
            "name": [str(context.county_name(one)) for one in rows["teryt"]],
            "value": rows["value"].to_numpy(),
            "value_text": [
                context.value_text(indicator, r["value"], r["state"]) for r in rows.to_dict("records")
            ],
            "state": rows["state"].to_numpy(),
            "highlighted": [one in ends for one in rows["teryt"]],
        }
    )
    year = int(rows["year"].iloc[0])
    reference = (
        "" if poland is None else f"{language.text('Poland')}: {context.number_text(indicator, poland)}"
    )
    title = measure_title(indicator, context)
    said = [
        f"{row['name']}: {row['value_text']}" for row in counties[counties["highlighted"]].to_dict("records")
    ]
    return dot_strip(
        counties,
        StripWords(
            measure=title,
            worse=language.text("worse"),
            better=language.text("better"),
            reference=reference,
            without=language.text("no data"),
            tick=lambda value, decimals: number(value, decimals, language),
        ),
        label=f"strip-{anchor_of(indicator)}",
        caption=context.with_source(
            language.text(
                "{indicator}: all counties of the region, {year}.", indicator=title, year=str(year)
            ),
            rows,
        ),
        alt=listed([title, *said, reference]),
        table=_table(indicator, counties.assign(short_name=counties["name"]), str(year), context),
        polarity=context.indicator(indicator).polarity,
        reference=poland,
    )


def _class_texts(indicator: str, limits: tuple[float, ...], context: PageContext) -> tuple[str, ...]:
    language = context.language
    if not limits:
        return (language.text("all counties alike"),)
    step = 10.0 ** -context.indicator(indicator).decimals
    lows = [context.number_text(indicator, limit) for limit in limits]
    highs = [context.number_text(indicator, limit - step) for limit in limits]
    between = [
        low if low == high else f"{low}–{high}" for low, high in zip(lows[:-1], highs[1:], strict=True)
    ]
    return (
        language.text("{high} and less", high=highs[0]),
        *between,
        language.text("{low} and more", low=lows[-1]),
    )


def _table(indicator: str, counties: pd.DataFrame, year: str, context: PageContext) -> Table:
    language = context.language
    ordered = counties.sort_values(["value", "short_name"], ascending=[False, True])
    return Table(
        label=f"map-{anchor_of(indicator)}",
        caption=language.text("{indicator}, {year}", indicator=context.plain_name(indicator), year=year),
        columns=(language.text("County"), measure_title(indicator, context)),
        rows=tuple(
            (context.county_link(row["teryt"]), row["value_text"]) for row in ordered.to_dict("records")
        ),
        align="lr",
        language=language,
    )


def _shapes(teryts: Iterable[str]) -> dict[str, tuple[Line, ...]]:
    boundaries = load_boundaries()
    return {teryt: boundaries.rings(teryt) for teryt in teryts}
