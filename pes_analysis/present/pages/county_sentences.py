"""What a county's page says in words: who it is, what stands out, where it is in Poland, how fresh it is."""

import pandas as pd

from pes_analysis.catalogue.states import State
from pes_analysis.diagnose.county import CountyDiagnosis
from pes_analysis.diagnose.county_national_claims import STATEMENTS
from pes_analysis.diagnose.findings import Finding
from pes_analysis.present.markup import Markup, join, link
from pes_analysis.present.numbers import number, years
from pes_analysis.present.pages.county_certainty import certainty
from pes_analysis.present.pages.page_context import PageContext
from pes_analysis.present.sentences.certainty import with_mark
from pes_analysis.present.sentences.groups import Beside
from pes_analysis.present.sentences.measured import age_sentence, figure_sentence, quantity
from pes_analysis.present.sentences.peers import county_list, facts_line, repeated_names
from pes_analysis.present.sentences.position import (
    Level,
    Place,
    national_sentence,
    position_sentence,
    wider_sentence,
)
from pes_analysis.present.sentences.trend import Course, group_trend_sentence, trend_sentence

FIRST_PEERS = 6
MOST_NATIONAL = 2


NOTHING = Markup("")


def who_sentence(diagnosis: CountyDiagnosis, context: PageContext) -> Markup:
    """Say how big the county is and which counties are like it."""
    language, facts = context.language, diagnosis.facts
    nearest = [context.county(str(one)) for one in diagnosis.peers["teryt"].head(FIRST_PEERS)]
    repeated = repeated_names(context.edition.snapshot.counties["name"])
    peers = language.markdown(
        "Similar counties: {names} and others ({how}).",
        names=county_list(nearest, repeated, language),
        how=link(language.text("how they were chosen"), "#similar-counties"),
    )
    if facts.population is None or facts.population_year is None:
        return peers
    size = facts_line(facts.population, facts.communes, facts.kind, language)
    dated = language.markdown("{facts} ({year}).", facts=size, year=str(facts.population_year))
    return join((dated, peers))


def freshness_sentence(diagnosis: CountyDiagnosis, context: PageContext) -> Markup:
    """Say which years the figures are of, and how many are old."""
    known = diagnosis.positions[diagnosis.positions["reliability"] != "none"]
    old = int((known["reliability"] == "old").sum())
    return context.language.markdown_plural(
        "The figures are of {span}. Of {n} indicator, {old} are more than 5 years old.",
        "The figures are of {span}. Of {n} indicators, {old} are more than 5 years old.",
        len(known),
        span=Markup(years(int(known["year"].min()), int(known["year"].max()))),
        old=str(old),
    )


def finding_sentence(
    diagnosis: CountyDiagnosis, finding: Finding, context: PageContext, sure: Markup
) -> Markup:
    """Say one thing worth knowing: the figure, its place and how sure that is, Poland beside it, its age."""
    language = context.language
    aged = (
        Markup("")
        if finding.reliability == "current"
        else age_sentence(finding.year, diagnosis.year, language)
    )
    if finding.change is not None:
        named = language.markdown("**{name}**.", name=context.plain_name(finding.indicator))
        said = course_sentence(diagnosis, finding.indicator, context, sure)
        return join((named, said, aged))
    place = Place(
        lower=finding.lower,
        higher=finding.higher,
        ties=finding.n - finding.lower - finding.higher,
        verdict="better" if finding.direction == "strength" else "worse",
    )
    said = position_sentence(
        context.measured(finding.indicator, finding.value, finding.year),
        place,
        Beside.of(finding.group, diagnosis.facts.kind),
        language,
        of_need=context.is_need(finding.indicator),
    )
    return join(
        (
            with_mark(said, sure),
            _how_many(diagnosis, finding, context),
            _beside_poland(diagnosis, finding, context),
            aged,
        )
    )


def course_sentence(
    diagnosis: CountyDiagnosis, indicator: str, context: PageContext, sure: Markup = NOTHING
) -> Markup:
    """Say how an indicator changed and how sure that is, and what its group did in the meantime."""
    change = next(one for one in diagnosis.changes if one.indicator == indicator)
    language, unit = context.language, context.unit_in_sentence(indicator)
    decimals = context.indicator(indicator).decimals
    course = Course(
        change.first_year,
        change.last_year,
        change.first_value,
        change.last_value,
        change.direction,  # type: ignore[arg-type]
        unit,
        decimals,
    )
    said = with_mark(trend_sentence(course, language, of_need=context.is_need(indicator)), sure)
    known = not (pd.isna(change.group_first) or pd.isna(change.group_last))
    if change.direction == "unknown" or not known or not context.comparable_in_size(indicator):
        return said
    group = str(diagnosis.positions.set_index("indicator").loc[indicator, "group"])
    beside = Beside.of(group, diagnosis.facts.kind)
    return join(
        (said, group_trend_sentence(change.group_first, change.group_last, beside, unit, decimals, language))
    )


def national_sentences(
    diagnosis: CountyDiagnosis, context: PageContext
) -> tuple[tuple[Markup, ...], tuple[Markup, ...]]:
    """Say where similar counties hide a place at the edge of Poland, and give the footnotes.

    A county may look typical only because the counties like it are as badly (or as well) off. Only what
    is sure enough is said.
    """
    language = context.language
    hidden = diagnosis.national[
        diagnosis.national["mark"].isin(["better", "worse"])
        & (diagnosis.national["mark"] != diagnosis.national["peers_mark"])
    ]
    inside = Beside.of("peers", diagnosis.facts.kind).inside(language)
    sure = {(one.subject, one.statement): one for one in diagnosis.claims if one.standing.is_printed}
    said: list[Markup] = []
    notes: list[Markup] = []
    for row in hidden.to_dict("records"):
        indicator, year = str(row["indicator"]), int(row["year"])
        claim = sure.get((indicator, STATEMENTS[row["mark"]]))
        if claim is None or len(said) == MOST_NATIONAL:
            continue
        mark, note = certainty(claim, context)
        notes.append(note)
        place = Place(int(row["lower"]), int(row["higher"]), int(row["ties"]), row["mark"])
        decimals = context.indicator(indicator).decimals
        median = quantity(row["peers_median"], context.unit_in_sentence(indicator), decimals, language)
        said.append(
            join(
                (
                    figure_sentence(context.measured(indicator, row["value"], year), language),
                    with_mark(national_sentence(place, language, of_need=context.is_need(indicator)), mark),
                    language.markdown(
                        "The typical figure {inside} is {median}.", inside=inside, median=median
                    ),
                )
            )
        )
    return tuple(said), tuple(notes)


def _how_many(diagnosis: CountyDiagnosis, finding: Finding, context: PageContext) -> Markup:
    """Say the bare number behind a rate of rare things: "4,7 na 100 000" is five centres."""
    formula = context.indicator(finding.indicator).formula
    counted = [] if formula is None else [name for name in formula.names if name != "pop"]
    if context.indicator(finding.indicator).unit != "per_100k" or len(counted) != 1:
        return Markup("")
    observations = context.edition.snapshot.county_observations
    own = observations[
        (observations["teryt"] == diagnosis.facts.teryt)
        & (observations["variable"] == counted[0])
        & (observations["year"] == finding.year)
    ]
    if own.empty or not State(str(own["state"].iloc[0])).is_number:
        return Markup("")
    shown = Markup(number(float(own["value"].iloc[0]), 0, context.language))
    return context.language.markdown("In the county there are: {n}.", n=shown)


def _beside_poland(diagnosis: CountyDiagnosis, finding: Finding, context: PageContext) -> Markup:
    row = diagnosis.positions.set_index("indicator").loc[finding.indicator].to_dict()
    region, poland = (
        Level(None if pd.isna(row[name]) else float(row[name]), bool(row[f"{name}_approximate"]))
        for name in ("voivodeship", "poland")
    )
    decimals = context.indicator(finding.indicator).decimals
    return wider_sentence(diagnosis.facts.voivodeship_name, region, poland, decimals, context.language)
