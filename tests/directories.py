"""Directories made for tests: small ones by hand, and any that hypothesis thinks of."""

import pandas as pd
from hypothesis import strategies as st

from pes_analysis.catalogue import load_catalogue
from pes_analysis.edition.directory import Directory

COUNTIES = ("1201", "1202", "1206", "1261", "1465")
CATALOGUE = load_catalogue()
SERVICES = tuple(item.id for item in CATALOGUE.closed_list("service_areas").items)
GROUPS = tuple(item.id for item in CATALOGUE.closed_list("target_groups").items)
STATUSES = tuple(item.id for item in CATALOGUE.closed_list("activity_status").items)
PLAIN = {
    "name": "CIS",
    "type": "cis",
    "sector": "pes",
    "teryt": "1201",
    "commune": "",
    "town": "",
    "address": "",
    "postcode": "",
    "phone": "",
    "email": "",
    "site": "",
    "regon": "",
    "krs": "",
    "contact_person": "",
    "contact_consent": "none",
    "status": "active",
    "status_checked_on": "2024-06-01",
    "status_method": "phone",
    "free_places": pd.NA,
    "free_places_on": "",
    "answers": "",
    "checked_on": "2024-06-01",
    "listing_consent": "public",
    "generated": True,
}


def directory_of(*entries: dict[str, object]) -> Directory:
    """Make a directory of entries that say only what differs; services, groups and places as tuples."""
    ids = [str(entry.get("unit_id", f"unit-{number}")) for number, entry in enumerate(entries)]
    rows = [{key: entry.get(key, value) for key, value in PLAIN.items()} for entry in entries]
    units = pd.DataFrame(rows, index=pd.Index(ids, name="unit_id"), columns=list(PLAIN))
    units = units.astype({"free_places": "Int64", "generated": bool})

    def table(key: str, column: str, **more: str) -> pd.DataFrame:
        cells = [(one, item) for one, entry in zip(ids, entries, strict=True) for item in entry.get(key, ())]
        return pd.DataFrame(cells, columns=["unit_id", column], dtype=object).assign(**more)

    return Directory(
        units=units,
        unit_services=table("services", "service_area", service_pl="", service_en=""),
        unit_groups=table("groups", "target_group"),
        unit_places=table("places", "teryt"),
    )


def several(items: tuple[str, ...]) -> st.SearchStrategy[tuple[str, ...]]:
    """Any of some items, each once."""
    return st.lists(st.sampled_from(items), unique=True, max_size=4).map(tuple)


days = st.dates(pd.Timestamp("2019-01-01").date(), pd.Timestamp("2025-06-30").date()).map(str)
places = st.one_of(st.just((pd.NA, "")), st.tuples(st.integers(0, 30), days))


@st.composite
def entries(draw: st.DrawFn) -> dict[str, object]:
    """Any entry."""
    free, counted = draw(places)
    kind, sector = draw(st.sampled_from([("cis", "pes"), ("ops", "jst"), ("ngo", "pes"), ("cus", "jst")]))
    return {
        "name": draw(st.sampled_from(["CIS Próba", "OPS, gmina Próba", "Łąka", "Żółw „A”  B"])),
        "type": kind,
        "sector": sector,
        "teryt": draw(st.sampled_from(COUNTIES)),
        "commune": draw(st.sampled_from(["", "Próba", "Łęg"])),
        "phone": draw(st.sampled_from(["", "000 000 001", "000 000 001, 000 000 002"])),
        "status": draw(st.sampled_from(STATUSES)),
        "free_places": free,
        "free_places_on": counted,
        "checked_on": draw(st.one_of(st.just(""), days)),
        "listing_consent": draw(st.sampled_from(["public", "public", "public", "none"])),
        "services": draw(several(SERVICES)),
        "groups": draw(several(GROUPS)),
        "places": draw(several(COUNTIES)),
    }


directories = st.lists(entries(), min_size=1, max_size=12).map(lambda several: directory_of(*several))
