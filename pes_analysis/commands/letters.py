"""What a command that reads files says of them: on the screen, and in a letter about each."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import typer

from pes_analysis.commands.speech import is_english, say
from pes_analysis.protect.escape import filename

if TYPE_CHECKING:
    from pes_analysis.catalogue import Text
    from pes_analysis.intake.return_findings import ReturnFinding

LETTERS = "-uwagi"
SHOWN_FINDINGS = 8


def tell(files: Sequence[str], findings: "Sequence[ReturnFinding]") -> None:
    """Print how many findings each file has, and the first of them, the gravest first."""
    for file in files:
        found = [one for one in findings if one.file == file]
        counts = Counter(one.severity for one in found)
        say(
            f"{file}: błędy {counts['error']}, do sprawdzenia {counts['warning']}, "
            f"rodzaje napraw {counts['repair']}",
            f"{file}: errors {counts['error']}, to check {counts['warning']}, "
            f"kinds of repairs {counts['repair']}",
        )
        grave = [one for severity in ("error", "warning") for one in found if one.severity == severity]
        for one in grave[:SHOWN_FINDINGS]:
            pl, en = one.located
            typer.echo(f"    {en if is_english() else pl}")
        if len(grave) > SHOWN_FINDINGS:
            rest = len(grave) - SHOWN_FINDINGS
            say(f"    … i jeszcze: {rest}", f"    … and more: {rest}")


@dataclass(frozen=True)
class Letters:
    """Letters about files, each with a workbook that names every cell.

    Attributes
    ----------
    asker : str
        Who signs.
    language : {"pl", "en"}
    opening, title : Text
        The first sentences, which name the ``{file}``, and the name of the sheet.
    columns : Mapping of str to Text
        The headings of the columns that findings name.
    """

    asker: str
    language: Literal["pl", "en"]
    opening: "Text"
    title: "Text"
    columns: "Mapping[str, Text]"

    def write(self, tables: Path, files: Sequence[Path], findings: "Sequence[ReturnFinding]") -> None:
        """Write one about each file with anything to say, beside its tables; take away what is settled."""
        from pes_analysis.intake.directory_entries import shown_name
        from pes_analysis.intake.directory_report import letter, report_frame
        from pes_analysis.present.sheet import Sheet
        from pes_analysis.publish.atomic import write_atomically
        from pes_analysis.publish.running.workbook import workbook_bytes

        folder = tables.with_name(tables.name + LETTERS)
        written = 0
        names = Counter(filename(path.stem) for path in files)
        for path in files:
            stem = filename(path.stem if names[filename(path.stem)] == 1 else path.name)
            found = [one for one in findings if one.file == shown_name(path)]
            text, workbook = folder / f"{stem}.txt", folder / f"{stem}.xlsx"
            if found:
                frame = report_frame(found, self.language, self.columns)
                sheet = Sheet(self.title.in_language(self.language), frame)
                said = letter(path.name, found, self.asker, self.language, self.opening)
                write_atomically(text, said.encode())
                write_atomically(workbook, workbook_bytes([sheet], self.language))
                written += 1
            else:
                text.unlink(missing_ok=True)
                workbook.unlink(missing_ok=True)
        if written:
            say(f"Listy o plikach: {written}, w folderze {folder}", f"Letters: {written}, in {folder}")
