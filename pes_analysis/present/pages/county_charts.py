"""The charts of a county's page, made from its diagnosis."""

import pandas as pd

from pes_analysis.catalogue.states import State
from pes_analysis.diagnose.blocks import PRINTED
from pes_analysis.diagnose.county import CountyDiagnosis
from pes_analysis.diagnose.county_headline_claims import area_mark
from pes_analysis.present.block_bars import block_bars
from pes_analysis.present.figure import Figure
from pes_analysis.present.names import Form
from pes_analysis.present.numbers import counted, years
from pes_analysis.present.pages.chart_words import block_words, spine_words, trend_words
from pes_analysis.present.pages.county_tables import area_table, positions_table, trend_table
from pes_analysis.present.pages.page_context import PageContext, anchor_of, listed
from pes_analysis.present.sentences.groups import Beside
from pes_analysis.present.sentences.labels import sure_label
from pes_analysis.present.spine import spine_chart
from pes_analysis.present.trend_chart import trend_chart
from pes_analysis.present.trend_panels import trend_panels

JUDGED = ("better", "middle", "worse")


def overview_chart(diagnosis: CountyDiagnosis, areas: pd.DataFrame, context: PageContext) -> Figure:
    """Draw where the county stands, area by area.

    Parameters
    ----------
    diagnosis : CountyDiagnosis
    areas : DataFrame
        Rows of ``diagnosis.blocks`` to be drawn, at least one with a share.
    context : PageContext
    """
    language = context.language
    rows = pd.DataFrame(
        {
            "area": [area_name(context, area) for area in areas["area"]],
            "share_better": areas["share"].to_numpy(),
            "mark": [
                mark if is_area_sure(diagnosis, area, mark) else "none"
                for area, mark in zip(areas["area"], areas["share"].map(area_mark), strict=True)
            ],
            "position_text": [
                area_words(share, Beside.of(group, diagnosis.facts.kind), int(n), context)
                for share, group, n in zip(areas["share"], areas["group"], areas["n_with_data"], strict=True)
            ],
            "state": [State.MISSING if pd.isna(share) else State.VALUE for share in areas["share"]],
            "reason": [
                language.text("too few figures to say") if pd.isna(share) else "" for share in areas["share"]
            ],
        }
    )
    name = context.county_name(diagnosis.facts.teryt, Form.FULL)
    said = [
        f"{area}: {words if state is State.VALUE else reason}"
        for area, words, state, reason in zip(
            rows["area"], rows["position_text"], rows["state"], rows["reason"], strict=True
        )
    ]
    return block_bars(
        rows,
        block_words(language),
        label="overview",
        caption=context.with_source(
            language.text("Where {name} stands on average, area by area. Right is better.", name=str(name)),
            diagnosis.positions,
        ),
        alt=listed([language.text("Position of {name} in each area", name=str(name)), *said]),
        table=area_table(diagnosis, areas, context),
    )


def area_name(context: PageContext, area: str) -> str:
    """Name an area of the catalogue in the language of the page."""
    return next(
        part.name.in_language(context.language.code)
        for dimension in context.edition.catalogue.dimensions
        for part in dimension.areas
        if part.id == area
    )


def is_area_sure(diagnosis: CountyDiagnosis, area: str, mark: str) -> bool:
    """Say whether the mark of an area is sure enough to be drawn."""
    return any(
        (one.subject, one.statement) == (area, f"area_{mark}") and one.standing.is_printed
        for one in diagnosis.claims
    )


def area_words(share: float, beside: Beside, n: int, context: PageContext) -> str:
    """Say a mean position in words; nothing for none."""
    if pd.isna(share):
        return ""
    language = context.language
    whole = str(int(share + 0.5))
    if beside in (Beside.SIMILAR_CITIES, Beside.SIMILAR_COUNTIES):
        said = language.text("better than {share} in 100 similar ones", share=whole)
    else:
        said = language.text("better than {share} in 100 compared", share=whole)
    return f"{said} ({counted('indicator', n, 0, language)})" if n == 1 else said


def area_spine(
    diagnosis: CountyDiagnosis, area: str, positions: pd.DataFrame, context: PageContext
) -> Figure:
    """Draw the judged indicators of one area beside the group.

    Parameters
    ----------
    diagnosis : CountyDiagnosis
    area : str
    positions : DataFrame
        Rows of ``diagnosis.positions`` with a mark, at least one.
    context : PageContext
    """
    language = context.language
    indicators = [context.indicator(one) for one in positions["indicator"]]
    rows = positions.assign(
        label=[context.plain_name(one) for one in positions["indicator"]],
        polarity=[one.polarity for one in indicators],
        value_text=[
            context.value_text(row["indicator"], row["value"], row["state"])
            for row in positions.to_dict("records")
        ],
        year_text=[str(year) for year in positions["year"]],
    )
    beside = Beside.of(one_group(positions["group"]), diagnosis.facts.kind)
    said = [
        f"{row['label']}: {row['value_text']} ({row['year_text']}), "
        f"{sure_label(row['mark'], row['standing'], language)}"
        for row in rows.to_dict("records")
    ]
    # A full dot is a place that is sure enough; all others are hollow.
    rows["mark"] = rows["mark"].where(rows["standing"].isin(PRINTED), "middle")
    name = str(context.county_name(diagnosis.facts.teryt, Form.FULL))
    return spine_chart(
        rows.astype({"minimum": float, "maximum": float}),
        spine_words(beside, language, of_need=context.indicator(indicators[0].id).dimension == "problems"),
        label=f"spine-{anchor_of(area)}",
        caption=context.with_source(
            language.text(
                "{area}: {name} beside the counties compared, {years}.",
                area=area_name(context, area),
                name=name,
                years=years(int(positions["year"].min()), int(positions["year"].max())),
            ),
            positions,
        ),
        alt=listed([language.text("Each indicator beside its group, right is better"), *said]),
        table=positions_table(f"positions-{anchor_of(area)}", diagnosis, positions, context),
    )


def area_trend(diagnosis: CountyDiagnosis, area: str, trends: pd.DataFrame, context: PageContext) -> Figure:
    """Draw how the core indicators of one area changed.

    Parameters
    ----------
    diagnosis : CountyDiagnosis
    area : str
    trends : DataFrame
        Rows of ``diagnosis.trends``: at least one indicator.
    context : PageContext
    """
    language = context.language
    name = str(context.county_name(diagnosis.facts.teryt, Form.FULL))
    indicators = list(dict.fromkeys(trends["indicator"]))
    used = diagnosis.positions.set_index("indicator").loc[indicators, "group"]
    beside = Beside.of(one_group(used), diagnosis.facts.kind)
    panels = [measure_title(one, context) for one in indicators]
    single = len(indicators) == 1
    rows = trends.assign(
        panel=trends["indicator"].map(dict(zip(indicators, panels, strict=True))),
        q1=trends["group_q1"],
        median=trends["group_median"],
        q3=trends["group_q3"],
        country=trends["poland"],
        value_text=[
            context.value_text(row["indicator"], row["value"], row["state"], unit=single)
            for row in trends.to_dict("records")
        ],
    )
    sizes = [one for one in indicators if not context.comparable_in_size(one)]
    rows.loc[rows["indicator"].isin(sizes), ["q1", "median", "q3", "country"]] = float("nan")
    words = trend_words(name, panels[0] if single else "", beside, language)
    span = years(int(trends["year"].min()), int(trends["year"].max()))
    label = f"trend-{anchor_of(area)}"
    caption = context.with_source(
        language.text(
            "{area}: change over time, {name}, {years}.", area=area_name(context, area), name=name, years=span
        ),
        trends,
    )
    alt = listed([_course_in_words(one, rows) for one in panels])
    table = trend_table(label, trends, context)
    if single:
        breaks = _breaks(diagnosis, indicators[0], context)
        return trend_chart(rows, words, label=label, caption=caption, alt=alt, table=table, breaks=breaks)
    return trend_panels(rows, words, label=label, caption=caption, alt=alt, table=table)


def measure_title(indicator: str, context: PageContext) -> str:
    """Plain name of an indicator with its unit, as a panel's title."""
    symbol = context.unit_symbol(indicator)
    name = context.plain_name(indicator)
    return f"{name} ({symbol})" if symbol and symbol not in name else name


def one_group(used: pd.Series) -> str:
    """Name the group that figures are compared with; "mixed" when there are several."""
    groups = [group for group in used.unique() if group != "none"]
    return "none" if not groups else (str(groups[0]) if len(groups) == 1 else "mixed")


def _course_in_words(panel: str, rows: pd.DataFrame) -> str:
    known = rows[(rows["panel"] == panel) & rows["value"].notna()]
    first, last = known.iloc[0], known.iloc[-1]
    return f"{panel}: {first['year']}: {first['value_text']}, {last['year']}: {last['value_text']}"


def _breaks(diagnosis: CountyDiagnosis, indicator: str, context: PageContext) -> pd.DataFrame:
    rows = diagnosis.breaks[diagnosis.breaks["indicator"] == indicator]
    return pd.DataFrame(
        {"year": rows["year"].astype(int), "reason": rows[f"reason_{context.language.code}"].astype(str)}
    ).drop_duplicates("year")
