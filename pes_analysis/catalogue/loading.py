"""Reading the catalogue's files into one checked whole."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Any, TypeVar

from pydantic import BeforeValidator, Field, model_validator

from pes_analysis.catalogue.catalogue import Catalogue
from pes_analysis.catalogue.model import (
    ClosedList,
    Dimension,
    Frozen,
    Id,
    Indicator,
    Level,
    Term,
    Threshold,
    Unit,
    Variable,
)
from pes_analysis.catalogue.strict_yaml import (
    BilingualValueError,
    LocatedYaml,
    YamlPath,
    read_strict_yaml,
    validate,
)

PACKAGED = Path(__file__).parent / "data"

Entry = TypeVar("Entry", Unit, Dimension, ClosedList, Variable, Indicator, Threshold, Term)
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


class _Variables(Frozen):
    level: Level
    variables: Annotated[dict[Id, Variable], Field(min_length=1)]

    @model_validator(mode="before")
    @classmethod
    def _of_level(cls, data: Any) -> Any:
        if isinstance(data, dict) and "variables" in data:
            return {
                **data,
                "variables": _completed(data["variables"], ("variables",), level=data.get("level")),
            }
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


@dataclass
class _Collected:
    """Entries of one kind from all their files, and where each of them stands."""

    key: str
    entries: dict[str, Any] = field(default_factory=dict)
    places: dict[str, LocatedYaml] = field(default_factory=dict)

    def add(self, located: LocatedYaml, entries: Mapping[str, Any]) -> None:
        for name, entry in entries.items():
            if name in self.entries:
                first = self.places[name].where((self.key, name))
                raise located.error(
                    (self.key, name),
                    f"„{name}” jest już w {first}. Zmień jedną z nazw.",
                    f"'{name}' is already at {first}. Rename one of them.",
                )
            self.entries[name] = entry
            self.places[name] = located

    def check(
        self, name: str, path: YamlPath, value: str | None, known: Iterable[str], pl: str, en: str
    ) -> None:
        """Refuse a reference to something that is not there."""
        if value is None or value in known:
            return
        raise self.places[name].error(
            (self.key, name, *path),
            f"„{name}”: nie ma {pl} „{value}”. Popraw nazwę albo dopisz.",
            f"'{name}': there is no {en} '{value}'. Correct the name or add it.",
        )


def _collect(
    key: str, model: type[FileModel], paths: Sequence[Path], context: Mapping[str, object] | None = None
) -> _Collected:
    collected = _Collected(key)
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
    _check_lists(lists)
    variables = _collect("variables", _Variables, sorted(directory.glob("*_variables*.yml")))
    context = {
        "lists": {
            one.index: tuple(item.id for item in one.items) for one in lists.entries.values() if one.index
        }
    }
    chapters = sorted(directory.glob("*_indicators/*.yml"))
    indicators = _collect("indicators", _Indicators, chapters, context)
    thresholds = _collect("thresholds", _Thresholds, [directory / "thresholds.yml"])
    glossary = _collect("glossary", _Glossary, [directory / "glossary.yml"])
    _check_variables(variables, units, lists)
    _check_indicators(indicators, variables, units, dimensions)
    _check_thresholds(thresholds, units, indicators)
    return Catalogue(
        units=tuple(units.entries.values()),
        dimensions=tuple(dimensions.entries.values()),
        closed_lists=tuple(lists.entries.values()),
        all_variables=tuple(variables.entries.values()),
        all_indicators=tuple(indicators.entries.values()),
        thresholds=tuple(thresholds.entries.values()),
        glossary=tuple(glossary.entries.values()),
    )


def _check_lists(lists: _Collected) -> None:
    owners: dict[str, str] = {}
    for name, one in lists.entries.items():
        if one.index in owners:
            raise lists.places[name].error(
                (lists.key, name, "index"),
                f"„{name}”: indeks „{one.index}” ma już lista „{owners[one.index]}”. Wybierz inną literę.",
                f"'{name}': the index '{one.index}' belongs to the list '{owners[one.index]}'. "
                "Choose another letter.",
            )
        if one.index:
            owners[one.index] = name


def _check_variables(variables: _Collected, units: _Collected, lists: _Collected) -> None:
    for name, variable in variables.entries.items():
        variables.check(name, ("unit",), variable.unit, units.entries, "jednostki", "unit")
        variables.check(name, ("weight",), variable.weight, variables.entries, "zmiennej", "variable")
        variables.check(name, ("over",), variable.over, lists.entries, "listy zamkniętej", "closed list")
        if variable.over and not name.endswith(f"_{lists.entries[variable.over].index}"):
            raise variables.places[name].error(
                (variables.key, name, "over"),
                f"„{name}”: nazwa musi kończyć się indeksem listy „{variable.over}”.",
                f"'{name}': the name must end in the index of the list '{variable.over}'.",
            )


def _check_indicators(
    indicators: _Collected, variables: _Collected, units: _Collected, dimensions: _Collected
) -> None:
    for name, indicator in indicators.entries.items():
        indicators.check(name, ("unit",), indicator.unit, units.entries, "jednostki", "unit")
        # The dimension stands at the head of the file, so the error points there.
        if indicator.dimension not in dimensions.entries:
            raise indicators.places[name].error(
                ("dimension",),
                f"nie ma wymiaru „{indicator.dimension}”. Popraw nazwę albo dopisz.",
                f"there is no dimension '{indicator.dimension}'. Correct the name or add it.",
            )
        areas = [area.id for area in dimensions.entries[indicator.dimension].areas]
        indicators.check(name, ("area",), indicator.area, areas, "obszaru", "area")
        for variable in indicator.formula.variables if indicator.formula else ():
            indicators.check(name, ("formula",), variable, variables.entries, "zmiennej", "variable")
            used = variables.entries[variable]
            if indicator.availability == "available" and used.availability == "awaiting":
                raise indicators.places[name].error(
                    (indicators.key, name, "formula"),
                    f"„{name}”: wskaźnik jest dostępny, a zmienna „{variable}” dopiero czeka na dane.",
                    f"'{name}': the indicator is available but the variable '{variable}' awaits its data.",
                )
            if used.level != indicator.level:
                raise indicators.places[name].error(
                    (indicators.key, name, "formula"),
                    f"„{name}”: zmienna „{variable}” jest z innego poziomu ({used.level}).",
                    f"'{name}': the variable '{variable}' is of another level ({used.level}).",
                )


def _check_thresholds(thresholds: _Collected, units: _Collected, indicators: _Collected) -> None:
    for name, threshold in thresholds.entries.items():
        thresholds.check(name, ("unit",), threshold.unit, units.entries, "jednostki", "unit")
        thresholds.check(
            name, ("indicator",), threshold.indicator, indicators.entries, "wskaźnika", "indicator"
        )
