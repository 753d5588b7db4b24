"""The words that stand in charts, in the language of the page."""

from pes_analysis.present.block_bars import BlockWords
from pes_analysis.present.language import Language, mark
from pes_analysis.present.numbers import number
from pes_analysis.present.sentences.groups import Beside
from pes_analysis.present.spine import SpineWords
from pes_analysis.present.trend_plot import TrendWords

_MEDIANS: dict[Beside, str] = {
    Beside.SIMILAR_COUNTIES: mark("median of similar counties"),
    Beside.SIMILAR_CITIES: mark("median of similar cities"),
    Beside.REGION: mark("median of the other counties of the region"),
    Beside.MIXED: mark("median of the counties compared"),
}


def block_words(language: Language) -> BlockWords:
    """Words of the chart of areas."""
    return BlockWords(
        worse=language.text("worse"),
        better=language.text("better"),
        median=language.text("middle of the field"),
    )


def spine_words(beside: Beside, language: Language, *, of_need: bool = False) -> SpineWords:
    """Words of a spine chart; the group is named at its median, problems are spoken of as needs."""
    return SpineWords(
        worse=language.text("greater needs") if of_need else language.text("worse"),
        better=language.text("fewer needs") if of_need else language.text("better"),
        value=language.text("value"),
        year=language.text("year"),
        range=language.text("from the lowest to the highest"),
        middle_half=language.text("middle half"),
        median=language.text(_MEDIANS[beside]),
        better_quarter=language.text("in the better quarter"),
        middle=language.text("in between, or not sure enough"),
        worse_quarter=language.text("in the worse quarter"),
    )


def trend_words(unit: str, measure: str, beside: Beside, language: Language) -> TrendWords:
    """Words of a trend chart.

    Parameters
    ----------
    unit : str
        Name of the county.
    measure : str
        What the vertical axis measures.
    beside : Beside
    language : Language
    """
    return TrendWords(
        unit=unit,
        median=language.text(_MEDIANS[beside]),
        middle_half=language.text("middle half of them"),
        country=language.text("Poland"),
        measure=measure,
        no_data=language.text("no data"),
        tick=lambda value, decimals: number(value, decimals, language),
    )
