"""How units of the directory are put in order: dated weights of what makes one suit better than another."""

from collections.abc import Iterator, Mapping
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Annotated, TypeAlias

from pydantic import Field, model_validator

from pes_analysis.catalogue.catalogue import Catalogue
from pes_analysis.catalogue.entries import Frozen, Id, Origin, Text
from pes_analysis.catalogue.loading import PACKAGED, load_catalogue
from pes_analysis.catalogue.strict_yaml import read_strict_yaml
from pes_analysis.catalogue.validation import BilingualValueError, validate

Weight: TypeAlias = Annotated[float, Field(gt=0, le=100)]
Part: TypeAlias = Annotated[float, Field(ge=0, le=1)]


class ReferralWeights(Frozen):
    """What counts when a person is to be sent somewhere, against each other."""

    service: Weight
    group: Weight
    distance: Weight
    places: Weight
    status: Weight
    freshness: Weight


class PartnershipWeights(Frozen):
    """What counts when a partner is looked for, against each other."""

    service: Weight
    complement: Weight
    group: Weight
    sector: Weight
    distance: Weight
    status: Weight
    freshness: Weight


class DirectoryRanking(Frozen):
    """The rules of both rankings.

    Attributes
    ----------
    valid_from : date
    origin : {"F", "L", "P"}
    source : Text
    distance_km : float
        From where on nearness earns nothing.
    fresh_days, stale_days : int
        Until when a check counts in full, and from when on it does not count at all.
    open_to_all, unknown_places : float
        What is earned by a unit open to all residents, and where free places are unknown.
    statuses : mapping of str to float
        What each status earns; a unit of another status is never recommended.
    referral : ReferralWeights
    partnership : PartnershipWeights
    """

    valid_from: date
    origin: Origin
    source: Text
    distance_km: Annotated[float, Field(gt=0)]
    fresh_days: Annotated[int, Field(ge=1)]
    stale_days: Annotated[int, Field(ge=1)]
    open_to_all: Part
    unknown_places: Part
    statuses: Annotated[Mapping[Id, Part], Field(min_length=1)]
    referral: ReferralWeights
    partnership: PartnershipWeights

    @model_validator(mode="after")
    def _stale_after_fresh(self) -> "DirectoryRanking":
        if self.stale_days <= self.fresh_days:
            raise BilingualValueError(
                "„stale_days” musi być większe niż „fresh_days”. Popraw jedno z nich.",
                "'stale_days' must be larger than 'fresh_days'. Correct one of them.",
            )
        return self


class _File(Frozen):
    directory_ranking: DirectoryRanking


@lru_cache(maxsize=4)
def load_directory_ranking(path: Path = PACKAGED / "directory_ranking.yml") -> DirectoryRanking:
    """Read the rules (once: later calls give the same object).

    Raises
    ------
    YamlError
        The file cannot be read, or a status is not in the closed list; with file and line.

    Examples
    --------
    >>> rules = load_directory_ranking()
    >>> rules.fresh_days, rules.referral.service > rules.referral.freshness
    (365, True)
    """
    located = read_strict_yaml(path)
    rules = validate(_File, located).directory_ranking
    for place, pl, en in _problems(rules, load_catalogue()):
        raise located.error(("directory_ranking", "statuses", place), pl, en)
    return rules


def _problems(rules: DirectoryRanking, catalogue: Catalogue) -> Iterator[tuple[str, str, str]]:
    known = {item.id for item in catalogue.closed_list("activity_status").items}
    for status in rules.statuses:
        if status not in known:
            yield (
                status,
                f"nie ma statusu „{status}”. Popraw nazwę.",
                f"there is no status '{status}'. Correct the name.",
            )
