"""An empty workbook for directory entries, to hand out: headings that ``pes directory`` reads, and lists."""

import datetime as dt
import io
from collections.abc import Sequence

import xlsxwriter

from pes_analysis.catalogue import Catalogue, Language, Text
from pes_analysis.intake.directory_columns import COLUMNS, CONSENTS, DATES

ROWS = 500
_ENTRIES = Text(pl="Wpisy", en="Entries")
_LISTS = Text(pl="Listy", en="Lists")
_YES_NO = {"pl": ("tak", "nie"), "en": ("yes", "no")}
_HOW = Text(
    pl="Jeden wiersz to jedna jednostka. Wymagane: nazwa, typ i powiat. Kilka pozycji listy oddziel "
    "średnikiem; po dwukropku można dopisać własne słowa. Daty: 2024-11-05. Pusta komórka: nie wiadomo.",
    en="One row is one unit. Needed: name, type and county. Part several items of a list by semicolons; "
    "own words may follow a colon. Dates: 2024-11-05. An empty cell: not known.",
)
_OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
_WIDTH, _WIDE = 18, 44
_CLOSED = {
    "status": "activity_status",
    "status_method": "status_methods",
    "service_areas": "service_areas",
    "target_groups": "target_groups",
}
# A cell of these takes several items, which a list to choose from would refuse.
_SEVERAL = ("service_areas", "target_groups", "places")


def form_bytes(catalogue: Catalogue, counties: Sequence[str], language: Language = "pl") -> bytes:
    """Make the form.

    Parameters
    ----------
    catalogue : Catalogue
    counties : sequence of str
        Names of the counties of the region.
    language : {"pl", "en"}

    Returns
    -------
    bytes
        A workbook, the same for the same catalogue.
    """
    lists = {
        "type": [one.name.in_language(language) for one in catalogue.unit_types],
        "teryt": list(counties),
        **{
            column: [item.name.in_language(language) for item in catalogue.closed_list(list_id).items]
            for column, list_id in _CLOSED.items()
        },
        **{consent: list(_YES_NO[language]) for consent in CONSENTS},
    }
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, dict(_OPTIONS)) as book:
        book.set_properties({"created": dt.datetime(2000, 1, 1, tzinfo=dt.UTC).replace(tzinfo=None)})
        heading = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 2})
        text = book.add_format({"num_format": "@", "valign": "top"})
        entries = book.add_worksheet(_ENTRIES.in_language(language))
        words = book.add_worksheet(_LISTS.in_language(language))
        entries.write_string(0, 0, _HOW.in_language(language))
        for column, (id_, title) in enumerate(COLUMNS.items()):
            entries.write_string(2, column, title.in_language(language), heading)
            # As text, a leading zero of a code or of a number stays where it was written.
            entries.set_column(column, column, _WIDTH, text)
            if id_ in lists:
                words.write_string(0, column, title.in_language(language), heading)
                words.write_column(1, column, lists[id_])
                words.set_column(column, column, _WIDE)
            else:
                words.set_column(column, column, None, None, {"hidden": True})
            if id_ in lists and id_ not in _SEVERAL:
                letter = xlsxwriter.utility.xl_col_to_name(column)
                source = f"='{words.name}'!${letter}$2:${letter}${len(lists[id_]) + 1}"
                entries.data_validation(3, column, 2 + ROWS, column, {"validate": "list", "source": source})
            if id_ in DATES:
                entries.write_comment(2, column, "2024-11-05")
        entries.freeze_panes(3, 0)
        entries.set_landscape()
        entries.set_paper(9)
    return stream.getvalue()
