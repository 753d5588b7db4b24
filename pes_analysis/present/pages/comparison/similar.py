"""Similar units, whether or not they are part of the comparison, and what they do differently."""

from pes_analysis.catalogue.states import State
from pes_analysis.present.blocks import Bullets, Details, Heading, Paragraph
from pes_analysis.present.language import mark
from pes_analysis.present.markup import Inline, Markup, join
from pes_analysis.present.names import ProperName
from pes_analysis.present.pages.comparison.view import Row, View
from pes_analysis.robust.claim import Standing

_OPEN_UP_TO = 6
_NOT_SURE = mark("who stands better is not sure")
_PROBABLE: dict[str, str] = {
    "neighbours_better": mark("similar ones probably stand better"),
    "neighbours_worse": mark("similar ones probably stand worse"),
}
_DIRECTIONS: dict[str, str] = {
    "neighbours_better": mark("similar ones stand better"),
    "neighbours_worse": mark("similar ones stand worse"),
    "different": mark("neither is better as such"),
}


def similar(view: View) -> tuple[Inline, ...]:
    """Write for each unit who is most like it and what those do most differently."""
    language = view.language
    title = (
        language.text("Similar counties, and what they do differently")
        if view.of_counties
        else language.text("Similar organisations, and what they do differently")
    )
    heading = Heading(title, 2, "similar")
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
    ask = language.text("Ask those who stand better how they do it.")
    entries = [part for unit in view.members for part in _entry(view, unit)]
    if len(view.members) <= _OPEN_UP_TO:
        return (heading, Paragraph(f"{how} {ask}"), *entries)
    return (
        heading,
        Paragraph(f"{how} {ask}"),
        Details(language.text("The list, one by one"), tuple(entries)),
    )


def _entry(view: View, unit: str) -> tuple[Inline, ...]:
    language = view.language
    near = view.diagnosis.similar[view.diagnosis.similar["unit"] == unit]
    if near.empty:
        said = join((view.lettered(unit), language.text("No similar one is known.")), ": ")
        return (Paragraph(said),)
    names = join([ProperName("", str(one), "", language).markdown() for one in near["neighbour_label"]], ", ")
    most_like = language.markdown("{name}: most like {names}.", name=view.lettered(unit), names=names)
    differences = view.diagnosis.differences[view.diagnosis.differences["unit"] == unit]
    if differences.empty:
        return (Paragraph(join((most_like, language.text("They do nothing clearly differently.")))),)
    told = Bullets(tuple(_difference(view, row) for row in differences.to_dict("records")))
    return Paragraph(join((most_like, language.text("What differs most:")))), told


def _judged(row: Row) -> str:
    """Say who stands better, plainly or as probable; that it is not sure where it is not."""
    direction, sure = str(row["direction"]), str(row["sure"])
    if sure == Standing.UNSAID:
        return _NOT_SURE
    return (_PROBABLE if sure == Standing.SOFTENED else _DIRECTIONS)[direction]


def _difference(view: View, row: Row) -> Markup:
    indicator = str(row["indicator"])
    here, there = (
        view.context.value_text(indicator, row[column], State.VALUE)
        for column in ("value", "neighbours_median")
    )
    return view.language.markdown(
        "{indicator}: {here} here, {there} there ({judged}).",
        indicator=view.context.plain_name(indicator),
        here=here,
        there=there,
        judged=view.language.text(_judged(row)),
    )
