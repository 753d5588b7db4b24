"""The short report of a composite index: its ranking, how sure it is, what was done, what to look at."""

from collections.abc import Iterator

import numpy as np

from pes_analysis.measure.composite.executed import steps_done
from pes_analysis.measure.composite.index import CompositeIndex
from pes_analysis.measure.composite.remarks import LEAST_ALPHA, Diagnostics
from pes_analysis.present.index_changes import changes_section
from pes_analysis.present.index_figures import figure, share
from pes_analysis.present.index_ranking import MOST_SHOWN, of_newest_year, ranking_chart, ranking_table
from pes_analysis.present.index_steps import STEPS, steps_table
from pes_analysis.present.language import Language
from pes_analysis.present.markup import Markup
from pes_analysis.present.sentences.index_remarks import remark_sentence
from pes_analysis.present.table import Table
from pes_analysis.protect.escape import markdown, markdown_attribute
from pes_analysis.robust.changes import index_changes
from pes_analysis.robust.robustness import RobustIndex

# A file of its own, so that any viewer of Markdown shows it.
CHART = '![{caption}](ranking.{code}.svg){{#fig-ranking fig-alt="{alt}"}}'


def index_report(
    made: CompositeIndex, diagnostics: Diagnostics, robust: RobustIndex | None, language: Language
) -> str:
    """Write the report in Markdown.

    Parameters
    ----------
    made : CompositeIndex
    diagnostics : Diagnostics
    robust : RobustIndex or None
    language : Language

    Returns
    -------
    str
    """
    title = language.markdown("Composite index: {name}", name=made.recipe.name)
    blocks = [
        f"# {title}",
        *_ranking(made, robust, language),
        *(_robustness(robust, language) if robust is not None else ()),
        *changes_section(index_changes(made, robust), language),
        f"## {language.text('What each step did')}",
        steps_table(steps_done(made), language).markdown(),
        f"## {language.text('What to look at')}",
        "\n".join(f"- {remark_sentence(remark, language)}" for remark in diagnostics.remarks)
        or language.markdown("Nothing stands out."),
        *_terms(diagnostics, language),
    ]
    return "\n\n".join(blocks) + "\n"


def _terms(diagnostics: Diagnostics, language: Language) -> Iterator[str]:
    """Explain the terms of the remarks that are there."""
    kinds = {remark.kind for remark in diagnostics.remarks}
    if "incoherent" in kinds:
        yield language.markdown(
            "Cronbach's alpha tells how far the parts of a group measure one thing: near 1 they do; "
            "below {limit} a mean of them says little about any.",
            limit=figure(LEAST_ALPHA, 1, language),
        )
    if kinds & {"stronger_than_weight", "weaker_than_weight"}:
        yield language.markdown(
            "The influence of an indicator is its share of what tells units apart: the square of its "
            "correlation with the index, as a share of all. It differs from the weight when the indicator "
            "varies little or goes its own way."
        )


def _ranking(made: CompositeIndex, robust: RobustIndex | None, language: Language) -> Iterator[str]:
    ranked = of_newest_year(made, robust)
    yield f"## {language.text('Ranking')}"
    if len(ranked) > MOST_SHOWN:
        yield language.markdown(
            "The best and the worst of {count} units; the whole ranking is in {file}.",
            count=figure(len(ranked), 0, language),
            file=Markup("`ranks.csv`"),
        )
    chart = ranking_chart(made, robust, language)
    if chart is not None:
        yield CHART.format(
            caption=markdown(chart.caption), code=language.code, alt=markdown_attribute(chart.alt)
        )
    yield ranking_table(made, robust, language).markdown()
    if robust is not None:
        groups = made.recipe.robustness and made.recipe.robustness.peers
        yield language.markdown(
            "Ranks in replications: between which places {interval}% of the replications put the unit. "
            "Quarters: in how many of them it was there{among}.",
            interval=figure(100 * robust.interval, 0, language),
            among=language.markdown(", among units of the same {group}", group=groups) if groups else "",
        )


def _robustness(robust: RobustIndex, language: Language) -> Iterator[str]:
    yield f"## {language.text('How sure the ranking is')}"
    widths = (robust.units["rank_high"] - robust.units["rank_low"]).dropna()
    yield language.markdown(
        "The index was computed {times} times, with {combinations} combinations of choices. "
        "In {interval}% of them a unit's rank lies between the two given. "
        "For a typical unit they are {width} places apart.",
        times=figure(len(robust.replications.design), 0, language),
        combinations=figure(int(np.prod(robust.choices.sizes)), 0, language),
        interval=figure(100 * robust.interval, 0, language),
        width=figure(float(widths.median()) if len(widths) else 0, 0, language),
    )
    if robust.sensitivity is not None and not robust.sensitivity.system.empty:
        heads = (
            language.text("Source"),
            language.text("Alone"),
            language.text("With its interactions"),
        )
        largest_first = robust.sensitivity.system.sort_values("total", ascending=False, kind="stable")
        rows = tuple(
            (language.text(STEPS[factor]), share(first, language), share(total, language))
            for factor, first, total in largest_first[["factor", "first", "total"]].itertuples(
                index=False, name=None
            )
        )
        caption = language.markdown("What the spread of ranks comes from")
        yield Table("sources", caption, heads, rows, "lrr", language).markdown()
        yield language.markdown(
            "Alone: what share of the spread would go if this were settled. With its interactions: what "
            "share would be left if all else were. The same for each unit is in {file}.",
            file=Markup("`sensitivity_units.csv`"),
        )
