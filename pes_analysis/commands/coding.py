"""What ``pes signals code`` and ``pes trainings code`` share: a workbook out, and codes back in."""

import datetime as dt
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, TypeAlias

import typer

from pes_analysis.commands.handing_out import check_ending, hand_out
from pes_analysis.commands.letters import tell
from pes_analysis.commands.speech import say
from pes_analysis.protect.errors import PesError

if TYPE_CHECKING:
    from pes_analysis.intake.coded_rows import Coded
    from pes_analysis.intake.coding_list import CodingList

CodedFiles: TypeAlias = Annotated[
    list[Path] | None,
    typer.Argument(exists=True, dir_okay=False, help="Wypełnione pliki .xlsx. / Filled-in .xlsx files."),
]
FormFile: TypeAlias = Annotated[
    Path | None,
    typer.Option("--form", help="Plik .xlsx z tym, co czeka na kod. / A workbook of what waits for a code."),
]
Coder: TypeAlias = Annotated[
    str,
    typer.Option(help="Z --form: kto będzie kodować, funkcja albo inicjały. / With --form: who will code."),
]
ReplaceCodes: TypeAlias = Annotated[
    bool, typer.Option("--replace", help="Zastąp wcześniejsze kody. / Replace earlier codes.")
]
SOME_KEPT_OUT = 1


def check_choice(files: Sequence[Path], form: Path | None) -> None:
    """Refuse a call that asks for both directions, or for neither."""
    if bool(files) == (form is not None):
        raise PesError(
            "Podaj --form PLIK.xlsx, żeby utworzyć formularz, albo wypełnione pliki, żeby je wczytać.",
            "Give --form FILE.xlsx to make a form, or filled-in files to read them back.",
        )


def write_form(form: Path, coding: "CodingList", language: Literal["pl", "en"], coder: str) -> None:
    """Write what waits for a code, or say that nothing does."""
    check_ending(form, (".xlsx",))
    waiting = len(coding.uncoded)
    if not waiting:
        say("Wszystko jest już zakodowane; nic nie zapisano.", "Everything is coded; nothing was written.")
        return
    hand_out(form, coding.form(language, coder))
    say(
        f"Do zakodowania: {waiting} z {len(coding.entries)}. Formularz: {form}",
        f"To be coded: {waiting} of {len(coding.entries)}. The form: {form}",
    )


def take_back(
    files: Sequence[Path],
    now: "Callable[[], CodingList]",
    take: "Callable[[Sequence[Coded]], None]",
    *,
    replace: bool,
    dry_run: bool,
) -> None:
    """Read workbooks one after another, so that a later one meets the codes of those before it.

    Parameters
    ----------
    files : sequence of Path
    now : callable
        Gives the entries as they are now.
    take : callable
        Takes codes into the tables.
    replace : bool
        Whether codes that stand in the tables already may give way.
    dry_run : bool
        Whether nothing is written.
    """
    from pes_analysis.intake.coded_rows import read_coded

    today = dt.datetime.now(tz=dt.UTC).date()
    kept_out = False
    for path in files:
        coding = now()
        read = read_coded(path, coding, today, replace=replace)
        if read.findings:
            tell([path.name], read.findings)
        take(read.coded)
        _tell_codes(read.coded, coding)
        say(
            f"{path.name}: zakodowane {len(read.coded)}, znane już {read.known}, bez kodu {read.waiting}, "
            f"zatrzymane {read.kept_out}.",
            f"{path.name}: coded {len(read.coded)}, known already {read.known}, without a code "
            f"{read.waiting}, kept out {read.kept_out}.",
        )
        kept_out = kept_out or bool(read.findings)
    if dry_run:
        say("Nic nie zapisano (--dry-run).", "Nothing was written (--dry-run).")
    if kept_out:
        raise typer.Exit(SOME_KEPT_OUT)


def _tell_codes(coded: "Sequence[Coded]", coding: "CodingList") -> None:
    """Print who coded how many entries as what."""
    counts: dict[tuple[str, str], int] = {}
    for one in coded:
        for code in one.codes:
            counts[one.coder, code] = counts.get((one.coder, code), 0) + 1
    for coder, code in sorted(counts):
        name = coding.codes[code]
        number = counts[coder, code]
        say(f"  {coder}: {name.pl} {number}", f"  {coder}: {name.en} {number}")
