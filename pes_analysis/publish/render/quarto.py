"""Real Quarto as the renderer: found, checked for its version, run once for each project."""

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from pes_analysis.protect.errors import PesError
from pes_analysis.publish.render.builtin import ProjectConfig, page_sources
from pes_analysis.publish.render.builtin.links import page_url

# Earlier versions lose alternative texts or fail on executed notebooks.
OLDEST_VERSION = (1, 10, 18)
PATH_VARIABLE = "QUARTO_PATH"
PROBE_SECONDS = 60
RENDER_SECONDS = 3600
VERSION = re.compile(r"(\d+)\.(\d+)\.(\d+)")


@dataclass(frozen=True)
class Quarto:
    """A usable Quarto.

    Parameters
    ----------
    path : Path
        The program.
    version : str
        What ``quarto --version`` says.
    """

    path: Path
    version: str


def find_quarto(named: Path | None = None) -> Quarto | None:
    """Look for Quarto: the one named, ``QUARTO_PATH``, beside this Python, then ``PATH``.

    Parameters
    ----------
    named : Path, optional
        The program, or the folder it lies in.

    Returns
    -------
    Quarto or None
        None when there is none at all.

    Raises
    ------
    PesError
        When the one named or in ``QUARTO_PATH`` is absent, or the one found does not run or is older
        than 1.10.18: another copy is never taken in its stead.
    """
    asked = named or (Path(os.environ[PATH_VARIABLE]) if os.environ.get(PATH_VARIABLE) else None)
    if asked is not None:
        program = _program(asked)
        if program is None:
            raise PesError(
                f"Pod ścieżką „{asked.name}” nie ma programu Quarto. Popraw --quarto albo {PATH_VARIABLE}.",
                f"There is no Quarto at '{asked.name}'. Correct --quarto or {PATH_VARIABLE}.",
            )
        return _checked(program)
    beside = _program(Path(sys.executable).parent)
    on_path = shutil.which("quarto")
    found = beside or (Path(on_path) if on_path else None)
    return _checked(found) if found else None


def require_quarto(named: Path | None = None) -> Quarto:
    """Find Quarto, or say how to get it.

    Raises
    ------
    PesError
        When there is no Quarto.
    """
    quarto = find_quarto(named)
    if quarto is None:
        raise PesError(
            "Nie znaleziono Quarto. Zainstaluj je (https://quarto.org albo uv sync --extra quarto), "
            "wskaż przez --quarto lub użyj --renderer builtin.",
            "Quarto was not found. Install it (https://quarto.org or uv sync --extra quarto), "
            "point to it with --quarto, or use --renderer builtin.",
        )
    return quarto


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


def _program(place: Path) -> Path | None:
    """Find the program at a path, or in a folder."""
    names = ("quarto.exe", "quarto.cmd", "quarto") if os.name == "nt" else ("quarto",)
    candidates = [place / name for name in names] if place.is_dir() else [place]
    return next((path for path in candidates if path.is_file()), None)


def _checked(program: Path) -> Quarto:
    try:
        probe = subprocess.run(  # noqa: S603 - the program the user or the system named
            [str(program), "--version"], capture_output=True, text=True, timeout=PROBE_SECONDS, check=False
        )
        said = probe.stdout.strip()
    except OSError as error:
        said = error.strerror or ""
    number = VERSION.search(said)
    oldest = ".".join(str(part) for part in OLDEST_VERSION)
    if number is None:
        raise PesError(
            f"Program {program.name} nie podał wersji („{said}”). Zainstaluj Quarto {oldest} lub nowsze.",
            f"{program.name} did not give a version of Quarto ('{said}'). Install Quarto {oldest} or newer.",
        )
    if tuple(int(part) for part in number.groups()) < OLDEST_VERSION:
        raise PesError(
            f"Quarto {said} jest za stare. Zainstaluj {oldest} lub nowsze albo użyj --renderer builtin.",
            f"Quarto {said} is too old. Install {oldest} or newer, or use --renderer builtin.",
        )
    return Quarto(program, said)
