"""Two real-looking units of nobody, with every table filled, as an import would make them."""

import pandas as pd
import pytest

from pes_analysis.edition.directory import Directory, no_directory

CIS, OPS = "cis-gaj", "ops-gaj"


def filled(empty: pd.DataFrame, *rows: dict[str, object]) -> pd.DataFrame:
    """Fill an empty table; what a row leaves out is empty text, or missing where there are numbers."""
    whole = pd.DataFrame(list(rows), columns=list(empty.columns))
    for name in whole.columns:
        if pd.api.types.is_string_dtype(empty[name].dtype):
            whole[name] = whole[name].astype(object).where(whole[name].notna(), "")
    return whole.astype({name: empty[name].dtype for name in empty})


@pytest.fixture
def directory() -> Directory:
    empty = no_directory()
    shared = {
        "teryt": "1201",
        "commune": "Niebyły Gaj",
        "status": "active",
        "status_checked_on": "2024-11-05",
        "status_method": "phone",
        "checked_on": "2024-11-05",
        "contact_consent": "none",
        "listing_consent": "public",
        "generated": False,
    }
    units = filled(
        empty.units.reset_index(),
        {
            **shared,
            "unit_id": CIS,
            "name": "CIS „Gaj”",
            "type": "cis",
            "sector": "pes",
            "phone": "512 000 111, 123 000 222 wew. 4",
            "email": "biuro@gaj.pl",
            "site": "https://gaj.pl/",
            "contact_person": "Osoba Zmyślona",
            "free_places": 0,
            "free_places_on": "2024-11-05",
        },
        {**shared, "unit_id": OPS, "name": "OPS w Niebyłym Gaju", "type": "ops", "sector": "jst"},
    )
    return Directory(
        units=units.set_index("unit_id"),
        unit_services=filled(
            empty.unit_services,
            {"unit_id": CIS, "service_area": "social_reintegration", "service_pl": "warsztaty"},
            {"unit_id": OPS, "service_area": "home_care"},
        ),
        unit_groups=filled(empty.unit_groups, {"unit_id": CIS, "target_group": "disability"}),
        unit_places=filled(empty.unit_places, {"unit_id": CIS, "teryt": "1202"}),
    )
