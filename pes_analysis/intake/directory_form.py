"""An empty workbook for directory entries, to hand out: headings that ``pes directory`` reads, and lists."""

from collections.abc import Sequence

from pes_analysis.catalogue import Catalogue, Language, Text
from pes_analysis.intake.directory_columns import COLUMNS, CONSENTS, DATES
from pes_analysis.intake.list_form import FormColumn, ListForm

ROWS = 500
_ENTRIES = Text(pl="Wpisy", en="Entries")
_YES_NO = {"pl": ("tak", "nie"), "en": ("yes", "no")}
_HOW = Text(
    pl="Jeden wiersz to jedna jednostka. Wymagane: nazwa, typ i powiat. Kilka pozycji listy oddziel "
    "średnikiem; po dwukropku można dopisać własne słowa. Daty: 2024-11-05. Pusta komórka: nie wiadomo.",
    en="One row is one unit. Needed: name, type and county. Part several items of a list by semicolons; "
    "own words may follow a colon. Dates: 2024-11-05. An empty cell: not known.",
)
_DAY = Text(pl="Na przykład 2024-11-05.", en="For example 2024-11-05.")
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
    columns = tuple(
        FormColumn(
            id_,
            title,
            _DAY if id_ in DATES else None,
            choices=tuple(lists.get(id_, ())),
            enforced="no" if id_ in _SEVERAL else "stop",
        )
        for id_, title in COLUMNS.items()
    )
    return ListForm(_ENTRIES, columns, ROWS, _HOW).workbook(language)
