"""Distances between counties: what they must be like, and some that anyone can look up."""

import pytest

from pes_analysis.edition.boundaries import load_boundaries
from pes_analysis.edition.county_distance import county_middle, distance_km, distances_from


@pytest.mark.parametrize(
    ("first", "second", "km"),
    # Kraków–Tarnów, Kraków–Nowy Sącz, Gdańsk–Warszawa, straight lines on a map.
    [("1261", "1263", 75), ("1261", "1262", 73), ("2261", "1465", 284)],
)
def test_distances_of_cities(first, second, km):
    assert distance_km(first, second) == pytest.approx(km, rel=0.08)


def test_a_middle_lies_within_the_bounds_of_its_county():
    for teryt in load_boundaries().counties:
        points = [point for ring in load_boundaries().rings(teryt) for point in ring]
        longitude, latitude = county_middle(teryt)
        assert min(x for x, _ in points) < longitude < max(x for x, _ in points)
        assert min(y for _, y in points) < latitude < max(y for _, y in points)


def test_a_distance_is_the_same_both_ways_and_no_detour_is_shorter():
    counties = ["1201", "1217", "2261", "0201"]
    for a in counties:
        for b in counties:
            assert distance_km(a, b) == pytest.approx(distance_km(b, a))
            for c in counties:
                assert distance_km(a, b) <= distance_km(a, c) + distance_km(c, b) + 1e-9


def test_the_nearest_stands_first():
    found = distances_from("1217", ["1261", "1211", "1217"])
    assert list(found.index) == ["1217", "1211", "1261"]
    assert found.iloc[0] == 0
