"""What commands that take files into an edition share: where tables lie, and what to tell about it."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from pes_analysis.commands.speech import say
from pes_analysis.protect.errors import PesError

if TYPE_CHECKING:
    from pes_analysis.edition.edition import Edition
    from pes_analysis.publish.project import Project

ORGANISATIONS = "organisations"


def check_names(files: Sequence[Path]) -> None:
    """Refuse files that remarks could not tell apart.

    Raises
    ------
    PesError
        Two files have one name.
    """
    from pes_analysis.intake.directory_entries import shown_name

    if len({shown_name(path) for path in files}) < len(files):
        raise PesError(
            "Dwa pliki mają tę samą nazwę. Zmień jedną z nich: uwagi wskazują plik po nazwie.",
            "Two files have one name. Rename one of them: remarks tell files by their names.",
        )


def own_folder(opened: "Edition", topic: str) -> Path | None:
    """Give where an edition keeps its own tables of a topic; None where it has none, or packaged ones."""
    if topic == ORGANISATIONS:
        return opened.organisations_folder
    return opened.topics.get(topic) if opened.parameters.topic(topic).folder else None


def tables_folder(project: "Project", opened: "Edition", topic: str, chosen: Path | None) -> Path:
    """Give the folder of a topic's tables: the one chosen, the edition's own, or a new one for it."""
    new = project.root / topic / opened.parameters.edition
    return (chosen or own_folder(opened, topic) or new).resolve()


def tell_how_to_use(project: "Project", opened: "Edition", topic: str, folder: Path) -> None:
    """Say what to write into the edition's file, where it does not use these tables yet."""
    if own_folder(opened, topic) is not None:
        return
    name = opened.parameters.edition
    shown = folder.relative_to(project.root).as_posix()
    say(
        f"Edycja jeszcze z nich nie korzysta. W parameters/{name}.yml wpisz: {topic}: {{folder: {shown}}}",
        f"The edition does not use them yet. In parameters/{name}.yml write: {topic}: {{folder: {shown}}}",
    )


def check_tables(folder: Path, file: str, command: str) -> None:
    """Refuse to code where nothing was taken in yet; packaged demonstrations are never changed.

    Raises
    ------
    PesError
        The file is not in the folder.
    """
    if not (folder / file).is_file():
        raise PesError(
            f"Nie ma pliku {folder / file}. Wczytaj najpierw dane: {command}. "
            "Danych demonstracyjnych z pakietu nie zmieniamy.",
            f"There is no file {folder / file}. Take data in first: {command}. "
            "The packaged demonstration data are not changed.",
        )
