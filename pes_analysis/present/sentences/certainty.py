"""How sure a sentence is, in words: a short mark beside it, and a footnote on what it was held against."""

from math import floor

from pes_analysis.present.language import Language
from pes_analysis.present.markup import Markup, join, link
from pes_analysis.present.sentences.trials import factor_words
from pes_analysis.robust.claim import Claim, Standing


def certainty_mark(claim: Claim, language: Language) -> Markup:
    r"""Say beside a sentence how sure it is; nothing when it is not printed.

    Examples
    --------
    >>> from pes_analysis.catalogue import load_catalogue
    >>> sure = Claim("worst_quarter", "rate", 0.968, load_catalogue().claims)
    >>> print(certainty_mark(sure, Language.PL).replace("\xa0", " "))
    (pewne: 96 na 100 prób)
    """
    if claim.probability is None or not claim.standing.is_printed:
        return Markup("")
    hundredths = str(in_hundred(claim.probability))
    if claim.standing is Standing.SAID:
        return language.markdown("(sure: {n} of 100 trials)", n=hundredths)
    return language.markdown("(probable: {n} of 100 trials)", n=hundredths)


def linked_mark(claim: Claim | None, anchor: str, language: Language) -> Markup:
    """Say how sure a sentence is, leading to the list of all that was tested; nothing without a claim."""
    said = Markup("") if claim is None else certainty_mark(claim, language)
    return link(said, f"#{anchor}") if said else said


def with_mark(sentence: Markup, mark: Markup) -> Markup:
    """Put a mark where it belongs: inside the sentence that it is about, before the full stop.

    Examples
    --------
    >>> with_mark(Markup("Bezrobocie spada."), Markup("(pewne: 96 na 100 prób)"))
    'Bezrobocie spada (pewne: 96 na 100 prób).'
    >>> with_mark(Markup("Bezrobocie spada."), Markup(""))
    'Bezrobocie spada.'
    """
    if not mark:
        return sentence
    return (
        Markup(f"{sentence.removesuffix('.')} {mark}.") if sentence.endswith(".") else join((sentence, mark))
    )


def certainty_note(claim: Claim, label: str, method: str, language: Language) -> tuple[Markup, Markup]:
    r"""Make the footnote of a sentence: its sign and its definition.

    Parameters
    ----------
    claim : Claim
        One that was tested.
    label : str
        Of the footnote, its own on the page: small letters, digits, hyphens.
    method : str
        Where the method is told; empty on a page that stands alone.
    language : Language

    Returns
    -------
    sign, definition : Markup
        ``[^label]`` and a block of its own.

    Examples
    --------
    >>> from pes_analysis.catalogue import load_catalogue
    >>> claim = Claim("worst_quarter", "rate", 0.968, load_catalogue().claims, tested=("noise",),
    ...               replications=1000)
    >>> sign, note = certainty_note(claim, "rate", "metoda.qmd", Language.PL)
    >>> print(sign, note.replace("\xa0", " "))  # doctest: +NORMALIZE_WHITESPACE
    [^rate] [^rate]: Zdanie utrzymuje się w 96 na 100 prób. Prób było 1000.
    Zmienialiśmy w nich: przypadek przy małych liczbach. [Metoda](metoda.qmd)
    """
    note = language.markdown(
        "The sentence holds in {n} of 100 trials. There were {trials} trials. They varied: {factors}.",
        n=str(in_hundred(claim.probability or 0.0)),
        trials=str(claim.replications),
        factors=factor_words(claim.tested, language),
    )
    more = link(language.text("Method"), method) if method else ""
    return Markup(f"[^{label}]"), Markup(f"[^{label}]: {join((note, more))}")


def in_hundred(probability: float) -> int:
    """Give whole hundredths, downwards: only what never fails is 100 of 100.

    Examples
    --------
    >>> in_hundred(0.999), in_hundred(1.0), in_hundred(0.95)
    (99, 100, 95)
    """
    # 0.29 * 100 is a hair below 29.
    return floor(probability * 100 + 1e-9)
