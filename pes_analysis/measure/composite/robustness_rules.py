"""How the robustness of an index is tried: noise of its data, and the choices that could be defended."""

from typing import Annotated, Literal, Self, TypeAlias

from pydantic import Field, model_validator

from pes_analysis.catalogue.entries import Frozen
from pes_analysis.catalogue.validation import BilingualValueError
from pes_analysis.measure.composite.indicator_rules import Name
from pes_analysis.measure.composite.step_rules import Aggregate, Impute, Normalise, Share, Treat, Weights

NoiseKind: TypeAlias = Literal["proportion", "rate", "mean", "relative"]


class Noise(Frozen):
    """How uncertain the values of an indicator are.

    Attributes
    ----------
    kind : {"proportion", "rate", "mean", "relative"}
        A share of people (Wilson), events among people (Byar), a mean with a standard error, or a
        coefficient of variation.
    of : str, optional
        The column of the people: the denominator of a proportion or a rate.
    per : float, optional
        What a proportion or a rate is per: 100 for per cents, 1000 for events per 1,000; 1 if not said.
    error : str, optional
        The column of standard errors of a mean, in the unit of the indicator.
    share : float, optional
        The standard error as a share of the value.
    """

    kind: NoiseKind
    of: Name | None = None
    per: Annotated[float, Field(gt=0)] | None = None
    error: Name | None = None
    share: Annotated[float, Field(gt=0, le=1)] | None = None

    @model_validator(mode="after")
    def _what_its_kind_needs(self) -> Self:
        needed = {"proportion": "of", "rate": "of", "mean": "error", "relative": "share"}[self.kind]
        foreign = {"of", "per", "error", "share"} & self.model_fields_set - {needed}
        foreign -= {"per"} if needed == "of" else set()
        if getattr(self, needed) is None:
            raise BilingualValueError(
                f"rodzaj {self.kind} wymaga klucza „{needed}”. Dopisz go.",
                f"the kind {self.kind} needs the key '{needed}'. Add it.",
            )
        if foreign:
            raise BilingualValueError(
                f"ten klucz nie należy do rodzaju {self.kind}. Usuń go.",
                f"this key does not belong to the kind {self.kind}. Remove it.",
                (min(foreign),),
            )
        return self

    @property
    def scale(self) -> float:
        """What values are per."""
        return self.per or 1.0

    @property
    def column(self) -> str | None:
        """The column of the data that the noise needs."""
        return self.of or self.error


class Variants(Frozen):
    """Defensible alternatives to the steps of the recipe, each tried with all the others."""

    impute: tuple[Impute, ...] = ()
    treat: tuple[Treat, ...] = ()
    normalise: tuple[Normalise, ...] = ()
    weights: tuple[Weights, ...] = ()
    aggregate: tuple[Aggregate, ...] = ()


class Robustness(Frozen):
    """One try: many indices, each from other draws of the data and other choices.

    Attributes
    ----------
    replications : int
    seed : int
        The same seed gives the same results.
    interval : float
        The share of replications inside the printed intervals.
    weights_noise : float
        Each weight is multiplied by a number drawn evenly from 1 less this share to 1 plus it.
    imputation_draws : bool
        Whether a filled gap also varies as the units it was filled from vary.
    peers : str, optional
        The column of groups in which the best and worst quarters are told; else all units of the year.
    noise : dict
        By indicator; one that is not named is taken as exact.
    variants : Variants
    sensitivity : int
        Rows of the design by which variance is shared out among choices and noise; 0 for none. A
        power of two.
    """

    replications: Annotated[int, Field(ge=100, le=100_000)] = 10_000
    seed: Annotated[int, Field(ge=0)] = 1
    interval: Annotated[float, Field(gt=0, lt=1)] = 0.9
    weights_noise: Share = 0.25
    imputation_draws: bool = True
    peers: Name | None = None
    noise: dict[Name, Noise] = Field(default_factory=dict)
    variants: Variants = Variants()
    sensitivity: Annotated[int, Field(ge=0, le=2**13)] = 1024

    @model_validator(mode="after")
    def _power_of_two(self) -> Self:
        if self.sensitivity & (self.sensitivity - 1):
            raise BilingualValueError(
                "potrzebna jest potęga dwójki, na przykład 1024, albo 0.",
                "a power of two is needed, 1024 for instance, or 0.",
                ("sensitivity",),
            )
        return self
