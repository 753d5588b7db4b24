"""Which renderer makes the pages, and the check that every site passes before it is published."""

import json
import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any, Literal

import yaml

from pes_analysis.protect.errors import PesError
from pes_analysis.publish.keys.file_digests import FileDigests
from pes_analysis.publish.project import KEPT_BESIDE, Project
from pes_analysis.publish.site.kept_site import KeptSite
from pes_analysis.publish.site.quarto_program import find_quarto, require_quarto
from pes_analysis.publish.site.site_check import find_problems

_SHOWN = 20
RendererName = Literal["auto", "quarto", "builtin"]


@dataclass(frozen=True)
class Renderer:
    """A renderer that is there.

    Parameters
    ----------
    name : {"quarto", "builtin"}
        Which one.
    version : str
        Its version; pages of another version are made again.
    """

    name: Literal["quarto", "builtin"]
    version: str

    def __str__(self) -> str:
        """Name the renderer as the manifest does.

        Examples
        --------
        >>> str(Renderer("quarto", "1.10.18"))
        'quarto 1.10.18'
        """
        return f"{self.name} {self.version}"


def choose_renderer(asked: RendererName) -> Renderer:
    """Choose the renderer: the one asked for, or for ``auto`` Quarto where it is installed.

    Parameters
    ----------
    asked : {"auto", "quarto", "builtin"}
        What the user asks for.

    Raises
    ------
    PesError
        When Quarto is asked for by name and is not there.
    """
    quarto = None
    if asked != "builtin":
        quarto = require_quarto() if asked == "quarto" else find_quarto()
    if quarto:
        return Renderer("quarto", quarto.version)
    return Renderer("builtin", f"{version('pes-analysis')} (pypandoc_binary {version('pypandoc_binary')})")


@dataclass(frozen=True)
class Rendering:
    """A site about to be rendered.

    Parameters
    ----------
    pages : int
        How many pages will be rendered; kept ones that turn out to be damaged come on top.
    run : callable
        Renders it, and gives how many pages were rendered now; the others were kept from earlier builds.
        It is given what to call, from any thread, with the address of each page that was.
    """

    pages: int
    run: Callable[[Callable[[str], None]], int]


def prepare(
    project: Project,
    languages: Sequence[str],
    site: Path,
    renderer: Renderer,
    *,
    variables: Mapping[str, Any],
    workers: int,
    force: bool,
    published: KeptSite | None = None,
    digests: FileDigests | None = None,
) -> Rendering:
    """Find out what of the Quarto project has to be rendered.

    Parameters
    ----------
    project : Project
        Its ``reports/`` holds prose pages and executed notebooks.
    languages : sequence of str
        Languages of the site.
    site : Path
        An empty folder for it.
    renderer : Renderer
        What to render with.
    variables : Mapping
        What pages may print of the edition.
    workers : int
        How many pages at once, where the renderer can.
    force : bool
        Whether to render pages that did not change, too.
    published : KeptSite, optional
        The site that is published now, for a renderer that can take pages over from it.
    digests : FileDigests, optional
        What is known of files.
    """
    if renderer.name == "quarto":
        from pes_analysis.publish.render.builtin.project import count_pages

        def with_quarto(done: Callable[[str], None]) -> int:
            return _render_quarto(
                project, languages, site, variables, workers=workers, force=force, done=done
            )

        return Rendering(count_pages(project.reports, languages), with_quarto)
    # pandoc, pydantic and the templates take half a second to import; an unchanged site needs none of them.
    from pes_analysis.publish.site.next_site import next_site

    new = next_site(
        project,
        languages,
        site,
        variables=variables,
        workers=workers,
        force=force,
        published=published,
        digests=digests,
    )
    return Rendering(new.missing, new.render)


def _render_quarto(
    project: Project,
    languages: Sequence[str],
    site: Path,
    variables: Mapping[str, Any],
    *,
    workers: int,
    force: bool,
    done: Callable[[str], None],
) -> int:
    """Render with Quarto in a copy: in the project itself it would write over the published site."""
    from pes_analysis.publish.render.builtin import page_sources
    from pes_analysis.publish.render.quarto import render_with_quarto
    from pes_analysis.publish.render.quarto_parts import PAGES_OF_A_PART, render_in_parts
    from pes_analysis.publish.render.site import load_projects

    copy = project.state / "quarto"
    shutil.rmtree(copy, ignore_errors=True)
    left_out = {folder.name for folder in project.reports.glob("*/") if (folder / "_quarto.yml").is_file()}
    shutil.copytree(
        project.reports,
        copy,
        ignore=shutil.ignore_patterns(*(f"{start}*" for start in KEPT_BESIDE), *(left_out - set(languages))),
    )
    for name in left_out - set(languages):
        _drop_links(copy / "_quarto.yml", f"{name}/")
    if variables:
        # JSON is YAML, too; Quarto reads what pages may print from this file alone.
        text = json.dumps(variables, ensure_ascii=False)
        for config in copy.rglob("_quarto.yml"):
            config.with_name("_variables.yml").write_text(text, encoding="utf-8")
    quarto, projects = require_quarto(), load_projects(copy, variables)
    parts, fresh = project.state / ("quarto-parts-private" if project.private else "quarto-parts"), 0
    for part in projects:
        if len(page_sources(part)) > PAGES_OF_A_PART:
            fresh += render_in_parts(
                quarto,
                part,
                parts / part.language,
                site,
                workers=workers,
                force=force,
                done=done,
            )
            continue
        urls = render_with_quarto(quarto, part, site)
        fresh += len(urls)
        for url in urls:
            done(url)
    shutil.rmtree(copy)
    return fresh


def _drop_links(config: Path, start: str) -> None:
    """Take the links to a language that is not built out of the navigation of a copy."""
    settings = yaml.safe_load(config.read_text(encoding="utf-8"))
    navbar = settings["website"].get("navbar", {})
    for side in {"left", "right"} & navbar.keys():
        navbar[side] = [item for item in navbar[side] if not item.get("href", "").startswith(start)]
    config.write_text(yaml.safe_dump(settings, allow_unicode=True, sort_keys=False), encoding="utf-8")


def check(
    site: Path, known: Mapping[str, str] | None = None, kept_at: Path | None = None, workers: int = 1
) -> None:
    """Refuse to publish a site that breaks a promise: broken links, leaks, calls to other hosts.

    Parameters
    ----------
    site : Path
        The whole site, not yet published.
    known : Mapping of str to str, optional
        Files of it and digests of their contents, as far as they are known.
    kept_at : Path, optional
        Where to keep what was found on each page, so that it is not read again while it stays the same.
    workers : int
        Processes that read pages.

    Raises
    ------
    PesError
        With the first problems and the number of all.
    """
    problems = find_problems(site, known, kept_at, workers)
    if not problems:
        return
    first = [f"• {one.page}: {one.rule}: {one.detail}" for one in problems[:_SHOWN]]
    raise PesError(
        "\n".join(
            [f"Strona nie przeszła kontroli, problemów: {len(problems)}. Nie została opublikowana.", *first]
        ),
        "\n".join(
            [f"The site did not pass its check, problems: {len(problems)}. It was not published.", *first]
        ),
    )
