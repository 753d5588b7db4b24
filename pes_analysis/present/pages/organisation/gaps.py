"""Why a number is missing, in words."""

from pes_analysis.catalogue.evaluation import TOO_FEW, ZERO_DENOMINATOR
from pes_analysis.catalogue.states import State
from pes_analysis.present.language import mark
from pes_analysis.present.pages.organisation.card import Card
from pes_analysis.present.rows import Row

_STATES: dict[State, str] = {
    State.NOT_APPLICABLE: mark("does not apply here"),
    State.SUPPRESSED: mark("withheld: too few people"),
    State.UNDEFINED: mark("cannot be computed"),
    State.MISSING: mark("no data"),
}
MOST_NAMES = 3


def gap_words(card: Card, row: Row) -> str:
    """Say why an indicator has no number, and which figures would give it one."""
    language = card.language
    state, reason = State(str(row["state"])), str(row["reason"])
    if state is State.UNDEFINED and reason.startswith(TOO_FEW):
        return language.text("too few cases to compute it")
    if state is State.UNDEFINED and reason.startswith(ZERO_DENOMINATOR):
        return language.text("cannot be computed: it would be divided by zero")
    said = language.text(_STATES[state])
    missing = missing_figures(card, reason) if state is State.MISSING else ()
    return language.text("{said} ({figures})", said=said, figures=", ".join(missing)) if missing else said


def too_little_words(card: Card, row: Row) -> str:
    """Say why a dimension has no score."""
    return card.language.text(
        "too little data: {known} of {core} main indicators known",
        known=int(row["n_core_known"]),
        core=int(row["n_core"]),
    )


def missing_figures(card: Card, reason: str) -> tuple[str, ...]:
    """Name the first figures that a reason such as "missing: cash, ties" is about."""
    _, _, listed = reason.partition(": ")
    names = card.context.edition.catalogue.variable_names(card.language.code, "organisation")
    return tuple(names.get(one, one) for one in listed.split(", ")[:MOST_NAMES] if one)
