"""The organisations of an edition: who they are, what they returned, what they say of themselves."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from functools import cache, cached_property

import numpy as np
import pandas as pd
from pandas.api.types import union_categoricals

from pes_analysis.edition.organisations.schema import OBSERVATIONS, SINGLE_TABLES
from pes_analysis.edition.schema import Column
from pes_analysis.edition.tables import typed
from pes_analysis.protect.errors import PesError

SOCIAL_ENTERPRISE = "ps"
INDEX = {"entities": "organisation_id", "sources": "source"}
CATEGORIES = ("organisation_id", "variable", "state", "source", "collected_on")


class OrganisationsError(PesError):
    """Tables of organisations that cannot stand together, or an organisation that is not there."""


@dataclass(frozen=True, eq=False)
class Organisations:
    """The tables of organisations. Treat them as read-only: they are shared.

    Attributes
    ----------
    entities : DataFrame
        Indexed by ``organisation_id``: ``public_code`` (stands for the organisation where it gave no
        consent), ``name, type, ps_status, ps_goal_reintegration, teryt, place`` ("urban" or "rural"),
        ``founding_year, status, status_checked_on, consent`` ("public" or "none"), ``consent_on,
        generated`` (made up for the demonstration).
    sources : DataFrame
        Indexed by ``source``; columns as in `pes_analysis.edition.Snapshot.sources`.
    observations : DataFrame
        ``organisation_id, year, variable, value, state, source, collected_on``; texts are categories.
        ``value`` is NaN wherever ``state`` is no number. A variable that an organisation was not asked
        for, or left empty, may have no row.
    returns : DataFrame
        ``organisation_id, year, status`` ("full", "partial" or "none"), ``received_on, asked, answered,
        questionnaire`` (its version), ``file``: one row for each return asked for.
    repairs, problems : DataFrame
        What was read otherwise than written, and what could not be read or has to be looked at:
        ``organisation_id, year, file, sheet, cell, variable, rule, written, message_pl, message_en``;
        repairs have ``read_as``, problems ``severity`` ("error" or "warning").
    comments : DataFrame
        Own words of an organisation: ``organisation_id, year, written_on, text_pl, text_en``.
    plans : DataFrame
        Its action plan: ``organisation_id, year, position, step_pl, step_en, who_pl, who_en, due`` (a
        month, "2025-09"), ``indicator``.
    """

    entities: pd.DataFrame
    sources: pd.DataFrame
    observations: pd.DataFrame
    returns: pd.DataFrame
    repairs: pd.DataFrame
    problems: pd.DataFrame
    comments: pd.DataFrame
    plans: pd.DataFrame

    def __len__(self) -> int:
        """How many organisations there are."""
        return len(self.entities)

    @cached_property
    def codes(self) -> pd.Series:
        """The codes of each organisation: its type, and "ps" where it is a social enterprise.

        Examples
        --------
        >>> from pes_analysis.edition.organisations import read_demonstration
        >>> codes = read_demonstration().codes
        >>> sorted(codes["demo-cis-01"]), sorted(codes["demo-cis-02"])
        (['cis', 'ps'], ['cis'])
        """
        pairs = zip(self.entities["type"], self.entities["ps_status"], strict=True)
        codes = [
            frozenset({str(kind), SOCIAL_ENTERPRISE} if status else {str(kind)}) for kind, status in pairs
        ]
        return pd.Series(codes, index=self.entities.index, name="codes", dtype=object)

    def beside(self, other: "Organisations") -> "Organisations":
        """Put two sets of organisations side by side, as a workshop does.

        Raises
        ------
        OrganisationsError
            An organisation or a public code is in both.
        """
        for key, ours, theirs in (
            ("organisation_id", self.entities.index, other.entities.index),
            ("public_code", self.entities["public_code"], other.entities["public_code"]),
        ):
            both = sorted(set(ours) & set(theirs))
            if both:
                raise OrganisationsError(
                    f"„{both[0]}” ({key}) jest w obu zbiorach organizacji. Zmień jedną z tych wartości.",
                    f"'{both[0]}' ({key}) is in both sets of organisations. Change one of them.",
                )
        tables = {
            field.name: _stacked(getattr(self, field.name), getattr(other, field.name), field.name)
            for field in fields(self)
        }
        return Organisations(**tables)


# Each notebook opens its edition, and making these tables takes longer than the rest of that.
@cache
def no_organisations() -> Organisations:
    """Give the tables of an edition without organisations: all their columns, no rows.

    Examples
    --------
    >>> len(no_organisations()), list(no_organisations().observations.columns)[:3]
    (0, ['organisation_id', 'year', 'variable'])
    """
    tables = {name: _empty(table.columns, INDEX.get(name)) for name, table in SINGLE_TABLES.items()}
    organisation, *rest = OBSERVATIONS.columns
    observations = _empty((organisation, Column("year", "integer"), *rest), None)
    return Organisations(observations=observations.astype(dict.fromkeys(CATEGORIES, "category")), **tables)


def _empty(columns: tuple[Column, ...], index: str | None) -> pd.DataFrame:
    frame = pd.DataFrame({column.name: typed(pd.Series([], dtype=str), column) for column in columns})
    return frame.set_index(index) if index else frame


def _stacked(first: pd.DataFrame, second: pd.DataFrame, table: str) -> pd.DataFrame:
    if table in INDEX:
        return pd.concat([first, second[~second.index.isin(first.index)]]).sort_index()
    if table == "observations":
        return stacked_observations([first, second])
    return pd.concat([first, second], ignore_index=True)


def stacked_observations(frames: Sequence[pd.DataFrame]) -> pd.DataFrame:
    """Put observations under one another; texts become categories, in alphabetical order.

    Parameters
    ----------
    frames : sequence of DataFrame
        At least one, each with the columns of `Organisations.observations`.

    Examples
    --------
    >>> row = dict.fromkeys(CATEGORIES, "b") | {"year": 2024, "value": 1.0}
    >>> of_b, of_a = (
    ...     pd.DataFrame([row | {"source": source}]).astype(dict.fromkeys(CATEGORIES, "category"))
    ...     for source in "ba"
    ... )
    >>> stacked_observations([of_b, of_a])["source"].cat.categories.tolist()
    ['a', 'b']
    """
    return pd.DataFrame(
        {
            name: union_categoricals(
                [frame[name].astype("category") for frame in frames], sort_categories=True
            )
            if name in CATEGORIES
            else np.concatenate([frame[name].to_numpy() for frame in frames])
            for name in frames[0].columns
        }
    )
