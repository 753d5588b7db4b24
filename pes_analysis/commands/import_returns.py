"""``pes import``: returns of organisations into an edition, with a letter about each that needs one."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from pes_analysis.commands.options import (
    DryRun,
    EditionName,
    Files,
    LetterLanguage,
    OutputFolder,
    ReceivedOn,
    received_day,
)
from pes_analysis.commands.speech import is_english, say
from pes_analysis.commands.taking_in import tables_folder, tell_how_to_use
from pes_analysis.protect.escape import filename
from pes_analysis.publish.project import find_project

if TYPE_CHECKING:
    from pes_analysis.catalogue import Catalogue
    from pes_analysis.edition.organisations.checked_return import CheckedReturn
    from pes_analysis.intake.return_findings import ReturnFinding

LETTERS = "-zwroty"
SHOWN_ERRORS = 5
# What makes figures public is looked at before anything else.
SHOWN_WARNING = "consent_differs"
SOME_BLOCKED = 1


def import_returns(
    files: Files,
    edition: EditionName,
    output_folder: OutputFolder = None,
    replace: Annotated[
        bool, typer.Option("--replace", help="Zastąp wcześniejsze zwroty. / Replace earlier returns.")
    ] = False,
    dry_run: DryRun = False,
    language: LetterLanguage = "pl",
    received_on: ReceivedOn = None,
) -> None:
    """Wczytaj odpowiedzi organizacji. / Read returns of organisations into an edition."""
    from pes_analysis.edition import open_edition_data
    from pes_analysis.edition.organisations import (
        importing,
        no_organisations,
        read_organisations,
        write_organisations,
    )
    from pes_analysis.intake.return_files import read_returns
    from pes_analysis.protect.swap import recover
    from pes_analysis.publish.lock import build_lock

    project = find_project(Path.cwd())
    opened = open_edition_data(edition)
    folder = tables_folder(project, opened, "organisations", output_folder)
    counties = opened.snapshot.counties
    publisher = opened.parameters.publisher.name
    with build_lock(project.state / "lock"):
        recover(folder)
        current = read_organisations(folder, counties.index) if folder.is_dir() else no_organisations()
        register = importing.register_of(current, opened.catalogue, counties, opened.parameters)
        done = importing.import_returns(
            current,
            read_returns(files, register),
            register,
            publisher.pl,
            received_on=received_day(received_on),
            replace_existing=replace,
        )
        _tell(done.returns)
        if not dry_run:
            if done.accepted or folder.is_dir():
                write_organisations(folder, done.organisations, counties.index)
            letters = folder.with_name(folder.name + LETTERS)
            _write_letters(letters, done.returns, opened.catalogue, publisher.in_language(language), language)
    blocked = len(done.returns) - len(done.accepted)
    _sum_up(len(done.accepted), blocked, folder, dry_run=dry_run)
    if done.accepted and output_folder is None:
        tell_how_to_use(project, opened, "organisations", folder)
    if blocked:
        raise typer.Exit(SOME_BLOCKED)


def _tell(returns: "Sequence[CheckedReturn]") -> None:
    """Print a line for each return, and the first errors of those kept out."""
    for one in returns:
        id_, year = one.key
        who = " ".join(part for part in (id_, str(year or "")) if part)
        start = f"{one.returned.file}: {who}" if who else one.returned.file
        warnings = sum(finding.severity == "warning" for finding in one.returned.findings)
        repairs = sum(finding.severity == "repair" for finding in one.returned.findings)
        if not one.returned.is_blocked:
            say(
                f"✓ {start}; odpowiedzi {one.answered} z {one.asked}, potrzebne do karty "
                f"{one.core_answered} z {one.core_asked}; do sprawdzenia {warnings}, napraw {repairs}",
                f"✓ {start}; answers {one.answered} of {one.asked}, needed for the card "
                f"{one.core_answered} of {one.core_asked}; to check {warnings}, repairs {repairs}",
            )
            for finding in one.returned.findings:
                if finding.rule == SHOWN_WARNING:
                    _show(finding)
            continue
        errors = [finding for finding in one.returned.findings if finding.severity == "error"]
        say(f"✗ {start}; błędy: {len(errors)}", f"✗ {start}; errors: {len(errors)}")
        for finding in errors[:SHOWN_ERRORS]:
            _show(finding)
        if len(errors) > SHOWN_ERRORS:
            rest = len(errors) - SHOWN_ERRORS
            say(f"    … i jeszcze: {rest}", f"    … and more: {rest}")


def _show(finding: "ReturnFinding") -> None:
    pl, en = finding.located
    typer.echo(f"    {en if is_english() else pl}")


def _write_letters(
    folder: Path,
    returns: "Sequence[CheckedReturn]",
    catalogue: "Catalogue",
    asker: str,
    language: Literal["pl", "en"],
) -> None:
    """Write a letter and a workbook about each return with anything to say; take away what is settled."""
    from pes_analysis.intake.return_report import letter, report_bytes, report_name, worth_telling
    from pes_analysis.publish.atomic import write_atomically

    names = Counter(report_name(one.returned) for one in returns)
    written = 0
    for one in returns:
        name = report_name(one.returned)
        if names[name] > 1:
            name = f"{name}-{filename(one.returned.file)}"
        text, workbook = folder / f"{name}.txt", folder / f"{name}.xlsx"
        if worth_telling(one.returned):
            write_atomically(text, letter(one.returned, catalogue, asker, language).encode())
            write_atomically(workbook, report_bytes(one.returned, catalogue, language))
            written += 1
        else:
            text.unlink(missing_ok=True)
            workbook.unlink(missing_ok=True)
    if written:
        say(f"Listy do organizacji: {written}, w folderze {folder}", f"Letters: {written}, in {folder}")


def _sum_up(accepted: int, blocked: int, folder: Path, *, dry_run: bool) -> None:
    if dry_run:
        say(
            f"Próba, nic nie zapisano. Do przyjęcia: {accepted}, zatrzymane: {blocked}.",
            f"A trial, nothing was written. To be taken: {accepted}, kept out: {blocked}.",
        )
    else:
        say(
            f"Przyjęte zwroty: {accepted}, zatrzymane: {blocked}. Tabele: {folder}",
            f"Returns taken: {accepted}, kept out: {blocked}. Tables: {folder}",
        )
