"""``pes directory``: entries of the directory into an edition, with a letter about each file."""

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from pes_analysis.commands.letters import Letters, tell
from pes_analysis.commands.speech import say
from pes_analysis.protect.errors import PesError
from pes_analysis.publish.project import find_project

if TYPE_CHECKING:
    from pes_analysis.edition.directory.importing import DirectoryImport

SOME_KEPT_OUT = 1


def directory(
    files: Annotated[
        list[Path], typer.Argument(exists=True, dir_okay=False, help="Pliki .xlsx i .csv. / Files.")
    ],
    edition: Annotated[str, typer.Option(help="Edycja z folderu parameters/. / An edition.")],
    mapping: Annotated[
        Path | None,
        typer.Option(exists=True, dir_okay=False, help="Plik .yml: gdzie są kolumny. / Where columns are."),
    ] = None,
    output_folder: Annotated[
        Path | None, typer.Option(help="Folder tabel zamiast wpisanego w edycji. / Folder of the tables.")
    ] = None,
    replace: Annotated[
        bool, typer.Option("--replace", help="Popraw wpisy, które już są. / Correct entries already there.")
    ] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Sprawdź, nic nie zapisuj. / Check and write nothing.")
    ] = False,
    language: Annotated[
        Literal["pl", "en"], typer.Option(help="Język listów. / Language of the letters.")
    ] = "pl",
    received_on: Annotated[
        dt.datetime | None,
        typer.Option(formats=["%Y-%m-%d"], help="Dzień otrzymania, domyślnie dziś. / Day of receipt."),
    ] = None,
) -> None:
    """Wczytaj wpisy do bazy teleadresowej. / Read entries of the directory into an edition."""
    from pes_analysis.edition import open_edition_data
    from pes_analysis.edition.directory import no_directory, read_directory, write_directory
    from pes_analysis.edition.directory.importing import import_entries
    from pes_analysis.intake.directory_columns import COLUMNS
    from pes_analysis.intake.directory_counties import CountyNames
    from pes_analysis.intake.directory_entries import EntryReader, shown_name
    from pes_analysis.intake.directory_mapping import read_mapping
    from pes_analysis.intake.directory_report import OPENING, REMARKS
    from pes_analysis.protect.swap import recover
    from pes_analysis.publish.lock import build_lock

    project = find_project(Path.cwd())
    opened = open_edition_data(edition)
    names = {shown_name(path) for path in files}
    if len(names) < len(files):
        raise PesError(
            "Dwa pliki mają tę samą nazwę. Zmień jedną z nich: uwagi wskazują plik po nazwie.",
            "Two files have one name. Rename one of them: remarks tell files by their names.",
        )
    counties = opened.snapshot.counties
    choice = opened.parameters.directory
    own = opened.topics.get("directory") if choice.folder else None
    folder = (output_folder or own or project.root / "directory" / opened.parameters.edition).resolve()
    reader = EntryReader(
        opened.catalogue,
        CountyNames(
            {str(code): str(name) for code, name in counties["name"].items()}, opened.parameters.region
        ),
        (received_on or dt.datetime.now(tz=dt.UTC)).date().isoformat(),
    )
    where = read_mapping(mapping) if mapping else None
    with build_lock(project.state / "lock"):
        recover(folder)
        has_tables = (folder / "units.csv").is_file()
        current = read_directory(folder, counties.index) if has_tables else no_directory()
        done = import_entries(
            current,
            [reader.read(path, where) for path in files],
            opened.organisations.entities,
            replace_existing=replace,
        )
        tell([shown_name(path) for path in files], done.findings)
        if not dry_run:
            if done.added or done.replaced:
                write_directory(folder, done.directory, counties.index)
            asker = opened.parameters.publisher.name.in_language(language)
            Letters(asker, language, OPENING, REMARKS, COLUMNS).write(folder, files, done.findings)
    _sum_up(done, folder, dry_run=dry_run)
    if (done.added or done.replaced) and not dry_run and choice.folder is None and output_folder is None:
        shown = folder.relative_to(project.root).as_posix()
        say(
            f"Edycja jeszcze z nich nie korzysta. W parameters/{opened.parameters.edition}.yml wpisz: "
            f"directory: {{folder: {shown}}}",
            f"The edition does not use them yet. In parameters/{opened.parameters.edition}.yml write: "
            f"directory: {{folder: {shown}}}",
        )
    if done.kept_out or any(one.severity == "error" for one in done.findings):
        raise typer.Exit(SOME_KEPT_OUT)


def _sum_up(done: "DirectoryImport", folder: Path, *, dry_run: bool) -> None:
    if dry_run:
        say(
            f"Próba, nic nie zapisano. Nowe wpisy: {done.added}, poprawione: {done.replaced}, "
            f"zatrzymane: {done.kept_out}.",
            f"A trial, nothing was written. New entries: {done.added}, corrected: {done.replaced}, "
            f"kept out: {done.kept_out}.",
        )
    else:
        say(
            f"Nowe wpisy: {done.added}, poprawione: {done.replaced}, zatrzymane: {done.kept_out}. "
            f"Tabele: {folder}",
            f"New entries: {done.added}, corrected: {done.replaced}, kept out: {done.kept_out}. "
            f"Tables: {folder}",
        )
