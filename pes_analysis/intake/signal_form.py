"""The form on which local units report problems that statistics miss: XLSX and CSV, Polish or English."""

import csv
import io
from collections.abc import Sequence
from dataclasses import replace

from pes_analysis.catalogue import Catalogue, Language, Text
from pes_analysis.intake.list_form import FormColumn, ListForm
from pes_analysis.intake.questionnaire_workbook import CountyName

ROWS = 200


COLUMNS = (
    FormColumn(
        "reported_on",
        Text(pl="Data", en="Date"),
        Text(
            pl="Na przykład 2024-05-31.",
            en="For example 2024-05-31.",
        ),
        12,
    ),
    FormColumn(
        "teryt",
        Text(pl="Powiat", en="County"),
        Text(
            pl="Kod albo nazwa z listy.",
            en="Code or name from the list.",
        ),
        24,
    ),
    FormColumn(
        "service_area",
        Text(pl="Obszar usług", en="Service area"),
        Text(
            pl="Z listy; może zostać puste.",
            en="From the list; may stay empty.",
        ),
        34,
    ),
    FormColumn(
        "text",
        Text(pl="Czego zabrakło", en="What was not available"),
        Text(
            pl="Jedno zdanie, bez nazwisk, numerów PESEL, telefonów i adresów.",
            en="One sentence, without names, PESEL numbers, phones and addresses.",
        ),
        60,
    ),
    FormColumn(
        "kind",
        Text(pl="Rodzaj", en="Kind"),
        Text(
            pl="Z listy.",
            en="From the list.",
        ),
        30,
    ),
    FormColumn(
        "persons",
        Text(pl="Liczba osób", en="Persons"),
        Text(
            pl="Ilu osób to dotyczy: liczba całkowita od 1.",
            en="How many people: a whole number from 1.",
        ),
        12,
    ),
    FormColumn(
        "unit",
        Text(pl="Jednostka zgłaszająca", en="Reporting unit"),
        Text(
            pl="Nazwa jednostki, bez nazwiska.",
            en="Name of the unit, without a person's name.",
        ),
        34,
    ),
    FormColumn(
        "coder",
        Text(pl="Kodujący", en="Coder"),
        Text(
            pl="Kto wybrał obszar usług: stanowisko.",
            en="Who chose the service area: a post.",
        ),
        24,
    ),
)
SHEET = Text(pl="Sygnały", en="Signals")


def signal_form_csv(language: Language = "pl") -> str:
    """Give the form as CSV: a heading line, semicolons between cells.

    Examples
    --------
    >>> signal_form_csv("en").split(";")[:3]
    ['Date', 'County', 'Service area']
    """
    stream = io.StringIO()
    csv.writer(stream, delimiter=";", lineterminator="\n").writerow(
        [one.heading.in_language(language) for one in COLUMNS]
    )
    return stream.getvalue()


def signal_form_xlsx(
    catalogue: Catalogue, counties: Sequence[CountyName], language: Language = "pl"
) -> bytes:
    """Give the form as a workbook with lists to choose from; the same bytes for the same content.

    Parameters
    ----------
    catalogue : Catalogue
        For service areas and kinds.
    counties : sequence of CountyName
    language : {"pl", "en"}

    Returns
    -------
    bytes
    """
    lists = {
        "teryt": [f"{one.teryt} {one.name}" for one in counties],
        "service_area": _names(catalogue, "service_areas", language),
        "kind": _names(catalogue, "signal_kinds", language),
    }
    # A warning: what is not on a list is judged by whoever reads the form, with a better word for it.
    columns = tuple(replace(one, choices=tuple(lists.get(one.id, ())), enforced="warning") for one in COLUMNS)
    return ListForm(SHEET, columns, ROWS).workbook(language)


def _names(catalogue: Catalogue, closed_list: str, language: Language) -> list[str]:
    return [item.name.in_language(language) for item in catalogue.closed_list(closed_list).items]
