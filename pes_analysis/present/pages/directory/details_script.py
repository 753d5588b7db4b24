"""Contacts of units without a page of their own, as a script that the search loads when one is opened."""

import json

from pes_analysis.present.packed_columns import Words
from pes_analysis.present.pages.directory.view import DirectoryView

EMPTY = "window.pesDirectoryDetails = null;\n"


def details_script(view: DirectoryView) -> str:
    """Write the script.

    Parameters
    ----------
    view : DirectoryView

    Returns
    -------
    str
        One assignment to ``window.pesDirectoryDetails``: the words of all texts, and columns in which a unit
        with a page of its own has empty cells; null where every unit has one. A person stands in it only with
        consent, as on a page.
    """
    table = view.table
    if view.paged.issuperset(table.index):
        return EMPTY
    alone = [str(unit) not in view.paged for unit in table.index]
    rows = table.to_dict("records")
    columns = {
        "address": [_address(row) for row in rows],
        "email": [str(row["email"]) for row in rows],
        "site": [str(row["site"]) for row in rows],
        "person": [str(row["contact_person"]) for row in rows],
        "answers": [str(row["answers"]) for row in rows],
    }
    texts = {
        name: [text.split() if lonely else [] for text, lonely in zip(column, alone, strict=True)]
        for name, column in columns.items()
    }
    words = Words(list(texts.values()))
    content = {
        "tokens": words.joined,
        "columns": {name: words.column(column) for name, column in texts.items()},
    }
    return f"window.pesDirectoryDetails = {json.dumps(content, ensure_ascii=False, separators=(',', ':'))};\n"


def _address(row: dict[object, object]) -> str:
    place = " ".join(text for text in (str(row["postcode"]), str(row["town"] or row["commune"])) if text)
    return ", ".join(text for text in (str(row["address"]), place) if text)
