"""Who the similar counties are, and how they were chosen."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence

from pes_analysis.present.language import Language
from pes_analysis.present.markup import Inline, Markup, join
from pes_analysis.present.names import County, Form, county_name
from pes_analysis.present.numbers import counted
from pes_analysis.present.sentences.groups import Beside


def peers_explanation(count: int, features: Sequence[str], beside: Beside, language: Language) -> Markup:
    r"""Explain how the similar counties were chosen.

    Parameters
    ----------
    count : int
        How many there are.
    features : sequence of str
        What was compared, in the nominative: "liczba mieszkańców".
    beside : Beside
        Cities are similar to cities, counties to counties.
    language : Language

    Returns
    -------
    Markup
        Three short sentences.

    Examples
    --------
    >>> features = ["liczba mieszkańców", "urbanizacja"]
    >>> explanation = peers_explanation(20, features, Beside.SIMILAR_COUNTIES, Language.PL)
    >>> print(explanation.replace("\xa0", " "))  # doctest: +NORMALIZE_WHITESPACE
    To 20 powiatów z całej Polski o najbardziej zbliżonej strukturze.
    O podobieństwie decydują: liczba mieszkańców, urbanizacja.
    Wyniki, które porównujemy, nie wpływają na dobór.
    """
    if beside is Beside.SIMILAR_CITIES:
        who = language.markdown_plural(
            "This is the {n} city with county rights in Poland that is nearest in structure.",
            "These are the {n} cities with county rights in Poland that are nearest in structure.",
            count,
        )
    else:
        who = language.markdown_plural(
            "This is the {n} county in Poland that is nearest in structure.",
            "These are the {n} counties in Poland that are nearest in structure.",
            count,
        )
    how = language.markdown("What decides: {features}.", features=join(features, ", "))
    return join((who, how, language.markdown("The results compared do not influence the choice.")))


def county_list(counties: Iterable[County], repeated: Collection[str], language: Language) -> Markup:
    r"""List counties by their bare names.

    Parameters
    ----------
    counties : iterable of County
        In the order to be shown.
    repeated : collection of str
        Names that more than one county of the country has, from `repeated_names`;
        these get their voivodeship in brackets.
    language : Language

    Returns
    -------
    Markup

    Examples
    --------
    >>> peers = [County("limanowski", "land", "małopolskie"), County("opolski", "land", "lubelskie")]
    >>> print(county_list(peers, {"opolski"}, Language.PL))
    limanowski, opolski \(woj\. lubelskie\)
    """
    return join(
        (
            county_name(county, language=language, form=Form.BARE, with_voivodeship=county.name in repeated)
            for county in counties
        ),
        ", ",
    )


def repeated_names(names: Iterable[str]) -> frozenset[str]:
    """Find the names that more than one county has.

    Examples
    --------
    >>> sorted(repeated_names(["bielski", "suski", "bielski"]))
    ['bielski']
    """
    return frozenset(name for name, times in Counter(names).items() if times > 1)


def facts_line(population: int, communes: int, kind: str, language: Language) -> Markup:
    r"""Say how big a county is; a city is one commune, so that is left out.

    Examples
    --------
    >>> facts_line(106985, 9, "land", Language.PL)
    '106\xa0985\xa0mieszkańców · 9\xa0gmin'
    """
    facts: list[Inline] = [Markup(counted("inhabitant", population, 0, language))]
    if kind == "land":
        facts.append(Markup(counted("commune", communes, 0, language)))
    return join(facts, " · ")
