"""The words for every key and option of a recipe, as the catalogue holds them."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

import pes_analysis.catalogue
from pes_analysis.catalogue.entries import Frozen, Text
from pes_analysis.catalogue.strict_yaml import read_strict_yaml
from pes_analysis.catalogue.validation import validate

WORDS = Path(pes_analysis.catalogue.__file__).parent / "data" / "recipe_options.yml"


class Option(Frozen):
    """A key with an example.

    Attributes
    ----------
    example : str
        As it is written in YAML.
    pl, en : str
        What it means.
    default : bool
        Whether it stands in a draft as it is; else it is commented out.
    """

    example: str
    pl: str
    en: str
    default: bool = False


class Section(Frozen):
    """A part of a recipe: what it is for, its methods by name, its options."""

    key: str = ""
    title: Text
    methods: Mapping[str, Text] = {}
    options: tuple[Option, ...] = ()


class RecipeOptions(Frozen):
    """All that can stand in a recipe, in words.

    Attributes
    ----------
    head, then : Text
        What to do with a draft, and after it.
    indicator, years, robustness : Section
    steps : tuple of Section
        In the order in which they are done.
    """

    head: Text
    then: Text
    indicator: Section
    years: Section
    steps: tuple[Section, ...]
    robustness: Section


@cache
def recipe_options() -> RecipeOptions:
    """Read the words.

    Examples
    --------
    >>> [step.key for step in recipe_options().steps]
    ['impute', 'treat', 'normalise', 'weights', 'aggregate']
    """
    return validate(RecipeOptions, read_strict_yaml(WORDS))
