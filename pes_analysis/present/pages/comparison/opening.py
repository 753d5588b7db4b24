"""The first screen of a comparison: what is compared, the picture in one sentence, who is who."""

import math
from datetime import date

from pes_analysis.present.blocks import Bullets, Callout, Facts, Heading, Lead, Paragraph
from pes_analysis.present.language import mark, mark_plural
from pes_analysis.present.markup import Inline, Markup, join, sentence_case
from pes_analysis.present.numbers import counted, day
from pes_analysis.present.pages.comparison.view import GENERAL, Block, View

_SOME_MADE_UP = mark_plural(
    "{n} of the organisations compared does not exist and stands here as an example.",
    "{n} of the organisations compared do not exist and stand here as examples.",
)
_ORGANISATIONS = mark_plural("{n} organisation", "{n} organisations")
_UNDER_NAMES = mark_plural("{n} under its name", "{n} under their names")
_UNDER_CODES = mark_plural("{n} under a code", "{n} under codes")
_KINDS: dict[str, str] = {"city": mark("a city with county rights"), "land": mark("a land county")}


def made_up_notice(view: View) -> Inline:
    """Say on top that organisations compared, or those they are compared with, do not exist."""
    language, caveats = view.language, view.diagnosis.caveats
    made_up = int(caveats.loc[caveats["caveat"] == "generated", "n"].sum())
    if made_up == 0 and not view.diagnosis.reference_generated:
        return ""
    if made_up == 0:
        title = language.text("Compared with organisations that are made up")
        said = language.text(
            "The organisations compared are real. The group behind them is demonstration data."
        )
    elif made_up < len(view.members):
        title = language.text("Partly demonstration data")
        said = language.plural(*_SOME_MADE_UP, made_up)
    else:
        title = language.text("Demonstration data")
        said = language.text(
            "These organisations do not exist. Their figures show what a comparison looks like."
        )
    return Callout("important", title, (said,))


def facts(view: View) -> Facts:
    """Say in a few words each how many are compared, under names or codes, and as of when."""
    language = view.language
    n = len(view.members)
    if view.of_counties:
        return Facts((counted("county", n, 0, language), _edition(view)))
    named = sum(bool(row["organisation_id"]) for row in view.members.values())
    items: list[Inline] = [language.plural(*_ORGANISATIONS, n), view.type_name()]
    if named:
        items.append(language.plural(*_UNDER_NAMES, named))
    if n > named:
        items.append(language.plural(*_UNDER_CODES, n - named))
    items.append(language.markdown("as of {day}", day=Markup(day(date(view.year, 12, 31), language))))
    return Facts(tuple(items))


def picture(view: View) -> tuple[Inline, ...]:
    """Say in one sentence how far apart the units are, and where most."""
    scale = ""
    if view.of_counties and _by_width(view):
        scale = view.language.text("The numbers say how many of 100 counties do worse on average.")
    said = join((_general(view), widest_sentence(view), _alike(view), scale))
    if not said:
        return (Lead(view.language.text("There are too few figures for a picture.")),)
    return (Lead(said),)


def who(view: View) -> tuple[Inline, ...]:
    """Say why these units can be compared and which letter stands for which of them."""
    language = view.language
    parts: list[Inline] = [
        Heading(language.text("Who is compared"), 2, "who"),
        Paragraph(join((_why(view), _letters(view)))),
    ]
    if not view.large:
        parts.append(Bullets(tuple(_entry(view, unit) for unit in view.members)))
    return tuple(parts)


def _general(view: View) -> Markup:
    known = [score for unit in view.members if not math.isnan(score := view.score(unit, GENERAL))]
    if len(known) < 2:
        return Markup("")
    return view.language.markdown(
        "General scores lie between {low} and {high} points out of 100.",
        low=view.whole(min(known)),
        high=view.whole(max(known)),
    )


def widest_sentence(view: View) -> str:
    """Say in which area the units differ most; empty when fewer than two areas can be looked at."""
    order = _by_width(view)
    if len(order) < 2:
        return ""
    block, (low, high) = order[-1]
    return view.language.text(
        "They differ most in the area “{area}”: from {low} to {high}.",
        area=view.block_name(block),
        low=view.whole(low),
        high=view.whole(high),
    )


def _alike(view: View) -> str:
    order = _by_width(view)
    if len(order) < 2:
        return ""
    block, (low, high) = order[0]
    return view.language.text(
        "They are most alike in “{area}”: from {low} to {high}.",
        area=view.block_name(block),
        low=view.whole(low),
        high=view.whole(high),
    )


def _by_width(view: View) -> list[tuple[Block, tuple[float, float]]]:
    """List the areas of which at least two units have a score, those with the closest scores first."""
    ends: dict[Block, tuple[float, float]] = {}
    for block in view.blocks:
        known = [score for unit in view.members if not math.isnan(score := view.score(unit, block))]
        if len(known) > 1:
            ends[block] = min(known), max(known)
    return sorted(ends.items(), key=lambda item: item[1][1] - item[1][0])


def _why(view: View) -> Markup:
    language = view.language
    if view.of_counties:
        if view.mixed:
            return language.markdown(
                "Cities and land counties stand here side by side. They differ in size and in duties, "
                "so look at rates and not at counts."
            )
        return language.markdown("All of them are of one kind, and each figure is of the same year for all.")
    if view.mixed:
        return language.markdown(
            "Organisations of different types do different things. An indicator that does not concern a type "
            "is left out for it."
        )
    return language.markdown(
        "All of them are of one type: {type}. "
        "They answer the same questions, so their figures mean the same.",
        type=view.type_name(),
    )


def _letters(view: View) -> Markup:
    if view.large and view.of_counties:
        return view.language.markdown(
            "There are more than {n} of them, so charts show the whole group and tables list it by name.",
            n=Markup("10"),
        )
    if view.large:
        return view.language.markdown(
            "There are more than {n} of them, so charts show the whole group and tables list it by code.",
            n=Markup("10"),
        )
    return view.language.markdown("In tables and charts a letter stands for each. Its order means nothing.")


def _entry(view: View, unit: str) -> Markup:
    row, language = view.members[unit], view.language
    about: list[Inline] = []
    if view.of_counties:
        about.append(language.text(_KINDS[str(row["type"])]))
    else:
        if view.mixed:
            about.append(str(row["type"]).upper())
        if row["organisation_id"]:
            about.append(unit)
    return join((Markup(f"**{view.letter(unit)}**"), join((view.link(unit), *about), ", ")))


def _edition(view: View) -> Markup:
    return sentence_case(view.language.markdown("edition {year}", year=str(view.year)))
