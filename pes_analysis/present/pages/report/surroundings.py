"""Chapters about what is around the sector: services, and the units of local government."""

import pandas as pd

from pes_analysis.present.blocks import Paragraph
from pes_analysis.present.markup import Inline, Markup
from pes_analysis.present.pages.report.view import ReportView


def services(view: ReportView) -> Markup:
    """Count who works in which service area."""
    language, told = view.language, view.report.sector
    title = language.text("Social services")
    if told.services.empty:
        return view.chapter(title, "services", view.no_organisations())
    items = {one.id: one for one in view.context.edition.catalogue.closed_list("service_areas").items}
    table = view.table(
        "services",
        language.text("Organisations by service area, {year}", year=str(view.year)),
        (
            language.text("Service area"),
            language.text("Organisations"),
            language.text("Counties they are in"),
        ),
        [
            (
                items[str(area)].name.in_language(language.code),
                view.whole(row["organisations"]),
                view.whole(row["counties"]),
            )
            for area, row in zip(told.services.index, told.services.to_dict("records"), strict=True)
        ],
        "lrr",
    )
    none = [str(area) for area in told.services.index[told.services["organisations"] == 0]]
    return view.chapter(
        title,
        "services",
        Paragraph(
            language.text(
                "An organisation that works in several areas counts in each. Only those who answered count."
            )
        ),
        view.generated(),
        table,
        _nobody(view, none),
    )


def environment(view: ReportView) -> Markup:
    """Tell what public units and support centres say of themselves."""
    language, told = view.language, view.report.sector
    title = language.text("Around the sector")
    more = Paragraph(
        language.markdown(
            "More on the pages {cooperation}, {directory} and {trainings}.",
            cooperation=view.context.page_link(language.text("Cooperation"), "wspolpraca/index.ipynb"),
            directory=view.context.page_link(language.text("Directory"), "baza/index.ipynb"),
            trainings=view.context.page_link(language.text("Trainings"), "szkolenia.ipynb"),
        )
    )
    if told.public_units.empty:
        return view.chapter(title, "environment", view.no_organisations(), more)
    rows = [
        (
            view.context.indicator_link(row["indicator"]),
            view.whole(row["n"]),
            *(_value(view, row, one) for one in ("minimum", "median", "maximum")),
        )
        for row in told.public_units.to_dict("records")
    ]
    table = view.table(
        "public-units",
        language.text("Public units and support centres that answered, {year}", year=str(view.year)),
        (
            language.text("Indicator"),
            language.text("Units"),
            language.text("Lowest"),
            language.text("Median"),
            language.text("Highest"),
        ),
        rows,
        "lrrrr",
    )
    return view.chapter(
        title,
        "environment",
        Paragraph(
            language.text(
                "Social assistance centres, labour offices and support centres work beside the sector. "
                "Few of them answered, so this is no picture of all."
            )
        ),
        view.generated(),
        table,
        more,
    )


def _nobody(view: ReportView, areas: list[str]) -> Inline:
    if not areas:
        return ""
    items = {one.id: one for one in view.context.edition.catalogue.closed_list("service_areas").items}
    names = "; ".join(items[one].name.in_language(view.language.code) for one in areas)
    return Paragraph(view.language.text("Nobody who answered works in: {areas}.", areas=names))


def _value(view: ReportView, row: dict[object, object], column: str) -> str:
    value = row[column]
    assert isinstance(value, float)
    return view.context.value_text(str(row["indicator"]), value, "missing" if pd.isna(value) else "value")
