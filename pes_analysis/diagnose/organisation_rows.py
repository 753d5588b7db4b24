"""Rows of a table looked up by organisation: found once, so that no card searches a whole table."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt
import pandas as pd


@dataclass(frozen=True, eq=False)
class Rows:
    """A table with a column ``organisation_id``.

    Attributes
    ----------
    table : DataFrame

    Examples
    --------
    >>> rows = Rows(pd.DataFrame({"organisation_id": ["a", "b", "a"], "year": [2024, 2024, 2023]}))
    >>> rows.of("a")["year"].tolist(), rows.of("c")["year"].tolist()
    ([2024, 2023], [])
    """

    table: pd.DataFrame

    @cached_property
    def _places(self) -> dict[str, npt.NDArray[np.intp]]:
        units, names = pd.factorize(self.table["organisation_id"])
        order = np.argsort(units, kind="stable")
        ends = np.cumsum(np.bincount(units, minlength=len(names)))
        return {str(name): one for name, one in zip(names, np.split(order, ends[:-1]), strict=False)}

    @cached_property
    def _rest(self) -> pd.DataFrame:
        return self.table.drop(columns="organisation_id")

    def of(self, organisation_id: str) -> pd.DataFrame:
        """Give the rows of an organisation, in their order, without the column that names it."""
        places = self._places.get(organisation_id)
        # Most organisations have no comment, plan or repair; a shallow copy is a table of the reader's own.
        return self._nothing.copy(deep=False) if places is None else self._take(places)

    @cached_property
    def _nothing(self) -> pd.DataFrame:
        return self._take(np.array([], dtype=np.intp))

    def _take(self, places: npt.NDArray[np.intp]) -> pd.DataFrame:
        taken = self._rest.take(places)
        taken.index = pd.RangeIndex(len(places))
        return taken
