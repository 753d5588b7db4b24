"""What units told in the survey of ties, as it was read from files."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from pes_analysis.intake.return_findings import Place, ReturnFinding


@dataclass(frozen=True)
class ToldTie:
    """One tie as it was told; what is empty was not answered."""

    partner_id: str
    intensity: int
    kind: str
    trust: Mapping[str, int]
    forms: tuple[str, ...]


@dataclass
class Answer:
    """What one unit says in one file.

    Attributes
    ----------
    unit_id : str
    place : Place
        Where it says who it is.
    ties : dict of str to ToldTie
        By partner.
    ratings : dict of str to int
        By question.
    says_none : bool
        Whether it says that it works with nobody.
    is_blocked : bool
        Whether an error keeps it out.
    """

    unit_id: str
    place: Place
    ties: dict[str, ToldTie] = field(default_factory=dict)
    ratings: dict[str, int] = field(default_factory=dict)
    says_none: bool = False
    is_blocked: bool = False

    @property
    def tells_ties(self) -> bool:
        """Whether it says with whom it works, or that it works with nobody."""
        return bool(self.ties) or self.says_none


@dataclass(frozen=True)
class AnswerFile:
    """A file read: answers, units it lists as asked, and what was found in it."""

    file: str
    answers: tuple[Answer, ...]
    asked: tuple[str, ...]
    findings: tuple[ReturnFinding, ...]
