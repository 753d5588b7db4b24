"""How sure a card is: marks and footnotes beside sentences, and the list of all that was tested."""

from collections.abc import Sequence

from pes_analysis.diagnose.card_claims import GENERAL
from pes_analysis.present.blocks import Details, Heading, Paragraph, document
from pes_analysis.present.language import mark
from pes_analysis.present.markup import Inline, Markup, in_sentence, join, link
from pes_analysis.present.numbers import signed
from pes_analysis.present.pages.organisation.card import Card
from pes_analysis.present.pages.page_context import anchor_of
from pes_analysis.present.sentences.certainty import certainty_mark, certainty_note, in_hundred, linked_mark
from pes_analysis.present.sentences.picture import CONDITIONS
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
_STATEMENTS: dict[str, str] = {
    "condition": mark("General score: {condition}"),
    "above_most": mark("General score: better than most similar ones"),
    "below_most": mark("General score: worse than most similar ones"),
    "rose": mark("General score: rose"),
    "fell": mark("General score: fell"),
    "no_weak_place": mark("No weak area"),
    "weak_place": mark("Weak area: {name}"),
    "strongest_area": mark("Strongest area: {name}"),
    "weakest_area": mark("Weakest area: {name}"),
    "area_above_most": mark("{name}: better than most similar ones"),
    "area_below_most": mark("{name}: worse than most similar ones"),
    "strength": mark("Strength: {name}"),
    "weakness": mark("To improve: {name}"),
    "below_reference": mark("Below the reference value: {name}"),
    "largest_gain": mark("Raises the score most: {name}"),
    "within_reach": mark("General score: the median of similar ones is within reach"),
    "resistant": mark("No measure of financial vulnerability in the worst fifth"),
    "vulnerable": mark("Some measure of financial vulnerability in the worst fifth"),
    "severely_vulnerable": mark("All measures of financial vulnerability in the worst fifth"),
    "among_best": mark("In the best quarter: {name}"),
    "among_worst": mark("In the worst quarter: {name}"),
    "best_in_area": mark("Best in its area: {name}"),
    "weakest_in_area": mark("Weakest in its area: {name}"),
    "adds": mark("Adds to the score: {name}"),
    "takes_away": mark("Takes away from the score: {name}"),
    "improved": mark("Improved: {name}"),
    "worsened": mark("Worsened: {name}"),
}
"""In the order of the list."""


def linked(card: Card, claim: Claim | None) -> Markup:
    """Give the mark of a sentence, leading to the list of all that was tested."""
    return linked_mark(claim, ANCHOR, card.language)


def noted(card: Card, claim: Claim | None) -> tuple[Markup, Markup]:
    """Give the mark of a sentence with the sign of its footnote, and the footnote; empty without a claim."""
    if claim is None or not claim.standing.is_printed:
        return Markup(""), Markup("")
    language = card.language
    sign, note = certainty_note(
        claim,
        anchor_of(f"sure-{claim.statement}-{claim.subject}"),
        "" if card.context.alone else card.context.page("metoda-karty.qmd", "proby"),
        language,
    )
    return Markup(f"{certainty_mark(claim, language)}{sign}"), note


def least_sure(*claims: Claim | None) -> Claim | None:
    """Choose the claim on which a sentence made of several hangs; None for none."""
    known = [one for one in claims if one is not None]
    return min(known, key=lambda one: one.probability or 0.0, default=None)


def how_sure(card: Card) -> Markup:
    """Write what was tested, also what is not printed, and what the uncertainty comes from."""
    language = card.language
    if not card.has_figures:
        return Markup("")
    heading = Heading(language.text("How sure this card is"), 2, ANCHOR)
    claims = _ordered(card.diagnosis.claims)
    if not claims:
        return document(heading, Paragraph(language.text("There were too few figures to test any sentence.")))
    rules = card.context.edition.catalogue.claims
    printed = sum(one.standing.is_printed for one in claims)
    method = (
        ""
        if card.context.alone
        else link(language.text("Method"), card.context.page("metoda-karty.qmd", "proby"))
    )
    return document(
        heading,
        Paragraph(
            join(
                (
                    language.markdown(
                        "Each sentence that judges was tried up to {trials} times: with chance in shares of "
                        "people and with other sound choices of method.",
                        trials=str(rules.replications),
                    ),
                    language.markdown(
                        "From {said} of 100 trials on it is printed plainly, from {softened} on as probable, "
                        "below not at all.",
                        said=str(in_hundred(rules.said_at)),
                        softened=str(in_hundred(rules.softened_at)),
                    ),
                    language.markdown(
                        "Sentences tested: {all}, sure enough: {printed}. Lists show at most three each.",
                        all=str(len(claims)),
                        printed=str(printed),
                    ),
                    method,
                )
            )
        ),
        *_spread(card),
        Details(language.text("All sentences that were tested"), (_table(card, claims),)),
    )


def _spread(card: Card) -> tuple[Inline, ...]:
    spread, language = card.diagnosis.spread, card.language
    if spread is None or not card.compared:
        return ()
    named = spread_sources(spread, language)
    low, high = (signed(bound, 0, language) for bound in (spread.lower, spread.upper))
    return (
        Heading(language.text("What the uncertainty comes from"), 3, "uncertainty"),
        Paragraph(
            join(
                (
                    language.markdown(
                        "In nine of ten trials the general score less the median of similar organisations is "
                        "from {low} to {high} points.",
                        low=Markup(low),
                        high=Markup(high),
                    ),
                    language.markdown("What moves it: {factors}.", factors=named) if named else "",
                    spread_advice(spread, language) if named else "",
                )
            )
        ),
        Paragraph(
            language.text(
                "A percentage is the part of the variation that would be left if all else were settled. "
                "Causes act together, so the parts may exceed 100%."
            )
        )
        if named
        else "",
    )


def _ordered(claims: Sequence[Claim]) -> list[Claim]:
    order = list(_STATEMENTS)
    # That most places are in between is said by their marks alone.
    told = [one for one in claims if one.statement in _STATEMENTS]
    return sorted(told, key=lambda one: (order.index(one.statement), -(one.probability or 0.0)))


def _table(card: Card, claims: Sequence[Claim]) -> Table:
    language = card.language
    return Table(
        label=ANCHOR,
        caption=card.table_caption(language.text("How often the sentences of this card hold")),
        columns=(
            language.text("Sentence"),
            language.text("Holds in 100 trials"),
            language.text("Verdict"),
            language.text("Tried against"),
            language.text("What to do"),
        ),
        rows=tuple(
            (
                _statement(card, one),
                "" if one.probability is None else str(in_hundred(one.probability)),
                standing_words(one, language),
                factor_words(one.tested, language),
                advice(one, language),
            )
            for one in claims
        ),
        align="lrlll",
        language=language,
    )


def _statement(card: Card, claim: Claim) -> Markup:
    language = card.language
    values: dict[str, Inline] = {}
    if claim.statement == "condition":
        values["condition"] = language.text(CONDITIONS[str(claim.evidence["kind"])])
    elif claim.subject in card.rows:
        values["name"] = in_sentence(card.context.plain_name(claim.subject))
    elif claim.subject != GENERAL:
        values["name"] = card.dimension_name(claim.subject)
    return language.markdown(_STATEMENTS[claim.statement], **values)
