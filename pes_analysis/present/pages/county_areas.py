"""Dimensions of a county page, area by area: a sentence, a chart of places, changes, tables behind."""

import pandas as pd

from pes_analysis.catalogue.states import State
from pes_analysis.diagnose.blocks import PRINTED
from pes_analysis.diagnose.county import CountyDiagnosis
from pes_analysis.present.blocks import (
    Bullets,
    Details,
    Heading,
    Paragraph,
    SourceNote,
    document,
)
from pes_analysis.present.markup import Inline, Markup, join, link
from pes_analysis.present.pages.county_certainty import trend_mark
from pes_analysis.present.pages.county_charts import (
    JUDGED,
    area_name,
    area_spine,
    area_trend,
    one_group,
)
from pes_analysis.present.pages.county_sentences import (
    course_sentence,
)
from pes_analysis.present.pages.county_tables import (
    positions_table,
    table_notes,
)
from pes_analysis.present.pages.page_context import PageContext, anchor_of
from pes_analysis.present.sentences.groups import Beside
from pes_analysis.present.sentences.headline import awaiting_sentence, block_sentence


def county_dimension(diagnosis: CountyDiagnosis, dimension: str, context: PageContext) -> Markup:
    """Write one dimension of a county: each area that has figures, and how many indicators wait for some.

    Parameters
    ----------
    diagnosis : CountyDiagnosis
    dimension : str
        Its id in the catalogue.
    context : PageContext
    """
    language = context.language
    known = context.edition.catalogue.dimension(dimension)
    parts: list[Inline] = [
        Heading(known.name.in_language(language.code), 2, dimension),
        Paragraph(known.question.in_language(language.code)),
    ]
    sections = [section for area in known.areas if (section := _area(diagnosis, dimension, area.id, context))]
    if not sections:
        parts.append(Paragraph(language.text("No figures about this have been collected for this county.")))
    of_dimension = diagnosis.gaps[diagnosis.gaps["dimension"] == dimension]
    awaiting = int((of_dimension["availability"] == "awaiting").sum())
    if awaiting:
        sections.append(
            language.markdown(
                "{sentence} {link}.",
                sentence=awaiting_sentence(awaiting, language),
                link=link(language.text("See which ones"), "#unknown"),
            )
        )
    return document(*parts, *sections)


def _area(diagnosis: CountyDiagnosis, dimension: str, area: str, context: PageContext) -> Markup:
    language = context.language
    inside = [
        one.id
        for one in context.edition.catalogue.indicators("county", dimension, available=True)
        if one.area == area
    ]
    positions = diagnosis.positions[diagnosis.positions["indicator"].isin(inside)]
    numbers = positions[positions["state"].map(lambda state: State(state).is_number)]
    if numbers.empty:
        return Markup("")
    judged = numbers[numbers["mark"].isin(JUDGED)]
    parts: list[Inline] = [Heading(area_name(context, area), 3, anchor_of(area))]
    if len(judged):
        parts.append(
            Paragraph(
                block_sentence(
                    len(judged),
                    int((judged["mark"].eq("better") & judged["standing"].isin(PRINTED)).sum()),
                    int((judged["mark"].eq("worse") & judged["standing"].isin(PRINTED)).sum()),
                    Beside.of(one_group(judged["group"]), diagnosis.facts.kind),
                    language,
                )
            )
        )
        parts.append(Markup(area_spine(diagnosis, area, judged, context).markdown()))
    table = positions_table(f"positions-{anchor_of(area)}", diagnosis, positions, context)
    trends = diagnosis.trends[diagnosis.trends["indicator"].isin(inside)]
    drawn, behind = _area_trends(diagnosis, area, trends, context)
    parts += drawn
    note = context.source_note(pd.concat([numbers[["year", "source"]], trends[["year", "source"]]]))
    notes = SourceNote(table_notes(positions, context))
    if len(judged):
        folded = (table, notes, *behind, note)
        parts.append(Details(language.text("The figures in tables, with sources"), folded))
    else:
        parts += [table, notes, note]
        if behind:
            parts.append(Details(language.text("Change over time in a table"), behind))
    return document(*parts)


def _area_trends(
    diagnosis: CountyDiagnosis, area: str, trends: pd.DataFrame, context: PageContext
) -> tuple[list[Inline], tuple[Inline, ...]]:
    """Write an area's changes: sentences and chart, and the table behind them."""
    if trends.empty:
        return [], ()
    language = context.language
    chart = area_trend(diagnosis, area, trends, context)
    said = tuple(
        language.markdown(
            "**{name}**. {course}",
            name=context.plain_name(one),
            course=join(
                (
                    course_sentence(diagnosis, one, context),
                    trend_mark(diagnosis, one, context),
                )
            ),
        )
        for one in dict.fromkeys(trends["indicator"])
        if any(change.indicator == one for change in diagnosis.changes)
    )
    return [Bullets(said) if said else "", Markup(chart.markdown())], (chart.table,)
