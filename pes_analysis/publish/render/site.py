"""A whole site through one of the two renderers: the one asked for, or the one that is there."""

from collections.abc import Mapping
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any, Literal

from pes_analysis.publish.render.builtin import (
    ProjectConfig,
    finish_site,
    load_project,
    page_sources,
    render_page,
)
from pes_analysis.publish.render.builtin.chrome import renderer_name
from pes_analysis.publish.render.builtin.pandoc_reader import pandoc_path, pandoc_version
from pes_analysis.publish.render.quarto import render_with_quarto
from pes_analysis.publish.render.rendered import RenderReport
from pes_analysis.publish.site.quarto_program import find_quarto, require_quarto

RendererChoice = Literal["auto", "quarto", "builtin"]


@dataclass(frozen=True)
class RendererState:
    """A renderer as ``pes doctor`` shows it.

    Parameters
    ----------
    name : str
        ``builtin`` or ``quarto``.
    version : str or None
        None when it is not there.
    path : str or None
        The program it runs.
    """

    name: str
    version: str | None
    path: str | None


def detect_renderers(quarto: Path | None = None) -> tuple[RendererState, RendererState]:
    """Say which renderers can be used here.

    Parameters
    ----------
    quarto : Path, optional
        Where to look for Quarto first.

    Raises
    ------
    PesError
        When a Quarto was found that cannot be used: too old, or not at the place named.

    Examples
    --------
    >>> detect_renderers()[0].name
    'builtin'
    """
    found = find_quarto(quarto)
    builtin_version = f"{version('pes-analysis')} (pandoc {pandoc_version()})"
    return (
        RendererState("builtin", builtin_version, pandoc_path()),
        RendererState("quarto", found.version if found else None, str(found.path) if found else None),
    )


def choose_renderer(wanted: RendererChoice, quarto: Path | None = None) -> Literal["quarto", "builtin"]:
    """Settle ``auto``: Quarto where it is found, the built-in renderer elsewhere.

    Raises
    ------
    PesError
        When Quarto was asked for by name and is not there.

    Examples
    --------
    >>> choose_renderer("builtin")
    'builtin'
    """
    if wanted == "builtin":
        return "builtin"
    if wanted == "quarto":
        require_quarto(quarto)
        return "quarto"
    return "quarto" if find_quarto(quarto) else "builtin"


def load_projects(folder: Path, variables: Mapping[str, Any] | None = None) -> tuple[ProjectConfig, ...]:
    """Read a project and the translations inside it, the outer one first."""
    outer = load_project(folder, variables)
    inner = [
        load_project(outer.folder / prefix, variables) for prefix in outer.translations.values() if prefix
    ]
    return (outer, *inner)


def render_site(
    project: Path,
    output: Path,
    renderer: RendererChoice = "auto",
    *,
    quarto: Path | None = None,
    variables: Mapping[str, Any] | None = None,
) -> RenderReport:
    """Render every page of a project and of its translations.

    Parameters
    ----------
    project : Path
        The folder with ``_quarto.yml``.
    output : Path
        The root of the built site.
    renderer : {"auto", "quarto", "builtin"}
        One asked for by name is used or reported missing, never replaced.
    quarto : Path, optional
        Where to look for Quarto first.
    variables : Mapping, optional
        Used over what ``_variables.yml`` says. Quarto itself reads the file only.

    Returns
    -------
    RenderReport
        The renderer used, its version and the pages.
    """
    projects = load_projects(project, variables)
    if choose_renderer(renderer, quarto) == "quarto":
        program = require_quarto(quarto)
        urls = [url for part in projects for url in render_with_quarto(program, part, output)]
        return RenderReport("quarto", program.version, tuple(urls))
    pages = []
    for part in projects:
        rendered = [render_page(part, source, output) for source in page_sources(part)]
        finish_site(part, rendered, output)
        pages += [page.url for page in rendered]
    return RenderReport("builtin", renderer_name(), tuple(pages))
