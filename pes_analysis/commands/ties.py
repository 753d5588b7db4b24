"""``pes ties``: answers of the survey of ties into an edition, with a letter about each file."""

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
    from pes_analysis.edition.ties.importing import TiesImport

SOME_KEPT_OUT = 1


def ties(
    files: Files,
    edition: EditionName,
    output_folder: OutputFolder = None,
    replace: Annotated[
        bool, typer.Option("--replace", help="Zastąp wcześniejsze odpowiedzi. / Replace earlier answers.")
    ] = False,
    dry_run: DryRun = False,
    language: LetterLanguage = "pl",
    received_on: ReceivedOn = None,
) -> None:
    """Wczytaj odpowiedzi ankiety współpracy. / Read answers of the survey of ties into an edition."""
    from pes_analysis.catalogue.cooperation_survey import load_cooperation_survey
    from pes_analysis.edition import open_edition_data
    from pes_analysis.edition.ties import no_ties, read_ties, stands_with, write_ties
    from pes_analysis.edition.ties.importing import import_answers
    from pes_analysis.edition.ties.pool import survey_units, unit_pool
    from pes_analysis.intake.directory_counties import CountyNames
    from pes_analysis.intake.directory_entries import shown_name
    from pes_analysis.intake.ties_answers import AnswerReader
    from pes_analysis.intake.ties_columns import TiesColumns
    from pes_analysis.intake.ties_findings import in_letter
    from pes_analysis.intake.ties_form_words import OPENING, REMARKS
    from pes_analysis.protect.swap import recover
    from pes_analysis.publish.lock import build_lock

    project = find_project(Path.cwd())
    opened = open_edition_data(edition)
    check_names(files)
    parameters = opened.parameters
    folder = tables_folder(project, opened, "ties", output_folder)
    names = {str(code): str(name) for code, name in opened.snapshot.counties["name"].items()}
    survey = load_cooperation_survey()
    columns = TiesColumns(opened.catalogue, survey)
    with build_lock(project.state / "lock"):
        recover(folder)
        has_tables = (folder / "units.csv").is_file()
        current = read_ties(folder, frozenset(names)) if has_tables else no_ties()
        pool = unit_pool(opened.organisations, opened.directory, current)
        reader = AnswerReader(
            columns, survey_units(pool), CountyNames(names, parameters.region), parameters.year
        )
        done = import_answers(
            current,
            [reader.read(path) for path in files],
            pool,
            len(survey.questions),
            parameters.year,
            received_day(received_on).isoformat(),
            replace_existing=replace,
        )
        tell([shown_name(path) for path in files], done.findings)
        if not dry_run:
            if done.changes:
                # What the pages would refuse is not written.
                stands_with(done.survey, opened.organisations)
                write_ties(folder, done.survey, frozenset(names))
            asker = parameters.publisher.name.in_language(language)
            letters = Letters(asker, language, OPENING, REMARKS, columns.headings)
            letters.write(folder, files, [in_letter(one) for one in done.findings])
    _sum_up(done, folder, dry_run=dry_run)
    if done.changes and not dry_run and output_folder is None:
        tell_how_to_use(project, opened, "ties", folder)
    if done.kept_out or any(one.severity == "error" for one in done.findings):
        raise typer.Exit(SOME_KEPT_OUT)


def _sum_up(done: "TiesImport", folder: Path, *, dry_run: bool) -> None:
    pl = f"Nowe odpowiedzi: {done.added}, zastąpione: {done.replaced}, zatrzymane: {done.kept_out}."
    en = f"New answers: {done.added}, replaced: {done.replaced}, kept out: {done.kept_out}."
    if dry_run:
        say(f"Próba, nic nie zapisano. {pl}", f"A trial, nothing was written. {en}")
    else:
        say(f"{pl} Tabele: {folder}", f"{en} Tables: {folder}")
    say(
        f"Zapytane jednostki: {done.asked} (w tym dopisane teraz: {done.newly_asked}), "
        f"odpowiedziały: {done.answered}.",
        f"Units asked: {done.asked} (added now: {done.newly_asked}), answered: {done.answered}.",
    )
    if done.asked and done.asked == done.answered:
        say(
            "Odpowiedział każdy, kto jest na liście. Jeśli zapytano też innych, wczytaj listę zapytanych: "
            "bez niej odsetek odpowiedzi jest za wysoki.",
            "Everybody on the list answered. If others were asked too, read the list of those asked: "
            "without it the response rate is too high.",
        )
