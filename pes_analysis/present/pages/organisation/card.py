"""What every section of a condition card needs: the diagnosis, the context, how its numbers are written."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from pes_analysis.catalogue import Indicator
from pes_analysis.catalogue.states import State
from pes_analysis.compare.standing import SMALLEST_GROUP
from pes_analysis.diagnose.blocks import PRINTED
from pes_analysis.diagnose.card import OrganisationDiagnosis
from pes_analysis.diagnose.card_claims import AMONG, GENERAL, by_statement
from pes_analysis.measure.points import REFERENCE
from pes_analysis.present.language import Language, mark
from pes_analysis.present.markup import Markup, sentence_case
from pes_analysis.present.names import Form, ProperName
from pes_analysis.present.numbers import number, with_unit
from pes_analysis.present.pages.directory.view import DirectoryView
from pes_analysis.present.pages.page_context import PageContext
from pes_analysis.present.rows import Row, rows_of
from pes_analysis.robust.claim import Claim, Standing

SCORED = "scored"
NO_FIGURES, NOTHING_TO_SCORE = "no_figures", "nothing_to_score"
BASES = {"mean_3y": mark("mean of three years"), "pooled_3y": mark("three years together")}


@dataclass(frozen=True)
class Card:
    """A diagnosis seen from its page.

    Attributes
    ----------
    diagnosis : OrganisationDiagnosis
    context : PageContext
    directory : DirectoryView, optional
        The directory, for partners; None where only figures are looked at.
    """

    diagnosis: OrganisationDiagnosis
    context: PageContext
    directory: DirectoryView | None = None

    @property
    def language(self) -> Language:
        """The language of the page."""
        return self.context.language

    @property
    def year(self) -> int:
        """The edition's year."""
        return self.diagnosis.year

    @property
    def compared(self) -> bool:
        """Whether there are enough similar organisations to compare with."""
        return self.diagnosis.peers.enough

    @property
    def has_figures(self) -> bool:
        """Whether any figure of the edition's year came."""
        return self.diagnosis.picture.reason != NO_FIGURES

    @cached_property
    def name(self) -> ProperName:
        """The organisation's name; Polish on an English page too."""
        return ProperName("", self.diagnosis.facts.name, "", self.language)

    @cached_property
    def rows(self) -> dict[str, Row]:
        """Rows of the table of indicators by indicator."""
        return {str(row["indicator"]): row for row in rows_of(self.diagnosis.indicators)}

    @cached_property
    def scored_dimensions(self) -> list[Row]:
        """Dimensions that apply to the organisation, with or without a score."""
        rows = rows_of(self.diagnosis.dimensions)
        return [row for row in rows if row["reason"] != NOTHING_TO_SCORE]

    @cached_property
    def steps(self) -> dict[str, Row]:
        """Steps by indicator, the most effective first."""
        return {str(row["indicator"]): row for row in rows_of(self.diagnosis.steps)}

    @cached_property
    def courses(self) -> dict[str, list[Row]]:
        """Figures of single years, in their order, by indicator."""
        found: dict[str, list[Row]] = {}
        for row in rows_of(self.diagnosis.trends):
            found.setdefault(str(row["indicator"]), []).append(row)
        return found

    @cached_property
    def _claims(self) -> dict[tuple[str, str], Claim]:
        return dict(by_statement(self.diagnosis.claims))

    def printed(self, statement: str, subject: str = GENERAL) -> Claim | None:
        """Give the claim of a sentence, if it is sure enough to be printed."""
        claim = self._claims.get((statement, subject))
        return claim if claim is not None and claim.standing.is_printed else None

    def standing_of(self, subject: str, mark: str) -> str:
        """Say how sure the mark of a place is, of an indicator or a dimension; empty where there is none."""
        if mark not in AMONG:
            return ""
        claim = self._claims.get((AMONG[mark], subject))
        return str(Standing.UNTESTED if claim is None else claim.standing)

    def sure_mark(self, subject: str, mark: str) -> str:
        """Give the mark of a place that is sure enough; "none" otherwise."""
        return mark if self.standing_of(subject, mark) in PRINTED else "none"

    def tried(self, statement: str) -> bool:
        """Whether any sentence of a kind was tested, printed or not."""
        return any(one == statement for one, _ in self._claims)

    def of_dimension(self, dimension: str) -> list[Row]:
        """Give the indicators of a dimension that concern the organisation, alarms left out."""
        return [
            row
            for row in self.rows.values()
            if row["dimension"] == dimension and row["role"] in (SCORED, "described")
        ]

    def dimension_name(self, dimension: str) -> str:
        """Name a dimension."""
        return self.context.edition.catalogue.dimension(dimension).name.in_language(self.language.code)

    def county(self, form: Form = Form.FULL) -> ProperName:
        """Name the county of the organisation."""
        return self.context.county_name(self.diagnosis.facts.teryt, form)

    def whole(self, score: float) -> Markup:
        """Write a score, or another number that is printed without decimals."""
        return Markup(number(score, 0, self.language))

    def value(self, indicator: str, value: float | None) -> str:
        """Write a number in the unit of an indicator."""
        return self.context.value_text(indicator, value, State.VALUE)

    def figure(self, row: Row) -> str:
        """Write the value of a row, or the symbol of what is missing."""
        return self.context.value_text(str(row["indicator"]), row["value"], str(row["state"]))

    def is_beside(self, row: Row) -> bool:
        """Whether enough similar organisations have a value: a median of a few would tell theirs."""
        return self.compared and int(row["n"]) >= SMALLEST_GROUP and not pd.isna(row["median"])

    def median(self, row: Row) -> str:
        """Write the median of similar organisations; empty where too few have a value."""
        return self.value(str(row["indicator"]), row["median"]) if self.is_beside(row) else ""

    def reference(self, indicator: str) -> str:
        """Write the reference value of an indicator: what is worth 70 points and more; empty for none."""
        known = self.context.indicator(indicator)
        ends = [anchor.value for anchor in known.anchors if anchor.points == REFERENCE]
        if not ends:
            return ""
        shown = [
            number(self.context.shown(indicator, end), self._decimals(known, end), self.language)
            for end in ends
        ]
        last = with_unit(shown[-1], self.context.unit_symbol(indicator))
        if len(shown) == 2:
            return self.language.text("from {low} to {high}", low=shown[0], high=last)
        if known.polarity == "stimulant":
            return self.language.text("at least {value}", value=last)
        return self.language.text("at most {value}", value=last)

    def basis(self, row: Row) -> str:
        """Say which years a value rests on; empty for the edition's year alone."""
        return self.language.text(BASES[row["basis"]]) if row["basis"] in BASES else ""

    def with_source(self, caption: str, sources: Iterable[str] | None = None) -> str:
        """Add to a caption who the figures come from and, where so, that they are made up.

        Parameters
        ----------
        caption : str
        sources : iterable of str, optional
            Joined ids of sources; those of all indicators when left out.
        """
        used = [row["source"] for row in self.rows.values()] if sources is None else sources
        made_up = self.made_up()
        said = f"{caption} {sentence_case(Markup(made_up))}." if made_up else caption
        return self.context.with_publishers(said, used)

    def table_caption(self, caption: str) -> str:
        """Say in brackets after the caption of a table that its figures are made up, where so."""
        made_up = self.made_up()
        return f"{caption} ({made_up})" if made_up else caption

    def made_up(self) -> str:
        """Say what is made up in the figures; empty when nothing is."""
        privacy = self.diagnosis.privacy
        if privacy.generated:
            return self.language.text("demonstration data")
        if privacy.peers_generated:
            return self.language.text("the organisations compared are made up")
        return ""

    def types_compared(self) -> str:
        """List the types of the similar organisations as they are printed: "CIS, KIS"."""
        return ", ".join(one.upper() for one in self.diagnosis.peers.types)

    def _decimals(self, indicator: Indicator, value: float) -> int:
        """Drop decimals that a whole reference value does not need."""
        return 0 if float(self.context.shown(indicator.id, value)).is_integer() else indicator.decimals
