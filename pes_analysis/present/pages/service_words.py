"""Words that all sections about services share: names of areas, people in need, coverage, entities."""

from collections.abc import Hashable, Mapping
from typing import Any

import pandas as pd

from pes_analysis.catalogue.service_needs import SERVICE_AREAS
from pes_analysis.catalogue.states import State
from pes_analysis.present.language import mark
from pes_analysis.present.markup import Inline, Markup
from pes_analysis.present.names import Form, ProperName
from pes_analysis.present.numbers import cell, counted, number, with_unit
from pes_analysis.present.pages.page_context import PageContext

GENERATED_SUPPLY = mark(
    "Needs come from public figures. Supply is demonstration data: it was generated and describes no real "
    "entity."
)
Row = Mapping[Hashable, Any]


def area_names(context: PageContext) -> dict[str, str]:
    """Name the service areas in the language of the page."""
    items = context.edition.catalogue.closed_list(SERVICE_AREAS).items
    return {item.id: item.name.in_language(context.language.code) for item in items}


def people_range(row: Row, context: PageContext) -> str:
    """Write how many people need a service: the central estimate, and the low and high ones in brackets."""
    if pd.isna(row["central"]):
        return State.MISSING.symbol
    low, central, high = (
        number(_rounded(float(row[one])), 0, context.language) for one in ("low", "central", "high")
    )
    return f"{central} ({low}–{high})"


def supply_text(row: Row, context: PageContext) -> str:
    """Write how many people can be served; "≥" where the figure of an entity is not known."""
    state = State(str(row["supply_state"]))
    text = cell(row["supply"] if state.is_number else None, state, 0, context.language)
    partly = state is State.VALUE and row["n_known"] < row["n_providers"]
    return f"≥ {text}" if partly else text


def coverage_text(row: Row, context: PageContext) -> str:
    """Write how many people in a hundred in need can be served, from the high to the low norm."""
    if pd.isna(row["central"]):
        return State.MISSING.symbol
    state = State(str(row["supply_state"]))
    if not state.is_number or pd.isna(row["coverage"]):
        return state.symbol
    if state is State.ZERO:
        return "0"
    if row["coverage_high"] < 1:
        return f"<{number(1, 0, context.language)}"
    low, high = (_percent(float(row[one]), context) for one in ("coverage_low", "coverage_high"))
    return low if low == high else f"{low}–{high}"


def kilometres(km: float, context: PageContext) -> str:
    """Write a distance between counties: about so many kilometres, to the nearest five."""
    rounded = max(5, 5 * round(km / 5))
    return context.language.text(
        "about {distance}", distance=with_unit(number(rounded, 0, context.language), "km")
    )


def people(count: float, context: PageContext) -> str:
    """Write how many people, an estimate without false exactness."""
    return counted("person", _rounded(count), 0, context.language)


def unit_name(row: Row, context: PageContext) -> Inline:
    """Name an entity, leading to its page of the directory when it has one."""
    name = Markup(ProperName("", str(row["name"]), "", context.language).markdown())
    unit, listed = str(row["unit_id"]), context.edition.directory.public.units.index
    # Units have a page where their county has one, and the edition wants one.
    wanted = unit in listed and context.edition.has_unit_page(unit)
    if wanted and str(row["teryt"]) in context.linked:
        return context.page_link(name, f"baza/{unit}.ipynb")
    return name


def county_of(row: Row, context: PageContext) -> Inline:
    """Name the county of an entity with its kind."""
    return context.county_link(str(row["teryt"]), Form.FULL)


def _percent(value: float, context: PageContext) -> str:
    # Under one in a hundred is not nobody.
    return number(max(value, 1), 0, context.language)


def _rounded(count: float) -> float:
    """Round an estimate to two digits, from a hundred on."""
    if count < 100:
        return round(count)
    power = 10 ** (len(str(int(count))) - 2)
    return float(round(count / power) * power)
