"""``pes directory``: entries of the directory into an edition, with a letter about each file."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pes_analysis.commands.letters import Letters, tell
from pes_analysis.commands.options import (
    DryRun,
    EditionName,
    Files,
    LetterLanguage,
    OutputFolder,
    ReceivedOn,
    received_day,
)
from pes_analysis.commands.speech import say
from pes_analysis.commands.taking_in import check_names, tables_folder, tell_how_to_use
from pes_analysis.publish.project import find_project

if TYPE_CHECKING:
    from pes_analysis.edition.directory.importing import DirectoryImport

SOME_KEPT_OUT = 1


def directory(
    files: Files,
    edition: EditionName,
    mapping: Annotated[
        Path | None,
        typer.Option(exists=True, dir_okay=False, help="Plik .yml: gdzie są kolumny. / Where columns are."),
    ] = None,
    output_folder: OutputFolder = None,
    replace: Annotated[
        bool, typer.Option("--replace", help="Popraw wpisy, które już są. / Correct entries already there.")
    ] = False,
    dry_run: DryRun = False,
    language: LetterLanguage = "pl",
    received_on: ReceivedOn = None,
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
    check_names(files)
    counties = opened.snapshot.counties
    folder = tables_folder(project, opened, "directory", output_folder)
    reader = EntryReader(
        opened.catalogue,
        CountyNames(
            {str(code): str(name) for code, name in counties["name"].items()}, opened.parameters.region
        ),
        received_day(received_on).isoformat(),
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
    if (done.added or done.replaced) and not dry_run and output_folder is None:
        tell_how_to_use(project, opened, "directory", folder)
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
