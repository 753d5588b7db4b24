"""From a YAML file to a typed object: what a model refuses is told with file, line and key."""

from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from pes_analysis.catalogue.strict_yaml import LocatedYaml, YamlError, YamlPath

Model = TypeVar("Model", bound=BaseModel)

MAX_PROBLEMS_SHOWN = 20


class BilingualValueError(ValueError):
    """What a model's own validator raises, so that its words reach the user in both languages.

    `path` leads from the part being validated to the place at fault, for a finer line number.
    """

    def __init__(self, pl: str, en: str, path: YamlPath = ()) -> None:
        super().__init__(en)
        self.pl = pl
        self.en = en
        self.path = path


def validate(model: type[Model], located: LocatedYaml, context: Mapping[str, object] | None = None) -> Model:
    """Turn a read file into a typed object, or say what is wrong on which line.

    Parameters
    ----------
    model : type of pydantic model
        What the file should hold; give it ``extra="forbid"`` so that a misspelt key is noticed.
    located : LocatedYaml
        What `read_strict_yaml` returned.
    context : mapping, optional
        Passed to the validators of the model.

    Returns
    -------
    Model
        The validated object.

    Raises
    ------
    YamlError
        One line per problem: file, line, key, what is wrong.

    Examples
    --------
    >>> from pathlib import Path
    >>> class Publisher(BaseModel, extra="forbid"):
    ...     name: str
    ...     since: int
    >>> file = LocatedYaml(Path("p.yml"), {"name": "0201", "since": "2o24"}, {("since",): 2})
    >>> try:
    ...     validate(Publisher, file)
    ... except YamlError as error:
    ...     print(error.en)
    p.yml:2: 'since': a whole number is needed, got '2o24'.
    """
    try:
        return model.model_validate(located.data, context=dict(context or {}))
    except ValidationError as error:
        problems = _causes(error.errors(include_url=False))
        shown = [_problem(located, problem) for problem in problems[:MAX_PROBLEMS_SHOWN]]
        if len(problems) > MAX_PROBLEMS_SHOWN:
            rest = len(problems) - MAX_PROBLEMS_SHOWN
            shown.append((f"… i jeszcze problemów: {rest}", f"… and {rest} more problems"))
        raise YamlError("\n".join(pl for pl, _ in shown), "\n".join(en for _, en in shown)) from error


# By pydantic's error type: what to tell the user; {given} is what the file holds, the rest its context.
_MESSAGES: dict[str, tuple[str, str]] = {
    "missing": ("brakuje tego klucza. Dopisz go.", "this key is missing. Add it."),
    "extra_forbidden": (
        "nieznany klucz. Popraw nazwę albo go usuń.",
        "unknown key. Correct its name or remove it.",
    ),
    "int_parsing": (
        "potrzebna jest liczba całkowita, a jest „{given}”.",
        "a whole number is needed, got '{given}'.",
    ),
    "float_parsing": ("potrzebna jest liczba, a jest „{given}”.", "a number is needed, got '{given}'."),
    "finite_number": (
        "potrzebna jest liczba skończona, a jest „{given}”.",
        "a finite number is needed, got '{given}'.",
    ),
    "greater_than": (
        "potrzebna jest liczba większa niż {gt:g}, a jest „{given}”.",
        "a number above {gt:g} is needed, got '{given}'.",
    ),
    "greater_than_equal": (
        "potrzebna jest liczba nie mniejsza niż {ge:g}, a jest „{given}”.",
        "a number of at least {ge:g} is needed, got '{given}'.",
    ),
    "less_than": (
        "potrzebna jest liczba mniejsza niż {lt:g}, a jest „{given}”.",
        "a number below {lt:g} is needed, got '{given}'.",
    ),
    "less_than_equal": (
        "potrzebna jest liczba nie większa niż {le:g}, a jest „{given}”.",
        "a number of at most {le:g} is needed, got '{given}'.",
    ),
    "too_short": (
        "lista ma za mało pozycji; potrzeba co najmniej: {min_length}.",
        "the list has too few items; at least {min_length} needed.",
    ),
    "too_long": (
        "lista ma za dużo pozycji; dozwolonych jest najwyżej: {max_length}.",
        "the list has too many items; at most {max_length} are allowed.",
    ),
    "string_too_long": (
        "tekst jest za długi; dozwolonych jest najwyżej znaków: {max_length}.",
        "the text is too long; at most {max_length} characters are allowed.",
    ),
    "bool_parsing": (
        "potrzebne jest „true” albo „false”, a jest „{given}”.",
        "'true' or 'false' is needed, got '{given}'.",
    ),
    "string_type": ("potrzebny jest tekst.", "text is needed."),
    "string_too_short": ("tekst jest pusty. Wpisz go.", "the text is empty. Fill it in."),
    "literal_error": (
        "dozwolone wartości: {expected}; jest „{given}”.",
        "allowed values: {expected}; got '{given}'.",
    ),
    "enum": ("dozwolone wartości: {expected}; jest „{given}”.", "allowed values: {expected}; got '{given}'."),
    "string_pattern_mismatch": (
        "„{given}” nie pasuje do wzoru {pattern}.",
        "'{given}' does not match the pattern {pattern}.",
    ),
    "date_from_datetime_parsing": (
        "potrzebna jest data RRRR-MM-DD, a jest „{given}”.",
        "a date YYYY-MM-DD is needed, got '{given}'.",
    ),
    "dict_type": ("potrzebne są pary klucz: wartość.", "pairs of key: value are needed."),
    "model_type": ("potrzebne są pary klucz: wartość.", "pairs of key: value are needed."),
    "tuple_type": ("potrzebna jest lista.", "a list is needed."),
    "list_type": ("potrzebna jest lista.", "a list is needed."),
}


def _causes(problems: Sequence[Any]) -> list[Any]:
    """Leave out that a list is too short when it is so only because its items were refused."""
    return [
        problem
        for problem in problems
        if problem["type"] != "too_short"
        or not any(len(other["loc"]) > len(problem["loc"]) for other in problems)
    ]


def _problem(located: LocatedYaml, problem: Any) -> tuple[str, str]:
    path: YamlPath = tuple(problem["loc"])
    raised = problem.get("ctx", {}).get("error")
    if isinstance(raised, BilingualValueError):
        path = (*path, *raised.path)
        pl, en = raised.pl, raised.en
    else:
        given = problem["input"] if isinstance(problem["input"], str) else type(problem["input"]).__name__
        pl, en = _MESSAGES.get(problem["type"], (problem["msg"], problem["msg"]))
        facts = {**problem.get("ctx", {}), "given": given}
        if problem["type"] in _MESSAGES:
            # pydantic lists what is allowed in English.
            expected = str(facts.get("expected", "")).replace("' or '", "' lub '")
            pl, en = pl.format(**{**facts, "expected": expected}), en.format(**facts)
    where = located.where(path)
    key = ".".join(str(part) for part in path)
    if key:
        return f"{where}: „{key}”: {pl}", f"{where}: '{key}': {en}"
    return f"{where}: {pl}", f"{where}: {en}"
