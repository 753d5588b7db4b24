"""``pes cases``: the template of a case study, and a look whether written ones can be read."""

from pathlib import Path
from typing import Annotated

import typer

from pes_analysis.commands.handing_out import check_ending, hand_out
from pes_analysis.commands.options import EditionName
from pes_analysis.commands.speech import say

cases = typer.Typer(
    no_args_is_help=True, help="Dobre praktyki: szablon opisu. / Case studies: the template of one."
)


@cases.command()
def template(
    output: Annotated[Path, typer.Option(help="Plik .md, który powstanie. / The .md file to make.")],
) -> None:
    """Utwórz szablon opisu przypadku. / Make the template of a case study."""
    from pes_analysis.catalogue import load_catalogue
    from pes_analysis.edition.case_template import case_template

    check_ending(output, (".md",))
    hand_out(output, case_template(load_catalogue()).encode())
    say(
        f"Szablon: {output}. Wypełniony sprawdza: pes cases check --edition EDYCJA",
        f"The template: {output}. Filled in, it is checked by: pes cases check --edition EDITION",
    )


@cases.command()
def check(edition: EditionName) -> None:
    """Sprawdź opisy przypadków edycji. / Check the case studies of an edition."""
    from pes_analysis.edition import open_edition_data

    opened = open_edition_data(edition)
    found = opened.case_studies
    held = sum(one.shown_story("pl")[1] for one in found)
    silent = sum(len(one.header.quotes) - len(one.shown_quotes()) for one in found)
    say(
        f"Opisy: {len(found)}; akapity wstrzymane: {held}; "
        f"cytaty bez zgody albo z danymi osobowymi: {silent}.",
        f"Cases: {len(found)}; paragraphs held back: {held}; "
        f"quotes without consent or with personal data: {silent}.",
    )
