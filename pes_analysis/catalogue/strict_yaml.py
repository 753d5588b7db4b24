"""Reading YAML without surprises: every scalar is text, every complaint names its file and line.

Plain YAML 1.1 turns ``0201`` into 129, ``no`` into False and ``12:30`` into 750. Here a scalar stays
the text that was written until a pydantic model, which knows what it expects, parses it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeAlias

import yaml

from pes_analysis.protect.errors import PesError

YamlValue: TypeAlias = "str | list[YamlValue] | dict[str, YamlValue]"
YamlPath: TypeAlias = tuple[str | int, ...]

MAX_BYTES = 1_000_000
MAX_DEPTH = 20

# libyaml's parser where it was built, the same grammar in Python where it was not.
_Loader: type[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class YamlError(PesError):
    """A YAML file that cannot be used; the message says which line and why."""


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
