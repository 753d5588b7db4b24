"""Needs and supply of services across a region: a map of white spots, a matrix of gaps, the norms."""

import pandas as pd

from pes_analysis.catalogue.need_norms import NeedNorm, load_need_norms
from pes_analysis.catalogue.states import State
from pes_analysis.diagnose.service_balance import ServiceBalance
from pes_analysis.edition.boundaries import load_boundaries
from pes_analysis.present.blocks import Details, Heading, Paragraph, document
from pes_analysis.present.figure import Figure
from pes_analysis.present.language import mark, mark_plural
from pes_analysis.present.map_chart import MapWords, classify, map_chart
from pes_analysis.present.markup import Inline, Markup, as_markdown, join, link
from pes_analysis.present.names import Form
from pes_analysis.present.numbers import number
from pes_analysis.present.pages.county_services import balance_sources
from pes_analysis.present.pages.page_context import PageContext, listed
from pes_analysis.present.pages.service_words import GENERATED_SUPPLY, area_names
from pes_analysis.present.sentences.certainty import in_hundred
from pes_analysis.present.table import Table

GAP, SPOT = "▼", "○"
AREAS_IN_A_TABLE = 7
GAPS_IN = mark("Gaps are most frequent in the area “{area}”: {counties}.")
SPOTS_IN = mark("White spots are most frequent in the area “{area}”: {counties}.")
_COUNTED = mark_plural("in {n} county", "in {n} counties")


def region_services(balance: ServiceBalance, context: PageContext) -> Markup:
    """Write how needs and supply of services meet across a region.

    Parameters
    ----------
    balance : ServiceBalance
        Of the region's voivodeship.
    context : PageContext
    """
    language = context.language
    heading = Heading(language.text("Needs and supply of services"), 2, "needs-supply")
    norms = Details(language.text("How many people need a service: the norms"), (_norms(context),))
    if not balance.supply_known:
        return document(
            heading,
            Paragraph(
                language.text(
                    "Nothing is known here of the supply of services: the edition has neither organisations "
                    "nor a directory of this voivodeship."
                )
            ),
            norms,
        )
    figure = _map(balance, context)
    generated: Inline = (
        Paragraph(Markup(f"**{as_markdown(language.text(GENERATED_SUPPLY))}**")) if balance.generated else ""
    )
    return document(
        heading,
        Paragraph(_sentence(balance, context)),
        generated,
        Markup(figure.markdown()),
        Details(language.text("The map in a table"), (figure.table,)),
        Heading(language.text("Gaps and white spots, county by county"), 3, "gap-matrix"),
        Paragraph(
            language.markdown(
                "{gap} a gap that holds in at least {n} of 100 trials; {spot} a white spot: needs are great "
                "and nobody known is active. An empty cell is neither. {method}",
                n=str(in_hundred(context.edition.catalogue.claims.softened_at)),
                gap=Markup(GAP),
                spot=Markup(SPOT),
                method=link(language.text("Method"), context.page("metoda.qmd", "luki")),
            )
        ),
        *_matrices(balance, context),
        norms,
    )


def printed_gaps(balance: ServiceBalance) -> pd.DataFrame:
    """List the gaps sure enough to be printed: ``teryt, area``.

    Examples
    --------
    >>> from pes_analysis.diagnose.service_balance import balance_services
    >>> from pes_analysis.edition import open_edition_data
    >>> balance = balance_services(open_edition_data("malopolskie-2024"), "12")
    >>> list(printed_gaps(balance).columns)
    ['teryt', 'area']
    """
    pairs = [pair for pair, claim in balance.claims.items() if claim.standing.is_printed]
    return pd.DataFrame(pairs, columns=["teryt", "area"])


def _sentence(balance: ServiceBalance, context: PageContext) -> Markup:
    language, names = context.language, area_names(context)
    gaps = printed_gaps(balance)["area"].value_counts()
    spots = balance.table.loc[balance.table["white_spot"], "area"].value_counts()
    parts = []
    for found, template in (
        (gaps, GAPS_IN),
        (spots, SPOTS_IN),
    ):
        if len(found):
            most = int(found.max())
            area = next(one for one in balance.areas if found.get(one, 0) == most)
            counties = Markup(language.plural(*_COUNTED, most))
            parts.append(language.markdown(template, area=names[area], counties=counties))
    return join(parts) if parts else language.markdown("No gap is sure enough to be named.")


def _counts(balance: ServiceBalance) -> pd.DataFrame:
    spots = balance.table.groupby("teryt")["white_spot"].sum()
    gaps = printed_gaps(balance)["teryt"].value_counts()
    counted = balance.mismatch.set_index("teryt")[["value", "lowest", "highest"]]
    return counted.assign(
        spots=spots.reindex(counted.index).astype(int), gaps=gaps.reindex(counted.index).fillna(0).astype(int)
    )


def _map(balance: ServiceBalance, context: PageContext) -> Figure:
    language = context.language
    counted = _counts(balance)
    limits = classify(counted["spots"].tolist())
    counties = pd.DataFrame(
        {
            "teryt": counted.index,
            "name": [str(context.county_name(one, Form.FULL)) for one in counted.index],
            "short_name": [str(context.county_name(one)) for one in counted.index],
            "value": counted["spots"].astype(float).to_numpy(),
            "value_text": [number(one, 0, language) for one in counted["spots"]],
            "state": [str(State.VALUE if one else State.ZERO) for one in counted["spots"]],
            "href": [
                context.page(f"powiaty/{one}.html", "white-spots") if one in context.linked else ""
                for one in counted.index
            ],
        }
    )
    boundaries = load_boundaries()
    most = counted["spots"].max()
    where = ", ".join(
        str(context.county_name(str(one), Form.FULL)) for one in counted.index[counted["spots"] == most]
    )
    return map_chart(
        counties,
        {str(one): boundaries.rings(str(one)) for one in counted.index},
        limits,
        MapWords(
            measure=language.text("white spots"),
            classes=_classes(limits, context),
            missing=language.text("no data"),
            suppressed=language.text("withheld"),
        ),
        label="white-spots",
        caption=context.with_source(
            language.text(
                "White spots in the counties of the region, {year}: service areas where needs are great "
                "and nobody known is active.",
                year=str(balance.year),
            ),
            balance_sources(balance.table, supply=balance.generated),
        ),
        alt=listed(
            [
                language.text("Map of counties"),
                language.text("Most white spots ({n}): {counties}", n=str(int(most)), counties=where),
            ]
        ),
        table=_map_table(counted, context),
    )


def _classes(limits: tuple[float, ...], context: PageContext) -> tuple[str, ...]:
    language = context.language
    if not limits:
        return (language.text("all counties alike"),)
    lows, highs = [int(one) for one in limits], [int(one) - 1 for one in limits]
    between = [
        str(low) if low == high else f"{low}–{high}" for low, high in zip(lows[:-1], highs[1:], strict=True)
    ]
    return (
        language.text("{high} and less", high=str(highs[0])) if highs[0] else "0",
        *between,
        language.text("{low} and more", low=str(lows[-1])),
    )


def _map_table(counted: pd.DataFrame, context: PageContext) -> Table:
    language = context.language
    ordered = counted.sort_values(["spots", "gaps"], ascending=False, kind="stable")
    return Table(
        label="white-spots",
        caption=language.text("White spots, gaps and mismatch by county"),
        columns=(
            language.text("County"),
            language.text("White spots"),
            language.text("Gaps"),
            language.text("Of 100 places, how many out of line with needs"),
        ),
        rows=tuple(
            (
                context.county_link(str(teryt)),
                number(row["spots"], 0, language),
                number(row["gaps"], 0, language),
                State.UNDEFINED.symbol
                if pd.isna(row["value"])
                else "{} ({}–{})".format(
                    *(number(100 * row[one], 0, language) for one in ("value", "lowest", "highest"))
                ),
            )
            for teryt, row in ordered.iterrows()
        ),
        align="lrrr",
        language=language,
    )


def _matrices(balance: ServiceBalance, context: PageContext) -> list[Table]:
    """Make the matrix in parts narrow enough to be read."""
    language, names = context.language, area_names(context)
    gaps = set(map(tuple, printed_gaps(balance).to_numpy().tolist()))
    spots = balance.table[balance.table["white_spot"]]
    white = set(zip(spots["teryt"], spots["area"], strict=True))
    parts = []
    for start in range(0, len(balance.areas), AREAS_IN_A_TABLE):
        shown = balance.areas[start : start + AREAS_IN_A_TABLE]
        rows = tuple(
            (
                context.county_link(teryt),
                *(
                    Markup(
                        " ".join(
                            sign for sign, found in ((GAP, gaps), (SPOT, white)) if (teryt, area) in found
                        )
                    )
                    for area in shown
                ),
            )
            for teryt in balance.counties
        )
        parts.append(
            Table(
                label=f"gap-matrix-{start // AREAS_IN_A_TABLE + 1}",
                caption=language.text(
                    "Gaps ({gap}) and white spots ({spot}), {year}: {areas}",
                    gap=GAP,
                    spot=SPOT,
                    year=str(balance.year),
                    areas="; ".join(names[one] for one in shown),
                ),
                columns=(language.text("County"), *(names[one] for one in shown)),
                rows=rows,
                align="l" + "c" * len(shown),
                language=language,
            )
        )
    return parts


def _norms(context: PageContext) -> Table:
    language, names = context.language, area_names(context)
    loaded = load_need_norms()
    origins = {
        item.id.upper(): item.name.in_language(language.code)
        for item in context.edition.catalogue.closed_list("origin_marks").items
    }
    rows = []
    for area, name in names.items():
        norm = loaded.areas.get(area)
        if norm is None:
            why = loaded.without[area].in_language(language.code)
            rows.append((name, State.MISSING.symbol, why, ""))
            continue
        source = f"{norm.source.in_language(language.code)} ({norm.year})"
        rows.append((name, _norm(norm, context), source, origins.get(norm.origin, norm.origin)))
    return Table(
        label="need-norms",
        caption=language.text("Norms of need, valid from {year}", year=str(loaded.valid_from.year)),
        columns=(
            language.text("Service area"),
            language.text("How many need it"),
            language.text("Where the norm comes from"),
            language.text("Origin"),
        ),
        rows=tuple(rows),
        align="llll",
        language=language,
    )


def _norm(norm: NeedNorm, context: PageContext) -> str:
    language = context.language
    low, central, high = (
        number(one, 0 if float(one).is_integer() else 1, language)
        for one in (norm.low, norm.central, norm.high)
    )
    return language.text(
        "{central} ({low}–{high}) per 100 {whom}",
        central=central,
        low=low,
        high=high,
        whom=norm.of_whom.in_language(language.code),
    )
