"""What a type of organisation is asked for a year, and the version by which a return is recognised."""

import hashlib
import json
import re
from dataclasses import dataclass
from functools import cached_property

from pes_analysis.catalogue import Catalogue, Variable
from pes_analysis.catalogue.organisation_model import EntityType
from pes_analysis.protect.errors import PesError
from pes_analysis.protect.escape import clean

SOCIAL_ENTERPRISE = "ps"
IDENTITY = "identity"
_VERSION = re.compile(r"((?:19|20)[0-9]{2})-([a-z]+)(-ps)?-([0-9a-f]{8})")
# Questions "how many of the list", and the list to count in.
COUNTED_LISTS = {
    "jst_forms_used": "cooperation_forms",
    "practice_yes": "practice_items",
    "digital_yes": "digital_items",
    "docs_published": "transparency_items",
}


@dataclass(frozen=True)
class Version:
    """What the version of a questionnaire says: for which year and whom it was made, and of what.

    Examples
    --------
    >>> Version.parse("2024-cis-ps-0123abcd")
    Version(year=2024, type='cis', social_enterprise=True, digest='0123abcd')
    >>> str(Version.parse("2024-cis-0123abcd")), Version.parse("2024")
    ('2024-cis-0123abcd', None)
    """

    year: int
    type: str
    social_enterprise: bool
    digest: str

    @classmethod
    def parse(cls, text: str) -> "Version | None":
        """Read a version as it is written in a questionnaire; None when it is none."""
        match = _VERSION.fullmatch(text.strip())
        return match and cls(int(match[1]), match[2], bool(match[3]), match[4])

    def __str__(self) -> str:
        return f"{self.year}-{self.type}{'-ps' if self.social_enterprise else ''}-{self.digest}"


@dataclass(frozen=True)
class Questionnaire:
    """The questions to one type of organisation for one year.

    Attributes
    ----------
    entity_type : EntityType
    year : int
    social_enterprise : bool
        Whether the questions to social enterprises are asked too.
    variables : tuple of Variable
        In the order of the sections; families as separate variables.
    """

    entity_type: EntityType
    year: int
    social_enterprise: bool
    variables: tuple[Variable, ...]

    @property
    def codes(self) -> frozenset[str]:
        """The codes of the organisations that are asked."""
        return frozenset({self.entity_type.id, *([SOCIAL_ENTERPRISE] if self.social_enterprise else [])})

    @cached_property
    def identity(self) -> tuple[Variable, ...]:
        """The variables that say what the organisation is."""
        return tuple(variable for variable in self.variables if variable.section == IDENTITY)

    @cached_property
    def questions(self) -> tuple[Variable, ...]:
        """All the others."""
        return tuple(variable for variable in self.variables if variable.section != IDENTITY)

    @cached_property
    def version(self) -> Version:
        """The year, the codes and a digest of what is asked: other questions make another version."""
        asked = [
            (
                one.id,
                one.unit,
                one.kind,
                one.minimum,
                one.maximum,
                one.definition and one.definition.model_dump(),
            )
            for one in self.variables
        ]
        digest = hashlib.sha256(json.dumps(asked, ensure_ascii=False).encode()).hexdigest()[:8]
        return Version(self.year, self.entity_type.id, self.social_enterprise, digest)


def questionnaire(
    catalogue: Catalogue, entity_type: str, year: int, *, social_enterprise: bool = False
) -> Questionnaire:
    """Choose what a type of organisation is asked: nothing derived, nothing that is the same for all.

    Parameters
    ----------
    catalogue : Catalogue
    entity_type : str
        ``"cis"``, ``"ngo"`` …; capital letters are accepted.
    year : int
        The year the figures are about.
    social_enterprise : bool
        Whether the organisation holds the status of a social enterprise.

    Returns
    -------
    Questionnaire

    Raises
    ------
    PesError
        There is no such type, or a unit of local government is asked as a social enterprise.

    Examples
    --------
    >>> from pes_analysis.catalogue import load_catalogue
    >>> asked = questionnaire(load_catalogue(), "KIS", 2024)
    >>> asked.codes, asked.version.type, "places" in {one.id for one in asked.questions}
    (frozenset({'kis'}), 'kis', True)
    """
    types = {one.id: one for one in catalogue.entity_types if one.kind != "status"}
    kind = types.get(entity_type.lower())
    if kind is None:
        known = ", ".join(one.code for one in types.values())
        shown = clean(entity_type, limit=40)
        raise PesError(
            f"Nie ma typu organizacji „{shown}”. Podaj jeden z: {known}. "
            "Status PS dodaje --social-enterprise.",
            f"There is no type of organisation '{shown}'. Give one of: {known}. "
            "The PS status is added with --social-enterprise.",
        )
    if social_enterprise and kind.kind == "public":
        raise PesError(
            f"{kind.code} to jednostka samorządu, więc nie ma statusu przedsiębiorstwa społecznego. "
            "Pomiń --social-enterprise.",
            f"{kind.code} is a unit of local government, so it has no status of a social enterprise. "
            "Leave out --social-enterprise.",
        )
    sections = [item.id for item in catalogue.closed_list("questionnaire_sections").items]
    asked = asked_of(catalogue, kind.id, social_enterprise=social_enterprise).values()
    # Sorting is stable: within a section the order of the catalogue stays.
    in_order = sorted(asked, key=lambda one: sections.index(one.section or IDENTITY))
    return Questionnaire(kind, year, social_enterprise, tuple(in_order))


def asked_of(catalogue: Catalogue, entity_type: str, *, social_enterprise: bool) -> dict[str, Variable]:
    """Give what an organisation is asked, by id: all that applies to its type and its status.

    Whether it holds the status of a social enterprise is asked of every social-economy entity.

    Examples
    --------
    >>> from pes_analysis.catalogue import load_catalogue
    >>> asked = asked_of(load_catalogue(), "kis", social_enterprise=False)
    >>> "has_ps_status" in asked, "assets_total" in asked
    (True, False)
    """
    is_entity = catalogue.entity_type(entity_type).kind == "pes"
    codes = {entity_type, *([SOCIAL_ENTERPRISE] if social_enterprise else [])}
    of_identity = codes | ({SOCIAL_ENTERPRISE} if is_entity else set())
    return {
        one.id: one
        for one in catalogue.columns("organisation")
        if one.is_asked and set(one.applies_to) & (of_identity if one.section == IDENTITY else codes)
    }
