"""Which figures of a county tell that it needs a service: a dated table, from service area to indicators."""

from collections.abc import Iterator, Mapping
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Literal, TypeAlias

from pydantic import Field

from pes_analysis.catalogue.catalogue import Catalogue
from pes_analysis.catalogue.entries import Frozen, Id, Origin, Text
from pes_analysis.catalogue.loading import PACKAGED, load_catalogue
from pes_analysis.catalogue.strict_yaml import read_strict_yaml
from pes_analysis.catalogue.validation import validate

Direction: TypeAlias = Literal["higher", "lower"]
SERVICE_AREAS = "service_areas"


class ServiceNeeds(Frozen):
    """What need is read from.

    Attributes
    ----------
    valid_from : date
    origin : {"F", "L", "P"}
    source : Text
    greatest : int
        How many areas count as the greatest needs of a county.
    areas : dict of str to dict
        By service area: indicators of counties, and whether a higher or a lower value means more need.
    """

    valid_from: date
    origin: Origin
    source: Text
    greatest: Annotated[int, Field(ge=1)]
    areas: Mapping[Id, Annotated[Mapping[Id, Direction], Field(min_length=1)]]


class _File(Frozen):
    service_needs: ServiceNeeds


@lru_cache(maxsize=4)
def load_service_needs(path: Path = PACKAGED / "service_needs.yml") -> ServiceNeeds:
    """Read the table (once: later calls give the same object).

    Raises
    ------
    YamlError
        The file cannot be read, an area is not in the closed list or has no row, or an indicator is
        not one of counties; with file and line.

    Examples
    --------
    >>> needs = load_service_needs()
    >>> needs.greatest, dict(needs.areas["homelessness"])
    (5, {'homelessness_families_per_10k': 'higher'})
    """
    located = read_strict_yaml(path)
    needs = validate(_File, located).service_needs
    for place, pl, en in _problems(needs, load_catalogue()):
        raise located.error(("service_needs", "areas", *place), pl, en)
    return needs


def _problems(needs: ServiceNeeds, catalogue: Catalogue) -> Iterator[tuple[tuple[str, ...], str, str]]:
    items = [item.id for item in catalogue.closed_list(SERVICE_AREAS).items]
    known = {indicator.id for indicator in catalogue.indicators("county")}
    for area in items:
        if area not in needs.areas:
            yield (
                (),
                f"brakuje obszaru usług „{area}”. Dopisz go.",
                f"the service area '{area}' is missing. Add it.",
            )
    for area, indicators in needs.areas.items():
        if area not in items:
            yield (
                (area,),
                f"nie ma obszaru usług „{area}”. Popraw nazwę.",
                f"there is no service area '{area}'. Correct the name.",
            )
        for indicator in indicators:
            if indicator not in known:
                yield (
                    (area, indicator),
                    f"powiaty nie mają wskaźnika „{indicator}”. Popraw nazwę.",
                    f"counties have no indicator '{indicator}'. Correct the name.",
                )
