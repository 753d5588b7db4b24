"""Reading YAML without surprises: every scalar is text, every complaint names its file and line.

Plain YAML 1.1 turns ``0201`` into 129, ``no`` into False and ``12:30`` into 750. Here a scalar stays
the text that was written until a pydantic model, which knows what it expects, parses it.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeAlias, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from pes_analysis.protect.errors import PesError

YamlValue: TypeAlias = "str | list[YamlValue] | dict[str, YamlValue]"
YamlPath: TypeAlias = tuple[str | int, ...]
Model = TypeVar("Model", bound=BaseModel)

MAX_BYTES = 1_000_000
MAX_DEPTH = 20
MAX_PROBLEMS_SHOWN = 20

# libyaml's parser where it was built, the same grammar in Python where it was not.
_Loader: type[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class YamlError(PesError):
    """A YAML file that cannot be used; the message says which line and why."""


class BilingualValueError(ValueError):
    """What a model's own validator raises, so that its words reach the user in both languages.

    `path` leads from the part being validated to the place at fault, for a finer line number.
    """

    def __init__(self, pl: str, en: str, path: YamlPath = ()) -> None:
        super().__init__(en)
        self.pl = pl
        self.en = en
        self.path = path


@dataclass(frozen=True)
class LocatedYaml:
    """The content of a YAML file together with the line each part of it stands on.

    Attributes
    ----------
    path : Path
        The file.
    data : YamlValue
        Its content: dictionaries, lists and text only.
    lines : Mapping[YamlPath, int]
        Line (from 1) of each key and list item, by its path from the root.
    """

    path: Path
    data: YamlValue
    lines: Mapping[YamlPath, int]

    def line_of(self, path: YamlPath) -> int:
        """Line of the nearest part that is really in the file (a missing key has its parent's line)."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)

    def where(self, path: YamlPath = ()) -> str:
        """File and line of a part, as ``name.yml:12``."""
        return f"{self.path}:{self.line_of(path)}"

    def error(self, path: YamlPath, pl: str, en: str) -> YamlError:
        """Build an error about one part of this file."""
        where = self.where(path)
        return YamlError(f"{where}: {pl}", f"{where}: {en}")


def read_strict_yaml(path: Path) -> LocatedYaml:
    r"""Read one YAML document in which every scalar is text.

    Parameters
    ----------
    path : Path
        A UTF-8 file of at most 1 MB.

    Returns
    -------
    LocatedYaml
        Content and line numbers.

    Raises
    ------
    YamlError
        The file cannot be read, is not one YAML document, repeats a key, or uses
        tags, anchors or aliases.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     file = Path(folder) / "codes.yml"
    ...     _ = file.write_text("teryt: 0201\nopen: no\nat: 12:30\n", encoding="utf-8")
    ...     read_strict_yaml(file).data
    {'teryt': '0201', 'open': 'no', 'at': '12:30'}
    """
    return _parsed(_text(path), path)


def read_strict_header(path: Path) -> tuple[LocatedYaml, str]:
    """Read the header of a Markdown file, between two lines of three dashes, and give the text below it.

    Raises
    ------
    YamlError
        The file cannot be read, has no such header, or its header is no strict YAML; lines are those of
        the file.
    """
    text = _text(path)
    lines = text.split("\n")
    ends = [place for place, line in enumerate(lines) if line.rstrip() == "---"]
    if len(ends) < 2 or ends[0] != 0:
        raise YamlError(
            f"{path}:1: plik musi zaczynać się nagłówkiem między dwoma wierszami „---”. Dopisz go.",
            f"{path}:1: the file must begin with a header between two lines of '---'. Add it.",
        )
    return _parsed("\n".join(lines[: ends[1]]), path), "\n".join(lines[ends[1] + 1 :])


def _parsed(text: str, path: Path) -> LocatedYaml:
    try:
        return _Builder(path).build(yaml.parse(text, Loader=_Loader))
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise YamlError(
            f"{path}:{line}: błąd składni YAML ({error.problem}). Sprawdź wcięcia, dwukropki i cudzysłowy.",
            f"{path}:{line}: not valid YAML ({error.problem}). Check indents, colons and quotes.",
        ) from error
    except yaml.reader.ReaderError as error:
        line = text[: error.position].count("\n") + 1
        raise YamlError(
            f"{path}:{line}: znak, którego YAML nie dopuszcza. Usuń go.",
            f"{path}:{line}: a character YAML does not allow. Remove it.",
        ) from error


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


def _text(path: Path) -> str:
    try:
        with path.open("rb") as file:
            content = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise YamlError(
            f"{path}: nie da się otworzyć pliku ({error.strerror}). Sprawdź nazwę i uprawnienia.",
            f"{path}: the file cannot be opened ({error.strerror}). Check its name and permissions.",
        ) from error
    if len(content) > MAX_BYTES:
        raise YamlError(
            f"{path}: plik jest większy niż {MAX_BYTES} bajtów. Podziel go.",
            f"{path}: the file is larger than {MAX_BYTES} bytes. Split it.",
        )
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise YamlError(
            f"{path}:{line}: plik nie jest zapisany w UTF-8. Zapisz go w tym kodowaniu.",
            f"{path}:{line}: the file is not in UTF-8. Save it in that encoding.",
        ) from error


@dataclass
class _Open:
    """A collection whose end has not been met yet."""

    value: dict[str, YamlValue] | list[YamlValue]
    path: YamlPath
    key: str | None = None


@dataclass
class _Builder:
    """Builds the content from the parser's events, so that nesting never grows the call stack."""

    path: Path
    lines: dict[YamlPath, int] = field(default_factory=dict)
    stack: list[_Open] = field(default_factory=list)
    roots: list[YamlValue] = field(default_factory=list)

    def build(self, events: Iterator[Any]) -> LocatedYaml:
        for event in events:
            line = event.start_mark.line + 1
            match event:
                case yaml.AliasEvent() | yaml.NodeEvent(anchor=str()):
                    self._refuse(
                        line,
                        "kotwice i aliasy (& *) są niedozwolone",
                        "anchors and aliases (& *) are not allowed",
                    )
                case yaml.ScalarEvent(tag=str()) | yaml.CollectionStartEvent(tag=str()):
                    self._refuse(
                        line,
                        f"znacznik „{event.tag}” jest niedozwolony",
                        f"the tag '{event.tag}' is not allowed",
                    )
                case yaml.ScalarEvent():
                    self._scalar(event.value, line)
                case yaml.MappingStartEvent():
                    self._start({}, line)
                case yaml.SequenceStartEvent():
                    self._start([], line)
                case yaml.MappingEndEvent() | yaml.SequenceEndEvent():
                    self.stack.pop()
                case yaml.DocumentStartEvent() if self.roots:
                    self._refuse(
                        line,
                        "w pliku jest więcej niż jeden dokument",
                        "the file holds more than one document",
                    )
        if not self.roots:
            self._refuse(1, "plik jest pusty", "the file is empty")
        return LocatedYaml(self.path, self.roots[0], self.lines)

    def _scalar(self, text: str, line: int) -> None:
        top = self.stack[-1] if self.stack else None
        if top is not None and isinstance(top.value, dict) and top.key is None:
            self._key(top, text, line)
        else:
            self._place(text, line)

    def _key(self, top: _Open, key: str, line: int) -> None:
        if key in top.value:
            first = self.lines[(*top.path, key)]
            self._refuse(
                line,
                f"klucz „{key}” jest już w wierszu {first}; usuń jeden z nich",
                f"the key '{key}' is already on line {first}; remove one of them",
            )
        top.key = key
        self.lines[(*top.path, key)] = line

    def _start(self, value: dict[str, YamlValue] | list[YamlValue], line: int) -> None:
        if len(self.stack) >= MAX_DEPTH:
            self._refuse(line, "zbyt wiele poziomów zagnieżdżenia", "too many levels of nesting")
        path = self._place(value, line)
        self.stack.append(_Open(value, path))

    def _place(self, value: YamlValue, line: int) -> YamlPath:
        if not self.stack:
            self.roots.append(value)
            return ()
        top = self.stack[-1]
        if isinstance(top.value, list):
            top.value.append(value)
            path: YamlPath = (*top.path, len(top.value) - 1)
            self.lines[path] = line
            return path
        if top.key is None:
            self._refuse(line, "klucz musi być tekstem", "a key must be text")
        path = (*top.path, str(top.key))
        top.value[str(top.key)] = value
        top.key = None
        return path

    def _refuse(self, line: int, pl: str, en: str) -> None:
        raise YamlError(f"{self.path}:{line}: {pl}.", f"{self.path}:{line}: {en}.")


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
