"""The county in one sentence: its problems against its support, and each block in one more."""

from typing import Literal

from pes_analysis.present.language import Language, mark
from pes_analysis.present.markup import Markup, sentence_case
from pes_analysis.present.names import County, Form, county_name
from pes_analysis.present.sentences.groups import Beside

Problems = Literal["fewer_problems", "average", "more_problems", "unsure", "unknown"]
Support = Literal["stronger_support", "average", "weaker_support", "unsure", "unknown"]

_PROBLEMS: dict[Problems, str] = {
    "fewer_problems": mark("{where}, problems are less common than {inside}"),
    "average": mark("{where}, problems are as common as {inside}"),
    "more_problems": mark("{where}, problems are more common than {inside}"),
    "unsure": mark("{where}, problems are neither surely less nor surely more common than {inside}"),
    "unknown": mark("{where}, data on problems are lacking"),
}
_SUPPORT_SAME_GROUP: dict[Support, str] = {
    "stronger_support": mark("the support we know of is greater"),
    "average": mark("the support we know of is similar"),
    "weaker_support": mark("the support we know of is smaller"),
    "unsure": mark("the support we know of is neither surely greater nor surely smaller"),
    "unknown": mark("data on support are lacking"),
}
_SUPPORT: dict[Support, str] = {
    "stronger_support": mark("the support we know of is greater than {inside}"),
    "average": mark("the support we know of is much the same as {inside}"),
    "weaker_support": mark("the support we know of is smaller than {inside}"),
    "unsure": mark("the support we know of is neither surely greater nor surely smaller than {inside}"),
    "unknown": mark("data on support are lacking"),
}
_CONTRASTS: frozenset[tuple[Problems, Support]] = frozenset(
    {("fewer_problems", "weaker_support"), ("more_problems", "stronger_support")}
)


def headline_sentence(
    county: County,
    problems: Problems,
    support: Support,
    language: Language,
    *,
    problems_beside: Beside,
    support_beside: Beside,
) -> Markup:
    """Say in one sentence how problems and support compare.

    Parameters
    ----------
    county : County
    problems : {"fewer_problems", "average", "more_problems", "unsure", "unknown"}
    support : {"stronger_support", "average", "weaker_support", "unsure", "unknown"}
    language : Language
    problems_beside, support_beside : Beside
        The group of each; when it is the same, it is named once.

    Returns
    -------
    Markup

    Examples
    --------
    >>> bochnia = County("bocheński", "land", "małopolskie")
    >>> print(headline_sentence(
    ...     bochnia, "fewer_problems", "weaker_support", Language.PL,
    ...     problems_beside=Beside.SIMILAR_COUNTIES, support_beside=Beside.REGION,
    ... ))  # doctest: +NORMALIZE_WHITESPACE
    W powiecie bocheńskim problemy są rzadsze niż w podobnych powiatach,
    ale znanego wsparcia jest mniej niż w reszcie województwa.
    """
    where = county_name(county, language=language, form=Form.IN)
    if problems == support == "unknown":
        return _whole(
            language.markdown("{where}, data on both problems and support are lacking.", where=where)
        )
    first = language.markdown(_PROBLEMS[problems], where=where, inside=problems_beside.inside(language))
    one_group = problems_beside is support_beside and problems != "unknown"
    second = language.markdown(
        (_SUPPORT_SAME_GROUP if one_group else _SUPPORT)[support], inside=support_beside.inside(language)
    )
    if "unknown" in (problems, support) or (problems, support) in _CONTRASTS:
        return _whole(language.markdown("{first}, but {second}.", first=first, second=second))
    return _whole(language.markdown("{first}, and {second}.", first=first, second=second))


def block_sentence(n: int, better: int, worse: int, beside: Beside, language: Language) -> Markup:
    r"""Say how the indicators of one block compare.

    Parameters
    ----------
    n : int
        Indicators with a place, at least one.
    better, worse : int
        How many of them stand clearly better and clearly worse.
    beside : Beside
    language : Language

    Returns
    -------
    Markup

    Examples
    --------
    >>> block_sentence(8, 5, 1, Beside.SIMILAR_COUNTIES, Language.PL)
    'Wyraźnie lepiej niż w podobnych powiatach wypada 5\xa0z 8 ocenianych wskaźników. Wyraźnie gorzej: 1.'
    """
    inside = beside.inside(language)
    if n == 1:
        return language.markdown(_single(better, worse), inside=inside)
    total = str(n)
    if not better and not worse:
        return language.markdown(
            "None of the {total} indicators judged differs clearly from figures {inside}.",
            total=total,
            inside=inside,
        )
    if not better:
        return language.markdown_plural(
            "{n} of the {total} indicators judged is clearly worse than {inside}. None is clearly better.",
            "{n} of the {total} indicators judged are clearly worse than {inside}. None is clearly better.",
            worse,
            total=total,
            inside=inside,
        )
    if not worse:
        return language.markdown_plural(
            "{n} of the {total} indicators judged is clearly better than {inside}. None is clearly worse.",
            "{n} of the {total} indicators judged are clearly better than {inside}. None is clearly worse.",
            better,
            total=total,
            inside=inside,
        )
    return language.markdown_plural(
        "{n} of the {total} indicators judged is clearly better than {inside}. Clearly worse: {worse}.",
        "{n} of the {total} indicators judged are clearly better than {inside}. Clearly worse: {worse}.",
        better,
        total=total,
        inside=inside,
        worse=str(worse),
    )


def awaiting_sentence(count: int, language: Language) -> Markup:
    r"""Say how many indicators have no data yet; nothing for none.

    Examples
    --------
    >>> awaiting_sentence(3, Language.PL)
    'Na dane czekają jeszcze 3\xa0wskaźniki.'
    """
    if not count:
        return Markup("")
    return language.markdown_plural(
        "{n} indicator still awaits data.", "{n} indicators still await data.", count
    )


def _single(better: int, worse: int) -> str:
    if better:
        return mark("The only indicator judged is clearly better than {inside}.")
    if worse:
        return mark("The only indicator judged is clearly worse than {inside}.")
    return mark("The only indicator judged does not differ clearly from figures {inside}.")


def _whole(sentence: Markup) -> Markup:
    return sentence_case(sentence)
