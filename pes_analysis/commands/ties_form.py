"""``pes ties-form``: an empty form of the survey of ties, or one for each unit and a list of them."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from pes_analysis.commands.handing_out import check_free, hand_out
from pes_analysis.commands.options import EditionName, FormLanguage
from pes_analysis.commands.speech import say
from pes_analysis.protect.errors import PesError

if TYPE_CHECKING:
    import pandas as pd

    from pes_analysis.intake.ties_form import TiesForm

LIST_OF_ASKED = "zapytani.csv"


def ties_form(
    edition: EditionName,
    output: Annotated[Path, typer.Option(help="Plik, który powstanie. / The file to make.")] = Path(
        "ankieta.xlsx"
    ),
    each: Annotated[
        Path | None,
        typer.Option(help="Folder: formularz dla każdej jednostki. / Folder: a form for each unit."),
    ] = None,
    county: Annotated[
        list[str] | None,
        typer.Option(help="Z --each: kod powiatu, można powtórzyć. / With --each: a county's code."),
    ] = None,
    language: FormLanguage = "pl",
) -> None:
    """Zrób formularz ankiety współpracy. / Make the form of the survey of ties."""
    from pes_analysis.catalogue.cooperation_survey import load_cooperation_survey
    from pes_analysis.edition import open_edition_data
    from pes_analysis.edition.ties import no_ties
    from pes_analysis.edition.ties.pool import survey_units, unit_pool
    from pes_analysis.intake.ties_columns import TiesColumns
    from pes_analysis.intake.ties_form import TiesForm

    if county and not each:
        raise PesError(
            "--county wybiera jednostki do osobnych formularzy. Dodaj --each i folder.",
            "--county chooses units for forms of their own. Add --each and a folder.",
        )
    target = each or output
    check_free(target)
    opened = open_edition_data(edition)
    chosen = [opened.check_teryt(code) for code in county or opened.region_counties]
    # Those of the packaged answers are nobody whom anyone could ask.
    earlier = opened.ties if opened.parameters.ties.folder else no_ties()
    pool = unit_pool(opened.organisations, opened.directory, earlier)
    if pool.empty:
        raise PesError(
            f"Edycja {edition} nie ma jednostek, które można zapytać. Wczytaj je najpierw: pes directory.",
            f"The edition {edition} has no units to ask. Read them first: pes directory.",
        )
    names = {one.id: one.name.in_language(language) for one in opened.catalogue.unit_types}
    form = TiesForm(
        TiesColumns(opened.catalogue, load_cooperation_survey()),
        survey_units(pool),
        {str(id_): names.get(str(kind), str(kind)) for id_, kind in pool["type"].items()},
        {str(code): str(name) for code, name in opened.snapshot.counties["name"].items()},
        opened.parameters.year,
        opened.parameters.publisher.name.in_language(language),
        opened.parameters.publisher.email or "",
        bool(pool["generated"].all()),
    )
    if each:
        asked = pool[pool["teryt"].isin(chosen)]
        _write_each(each, form, asked, language)
        say(
            f"Formularze: {len(asked)}, w folderze {each}. Wypełnione, razem z listą zapytanych, wczytuje: "
            f"pes ties {each}/*.xlsx {each / LIST_OF_ASKED} --edition {edition}",
            f"Forms: {len(asked)}, in {each}. Filled in, with the list of those asked, they are read by: "
            f"pes ties {each}/*.xlsx {each / LIST_OF_ASKED} --edition {edition}",
        )
        return
    hand_out(output, form.workbook(language))
    say(
        f"Formularz: {output}. Wypełniony wczytuje: pes ties {output.name} --edition {edition}",
        f"The form: {output}. Filled in, it is read by: pes ties {output.name} --edition {edition}",
    )


def _write_each(folder: Path, form: "TiesForm", asked: "pd.DataFrame", language: Literal["pl", "en"]) -> None:
    """Write a form for each unit, named by its id, and the list of those asked."""
    from pes_analysis.publish.atomic import write_atomically

    ids: Sequence[str] = [str(unit_id) for unit_id in asked.index]
    for unit_id in ids:
        write_atomically(folder / f"{unit_id}.xlsx", form.workbook(language, unit_id))
    write_atomically(folder / LIST_OF_ASKED, form.list_of_asked(ids, language).encode())
