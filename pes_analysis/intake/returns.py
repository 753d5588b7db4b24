"""A return of an organisation for a year: who it is, what it answered, what was found while reading."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from pes_analysis.catalogue import Catalogue, Variable
from pes_analysis.intake.return_answers import Answer
from pes_analysis.intake.return_findings import ReturnFinding, has_errors

FIRST_YEAR = 2000


@dataclass(frozen=True)
class KnownOrganisation:
    """What an edition knows of an organisation already."""

    type: str
    name: str
    teryt: str
    social_enterprise: bool
    consent: str


@dataclass(frozen=True)
class Register:
    """What returns are held against.

    Attributes
    ----------
    catalogue : Catalogue
    counties : dict of str to str
        Code of each county → code of its voivodeship.
    region : str
        Code of the voivodeship of the edition.
    year : int
        The year of the edition: no return can be about a later one.
    organisations : dict of str to KnownOrganisation
        By id.
    """

    catalogue: Catalogue
    counties: Mapping[str, str]
    region: str
    year: int
    organisations: Mapping[str, KnownOrganisation] = field(default_factory=dict)


@dataclass(frozen=True)
class PlanStep:
    """A step of an organisation's own action plan; `due` is a month, ``2025-09``."""

    position: int
    step: str
    who: str
    due: str


@dataclass(frozen=True)
class Identity:
    """Who a return is from and what it is about; empty where it was not said or not understood.

    Attributes
    ----------
    year : int
        0 where it is not known.
    consent : {"public", "none", ""}
    """

    organisation_id: str = ""
    year: int = 0
    type: str = ""
    name: str = ""
    teryt: str = ""
    place: str = ""
    status: str = ""
    consent: str = ""
    comment: str = ""
    plan: tuple[PlanStep, ...] = ()


@dataclass(frozen=True)
class Return:
    """A return as it was read.

    Attributes
    ----------
    file : str
    identity : Identity
    answers : tuple of Answer
        Answers that were understood; an empty cell is none.
    findings : tuple of ReturnFinding
    version : str
        Of the questionnaire; empty for a table.
    """

    file: str
    identity: Identity
    answers: tuple[Answer, ...] = ()
    findings: tuple[ReturnFinding, ...] = ()
    version: str = ""

    @property
    def is_blocked(self) -> bool:
        """Whether an error keeps it out."""
        return has_errors(self.findings)

    @property
    def social_enterprise(self) -> bool:
        """Whether the organisation answered that it is a social enterprise."""
        return any(one.variable == "has_ps_status" and one.value == 1 for one in self.answers)


def completeness(variables: Iterable[Variable], answered: Collection[str]) -> tuple[int, int]:
    """Count the questions that core indicators need, and those of them that were answered.

    A number and "does not apply" are answers; "not known" and an empty cell are not.

    Parameters
    ----------
    variables : iterable of Variable
        What was asked.
    answered : collection of str
        Ids of what has a number or does not apply.

    Returns
    -------
    asked, answered : int
    """
    required = [one.id for one in variables if one.required]
    return len(required), sum(one in answered for one in required)
