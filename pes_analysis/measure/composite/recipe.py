"""The recipe of a composite index: its indicators, its steps, and how its robustness is tried."""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from pes_analysis.catalogue.entries import Frozen
from pes_analysis.catalogue.strict_yaml import BilingualValueError
from pes_analysis.measure.composite.hierarchy import Hierarchy, build_hierarchy
from pes_analysis.measure.composite.indicator_rules import IndicatorRule, Name
from pes_analysis.measure.composite.step_rules import Steps


class Recipe(Frozen):
    """How an index is made.

    Attributes
    ----------
    name : str
        Of the index: its column among the scores.
    years : {"pooled", "each_year"}
        Whether extremes, means and deviations are taken over all years together, so that scores can be
        compared in time, or in each year apart. Nothing to choose where the data have no years.
    indicators : tuple of IndicatorRule
    steps : Steps

    Examples
    --------
    >>> recipe = Recipe.model_validate({"indicators": [
    ...     {"name": "jobs", "polarity": "stimulant"}, {"name": "debt", "polarity": "destimulant"}]})
    >>> recipe.steps.normalise.method, recipe.steps.aggregate.method
    ('minmax', ('arithmetic',))
    """

    name: Name = "index"
    years: Literal["pooled", "each_year"] = "pooled"
    indicators: Annotated[tuple[IndicatorRule, ...], Field(min_length=1)]
    steps: Steps = Steps()

    @property
    def hierarchy(self) -> Hierarchy:
        """The tree of indicators and groups."""
        return build_hierarchy(self.indicators, self.name)

    @property
    def columns(self) -> tuple[str, ...]:
        """The numeric columns that the data must have."""
        denominators = [rule.denominator for rule in self.indicators if rule.denominator]
        return tuple(dict.fromkeys([rule.name for rule in self.indicators] + denominators))

    @property
    def group_columns(self) -> tuple[str, ...]:
        """The columns of groups that the data must have."""
        return (self.steps.impute.group,) if self.steps.impute.group else ()

    def rule(self, name: str) -> IndicatorRule:
        """Give the rule of an indicator."""
        return next(rule for rule in self.indicators if rule.name == name)

    @model_validator(mode="after")
    def _tree(self) -> Self:
        """Check that paths have one depth, and that a name means one indicator or group."""
        depth = len(self.indicators[0].path)
        stands: dict[str, tuple[str, ...]] = {self.name: ()}
        for at, rule in enumerate(self.indicators):
            if len(rule.path) != depth:
                raise BilingualValueError(
                    f"ścieżka „{rule.name}” ma inną liczbę poziomów niż pierwsza. Wyrównaj je.",
                    f"the path of '{rule.name}' has not as many levels as the first. Make them equal.",
                    ("indicators", at),
                )
            lineage = (self.name, *rule.path, rule.name)
            for place, name in enumerate(lineage):
                is_new = name not in stands
                if stands.setdefault(name, lineage[:place]) != lineage[:place] or (
                    place > depth and not is_new
                ):
                    raise BilingualValueError(
                        f"nazwa „{name}” stoi w dwóch miejscach. Zmień nazwę wskaźnika albo grupy.",
                        f"the name '{name}' stands in two places. Rename one indicator or group.",
                        ("indicators", at),
                    )
        return self

    @model_validator(mode="after")
    def _levels(self) -> Self:
        count = len(self.indicators[0].path) + 1
        of_levels = {
            ("weights", "method"): self.steps.weights.method,
            ("aggregate", "method"): self.steps.aggregate.method,
            ("aggregate", "least_available"): self.steps.aggregate.least_available,
        }
        for path, listed in of_levels.items():
            if len(listed) not in (1, count):
                raise BilingualValueError(
                    f"potrzebna jest jedna wartość albo {count}: po jednej na poziom, od najniższego.",
                    f"one value is needed, or {count}: one a level, from the lowest.",
                    ("steps", *path),
                )
        unknown = set(self.steps.weights.groups) - set(self.hierarchy.groups)
        if unknown:
            name = min(unknown)
            raise BilingualValueError(
                f"nie ma grupy „{name}”. Popraw nazwę.",
                f"there is no group '{name}'. Correct the name.",
                ("steps", "weights", "groups", name),
            )
        return self

    @model_validator(mode="after")
    def _fixed_points(self) -> Self:
        """Check what only the indicators and a step together can tell."""
        method = self.steps.normalise.method
        needed = {"goalposts": "goalposts", "distance_to_target": "target"}.get(method)
        for at, rule in enumerate(self.indicators):
            is_own_target = needed == "target" and rule.polarity == "nominant"
            if needed and getattr(rule, needed) is None and not is_own_target:
                raise BilingualValueError(
                    f"metoda {method} wymaga klucza „{needed}” przy wskaźniku „{rule.name}”. Dopisz go.",
                    f"the method {method} needs the key '{needed}' of the indicator '{rule.name}'. Add it.",
                    ("indicators", at),
                )
        return self

    @model_validator(mode="after")
    def _winsorising_options(self) -> Self:
        treat = self.steps.treat
        given = treat.model_fields_set & {"otherwise", "most_points", "most_share"}
        if given and "winsorise" not in {treat.method, *(rule.treat for rule in self.indicators)}:
            raise BilingualValueError(
                "ta opcja należy do metody winsorise, której nic nie używa. Usuń ją albo zmień metodę.",
                "this option belongs to winsorise, which nothing uses. Remove it or change the method.",
                ("steps", "treat", min(given)),
            )
        return self
