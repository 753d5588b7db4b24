"""What every page needs to turn ids into words: the edition, the language, and where the page stands."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

import pandas as pd

from pes_analysis.catalogue import Indicator
from pes_analysis.catalogue.states import State
from pes_analysis.edition import Edition
from pes_analysis.present.blocks import SourceNote
from pes_analysis.present.language import Language, mark
from pes_analysis.present.markup import Inline, Markup, as_markdown, link
from pes_analysis.present.names import County, Form, ProperName, county_name
from pes_analysis.present.numbers import cell, counted, with_unit
from pes_analysis.present.sentences.measured import Measured
from pes_analysis.present.sources import Source, source_note

SOURCES_JOINED = "; "
GENERATED = mark("demonstration data (generated)")
NO_SYMBOL = "–"
COUNTED = {"jobs": "job", "places": "place"}
"""Units that are nouns in full, whose form follows the number."""


@dataclass(frozen=True)
class PageContext:
    """The edition seen from one page.

    Parameters
    ----------
    edition : Edition
    language : Language
    folder : str
        Folder of the page below the root of its language: "" or "powiaty".
    linked : frozenset of str
        Codes of the counties that have a page; others are named without a link.
    alone : bool
        Whether there is no site around the page: what would lead to another page is plain text.
    """

    edition: Edition
    language: Language
    folder: str = ""
    linked: frozenset[str] = frozenset()
    alone: bool = False

    def page(self, slug: str, anchor: str = "") -> str:
        """Give the address of another page of the same language, relative to this one."""
        up = "../" if self.folder else ""
        return f"{up}{slug}" + (f"#{anchor}" if anchor else "")

    def page_link(self, text: Inline, slug: str, anchor: str = "") -> Markup:
        """Lead to another page of the same language; plain text on a page that stands alone."""
        return as_markdown(text) if self.alone else link(text, self.page(slug, anchor))

    def county(self, teryt: str) -> County:
        """Gather what has to be known of a county to name it."""
        row = self.edition.snapshot.counties.loc[teryt]
        kind: Literal["land", "city"] = "city" if row["kind"] == "city" else "land"
        return County(str(row["name"]), kind, str(row["voivodeship_name"]))

    def county_name(
        self, teryt: str, form: Form = Form.BARE, *, with_voivodeship: bool = False
    ) -> ProperName:
        """Name a county in the language of the page."""
        return county_name(
            self.county(teryt), language=self.language, form=form, with_voivodeship=with_voivodeship
        )

    def county_link(self, teryt: str, form: Form = Form.BARE, *, with_voivodeship: bool = False) -> Inline:
        """Name a county, with a link to its page when it has one."""
        name = self.county_name(teryt, form, with_voivodeship=with_voivodeship)
        if teryt not in self.linked:
            return Markup(name.markdown())
        if self.folder == "powiaty":
            return link(name, f"{teryt}.ipynb")
        return self.page_link(name, f"powiaty/{teryt}.ipynb")

    def indicator(self, indicator: str) -> Indicator:
        """Look an indicator up in the catalogue."""
        return self.edition.catalogue.indicator(indicator)

    def plain_name(self, indicator: str) -> str:
        """Give the name of an indicator in plain words."""
        return self.indicator(indicator).plain.in_language(self.language.code)

    def indicator_link(self, indicator: str) -> Markup:
        """Plain name of an indicator, leading to its card in the catalogue."""
        of_organisations = self.indicator(indicator).level == "organisation"
        cards = "wskazniki-organizacji.ipynb" if of_organisations else "wskazniki.ipynb"
        return self.page_link(self.plain_name(indicator), cards, anchor_of(indicator))

    def structural_name(self, variable: str) -> str:
        """Name what similar counties are chosen by: a raw variable, or an indicator that only describes."""
        names = self.edition.catalogue.variable_names(self.language.code)
        return names[variable] if variable in names else self.plain_name(variable)

    def unit_symbol(self, indicator: str) -> str:
        """Give what stands after the numbers of an indicator; empty for nothing."""
        unit = self.edition.catalogue.unit(self.indicator(indicator).unit)
        symbol = unit.symbol.in_language(self.language.code)
        return "" if symbol == NO_SYMBOL else symbol

    def unit_in_sentence(self, indicator: str) -> str:
        """Give what stands after a number in running text: rates in full, "na 1000 mieszkańców"."""
        unit = self.edition.catalogue.unit(self.indicator(indicator).unit)
        if unit.id.startswith("per_1"):
            return unit.name.in_language(self.language.code)
        return self.unit_symbol(indicator)

    def is_need(self, indicator: str) -> bool:
        """Whether more of it means that more people need help, which is no fault of the county."""
        known = self.indicator(indicator)
        return known.dimension == "problems" and known.polarity == "destimulant"

    def comparable_in_size(self, indicator: str) -> bool:
        """Whether counties and Poland may share an axis: not for bare counts, which only show size."""
        return self.indicator(indicator).count_type != "count"

    def shown(self, indicator: str, value: float) -> float:
        """Turn a value into the number that is printed and drawn: a share of 0.42 into 42 per cent."""
        return self.edition.catalogue.unit(self.indicator(indicator).unit).shown(value)

    def value_text(
        self, indicator: str, value: float | None, state: str | State, *, unit: bool = True
    ) -> str:
        """Write a value as it is printed, or the symbol of what is missing."""
        known = State(state)
        number = None if value is None else self.shown(indicator, value)
        noun = COUNTED.get(self.indicator(indicator).unit)
        if unit and noun and number is not None and known is State.VALUE:
            return counted(noun, number, self.indicator(indicator).decimals, self.language)
        text = cell(number, known, self.indicator(indicator).decimals, self.language)
        return with_unit(text, self.unit_symbol(indicator)) if unit and known.is_number else text

    def number_text(self, indicator: str, value: float) -> str:
        """Write a number of a group, such as a median; a gap stays empty."""
        if pd.isna(value):
            return ""
        return cell(
            self.shown(indicator, value), State.VALUE, self.indicator(indicator).decimals, self.language
        )

    def measured(self, indicator: str, value: float, year: int, state: str | State = State.VALUE) -> Measured:
        """Gather what a sentence about one figure needs."""
        return Measured(
            name=self.plain_name(indicator),
            value=None if pd.isna(value) else self.shown(indicator, float(value)),
            state=State(state),
            unit=self.unit_in_sentence(indicator),
            decimals=self.indicator(indicator).decimals,
            year=int(year),
        )

    def source_note(self, rows: pd.DataFrame) -> SourceNote:
        """Name the sources of printed rows.

        Parameters
        ----------
        rows : DataFrame
            Columns ``year, source`` (ids joined by "; "); rows without a source are passed over.
        """
        return self.sources_of_years(zip(rows["source"].tolist(), rows["year"].tolist(), strict=True))

    def sources_of_years(self, used: Iterable[tuple[object, Any]]) -> SourceNote:
        """Name sources, given as pairs of joined ids and a year; pairs without both are passed over."""
        years: dict[str, list[int]] = {}
        # A page names its sources a hundred times: tables would take ten times as long.
        for joined, year in used:
            if _is_known(joined) and not pd.isna(year):
                for name in str(joined).split(SOURCES_JOINED):
                    years.setdefault(name, []).append(int(year))
        return source_note(
            [self.source(name, min(years[name]), max(years[name])) for name in sorted(years)], self.language
        )

    def with_source(self, caption: str, rows: pd.DataFrame) -> str:
        """Add the publishers of printed rows to a caption; `rows` as for `source_note`."""
        return self.with_publishers(caption, rows["source"].tolist())

    def with_publishers(self, caption: str, sources: Iterable[object]) -> str:
        """Add the publishers of sources, given as joined ids, to a caption."""
        known = {joined for joined in sources if _is_known(joined)}
        ids = sorted({name for joined in known for name in str(joined).split(SOURCES_JOINED)})
        found = self._sources(ids)
        # In the order of their ids: a publisher's name does not move it.
        publishers = dict.fromkeys(publisher_name(str(found[one]["publisher"]), self.language) for one in ids)
        named = "; ".join(publishers)
        return self.language.text("{caption} Source: {publishers}.", caption=caption, publishers=named)

    def source(self, source_id: str, first_year: int, last_year: int) -> Source:
        """Describe one source in the language of the page."""
        row = self._sources([source_id])[source_id]
        return Source(
            publisher=publisher_name(str(row["publisher"]), self.language),
            title=str(row[f"title_{self.language.code}"]),
            first_year=first_year,
            last_year=last_year,
            collected_on=collected_on({"collected_on": row["collected_on"]}),
            url=str(row["url"]),
        )

    def _sources(self, ids: Iterable[str]) -> Mapping[str, Mapping[str, Any]]:
        """Give the sources of the region's figures; those of organisations only when one is asked for."""
        of_counties = self.edition.county_sources
        return of_counties if of_counties.keys() >= set(ids) else self.edition.every_source


def _is_known(source: object) -> bool:
    return isinstance(source, str) and bool(source)


def publisher_name(publisher: str, language: Language) -> str:
    """Name a publisher; what a program made up is named in the language of the page.

    Examples
    --------
    >>> publisher_name("dane demonstracyjne (wygenerowane)", Language.EN)
    'demonstration data (generated)'
    >>> publisher_name("GUS", Language.EN)
    'GUS'
    """
    return language.text(GENERATED) if publisher == Language.PL.text(GENERATED) else publisher


def collected_on(row: Mapping[str, Any]) -> date | None:
    """Read the day a source was collected; None where it was not recorded.

    Examples
    --------
    >>> collected_on({"collected_on": "2026-03-21"}), collected_on({"collected_on": ""})
    (datetime.date(2026, 3, 21), None)
    """
    given = row["collected_on"]
    text = "" if pd.isna(given) else str(given)[:10]
    return date.fromisoformat(text) if text else None


def anchor_of(indicator: str) -> str:
    """Make the identifier of an indicator's card on the page of the catalogue.

    Examples
    --------
    >>> anchor_of("unemployment_rate")
    'unemployment-rate'
    """
    return indicator.replace("_", "-")


def listed(texts: Iterable[str]) -> str:
    """Join plain sentences for an alternative text, each ending once.

    Examples
    --------
    >>> listed(["Praca: lepiej", "Ubóstwo: gorzej."])
    'Praca: lepiej. Ubóstwo: gorzej.'
    """
    return " ".join(f"{text.rstrip('.')}." for text in texts if text)
