"""A return after every check, and how complete it is."""

from dataclasses import dataclass

from pes_analysis.intake.returns import Return


@dataclass(frozen=True)
class CheckedReturn:
    """A return after every check.

    Attributes
    ----------
    returned : Return
        With the findings of all checks.
    asked, answered : int
        Questions, and those with a number or "does not apply".
    core_asked, core_answered : int
        The same of the questions that core indicators need.
    """

    returned: Return
    asked: int = 0
    answered: int = 0
    core_asked: int = 0
    core_answered: int = 0

    @property
    def status(self) -> str:
        """``"full"`` when every question that core indicators need was answered, else ``"partial"``."""
        return "full" if self.core_answered == self.core_asked else "partial"

    @property
    def key(self) -> tuple[str, int]:
        """The organisation and the year; an empty text and 0 where they are not known."""
        return self.returned.identity.organisation_id, self.returned.identity.year
