"""What sentences were tried against, in words, and where the uncertainty of one unit comes from."""

from collections.abc import Iterable

from pes_analysis.present.language import Language, mark
from pes_analysis.present.markup import Inline, Markup, join
from pes_analysis.robust.claim import NOISE, Claim, Standing
from pes_analysis.robust.unit_effects import Spread

FACTORS: dict[str, str] = {
    NOISE: mark("chance in small numbers"),
    "peer_count": mark("how many similar counties"),
    "peer_distance": mark("what makes counties similar"),
    "figures_year": mark("the year of the figures"),
    "quarter_rule": mark("how a quarter is drawn"),
    "trend_years": mark("how many years a trend has"),
    "trend_rule": mark("how a trend is tested"),
    "need_norm": mark("how many people need a service"),
    "supply_status": mark("which services count"),
    "capacity_measure": mark("how capacity is measured"),
    "capacity_split": mark("how capacity is shared out"),
    "tie_rule": mark("what counts as a tie"),
    "tie_strength": mark("how strong a tie must be"),
    "group_width": mark("how many similar organisations"),
    "group_traits": mark("what makes organisations similar"),
    "figures_basis": mark("one year or three"),
    "points_limit": mark("the limits of words"),
    "indicator_set": mark("all indicators or the main ones"),
    "dimension_weights": mark("weights of areas"),
    "dimension_mean": mark("whether a strong area makes up for a weak one"),
    "missing_limit": mark("how much may be missing"),
    "reading": mark("points or places"),
    "change_base": mark("where a change begins"),
}
_STANDINGS: dict[Standing, str] = {
    Standing.SAID: mark("sure"),
    Standing.SOFTENED: mark("probable"),
    Standing.UNSAID: mark("not sure enough"),
    Standing.UNTESTED: mark("not tested"),
}
LEAST_SHARE = 0.05
MOST_NAMED = 4
HALF = 0.5


def factor_words(factors: Iterable[str], language: Language) -> str:
    """List what varied.

    Examples
    --------
    >>> factor_words(["noise", "group_width"], Language.EN)
    'chance in small numbers; how many similar organisations'
    """
    return "; ".join(language.text(FACTORS[one]) for one in factors)


def standing_words(claim: Claim, language: Language) -> str:
    """Say what became of a sentence."""
    return language.text(_STANDINGS[claim.standing])


def advice(claim: Claim, language: Language) -> str:
    """Say what may be done about a sentence that is not quite sure."""
    if claim.standing is Standing.SAID:
        return language.text("you may rely on it")
    if claim.standing is Standing.UNTESTED:
        return language.text("ask the source how exact the figures are")
    if claim.weakest == NOISE:
        return language.text("collect figures of more years")
    if claim.weakest == "missing_limit":
        return language.text("complete the answers")
    return language.text("discuss the choice")


def spread_sources(spread: Spread, language: Language) -> Markup:
    """Name what moves a unit's result most, with the shares of its variance.

    Examples
    --------
    >>> print(spread_sources(Spread(2.0, -1.0, 4.0, 0.2, {"noise": 0.3, "reading": 0.85}), Language.EN))
    points or places (85%), chance in small numbers (30%)
    """
    named: list[Inline] = [
        language.markdown(
            "{factor} ({share}%)", factor=language.text(FACTORS[name]), share=f"{100 * one:.0f}"
        )
        for name, one in spread.largest[:MOST_NAMED]
        if one >= LEAST_SHARE
    ]
    return join(named, ", ")


def spread_advice(spread: Spread, language: Language) -> Markup:
    """Say whether more data or a talk about priorities would make the result surer.

    Examples
    --------
    >>> print(spread_advice(Spread(2.0, -1.0, 4.0, 0.7, {"noise": 0.8}), Language.EN))
    Chance in small numbers does most of it: figures of more people and years would make the result surer.
    """
    if spread.data is not None and spread.data >= HALF:
        return language.markdown(
            "Chance in small numbers does most of it: figures of more people and years would make the result "
            "surer."
        )
    return language.markdown(
        "Choices of method do most of it: more data would change little. "
        "It is worth discussing what should count most."
    )
