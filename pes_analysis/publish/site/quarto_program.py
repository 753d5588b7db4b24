"""Quarto on this computer: found, and checked for its version. What it is used for lies in ``render/``."""

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from pes_analysis.protect.errors import PesError

# Earlier versions lose alternative texts or fail on executed notebooks.
OLDEST_VERSION = (1, 10, 18)
PATH_VARIABLE = "QUARTO_PATH"
PROBE_SECONDS = 60
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
