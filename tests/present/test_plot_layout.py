"""Plots of seaborn keep the rules of every chart: text as text, own ids, the same bytes."""

import re
import xml.etree.ElementTree as ET

import pytest
import seaborn as sns

from pes_analysis.present.plot_layout import plot_layout
from pes_analysis.publish.render.builtin.chart import ELEMENTS

HOSTILE = ["$x^2$", "<script>alert(1)</script>", 'a" onload="b', "url(#x)", "&lt;b&gt;", "\\alpha"]


def boxes(words: str):
    def draw(axes):
        sns.boxplot(x=[1, 2, 3, 4, 9], ax=axes)
        sns.stripplot(x=[1, 2, 3, 4, 9], ax=axes, jitter=False)
        axes.set_xlabel("Punkty")
        axes.text(2, 0.2, words, fontweight="bold")

    return draw


def drawn(words: str = "Nazwa", prefix: str = "fig-a") -> ET.Element:
    return ET.fromstring(f"<svg>{plot_layout(300, 200, prefix, boxes(words)).content}</svg>")


@pytest.mark.parametrize("words", HOSTILE)
def test_a_name_stays_the_text_it_is(words: str) -> None:
    root = drawn(words)
    assert words in [element.text for element in root.iter("text")]
    assert {element.tag for element in root.iter()} <= ELEMENTS
    assert not any(key.startswith("on") for element in root.iter() for key in element.attrib)


def test_texts_are_upright_attributes_of_twelve_units_or_more() -> None:
    texts = list(drawn().iter("text"))
    assert len(texts) > 5
    for element in texts:
        assert float(element.get("font-size", "0")) >= 12
        assert {"x", "y"} <= element.attrib.keys()
        assert "style" not in element.attrib
        assert "transform" not in element.attrib or "rotate(-90" in element.attrib["transform"]


def test_two_plots_share_no_id_and_point_to_their_own() -> None:
    first, second = drawn(prefix="fig-a-wide"), drawn(prefix="fig-a-narrow")
    ids = [{element.get("id") for element in root.iter() if element.get("id")} for root in (first, second)]
    assert not ids[0] & ids[1]
    text = ET.tostring(first, encoding="unicode")
    pointed = set(re.findall(r"url\(#([^)]+)\)", text)) | set(re.findall(r'href="#([^"]+)"', text))
    assert pointed
    assert pointed <= ids[0]


def test_the_same_plot_gives_the_same_bytes() -> None:
    assert plot_layout(300, 200, "a", boxes("x")) == plot_layout(300, 200, "a", boxes("x"))
