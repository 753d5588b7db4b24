"""The organisation among others: the needs of its county, and with whom it works."""

from collections.abc import Mapping

import pandas as pd

from pes_analysis.catalogue.states import State
from pes_analysis.diagnose.directory_ranking import Asker
from pes_analysis.edition.directory.schema import SECTOR_OF_TYPE
from pes_analysis.present.blocks import Details, Heading, Paragraph, document
from pes_analysis.present.language import mark_plural
from pes_analysis.present.markup import Inline, Markup, join
from pes_analysis.present.names import Form
from pes_analysis.present.numbers import number, years
from pes_analysis.present.pages.directory.suggested_partners import suggested_partners
from pes_analysis.present.pages.organisation.card import Card
from pes_analysis.present.pages.organisation.evidence import answer_words
from pes_analysis.present.pages.organisation.tables import yes_or_no
from pes_analysis.present.rows import Row, rows_of
from pes_analysis.present.table import Table

_OFFERED = mark_plural(
    "It works in {n} area of services. Among the {k} greatest needs of the county: {top}.",
    "It works in {n} areas of services. Among the {k} greatest needs of the county: {top}.",
)


def county_fit(card: Card) -> Markup:
    """Write how the organisation's services meet the needs of its county."""
    language, fit = card.language, card.diagnosis.fit
    parts: list[Inline] = []
    if fit.offered is None:
        parts.append(
            language.markdown("It was not asked, or did not say, in which areas it provides services.")
        )
    else:
        parts.append(language.markdown_plural(*_OFFERED, fit.offered, top=str(fit.offered_top), k=str(fit.k)))
        gaps = fit.areas[fit.areas["top"] & ~fit.areas["offered"].fillna(value=False).astype(bool)]
        if len(gaps):
            names = join((area_name(card, str(one)) for one in gaps["area"]), "; ")
            parts.append(language.markdown("Great needs in which it does not work: {names}.", names=names))
    if not card.context.alone and card.diagnosis.facts.teryt in card.context.linked:
        county = card.context.county_link(card.diagnosis.facts.teryt, Form.FULL)
        parts.append(language.markdown("The whole diagnosis of the county: {county}.", county=county))
        filled = card.context.page_link(
            language.text("its gaps between needs and supply, and who could fill them"),
            f"powiaty/{card.diagnosis.facts.teryt}.ipynb",
            "services",
        )
        parts.append(language.markdown("See also {gaps}.", gaps=filled))
    return document(
        Heading(language.text("Services and the needs of the county"), 2, "fit"),
        Paragraph(join(parts)),
        Details(
            language.text("All areas of services, the greatest need first"),
            (
                _fit_table(card),
                language.markdown_plural(
                    "A need is the mean share of {n} other county of the region that is better off.",
                    "A need is the mean share of {n} other counties of the region that are better off.",
                    fit.n_counties,
                ),
            ),
        ),
    )


def cooperation(card: Card) -> Markup:
    """Write the cooperation card: partners, forms, closeness."""
    language, known = card.language, card.diagnosis.cooperation
    answered = known.measures["value"].notna().any()
    heading = Heading(language.text("Cooperation card"), 2, "cooperation")
    partners = _partners(card)
    if not answered:
        return document(
            heading,
            Paragraph(language.text("The organisation gave no figures about its cooperation.")),
            partners,
        )
    tables = [_measures_table(card)]
    if known.sectors["value"].notna().any():
        names = _items(card, "tie_sectors")
        title = language.text("Partners by sector")
        tables.append(_shares_table(card, "sectors", title, known.sectors, names))
    if known.intensity["value"].notna().any():
        names = dict(zip(known.intensity["item"], _items(card, "relation_intensity").values(), strict=True))
        title = language.text("Partners by closeness of cooperation")
        tables.append(_shares_table(card, "intensity", title, known.intensity, names))
    return document(
        heading,
        Paragraph(_cooperation_sentence(card)),
        Details(language.text("Partners, forms and closeness in tables"), tuple(tables)),
        partners,
    )


def _partners(card: Card) -> Inline:
    """Suggest partners; what the directory says of its services goes before what the return says."""
    view, facts = card.directory, card.diagnosis.facts
    if view is None:
        return ""
    entry = view.listed.entries.get(facts.organisation_id)
    areas = card.diagnosis.fit.areas
    told = areas.loc[areas["offered"].fillna(value=False).astype(bool), "area"]
    services = entry["services"] if entry else tuple(str(one) for one in told)
    asker = Asker(facts.organisation_id, SECTOR_OF_TYPE[facts.type], services)
    return suggested_partners(view, asker, facts.teryt, alone=card.context.alone)


def area_name(card: Card, area: str) -> str:
    """Name an area of services."""
    return _items(card, "service_areas")[area]


def _fit_table(card: Card) -> Table:
    language, fit = card.language, card.diagnosis.fit
    return Table(
        label="fit",
        caption=language.text(
            "Needs of {county} by area of services, and what {name} offers",
            county=str(card.county()),
            name=str(card.name),
        ),
        columns=(
            language.text("Area of services"),
            language.text("Order of needs"),
            language.text("Need, 0–100"),
            language.text("Years of the data"),
            language.text("Works there"),
            language.text("What tells the need"),
        ),
        rows=tuple(_fit_row(card, row) for row in rows_of(fit.areas)),
        align="lrrrll",
        language=language,
    )


def _fit_row(card: Card, row: Row) -> tuple[Inline, ...]:
    language = card.language
    unknown = pd.isna(row["need"])
    offered: str = State.MISSING.symbol if pd.isna(row["offered"]) else yes_or_no(card, row["offered"])
    name = area_name(card, str(row["area"]))
    return (
        language.markdown("**{name}**", name=name) if row["top"] else name,
        "" if unknown else str(row["rank"]),
        State.MISSING.symbol if unknown else number(row["need"], 0, language),
        "" if pd.isna(row["oldest_year"]) else years(int(row["oldest_year"]), int(row["newest_year"])),
        offered,
        "; ".join(card.context.plain_name(one) for one in str(row["indicators"]).split("; ") if one),
    )


def _cooperation_sentence(card: Card) -> Markup:
    language, known = card.language, card.diagnosis.cooperation
    measures = {str(row["variable"]): row for row in rows_of(known.measures)}
    parts: list[Inline] = []
    ties, forms = measures.get("ties"), measures.get("jst_forms_used")
    if ties is not None and not pd.isna(ties["value"]):
        parts.append(
            language.markdown_plural(
                "The organisation named {n} partner.",
                "The organisation named {n} partners.",
                int(ties["value"]),
            )
        )
        if card.compared and not pd.isna(ties["peers_median"]):
            median = number(ties["peers_median"], 0, language)
            parts.append(language.markdown("A typical similar organisation named {median}.", median=median))
    if forms is not None and not pd.isna(forms["value"]):
        parts.append(
            language.markdown(
                "With local government it works in {used} of {all} possible ways.",
                used=number(forms["value"], 0, language),
                all=str(known.forms),
            )
        )
    return join(parts)


def _measures_table(card: Card) -> Table:
    language = card.language
    names = card.context.edition.catalogue.variable_names(language.code, "organisation")
    return Table(
        label="cooperation",
        caption=card.table_caption(
            language.text("Cooperation of {name}, {year}", name=str(card.name), year=card.year)
        ),
        columns=(
            language.text("What"),
            language.text("This organisation"),
            *((language.text("Median of similar ones"),) if card.compared else ()),
        ),
        rows=tuple(
            (
                names[str(row["variable"])],
                answer_words(card, str(row["variable"]), row["value"])
                if State(str(row["state"])).is_number
                else State(str(row["state"])).symbol,
                *((_median(card, row["peers_median"]),) if card.compared else ()),
            )
            for row in rows_of(card.diagnosis.cooperation.measures)
        ),
        align="lrr" if card.compared else "lr",
        language=language,
    )


def _items(card: Card, closed_list: str) -> dict[str, str]:
    items = card.context.edition.catalogue.closed_list(closed_list).items
    return {item.id: item.name.in_language(card.language.code) for item in items}


def _shares_table(card: Card, label: str, title: str, table: pd.DataFrame, names: Mapping[str, str]) -> Table:
    language = card.language
    return Table(
        label=label,
        caption=card.table_caption(language.text("{title}, {year}", title=title, year=card.year)),
        columns=(
            title,
            language.text("Partners"),
            language.text("Share"),
            *((language.text("Median of similar ones"),) if card.compared else ()),
        ),
        rows=tuple(
            (
                names[str(row["item"])],
                _figure(card, row["value"], str(row["state"])),
                _share(card, row["share"]),
                *((_share(card, row["peers_median_share"]),) if card.compared else ()),
            )
            for row in rows_of(table)
        ),
        align="lrrr" if card.compared else "lrr",
        language=language,
    )


def _figure(card: Card, value: float, state: str) -> str:
    return _plain(card, value) if State(state).is_number else State(state).symbol


def _plain(card: Card, value: float) -> str:
    return number(value, 0 if float(value).is_integer() else 1, card.language)


def _median(card: Card, median: float) -> str:
    return "" if pd.isna(median) else _plain(card, median)


def _share(card: Card, share: float) -> str:
    return "" if pd.isna(share) else f"{number(100 * share, 0, card.language)}%"
