"""The figures behind an alarm or a requirement: no verdict stands without them."""

import pandas as pd

from pes_analysis.catalogue import Formula
from pes_analysis.catalogue.states import State
from pes_analysis.present.markup import Markup, join
from pes_analysis.present.numbers import counted, number, with_unit
from pes_analysis.present.pages.organisation.card import Card
from pes_analysis.present.pages.page_context import COUNTED

PEOPLE = "persons"


def figures_behind(card: Card, formula: Formula | None) -> Markup:
    """Name the figures of the edition's year that a formula is about; those not known are left out."""
    if formula is None:
        return Markup("")
    return join((_figure(card, name) for name in formula.names), "; ")


def _figure(card: Card, name: str) -> Markup:
    if name in card.rows:
        value = card.rows[name]["year_value"]
        if pd.isna(value):
            return Markup("")
        return _named(card, card.context.plain_name(name), card.value(name, value))
    given = card.diagnosis.answers
    if name not in given.index or not State(str(given.loc[name, "state"])).is_number:
        return Markup("")
    variable = card.context.edition.catalogue.variable(name, "organisation")
    answer = answer_words(card, name, float(given["value"].loc[name]))
    return _named(card, variable.name.in_language(card.language.code), answer)


def answer_words(card: Card, name: str, value: float) -> str:
    """Write an answer with its unit; a public page does not count people when they are few."""
    catalogue = card.context.edition.catalogue
    unit = catalogue.unit(catalogue.variable(name, "organisation").unit)
    few = catalogue.composite.small_count
    if unit.id == PEOPLE and 0 < value < few and not card.context.alone:
        return card.language.text("fewer than {few}", few=few)
    if unit.id in COUNTED:
        return counted(COUNTED[unit.id], value, 0 if value.is_integer() else 1, card.language)
    written = number(value, 0 if value.is_integer() else 1, card.language)
    symbol = unit.symbol.in_language(card.language.code)
    return with_unit(written, symbol)


def _named(card: Card, name: str, value: str) -> Markup:
    return card.language.markdown("{name}: {value}", name=name, value=value)
