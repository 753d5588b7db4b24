"""The recipe of a composite index: its indicators, its steps, and how its robustness is tried."""

from typing import Annotated, Literal, Self

from pydantic import Field, ValidationError, model_validator

from pes_analysis.catalogue.entries import Frozen
from pes_analysis.catalogue.validation import BilingualValueError
from pes_analysis.measure.composite.hierarchy import Hierarchy, build_hierarchy
from pes_analysis.measure.composite.indicator_rules import IndicatorRule, Name
from pes_analysis.measure.composite.robustness_rules import Robustness
from pes_analysis.measure.composite.step_rules import Steps

# Columns of the data that name units and years.
RESERVED = ("unit", "year")


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
    robustness : Robustness, optional

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
    robustness: Robustness | None = None

    @property
    def hierarchy(self) -> Hierarchy:
        """The tree of indicators and groups."""
        return build_hierarchy(self.indicators, self.name)

    @property
    def columns(self) -> tuple[str, ...]:
        """The numeric columns that the data must have."""
        noise = self.robustness.noise.values() if self.robustness else ()
        others = [*(rule.denominator for rule in self.indicators), *(one.column for one in noise)]
        own = [rule.name for rule in self.indicators]
        return tuple(dict.fromkeys([*own, *(name for name in others if name)]))

    @property
    def group_columns(self) -> tuple[str, ...]:
        """The columns of groups that the data must have."""
        tried = self.robustness
        imputations = [self.steps.impute, *(tried.variants.impute if tried else ())]
        named = [*(step.group for step in imputations), tried.peers if tried else None]
        return tuple(dict.fromkeys(name for name in named if name))

    def rule(self, name: str) -> IndicatorRule:
        """Give the rule of an indicator."""
        return next(rule for rule in self.indicators if rule.name == name)

    def with_steps(self, **steps: Frozen) -> "Recipe":
        """Give the recipe with some of its steps done otherwise, checked as one read from a file.

        Examples
        --------
        >>> recipe = Recipe.model_validate({"indicators": [{"name": "jobs", "polarity": "stimulant"}]})
        >>> from pes_analysis.measure.composite.step_rules import Normalise
        >>> recipe.with_steps(normalise=Normalise(method="zscore")).steps.normalise.method
        'zscore'
        """
        return Recipe(
            name=self.name,
            years=self.years,
            indicators=self.indicators,
            steps=self.steps.model_copy(update=dict(steps)),
        )

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
                if name in RESERVED:
                    raise BilingualValueError(
                        f"nazwa „{name}” należy do kolumny danych. Nazwij wskaźnik albo grupę inaczej.",
                        f"the name '{name}' belongs to a column of the data. Choose another.",
                        ("indicators", at),
                    )
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
                several_pl = f" albo {count}: po jednej na poziom, od najniższego" if count > 1 else ""
                several_en = f", or {count}: one a level, from the lowest" if count > 1 else ""
                raise BilingualValueError(
                    f"podano wartości: {len(listed)}. Potrzebna jest jedna{several_pl}. Tyle poziomów "
                    f"mają ścieżki „path” razem z samym indeksem.",
                    f"{len(listed)} values are given. One is needed{several_en}. Paths have so many "
                    "levels together with the index itself.",
                    ("steps", *path),
                )
        # The index has no group above it in which to weigh.
        unknown = set(self.steps.weights.groups) - set(self.hierarchy.groups[1:])
        if unknown:
            name = min(unknown)
            known = ", ".join(self.hierarchy.groups[1:]) or "–"
            raise BilingualValueError(
                f"nie ma grupy „{name}”. Grupy w tym przepisie: {known}. Popraw nazwę.",
                f"there is no group '{name}'. Groups of this recipe: {known}. Correct the name.",
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
        given = treat.model_fields_set & treat.winsorising
        if given and "winsorise" not in {treat.method, *(rule.treat for rule in self.indicators)}:
            raise BilingualValueError(
                "ta opcja należy do metody winsorise, której nic nie używa. Usuń ją albo zmień metodę.",
                "this option belongs to winsorise, which nothing uses. Remove it or change the method.",
                ("steps", "treat", min(given)),
            )
        return self

    @model_validator(mode="after")
    def _robustness(self) -> Self:
        """Check what is tried against the indicators, and each alternative as a recipe of its own."""
        if self.robustness is None:
            return self
        known = {rule.name for rule in self.indicators}
        unknown = set(self.robustness.noise) - known
        if unknown:
            name = min(unknown)
            raise BilingualValueError(
                f"nie ma wskaźnika „{name}”. Popraw nazwę.",
                f"there is no indicator '{name}'. Correct the name.",
                ("robustness", "noise", name),
            )
        for step, alternatives in self.robustness.variants:
            for at, alternative in enumerate(alternatives):
                try:
                    self.with_steps(**{step: alternative})
                except ValidationError as error:
                    raised = error.errors()[0]["ctx"]["error"]
                    path = ("robustness", "variants", step, at)
                    raise BilingualValueError(raised.pl, raised.en, path) from error
        return self
