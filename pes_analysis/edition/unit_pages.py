"""Which units of the directory have a page of their own: all, those with a public condition card, or none."""

from collections.abc import Collection
from typing import Literal, TypeAlias

UnitPages: TypeAlias = Literal["all", "cards", "none"]


def has_unit_page(choice: UnitPages, unit_id: str, carded: Collection[str]) -> bool:
    """Tell whether a unit has a page.

    Parameters
    ----------
    choice : {"all", "cards", "none"}
        Of the edition.
    unit_id : str
    carded : collection of str
        Organisations that agreed to a public condition card.

    Examples
    --------
    >>> [has_unit_page(choice, "a", {"a"}) for choice in ("all", "cards", "none")]
    [True, True, False]
    """
    return choice == "all" or (choice == "cards" and unit_id in carded)
