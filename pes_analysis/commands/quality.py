"""``pes quality``: the state of an edition's data in the terminal, and an exit code for a scheduler."""

import json
import re
from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from pes_analysis.commands.speech import is_english
from pes_analysis.protect.errors import PesError

if TYPE_CHECKING:
    from rich.table import Table as TerminalTable

    from pes_analysis.diagnose.data_quality import DataQuality
    from pes_analysis.present.table import Table

BELOW_LIMITS = 1


def quality(
    edition: Annotated[
        str, typer.Option(help="Edycja z folderu parameters/. / An edition of parameters/.")
    ] = "malopolskie-2024",
    on: Annotated[
        str | None, typer.Option(help="Dzień oceny: 2026-11-30; domyślnie dziś. / Day of judging; today.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Wynik jako JSON. / The result as JSON.")] = False,
) -> None:
    """Sprawdź jakość danych edycji. / Check the quality of an edition's data."""
    from pes_analysis.diagnose.data_quality import judge_data
    from pes_analysis.edition import open_edition_data

    judged = judge_data(open_edition_data(edition), _day(on))
    if as_json:
        typer.echo(json.dumps(_record(judged), ensure_ascii=False))
    else:
        _print(edition, judged)
    if not judged.failed.empty:
        raise typer.Exit(BELOW_LIMITS)


def _day(written: str | None) -> date:
    if written is None:
        return date.today()
    try:
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}", written):
            return date.fromisoformat(written)
    except ValueError:
        pass
    raise PesError(
        f"--on: „{written}” to nie data. Napisz na przykład 2026-11-30.",
        f"--on: '{written}' is no date. Write for example 2026-11-30.",
    )


def _record(judged: "DataQuality") -> dict[str, object]:
    """Give what machines read: the same tables, missing cells as null."""
    tables = {
        "verdicts": judged.verdicts,
        "sources": judged.sources.reset_index(),
        "fields": judged.fields,
        "findings": judged.findings.reset_index(),
        "corrections": judged.corrections,
        "calendar": judged.calendar,
    }
    return {
        "as_of": judged.as_of.isoformat(),
        "holds": judged.failed.empty,
        **{
            name: json.loads(table.to_json(orient="records", date_format="iso"))
            for name, table in tables.items()
        },
    }


def _print(edition: str, judged: "DataQuality") -> None:
    from rich.console import Console

    from pes_analysis.edition import open_edition_data
    from pes_analysis.present.language import Language
    from pes_analysis.present.pages.data_quality import DataQualityPage
    from pes_analysis.present.pages.page_context import PageContext

    language = Language.EN if is_english() else Language.PL
    page = DataQualityPage(judged, PageContext(open_edition_data(edition), language))
    console = Console(highlight=False)
    for table in (page.limits_table(), page.source_table(), page.calendar_table()):
        if table is not None:
            console.print(_in_terminal(table))


def _in_terminal(table: "Table") -> "TerminalTable":
    """Lay a table of the page out for a terminal; figures with nothing to mark up, so cells are plain."""
    from rich.table import Table as TerminalTable
    from rich.text import Text

    laid = TerminalTable(title=Text(str(table.caption)), title_justify="left")
    for column, side in zip(table.columns, table.align, strict=True):
        laid.add_column(Text(str(column)), justify="right" if side == "r" else "left")
    for row in table.rows:
        laid.add_row(*(Text(str(one)) for one in row))
    return laid
