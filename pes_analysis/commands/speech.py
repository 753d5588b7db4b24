"""How commands speak: Polish, or English with ``PES_LANG=en``; errors in both."""

import os

import typer


def is_english() -> bool:
    """Whether the interface is in English."""
    return os.environ.get("PES_LANG", "pl").lower().startswith("en")


def say(pl: str, en: str) -> None:
    """Print a message in the language of the interface."""
    typer.echo(en if is_english() else pl)


def remark(pl: str, en: str) -> None:
    """Print a message beside the output, where it does not mix with a result."""
    typer.echo(en if is_english() else pl, err=True)


def complain(pl: str, en: str) -> None:
    """Print an error in both languages, that of the interface first."""
    first, second = (en, pl) if is_english() else (pl, en)
    typer.secho(first, err=True, fg="red", bold=True)
    typer.secho(second, err=True, dim=True)
