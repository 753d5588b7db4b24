"""``pes signals``: the form for problems that statistics miss, and its answers taken into an edition."""

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pes_analysis.commands.coding import (
    CodedFiles,
    Coder,
    FormFile,
    ReplaceCodes,
    check_choice,
    take_back,
    write_form,
)
from pes_analysis.commands.handing_out import check_ending, hand_out
from pes_analysis.commands.options import DryRun, EditionName, Files, FormLanguage, OutputFolder
from pes_analysis.commands.speech import is_english, say
from pes_analysis.commands.taking_in import check_tables, tables_folder, tell_how_to_use
from pes_analysis.publish.project import find_project

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pes_analysis.intake.coded_rows import Coded

SHOWN = 8
SOME_PROBLEMS = 1
signals = typer.Typer(
    no_args_is_help=True,
    help="Sygnały: czego statystyki nie widzą. / Signals: what statistics miss.",
)


@signals.command()
def form(
    output: Annotated[Path, typer.Option(help="Plik .xlsx albo .csv. / The .xlsx or .csv file.")],
    edition: Annotated[
        str, typer.Option(help="Edycja: jej powiaty. / An edition: its counties.")
    ] = "malopolskie-2024",
    language: FormLanguage = "pl",
) -> None:
    """Utwórz formularz sygnałów. / Make a form of signals."""
    from pes_analysis.edition import open_edition_data
    from pes_analysis.edition.organisations.asking import county_names
    from pes_analysis.intake.signal_form import signal_form_csv, signal_form_xlsx

    if check_ending(output, (".xlsx", ".csv")) == ".csv":
        # The mark tells spreadsheets that the file is in UTF-8.
        content = ("\ufeff" + signal_form_csv(language)).encode()
    else:
        opened = open_edition_data(edition)
        counties = county_names(opened.snapshot.counties, opened.parameters.region)
        content = signal_form_xlsx(opened.catalogue, counties, language)
    hand_out(output, content)
    say(f"Formularz: {output}", f"Form: {output}")


@signals.command(name="import")
def import_signals(
    files: Files,
    edition: EditionName,
    output_folder: OutputFolder = None,
    dry_run: DryRun = False,
) -> None:
    """Wczytaj wypełnione formularze sygnałów. / Read filled-in forms of signals into an edition."""
    import pandas as pd

    from pes_analysis.catalogue.signals import load_signal_rules
    from pes_analysis.edition import open_edition_data
    from pes_analysis.edition.signals import Signals, no_signals, read_signals, signals_from, write_signals
    from pes_analysis.intake.findings import located
    from pes_analysis.intake.signal_rows import read_signal_files, signal_register
    from pes_analysis.protect.swap import recover
    from pes_analysis.publish.lock import build_lock

    project = find_project(Path.cwd())
    opened = open_edition_data(edition)
    counties = opened.snapshot.counties
    folder = tables_folder(project, opened, "signals", output_folder)
    today = dt.datetime.now(tz=dt.UTC).date()
    register = signal_register(opened.catalogue, counties, load_signal_rules(), today)
    read = read_signal_files(files, register)
    new = signals_from(row for one in read for row in one.signals).signals
    with build_lock(project.state / "lock"):
        recover(folder)
        known = (read_signals(folder, counties.index) if folder.is_dir() else no_signals()).signals
        fresh = new[~new["signal_id"].isin(known["signal_id"])].drop_duplicates("signal_id")
        if not dry_run and len(fresh):
            both = [one for one in (known, fresh) if len(one)]
            write_signals(folder, Signals(pd.concat(both, ignore_index=True)), counties.index)
    for one in read:
        for findings in (one.problems, one.repairs):
            for finding in findings[:SHOWN]:
                pl, en = located(finding)
                typer.echo(f"  {en if is_english() else pl}")
            if len(findings) > SHOWN:
                more = len(findings) - SHOWN
                say(f"  … i jeszcze {more}.", f"  … and {more} more.")
    problems = len({(one.file, found.line) for one in read for found in one.problems})
    uncoded = int((fresh["service_area"] == "").sum())
    held = int((fresh["held_back"] != "").sum())
    say(
        f"Sygnały nowe: {len(fresh)}, już znane: {len(new) - len(fresh)}, bez obszaru: {uncoded}, "
        f"opisy wstrzymane: {held}, wiersze do poprawy: {problems}.",
        f"New signals: {len(fresh)}, known already: {len(new) - len(fresh)}, without an area: {uncoded}, "
        f"descriptions held back: {held}, rows to correct: {problems}.",
    )
    if dry_run:
        say("Nic nie zapisano (--dry-run).", "Nothing was written (--dry-run).")
    elif len(fresh):
        say(f"Tabela: {folder / 'signals.csv'}", f"Table: {folder / 'signals.csv'}")
        if output_folder is None:
            tell_how_to_use(project, opened, "signals", folder)
    if problems:
        raise typer.Exit(SOME_PROBLEMS)


@signals.command()
def code(
    edition: EditionName,
    files: CodedFiles = None,
    form: FormFile = None,
    coder: Coder = "",
    output_folder: OutputFolder = None,
    replace: ReplaceCodes = False,
    dry_run: DryRun = False,
    language: FormLanguage = "pl",
) -> None:
    """Zakoduj sygnały bez obszaru usług. / Code signals that have no service area."""
    from pes_analysis.edition import open_edition_data
    from pes_analysis.edition.signals import read_signals, write_signals
    from pes_analysis.edition.signals.coding import coded_signals, signal_coding
    from pes_analysis.protect.swap import recover
    from pes_analysis.publish.lock import build_lock

    check_choice(files or (), form)
    project = find_project(Path.cwd())
    opened = open_edition_data(edition)
    folder = tables_folder(project, opened, "signals", output_folder)
    counties = opened.snapshot.counties
    with build_lock(project.state / "lock"):
        recover(folder)
        if form is not None:
            current = read_signals(folder, counties.index) if folder.is_dir() else opened.signals
            write_form(form, signal_coding(current, opened.catalogue, counties), language, coder)
            return
        check_tables(folder, "signals.csv", "pes signals import")
        current = read_signals(folder, counties.index)

        def take(coded: "Sequence[Coded]") -> None:
            nonlocal current
            current = coded_signals(current, coded)
            if coded and not dry_run:
                write_signals(folder, current, counties.index)

        take_back(
            files or (),
            lambda: signal_coding(current, opened.catalogue, counties),
            take,
            replace=replace,
            dry_run=dry_run,
        )
