"""The packaged boundaries: all counties, shared borders stored once, neighbours known from a map."""

import json
from collections import Counter
from itertools import pairwise

import pytest

from pes_analysis.edition import read_snapshot
from pes_analysis.edition.boundaries import PACKAGED, load_boundaries, read_boundaries
from pes_analysis.protect.errors import PesError

BOUNDARIES = load_boundaries()
COUNTIES = read_snapshot().counties


def area(ring):
    return abs(sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairwise(ring))) / 2


def arc_uses():
    return Counter(
        number if number >= 0 else ~number
        for rings in BOUNDARIES.counties.values()
        for ring in rings
        for number in ring
    )


def test_every_county_is_drawn_and_no_other():
    assert sorted(BOUNDARIES.counties) == list(COUNTIES.index)


def test_the_file_is_small():
    assert PACKAGED.stat().st_size < 150_000


def test_an_arc_belongs_to_one_county_or_two():
    uses = arc_uses()
    assert sorted(uses) == list(range(len(BOUNDARIES.arcs)))
    assert set(uses.values()) == {1, 2}


def test_no_arc_is_stored_twice():
    assert len({min(arc, arc[::-1]) for arc in BOUNDARIES.arcs}) == len(BOUNDARIES.arcs)


def test_rings_are_closed_and_hold_an_area():
    for teryt in BOUNDARIES.counties:
        for ring in BOUNDARIES.rings(teryt):
            assert ring[0] == ring[-1], teryt
            assert len(set(ring)) >= 3, teryt
            assert area(ring) > 1e-5, teryt


def test_everything_lies_in_poland():
    points = [point for arc in BOUNDARIES.arcs for point in arc]
    assert all(14.0 < longitude < 24.2 and 48.9 < latitude < 55.0 for longitude, latitude in points)


@pytest.mark.parametrize(
    ("teryt", "neighbours"),
    [
        ("1201", ["1202", "1206", "1207", "1209", "1214", "1219"]),
        ("1217", ["1211"]),
        ("1261", ["1206", "1214", "1219"]),
        ("1262", ["1210"]),
        ("1263", ["1216"]),
        ("0265", ["0219", "0221"]),
        ("2264", ["2261", "2262"]),
    ],
)
def test_neighbours_known_from_a_map(teryt, neighbours):
    assert sorted(BOUNDARIES.neighbours[teryt]) == neighbours


def test_neighbours_are_mutual_and_nobody_is_alone():
    for teryt, others in BOUNDARIES.neighbours.items():
        assert others, teryt
        assert teryt not in others
        assert all(teryt in BOUNDARIES.neighbours[other] for other in others)


def test_the_outline_of_a_voivodeship_is_the_border_with_everyone_else():
    inside = COUNTIES.index[COUNTIES["voivodeship"] == "12"]
    outline = BOUNDARIES.outline(inside)
    whole_country = BOUNDARIES.outline(COUNTIES.index)
    uses = arc_uses()
    assert len(whole_country) == sum(times == 1 for times in uses.values())
    assert 0 < len(outline) < len(BOUNDARIES.arcs)
    # An outline closes: each of its ends is the end of another line of it.
    ends = Counter(point for line in outline for point in (line[0], line[-1]))
    assert all(times % 2 == 0 for times in ends.values())


@pytest.mark.parametrize(
    "content", ["", "[]", "{}", json.dumps({"transform": {"scale": [1, 1], "translate": [0, 0]}})]
)
def test_another_file_is_refused_by_name(tmp_path, content):
    file = tmp_path / "map.topojson"
    file.write_text(content, encoding="utf-8")
    with pytest.raises(PesError, match=r"map\.topojson") as caught:
        read_boundaries(file)
    assert "TopoJSON" in caught.value.pl
