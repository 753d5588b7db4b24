"""The writer escapes everything and never writes a coordinate that is not one."""

import xml.etree.ElementTree as ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pes_analysis.present.svg import content, element, number, text
from pes_analysis.protect import escape


@given(st.text())
def test_any_text_comes_back_as_the_reader_should_see_it(words):
    written = element("g", content(words), title=words)
    read = ElementTree.fromstring(written)
    assert (read.text or "") == escape.clean(words)
    assert read.get("title") in (words, escape.clean(words))


@given(st.floats(-1e6, 1e6))
def test_a_coordinate_is_within_a_twentieth(value):
    assert float(number(value)) == pytest.approx(value, abs=0.051)
    assert number(value) != "-0"


@pytest.mark.parametrize("value", [float("nan"), float("inf"), float("-inf")])
def test_a_point_that_cannot_be_drawn_is_refused(value):
    with pytest.raises(ValueError, match="finite"):
        element("circle", cx=value)


def test_small_text_is_refused():
    with pytest.raises(ValueError, match="12"):
        text(0, 0, "a", 11.9)
