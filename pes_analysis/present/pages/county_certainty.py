"""How sure a county's page is: marks and footnotes beside sentences, and the list of all that was tested."""

from pes_analysis.diagnose.county import CountyDiagnosis
from pes_analysis.diagnose.county_headline_claims import HEADLINES
from pes_analysis.diagnose.county_national_claims import STATEMENTS as NATIONAL
from pes_analysis.present.blocks import Details, Heading, Paragraph, document
from pes_analysis.present.language import mark
from pes_analysis.present.markup import Inline, Markup, join, link
from pes_analysis.present.numbers import number
from pes_analysis.present.pages.county_charts import area_name
from pes_analysis.present.pages.page_context import PageContext, anchor_of
from pes_analysis.present.sentences.certainty import certainty_mark, certainty_note, in_hundred, linked_mark
from pes_analysis.present.sentences.trials import (
    advice,
    factor_words,
    spread_advice,
    spread_sources,
    standing_words,
)
from pes_analysis.present.table import Table
from pes_analysis.robust.claim import Claim

ANCHOR = "how-sure"
STATEMENTS: dict[str, str] = {
    "fewer_problems": mark("problems are less common"),
    "more_problems": mark("problems are more common"),
    "stronger_support": mark("support is greater"),
    "weaker_support": mark("support is smaller"),
    "best_quarter": mark("in the best quarter"),
    "worst_quarter": mark("in the worst quarter"),
    "middle_half": mark("in the middle half"),
    "better_than_most": mark("better than most"),
    "worse_than_most": mark("worse than most"),
    "best_of_poland": mark("in the best quarter of Poland"),
    "worst_of_poland": mark("in the worst quarter of Poland"),
    "area_better": mark("the whole area: better"),
    "area_middle": mark("the whole area: typical"),
    "area_worse": mark("the whole area: worse"),
    "improving": mark("improving over the years"),
    "worsening": mark("worsening over the years"),
}
KINDS = {
    **dict.fromkeys(
        ("best_quarter", "worst_quarter", "middle_half", "better_than_most", "worse_than_most"), "place"
    ),
    **dict.fromkeys(("area_better", "area_middle", "area_worse"), "area"),
    **dict.fromkeys(NATIONAL.values(), "national"),
}
"""What a statement is about; of those about one thing the first is listed, which goes furthest."""


def certainty(claim: Claim | None, context: PageContext) -> tuple[Markup, Markup]:
    """Give the mark that stands behind a sentence, with its footnote's sign, and the footnote.

    Both are empty for a sentence that carries no claim.
    """
    if claim is None:
        return Markup(""), Markup("")
    language = context.language
    of_poland = "poland-" if claim.statement in NATIONAL.values() else ""
    label = anchor_of(f"sure-{of_poland}{claim.subject}")
    sign, note = certainty_note(claim, label, context.page("metoda.qmd", "proby"), language)
    return Markup(f"{certainty_mark(claim, language)}{sign}"), note


def trend_mark(diagnosis: CountyDiagnosis, indicator: str, context: PageContext) -> Markup:
    """Give the mark of a trend, leading to the list; nothing where no direction is told."""
    told = [
        one
        for one in diagnosis.claims
        if one.subject == indicator and one.statement in ("improving", "worsening")
    ]
    named = {one.indicator: one.direction for one in diagnosis.changes}
    sure = next((one for one in told if named.get(indicator) == one.statement), None)
    return linked_mark(sure, ANCHOR, context.language)


def how_sure(diagnosis: CountyDiagnosis, context: PageContext) -> Markup:
    """Write what was tested, also what is not printed, and what the uncertainty comes from."""
    language = context.language
    claims = _told(diagnosis, context)
    if not claims:
        return Markup("")
    rules = context.edition.catalogue.claims
    return document(
        Heading(language.text("How sure is this"), 2, ANCHOR),
        Paragraph(
            join(
                (
                    language.markdown(
                        "Each sentence that judges was tried up to {trials} times: with chance in the "
                        "figures and with other sound choices of method.",
                        trials=str(rules.replications),
                    ),
                    language.markdown(
                        "From {said} of 100 trials on it is printed plainly, from {softened} on as probable, "
                        "below not at all.",
                        said=str(in_hundred(rules.said_at)),
                        softened=str(in_hundred(rules.softened_at)),
                    ),
                    link(language.text("Method"), context.page("metoda.qmd", "proby")),
                )
            )
        ),
        *_spread(diagnosis, context),
        Details(language.text("All sentences that were tested"), (_table(claims, context),)),
    )


def _spread(diagnosis: CountyDiagnosis, context: PageContext) -> tuple[Inline, ...]:
    """Say for problems and for support what moves the place of the county."""
    language = context.language
    parts: list[Inline] = []
    for dimension, spread in diagnosis.spread.items():
        named = spread_sources(spread, language)
        if not named:
            continue
        name = context.edition.catalogue.dimension(dimension).name.in_language(language.code)
        low, high = (Markup(number(bound, 0, language)) for bound in (spread.lower, spread.upper))
        parts.append(
            Paragraph(
                join(
                    (
                        language.markdown(
                            "**{name}**: in nine of ten trials the county does better than {low} to {high}% "
                            "of similar ones on average.",
                            name=name,
                            low=low,
                            high=high,
                        ),
                        language.markdown("What moves it: {factors}.", factors=named),
                        spread_advice(spread, language),
                    )
                )
            )
        )
    if not parts:
        return ()
    return (
        Heading(language.text("What the uncertainty comes from"), 3, "uncertainty"),
        *parts,
        Paragraph(
            language.text(
                "A percentage is the part of the variation that would be left if all else were settled. "
                "Causes act together, so the parts may exceed 100%."
            )
        ),
    )


def _told(diagnosis: CountyDiagnosis, context: PageContext) -> list[Claim]:
    """Give all claims, of places the furthest of each core indicator: a quarter where one is claimed."""
    told: dict[tuple[str, str], Claim] = {}
    for claim in diagnosis.claims:
        kind = KINDS.get(claim.statement, "")
        if kind == "area" or claim.subject in HEADLINES or context.indicator(claim.subject).core:
            told.setdefault((claim.subject, kind), claim)
    order = list(STATEMENTS)
    return sorted(told.values(), key=lambda one: (order.index(one.statement), -(one.probability or 0.0)))


def _table(claims: list[Claim], context: PageContext) -> Table:
    language = context.language
    return Table(
        label=ANCHOR,
        caption=language.text("How often the sentences about this county hold"),
        columns=(
            language.text("What it is about"),
            language.text("Beside similar counties"),
            language.text("Holds in 100 trials"),
            language.text("Verdict"),
            language.text("Tried against"),
            language.text("What to do"),
        ),
        rows=tuple(_row(claim, context) for claim in claims),
        align="llrlll",
        language=language,
    )


def _subject(claim: Claim, context: PageContext) -> Inline:
    code = context.language.code
    if claim.subject in HEADLINES:
        return context.edition.catalogue.dimension(claim.subject).name.in_language(code)
    if KINDS.get(claim.statement) == "area":
        return area_name(context, claim.subject)
    return context.indicator_link(claim.subject)


def _row(claim: Claim, context: PageContext) -> tuple[Inline, ...]:
    language = context.language
    return (
        _subject(claim, context),
        language.text(STATEMENTS[claim.statement]),
        "" if claim.probability is None else str(in_hundred(claim.probability)),
        standing_words(claim, language),
        factor_words(claim.tested, language),
        advice(claim, language),
    )
