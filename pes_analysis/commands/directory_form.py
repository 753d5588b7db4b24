"""``pes directory-form``: an empty workbook in which units write their entries."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from pes_analysis.commands.speech import say
from pes_analysis.protect.errors import PesError


def directory_form(
    edition: Annotated[str, typer.Option(help="Edycja z folderu parameters/. / An edition.")],
    output: Annotated[Path, typer.Option(help="Plik, który powstanie. / The file to make.")] = Path(
        "wpisy.xlsx"
    ),
    language: Annotated[
        Literal["pl", "en"], typer.Option(help="Język formularza. / Language of the form.")
    ] = "pl",
) -> None:
    """Zrób pusty formularz wpisów do bazy. / Make an empty form for directory entries."""
    from pes_analysis.edition import open_edition_data
    from pes_analysis.intake.directory_form import form_bytes
    from pes_analysis.publish.atomic import write_atomically

    if output.exists():
        raise PesError(
            f"Plik {output} już jest; mogą w nim być wpisy. Podaj inną nazwę w --output.",
            f"The file {output} is there already and may hold entries. Give another name in --output.",
        )
    opened = open_edition_data(edition)
    names = opened.snapshot.counties["name"]
    counties = [str(names[teryt]) for teryt in opened.region_counties]
    write_atomically(output, form_bytes(opened.catalogue, counties, language))
    say(
        f"Formularz: {output}. Wypełniony wczytuje: pes directory {output.name} --edition {edition}",
        f"The form: {output}. Filled in, it is read by: pes directory {output.name} --edition {edition}",
    )
