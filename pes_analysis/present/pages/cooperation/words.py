"""Words that the pages of cooperation share: names of units, items of lists, ranges and intervals."""

from collections.abc import Hashable, Mapping
from typing import Any

import pandas as pd

from pes_analysis.catalogue.cooperation_survey import AREAS, FORMS, INTENSITY, plane_names
from pes_analysis.catalogue.states import State
from pes_analysis.present.blocks import Callout
from pes_analysis.present.language import Language, mark
from pes_analysis.present.markup import Inline, Markup
from pes_analysis.present.names import ProperName
from pes_analysis.present.numbers import number, with_unit
from pes_analysis.present.pages.page_context import PageContext

KINDS = {
    "problem_solving": mark("solves problems"),
    "routine": mark("routine"),
    "": mark("not said"),
}
SECTORS = {
    "pes": mark("social-economy entities"),
    "jst": mark("local government"),
    "mixed": mark("local action groups"),
}


def shown_name(unit: Mapping[Any, Any]) -> str:
    """Name a unit as it may be shown: by its name with consent, by its public code without.

    Examples
    --------
    >>> shown_name({"naming": "none", "public_code": "CIS-D58", "name": "CIS Liczboskała"})
    'CIS-D58'
    """
    return str(unit["name"] if unit["naming"] == "public" else unit["public_code"])


def unit_name(unit: Mapping[Any, Any], language: Language) -> Inline:
    """Do what `shown_name` does for a page, where a Polish name on an English page says so."""
    if unit["naming"] != "public":
        return str(unit["public_code"])
    return Markup(ProperName("", str(unit["name"]), "", language).markdown())


def names_of(units: pd.DataFrame) -> dict[str, str]:
    """Give the name of each unit as it may be shown."""
    return {str(unit): shown_name(row) for unit, row in units.to_dict("index").items()}


def item_names(context: PageContext, closed_list: str) -> dict[str, str]:
    """Give the names of the items of a closed list."""
    items = context.edition.catalogue.closed_list(closed_list).items
    return {item.id: item.name.in_language(context.language.code) for item in items}


def intensity_names(context: PageContext) -> dict[int, str]:
    """Give the grades of intensity by their place, from 1."""
    return dict(enumerate(item_names(context, INTENSITY).values(), start=1))


def form_names(context: PageContext) -> dict[str, str]:
    """Give the names of the forms of cooperation."""
    return item_names(context, FORMS)


def area_names(context: PageContext) -> dict[str, str]:
    """Give the names of the areas of the quality index."""
    return item_names(context, AREAS)


def plane_words(context: PageContext) -> dict[str, str]:
    """Give the names of the planes of cooperation."""
    names = plane_names(context.edition.catalogue)
    return {plane: name.in_language(context.language.code) for plane, name in names.items()}


def type_name(context: PageContext, kind: str) -> str:
    """Give the short name of a type of unit: "CIS", "OPS"."""
    return kind.upper() if kind not in ("up", "ngo") else {"up": "PUP", "ngo": "NGO"}[kind]


def range_text(context: PageContext, indicator: str, low: float, high: float) -> str:
    """Write what silence leaves open: one number, or both ends."""
    if pd.isna(low) or pd.isna(high):
        return State.UNDEFINED.symbol
    least, most = (context.value_text(indicator, value, State.VALUE) for value in (low, high))
    if least == most:
        return least
    return context.language.text("from {low} to {high}", low=context.number_text(indicator, low), high=most)


def share_text(context: PageContext, row: Mapping[Hashable, Any] | pd.Series) -> str:
    """Write a share with its interval: "46% (21–72%)"."""
    if pd.isna(row["value"]):
        return State.UNDEFINED.symbol
    low, high, value = (
        number(100 * float(row[name]), 0, context.language) for name in ("lower_95", "upper_95", "value")
    )
    return f"{with_unit(value, '%')} ({low}–{with_unit(high, '%')})"


def points_text(context: PageContext, row: Mapping[Any, Any] | pd.Series) -> str:
    """Write points with their interval: "47 (32–62)"; the symbol of withholding where raters are few."""
    if row["withheld"]:
        return State.SUPPRESSED.symbol
    value, low, high = (
        number(float(row[name]), 0, context.language) for name in ("value", "lower_95", "upper_95")
    )
    return f"{value} ({low}–{high})"


def made_up(context: PageContext) -> Callout:
    """Say that the answers are generated."""
    language = context.language
    return Callout(
        "important",
        language.text("Demonstration data"),
        (
            language.text(
                "Nobody was asked: ties and ratings on this page are made up. "
                "They show what the page looks like."
            ),
        ),
    )
