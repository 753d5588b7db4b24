"""Short words for columns of tables: how a figure compares, and how fresh it is."""

from pes_analysis.present.language import Language, mark

_VERDICTS: dict[str, str] = {
    "better": mark("better"),
    "middle": mark("typical"),
    "worse": mark("worse"),
    "none": mark("description only"),
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


def age_label(reliability: str, language: Language) -> str:
    """Name how fresh a figure is: "current", "older" or "old".

    Examples
    --------
    >>> age_label("old", Language.PL)
    'stare (ponad 5 lat)'
    """
    return language.text(_AGES[reliability])
