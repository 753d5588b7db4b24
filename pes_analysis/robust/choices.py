"""The choices that could be defended: for each step the recipe's own and its alternatives."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pes_analysis.catalogue.entries import Frozen
from pes_analysis.measure.composite.recipe import Recipe
from pes_analysis.measure.composite.robustness_rules import Robustness
from pes_analysis.protect.errors import PesError

STEPS = ("impute", "treat", "normalise", "weights", "aggregate")


@dataclass(frozen=True)
class Choices:
    """The alternatives of every step.

    Attributes
    ----------
    recipe : Recipe
    alternatives : mapping of str to tuple of steps
        By step, in the order of `STEPS`; the recipe's own stands first.
    """

    recipe: Recipe
    alternatives: Mapping[str, tuple[Frozen, ...]]

    @property
    def sizes(self) -> tuple[int, ...]:
        """How many alternatives each step has."""
        return tuple(len(self.alternatives[step]) for step in STEPS)

    def with_choice(self, choice: Sequence[int]) -> Recipe:
        """Give the recipe that a choice of alternatives makes."""
        steps = {step: self.alternatives[step][at] for step, at in zip(STEPS, choice, strict=True)}
        return self.recipe.with_steps(**steps)

    def labels(self, step: str) -> tuple[str, ...]:
        """Name the alternatives of a step by their methods and the options they set."""
        return tuple(_label(alternative) for alternative in self.alternatives[step])


def list_choices(recipe: Recipe, robustness: Robustness) -> Choices:
    """List what a recipe says could be chosen.

    Raises
    ------
    PesError
        When alternatives would leave out different units: their ranks could not be compared.

    Examples
    --------
    >>> recipe = Recipe.model_validate({"indicators": [{"name": "jobs", "polarity": "stimulant"}],
    ...     "robustness": {"variants": {"normalise": [{"method": "zscore", "ddof": 0}]}}})
    >>> choices = list_choices(recipe, recipe.robustness)
    >>> choices.sizes, choices.labels("normalise")
    ((1, 1, 2, 1, 1), ('minmax', 'zscore (ddof: 0)'))
    """
    variants = robustness.variants
    alternatives: dict[str, tuple[Frozen, ...]] = {}
    for step in STEPS:
        own: Frozen = getattr(recipe.steps, step)
        others: tuple[Frozen, ...] = getattr(variants, step)
        alternatives[step] = (own, *(other for other in others if other != own))
    imputations = [getattr(step, "method", "") for step in alternatives["impute"]]
    if "drop_units" in imputations and len(imputations) > 1:
        raise PesError(
            "Imputacja drop_units zmienia zbiór jednostek, więc nie ma z czym porównać rang. "
            "Usuń ją z wariantów.",
            "Imputing by drop_units changes the set of units, so ranks cannot be compared. "
            "Remove it from the variants.",
        )
    return Choices(recipe, alternatives)


def _label(step: Frozen) -> str:
    """Name a step by its method and the options that are not what they are if nothing is said."""
    options = [
        f"{name}: {_shown(getattr(step, name))}"
        for name, field in type(step).model_fields.items()
        if name != "method" and getattr(step, name) != field.get_default(call_default_factory=True)
    ]
    method = _shown(getattr(step, "method", ""))
    return f"{method} ({'; '.join(options)})" if options else method


def _shown(value: object) -> str:
    return ", ".join(str(one) for one in value) if isinstance(value, tuple) else str(value)
