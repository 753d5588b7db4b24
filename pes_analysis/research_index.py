"""A composite index of a researcher's own table: what ``pes index`` does, as one call."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import pandas as pd

from pes_analysis.catalogue.strict_yaml import LocatedYaml, read_strict_yaml
from pes_analysis.catalogue.validation import validate
from pes_analysis.intake.index_table import POLISH_NAMES, counted_repairs, read_index_table
from pes_analysis.intake.polish_numbers import DecimalMark
from pes_analysis.measure.composite.index import CompositeIndex, compute_index
from pes_analysis.measure.composite.panel import lay_out_panel
from pes_analysis.measure.composite.recipe import Recipe
from pes_analysis.measure.composite.remarks import Diagnostics, diagnose_index
from pes_analysis.present.index_report import index_report
from pes_analysis.present.language import Language
from pes_analysis.publish.index_folder import index_tables, write_index
from pes_analysis.robust.robustness import RobustIndex, try_robustness


@dataclass(frozen=True)
class ResearchIndex:
    """An index of one table and one recipe, with everything that is known about it.

    Attributes
    ----------
    made : CompositeIndex
        Every stage of the data, scores and ranks of every level, contributions.
    diagnostics : Diagnostics
        Correlations, coherence, influence, leave-one-out, and what deserves a look.
    robust : RobustIndex or None
        Intervals, probabilities and where they come from; None where the recipe asks for none.
    repairs : DataFrame
        What was read otherwise than it was written.
    unused : tuple of str
        Columns of the table that the recipe does not use.
    """

    made: CompositeIndex
    diagnostics: Diagnostics
    robust: RobustIndex | None
    repairs: pd.DataFrame
    unused: tuple[str, ...]

    @property
    def scores(self) -> pd.DataFrame:
        """Scores of the index and all its groups, one row a unit and year."""
        return self.tables["scores"]

    @property
    def ranks(self) -> pd.DataFrame:
        """Ranks, with their intervals and probabilities where robustness was tried."""
        return self.tables["ranks"]

    @property
    def tables(self) -> dict[str, pd.DataFrame]:
        """Every table of the folder by the name of its file."""
        return index_tables(self.made, self.diagnostics, self.robust) | {"repairs": self.repairs}

    def report(self, language: Literal["pl", "en"] = "pl") -> str:
        """Write the short report in Markdown."""
        return index_report(self.made, self.diagnostics, self.robust, Language(language))

    def write(self, folder: str | Path) -> tuple[str, ...]:
        """Write the folder that ``pes index`` writes and give the names of its files."""
        return write_index(Path(folder), self.made, self.diagnostics, self.robust, self.repairs)


def composite_index(
    table: pd.DataFrame | str | Path,
    recipe: Mapping[str, Any] | str | Path,
    decimal: DecimalMark | None = None,
) -> ResearchIndex:
    """Make a composite index of any table of units.

    Parameters
    ----------
    table : DataFrame or path of a delimited file
        Columns: ``unit``; ``year`` if there are years; groups; one column an indicator. ``jednostka`` and
        ``rok`` do as well.
    recipe : mapping or path of a YAML file
        Indicators and steps; ``pes recipe`` drafts one for a table, with every option in it.
    decimal : {"comma", "point"}, optional
        The decimal mark of a file; by default the one its separator suggests.

    Returns
    -------
    ResearchIndex

    Raises
    ------
    PesError
        Saying which key of the recipe, column or cell of the table, or step cannot be used, and why.

    Examples
    --------
    >>> table = pd.DataFrame({"unit": ["a", "b", "c"], "jobs": [1, 3, 5], "debt": [2, 6, 4]})
    >>> index = composite_index(table, {"indicators": [
    ...     {"name": "jobs", "polarity": "stimulant"}, {"name": "debt", "polarity": "destimulant"}]})
    >>> index.ranks.values.tolist()
    [['a', 2], ['b', 3], ['c', 1]]
    """
    located = (
        LocatedYaml(Path("recipe"), dict(recipe), {})
        if isinstance(recipe, Mapping)
        else read_strict_yaml(Path(recipe))
    )
    rules = validate(Recipe, located)
    if isinstance(table, pd.DataFrame):
        read = table.rename(columns=POLISH_NAMES)
        repairs = counted_repairs(())
    else:
        found = read_index_table(Path(table), rules.columns, decimal=decimal)
        read, repairs = found.table, found.repairs
    panel = lay_out_panel(read, rules)
    used = {"unit", "year", *panel.numbers, *panel.groups}
    made = compute_index(panel, rules)
    return ResearchIndex(
        made=made,
        diagnostics=diagnose_index(made),
        robust=try_robustness(made) if rules.robustness is not None else None,
        repairs=repairs,
        unused=tuple(str(name) for name in read if name not in used),
    )
