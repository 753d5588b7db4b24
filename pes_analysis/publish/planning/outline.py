"""What a plan has to know of an edition: its region, its languages, the names of those with a page."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cached_property
from pathlib import Path
from typing import Any, Literal, TypeAlias

from pes_analysis.protect.errors import PesError


@dataclass(frozen=True)
class County:
    """A county as a plan sees it.

    Parameters
    ----------
    teryt : str
        The four digits of its code.
    name : str
        The bare name: "bocheński", "Kraków".
    kind : {"land", "city"}
        A land county, or a city with county rights.
    voivodeship : str
        The two digits of its voivodeship.
    voivodeship_name : str
        Its name in lower case; tells counties of the same name apart.
    """

    teryt: str
    name: str
    kind: Literal["land", "city"]
    voivodeship: str
    voivodeship_name: str = ""

    @property
    def id(self) -> str:
        """What its pages and parameters are named after."""
        return self.teryt


@dataclass(frozen=True)
class Organisation:
    """An organisation as a plan sees it.

    Parameters
    ----------
    id : str
        Its id in the edition.
    type : str
        ``cis``, ``wtz`` …
    name : str
        Its full name.
    public : bool
        Whether its consent to a public page is recorded; without it the card goes to the private site.
    generated : bool
        Whether its figures are demonstration data.
    """

    id: str
    type: str
    name: str
    public: bool
    generated: bool


@dataclass(frozen=True)
class Comparison:
    """A comparison that an edition asks for.

    Parameters
    ----------
    id : str
        Its id in the edition.
    title : Mapping of str to str
        By language.
    kind : {"organisations", "counties"}
        What it compares.
    members : tuple of str
        Ids of organisations that it names; empty for a group.
    group_type : str
        Type of the organisations of a group, ``ps`` for social enterprises; empty without a group of them.
    """

    id: str
    title: Mapping[str, str]
    kind: Literal["organisations", "counties"] = "counties"
    members: tuple[str, ...] = ()
    group_type: str = ""


@dataclass(frozen=True)
class DirectoryUnit:
    """A unit of the directory that may be listed, as a plan sees it.

    Parameters
    ----------
    id : str
        Its id in the directory.
    type : str
        ``cis``, ``pcpr`` …
    name : str
        Its full name.
    teryt : str
        The county it is in.
    generated : bool
        Whether its entry is demonstration data.
    """

    id: str
    type: str
    name: str
    teryt: str
    generated: bool


@dataclass(frozen=True)
class Case:
    """A case study as a plan sees it: its id and, by language, its title."""

    id: str
    title: Mapping[str, str]


Unit: TypeAlias = County | Organisation | Comparison | DirectoryUnit | Case


@dataclass(frozen=True)
class Outline:
    """An edition without its figures.

    Parameters
    ----------
    edition : str
        The name of the edition, as in ``parameters/<edition>.yml``.
    year : int
        Its reporting year.
    region : str
        The two digits of its voivodeship.
    region_name : str
        The voivodeship's name in lower case: "małopolskie".
    languages : tuple of str
        Languages of the site; the first one is the default.
    counties : tuple of County
        All counties of the register, in the order of their codes.
    organisations : tuple of Organisation
        Those of the edition, in the order of their ids.
    comparisons : tuple of Comparison
        In the order of the edition's file.
    units : tuple of DirectoryUnit
        Units of the directory that have a page of their own, in the order of their ids.
    inputs : tuple of Path
        The files and folders its figures come from; the key of a report depends on them.
    cases : tuple of Case
        Its case studies.
    surveyed : frozenset of str
        Codes of the counties of the region in which the survey of ties asked somebody.
    variables : Mapping
        What prose pages and the footer may print of it: ``edition``, ``publisher``.
    organisation_folders : tuple of Path
        Those of the inputs that hold tables of organisations: a page reads only some of their rows.
    """

    edition: str
    year: int
    region: str
    region_name: str
    languages: tuple[str, ...]
    counties: tuple[County, ...]
    inputs: tuple[Path, ...]
    variables: Mapping[str, Any] = field(default_factory=dict)
    organisations: tuple[Organisation, ...] = ()
    comparisons: tuple[Comparison, ...] = ()
    units: tuple[DirectoryUnit, ...] = ()
    organisation_folders: tuple[Path, ...] = ()
    surveyed: frozenset[str] = frozenset()
    cases: tuple[Case, ...] = ()

    def in_region(self) -> tuple[County, ...]:
        """Give the counties of the region.

        Examples
        --------
        >>> cracow = County("1261", "Kraków", "city", "12")
        >>> kielce = County("2661", "Kielce", "city", "26")
        >>> outline = Outline("x", 2024, "12", "małopolskie", ("pl",), (cracow, kielce), ())
        >>> [county.name for county in outline.in_region()]
        ['Kraków']
        """
        return tuple(county for county in self.counties if county.voivodeship == self.region)

    @cached_property
    def repeated_names(self) -> frozenset[str]:
        """Names that several organisations bear: their pages need more than a name."""
        return frozenset(
            name for name, count in Counter(one.name for one in self.organisations).items() if count > 1
        )

    def county(self, teryt: str) -> County:
        """Give one county.

        Parameters
        ----------
        teryt : str
            The four digits of its code.

        Raises
        ------
        PesError
            When the register knows no such code.
        """
        for county in self.counties:
            if county.teryt == teryt:
                return county
        # Only to explain a wrong code, and pandas takes a moment to come.
        from pes_analysis.edition.codes import explain_county_code

        raise explain_county_code(
            teryt, [(one.teryt, one.name, one.voivodeship, one.voivodeship_name) for one in self.counties]
        )

    def organisation(self, organisation_id: str) -> Organisation:
        """Give one organisation.

        Raises
        ------
        PesError
            When the edition has none of that id.
        """
        known = {one.id: one for one in self.organisations}
        if organisation_id not in known:
            close = get_close_matches(organisation_id, known, n=1)
            listed = close or sorted(known)[:5] or ["–"]
            raise PesError(
                f"Edycja {self.edition} nie ma organizacji „{organisation_id}”. Są na przykład: "
                f"{', '.join(listed)}.",
                f"The edition {self.edition} has no organisation '{organisation_id}'. There are for "
                f"instance: {', '.join(listed)}.",
            )
        return known[organisation_id]


def voivodeship(name: str) -> str:
    """Name a voivodeship in English.

    Examples
    --------
    >>> voivodeship("kujawsko-pomorskie")
    'Kujawsko-Pomorskie Voivodeship'
    """
    return f"{'-'.join(part.capitalize() for part in name.split('-'))} Voivodeship"
