"""Sentences of the evaluation that judge, each with how sure it is."""

from collections.abc import Iterable

from pes_analysis.catalogue.training_survey import TrainingSurvey
from pes_analysis.present.language import Language, mark
from pes_analysis.present.markup import Markup, join
from pes_analysis.present.pages.trainings.figures import quoted
from pes_analysis.present.sentences.certainty import certainty_mark
from pes_analysis.robust.claim import Claim

BENEFITS, SKILLS, STATEMENTS = (
    frozenset({"received_more", "received_less"}),
    frozenset({"skill_rose", "skill_fell"}),
    frozenset({"most_agree", "most_do_not"}),
)
_SENTENCES: dict[str, str] = {
    "received_more": mark("{name}: more people received this than had expected it {sure}."),
    "received_less": mark("{name}: fewer people received this than had expected it {sure}."),
    "skill_rose": mark("{name}: participants rate this higher than before {sure}."),
    "skill_fell": mark("{name}: participants rate this lower than before {sure}."),
    "most_agree": mark("{name}: most agree {sure}."),
    "most_do_not": mark("{name}: most do not agree {sure}."),
}


def judged_sentences(
    claims: Iterable[Claim], kinds: frozenset[str], survey: TrainingSurvey, language: Language
) -> tuple[Markup, ...]:
    """Write the sentences of some kinds that are sure enough to be printed."""
    return tuple(
        judged(one, survey, language) for one in claims if one.statement in kinds and one.standing.is_printed
    )


def judged(claim: Claim, survey: TrainingSurvey, language: Language) -> Markup:
    """Write one sentence with its mark of certainty."""
    return language.markdown(
        _SENTENCES[claim.statement],
        name=_name(claim, survey, language),
        sure=certainty_mark(claim, language),
    )


def foremost(claims: Iterable[Claim]) -> tuple[Claim, ...]:
    """Choose what a reader should know first.

    The clearest benefit above and below what was expected, the clearest gain of skill, and what most do or
    do not agree with, each by how far the evidence goes.
    """
    printed = [one for one in claims if one.standing.is_printed]
    chosen = []
    for kind in _SENTENCES:
        of_kind = [one for one in printed if one.statement == kind]
        if of_kind:
            chosen.append(max(of_kind, key=_reach))
    return tuple(chosen)


def _reach(claim: Claim) -> float:
    evidence = {name: float(value) for name, value in claim.evidence.items()}
    if claim.statement in BENEFITS:
        return abs(evidence["only_received"] - evidence["only_expected"]) / evidence["pairs"]
    if claim.statement in SKILLS:
        return abs(evidence["difference"])
    return abs(evidence["agree"] / evidence["n"] - 1 / 2)


def _name(claim: Claim, survey: TrainingSurvey, language: Language) -> Markup:
    if claim.statement in BENEFITS:
        return join((survey.benefits[claim.subject].name.in_language(language.code),))
    texts = survey.skills if claim.statement in SKILLS else survey.statements
    return join((quoted(texts[claim.subject].in_language(language.code), language),))
