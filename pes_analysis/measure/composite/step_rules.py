"""The steps of a recipe and their options: what is not an option of the method asked for is refused."""

from typing import Annotated, ClassVar, Literal, Self, TypeAlias

from pydantic import BeforeValidator, Field, model_validator

from pes_analysis.catalogue.entries import Frozen
from pes_analysis.catalogue.validation import BilingualValueError
from pes_analysis.measure.composite.indicator_rules import Bounds, Name, TreatMethod

ImputeMethod: TypeAlias = Literal[
    "none", "drop_units", "mean", "median", "group_mean", "group_median", "nearest_neighbour", "last_value"
]
NormaliseMethod: TypeAlias = Literal[
    "minmax",
    "unitaryzacja_zerowana",
    "goalposts",
    "zscore",
    "percentile_rank",
    "categorical",
    "distance_to_target",
    "distance_to_reference",
    "distance_to_max",
    "share_of_max",
    "vector",
]
WeightMethod: TypeAlias = Literal["given", "equal", "pca", "pca_loadings", "entropy", "critic"]
AggregateMethod: TypeAlias = Literal[
    "arithmetic", "geometric", "harmonic", "generalised", "hellwig", "topsis", "copeland"
]
Share: TypeAlias = Annotated[float, Field(ge=0, le=1)]


def _one_or_list(value: object) -> object:
    """Let a recipe write one thing for all levels without brackets."""
    return value if isinstance(value, list | tuple) else (value,)


class OnlyFor(frozenset[str]):
    """Marks an option by the methods to which it belongs."""


class Step(Frozen):
    """A step: a method, and options of which some belong to some methods only."""

    @model_validator(mode="after")
    def _options_belong(self) -> Self:
        method = getattr(self, "method", ())
        asked = set(method if isinstance(method, tuple) else (method,))
        for option in self.model_fields_set:
            for mark in type(self).model_fields[option].metadata:
                if isinstance(mark, OnlyFor) and not asked & mark:
                    names = ", ".join(sorted(mark))
                    raise BilingualValueError(
                        f"ta opcja należy do metod: {names}. Usuń ją albo zmień metodę.",
                        f"this option belongs to the methods {names}. Remove it or change the method.",
                        (option,),
                    )
        return self


FILLING = OnlyFor({"mean", "median", "group_mean", "group_median", "nearest_neighbour", "last_value"})


class Impute(Step):
    """How missing values are filled.

    Attributes
    ----------
    method : str
        ``none``; ``drop_units`` leaves out every unit with a gap; ``mean`` and ``median`` of all units of
        the year, ``group_mean`` and ``group_median`` of those of the same group; ``nearest_neighbour``:
        the mean of the most similar units; ``last_value``: of the same unit in an earlier year.
    group : str, optional
        The column of groups.
    neighbours : int
        How many similar units.
    most_years : int
        How old a last value may be.
    least_units : float
        The share of units that must have an indicator for its gaps to be filled.
    least_indicators : float
        The share of the indicators of its lowest group that a unit must have for its gaps to be filled.
    """

    method: ImputeMethod = "none"
    group: Annotated[Name | None, OnlyFor({"group_mean", "group_median", "nearest_neighbour"})] = None
    neighbours: Annotated[int, Field(ge=1), OnlyFor({"nearest_neighbour"})] = 5
    most_years: Annotated[int, Field(ge=1), OnlyFor({"last_value"})] = 3
    least_units: Annotated[Share, FILLING] = 0.5
    least_indicators: Annotated[Share, FILLING] = 0.0

    @model_validator(mode="after")
    def _group_is_named(self) -> Self:
        if self.method in ("group_mean", "group_median") and self.group is None:
            raise BilingualValueError(
                "ta metoda wymaga opcji „group”: kolumny z grupami. Dopisz ją.",
                "this method needs the option 'group': the column of groups. Add it.",
                ("method",),
            )
        return self


class Treat(Frozen):
    """What is done with indicators whose outliers would decide: |skewness| and kurtosis both too high.

    Attributes
    ----------
    method : str
        ``none``; ``winsorise``: the extreme point becomes the next one, until the shape passes;
        ``log_ct``, ``log_ct_plus``, ``log_gii``, ``box_cox``: a transformation.
    otherwise : str
        The transformation of the original values where winsorising does not suffice.
    skew, kurtosis : float
        The limits; both must be reached for an indicator to be treated.
    most_points : int, optional
        How many points may be winsorised.
    most_share : float
        The same as a share of the values, rounded up; counts without ``most_points``.
    exponent : float
        Of Box and Cox; 0 is the logarithm.
    """

    # Options that belong to winsorising, by the step or by an indicator of its own.
    winsorising: ClassVar[frozenset[str]] = frozenset({"otherwise", "most_points", "most_share"})

    method: TreatMethod = "none"
    otherwise: Literal["none", "log_ct", "log_ct_plus", "log_gii", "box_cox"] = "log_ct"
    skew: Annotated[float, Field(gt=0)] = 2.0
    kurtosis: Annotated[float, Field(gt=0)] = 3.5
    most_points: Annotated[int, Field(ge=1)] | None = None
    most_share: Share = 0.1
    exponent: float = 0.0


class Normalise(Step):
    """How values of different units become comparable.

    Attributes
    ----------
    method : str
        ``minmax`` and ``unitaryzacja_zerowana`` (0 to 1; Kukuła 2000), ``goalposts`` (fixed points),
        ``zscore``, ``percentile_rank``, ``categorical`` (classes by quantiles), ``distance_to_target``,
        ``distance_to_reference`` (a unit), ``distance_to_max``, ``share_of_max``, ``vector``.
    scale : (float, float), optional
        What the worst and best become; 0 to 100 if not said.
    ddof : {0, 1}
        Of the standard deviation in ``zscore``: divided by n or n - 1.
    moments : (float, float)
        What mean and standard deviation become in ``zscore``: 0 and 1 if not said.
    classes : int
        How many classes.
    reference : str, optional
        The unit to which distances are taken.
    clip : bool, optional
        Whether values beyond the goalposts, the target or the reference count as reaching them; if not
        said, goalposts clip and the others do not.
    """

    method: NormaliseMethod = "minmax"
    scale: Annotated[Bounds, OnlyFor({"minmax", "goalposts", "percentile_rank", "categorical"})] = (
        0.0,
        100.0,
    )
    ddof: Annotated[int, Field(ge=0, le=1), OnlyFor({"zscore"})] = 1
    moments: Annotated[tuple[float, Annotated[float, Field(gt=0)]], OnlyFor({"zscore"})] = (0.0, 1.0)
    classes: Annotated[int, Field(ge=2, le=20), OnlyFor({"categorical"})] = 5
    reference: Annotated[Name | None, OnlyFor({"distance_to_reference"})] = None
    clip: Annotated[bool | None, OnlyFor({"goalposts", "distance_to_target", "distance_to_reference"})] = None

    @property
    def clips(self) -> bool:
        """Whether values beyond the fixed points are held at them."""
        return self.method == "goalposts" if self.clip is None else self.clip

    @model_validator(mode="after")
    def _possible(self) -> Self:
        if self.scale[0] >= self.scale[1]:
            raise BilingualValueError(
                "początek skali musi być mniejszy od końca. Zamień je miejscami.",
                "the scale must begin below its end. Swap them.",
                ("scale",),
            )
        if self.method == "distance_to_reference" and self.reference is None:
            raise BilingualValueError(
                "ta metoda wymaga opcji „reference”: nazwy jednostki odniesienia. Dopisz ją.",
                "this method needs the option 'reference': the name of the unit. Add it.",
                ("method",),
            )
        return self


class Weights(Step):
    """What indicators weigh in their group, and groups in the group above.

    Attributes
    ----------
    method : tuple of str
        From the lowest level up, or one for all: ``given``, ``equal``, ``pca`` (squared loadings of the
        first component), ``pca_loadings``, ``entropy``, ``critic``.
    groups : dict
        Weights of dimensions and areas by name; 1 where nothing is said.
    """

    method: Annotated[tuple[WeightMethod, ...], BeforeValidator(_one_or_list)] = ("given",)
    groups: Annotated[dict[Name, Annotated[float, Field(ge=0)]], OnlyFor({"given"})] = Field(
        default_factory=dict
    )


class Aggregate(Step):
    """How the parts of a group become its score.

    Attributes
    ----------
    method : tuple of str
        From the lowest level up, or one for all: means (``arithmetic``, ``geometric``, ``harmonic``,
        ``generalised``), and measures that set units against one another (``hellwig``, ``topsis``,
        ``copeland``).
    exponent : float, optional
        Of the generalised mean.
    ddof : {0, 1}
        Of the standard deviation of distances in ``hellwig``: divided by n or n - 1.
    least_available : tuple of float
        From the lowest level up, or one for all: the share of its parts that a group must have for a
        score; the weights of those it has are then scaled up.
    """

    method: Annotated[tuple[AggregateMethod, ...], BeforeValidator(_one_or_list)] = ("arithmetic",)
    exponent: Annotated[float | None, OnlyFor({"generalised"})] = None
    ddof: Annotated[int, Field(ge=0, le=1), OnlyFor({"hellwig"})] = 0
    least_available: Annotated[tuple[Share, ...], BeforeValidator(_one_or_list)] = (0.7,)

    @model_validator(mode="after")
    def _exponent_is_given(self) -> Self:
        if "generalised" in self.method and not self.exponent:
            raise BilingualValueError(
                "średnia uogólniona wymaga wykładnika „exponent” różnego od zera. Dopisz go.",
                "a generalised mean needs an 'exponent' other than zero. Add it.",
                ("method",),
            )
        return self


class Steps(Frozen):
    """The steps in the order in which they are done."""

    impute: Impute = Impute()
    treat: Treat = Treat()
    normalise: Normalise = Normalise()
    weights: Weights = Weights()
    aggregate: Aggregate = Aggregate()
