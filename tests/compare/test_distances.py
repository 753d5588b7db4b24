"""Distances between counties, held against known ones and against what a distance must be."""

import numpy as np
import pytest

from pes_analysis.compare.distances import county_distances, distances_between
from pes_analysis.edition.boundaries import Boundaries, load_boundaries


def test_a_distance_is_one():
    distances = county_distances().to_numpy()
    assert (np.diag(distances) == 0).all()
    assert (distances == distances.T).all()
    away = distances + np.diag(np.full(len(distances), 1))
    assert away.min() >= 1
    # Whole kilometres may round one way thrice.
    for middle in range(0, len(distances), 37):
        through = distances[:, [middle]] + distances[middle]
        assert (distances <= through + 2).all()


@pytest.mark.parametrize(
    ("one", "other", "kilometres"),
    [("1261", "1465", 252), ("1261", "3064", 333), ("2261", "1261", 486), ("3262", "1863", 636)],
    ids=["Kraków-Warszawa", "Kraków-Poznań", "Gdańsk-Kraków", "Szczecin-Rzeszów"],
)
def test_between_cities_it_is_what_an_atlas_says(one, other, kilometres):
    assert county_distances().loc[one, other] == pytest.approx(kilometres, rel=0.02)


def test_a_hole_moves_the_centre_away():
    square = ((19.0, 50.0), (20.0, 50.0), (20.0, 51.0), (19.0, 51.0), (19.0, 50.0))
    hole = ((19.6, 50.4), (19.9, 50.4), (19.9, 50.6), (19.6, 50.6), (19.6, 50.4))
    far = ((30.0, 50.0), (30.1, 50.0), (30.1, 50.1), (30.0, 50.1), (30.0, 50.0))

    def east_of(*rings):
        boundaries = Boundaries(
            (*rings, far), {"0001": tuple((n,) for n in range(len(rings))), "0002": ((len(rings),),)}
        )
        return distances_between(boundaries).loc["0001", "0002"]

    assert east_of(square) < east_of(square, hole) == east_of(square, hole[::-1])


def test_every_county_of_the_register_has_a_place():
    assert set(county_distances().index) == set(load_boundaries().counties)
