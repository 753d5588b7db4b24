"""A large site through Quarto: parts that are projects of their own, rendered side by side and joined.

Quarto takes more than a second a page and races when a project is rendered twice at a time, so a project is
split: a part for each folder of pages, several for a large one. A page stands in its part where it stands in
the site. Parts are kept between builds: one whose files did not change is not rendered, and a page that
changed alone is rendered alone.
"""

import json
import math
import re
import shutil
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path, PurePosixPath
from typing import Any

import yaml

from pes_analysis.publish.atomic import write_atomically
from pes_analysis.publish.keys.digests import digest_files, digest_of, files_below
from pes_analysis.publish.render.builtin import ProjectConfig, page_sources
from pes_analysis.publish.render.builtin.config import CONFIG_NAME
from pes_analysis.publish.render.builtin.links import PAGE_SOURCES, page_url
from pes_analysis.publish.render.joining import join_parts
from pes_analysis.publish.render.quarto import made_by_quarto, run_quarto
from pes_analysis.publish.site.quarto_program import Quarto

# A project up to this size is rendered as it is; a part of a larger one is about so large.
PAGES_OF_A_PART = 100
# More changed pages than that are rendered faster with all of their part.
_ALONE = 3
_RECORD = "rendered.json"
_SOURCE = re.compile(r"\.(ipynb|qmd)(?=#|$)")


@dataclass(frozen=True)
class QuartoPart:
    """Some pages of a project.

    Parameters
    ----------
    name : str
        The folder they stand in, and a number where it has several parts; ``top`` for the top of the project.
    pages : tuple of str
        Their sources, from the project's folder.
    """

    name: str
    pages: tuple[str, ...]


def split_project(pages: Sequence[str], most: int = PAGES_OF_A_PART) -> tuple[QuartoPart, ...]:
    """Split the pages of a project into parts.

    Which part of its folder a page is in follows from its name, so a new page moves no other.

    Parameters
    ----------
    pages : sequence of str
        Sources of pages, from the project's folder.
    most : int
        About so many pages make a part.

    Examples
    --------
    >>> [part.name for part in split_project(["index.qmd", "powiaty/1201.ipynb", "powiaty/1202.ipynb"])]
    ['powiaty', 'top']
    """
    folders: dict[str, list[str]] = {}
    for page in pages:
        parent = PurePosixPath(page).parent.as_posix()
        folders.setdefault("top" if parent == "." else parent.replace("/", "-"), []).append(page)
    parts: dict[str, list[str]] = {}
    for folder, inside in folders.items():
        count = math.ceil(len(inside) / most)
        for page in inside:
            number = int.from_bytes(blake2b(page.encode(), digest_size=8).digest()) % count
            parts.setdefault(f"{folder}-{number}" if count > 1 else folder, []).append(page)
    return tuple(QuartoPart(name, tuple(sorted(inside))) for name, inside in sorted(parts.items()))


def render_in_parts(
    quarto: Quarto,
    project: ProjectConfig,
    folder: Path,
    output: Path,
    *,
    workers: int,
    force: bool,
    done: Callable[[str], None],
) -> int:
    """Render a project in parts and join them.

    Parameters
    ----------
    quarto : Quarto
        The program.
    project : ProjectConfig
        One language of the site.
    folder : Path
        Where its parts are kept between builds.
    output : Path
        The root of the built site.
    workers : int
        How many parts at once.
    force : bool
        Whether to render what did not change, too.
    done : callable
        Called from any thread with the address of a page that is ready.

    Returns
    -------
    int
        How many pages were rendered now.

    Raises
    ------
    PesError
        When Quarto fails, or parts do not fit together.
    """
    sources = [path.relative_to(project.folder).as_posix() for path in page_sources(project)]
    parts = split_project(sources)
    for left in set(folder.glob("*")) - {folder / part.name for part in parts}:
        shutil.rmtree(left)

    def make(part: QuartoPart) -> int:
        fresh = _render_part(quarto, project, part, folder / part.name, force=force)
        for page in part.pages:
            done(project.site_path(page_url(page)))
        return fresh

    with ThreadPoolExecutor(workers) as threads:
        fresh = sum(threads.map(make, parts))
    made = [made_by_quarto(project, folder / part.name / project.prefix) for part in parts]
    join_parts(made, output / project.prefix, frozenset(page_url(page) for page in sources))
    _copy_resources(project, output / project.prefix)
    return fresh


def _render_part(quarto: Quarto, project: ProjectConfig, part: QuartoPart, root: Path, *, force: bool) -> int:
    """Bring a part up to date; give how many of its pages were rendered."""
    own = root / project.prefix
    kept = None if force else _read_record(root / _RECORD)
    _lay_out(project, part, root)
    now = _record_of(quarto, own, root, part)
    changed = [page for page in part.pages if kept is None or kept["pages"].get(page) != now["pages"][page]]
    whole = kept is None or kept["shared"] != now["shared"] or kept["pages"].keys() != now["pages"].keys()
    if not whole and not changed:
        return 0
    # Not until it is rendered: a killed build must not leave a part that seems to be.
    (root / _RECORD).unlink(missing_ok=True)
    if whole or len(changed) > _ALONE:
        shutil.rmtree(made_by_quarto(project, own), ignore_errors=True)
        changed = list(part.pages)
        run_quarto(quarto, own, project.folder.name)
    else:
        # One after the other: Quarto takes one file a call, and two calls in one project race.
        for page in changed:
            run_quarto(quarto, own / page, page)
    write_atomically(root / _RECORD, json.dumps(now, ensure_ascii=False).encode())
    return len(changed)


def _lay_out(project: ProjectConfig, part: QuartoPart, root: Path) -> None:
    """Put the files of a part into its folder: those that changed are written, others stay as they are."""
    own, output = root / project.prefix, project.settings.project.output_dir
    wanted = {f"{project.prefix}/{page}" if project.prefix else page for page in part.pages}
    outer = project.folder.parent if project.prefix else project.folder
    shared = [path for path in _beside_pages(outer, project) if path.name != CONFIG_NAME]
    wanted |= {path.relative_to(outer).as_posix() for path in shared}
    for name in wanted:
        write_atomically(root / name, (outer / name).read_bytes())
    config = _configured(project, part)
    write_atomically(own / CONFIG_NAME, config)
    left_alone = {own / CONFIG_NAME, root / _RECORD}
    for path in files_below(root):
        inside = path.relative_to(root)
        of_quarto = path.is_relative_to(own / output) or any(one.startswith(".") for one in inside.parts)
        if not of_quarto and path not in left_alone and inside.as_posix() not in wanted:
            path.unlink()


def _beside_pages(outer: Path, project: ProjectConfig) -> Iterable[Path]:
    """List what pages of a project share: its theme and settings, and nothing that is copied as a file."""
    resources = {
        path for pattern in project.settings.project.resources for path in project.folder.glob(pattern)
    }
    own = [path for path in sorted(project.folder.glob("*")) if path.is_file()]
    theme = outer / "theme"
    for path in [*own, *(files_below(theme) if theme.is_dir() else [])]:
        if path.suffix not in PAGE_SOURCES and (path not in resources or path.is_relative_to(theme)):
            yield path


def _configured(project: ProjectConfig, part: QuartoPart) -> bytes:
    """Write the settings of a part: its own pages, and the whole navigation."""
    settings = yaml.safe_load((project.folder / CONFIG_NAME).read_text(encoding="utf-8"))
    settings["project"]["render"] = list(part.pages)
    settings["project"].pop("resources", None)
    for side in settings.get("website", {}).get("navbar", {}).values():
        if isinstance(side, list):
            _lead_to_pages(side, frozenset(part.pages))
    return yaml.safe_dump(settings, allow_unicode=True, sort_keys=False).encode()


def _lead_to_pages(items: Iterable[dict[str, Any]], own: frozenset[str]) -> None:
    """Let the navigation lead to the page of a source that Quarto does not find in this part."""
    for item in items:
        if "href" in item and item["href"] not in own:
            item["href"] = _SOURCE.sub(".html", item["href"])
        _lead_to_pages(item.get("menu", ()), own)


def _record_of(quarto: Quarto, own: Path, root: Path, part: QuartoPart) -> dict[str, Any]:
    pages = {page: digest_of((own / page).read_bytes()) for page in part.pages}
    sources = {own / page for page in part.pages}
    shared = [
        path
        for path in files_below(root)
        if path not in sources
        and path.name != _RECORD
        and not any(one.startswith((".", "_site")) for one in path.relative_to(root).parts)
    ]
    return {"shared": digest_of(quarto.version, digest_files(shared, root)), "pages": pages}


def _read_record(path: Path) -> Mapping[str, Any] | None:
    try:
        record = json.loads(path.read_bytes())
    except (FileNotFoundError, ValueError):
        return None
    return record if isinstance(record, dict) and record.keys() == {"shared", "pages"} else None


def _copy_resources(project: ProjectConfig, output: Path) -> None:
    for pattern in project.settings.project.resources:
        for path in sorted(project.folder.glob(pattern)):
            if path.is_file():
                target = output / path.relative_to(project.folder)
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(path, target)
