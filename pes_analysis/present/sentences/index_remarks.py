"""Sentences about a composite index: what deserves a look."""

from collections.abc import Mapping

from pes_analysis.measure.composite.remarks import Remark
from pes_analysis.present.language import Language, mark
from pes_analysis.present.markup import Markup, as_markdown
from pes_analysis.present.numbers import number

REMARKS: Mapping[str, str] = {
    "redundant": mark(
        "{first} and {second} say nearly the same: their correlation is {value}. One would do."
    ),
    "opposed": mark("{first} and {second} pull against each other: their correlation is {value}."),
    "incoherent": mark(
        "The parts of the group {first} do not measure one thing: Cronbach's alpha is {value}."
    ),
    "beyond_limits": mark("Outliers of {first} may still decide: its skewness and kurtosis are high."),
    "stronger_than_weight": mark("{first} has {value}% of the weight and {other}% of the influence."),
    "weaker_than_weight": mark("{first} has {value}% of the weight, but only {other}% of the influence."),
    "negative_influence": mark(
        "The better {first}, the lower the index: their correlation is {value}. Check its direction."
    ),
    "decisive": mark("{first} decides most: without it ranks would move by {value} places on average."),
    "filled": mark("Gaps that were filled: {value}. They are listed in {file}."),
    "reweighted": mark("Scores of the index computed without some of its parts: {value}."),
}
DECIMALS = {
    "decisive": 1, "filled": 0, "reweighted": 0, "stronger_than_weight": 1, "weaker_than_weight": 1,
}  # fmt: skip


def remark_sentence(remark: Remark, language: Language) -> Markup:
    r"""Say what deserves a look.

    Parameters
    ----------
    remark : Remark
    language : Language

    Returns
    -------
    Markup

    Examples
    --------
    >>> remark_sentence(Remark("decisive", ("jobs",), (2.25,)), Language.EN)
    '**jobs** decides most: without it ranks would move by 2.3 places on average.'
    """
    decimals = DECIMALS.get(remark.kind, 2)
    names = [Markup(f"**{as_markdown(name)}**") for name in remark.names]
    figures = [Markup(number(value, decimals, language)) for value in remark.values]
    return language.markdown(
        REMARKS[remark.kind],
        **dict(zip(("first", "second"), names, strict=False)),
        **dict(zip(("value", "other"), figures, strict=False)),
        file=Markup("`imputed_cells.csv`"),
    )
