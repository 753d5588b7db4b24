"""The projection keeps angles, counties keep their common borders, names stay inside."""

import numpy as np
import pytest
from shapely import Polygon, box

from pes_analysis.present.geography import conformal, fit, path_data, place_for_name


@pytest.mark.parametrize("place", [(14.2, 53.9), (19.9, 50.1), (24.0, 49.1)])
def test_a_small_square_stays_a_square(place):
    longitude, latitude = place
    step = 1e-4
    east = step / np.cos(np.radians(latitude))
    points = np.array([place, (longitude + east, latitude), (longitude, latitude + step)])
    origin, right, up = conformal(points, 19.0)
    across, along = right - origin, up - origin
    assert np.hypot(*across) == pytest.approx(np.hypot(*along), rel=1e-4)
    assert across @ along == pytest.approx(0, abs=1e-4 * (across @ across))


def test_the_scale_is_true_on_the_standard_parallels():
    for latitude in (50.0, 54.0):
        west, east = conformal(np.array([[19.0, latitude], [19.001, latitude]]), 19.0)
        expected = np.radians(0.001) * np.cos(np.radians(latitude))
        assert np.hypot(*(east - west)) == pytest.approx(expected, rel=1e-6)


def test_neighbours_keep_their_common_border():
    border = [(20.0, 50.0), (20.013, 50.2), (20.0, 50.5)]
    fitted = fit({"1": [[(19.5, 50.0), *border]], "2": [[*border, (20.7, 50.2)]]}, 300, 300)
    assert (fitted.rings["1"][0][1:] == fitted.rings["2"][0][:3]).all()


def test_the_map_fills_its_box_and_north_is_up():
    fitted = fit({"1": [[(19, 50), (20, 50), (20, 51), (19, 51)]]}, 300, 200)
    ring = fitted.rings["1"][0]
    assert fitted.height == 200
    assert fitted.width < 300
    assert ring[2, 1] < ring[1, 1]
    assert ring.min() >= 2.9


def test_nothing_to_fit_is_an_error():
    with pytest.raises(ValueError, match="no outline"):
        fit({"1": []}, 100, 100)


def test_relative_points_do_not_drift():
    generator = np.random.default_rng(7)
    ring = np.round(generator.uniform(0, 300, (400, 2)), 1)
    start, steps = path_data([ring]).removesuffix("z").removeprefix("M").split("l")
    moves = np.array(steps.split(","), float).reshape(-1, 2)
    drawn = np.array(start.split(","), float) + np.vstack([[0, 0], moves.cumsum(axis=0)])
    assert drawn == pytest.approx(ring, abs=1e-6)


def test_a_name_stays_inside_and_out_of_holes():
    outer = np.array([[0, 0], [120, 0], [120, 100], [0, 100], [0, 0]], float)
    hole = np.array([[40, 40], [40, 60], [80, 60], [80, 40], [40, 40]], float)
    x, y = place_for_name([outer, hole], 70, 14)
    name = box(x - 35, y - 7, x + 35, y + 7)
    assert Polygon(outer, [hole]).contains(name)
    assert place_for_name([hole], 70, 14) is None


def test_a_flat_county_holds_no_name():
    assert place_for_name([np.array([[0, 0], [90, 0], [90, 4], [0, 4]], float)], 20, 14) is None
