"""Cutting polygons into arcs: what is put together again is what was cut."""

import json

from hypothesis import given
from hypothesis import strategies as st

from pes_analysis.edition.boundaries import read_boundaries
from pes_analysis.edition.retabulate.topology import cut_into_arcs, without_repeats


def squares(columns, rows):
    """Counties on a chessboard; each is one square."""
    return {
        f"{x:02}{y:02}": [[((x, y), (x + 1, y), (x + 1, y + 1), (x, y + 1), (x, y))]]
        for x in range(columns)
        for y in range(rows)
    }


def through_a_file(counties, folder):
    topology = {"transform": {"scale": [1.0, 1.0], "translate": [0.0, 0.0]}, **cut_into_arcs(counties)}
    file = folder / "map.topojson"
    file.write_text(json.dumps(topology), encoding="utf-8")
    return read_boundaries(file)


@given(st.integers(1, 4), st.integers(1, 4))
def test_a_chessboard_has_the_neighbours_of_a_chessboard(tmp_path_factory, columns, rows):
    boundaries = through_a_file(squares(columns, rows), tmp_path_factory.mktemp("board"))
    for teryt, others in boundaries.neighbours.items():
        x, y = int(teryt[:2]), int(teryt[2:])
        around = {(x - 1, y), (x + 1, y), (x, y - 1), (x, y + 1)}
        assert others == {f"{a:02}{b:02}" for a, b in around if 0 <= a < columns and 0 <= b < rows}
    sides = sum(len(line) - 1 for line in boundaries.outline(boundaries.counties))
    assert sides == 2 * (columns + rows)


@given(st.integers(1, 4), st.integers(1, 4))
def test_rings_keep_their_points(tmp_path_factory, columns, rows):
    counties = squares(columns, rows)
    boundaries = through_a_file(counties, tmp_path_factory.mktemp("board"))
    for teryt, [[ring]] in counties.items():
        (found,) = boundaries.rings(teryt)
        assert found[0] == found[-1]
        assert set(found) == set(ring)
        assert len(found) == len(ring)


def test_a_city_inside_a_county_shares_the_whole_ring(tmp_path):
    city = ((1, 1), (2, 1), (2, 2), (1, 2), (1, 1))
    hole = ((2, 2), (2, 1), (1, 1), (1, 2), (2, 2))
    county = ((0, 0), (3, 0), (3, 3), (0, 3), (0, 0))
    boundaries = through_a_file({"1206": [[county, hole]], "1261": [[city]]}, tmp_path)
    assert len(boundaries.arcs) == 2
    assert boundaries.neighbours == {"1206": {"1261"}, "1261": {"1206"}}
    assert len(boundaries.rings("1206")) == 2


def test_points_that_fell_together_are_one():
    assert without_repeats([(0, 0), (0, 0), (1, 1), (1, 1), (0, 0)]) == ((0, 0), (1, 1), (0, 0))
