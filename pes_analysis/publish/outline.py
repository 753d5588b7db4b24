"""What a plan has to know of an edition: its region, its languages, the names of its counties."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal


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
    inputs : tuple of Path
        The files and folders its figures come from; the key of a report depends on them.
    variables : Mapping
        What prose pages and the footer may print of it: ``edition``, ``publisher``.
    """

    edition: str
    year: int
    region: str
    region_name: str
    languages: tuple[str, ...]
    counties: tuple[County, ...]
    inputs: tuple[Path, ...]
    variables: Mapping[str, Any] = field(default_factory=dict)

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


def voivodeship(name: str) -> str:
    """Name a voivodeship in English.

    Examples
    --------
    >>> voivodeship("kujawsko-pomorskie")
    'Kujawsko-Pomorskie Voivodeship'
    """
    return f"{'-'.join(part.capitalize() for part in name.split('-'))} Voivodeship"
