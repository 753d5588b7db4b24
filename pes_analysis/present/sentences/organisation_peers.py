"""Beside which organisations one is put, how they were chosen, and where it stands among them."""

from pes_analysis.present.language import Language, mark, mark_plural
from pes_analysis.present.markup import Markup

_CHOSEN: dict[str, str] = {
    "type_size_urban": mark("the same type, similar revenue, also in a town"),
    "type_size_rural": mark("the same type, similar revenue, also rural"),
    "type_size": mark("the same type and similar revenue, in towns and rural areas"),
    "type": mark("the same type, whatever the revenue and place"),
    "related_types": mark("the same or a related type, whatever the revenue and place"),
}
_COMPARED = mark_plural("Compared with {n} similar organisation", "Compared with {n} similar organisations")
_TOO_FEW = mark_plural("Only {n} similar organisation has data.", "Only {n} similar organisations have data.")


def chosen_words(step: str, place: str, language: Language) -> str:
    """Say in brackets how similar organisations were chosen.

    Parameters
    ----------
    step : str
        ``PeerGroup.step``.
    place : str
        ``"urban"`` or ``"rural"``: where the organisation is.
    language : Language

    Examples
    --------
    >>> chosen_words("type_size_place", "rural", Language.PL)
    'ten sam typ, podobne przychody, też na wsi'
    >>> chosen_words("type", "rural", Language.EN)
    'the same type, whatever the revenue and place'
    """
    return language.text(_CHOSEN[f"type_size_{place}" if step == "type_size_place" else step])


def compared_sentence(n: int, types: str, how: str, language: Language) -> Markup:
    r"""Say with how many organisations, of which types and how chosen.

    Examples
    --------
    >>> said = compared_sentence(14, "CIS", "ten sam typ", Language.PL)
    >>> print(said.replace("\xa0", " "))
    Porównujemy z 14 podobnymi organizacjami (CIS): ten sam typ.
    """
    compared = language.markdown_plural(*_COMPARED, n)
    return language.markdown("{compared} ({types}): {how}.", compared=compared, types=types, how=how)


def not_compared_sentence(n: int, least: int, language: Language) -> Markup:
    r"""Say that there is no comparison, and why.

    Examples
    --------
    >>> print(not_compared_sentence(3, 10, Language.EN).partition(". ")[0])
    Only 3\xa0similar organisations have data
    """
    first = (
        language.markdown_plural(*_TOO_FEW, n)
        if n
        else language.markdown("No similar organisation has data.")
    )
    return language.markdown(
        "{first} A comparison needs at least {least}, so this card shows only scores against "
        "reference values.",
        first=first,
        least=str(least),
    )


def among_peers(better_than: int, worse_than: int, n: int, language: Language) -> str:
    r"""Say where a value stands among similar organisations, from the side on which it stands.

    Parameters
    ----------
    better_than, worse_than : int
        Organisations it does better and worse than; the rest have the same value.
    n : int
        Organisations with a value.
    language : Language

    Examples
    --------
    >>> for counts in ((7, 5, 12), (0, 12, 12), (12, 0, 12), (1, 0, 12)):
    ...     print(among_peers(*counts, Language.PL).replace("\xa0", " "))
    lepiej niż 7 z 12 podobnych
    gorzej niż każda z 12 podobnych
    lepiej niż każda z 12 podobnych
    tyle samo punktów co 11 z 12 podobnych
    """
    total, same = str(n), n - better_than - worse_than
    if 2 * same > n:
        return language.text("as many points as {k} of {total} similar ones", k=str(same), total=total)
    if better_than == n:
        return language.text("better than each of {total} similar ones", total=total)
    if worse_than == n:
        return language.text("worse than each of {total} similar ones", total=total)
    if better_than >= worse_than:
        return language.text("better than {k} of {total} similar ones", k=str(better_than), total=total)
    return language.text("worse than {k} of {total} similar ones", k=str(worse_than), total=total)
