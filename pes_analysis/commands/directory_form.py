"""``pes directory-form``: an empty workbook in which units write their entries."""

from pathlib import Path
from typing import Annotated

import typer

from pes_analysis.commands.handing_out import check_ending, hand_out
from pes_analysis.commands.options import EditionName, FormLanguage
from pes_analysis.commands.speech import say


def directory_form(
    edition: EditionName,
    output: Annotated[Path, typer.Option(help="Plik, który powstanie. / The file to make.")] = Path(
        "wpisy.xlsx"
    ),
    language: FormLanguage = "pl",
) -> None:
    """Zrób pusty formularz wpisów do bazy. / Make an empty form for directory entries."""
    from pes_analysis.edition import open_edition_data
    from pes_analysis.intake.directory_form import form_bytes

    check_ending(output, (".xlsx",))
    opened = open_edition_data(edition)
    names = opened.snapshot.counties["name"]
    counties = [str(names[teryt]) for teryt in opened.region_counties]
    hand_out(output, form_bytes(opened.catalogue, counties, language))
    say(
        f"Formularz: {output}. Wypełniony wczytuje: pes directory {output.name} --edition {edition}",
        f"The form: {output}. Filled in, it is read by: pes directory {output.name} --edition {edition}",
    )
