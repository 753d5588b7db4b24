"""The page of one county: one screen first, then problems, support, money, background, what is unknown."""

from collections.abc import Hashable
from dataclasses import dataclass
from typing import Any

import pandas as pd

from pes_analysis.catalogue.states import State
from pes_analysis.diagnose.cooperation import CountyCooperation
from pes_analysis.diagnose.county import CountyDiagnosis
from pes_analysis.diagnose.findings import FINDINGS
from pes_analysis.present.blocks import (
    Bullets,
    Details,
    Findings,
    Heading,
    Lead,
    Paragraph,
    SourceNote,
    document,
)
from pes_analysis.present.markup import Inline, Markup, in_sentence, join, link
from pes_analysis.present.pages.case_studies import cases_of_county
from pes_analysis.present.pages.cooperation import county_section
from pes_analysis.present.pages.county_areas import county_dimension
from pes_analysis.present.pages.county_certainty import certainty, how_sure
from pes_analysis.present.pages.county_change import what_moved, within_reach
from pes_analysis.present.pages.county_charts import (
    overview_chart,
)
from pes_analysis.present.pages.county_sentences import (
    finding_sentence,
    freshness_sentence,
    national_sentences,
    who_sentence,
)
from pes_analysis.present.pages.county_services import county_services
from pes_analysis.present.pages.county_tables import (
    peers_table,
    positions_table,
    sources_table,
    table_notes,
)
from pes_analysis.present.pages.directory.county_units import units_of_county
from pes_analysis.present.pages.directory.view import DirectoryView
from pes_analysis.present.pages.page_context import PageContext
from pes_analysis.present.pages.signal_sections import county_signals
from pes_analysis.present.sentences.certainty import with_mark
from pes_analysis.present.sentences.contacts import who_to_contact
from pes_analysis.present.sentences.groups import Beside
from pes_analysis.present.sentences.headline import awaiting_sentence, headline_sentence
from pes_analysis.present.sentences.measured import missing_sentence
from pes_analysis.present.sentences.peers import peers_explanation


@dataclass(frozen=True)
class CountyPage:
    """A county's diagnosis as a page; every section is Markdown, every table behind it a DataFrame.

    Attributes
    ----------
    diagnosis : CountyDiagnosis
        All that was computed.
    context : PageContext
        Edition and language.
    ties : CountyCooperation, optional
        Who works with whom; None when nobody in the county was asked.
    directory : DirectoryView, optional
        The directory, for the units of the county.
    """

    diagnosis: CountyDiagnosis
    context: PageContext
    ties: CountyCooperation | None = None
    directory: DirectoryView | None = None

    @property
    def positions(self) -> pd.DataFrame:
        """One row an available indicator: the county, its group, the voivodeship, Poland."""
        return self.diagnosis.positions

    @property
    def peers(self) -> pd.DataFrame:
        """Similar counties, nearest first, with the structure that makes them similar."""
        return self.diagnosis.peers

    @property
    def trends(self) -> pd.DataFrame:
        """Core indicators by year, with the quartiles of the group."""
        return self.diagnosis.trends

    @property
    def blocks(self) -> pd.DataFrame:
        """Mean positions by area and dimension."""
        return self.diagnosis.blocks

    @property
    def gaps(self) -> pd.DataFrame:
        """Indicators without a number, and why."""
        return self.diagnosis.gaps

    def summary(self) -> Markup:
        """Write the first screen: who, one sentence, three findings, one chart."""
        language, headline = self.context.language, self.diagnosis.headline
        facts = self.diagnosis.facts
        lead = headline_sentence(
            self.context.county(facts.teryt),
            headline.problems.kind,  # type: ignore[arg-type]
            headline.support.kind,  # type: ignore[arg-type]
            language,
            problems_beside=self._beside(headline.problems.group),
            support_beside=self._beside(headline.support.group),
        )
        marks = [certainty(side.claim, self.context) for side in (headline.problems, headline.support)]
        areas = self._drawable_areas()
        drawn: list[Inline] = []
        if areas["share"].notna().any():
            chart = overview_chart(self.diagnosis, areas, self.context)
            drawn = [Markup(chart.markdown()), Details(language.text("The same in a table"), (chart.table,))]
        national, national_notes = national_sentences(self.diagnosis, self.context)
        beside_poland: list[Inline] = []
        if national:
            beside_poland = [
                Heading(language.text("Against all Poland"), 3, "national"),
                Bullets(national),
                *national_notes,
            ]
        return document(
            who_sentence(self.diagnosis, self.context),
            Lead(with_mark(lead, join(sure for sure, _ in marks))),
            *(note for _, note in marks),
            join(
                (
                    freshness_sentence(self.diagnosis, self.context),
                    Markup(f"{link(language.text('Whom to turn to'), '#contacts')}."),
                )
            ),
            Heading(self._findings_heading(), 2, "summary"),
            self._findings(),
            *beside_poland,
            *drawn,
        )

    def problems(self) -> Markup:
        """Write how intense problems are, area by area, with trends."""
        return county_dimension(self.diagnosis, "problems", self.context)

    def supply(self) -> Markup:
        """Write what support is at hand."""
        return county_dimension(self.diagnosis, "supply", self.context)

    def money(self) -> Markup:
        """Write what local government spends."""
        return county_dimension(self.diagnosis, "money", self.context)

    def cooperation(self) -> Markup:
        """Write who answered the survey of ties and what holds, with the way to its own page."""
        cases = cases_of_county(self.diagnosis.facts.teryt, self.context)
        return document(county_section(self.ties, self.context), cases)

    def background(self) -> Markup:
        """Write what kind of county it is."""
        return county_dimension(self.diagnosis, "context", self.context)

    def services(self) -> Markup:
        """Write how needs and supply of services meet: gaps, who could fill them, white spots."""
        return county_services(self.diagnosis.services, self.diagnosis.facts.teryt, self.context)

    def signals(self) -> Markup:
        """Write what local units reported that statistics may miss."""
        return county_signals(self.diagnosis.signals, self.diagnosis.facts.teryt, self.context)

    def similar_counties(self) -> Markup:
        """Write who the similar counties are and how they were chosen."""
        language = self.context.language
        features = [
            in_sentence(self.context.structural_name(one))
            for one in self.diagnosis.peers_explained["variable"]
        ]
        explanation = peers_explanation(len(self.diagnosis.peers), features, self._beside("peers"), language)
        more = link(
            language.text("How similarity is computed"), self.context.page("metoda.qmd", "podobne-powiaty")
        )
        return document(
            Heading(language.text("Similar counties"), 2, "similar-counties"),
            Paragraph(join((explanation, Markup(f"{more}.")))),
            Paragraph(
                language.text("No county is really similar to this one, so read comparisons with care.")
            )
            if self.diagnosis.peers_far
            else "",
            Details(
                language.text("The list, with what makes them similar"),
                (peers_table(self.diagnosis, self.context),),
            ),
            what_moved(self.diagnosis.moved, self.positions, self.context),
            within_reach(self.diagnosis.reach, self.positions, self.context),
        )

    def all_indicators(self) -> Markup:
        """Write every available indicator in one folded table."""
        language = self.context.language
        table = positions_table("all-indicators", self.diagnosis, self.positions, self.context)
        return document(
            Heading(language.text("All indicators"), 2, "all-indicators"),
            Details(
                language.text("All indicators of this county in one table"),
                (
                    table,
                    SourceNote(table_notes(self.positions, self.context)),
                    self.context.source_note(self.positions),
                ),
            ),
            how_sure(self.diagnosis, self.context),
        )

    def unknown(self) -> Markup:
        """Write what is not known about the county, and why."""
        language = self.context.language
        missing = self.gaps[self.gaps["availability"] == "available"]
        awaiting = self.gaps[self.gaps["availability"] == "awaiting"]
        parts: list[Inline] = [
            Heading(language.text("What we do not know"), 2, "unknown"),
            Paragraph(self._unknown_sentence(len(missing), len(awaiting))),
        ]
        if len(missing):
            parts.append(
                Details(
                    language.text("Indicators without a figure for this county"),
                    (Bullets(tuple(self._gap(row) for row in missing.to_dict("records"))),),
                )
            )
        if len(awaiting):
            items = tuple(self._awaited(str(indicator)) for indicator in awaiting["indicator"])
            parts.append(Details(language.text("Indicators that await data"), (Bullets(items),)))
        return document(*parts)

    def contacts(self) -> Markup:
        """Write which office deals with what, and which units of the directory are here."""
        language = self.context.language
        return document(
            Heading(language.text("Whom to turn to"), 2, "contacts"),
            who_to_contact(language, self.diagnosis.facts.kind),
            units_of_county(self.directory, self.diagnosis.facts.teryt) if self.directory else "",
        )

    def sources(self) -> Markup:
        """Write where the figures come from and how to read them."""
        language = self.context.language
        links = Bullets(
            (
                link(language.text("How diagnoses are made"), self.context.page("metoda.qmd")),
                link(language.text("What each indicator measures"), self.context.page("wskazniki.ipynb")),
                link(language.text("What the words mean"), self.context.page("slownik.ipynb")),
                link(language.text("All sources, with their traps"), self.context.page("zrodla.ipynb")),
            )
        )
        return document(
            Heading(language.text("Sources and method"), 2, "sources"),
            Paragraph(
                language.markdown(
                    "The figures come from: {publishers}.",
                    publishers="; ".join(sorted(set(self.diagnosis.sources["publisher"].astype(str)))),
                )
            ),
            Details(
                language.text("All publications, with years"), (sources_table(self.diagnosis, self.context),)
            ),
            links,
        )

    def _beside(self, group: str) -> Beside:
        return Beside.of(group, self.diagnosis.facts.kind)

    def _findings_heading(self) -> str:
        language = self.context.language
        if len(self.diagnosis.findings) == FINDINGS:
            return language.text("Three things worth knowing")
        return language.text("What is worth knowing")

    def _findings(self) -> Inline:
        language = self.context.language
        if not self.diagnosis.findings:
            return Paragraph(
                language.text("No figure of this county stands clearly apart from those of similar counties.")
            )
        said, notes = [], []
        for one in self.diagnosis.findings:
            sure, note = certainty(one.claim, self.context)
            said.append(finding_sentence(self.diagnosis, one, self.context, sure))
            notes.append(note)
        return document(Findings(tuple(said)), *notes)

    def _drawable_areas(self) -> pd.DataFrame:
        blocks = self.blocks
        return blocks[
            blocks["dimension"].isin(["problems", "supply"])
            & (blocks["area"] != "")
            & (blocks["n_indicators"] > 0)
        ].reset_index(drop=True)

    def _unknown_sentence(self, missing: int, awaiting: int) -> Markup:
        language = self.context.language
        first = language.markdown_plural(
            "{n} indicator has no figure for this county.",
            "{n} indicators have no figure for this county.",
            missing,
        )
        return join((first if missing else "", awaiting_sentence(awaiting, language)))

    def _gap(self, row: dict[Hashable, Any]) -> Markup:
        language = self.context.language
        state = State(str(row["state"]))
        name = self.context.indicator_link(str(row["indicator"]))
        why = missing_sentence(state, self.diagnosis.year, language)
        return language.markdown("{name}: {why}", name=name, why=why)

    def _awaited(self, indicator: str) -> Markup:
        known = self.context.indicator(indicator)
        waits = known.awaiting.in_language(self.context.language.code) if known.awaiting else ""
        return self.context.language.markdown(
            "{name}: {why}", name=self.context.indicator_link(indicator), why=waits
        )
