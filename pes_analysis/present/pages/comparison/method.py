"""What to keep in mind, how the comparison was made, whose figures it uses, and its files."""

from collections.abc import Callable

from pes_analysis.present.blocks import Bullets, Details, Heading, Paragraph, document
from pes_analysis.present.language import mark_plural
from pes_analysis.present.markup import Inline, Markup, join, link
from pes_analysis.present.pages.comparison.view import Row, View
from pes_analysis.present.sentences.certainty import in_hundred

_FEW_UNITS = mark_plural(
    "Only {n} is compared. The best of a few may still be weak, and the worst good.",
    "Only {n} are compared. The best of a few may still be weak, and the worst good.",
)
_MISSING = mark_plural("{unit} lacks {n} figure.", "{unit} lacks {n} figures.")
_SMALL = mark_plural(
    "{unit}: {n} share of fewer than {least} people is not shown.",
    "{unit}: {n} shares of fewer than {least} people are not shown.",
)
_FEW_VALUES = mark_plural(
    "Only {n} has a figure for: {indicators}.", "Only {n} have a figure for: {indicators}."
)
_MOST_NAMED = 4
_FEW_VALUES_BELOW = mark_plural(
    "{n} indicator has figures of few of those compared. It is named below.",
    "{n} indicators have figures of few of those compared. They are named below.",
)
_CODES = mark_plural(
    "{n} organisation stands under a code, because it gave no consent to be named.",
    "{n} organisations stand under codes, because they gave no consent to be named.",
)


def caveats(view: View) -> Markup:
    """Write what a reader has to keep in mind."""
    language = view.language
    rows = view.diagnosis.caveats.to_dict("records")
    general = [said for row in rows if (said := _general(view, row))]
    few = _few_values(view)
    gaps = [said for row in rows if (said := _of_unit(view, row))]
    # A long list of names would hide what has to be kept in mind.
    if (named := sum(row["caveat"] == "few_values" for row in rows)) > _MOST_NAMED:
        gaps = [*few, *gaps]
        few = [language.markdown_plural(*_FEW_VALUES_BELOW, named)]
    general += few
    parts: list[Inline] = [Heading(language.text("Keep in mind"), 2, "caveats")]
    parts.append(Bullets((*general, *_always(view))))
    if gaps:
        parts.append(Details(language.text("What is missing or withheld"), (Bullets(tuple(gaps)),)))
    return document(*parts)


def method(view: View) -> Markup:
    """Write how the comparison was made, from which sources, and where its figures are as files."""
    language, context = view.language, view.context
    files = tuple(link(kind.upper(), f"{view.diagnosis.comparison_id}.{kind}") for kind in ("csv", "xlsx"))
    made, measured = (
        (link(language.text("How diagnoses are made"), context.page("metoda.qmd")), "wskazniki.ipynb")
        if view.of_counties
        else (
            link(language.text("The method of the condition card"), context.page("metoda-karty.qmd")),
            "wskazniki-organizacji.ipynb",
        )
    )
    more = Bullets(
        (
            made,
            link(language.text("What each indicator measures"), context.page(measured)),
            link(language.text("All comparisons"), "index.ipynb"),
        )
    )
    known = view.diagnosis.matrix[view.diagnosis.matrix["value"].notna()]
    return document(
        Heading(language.text("Method and sources"), 2, "method"),
        Details(language.text("How the comparison is made"), (Bullets(_how(view)),)),
        context.source_note(known) if len(known) else "",
        Paragraph(
            language.markdown("All figures of this comparison as files: {files}.", files=join(files, ", "))
        ),
        more,
    )


def marks_explained(view: View) -> Markup:
    """Say what the signs in the tables mean."""
    signs = {"best": Markup("▲"), "worst": Markup("▼"), "typical": Markup("■")}
    language = view.language
    if view.diagnosis.whole_group:
        said = language.markdown(
            "{best} means the better quarter of the group, {worst} the worse quarter, {typical} in between.",
            **signs,
        )
    else:
        said = language.markdown(
            "{best} is the best of those compared, {worst} the worst, {typical} in between.", **signs
        )
    rules = view.context.edition.catalogue.claims
    return join(
        (
            said,
            language.markdown(
                "Signs were tried with chance in small numbers, other years and other sound choices: a "
                "filled one holds in at least {said} of 100 trials, an empty one ({best}, {worst}) in at "
                "least {softened}. What holds less often is marked as in between.",
                said=str(in_hundred(rules.said_at)),
                softened=str(in_hundred(rules.softened_at)),
                best=Markup("△"),
                worst=Markup("▽"),
            ),
        )
    )


def _general(view: View, row: Row) -> Markup | None:
    language, n = view.language, int(row["n"])
    said: dict[str, Callable[[], Markup]] = {
        "few_units": lambda: language.markdown_plural(*_FEW_UNITS, n),
        "mixed_types": lambda: language.markdown(
            "Different kinds stand side by side. What is usual for one may be a problem for another."
        ),
        "codes": lambda: language.markdown_plural(*_CODES, n),
    }
    make = said.get(str(row["caveat"]))
    return None if make is None else make()


def _of_unit(view: View, row: Row) -> Markup | None:
    language, unit, n = view.language, str(row["unit"]), int(row["n"])
    if row["caveat"] == "no_figures":
        return language.markdown(
            "{unit} gave no figures for {year}.", unit=view.proper(unit), year=str(view.year)
        )
    if row["caveat"] == "missing":
        return language.markdown_plural(*_MISSING, n, unit=view.proper(unit))
    if row["caveat"] == "small_count":
        least = view.context.edition.catalogue.composite.small_count
        return language.markdown_plural(*_SMALL, n, unit=view.proper(unit), least=str(least))
    return None


def _few_values(view: View) -> list[Markup]:
    table = view.diagnosis.caveats
    few = table[table["caveat"] == "few_values"]
    said = []
    for n in sorted(set(few["n"].tolist())):
        named = [view.context.plain_name(str(one)) for one in few.loc[few["n"] == n, "indicator"]]
        said.append(view.language.markdown_plural(*_FEW_VALUES, n, indicators=join(named, "; ")))
    return said


def _always(view: View) -> tuple[Inline, ...]:
    language = view.language
    said = [
        language.text("A mark is a place among those compared, not a verdict: look at the value too."),
        language.text("This is no ranking. A question to ask is worth more than a place."),
    ]
    if not view.of_counties:
        said.append(language.text("A letter or a code must not be used to find out who stands behind it."))
    return tuple(said)


def _how(view: View) -> tuple[Inline, ...]:
    language, rules = view.language, view.context.edition.catalogue.composite
    quartiles = language.text(
        "Quartiles are those of the group: {reference}. Below 5 with data they are not given.",
        reference=view.reference(),
    )
    if view.of_counties:
        return (
            language.text(
                "Each figure is of the newest year that at least 80% of the counties compared have."
            ),
            language.text(
                "Profile of an area: in an average indicator, how many of 100 counties of Poland do worse. "
                "Where figures exist for the region only, its counties take their place."
            ),
            language.text("The page of a county compares with similar counties, so its places may differ."),
            quartiles,
            marks_explained(view),
        )
    return (
        language.text(
            "Points: each indicator has values worth 0, 40, 70 and 100 points. 70 is the reference value."
        ),
        language.text(
            "Score of an area: the mean of its points, if at least {share}% of its main indicators "
            "are known.",
            share=f"{100 * rules.least_core_share:.0f}",
        ),
        quartiles,
        language.text(
            "Shares of fewer than {least} people are withheld: they would tell of persons.",
            least=rules.small_count,
        ),
        language.text("Names stand here only by written consent. Everyone else has a lasting code."),
        marks_explained(view),
    )
