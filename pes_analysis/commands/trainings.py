"""``pes trainings``: questionnaires to hand out at trainings, and what was returned into an edition."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

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

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pes_analysis.intake.coded_rows import Coded

SOME_BLOCKED = 1
trainings = typer.Typer(
    no_args_is_help=True, help="Ankiety szkoleń: formularz i wczytanie. / Surveys of trainings: form, import."
)


@trainings.command()
def form(
    output: Annotated[Path, typer.Option(help="Plik .xlsx albo .csv. / The .xlsx or .csv file.")],
    moment: Annotated[
        Literal["before", "after"], typer.Option(help="Przed czy po. / Before or after.")
    ] = "before",
    training: Annotated[str, typer.Option(help="Identyfikator szkolenia. / Id of the training.")] = "",
    people: Annotated[
        int, typer.Option(min=1, max=100, help="Ile kolumn odpowiedzi. / Columns of answers.")
    ] = 1,
    language: Annotated[Literal["pl", "en"], typer.Option(help="Język pytań. / Language.")] = "pl",
) -> None:
    """Utwórz ankietę szkolenia. / Make the questionnaire of a training."""
    from pes_analysis.catalogue.training_survey import load_training_survey
    from pes_analysis.intake.training_form import form_csv, form_rows, form_workbook

    rows = form_rows(load_training_survey(), moment, training, language)
    is_book = check_ending(output, (".xlsx", ".csv")) == ".xlsx"
    content = form_workbook(rows, moment, people, language) if is_book else form_csv(rows, people, language)
    hand_out(output, content)
    say(f"Pytania: {len(rows) - 3}. Plik: {output}", f"Questions: {len(rows) - 3}. File: {output}")


@trainings.command(name="import")
def import_trainings(
    files: Files,
    edition: EditionName,
    output_folder: OutputFolder = None,
    replace: Annotated[
        bool, typer.Option("--replace", help="Zastąp wcześniejsze. / Replace earlier ones.")
    ] = False,
    dry_run: DryRun = False,
) -> None:
    """Wczytaj odpowiedzi uczestników. / Read what participants answered."""
    from pes_analysis.catalogue.training_survey import load_training_survey
    from pes_analysis.edition import open_edition_data
    from pes_analysis.edition.trainings import write_trainings
    from pes_analysis.edition.trainings.importing import read_or_begin, take_in
    from pes_analysis.intake.training_returns import read_training_returns
    from pes_analysis.protect.swap import recover
    from pes_analysis.publish.lock import build_lock
    from pes_analysis.publish.project import find_project

    project = find_project(Path.cwd())
    opened = open_edition_data(edition)
    folder = tables_folder(project, opened, "trainings", output_folder)
    counties = opened.snapshot.counties.index
    with build_lock(project.state / "lock"):
        recover(folder)
        current = read_or_begin(folder, counties)
        returned = read_training_returns(files, current.events.index, load_training_survey())
        after = take_in(current, returned, replace=replace)
        for one in returned:
            for found in one.findings:
                typer.echo(found.located[1] if is_english() else found.located[0])
        if not dry_run:
            write_trainings(folder, after, counties)
    blocked = sum(one.is_blocked for one in returned)
    held = sum(bool(kinds) for one in returned for _, kinds in one.texts.values())
    say(
        f"Przyjęte ankiety: {len(returned) - blocked}, zatrzymane: {blocked}, wstrzymane teksty: {held}. "
        f"Tabele: {folder}",
        f"Questionnaires taken: {len(returned) - blocked}, kept out: {blocked}, texts held back: {held}. "
        f"Tables: {folder}",
    )
    if len(returned) > blocked and not dry_run and output_folder is None:
        tell_how_to_use(project, opened, "trainings", folder)
    if blocked:
        raise typer.Exit(SOME_BLOCKED)


@trainings.command()
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
    """Zakoduj odpowiedzi własnymi słowami. / Code answers in own words."""
    from pes_analysis.catalogue.training_survey import load_training_survey
    from pes_analysis.edition import open_edition_data
    from pes_analysis.edition.trainings import read_trainings, write_trainings
    from pes_analysis.edition.trainings.coding import answer_coding, coded_answers
    from pes_analysis.protect.swap import recover
    from pes_analysis.publish.lock import build_lock
    from pes_analysis.publish.project import find_project

    check_choice(files or (), form)
    project = find_project(Path.cwd())
    opened = open_edition_data(edition)
    folder = tables_folder(project, opened, "trainings", output_folder)
    counties = opened.snapshot.counties.index
    survey = load_training_survey()
    with build_lock(project.state / "lock"):
        recover(folder)
        if form is not None:
            current = read_trainings(folder, counties) if folder.is_dir() else opened.trainings
            write_form(form, answer_coding(current, survey), language, coder)
            return
        check_tables(folder, "open_answers.csv", "pes trainings import")
        current = read_trainings(folder, counties)

        def take(coded: "Sequence[Coded]") -> None:
            nonlocal current
            current = coded_answers(current, coded)
            if coded and not dry_run:
                write_trainings(folder, current, counties)

        take_back(files or (), lambda: answer_coding(current, survey), take, replace=replace, dry_run=dry_run)
