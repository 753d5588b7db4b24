"""The packaged directory: the generator's bytes, joined to the organisations, looking like nobody's."""

import pytest

from pes_analysis.edition import read_snapshot
from pes_analysis.edition.directory import read_demonstration_directory
from pes_analysis.edition.directory.reading import DEMONSTRATION
from pes_analysis.edition.directory.writing import write_tables
from pes_analysis.edition.generate_directory import SEED, generate_directory
from pes_analysis.edition.generate_organisations.names import PLACES
from pes_analysis.edition.organisations import read_demonstration

ORGANISATIONS = read_demonstration()
COUNTIES = read_snapshot().counties
REGION = COUNTIES[COUNTIES["voivodeship"] == "12"]
DIRECTORY = read_demonstration_directory()
UNITS = DIRECTORY.units


@pytest.fixture(scope="module")
def generated():
    return generate_directory(REGION, ORGANISATIONS, SEED)


def test_the_packaged_tables_are_what_the_generator_writes(tmp_path, generated):
    write_tables(tmp_path, generated)
    for path in sorted(DEMONSTRATION.iterdir()):
        assert path.read_bytes() == (tmp_path / path.name).read_bytes(), path.name
    assert len(list(tmp_path.iterdir())) == len(list(DEMONSTRATION.iterdir())) == 4


def test_another_seed_gives_another_directory(generated):
    other = generate_directory(REGION, ORGANISATIONS, "another")
    assert not other.units.equals(generated.units)
    assert list(other.units.index) == list(generated.units.index)


def test_every_organisation_is_there_under_its_id_as_it_is():
    both = UNITS.loc[ORGANISATIONS.entities.index]
    for column in ("name", "type", "teryt", "status"):
        assert both[column].tolist() == ORGANISATIONS.entities[column].tolist(), column


def test_services_are_those_the_organisation_returned():
    latest = ORGANISATIONS.observations
    asked = latest[(latest["organisation_id"] == "demo-cis-01") & (latest["year"] == 2024)]
    areas = asked.loc[asked["variable"].astype(str).str.startswith("service_area_") & (asked["value"] == 1)]
    returned = set(areas["variable"].astype(str).str.removeprefix("service_area_"))
    mine = DIRECTORY.unit_services
    assert returned == set(mine.loc[mine["unit_id"] == "demo-cis-01", "service_area"])


def test_every_county_has_its_public_units():
    for kind in ("pcpr", "up"):
        assert set(UNITS.loc[UNITS["type"] == kind, "teryt"]) == set(REGION.index), kind
    assert (UNITS["type"] == "rops").sum() == 1
    served = DIRECTORY.unit_places[
        DIRECTORY.unit_places["unit_id"].isin(UNITS.index[UNITS["type"] == "owes"])
    ]
    own = set(UNITS.loc[UNITS["type"] == "owes", "teryt"])
    assert set(served["teryt"]) | own == set(REGION.index)


def test_every_unit_does_something_for_someone():
    assert set(DIRECTORY.unit_services["unit_id"]) == set(UNITS.index)
    assert set(DIRECTORY.unit_groups["unit_id"]) == set(UNITS.index)


def test_nobody_can_be_reached_by_mistake():
    assert UNITS["generated"].all()
    assert UNITS["phone"].str.fullmatch(r"(000 \d{3} \d{3})?").all()
    assert UNITS["email"].str.fullmatch(r"(kontakt@demo-[a-z0-9-]+\.example)?").all()
    assert UNITS["site"].str.fullmatch(r"(https://demo-[a-z0-9-]+\.example/)?").all()
    assert set(UNITS["postcode"]) == {"00-000"}
    assert UNITS["contact_person"].str.fullmatch(r"(Osoba Zmyślona \(.+\))?").all()
    made_up = UNITS["name"].str.contains(r"demonstracyjne|Przykład|Wzorc|Zmyśl|Próbn|Wymyśl|Ćwiczeb|Umown")
    by_place = UNITS["name"].str.endswith(PLACES)
    assert (made_up | by_place).all()


def test_what_a_directory_must_cope_with_is_in_it():
    assert (UNITS["checked_on"] == "").sum() >= 5
    assert (UNITS["checked_on"].between("2020-01-01", "2023-12-31")).sum() >= 15
    assert {"active", "suspended", "in_liquidation", "unknown", "registered"} <= set(UNITS["status"])
    assert (UNITS["listing_consent"] == "none").any()
    assert ((UNITS["contact_person"] != "") & (UNITS["contact_consent"] == "none")).any()
    for contact in ("phone", "email", "site"):
        assert (UNITS[contact] == "").any(), contact
    places = UNITS["free_places"]
    assert places.isna().any()
    assert set(places.dropna()) > {0}
