"""Which engine runs the notebooks of a build, and why."""

import os
import socket
import sys
from dataclasses import dataclass
from typing import Literal

from pes_analysis.protect.errors import PesError

EngineName = Literal["auto", "ordinary", "forked"]


@dataclass(frozen=True)
class Engine:
    """What runs notebooks.

    Parameters
    ----------
    name : {"ordinary", "forked"}
        Whether each notebook gets a new kernel, or a child of a process that is warm already.
    pl, en : str
        The engine in words, with the reason where it was not asked for by name.
    """

    name: Literal["ordinary", "forked"]
    pl: str
    en: str


_FORKED = Engine("forked", "notatniki w kopiach rozgrzanego procesu", "notebooks in copies of a warm process")


def can_fork() -> bool:
    """Say whether a process can be forked here and be given a socket."""
    return hasattr(os, "fork") and hasattr(socket, "send_fds")


def choose_engine(name: EngineName = "auto") -> Engine:
    """Choose what runs notebooks; their outputs are the same bytes in any case.

    Parameters
    ----------
    name : {"auto", "ordinary", "forked"}
        What the user asked for; ``auto`` is the forked engine wherever that is safe.

    Raises
    ------
    PesError
        When the forked engine was asked for and there is no fork.

    Examples
    --------
    >>> choose_engine("ordinary").en
    'a new kernel for each notebook'
    """
    if name == "ordinary":
        return Engine("ordinary", "nowe jądro dla każdego notatnika", "a new kernel for each notebook")
    if not can_fork():
        if name == "forked":
            raise PesError(
                "Ten system nie pozwala rozgałęziać procesów (fork). Wybierz --engine auto albo ordinary.",
                "This system cannot fork processes. Choose --engine auto or ordinary.",
            )
        return Engine(
            "ordinary",
            "nowe jądro dla każdego notatnika: ten system nie pozwala rozgałęziać procesów",
            "a new kernel for each notebook: this system cannot fork processes",
        )
    if name == "auto" and sys.platform == "darwin":
        # Python itself has stopped forking there by default: system libraries may have started threads.
        return Engine(
            "ordinary",
            "nowe jądro dla każdego notatnika: na macOS fork bywa zawodny (--engine forked)",
            "a new kernel for each notebook: forking is not safe on macOS (--engine forked)",
        )
    return _FORKED
