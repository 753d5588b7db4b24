"""The noise of the data as a recipe tells it: the distributions from which uncertain values are drawn."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from pes_analysis.measure.composite.robustness_rules import Noise, Robustness
from pes_analysis.protect.errors import PesError
from pes_analysis.robust.confidence import Cubic, Wilson, confidence_distribution
from pes_analysis.robust.ingredients import Ingredients

Numbers = npt.NDArray[np.float32]


@dataclass(frozen=True)
class DataNoise:
    """Confidence distributions of all uncertain indicators, those of one form together.

    Attributes
    ----------
    parts : tuple of (ndarray, Cubic or Wilson)
        Places of indicators in the tree, and the distributions of their values, indicators by rows; NaN
        where there is no observed value.
    """

    parts: tuple[tuple[npt.NDArray[np.intp], Cubic | Wilson], ...]

    def draw(self, rng: np.random.Generator, values: Numbers) -> None:
        """Put one draw of every uncertain value in place.

        Parameters
        ----------
        rng : Generator
        values : ndarray of float32, shape (leaves, rows)
        """
        for leaves, distribution in self.parts:
            shape = (len(leaves), values.shape[1])
            values[leaves] = distribution.at(rng.standard_normal(shape, dtype=np.float32))


def read_noise(ingredients: Ingredients, robustness: Robustness) -> DataNoise:
    """Make the distributions of uncertain values.

    Parameters
    ----------
    ingredients : Ingredients
    robustness : Robustness

    Returns
    -------
    DataNoise

    Raises
    ------
    PesError
        When people, or a standard error, are missing beside an observed value, or a value lies outside
        what its kind allows.
    """
    index = ingredients.imputed(0).index
    cubics: list[tuple[int, Cubic]] = []
    wilsons: list[tuple[int, Wilson]] = []
    for leaf, name in enumerate(ingredients.tree.leaves):
        noise = robustness.noise.get(name)
        if noise is None:
            continue
        observed = ingredients.denominated.loc[index, name]
        measure = (
            pd.Series(noise.share, index=index, dtype=np.float64)
            if noise.column is None
            else ingredients.panel.numbers.loc[index, noise.column]
        )
        _refuse_measure(name, noise, observed, measure)
        _refuse_values(name, noise, observed)
        made = confidence_distribution(
            noise.kind, observed.to_numpy(), measure.where(observed.notna()).to_numpy(), noise.scale
        )
        if isinstance(made, Cubic):
            cubics.append((leaf, made))
        else:
            wilsons.append((leaf, made))
    parts: list[tuple[npt.NDArray[np.intp], Cubic | Wilson]] = []
    if cubics:
        parts.append((_places(cubics), _joined_cubics([made for _, made in cubics])))
    if wilsons:
        parts.append((_places(wilsons), _joined_wilsons([made for _, made in wilsons])))
    return DataNoise(tuple(parts))


def _places(found: list[tuple[int, Cubic]] | list[tuple[int, Wilson]]) -> npt.NDArray[np.intp]:
    return np.array([leaf for leaf, _ in found], dtype=np.intp)


def _joined_cubics(made: list[Cubic]) -> Cubic:
    return Cubic(
        np.stack([one.coefficients for one in made], axis=1).astype(np.float32),
        np.array([[one.lowest] for one in made], dtype=np.float32),
    )


def _joined_wilsons(made: list[Wilson]) -> Wilson:
    return Wilson(
        np.stack([one.count for one in made]).astype(np.float32),
        np.stack([one.people for one in made]).astype(np.float32),
        np.array([[one.per] for one in made], dtype=np.float32),
    )


def _refuse_measure(name: str, noise: Noise, observed: pd.Series, measure: pd.Series) -> None:
    # A standard error of zero is an exact value; people there must be.
    fails = measure < 0 if noise.kind == "mean" else measure <= 0
    wrong = observed.notna() & (measure.isna() | fails)
    if wrong.any():
        unit = observed.index[wrong][0][0]
        raise PesError(
            f"Niepewności wskaźnika „{name}” nie da się policzyć dla jednostki „{unit}”: kolumna "
            f"„{noise.column}” jest pusta albo nie jest dodatnia. Uzupełnij ją.",
            f"The noise of the indicator '{name}' cannot be calculated for the unit '{unit}': the column "
            f"'{noise.column}' is empty or not above zero. Complete it.",
        )


def _refuse_values(name: str, noise: Noise, observed: pd.Series) -> None:
    highest = noise.scale if noise.kind == "proportion" else np.inf
    lowest = -np.inf if noise.kind in ("mean", "relative") else 0.0
    wrong = (observed < lowest) | (observed > highest)
    if wrong.any():
        unit, value = observed.index[wrong][0][0], float(observed[wrong].iloc[0])
        raise PesError(
            f"Wartość {value:g} wskaźnika „{name}” (jednostka „{unit}”) nie pasuje do rodzaju {noise.kind} "
            f"na {noise.scale:g}. Popraw „kind” albo „per”.",
            f"The value {value:g} of the indicator '{name}' (unit '{unit}') does not fit the kind "
            f"{noise.kind} per {noise.scale:g}. Correct 'kind' or 'per'.",
        )
