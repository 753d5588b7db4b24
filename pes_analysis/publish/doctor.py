"""What a build needs of a computer, what is there, and what to do where something is missing."""

import platform
import shutil
import subprocess
import sys
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version

from pes_analysis.protect.errors import PesError
from pes_analysis.publish.keys.libraries import direct_dependencies, missing
from pes_analysis.publish.running.engine.choice import choose_engine

_CHROMIUM = ("chromium", "chromium-browser", "google-chrome", "chrome", "msedge")


@dataclass(frozen=True)
class Finding:
    """One thing that a build may need.

    Parameters
    ----------
    name : str
        What it is.
    found : str
        Its version or place; empty when it is missing.
    needed : bool
        Whether a build fails without it.
    pl, en : str
        What to do when it is missing.
    """

    name: str
    found: str
    needed: bool
    pl: str
    en: str


def _python() -> Finding:
    found = platform.python_version() if sys.version_info >= (3, 11) else ""
    return Finding(
        "Python ≥ 3.11",
        found,
        True,
        "Zainstaluj nowszego Pythona: uv python install.",
        "Run: uv python install.",
    )


def _packages() -> Finding:
    absent = missing()
    return Finding(
        "pakiety / packages",
        "" if absent else str(len(direct_dependencies())),
        True,
        f"Brakuje: {', '.join(absent)}. Wykonaj: uv sync.",
        f"Missing: {', '.join(absent)}. Run: uv sync.",
    )


def _kernel() -> Finding:
    try:
        found = version("ipykernel")
    except PackageNotFoundError:
        found = ""
    return Finding("Jupyter (ipykernel)", found, True, "Wykonaj: uv sync.", "Run: uv sync.")


def _engine() -> Finding:
    engine = choose_engine()
    return Finding(
        "silnik notatników / notebook engine", f"{engine.name}: {engine.pl} / {engine.en}", False, "", ""
    )


def _pandoc() -> Finding:
    from pes_analysis.publish.render.builtin.pandoc_reader import pandoc_version

    try:
        found = pandoc_version()
    except (PesError, OSError, subprocess.CalledProcessError):
        found = ""
    return Finding("pandoc", found, True, "Wykonaj: uv sync --reinstall.", "Run: uv sync --reinstall.")


def _ask(*command: str) -> str:
    """Give what a program prints; empty when it fails."""
    # The program is one that was found on this computer's path, and its arguments are fixed.
    answer = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)  # noqa: S603
    return answer.stdout.strip() if answer.returncode == 0 else ""


def _quarto() -> Finding:
    from pes_analysis.publish.site.quarto_program import find_quarto

    try:
        quarto = find_quarto()
    except PesError as error:
        return Finding("Quarto", "", False, error.pl, error.en)
    return Finding(
        "Quarto",
        quarto.version if quarto else "",
        False,
        "Nieobowiązkowe: wbudowany renderer buduje te same strony. Instalacja: uv sync --extra quarto.",
        "Optional: the built-in renderer makes the same pages. To install: uv sync --extra quarto.",
    )


def _fonts() -> Finding:
    tool = shutil.which("fc-list")
    found = str(len(set(_ask(tool, ":lang=pl", "family").splitlines())) or "") if tool else ""
    return Finding(
        "czcionki z polskimi znakami / fonts with Polish letters",
        found or ("system" if tool is None and sys.platform != "linux" else ""),
        False,
        "Potrzebne testom w przeglądarce. Debian: apt-get install fontconfig fonts-dejavu.",
        "Needed by the tests in a browser. Debian: apt-get install fontconfig fonts-dejavu.",
    )


def _browser() -> Finding:
    return Finding(
        "Chromium",
        next((name for name in _CHROMIUM if shutil.which(name)), ""),
        False,
        "Potrzebne tylko testom w przeglądarce. Debian: apt-get install chromium.",
        "Needed by the tests in a browser only. Debian: apt-get install chromium.",
    )


def examine() -> tuple[Finding, ...]:
    """Look for everything that a build needs.

    Returns
    -------
    tuple of Finding
        What is there and what is not.

    Examples
    --------
    >>> examine()[0].name
    'Python ≥ 3.11'
    """
    return (_python(), _packages(), _kernel(), _engine(), _pandoc(), _quarto(), _fonts(), _browser())
