"""Short words for columns of tables: how a figure compares, and how fresh it is."""

from pes_analysis.present.language import Language, mark
from pes_analysis.robust.claim import Standing

_VERDICTS: dict[str, str] = {
    "better": mark("better"),
    "middle": mark("typical"),
    "worse": mark("worse"),
    "none": mark("description only"),
}
_PROBABLE: dict[str, str] = {
    "better": mark("probably better"),
    "middle": mark("probably typical"),
    "worse": mark("probably worse"),
}
_AGES: dict[str, str] = {
    "current": mark("recent (up to 2 years)"),
    "older": mark("older (3–5 years)"),
    "old": mark("old (over 5 years)"),
}


def verdict_label(verdict: str, language: Language) -> str:
    """Name how a figure compares: "better", "middle", "worse" or "none".

    Examples
    --------
    >>> verdict_label("worse", Language.PL), verdict_label("middle", Language.EN)
    ('gorzej', 'typical')
    """
    return language.text(_VERDICTS[verdict])


def sure_label(verdict: str, standing: str, language: Language) -> str:
    """Name how a figure compares as far as that is sure; `standing` is empty where nothing is judged.

    Examples
    --------
    >>> [sure_label("worse", standing, Language.PL) for standing in ("said", "softened", "unsaid")]
    ['gorzej', 'raczej gorzej', 'za mało pewne']
    """
    if standing in ("", Standing.SAID):
        return verdict_label(verdict, language)
    if standing == Standing.SOFTENED:
        return language.text(_PROBABLE[verdict])
    return language.text("not sure enough")


def age_label(reliability: str, language: Language) -> str:
    """Name how fresh a figure is: "current", "older" or "old".

    Examples
    --------
    >>> age_label("old", Language.PL)
    'stare (ponad 5 lat)'
    """
    return language.text(_AGES[reliability])
