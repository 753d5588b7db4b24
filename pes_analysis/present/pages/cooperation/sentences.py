"""Sentences about cooperation: who answered, what holds, and what may not be said for want of answers."""

from collections.abc import Iterable

from pes_analysis.diagnose.cooperation import CountyCooperation
from pes_analysis.present.language import mark
from pes_analysis.present.markup import Markup
from pes_analysis.present.numbers import number
from pes_analysis.present.pages.cooperation.words import unit_name
from pes_analysis.present.pages.page_context import PageContext
from pes_analysis.present.sentences.certainty import certainty_mark, certainty_note, with_mark
from pes_analysis.robust.claim import Claim

METHOD = "wspolpraca/index.ipynb"
CLAIMS = {
    "one_hub": mark("One unit holds the network together: {unit} is tied to {n} of the other {of}."),
    "mostly_solving": mark("Cooperation here mostly solves problems: it does in {n} of {of} ties."),
    "mostly_routine": mark("Cooperation here is mostly routine: only {n} of {of} ties solve problems."),
    "quality_higher": mark(
        "Cooperation is rated better than in most counties of the region: {value} points of 100, "
        "more than in {n} of {of} counties."
    ),
    "quality_lower": mark(
        "Cooperation is rated worse than in most counties of the region: {value} points of 100, "
        "less than in {n} of {of} counties."
    ),
}

NAMELESS_HUB = mark("One unit holds the network together: it is tied to {n} of the other {of}.")


def response_sentence(found: CountyCooperation, context: PageContext) -> Markup:
    """Say how many were asked and how many answered."""
    language, network = context.language, found.network
    answered = int(network.answered.sum())
    if not answered:
        return language.markdown_plural(
            "In {year} we asked {n} unit with whom it works. Nobody answered.",
            "In {year} we asked {n} units with whom they work. Nobody answered.",
            len(network),
            year=str(found.year),
        )
    return language.markdown_plural(
        "In {year} we asked {n} unit with whom it works. {answered} answered ({share}).",
        "In {year} we asked {n} units with whom they work. {answered} answered ({share}).",
        len(network),
        year=str(found.year),
        answered=str(answered),
        share=f"{number(100 * network.response_rate, 0, language)}%",
    )


def printed_claims(found: CountyCooperation) -> list[Claim]:
    """Give the claims that are sure enough to be printed."""
    return [claim for claim in found.claims if claim.standing.is_printed]


def claim_sentences(
    claims: Iterable[Claim], found: CountyCooperation, context: PageContext
) -> tuple[list[Markup], list[Markup]]:
    """Write claims as sentences with their certainty, and the footnotes on what they were held against."""
    said, notes = [], []
    for claim in claims:
        sign, note = certainty_note(
            claim,
            f"sure-{claim.statement.replace('_', '-')}",
            context.page(METHOD, "method"),
            context.language,
        )
        certainty = Markup(f"{certainty_mark(claim, context.language)}{sign}")
        said.append(with_mark(claim_sentence(claim, found, context), certainty))
        notes.append(note)
    return said, notes


def claim_sentence(
    claim: Claim, found: CountyCooperation, context: PageContext, *, named: bool = True
) -> Markup:
    """Write one claim as a sentence, which names a unit only where asked to."""
    language, evidence = context.language, claim.evidence
    if claim.statement == "one_hub":
        degree = found.network.tied.sum(axis=1)
        hub = found.network.units.iloc[int(degree.argmax())].to_dict()
        counts = {"n": str(int(degree.max())), "of": str(len(found.network) - 1)}
        if not named:
            return language.markdown(NAMELESS_HUB, **counts)
        return language.markdown(CLAIMS["one_hub"], unit=unit_name(hub, language), **counts)
    values = {"n": str(evidence["count"]), "of": str(evidence["n"])}
    if "value" in evidence:
        values["value"] = number(float(evidence["value"]), 0, language)
    return language.markdown(CLAIMS[claim.statement], **values)
