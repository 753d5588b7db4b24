"""Whether the files of the catalogue fit together: every name one of them uses is defined in another."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from pes_analysis.catalogue.formula import Formula
from pes_analysis.catalogue.indicator import Indicator
from pes_analysis.catalogue.organisation_model import CompositeRules
from pes_analysis.catalogue.strict_yaml import LocatedYaml, YamlPath
from pes_analysis.catalogue.variable import Variable

SECTIONS_LIST = "questionnaire_sections"


@dataclass
class Collected:
    """Entries of one kind from all their files, and where each of them stands."""

    key: str
    entries: dict[str, Any] = field(default_factory=dict)
    places: dict[str, LocatedYaml] = field(default_factory=dict)

    @property
    def all(self) -> tuple[Any, ...]:
        """The entries in the order of their files."""
        return tuple(self.entries.values())

    def add(self, located: LocatedYaml, entries: Mapping[str, Any]) -> None:
        """Take in the entries of a file, none of which may be there already."""
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

    def refuse(self, name: str, path: YamlPath, pl: str, en: str) -> None:
        """Raise an error about a part of one entry."""
        raise self.places[name].error((self.key, name, *path), f"„{name}”: {pl}", f"'{name}': {en}")

    def check(
        self, name: str, path: YamlPath, value: str | None, known: Collection[str], pl: str, en: str
    ) -> None:
        """Refuse a reference to something that is not there."""
        if value is not None and value not in known:
            self.refuse(
                name,
                path,
                f"nie ma {pl} „{value}”. Popraw nazwę albo dopisz.",
                f"there is no {en} '{value}'. Correct the name or add it.",
            )

    def check_codes(self, name: str, key: str, codes: Iterable[str], known: Collection[str]) -> None:
        """Refuse a code that is no type of organisation."""
        for code in codes:
            self.check(name, (key,), code, known, "typu organizacji", "type of organisation")

    def check_formula(self, name: str, key: str, formula: Formula | None, known: Collection[str]) -> None:
        """Refuse a formula that uses a variable nobody defines."""
        for variable in formula.variables if formula else ():
            self.check(name, (key,), variable, known, "zmiennej", "variable")


@dataclass(frozen=True)
class Parts:
    """The catalogue read, its references not yet checked."""

    units: Collected
    dimensions: Collected
    lists: Collected
    types: Collected
    territorial: Collected
    organisational: Collected
    indicators: Collected
    thresholds: Collected
    checks: Collected
    alarms: Collected
    constants: Collected

    def variables_of(self, indicator: Indicator) -> Collected:
        """Give the variables among which an indicator's formula looks for its own."""
        return self.organisational if indicator.level == "organisation" else self.territorial

    @property
    def organisation_columns(self) -> dict[str, str]:
        """Every name of an organisation's figure, items of families too, and the variable it comes from."""
        columns: dict[str, str] = {}
        for name, variable in self.organisational.entries.items():
            for column in self.columns_of(variable):
                if column in columns:
                    self.organisational.refuse(
                        name,
                        (),
                        f"kolumna „{column}” należy już do zmiennej „{columns[column]}”. Zmień nazwę.",
                        f"the column '{column}' already belongs to '{columns[column]}'. Rename it.",
                    )
                columns[column] = name
        return columns

    def columns_of(self, variable: Variable) -> tuple[str, ...]:
        """Give the names of the columns of a variable: one, or one an item of its list."""
        if variable.over is None:
            return (variable.id,)
        closed = self.lists.entries[variable.over]
        return tuple(variable.id.removesuffix(closed.index) + item.id for item in closed.items)


def check_references(parts: Parts, rules: CompositeRules, rules_file: LocatedYaml) -> None:
    """Refuse a catalogue one of whose parts names what another lacks.

    Raises
    ------
    YamlError
        With the file and the line of the name.
    """
    _check_areas(parts.dimensions)
    for variables in (parts.territorial, parts.organisational):
        _check_variables(variables, parts)
    _check_indicators(parts)
    _check_organisations(parts, rules, rules_file)


def check_lists(lists: Collected) -> None:
    """Refuse two lists with one index: formulas are read with it.

    Raises
    ------
    YamlError
        With the file and the line of the second one.
    """
    owners: dict[str, str] = {}
    for name, one in lists.entries.items():
        if one.index in owners:
            lists.refuse(
                name,
                ("index",),
                f"indeks „{one.index}” ma już lista „{owners[one.index]}”. Wybierz inną literę.",
                f"the index '{one.index}' belongs to the list '{owners[one.index]}'. Choose another letter.",
            )
        if one.index:
            owners[one.index] = name


def _check_areas(dimensions: Collected) -> None:
    owners: dict[str, str] = {}
    for name, dimension in dimensions.entries.items():
        for place, area in enumerate(dimension.areas):
            if area.id in owners:
                dimensions.refuse(
                    name,
                    ("areas", place),
                    f"obszar „{area.id}” jest już w wymiarze „{owners[area.id]}”. Zmień nazwę.",
                    f"the area '{area.id}' is already in the dimension '{owners[area.id]}'. Rename it.",
                )
            owners[area.id] = name


def _check_variables(variables: Collected, parts: Parts) -> None:
    for name, variable in variables.entries.items():
        variables.check(name, ("unit",), variable.unit, parts.units.entries, "jednostki", "unit")
        variables.check(
            name, ("over",), variable.over, parts.lists.entries, "listy zamkniętej", "closed list"
        )
        for key in ("weight", "part_of", "previous_of"):
            variables.check(name, (key,), getattr(variable, key), variables.entries, "zmiennej", "variable")
        if variable.over and not name.endswith(f"_{parts.lists.entries[variable.over].index}"):
            variables.refuse(
                name,
                ("over",),
                f"nazwa musi kończyć się indeksem listy „{variable.over}”.",
                f"the name must end in the index of the list '{variable.over}'.",
            )


def _check_indicators(parts: Parts) -> None:
    indicators = parts.indicators
    levels = {
        name: variable.level
        for variables in (parts.organisational, parts.territorial)
        for name, variable in variables.entries.items()
    }
    for name, indicator in indicators.entries.items():
        indicators.check(name, ("unit",), indicator.unit, parts.units.entries, "jednostki", "unit")
        _check_chapter(name, indicator, parts)
        own = parts.variables_of(indicator).entries
        for variable in indicator.formula.variables if indicator.formula else ():
            indicators.check(name, ("formula",), variable, {*own, *levels}, "zmiennej", "variable")
            if variable not in own or own[variable].level != indicator.level:
                indicators.refuse(
                    name,
                    ("formula",),
                    f"zmienna „{variable}” jest z innego poziomu ({levels[variable]}).",
                    f"the variable '{variable}' is of another level ({levels[variable]}).",
                )
            if indicator.availability == "available" and own[variable].availability == "awaiting":
                indicators.refuse(
                    name,
                    ("formula",),
                    f"wskaźnik jest dostępny, a zmienna „{variable}” dopiero czeka na dane.",
                    f"the indicator is available but the variable '{variable}' awaits its data.",
                )


def _check_chapter(name: str, indicator: Indicator, parts: Parts) -> None:
    # The dimension stands at the head of the file, so the error points there.
    place = parts.indicators.places[name]
    if indicator.dimension not in parts.dimensions.entries:
        raise place.error(
            ("dimension",),
            f"nie ma wymiaru „{indicator.dimension}”. Popraw nazwę albo dopisz.",
            f"there is no dimension '{indicator.dimension}'. Correct the name or add it.",
        )
    dimension = parts.dimensions.entries[indicator.dimension]
    if (dimension.level == "organisation") != (indicator.level == "organisation"):
        raise place.error(
            ("dimension",),
            f"wymiar „{dimension.id}” jest z innego poziomu ({dimension.level}).",
            f"the dimension '{dimension.id}' is of another level ({dimension.level}).",
        )
    areas = [area.id for area in dimension.areas]
    parts.indicators.check(name, ("area",), indicator.area, areas, "obszaru", "area")


def _check_organisations(parts: Parts, rules: CompositeRules, rules_file: LocatedYaml) -> None:
    columns = {*parts.organisational.entries, *parts.organisation_columns}
    indicators = {one.id for one in parts.indicators.all if one.level == "organisation"}
    _check_questions(parts)
    for name in indicators:
        for key in ("applies_to", "describes"):
            codes = getattr(parts.indicators.entries[name], key)
            parts.indicators.check_codes(name, key, codes, parts.types.entries)
    for name in parts.thresholds.entries:
        _check_threshold(name, parts, columns)
    for collected, known in ((parts.checks, columns), (parts.alarms, columns | indicators)):
        for name, entry in collected.entries.items():
            collected.check_codes(name, "applies_to", entry.applies_to, parts.types.entries)
            collected.check_formula(name, "formula", entry.formula, known)
    constants = [one.id for one in parts.organisational.all if one.constant]
    for name in parts.constants.entries:
        parts.constants.check(name, (), name, constants, "stałej", "constant")
    for place, measure in enumerate(rules.vulnerability.indicators):
        if measure not in indicators:
            raise rules_file.error(
                ("composite", "vulnerability", "indicators", place),
                f"nie ma wskaźnika organizacji „{measure}”. Popraw nazwę albo dopisz.",
                f"there is no indicator of organisations '{measure}'. Correct the name or add it.",
            )


def _check_questions(parts: Parts) -> None:
    variables = parts.organisational
    closed = parts.lists.entries.get(SECTIONS_LIST)
    sections = [item.id for item in closed.items] if closed else []
    for name, variable in variables.entries.items():
        variables.check(
            name, ("section",), variable.section, sections, "części ankiety", "questionnaire section"
        )
        variables.check_codes(name, "applies_to", variable.applies_to, parts.types.entries)


def _check_threshold(name: str, parts: Parts, columns: Collection[str]) -> None:
    thresholds, threshold = parts.thresholds, parts.thresholds.entries[name]
    thresholds.check(name, ("unit",), threshold.unit, parts.units.entries, "jednostki", "unit")
    thresholds.check(
        name, ("indicator",), threshold.indicator, parts.indicators.entries, "wskaźnika", "indicator"
    )
    thresholds.check_codes(name, "applies_to", threshold.applies_to, {*parts.types.entries, "county"})
    thresholds.check_formula(name, "formula", threshold.formula, columns)
    thresholds.check_formula(name, "applies_when", threshold.applies_when, columns)
