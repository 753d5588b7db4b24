"""Norms of need and measures of supply: they name what the catalogue has, and mistakes are told by line."""

import pytest

from pes_analysis.catalogue import load_catalogue
from pes_analysis.catalogue.loading import PACKAGED
from pes_analysis.catalogue.need_norms import load_need_norms
from pes_analysis.catalogue.service_supply import load_service_supply
from pes_analysis.catalogue.strict_yaml import YamlError

NORMS = (PACKAGED / "need_norms.yml").read_text(encoding="utf-8")
SUPPLY = (PACKAGED / "service_supply.yml").read_text(encoding="utf-8")
AREAS = [item.id for item in load_catalogue().closed_list("service_areas").items]


def norms(tmp_path, old, new):
    assert old in NORMS
    file = tmp_path / "need_norms.yml"
    file.write_text(NORMS.replace(old, new, 1), encoding="utf-8")
    return load_need_norms(file)


def supply(tmp_path, old, new):
    assert old in SUPPLY
    file = tmp_path / "service_supply.yml"
    file.write_text(SUPPLY.replace(old, new, 1), encoding="utf-8")
    return load_service_supply(file)


def test_every_area_has_a_norm_or_a_reason_why_not():
    loaded = load_need_norms()
    assert sorted([*loaded.areas, *loaded.without]) == sorted(AREAS)
    # What nobody can count is not counted: an area without a norm must stay visible.
    assert loaded.without


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("low: 10\n      central: 20", "low: 20\n      central: 20", "muszą rosnąć"),
        ("group: fam_homeless", "group: homeless_people", "homeless_people"),
        ("group: fam_homeless", "group: __import__('os')", "need_norms.yml"),
        ("    home_care:\n", "    home_help:\n", "home_care"),
        ("      origin: F", "      origin: X", "need_norms.yml"),
        ("low: 0.5\n      central: 1\n", "low: 0\n      central: 1\n", "need_norms.yml"),
    ],
)
def test_mistakes_in_norms_are_refused(tmp_path, old, new, said):
    with pytest.raises(YamlError) as caught:
        norms(tmp_path, old, new)
    assert said in caught.value.pl


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("active: [active]", "active: [alive]", "alive"),
        ("    cis: [participants_total", "    cos: [participants_total", "cos"),
        ("zaz: [emp_disabled]", "zaz: [emp_green]", "emp_green"),
        ("mental_health: [day_centres]", "mind: [day_centres]", "mind"),
        ("mental_health: [day_centres]", "mental_health: [night_centres]", "night_centres"),
    ],
)
def test_mistakes_in_supply_are_refused(tmp_path, old, new, said):
    with pytest.raises(YamlError) as caught:
        supply(tmp_path, old, new)
    assert said in caught.value.pl
    assert "service_supply.yml:" in caught.value.pl


def test_both_orders_of_capacity_measure_the_same_types():
    loaded = load_service_supply()
    assert loaded.capacity.keys() == loaded.capacity_otherwise.keys()
    assert {kind: set(names) for kind, names in loaded.capacity.items()} == {
        kind: set(names) for kind, names in loaded.capacity_otherwise.items()
    }
