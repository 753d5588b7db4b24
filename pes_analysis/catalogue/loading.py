"""Reading the catalogue's files into one checked whole."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Any, TypeVar

from pydantic import BeforeValidator, Field, model_validator

from pes_analysis.catalogue.catalogue import Catalogue
from pes_analysis.catalogue.claims import ClaimLevel, ClaimRules, Signature, SignedList, Variant
from pes_analysis.catalogue.cross_references import Collected, Parts, check_lists, check_references
from pes_analysis.catalogue.entries import Frozen, Id, Level
from pes_analysis.catalogue.indicator import Indicator
from pes_analysis.catalogue.model import ClosedList, Dimension, Term, Threshold, Unit
from pes_analysis.catalogue.organisation_model import (
    Alarm,
    Check,
    CompositeRules,
    EntityType,
    YearlyConstant,
)
from pes_analysis.catalogue.strict_yaml import YamlPath, read_strict_yaml
from pes_analysis.catalogue.validation import BilingualValueError, validate
from pes_analysis.catalogue.variable import Variable

PACKAGED = Path(__file__).parent / "data"

FileModel = TypeVar("FileModel", bound=Frozen)


def _completed(entries: object, above: YamlPath = (), **shared: object) -> object:
    """Give each entry its key as `id` and what the head of the file says for all of them."""
    if not isinstance(entries, dict):
        return entries
    completed = {}
    for key, entry in entries.items():
        if not isinstance(entry, dict):
            return entries
        repeated = sorted({"id", *shared} & entry.keys())
        if repeated:
            raise BilingualValueError(
                "to wynika już z miejsca w pliku; usuń ten klucz.",
                "this already follows from the place in the file; remove that key.",
                (*above, key, repeated[0]),
            )
        completed[key] = {"id": key, **shared, **entry}
    return completed


_keyed = BeforeValidator(_completed)


class _Units(Frozen):
    units: Annotated[dict[Id, Unit], _keyed]


class _Dimensions(Frozen):
    dimensions: Annotated[dict[Id, Dimension], _keyed]


class _Lists(Frozen):
    closed_lists: Annotated[dict[Id, ClosedList], _keyed]


class _Thresholds(Frozen):
    thresholds: Annotated[dict[Id, Threshold], _keyed]


class _Glossary(Frozen):
    glossary: Annotated[dict[Id, Term], _keyed]


class _EntityTypes(Frozen):
    entity_types: Annotated[dict[Id, EntityType], _keyed]


class _Checks(Frozen):
    checks: Annotated[dict[Id, Check], _keyed]


class _Alarms(Frozen):
    alarms: Annotated[dict[Id, Alarm], _keyed]


class _Composite(Frozen):
    composite: CompositeRules


class _Constants(Frozen):
    yearly_constants: Annotated[dict[Id, YearlyConstant], _keyed]


class _Claims(Frozen):
    claims: ClaimRules
    signed: Signature


class _Variants(Frozen):
    level: ClaimLevel
    variants: Annotated[dict[Id, Variant], Field(min_length=1)]

    @model_validator(mode="before")
    @classmethod
    def _of_level(cls, data: Any) -> Any:
        if isinstance(data, dict) and "variants" in data:
            variants = _completed(data["variants"], ("variants",), level=data.get("level"))
            return {**data, "variants": variants}
        return data


class _Variables(Frozen):
    level: Level
    section: Id | None = None
    variables: Annotated[dict[Id, Variable], Field(min_length=1)]

    @model_validator(mode="before")
    @classmethod
    def _of_level(cls, data: Any) -> Any:
        if isinstance(data, dict) and "variables" in data:
            shared = {key: data.get(key) for key in ("level", "section") if key in data}
            return {**data, "variables": _completed(data["variables"], ("variables",), **shared)}
        return data


class _Indicators(Frozen):
    level: Level
    dimension: Id
    indicators: Annotated[dict[Id, Indicator], Field(min_length=1)]

    @model_validator(mode="before")
    @classmethod
    def _of_chapter(cls, data: Any) -> Any:
        if isinstance(data, dict) and "indicators" in data:
            shared = {"level": data.get("level"), "dimension": data.get("dimension")}
            return {**data, "indicators": _completed(data["indicators"], ("indicators",), **shared)}
        return data


def _collect(
    key: str, model: type[FileModel], paths: Sequence[Path], context: Mapping[str, object] | None = None
) -> Collected:
    collected = Collected(key)
    for path in paths:
        located = read_strict_yaml(path)
        collected.add(located, getattr(validate(model, located, context), key))
    return collected


@lru_cache(maxsize=4)
def load_catalogue(directory: Path = PACKAGED) -> Catalogue:
    """Read and check the whole catalogue; a second call returns the same object.

    Parameters
    ----------
    directory : Path
        The catalogue's folder; by default the one in the package.

    Returns
    -------
    Catalogue
        Frozen and internally consistent.

    Raises
    ------
    YamlError
        A file that cannot be read or a reference that leads nowhere, with file and line.

    Examples
    --------
    >>> catalogue = load_catalogue()
    >>> catalogue.indicator("poverty_families_per_1k").formula.names
    ('fam_poverty', 'pop')
    >>> catalogue.variable("pop").name.en
    'Population'
    """
    units = _collect("units", _Units, [directory / "units.yml"])
    dimensions = _collect("dimensions", _Dimensions, [directory / "dimensions.yml"])
    lists = _collect("closed_lists", _Lists, sorted((directory / "closed_lists").glob("*.yml")))
    check_lists(lists)
    types = _collect("entity_types", _EntityTypes, [directory / "entity_types.yml"])
    context = {"lists": _indexed_items(lists), "groups": _groups(types)}

    def collect(key: str, model: type[FileModel], *patterns: str) -> Collected:
        found = sorted(path for pattern in patterns for path in directory.glob(pattern))
        return _collect(key, model, found or [directory / pattern for pattern in patterns], context)

    parts = Parts(
        units=units,
        dimensions=dimensions,
        lists=lists,
        types=types,
        territorial=collect("variables", _Variables, "county_variables*.yml", "voivodeship_variables*.yml"),
        organisational=collect("variables", _Variables, "organisation_variables/*.yml"),
        indicators=collect("indicators", _Indicators, "*_indicators/*.yml"),
        thresholds=collect("thresholds", _Thresholds, "thresholds.yml"),
        checks=collect("checks", _Checks, "checks.yml"),
        alarms=collect("alarms", _Alarms, "alarms.yml"),
        constants=collect("yearly_constants", _Constants, "yearly_constants.yml"),
    )
    composite = read_strict_yaml(directory / "composite.yml")
    rules = validate(_Composite, composite, context).composite
    check_references(parts, rules, composite)
    claims = validate(_Claims, read_strict_yaml(directory / "claims.yml"), context)
    variants = collect("variants", _Variants, "claims/*.yml")
    glossary = _collect("glossary", _Glossary, [directory / "glossary.yml"])
    return Catalogue(
        units=units.all,
        dimensions=dimensions.all,
        closed_lists=lists.all,
        entity_types=types.all,
        all_variables=(*parts.territorial.all, *parts.organisational.all),
        all_indicators=parts.indicators.all,
        thresholds=parts.thresholds.all,
        checks=parts.checks.all,
        alarms=parts.alarms.all,
        composite=rules,
        claims=claims.claims,
        signed_list=SignedList(**dict(claims.signed), variants=variants.all),
        constants=parts.constants.all,
        glossary=glossary.all,
    )


def _indexed_items(lists: Collected) -> dict[str, tuple[str, ...]]:
    """Give the items behind each index of ``sum_over``."""
    return {one.index: tuple(item.id for item in one.items) for one in lists.all if one.index}


def _groups(types: Collected) -> dict[str, tuple[str, ...]]:
    """Give the codes behind the words that stand for many of them.

    The status of a social enterprise is one of the entities' codes: a table may name nothing else.
    """
    entities = tuple(one.id for one in types.all if one.kind in ("pes", "status"))
    public = tuple(one.id for one in types.all if one.kind == "public")
    return {"pes": entities, "public": public, "all": (*entities, *public)}
