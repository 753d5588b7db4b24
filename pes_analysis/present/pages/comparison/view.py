"""What every section of a comparison needs: whom it compares, under what name, in what order."""

from collections.abc import Hashable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pandas as pd

from pes_analysis.diagnose.comparison import ComparisonDiagnosis
from pes_analysis.present.language import Language
from pes_analysis.present.markup import Inline, Markup, as_markdown, join
from pes_analysis.present.names import Form, ProperName
from pes_analysis.present.numbers import number
from pes_analysis.present.pages.county_charts import area_name
from pes_analysis.present.pages.county_index import in_order
from pes_analysis.present.pages.county_tables import verdict_sign
from pes_analysis.present.pages.page_context import PageContext
from pes_analysis.present.unit_marks import MOST_UNITS, unit_mark

Row = dict[Hashable, Any]
Block = tuple[str, str]
"""A dimension and an area; the area is empty for a whole dimension, both for the general score."""

GENERAL: Block = ("", "")
COUNTIES = "counties"
VERDICTS = {"best": "better", "worst": "worse", "typical": "middle", "none": "none"}
_OPEN_SIGNS = {"best": "△", "worst": "▽"}


@dataclass(frozen=True)
class View:
    """A comparison seen from its page.

    Attributes
    ----------
    diagnosis : ComparisonDiagnosis
    context : PageContext
    cards : frozenset of str
        Ids of the organisations that have a public card to lead to.
    """

    diagnosis: ComparisonDiagnosis
    context: PageContext
    cards: frozenset[str]

    @property
    def language(self) -> Language:
        """The language of the page."""
        return self.context.language

    @property
    def year(self) -> int:
        """The edition's year."""
        return self.diagnosis.year

    @property
    def of_counties(self) -> bool:
        """Whether counties are compared, not organisations."""
        return self.diagnosis.kind == COUNTIES

    @property
    def mixed(self) -> bool:
        """Whether different types or kinds are compared."""
        return len(set(self.diagnosis.members["type"])) > 1

    @property
    def large(self) -> bool:
        """Whether there are more units than a table has columns and a chart has signs for."""
        return len(self.diagnosis.members) > MOST_UNITS

    @cached_property
    def members(self) -> dict[str, Row]:
        """Rows of the units by their codes: a group in the order of codes, others as they were asked for."""
        rows = {str(row["unit"]): row for row in self.diagnosis.members.to_dict("records")}
        if not self.diagnosis.whole_group:
            return rows
        if self.of_counties:
            return {
                unit: rows[unit] for unit in in_order(self.context.edition.snapshot.counties.loc[list(rows)])
            }
        return dict(sorted(rows.items()))

    @cached_property
    def names(self) -> dict[str, str]:
        """What each unit is called in charts, by its code; two of one name are told apart by their codes."""
        labels = [str(row["label"]) for row in self.members.values()]
        return {
            unit: label if labels.count(label) == 1 else f"{label} ({unit})"
            for unit, label in zip(self.members, labels, strict=True)
        }

    def proper(self, unit: str) -> ProperName:
        """Name a unit in a sentence, in Polish on an English page too."""
        if self.of_counties:
            return self.context.county_name(unit, Form.FULL)
        return ProperName("", self.names[unit], "", self.language)

    def letter(self, unit: str) -> str:
        """Give the letter that stands for a unit in charts; empty in a large group."""
        return "" if self.large else unit_mark(list(self.members).index(unit)).letter

    def lettered(self, unit: str) -> Markup:
        """Name a unit as a heading of a short text: its letter and its name."""
        return Markup(f"**{join((self.letter(unit), self.proper(unit)))}**")

    def link(self, unit: str) -> Inline:
        """Name a unit, leading to its own page when it has one."""
        if self.of_counties:
            return self.context.county_link(unit, Form.FULL)
        organisation = str(self.members[unit]["organisation_id"])
        name = self.proper(unit)
        if organisation not in self.cards:
            return name
        return self.context.page_link(name, f"organizacje/{organisation}.ipynb")

    def heading(self, unit: str) -> Markup:
        """Head the column of a unit: its letter, and the short name of a county or the code of another."""
        short: Inline = Markup(f"[{as_markdown(unit)}]{{.nowrap}}")
        return join((self.letter(unit), self.context.county_name(unit) if self.of_counties else short))

    def coded(self, unit: str) -> Inline:
        """Name a unit in a list that is in the order of codes: its code, and its name where it has one."""
        if self.of_counties or not self.members[unit]["organisation_id"]:
            return self.link(unit)
        return join((unit, self.link(unit)))

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """What profiles have rows for: of organisations the dimensions, of counties the areas."""
        known = set(zip(self.diagnosis.profiles["dimension"], self.diagnosis.profiles["area"], strict=True))
        catalogue = self.context.edition.catalogue
        every = (
            [(one.id, area.id) for one in catalogue.dimensions for area in one.areas]
            if self.of_counties
            else [(one.id, "") for one in catalogue.dimensions]
        )
        return tuple(block for block in every if block in known)

    @property
    def has_general(self) -> bool:
        """Whether there is a general score."""
        return bool((self.diagnosis.profiles["dimension"] == "").any())

    def block_name(self, block: Block) -> str:
        """Name a row of the profiles."""
        dimension, area = block
        if block == GENERAL:
            return self.language.text("General score")
        if area:
            return area_name(self.context, area)
        return self.context.edition.catalogue.dimension(dimension).name.in_language(self.language.code)

    @cached_property
    def scores(self) -> dict[tuple[str, Block], Row]:
        """Rows of the profiles by unit and block."""
        return {
            (str(row["unit"]), (str(row["dimension"]), str(row["area"]))): row
            for row in self.diagnosis.profiles.to_dict("records")
        }

    @cached_property
    def quartiles(self) -> dict[Block, Row]:
        """Rows of the quartiles of scores by block."""
        return {
            (str(row["dimension"]), str(row["area"])): row
            for row in self.diagnosis.quartiles.to_dict("records")
        }

    def score(self, unit: str, block: Block) -> float:
        """Give a score; NaN for none."""
        row = self.scores.get((unit, block))
        return float("nan") if row is None else float(row["score"])

    def whole(self, score: float) -> str:
        """Write a score; empty for none."""
        return "" if pd.isna(score) else number(score, 0, self.language)

    def sign(self, row: Row) -> Markup:
        """Write the sign of a mark: open when it is only probable who is best or worst."""
        mark = str(row["mark"])
        if mark in _OPEN_SIGNS and not row.get("clear", True):
            return Markup(f"[{_OPEN_SIGNS[mark]}]{{.{VERDICTS[mark]}}}")
        return verdict_sign(VERDICTS[mark])

    def types(self) -> str:
        """List the types compared, as they are printed: "CIS, KIS"."""
        return ", ".join(sorted({str(row["type"]).upper() for row in self.members.values()}))

    def reference(self) -> str:
        """Say what the quartiles are of."""
        n = self.diagnosis.reference_n
        if self.of_counties:
            return self.language.plural("{n} county of the region", "the {n} counties of the region", n)
        return self.language.plural(
            "{n} organisation ({types}) of this edition",
            "the {n} organisations ({types}) of this edition",
            n,
            types=self.types(),
        )

    def made_up(self) -> str:
        """Say that figures are made up; empty when they are not."""
        if self.diagnosis.generated:
            return self.language.text("demonstration data")
        if self.diagnosis.reference_generated:
            return self.language.text("the organisations compared are made up")
        return ""

    def type_name(self) -> str:
        """Name the type of all of them with its abbreviation; of several types the abbreviations alone."""
        if self.mixed:
            return self.types()
        known = self.context.edition.catalogue.entity_type(str(self.diagnosis.members["type"].iloc[0]))
        return f"{known.plural.in_language(self.language.code)} ({known.code})"

    def with_source(self, caption: str, rows: pd.DataFrame | None = None) -> str:
        """Add to a caption who the figures come from and, where so, that they are made up."""
        made_up = self.made_up()
        said = f"{caption} {made_up[:1].upper()}{made_up[1:]}." if made_up else caption
        return self.context.with_source(said, self.diagnosis.matrix if rows is None else rows)

    def table_caption(self, caption: str) -> str:
        """Say in brackets after the caption of a table that its figures are made up, where so."""
        made_up = self.made_up()
        return f"{caption} ({made_up})" if made_up else caption
