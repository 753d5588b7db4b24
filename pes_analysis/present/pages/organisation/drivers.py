"""What drives the general score: contributions, one step or several, vulnerability."""

import math

import pandas as pd

from pes_analysis.catalogue import Indicator
from pes_analysis.catalogue.formula_tree import Name
from pes_analysis.catalogue.fraction import fraction_of
from pes_analysis.diagnose.card_vulnerability_claim import STATEMENTS
from pes_analysis.present.blocks import Bullets, Details, Heading, Paragraph, document
from pes_analysis.present.language import mark
from pes_analysis.present.markup import Inline, Markup, join
from pes_analysis.present.numbers import number, signed, with_unit
from pes_analysis.present.pages.organisation.advice import where_to_begin
from pes_analysis.present.pages.organisation.card import Card
from pes_analysis.present.pages.organisation.certainty import linked, noted
from pes_analysis.present.pages.organisation.charts import contributions_chart, difference_words
from pes_analysis.present.pages.organisation.first_step import target_words
from pes_analysis.present.pages.organisation.reach import within_reach
from pes_analysis.present.pages.organisation.tables import contributions_table, yes_or_no
from pes_analysis.present.rows import Row, rows_of
from pes_analysis.present.sentences.certainty import with_mark
from pes_analysis.present.table import Table

MOST_NAMED = 2
MOST_STEPS = 10
ROUNDING = 1e-9
_VULNERABLE: dict[str, str] = {
    "none": mark("No measure of financial vulnerability lies in the worst fifth of similar organisations."),
    "at_risk": mark(
        "At least one measure of financial vulnerability lies in the worst fifth of similar ones."
    ),
    "severe": mark(
        "All measures of financial vulnerability lie in the worst fifth of similar organisations."
    ),
    "unknown": mark("Financial vulnerability cannot be judged: too few figures or similar organisations."),
}
_NOT_SURE = mark(
    "It is not sure enough whether measures of financial vulnerability lie in the worst fifth of similar "
    "organisations."
)


def drivers(card: Card) -> Markup:
    """Write what drives the general score."""
    language = card.language
    heading = Heading(language.text("What the score is made of"), 2, "drivers")
    if not card.has_figures:
        return document(heading, Paragraph(language.text("There are no figures of {year}.", year=card.year)))
    return document(
        heading,
        *_contributions(card),
        *_steps(card),
        *within_reach(card),
        *_vulnerability(card),
    )


def _contributions(card: Card) -> tuple[Inline, ...]:
    language, parts = card.language, card.diagnosis.contributions
    if not card.compared:
        return (
            Paragraph(
                language.text(
                    "Too few similar organisations ({n}) to show where the difference comes from.",
                    n=card.diagnosis.peers.n,
                )
            ),
        )
    if parts.empty:
        return (
            Paragraph(
                language.text(
                    "Without a general score here and among similar organisations nothing can be compared."
                )
            ),
        )
    said: list[Inline] = [difference_words(card, float(parts["contribution"].sum()))]
    for text, statement, chosen in (
        (mark("Most is added by: {names}."), "adds", parts[parts["contribution"] > 0]),
        (mark("Most is taken away by: {names}."), "takes_away", parts[parts["contribution"] < 0]),
    ):
        names = _named(card, statement, chosen)
        if names:
            said.append(language.markdown(text, names=names))
    return (
        Paragraph(join(said)),
        Details(
            language.text("Contribution of each indicator: chart and table"),
            (
                Markup(contributions_chart(card).markdown()),
                language.text(
                    "A contribution is the weight of an indicator times the distance of its points from the "
                    "mean of similar organisations. Together they give the whole difference. "
                    "A missing indicator counts only by what leaving it out changes."
                ),
                contributions_table(card),
            ),
        ),
    )


def _named(card: Card, statement: str, chosen: pd.DataFrame) -> Markup:
    """Name the largest contributions with their size, those whose direction is sure; they come sorted."""
    language = card.language
    named = []
    for row in rows_of(chosen.head(MOST_NAMED)):
        claim = card.printed(statement, str(row["indicator"]))
        if claim is not None:
            said = language.markdown(
                "{name} ({points})",
                name=card.context.plain_name(str(row["indicator"])),
                points=Markup(signed(row["contribution"], 1, language)),
            )
            named.append(join((said, linked(card, claim))))
    return join(named, ", ")


def _steps(card: Card) -> tuple[Inline, ...]:
    language = card.language
    heading = Heading(language.text("What one step would change"), 3, "steps")
    if card.diagnosis.steps.empty:
        return (heading, Paragraph(language.text("No single step would raise a score noticeably.")))
    return (
        heading,
        Paragraph(
            language.text(
                "Each row changes one indicator and leaves the others as they are. The target is what half "
                "of similar organisations already have, or else the reference value."
            )
        ),
        Details(
            language.text("Steps, the most effective first, and where to begin"),
            (_steps_table(card), _beginnings(card)),
        ),
    )


def _steps_table(card: Card) -> Table:
    language, steps = card.language, list(card.steps.values())[:MOST_STEPS]
    meant = [_needed(card, row) for row in steps]
    # A column for some cards only: where no step is one of counted things, it would stand empty.
    middle = [language.text("What that means")] if any(meant) else []
    return Table(
        label="steps",
        caption=card.table_caption(language.text("What one step would change, {year}", year=card.year)),
        columns=(
            language.text("Indicator"),
            language.text("Now"),
            language.text("Target"),
            *middle,
            language.text("General score"),
            language.text("Score of its area"),
        ),
        rows=tuple(
            (
                card.context.indicator_link(str(row["indicator"])),
                card.figure(card.rows[str(row["indicator"])]),
                target_words(card, row),
                *([means] if middle else []),
                _gain(card, row["general_gain"]),
                _gain(card, row["dimension_gain"]),
            )
            for row, means in zip(steps, meant, strict=True)
        ),
        align=f"lrl{'l' * len(middle)}rr",
        language=language,
    )


def _beginnings(card: Card) -> Bullets:
    """Say where to begin with each step of the table."""
    steps = list(card.steps)[:MOST_STEPS]
    return Bullets(
        tuple(
            card.language.markdown("**{name}**: {advice}", name=card.context.plain_name(name), advice=advice)
            for name in steps
            if (advice := where_to_begin(card, name))
        )
    )


def _needed(card: Card, row: Row) -> Markup:
    """Say a step in what is counted: how many more graduates, how much less debt."""
    counted = _counted(card.context.indicator(str(row["indicator"])))
    if counted is None or pd.isna(row["needed"]):
        return Markup("")
    language = card.language
    catalogue = card.context.edition.catalogue
    variable = catalogue.variable(counted, "organisation")
    # Nobody hires half a person: what is needed is rounded away from what there is.
    whole = math.copysign(math.ceil(abs(row["needed"]) - ROUNDING), row["needed"])
    unit = catalogue.unit(variable.unit).symbol.in_language(language.code)
    return language.markdown(
        "{what}: {change}",
        what=variable.name.in_language(language.code),
        change=with_unit(signed(whole, 0, language), unit),
    )


def _counted(indicator: Indicator) -> str | None:
    """Give the variable over the line of a ratio; None when it is more than one variable."""
    fraction = None if indicator.formula is None else fraction_of(indicator.formula)
    if fraction is None or not isinstance(fraction.numerator.tree, Name):
        return None
    return fraction.numerator.tree.id


def _gain(card: Card, gain: float) -> str:
    return "" if pd.isna(gain) else signed(gain, 1, card.language)


def _vulnerability(card: Card) -> tuple[Inline, ...]:
    language, found = card.language, card.diagnosis.vulnerability
    rule = card.context.edition.catalogue.composite.vulnerability
    if rule is None or found.kind not in _VULNERABLE:
        return ()
    said, note = language.markdown(_VULNERABLE[found.kind]), Markup("")
    if found.kind in STATEMENTS:
        sure, note = noted(card, card.printed(STATEMENTS[found.kind]))
        said = with_mark(said, sure) if sure else language.markdown(_NOT_SURE)
    return (
        Heading(language.text("Resistance to a shock"), 3, "vulnerability"),
        Paragraph(said),
        note,
        Details(
            language.text("The measures, and where the rule comes from"),
            (_vulnerability_table(card), rule.source.in_language(language.code)),
        ),
    )


def _vulnerability_table(card: Card) -> Table:
    language = card.language
    rows = tuple(
        (
            card.context.indicator_link(str(row["indicator"])),
            card.figure(row),
            "" if pd.isna(row["share_worse"]) else f"{number(row['share_worse'], 0, language)}%",
            str(row["n"]),
            "" if pd.isna(row["share_worse"]) else yes_or_no(card, row["in_worst"]),
        )
        for row in rows_of(card.diagnosis.vulnerability.measures)
    )
    return Table(
        label="vulnerability",
        caption=card.table_caption(
            language.text("Measures of financial vulnerability, {year}", year=card.year)
        ),
        columns=(
            language.text("Measure"),
            language.text("Value"),
            language.text("Similar ones doing worse"),
            language.text("Similar ones with data"),
            language.text("In the worst fifth"),
        ),
        rows=rows,
        align="lrrrl",
        language=language,
    )
