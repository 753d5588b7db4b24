"""The card of one indicator: what it measures, its formula, direction, definition and caution."""

from collections.abc import Sequence
from itertools import count

from pes_analysis.catalogue import Indicator, Variable, to_mathml
from pes_analysis.catalogue.formula import Name
from pes_analysis.present.blocks import Bullets, Heading, Paragraph
from pes_analysis.present.language import mark
from pes_analysis.present.markup import Inline, Markup
from pes_analysis.present.numbers import PER_CENT, number, with_unit
from pes_analysis.present.pages.case_studies import cases_of_indicator
from pes_analysis.present.pages.page_context import PageContext, anchor_of

DIRECTIONS: dict[str, str] = {
    "stimulant": mark("the more, the better (stimulant)"),
    "destimulant": mark("the less, the better (destimulant)"),
    "nominant": mark("best within a range (nominant)"),
    "informational": mark("describes only, is not judged"),
}
AS_PUBLISHED = mark("**Formula**: none, the figure is taken as published")
AS_ANSWERED = mark("**Formula**: none, the answer is taken as it was given")


def indicator_card(indicator: Indicator, context: PageContext, own: Sequence[Inline]) -> list[Inline]:
    """Write the card of an indicator.

    Parameters
    ----------
    indicator : Indicator
    context : PageContext
    own : sequence
        Lines that only cards of its level have; they stand after its direction.
    """
    language, code = context.language, context.language.code
    lines: list[Inline] = []
    if indicator.name.in_language(code) != indicator.plain.in_language(code):
        lines.append(language.markdown("**Exact name**: {name}", name=indicator.name.in_language(code)))
    lines += _formula(indicator, context)
    unit = context.edition.catalogue.unit(indicator.unit).name.in_language(code)
    lines.append(language.markdown("**Unit**: {unit}", unit=unit))
    lines.append(language.markdown("**Direction**: {direction}", direction=_direction(indicator, context)))
    lines += own
    lines.append(
        language.markdown(
            "**Definition**: {source} ({origin})",
            source=without_stop(indicator.source.in_language(code)),
            origin=indicator.origin,
        )
    )
    if indicator.caution is not None:
        lines.append(language.markdown("**Careful**: {caution}", caution=indicator.caution.in_language(code)))
    if cases := cases_of_indicator(indicator.id, context):
        lines.append(cases)
    return [
        Heading(indicator.plain.in_language(code), 3, anchor_of(indicator.id)),
        Paragraph(indicator.reading.in_language(code)),
        Bullets(tuple(lines)),
    ]


def limit(indicator: Indicator, values: Sequence[float], context: PageContext, *, unit: bool = True) -> str:
    """Write a limit of an indicator, or the span between two, with no needless decimals.

    Without its unit where the unit stands nearby; a per cent sign always stays with its number.
    """
    measure = context.edition.catalogue.unit(indicator.unit)
    numbers = "–".join(_shortest(measure.shown(value), context) for value in values)
    symbol = context.unit_symbol(indicator.id)
    return with_unit(numbers, symbol) if unit or symbol == PER_CENT else numbers


def _shortest(value: float, context: PageContext) -> str:
    decimals = next(decimals for decimals in count() if round(value, decimals) == value)
    return number(value, decimals, context.language)


def without_stop(text: str) -> str:
    """Take off the full stop of a sentence, but not that of "r." at its end.

    Examples
    --------
    >>> without_stop("Propozycja własna."), without_stop("Ustawa z 2022 r.")
    ('Propozycja własna', 'Ustawa z 2022 r.')
    """
    return text if text.endswith(" r.") else text.removesuffix(".")


def _formula(indicator: Indicator, context: PageContext) -> list[Inline]:
    language = context.language
    if indicator.formula is None:
        return []
    if isinstance(indicator.formula.tree, Name):
        answered = indicator.level == "organisation"
        return [Markup(language.text(AS_ANSWERED if answered else AS_PUBLISHED))]
    catalogue = context.edition.catalogue
    names = catalogue.variable_names(language.code, indicator.level)
    # A backtick would end the passage, and Quarto looks for {{< inside it too.
    mathml = to_mathml(indicator.formula, names, language.code).replace("`", "&#96;").replace("{", "&#123;")
    formula = Markup(f"`{mathml}`{{=html}}")
    used = [catalogue.variable(name, indicator.level) for name in indicator.formula.variables]
    return [language.markdown("**Formula**: {formula}", formula=formula), *_lists(used, context)]


def _lists(variables: Sequence[Variable], context: PageContext) -> list[Inline]:
    """Say what the letters stand for over which a formula adds up."""
    language, catalogue = context.language, context.edition.catalogue
    lists = dict.fromkeys(variable.over for variable in variables if variable.over is not None)
    return [
        language.markdown(
            "**{index}** in the formula stands in turn for: {items}",
            index=closed.index or "",
            items="; ".join(item.name.in_language(language.code) for item in closed.items),
        )
        for closed in map(catalogue.closed_list, lists)
    ]


def _direction(indicator: Indicator, context: PageContext) -> str:
    said = context.language.text(DIRECTIONS[indicator.polarity])
    if indicator.range is None:
        return said
    return f"{said}: {limit(indicator, indicator.range, context)}"
