"""How many people need a service: norms by service area, each with three estimates and its origin."""

from collections.abc import Iterator, Mapping
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Annotated

from pydantic import Field, model_validator

from pes_analysis.catalogue.catalogue import Catalogue
from pes_analysis.catalogue.entries import Frozen, Id, Origin, ParsedFormula, Text
from pes_analysis.catalogue.loading import PACKAGED, load_catalogue
from pes_analysis.catalogue.service_needs import SERVICE_AREAS
from pes_analysis.catalogue.strict_yaml import read_strict_yaml
from pes_analysis.catalogue.validation import BilingualValueError, validate

ESTIMATES = ("low", "central", "high")


class NeedNorm(Frozen):
    """So many people of a group in a hundred need a service.

    Attributes
    ----------
    group : Formula
        How many people are in the group, from variables of counties.
    of_whom : Text
        Who they are, as in "4 na 100 osób w wieku poprodukcyjnym".
    low, central, high : float
        In a hundred of the group; more than a hundred where others than the group need it too.
    origin : {"F", "L", "P"}
    year : int
        Of the source, or of the proposal.
    source : Text
    """

    group: ParsedFormula
    of_whom: Text
    low: Annotated[float, Field(gt=0)]
    central: float
    high: float
    origin: Origin
    year: Annotated[int, Field(ge=1990, le=2099)]
    source: Text

    @model_validator(mode="after")
    def _rising(self) -> "NeedNorm":
        if not self.low < self.central < self.high:
            raise BilingualValueError(
                "trzy wartości normy muszą rosnąć: low, central, high.",
                "the three values of a norm must rise: low, central, high.",
                ("central",),
            )
        return self

    @property
    def shares(self) -> tuple[float, float, float]:
        """The three estimates as parts of the group."""
        return (self.low / 100, self.central / 100, self.high / 100)


class NeedNorms(Frozen):
    """The norms of all service areas.

    Attributes
    ----------
    valid_from : date
    areas : dict of str to NeedNorm
    without : dict of str to Text
        Areas that have no norm, and why: their need is not known.
    """

    valid_from: date
    areas: Mapping[Id, NeedNorm]
    without: Mapping[Id, Text]


class _File(Frozen):
    need_norms: NeedNorms


@lru_cache(maxsize=4)
def load_need_norms(path: Path = PACKAGED / "need_norms.yml") -> NeedNorms:
    """Read the norms (once: later calls give the same object).

    Raises
    ------
    YamlError
        The file cannot be read, an area of the closed list is missing or named twice, or a formula uses
        what is no variable of counties; with file and line.

    Examples
    --------
    >>> norms = load_need_norms()
    >>> norms.areas["home_care"].group.names, norms.areas["home_care"].shares
    (('pop', 'pop_post_working_pct'), (0.015, 0.04, 0.08))
    >>> list(norms.without)
    ['culture_education_local']
    """
    located = read_strict_yaml(path)
    norms = validate(_File, located).need_norms
    for place, pl, en in _problems(norms, load_catalogue()):
        raise located.error(("need_norms", *place), pl, en)
    return norms


def _problems(norms: NeedNorms, catalogue: Catalogue) -> Iterator[tuple[tuple[str, ...], str, str]]:
    items = [item.id for item in catalogue.closed_list(SERVICE_AREAS).items]
    known = {variable.id for variable in catalogue.variables("county")}
    for area in items:
        if (area in norms.areas) == (area in norms.without):
            yield (
                (),
                f"obszar usług „{area}” musi stać raz: w „areas” albo w „without”.",
                f"the service area '{area}' must stand once: in 'areas' or in 'without'.",
            )
    for part, named in (("areas", norms.areas), ("without", norms.without)):
        for area in named:
            if area not in items:
                yield (
                    (part, area),
                    f"nie ma obszaru usług „{area}”. Popraw nazwę.",
                    f"there is no service area '{area}'. Correct the name.",
                )
    for area, norm in norms.areas.items():
        for name in norm.group.names:
            if name not in known:
                yield (
                    ("areas", area, "group"),
                    f"powiaty nie mają zmiennej „{name}”. Popraw wzór.",
                    f"counties have no variable '{name}'. Correct the formula.",
                )
