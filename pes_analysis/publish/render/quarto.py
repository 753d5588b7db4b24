"""Real Quarto as the renderer: run once for each project."""

import shutil
import subprocess
from pathlib import Path

from pes_analysis.protect.errors import PesError
from pes_analysis.publish.render.builtin import ProjectConfig, page_sources
from pes_analysis.publish.render.builtin.links import page_url
from pes_analysis.publish.site.quarto_program import Quarto

RENDER_SECONDS = 3600


def render_with_quarto(quarto: Quarto, project: ProjectConfig, output_dir: Path) -> tuple[str, ...]:
    """Render one project and copy its pages into the built site.

    Parameters
    ----------
    quarto : Quarto
        From ``require_quarto``.
    project : ProjectConfig
        The outer project first, then each nested one: two renders of one project at a time race.
    output_dir : Path
        The root of the built site.

    Returns
    -------
    tuple of str
        Addresses of the pages from the root of the site.

    Raises
    ------
    PesError
        When Quarto fails, or leaves out a page it was to render.
    """
    run_quarto(quarto, project.folder, project.folder.name)
    made = made_by_quarto(project, project.folder)
    urls = [page_url(path.relative_to(project.folder).as_posix()) for path in page_sources(project)]
    missing = [url for url in urls if not (made / url).is_file()]
    if missing:
        raise PesError(
            f"Quarto pominęło strony: {', '.join(missing)}. Dopisz je do project.render w _quarto.yml.",
            f"Quarto left out pages: {', '.join(missing)}. Add them to project.render in _quarto.yml.",
        )
    target = output_dir / project.prefix
    if made.resolve() != target.resolve():
        shutil.copytree(made, target, dirs_exist_ok=True)
    return tuple(project.site_path(url) for url in urls)


def run_quarto(quarto: Quarto, what: Path, name: str) -> None:
    """Render a project, or one page of a project: its search index is brought up to date with it.

    Parameters
    ----------
    quarto : Quarto
        The program.
    what : Path
        The folder of a project, or the source of a page; two at a time in one project race.
    name : str
        What to call it when Quarto fails.

    Raises
    ------
    PesError
        When Quarto fails; with its own last words.
    """
    finished = subprocess.run(  # noqa: S603 - the program was found and probed, the arguments are fixed
        [str(quarto.path), "render", str(what), "--no-execute"],
        capture_output=True,
        text=True,
        timeout=RENDER_SECONDS,
        check=False,
    )
    if finished.returncode:
        said = finished.stderr.strip()[-2000:]
        raise PesError(
            f"Quarto nie złożyło „{name}”. Popraw to, co wymienia:\n{said}",
            f"Quarto could not render '{name}'. Correct what it names:\n{said}",
        )


def made_by_quarto(project: ProjectConfig, folder: Path) -> Path:
    """Name the folder that Quarto renders a project into."""
    return folder / project.settings.project.output_dir
