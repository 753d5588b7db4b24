"""The data of the directory's search as a script: columns packed, words in the language of the page."""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pandas as pd

from pes_analysis.diagnose.directory import EVERYONE
from pes_analysis.present.language import mark
from pes_analysis.present.markup import in_sentence
from pes_analysis.present.packed_columns import Words, frequent_first, packed
from pes_analysis.present.pages.county_index import in_order
from pes_analysis.present.pages.directory.reasons import ACTIVE, REASONS
from pes_analysis.present.pages.directory.view import DirectoryView

SECTORS = {
    "pes": mark("a social-economy entity"),
    "jst": mark("a unit of local government"),
    "mixed": mark("a local action group (LGD)"),
}
FORM = {
    "searchForm": mark("Search of the directory"),
    "text": mark("Name, place or service"),
    "type": mark("Type of unit"),
    "county": mark("Serves the county"),
    "service": mark("Area of services"),
    "group": mark("Target group"),
    "activeOnly": mark("Only units that are active"),
    "all": mark("all"),
    "found": mark("Found: {count}"),
    "nothing": mark("Nothing found. Take a filter away or write less."),
    "more": mark("Show more"),
    "clear": mark("Clear"),
    "inCounty": mark("County"),
    "chooseCounty": mark("Choose a county."),
    "purpose": mark("What are you looking for?"),
    "send": mark("Where to send a person"),
    "partner": mark("With whom to work"),
    "asker": mark("Who is looking"),
    "because": mark("Because: {reasons}."),
    "someone": mark("someone who is not on the list"),
    "ranked": mark("Suiting at least in part: {count}. The best first:"),
    "services": mark("Services: {list}"),
    "groups": mark("For: {list}"),
    "phone": mark("Phone"),
    "checked": mark("entry checked on {when}"),
    "details": mark("Contact and details"),
    "address": mark("Address"),
    "email": mark("E-mail"),
    "site": mark("Website"),
    "person": mark("Contact person"),
    "answers": mark("Answers for the entry"),
    "noDetails": mark("No more is known."),
    "noFile": mark("The contacts could not be loaded. Take the file of the whole directory."),
    "freePlaces": mark("Free places"),
    "referralForm": mark("Where to send, with whom to work"),
}
"""Texts of the form; their names are those of the script."""


def directory_script(view: DirectoryView) -> str:
    """Write the script that hands the directory to the search in the browser.

    Parameters
    ----------
    view : DirectoryView

    Returns
    -------
    str
        One assignment to ``window.pesDirectory``; the columns are explained in ``packed_columns`` and
        in the theme's ``directory-core.js``, which unpacks them.
    """
    content = json.dumps(directory_data(view), ensure_ascii=False, separators=(",", ":"))
    return f"window.pesDirectory = {content};\n"


def directory_data(view: DirectoryView) -> dict[str, Any]:
    """Gather what the search needs, as plain lists and texts.

    Only what stands on public pages: units that may be listed, and no person.
    """
    table, language = view.table, view.language
    counties = _counties(view)
    place = {teryt: at for at, teryt in enumerate(counties)}
    lists: dict[str, Sequence[str]] = {
        "types": [kind for kind in view.types if kind in set(table["type"])],
        "services": list(view.services),
        "groups": list(view.groups),
        "statuses": list(view.statuses),
        "communes": frequent_first(table["commune"]),
        "dates": frequent_first(pd.concat([table["checked_on"], table["free_places_on"]])),
    }
    texts = {
        "name": [str(name).split() for name in table["name"]],
        "id": [str(unit).split("-") for unit in table.index],
        "phone": [str(phone).split() for phone in table["phone"]],
    }
    words = Words(list(texts.values()))
    columns = {
        **{name: words.column(column) for name, column in texts.items()},
        "type": _places(table["type"], lists["types"]),
        "county": packed((place[str(teryt)],) for teryt in table["teryt"]),
        "commune": _places(table["commune"], lists["communes"]),
        "status": _places(table["status"], lists["statuses"]),
        "services": _all_places(table["services"], lists["services"]),
        "groups": _all_places(table["groups"], lists["groups"]),
        "others": packed([place[one] for one in served[1:]] for served in table["served"]),
        "checked": _places(table["checked_on"], lists["dates"]),
        "places": packed(() if pd.isna(free) else (int(free),) for free in table["free_places"]),
        "placesOn": _places(table["free_places_on"], lists["dates"]),
    }
    if not view.paged.issuperset(table.index):
        columns["paged"] = packed((0,) if unit in view.paged else () for unit in table.index)
    if view.ties is not None:
        at = {str(unit): number for number, unit in enumerate(table.index)}
        partners = view.ties.partners
        columns["ties"] = packed(
            sorted(at[one] for one in partners.get(str(unit), ()) if one in at) for unit in table.index
        )
        columns["answered"] = packed((0,) if unit in view.ties.answered else () for unit in table.index)
    rules = view.rules
    # The sector follows from the type, so it need not be told of each unit.
    order = list(SECTORS)
    sectors = {
        str(kind): order.index(str(sector))
        for kind, sector in zip(table["type"], table["sector"], strict=True)
    }
    return {
        "language": language.code,
        "day": view.listed.day.isoformat(),
        "count": len(table),
        "tokens": words.joined,
        "columns": columns,
        "types": [[kind, view.type_name(kind), sectors[kind]] for kind in lists["types"]],
        "sectors": [[one, language.text(name)] for one, name in SECTORS.items()],
        "counties": [[teryt, view.county_name(teryt)] for teryt in counties],
        "communes": list(lists["communes"]),
        "services": [[one, name, in_sentence(name)] for one, name in view.services.items()],
        "groups": [[one, name, in_sentence(name)] for one, name in view.groups.items()],
        "statuses": [[one, name, rules.statuses.get(one, 0)] for one, name in view.statuses.items()],
        "dates": [[one, view.day_of(one), view.month_of(one)] for one in lists["dates"]],
        "distances": packed(view.distances.loc[counties, counties].to_numpy().tolist()),
        "tiesYear": str(view.ties.year) if view.ties else "",
        "active": list(view.statuses).index(ACTIVE),
        "everyone": list(view.groups).index(EVERYONE),
        "rules": {
            **rules.model_dump(
                include={"distance_km", "fresh_days", "stale_days", "open_to_all", "unknown_places"}
            ),
            "referral": rules.referral.model_dump(),
            "partnership": rules.partnership.model_dump(),
        },
        "reasons": _translated(view, REASONS),
        "words": _translated(view, FORM),
    }


def _counties(view: DirectoryView) -> list[str]:
    """List the counties of the region, then the others in which a unit is or which it serves."""
    edition = view.context.edition
    named = {one for served in view.table["served"] for one in served} - set(edition.region_counties)
    register = edition.snapshot.counties
    return [
        *in_order(register.loc[list(edition.region_counties)]),
        *in_order(register.loc[sorted(named)]),
    ]


def _places(values: Iterable[object], items: Sequence[str]) -> str:
    """Write a column of items by their places in a list; what is not in it stays empty."""
    place = {item: at for at, item in enumerate(items)}
    return packed((place[str(one)],) if str(one) in place else () for one in values)


def _all_places(values: Iterable[Iterable[str]], items: Sequence[str]) -> str:
    place = {item: at for at, item in enumerate(items)}
    return packed([place[one] for one in several] for several in values)


def _translated(view: DirectoryView, texts: Mapping[str, str]) -> dict[str, str]:
    """Translate texts, their names in braces kept for the script to fill in."""
    return {name: view.language.template(text) for name, text in texts.items()}
