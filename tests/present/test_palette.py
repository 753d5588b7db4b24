"""Colours are legible: text 4.5:1, shapes 3:1, as WCAG 2.2 asks."""

from itertools import pairwise

import pytest

from pes_analysis.present import palette
from pes_analysis.present.palette import PAPER, contrast


@pytest.mark.parametrize("name", ["INK", "GREY", "ACCENT", "BETTER", "WORSE"])
def test_text_colours(name):
    assert contrast(getattr(palette, name), PAPER) >= 4.5


@pytest.mark.parametrize("name", ["LINE", "MIDDLE", "ACCENT", "BETTER", "WORSE"])
def test_shape_colours(name):
    assert contrast(getattr(palette, name), PAPER) >= 3


@pytest.mark.parametrize(("name", "tint"), [("BETTER", "BETTER_TINT"), ("WORSE", "WORSE_TINT")])
def test_dots_on_their_tints(name, tint):
    assert contrast(getattr(palette, name), getattr(palette, tint)) >= 3


def test_classes_of_a_map_darken_in_clear_steps():
    lightness = [contrast(colour, PAPER) for colour in palette.SEQUENTIAL]
    assert all(darker / lighter >= 1.25 for lighter, darker in pairwise(lightness))


def test_names_on_dark_classes_are_legible():
    assert all(contrast(PAPER, colour) >= 4.5 for colour in palette.SEQUENTIAL[3:])


def test_letters_on_answers_are_legible():
    dark = {palette.ANSWERS[0], palette.ANSWERS[-1]}
    for colour in palette.ANSWERS:
        assert contrast(PAPER if colour in dark else palette.INK, colour) >= 4.5
