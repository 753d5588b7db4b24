"""Options that several commands share, said once in the same words."""

import datetime as dt
from pathlib import Path
from typing import Annotated, Literal, TypeAlias

import typer

Files: TypeAlias = Annotated[
    list[Path], typer.Argument(exists=True, dir_okay=False, help="Pliki .xlsx i .csv. / Files.")
]
EditionName: TypeAlias = Annotated[str, typer.Option(help="Edycja z folderu parameters/. / An edition.")]
OutputFolder: TypeAlias = Annotated[
    Path | None, typer.Option(help="Folder tabel zamiast wpisanego w edycji. / Folder of the tables.")
]
DryRun: TypeAlias = Annotated[
    bool, typer.Option("--dry-run", help="Sprawdź, nic nie zapisuj. / Check and write nothing.")
]
LetterLanguage: TypeAlias = Annotated[
    Literal["pl", "en"], typer.Option(help="Język listów. / Language of the letters.")
]
FormLanguage: TypeAlias = Annotated[
    Literal["pl", "en"], typer.Option(help="Język formularza. / Language of the form.")
]
ReceivedOn: TypeAlias = Annotated[
    dt.datetime | None,
    typer.Option(formats=["%Y-%m-%d"], help="Dzień otrzymania, domyślnie dziś. / Day of receipt."),
]


def received_day(received_on: dt.datetime | None) -> dt.date:
    """Give the day of receipt: the one chosen, or today.

    Examples
    --------
    >>> received_day(dt.datetime(2025, 3, 1)).isoformat()
    '2025-03-01'
    """
    return (received_on or dt.datetime.now(tz=dt.UTC)).date()
