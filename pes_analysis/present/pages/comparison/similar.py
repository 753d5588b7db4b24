"""Similar units, whether or not they are part of the comparison, and what they do differently."""

from pes_analysis.catalogue.states import State
from pes_analysis.present.blocks import Bullets, Details, Heading, Paragraph
from pes_analysis.present.language import mark
from pes_analysis.present.markup import Inline, Markup, join
from pes_analysis.present.names import ProperName
from pes_analysis.present.pages.comparison.view import Row, View

_OPEN_UP_TO = 6
_DIRECTIONS: dict[str, str] = {
    "neighbours_better": mark("similar ones stand better"),
    "neighbours_worse": mark("similar ones stand worse"),
    "different": mark("neither is better as such"),
}


def similar(view: View) -> tuple[Inline, ...]:
    """Write for each unit who is most like it and what those do most differently."""
    language = view.language
    heading = Heading(language.text("Similar ones, and what they do differently"), 2, "similar")
    if view.diagnosis.similar.empty:
        return (heading, Paragraph(language.text("There are too few figures to tell who is similar.")))
    how = (
        language.text(
            "Similar counties are chosen by structure: inhabitants, density, towns, age and economy, "
            "never by results."
        )
        if view.of_counties
        else language.text(
            "Similar organisations are chosen by size, age and location within related types, "
            "never by results."
        )
    )
    entries = Bullets(tuple(_entry(view, unit) for unit in view.members))
    ask = language.text("Ask those who stand better how they do it.")
    if len(view.members) <= _OPEN_UP_TO:
        return (heading, Paragraph(f"{how} {ask}"), entries)
    return (heading, Paragraph(f"{how} {ask}"), Details(language.text("The list, one by one"), (entries,)))


def _entry(view: View, unit: str) -> Markup:
    language = view.language
    near = view.diagnosis.similar[view.diagnosis.similar["unit"] == unit]
    if near.empty:
        return join((view.lettered(unit), language.text("No similar one is known.")), ": ")
    names = join(
        [ProperName("", str(label), "", language).markdown() for label in near["neighbour_label"]], ", "
    )
    differences = view.diagnosis.differences[view.diagnosis.differences["unit"] == unit]
    said = [_difference(view, row) for row in differences.to_dict("records")]
    told = (
        language.markdown("Differences: {list}.", list=join(said, "; "))
        if said
        else language.markdown("They do nothing clearly differently.")
    )
    return join(
        (
            language.markdown("{name}: most like {names}.", name=view.lettered(unit), names=names),
            told,
        )
    )


def _difference(view: View, row: Row) -> Markup:
    indicator = str(row["indicator"])
    here, there = (
        view.context.value_text(indicator, row[column], State.VALUE)
        for column in ("value", "neighbours_median")
    )
    return view.language.markdown(
        "{indicator}: {here} here, {there} there ({judged})",
        indicator=view.context.plain_name(indicator),
        here=here,
        there=there,
        judged=view.language.text(_DIRECTIONS[str(row["direction"])]),
    )
