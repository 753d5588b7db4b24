"""The general picture of an organisation in words: how strong, how sure, beside whom."""

from dataclasses import dataclass

from pes_analysis.present.language import Language, mark, mark_plural
from pes_analysis.present.markup import Inline, Markup, join
from pes_analysis.present.numbers import number

CONDITIONS: dict[str, str] = {
    "strong": mark("the condition is strong"),
    "stable": mark("the condition is stable"),
    "strained": mark("the condition is strained"),
    "weak": mark("the condition is weak"),
}
_WEAK_PLACES = mark_plural("with {n} weak area", "with {n} weak areas")
_ALARMS = mark_plural("There is {n} alarm.", "There are {n} alarms.")


@dataclass(frozen=True)
class Score:
    """A score from 0 to 100 with what is known of its uncertainty; None where there is no interval."""

    value: float
    lower: float | None = None
    upper: float | None = None

    def interval(self, language: Language) -> str:
        """Write the interval; empty when there is none or it vanishes in rounding.

        Examples
        --------
        >>> Score(64.2, 60.4, 67.1).interval(Language.PL), Score(64, 63.9, 64.1).interval(Language.PL)
        ('od 60 do 67', '')
        """
        bounds = self.bounds(language)
        return language.text("from {low} to {high}", low=bounds[0], high=bounds[1]) if bounds else ""

    def bounds(self, language: Language) -> tuple[str, str] | None:
        """Write both ends of the interval; None when there is none or it vanishes in rounding."""
        if self.lower is None or self.upper is None:
            return None
        low, high = (number(bound, 0, language) for bound in (self.lower, self.upper))
        return None if low == high else (low, high)


def picture_sentence(
    kind: str, score: float, weak: tuple[str, ...], language: Language, *, none_weak: bool = False
) -> Markup:
    r"""Say the general score and what it is called.

    Parameters
    ----------
    kind : {"strong", "stable", "strained", "weak", ""}
        Empty when no word is sure enough.
    score : float
        0 to 100.
    weak : tuple of str
        Names of the weak places, the weakest first.
    language : Language
    none_weak : bool
        Whether it is sure that there is no weak place.

    Examples
    --------
    >>> print(picture_sentence("stable", 63.6, ("Finanse",), Language.PL).replace("\xa0", " "))
    **64 na 100 punktów**: kondycja jest stabilna, z jednym słabym obszarem (Finanse).
    >>> print(picture_sentence("strong", 81, (), Language.EN, none_weak=True))
    **81 out of 100**: the condition is strong, with no weak area.
    >>> print(picture_sentence("", 55, (), Language.EN))
    **55 out of 100**. The score is too near a limit to be called by one word.
    """
    shown = number(score, 0, language)
    places = Markup("")
    if weak:
        places = language.markdown(
            "{places} ({names})",
            places=language.markdown_plural(*_WEAK_PLACES, len(weak)),
            names=join(weak, ", "),
        )
    elif none_weak:
        places = language.markdown("with no weak area")
    if not kind:
        near = language.markdown("The score is too near a limit to be called by one word.")
        if not places:
            return language.markdown("**{score} out of 100**. {near}", score=shown, near=near)
        return language.markdown(
            "**{score} out of 100**, {places}. {near}", score=shown, places=places, near=near
        )
    condition = language.markdown(CONDITIONS[kind])
    if not places:
        return language.markdown("**{score} out of 100**: {condition}.", score=shown, condition=condition)
    return language.markdown(
        "**{score} out of 100**: {condition}, {places}.", score=shown, condition=condition, places=places
    )


def no_picture_sentence(reason: str, scored: int, dimensions: int, least: int, language: Language) -> Markup:
    """Say why there is no general score; `least` is how many areas have to have one.

    Examples
    --------
    >>> print(no_picture_sentence("too_few", 2, 6, 5, Language.EN))
    There is no general score: the data suffice for 2 of 6 areas, and at least 5 are needed.
    """
    if reason == "no_figures":
        return language.markdown("There is no general score: there are no figures of this year.")
    if reason == "too_few":
        return language.markdown(
            "There is no general score: the data suffice for {scored} of {all} areas, "
            "and at least {least} are needed.",
            least=str(least),
            scored=str(scored),
            all=str(dimensions),
        )
    return language.markdown("There is no general score: no indicator of this card is scored for this type.")


def beside_sentences(
    score: Score,
    previous: float | None,
    median: float | None,
    relative: float | None,
    peers: int,
    language: Language,
) -> Markup:
    r"""Put the general score beside its uncertainty, the year before and similar organisations.

    Parameters
    ----------
    score : Score
    previous : float or None
        The score a year earlier.
    median : float or None
        The median score of similar organisations.
    relative : float or None
        Mean share of similar organisations it does better than, 0 to 100.
    peers : int
        How many similar organisations there are.
    language : Language

    Examples
    --------
    >>> print(beside_sentences(Score(64, 60, 67), 61, 58, None, 12, Language.PL))
    Ocena mieści się między 60 a 67. Rok wcześniej: 61. Typowa podobna organizacja ma 58.
    """
    parts: list[Inline] = []
    if bounds := score.bounds(language):
        parts.append(
            language.markdown("The score lies between {low} and {high}.", low=bounds[0], high=bounds[1])
        )
    if previous is not None:
        parts.append(language.markdown("A year earlier: {previous}.", previous=number(previous, 0, language)))
    if median is not None:
        parts.append(
            language.markdown(
                "A typical similar organisation has {median}.", median=number(median, 0, language)
            )
        )
    if relative is not None:
        parts.append(
            language.markdown(
                "On average it does better than about {k} of {all} similar ones.",
                k=number(relative / 100 * peers, 0, language),
                all=str(peers),
            )
        )
    return join(parts)


def alarms_sentence(ringing: int, language: Language) -> Markup:
    """Say how many alarms ring; nothing for none.

    Examples
    --------
    >>> alarms_sentence(1, Language.PL), alarms_sentence(0, Language.PL)
    ('Jest jeden alarm.', '')
    """
    return language.markdown_plural(*_ALARMS, ringing) if ringing else Markup("")
