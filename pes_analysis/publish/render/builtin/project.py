"""A Quarto project made ready for rendering: settings, pages, footer and its versions in other languages."""

import functools
import hashlib
import os
import posixpath
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

import yaml

from pes_analysis.protect.errors import PesError
from pes_analysis.publish.render.builtin.config import CONFIG_NAME, QuartoConfig, read_config
from pes_analysis.publish.render.builtin.links import PAGE_SOURCES
from pes_analysis.publish.render.builtin.pandoc import Nodes, parse
from pes_analysis.publish.render.builtin.refusal import refusal

VARIABLES_NAME = "_variables.yml"
SHORTCODE = re.compile(r"\{\{<\s*(?P<name>[\w-]+)(?P<arguments>.*?)>\}\}")


@dataclass(frozen=True)
class ProjectConfig:
    """All that the pages of one language share.

    Parameters
    ----------
    folder : Path
        The project's folder.
    prefix : str
        Where its pages stand in the site: empty for the outer project, ``en`` for the nested one.
    settings : QuartoConfig
        What ``_quarto.yml`` says.
    variables : Mapping[str, str]
        ``{{< var key >}}`` of the pages, nested keys joined with dots.
    footer : tuple of blocks
        The footer's texts, parsed.
    translations : Mapping[str, str]
        Language to prefix, this project's own included.
    digest : str
        Changes whenever any of the above does: together with the source file and the version of the
        package it decides what a page looks like.
    """

    folder: Path
    prefix: str
    settings: QuartoConfig
    variables: Mapping[str, str]
    footer: tuple[Nodes, ...]
    translations: Mapping[str, str]
    digest: str

    @property
    def language(self) -> str:
        """The language of the pages, unless a page says otherwise."""
        return self.settings.lang

    def counterparts(self, url: str) -> Mapping[str, str]:
        """Name the languages that have a page, this one among them: language to prefix.

        Parameters
        ----------
        url : str
            The page's address from the project's folder, the same in every language.
        """
        outer = os.fspath(self.folder.parent if self.prefix else self.folder)
        stem = url.removesuffix(".html")
        return {
            language: prefix
            for language, prefix in self.translations.items()
            if any(
                os.path.isfile(os.path.join(outer, prefix, f"{stem}{suffix}"))  # noqa: PTH113, PTH118
                for suffix in PAGE_SOURCES
            )
        }

    def site_path(self, path: PurePosixPath | str) -> str:
        """Give a path of the project relative to the root of the site."""
        return (PurePosixPath(self.prefix) / path).as_posix()


def load_project(folder: Path, variables: Mapping[str, Any] | None = None) -> ProjectConfig:
    """Read a project once for all its pages.

    Parameters
    ----------
    folder : Path
        The folder with ``_quarto.yml``. A project inside another one is its translation and
        stands under its folder's name in the site.
    variables : Mapping, optional
        Used over what ``_variables.yml`` says.

    Returns
    -------
    ProjectConfig
        Plain data: it can be sent to another process.

    Raises
    ------
    PesError
        When a setting is not known or a variable is missing.

    Examples
    --------
    >>> import tempfile
    >>> settings = '''
    ... project: {type: website}
    ... lang: pl
    ... execute: {enabled: false, echo: false}
    ... website: {title: Małopolskie, page-footer: {center: "Rok {{< var year >}}"}}
    ... format: {html: {html-math-method: mathml}}
    ... '''
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     _ = (Path(folder) / "_quarto.yml").write_text(settings, encoding="utf-8")
    ...     project = load_project(Path(folder), {"year": 2024})
    >>> project.translations, project.footer[0][0]["c"][-1]["c"]
    ({'pl': ''}, '2024')
    """
    folder = folder.resolve()
    settings = read_config(folder)
    nested = (folder.parent / CONFIG_NAME).is_file()
    where = f"{folder.name}/{CONFIG_NAME}"
    known = {**_read_variables(folder / VARIABLES_NAME), **_flattened(variables or {})}
    footer = settings.website.page_footer
    texts = [insert_variables(text, known, where) for text in (footer.left, footer.center, footer.right)]
    translations = _translations(folder.parent if nested else folder)
    identity = (settings.model_dump_json(), sorted(known.items()), translations, nested)
    return ProjectConfig(
        folder=folder,
        prefix=folder.name if nested else "",
        settings=settings,
        variables=known,
        footer=tuple(parse(text, where).blocks for text in texts if text),
        translations=translations,
        digest=hashlib.blake2b(repr(identity).encode(), digest_size=16).hexdigest(),
    )


def page_sources(project: ProjectConfig) -> tuple[Path, ...]:
    """List the pages a project renders, in the order of their paths.

    Returns
    -------
    tuple of Path
        Files that a pattern of ``project.render`` names and no ``!pattern`` takes back; without
        patterns every ``.qmd`` and ``.ipynb``. Never one of a nested project or a folder starting with ``_``
        or ``.``.
    """
    return _sources(project.folder, project.settings)


def count_pages(folder: Path, languages: Sequence[str]) -> int:
    """Count the pages of a project and the projects inside it, in some languages.

    Parameters
    ----------
    folder : Path
        The folder with ``_quarto.yml``.
    languages : sequence of str
        Those that are rendered.
    """
    folders = (folder, *sorted(path.parent for path in folder.glob(f"*/{CONFIG_NAME}")))
    settings = ((one, read_config(one)) for one in folders)
    return sum(len(_sources(one, config)) for one, config in settings if config.lang in languages)


def _sources(folder: Path, settings: QuartoConfig) -> tuple[Path, ...]:
    patterns = settings.project.render or ("**/*.qmd", "**/*.ipynb")
    chosen = {path for pattern in patterns if pattern[0] != "!" for path in folder.glob(pattern)}
    dropped = tuple(pattern[1:].strip("/") for pattern in patterns if pattern[0] == "!")
    nested = functools.cache(lambda inside: _is_nested(inside, folder))
    listed = [path for path in chosen if _is_page(path, folder, dropped, nested)]
    # Paths are ordered by their parts, which take long to compare.
    return tuple(sorted(listed, key=lambda path: path.parts))


def insert_variables(text: str, variables: Mapping[str, str], where: str) -> str:
    """Put the values of ``{{< var key >}}`` into a text.

    Raises
    ------
    PesError
        For a variable without a value, and for any other shortcode of Quarto.

    Examples
    --------
    >>> insert_variables("Edycja {{< var edition.year >}}", {"edition.year": "2024"}, "a.qmd")
    'Edycja 2024'
    """

    def value(match: re.Match[str]) -> str:
        name, key = match["name"], match["arguments"].strip()
        if name != "var":
            raise refusal(
                where,
                f"skrót {{{{< {name} >}}}} nie jest znany. Użyj {{{{< var … >}}}} albo zwykłego tekstu.",
                f"the shortcode {{{{< {name} >}}}} is not supported. Use {{{{< var … >}}}} or plain text.",
            )
        if key not in variables:
            raise refusal(
                where,
                f"zmienna „{key}” nie ma wartości. Dopisz ją w {VARIABLES_NAME}.",
                f"the variable '{key}' has no value. Add it to {VARIABLES_NAME}.",
            )
        return variables[key]

    return SHORTCODE.sub(value, text)


def _read_variables(path: Path) -> dict[str, str]:
    if not path.is_file():
        return {}
    stored = yaml.safe_load(path.read_text(encoding="utf-8"))
    if not isinstance(stored, dict):
        raise PesError(
            f"{path.name} ma zawierać nazwy i wartości. Popraw plik.",
            f"{path.name} must hold names and values. Correct the file.",
        )
    return _flattened(stored)


def _flattened(values: Mapping[str, Any]) -> dict[str, str]:
    flat: dict[str, str] = {}
    for key, value in values.items():
        if isinstance(value, Mapping):
            flat |= {f"{key}.{inner}": text for inner, text in _flattened(value).items()}
        else:
            flat[str(key)] = str(value)
    return flat


def _translations(outer: Path) -> dict[str, str]:
    inner = sorted(path.parent for path in outer.glob(f"*/{CONFIG_NAME}"))
    return {read_config(outer).lang: "", **{read_config(folder).lang: folder.name for folder in inner}}


def _is_page(path: Path, folder: Path, dropped: tuple[str, ...], nested: Callable[[str], bool]) -> bool:
    inside = os.fspath(path)[len(f"{os.fspath(folder)}{os.sep}") :].replace(os.sep, "/")
    return (
        inside.endswith(PAGE_SOURCES)
        and not any(part.startswith(("_", ".")) for part in inside.split("/"))
        and not nested(posixpath.dirname(inside))
        and not any(
            PurePosixPath(inside).match(pattern) or inside.startswith(f"{pattern}/") for pattern in dropped
        )
    )


def _is_nested(inside: str, outer: Path) -> bool:
    """Tell whether a folder of a project belongs to another project inside it."""
    parts = inside.split("/") if inside else []
    return any((outer.joinpath(*parts[:end]) / CONFIG_NAME).is_file() for end in range(1, len(parts) + 1))
