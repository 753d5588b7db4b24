"""The six states of a cell: why a number is there, or why it is not."""

from enum import StrEnum


class State(StrEnum):
    """State of one cell of a table.

    A gap is never a bare NaN: it always says which of these it is.
    The printed symbols follow the tables of GUS and of the yearly assessment of
    social-assistance resources (OZPS): ``.`` no data, ``x`` cannot apply, ``#`` held back.

    Examples
    --------
    >>> State("missing").symbol
    '.'
    >>> State.VALUE.is_number, State.SUPPRESSED.is_number
    (True, False)
    """

    VALUE = "value"
    ZERO = "zero"
    MISSING = "missing"
    NOT_APPLICABLE = "not_applicable"
    UNDEFINED = "undefined"
    SUPPRESSED = "suppressed"

    @property
    def is_number(self) -> bool:
        """Whether the cell holds a number that may be printed."""
        return self in (State.VALUE, State.ZERO)

    @property
    def symbol(self) -> str:
        """What stands in a printed table instead of a number; empty for a number."""
        return STATE_SYMBOLS.get(self, "")


STATE_SYMBOLS: dict[State, str] = {
    State.MISSING: ".",
    State.NOT_APPLICABLE: "x",
    State.UNDEFINED: "–",
    State.SUPPRESSED: "#",
}
