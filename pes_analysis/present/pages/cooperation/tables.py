"""Tables of cooperation: units, ties, measures, forms, ratings; and the rows of their charts."""

import pandas as pd

from pes_analysis.catalogue.cooperation_survey import load_cooperation_survey
from pes_analysis.catalogue.states import State
from pes_analysis.diagnose.cooperation import CountyCooperation
from pes_analysis.diagnose.cooperation.kinds import Kinds
from pes_analysis.present.language import mark
from pes_analysis.present.markup import Inline
from pes_analysis.present.names import Form
from pes_analysis.present.numbers import number
from pes_analysis.present.pages.cooperation.words import (
    KINDS,
    SECTORS,
    area_names,
    form_names,
    intensity_names,
    names_of,
    plane_words,
    points_text,
    range_text,
    share_text,
    type_name,
    unit_name,
)
from pes_analysis.present.pages.page_context import PageContext
from pes_analysis.present.table import Table

HOW_TO_READ = {
    "network_density": mark("ties there are, of all that could be; 1 means that all are tied to all"),
    "network_centralisation": mark("from 0 (all have as many ties) to 1 (one unit joins all the others)"),
    "cross_sector_tie_share": mark("of all ties, those between an entity and local government"),
    "isolated_pes_share": mark("of all entities asked, those without any tie in the county"),
    "mean_edge_intensity": mark("from 1 (know each other) to 4 (act jointly under an agreement)"),
}


def units_table(found: CountyCooperation, context: PageContext) -> Table:
    """List the units asked, with how many ties are known of each."""
    language, network = context.language, found.network
    degree = network.tied.sum(axis=1)
    rows = [
        (
            unit_name(row, language),
            type_name(context, str(row["type"])),
            language.text(SECTORS[str(row["sector"])]),
            str(int(ties)),
            language.text("yes") if row["answered"] else language.text("no"),
        )
        for row, ties in zip(network.units.to_dict("records"), degree, strict=True)
    ]
    return Table(
        label="units",
        caption=language.text(
            "Units asked, {county}, {year}.",
            county=str(context.county_name(found.teryt, Form.FULL)),
            year=str(found.year),
        ),
        columns=(
            language.text("Unit"),
            language.text("Type"),
            language.text("Sector"),
            language.text("Ties in the county"),
            language.text("Answered"),
        ),
        rows=tuple(rows),
        align="lllrl",
        language=language,
    )


def ties_table(found: CountyCooperation, context: PageContext) -> Table:
    """List the known ties, the closest first."""
    language = context.language
    units = found.network.units.to_dict("index")
    forms, grades = form_names(context), intensity_names(context)
    ordered = found.kinds.ties.sort_values("intensity", ascending=False, kind="stable")
    return Table(
        label="ties",
        caption=language.text(
            "Ties, {county}, {year}.",
            county=str(context.county_name(found.teryt, Form.FULL)),
            year=str(found.year),
        ),
        columns=(
            language.text("Who"),
            language.text("With whom"),
            language.text("How close"),
            language.text("What for"),
            language.text("Forms"),
        ),
        rows=tuple(
            (
                unit_name(units[row["first"]], language),
                unit_name(units[row["second"]], language),
                grades[int(row["intensity"])],
                language.text(KINDS[str(row["kind"])]),
                "; ".join(forms[form] for form in row["forms"]) or language.text("not said"),
            )
            for row in ordered.to_dict("records")
        ),
        align="lllll",
        language=language,
    )


def measures_table(found: CountyCooperation, context: PageContext) -> Table:
    """Write the measures of a network as ranges, with how to read them."""
    language, network = context.language, found.network
    rows: list[tuple[Inline, ...]] = [
        (
            context.indicator_link(str(row["indicator"])),
            range_text(context, str(row["indicator"]), float(row["low"]), float(row["high"])),
            language.text(HOW_TO_READ[str(row["indicator"])]),
        )
        for row in found.measures.to_dict("records")
    ]
    least, most = found.parts
    parts = str(least) if least == most else language.text("from {low} to {high}", low=least, high=most)
    mutual, of = found.mutual
    rows += [
        (
            language.text("Separate parts of the network"),
            parts,
            language.text("1 means that everyone can be reached through others"),
        ),
        (
            language.text("Ties that both sides named"),
            language.text("{n} of {of}", n=mutual, of=of),
            language.text("only ties of units that both answered"),
        ),
        (
            language.text("Answered"),
            language.text("{n} of {of}", n=int(network.answered.sum()), of=len(network)),
            language.text("units asked in this county"),
        ),
    ]
    return Table(
        label="measures",
        caption=language.text(
            "The network in numbers, {county}, {year}.",
            county=str(context.county_name(found.teryt, Form.FULL)),
            year=str(found.year),
        ),
        columns=(language.text("Measure"), language.text("Value"), language.text("How to read it")),
        rows=tuple(rows),
        align="lrl",
        language=language,
    )


def planes_table(kinds: Kinds, year: int, context: PageContext) -> Table:
    """Write in how many ties each plane of cooperation is used."""
    language, planes = context.language, plane_words(context)
    return Table(
        label="planes",
        caption=language.text("Planes of cooperation in known ties, {year}.", year=str(year)),
        columns=(
            language.text("Plane"),
            language.text("Ties"),
            language.text("Share of ties (95% interval)"),
        ),
        rows=tuple(
            (planes[str(row["plane"])], str(row["ties"]), share_text(context, row))
            for row in kinds.by_plane.to_dict("records")
        ),
        align="lrr",
        language=language,
    )


def forms_table(kinds: Kinds, year: int, context: PageContext) -> Table:
    """Write in how many ties each form is used, those unused too."""
    language, forms, planes = context.language, form_names(context), plane_words(context)
    return Table(
        label="forms",
        caption=language.text("Forms of cooperation in known ties, {year}.", year=str(year)),
        columns=(language.text("Form"), language.text("Plane"), language.text("Ties")),
        rows=tuple(
            (forms[str(row["form"])], planes[str(row["plane"])], str(row["ties"]))
            for row in kinds.by_form.to_dict("records")
        ),
        align="llr",
        language=language,
    )


def intensity_table(kinds: Kinds, year: int, context: PageContext) -> Table:
    """Write how many ties there are of each grade."""
    language, grades = context.language, intensity_names(context)
    return Table(
        label="intensity",
        caption=language.text("How close known ties are, {year}.", year=str(year)),
        columns=(language.text("How close"), language.text("Ties")),
        rows=tuple(
            (grades[int(row["intensity"])], str(row["ties"])) for row in kinds.by_intensity.to_dict("records")
        ),
        align="lr",
        language=language,
    )


def areas_table(areas: pd.DataFrame, year: int, context: PageContext) -> Table:
    """Write the ratings of the areas of the quality index."""
    language, names = context.language, area_names(context)
    return Table(
        label="areas",
        caption=language.text("Ratings of cooperation, points from 0 to 100, {year}.", year=str(year)),
        columns=(
            language.text("Area"),
            language.text("Points (95% interval)"),
            language.text("Raters"),
        ),
        rows=tuple(
            (names[str(area)], points_text(context, row), str(int(row["n"])))
            for area, row in areas.to_dict("index").items()
        ),
        align="lrr",
        language=language,
    )


def trust_table(found: CountyCooperation, context: PageContext) -> Table:
    """Write how much each sector is trusted."""
    language = context.language
    aspects = load_cooperation_survey().trust
    return Table(
        label="trust",
        caption=language.text(
            "Trust in partners, means from 1 to 4, {county}, {year}.",
            county=str(context.county_name(found.teryt, Form.FULL)),
            year=str(found.year),
        ),
        columns=(
            language.text("Who is rated"),
            language.text("What is rated"),
            language.text("Mean"),
            language.text("Raters"),
        ),
        rows=tuple(
            (
                language.text(SECTORS[str(row["sector"])]),
                aspects[str(row["aspect"])].in_language(language.code),
                State.SUPPRESSED.symbol if row["withheld"] else number(float(row["value"]), 1, language),
                str(row["n"]),
            )
            for row in found.trust.to_dict("records")
        ),
        align="llrr",
        language=language,
    )


def outside_table(found: CountyCooperation, units: pd.DataFrame, context: PageContext) -> Table:
    """List ties with units of other counties; `units` are those of the whole survey."""
    language, rows, grades = context.language, units.to_dict("index"), intensity_names(context)
    return Table(
        label="outside",
        caption=language.text("Ties with units of other counties, {year}.", year=str(found.year)),
        columns=(
            language.text("Who"),
            language.text("With whom"),
            language.text("County"),
            language.text("How close"),
        ),
        rows=tuple(
            (
                unit_name(rows[row["unit_id"]], language),
                unit_name(rows[row["partner_id"]], language),
                context.county_name(str(row["teryt"])),
                grades[int(row["intensity"])],
            )
            for row in found.outside.to_dict("records")
        ),
        align="llll",
        language=language,
    )


def tie_words(found: CountyCooperation, context: PageContext) -> list[str]:
    """Say each known tie in one line, for the chart."""
    names, grades = names_of(found.network.units), intensity_names(context)
    return [
        f"{names[str(row['first'])]} – {names[str(row['second'])]}: {grades[int(row['intensity'])]}"
        for row in found.kinds.ties.to_dict("records")
    ]
