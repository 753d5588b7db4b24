"""The form on which local units report problems that statistics miss: XLSX and CSV, Polish or English."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass

import xlsxwriter

from pes_analysis.catalogue import Catalogue, Language, Text
from pes_analysis.intake.questionnaire_workbook import CountyName

ROWS = 200
_OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}


@dataclass(frozen=True)
class FormColumn:
    """One column of the form: its id, its heading and what to write."""

    id: str
    heading: Text
    help: Text
    width: int


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
LISTS = Text(pl="Listy", en="Lists")


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
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, dict(_OPTIONS)) as book:
        heading = book.add_format({"bold": True, "bottom": 2, "bg_color": "#E8EDF2", "text_wrap": True})
        answer = book.add_format({"num_format": "@", "text_wrap": True, "valign": "top"})
        sheet = book.add_worksheet(SHEET.in_language(language))
        names = book.add_worksheet(LISTS.in_language(language))
        for column, one in enumerate(COLUMNS):
            sheet.set_column(column, column, one.width, answer)
            sheet.write_string(0, column, one.heading.in_language(language), heading)
            rule: dict[str, object] = {
                "validate": "any",
                "input_title": one.heading.in_language(language)[:32],
                "input_message": one.help.in_language(language),
            }
            if one.id in lists:
                place = list(lists).index(one.id)
                names.write_column(0, place, lists[one.id])
                letter = "ABC"[place]
                source = f"='{LISTS.in_language(language)}'!${letter}$1:${letter}${len(lists[one.id])}"
                rule |= {"validate": "list", "source": source, "error_type": "warning"}
            sheet.data_validation(1, column, ROWS, column, rule)
        names.set_column(0, 2, 40)
        sheet.freeze_panes(1, 0)
    return stream.getvalue()


def _names(catalogue: Catalogue, closed_list: str, language: Language) -> list[str]:
    return [item.name.in_language(language) for item in catalogue.closed_list(closed_list).items]
