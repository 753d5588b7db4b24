"""What holds for every chart: readable, safe, the same each time, usable several times on a page."""

import xml.etree.ElementTree as ElementTree
from itertools import combinations
from urllib.parse import unquote

import pytest

from pes_analysis.protect import escape

LONG = "Rodziny wspierane z powodu bezradności w sprawach opiekuńczo-wychowawczych, na 1000 mieszkańców"
HOSTILE = [
    "</title></svg><script>alert(1)</script>",
    "\"><svg onload=alert(1)>'",
    "&lt;b&gt; & ]]> <!-- x -->",
    "ze\x00ro \u202e odwrócone",
    "url(#x) javascript:alert(1)",
]


def test_both_layouts_are_there_and_the_root_has_no_view_box(build, read):
    figure = build("Bezrobocie")
    reader = read(figure)
    assert reader.root.get("viewBox") is None
    assert (reader.root.get("width"), reader.root.get("height")) == tuple(map(str, figure.wide))
    for name, size in (("wide", figure.wide), ("narrow", figure.narrow)):
        assert reader.layouts[name].get("viewBox") == f"0 0 {size[0]} {size[1]}"
        assert len(reader.words(name)) >= 3
    assert reader.layouts["narrow"].get("display") == "none"
    assert figure.narrow[0] == 360
    # The shape of the box picks the layout of an image, so the two shapes must differ clearly.
    assert figure.wide[0] / figure.wide[1] > 1.25 * figure.narrow[0] / figure.narrow[1]


def test_text_is_at_least_12_units_and_stays_inside(build, read):
    figure = build(LONG)
    for name, (width, height) in (("wide", figure.wide), ("narrow", figure.narrow)):
        for line in read(figure).lines(name):
            assert line.size >= 12, line
            assert line.left >= -0.5, line
            assert line.right <= width + 0.5, line
            assert line.top >= -0.5, line
            assert line.bottom <= height + 0.5, line


@pytest.mark.parametrize("layout", ["wide", "narrow"])
def test_no_text_lies_over_another(build, read, layout):
    for first, second in combinations(read(build(LONG)).lines(layout), 2):
        beside = first.right <= second.left + 0.5 or second.right <= first.left + 0.5
        apart = first.bottom <= second.top + 0.5 or second.bottom <= first.top + 0.5
        assert beside or apart, (first, second)


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_names_stay_text(build, read, name):
    harmless, hostile = read(build("Nazwa")), read(build(name))
    tags = [element.tag for element in hostile.root.iter()]
    assert set(tags) == {element.tag for element in harmless.root.iter()}
    assert not any(key.startswith("on") for element in hostile.root.iter() for key in element.attrib)
    said = " ".join(text for element in hostile.root.iter() if element.tag[-5:] != "style"
                    for text in (element.text or "",))  # fmt: skip
    assert escape.clean(name).split()[0].rstrip("…")[:8] in said


def test_ids_are_unique_when_charts_share_a_page(builders):
    page = "".join(build("Bezrobocie").svg for build in builders.values())
    root = ElementTree.fromstring(f"<page>{page}</page>")
    ids = [element.get("id") for element in root.iter() if element.get("id")]
    assert len(ids) == len(set(ids)) >= 2 * len(builders)
    for figure in root:
        own = [element.get("id", "") for element in figure.iter() if element.get("id")]
        prefix = figure.get("class", "?")
        assert all(found.startswith(f"{prefix}-") for found in own)


def test_every_selector_of_the_style_is_scoped(build, read):
    reader = read(build("Bezrobocie"))
    style = reader.root.find("{http://www.w3.org/2000/svg}style").text
    prefix = f".{reader.root.get('class')}"
    selectors = [part.rsplit("}", 1)[-1] for part in style.split("{")[:-1]]
    for selector in filter(None, selectors):
        assert selector.startswith("@") or prefix in selector, selector


def test_the_same_input_gives_the_same_bytes(build):
    assert build("Bezrobocie").svg == build("Bezrobocie").svg


def test_the_markdown_holds_the_whole_drawing(build):
    figure = build("Bezrobocie (a) [b]")
    address = figure.markdown().split("](", 1)[1].split("){#fig-", 1)[0]
    assert not set(address) & set(" ()<>[]\"'`*$\\\n")
    assert address.isascii()
    assert unquote(address.removeprefix("data:image/svg+xml,")) == figure.svg


def test_the_drawing_names_itself(build, read):
    reader = read(build("Bezrobocie"))
    named = {element.get("id"): element.text for element in reader.root if element.get("id")}
    assert list(named.values()) == ["Podpis: źródło, rok.", "Opis z liczbami."]
    assert reader.root.get("aria-labelledby").split() == list(named)
    assert reader.root.get("role") == "img"


@pytest.mark.parametrize(
    ("chart", "rows"),
    [
        ("spine", "spine_rows"),
        ("blocks", "block_rows"),
        ("profile", "profile_rows"),
        ("contributions", "contribution_rows"),
        ("trend", "trend_rows"),
        ("map", "county_rows"),
        ("answers", "answer_rows"),
        ("pairs", "pair_rows"),
        ("strip", "county_rows"),
    ],
)
def test_the_input_is_not_changed(make, chart, rows):
    given = getattr(make, rows)()
    before = given.copy(deep=True)
    getattr(make, chart)(given)
    assert given.equals(before)


@pytest.mark.parametrize("chart", ["dots", "side_by_side"])
def test_the_input_of_a_comparison_is_not_changed(make, chart):
    units = make.compared()
    given = make.quartile_rows(), make.unit_points(units)
    before = [frame.copy(deep=True) for frame in given]
    getattr(make, chart)(*given, units)
    assert all(frame.equals(copy) for frame, copy in zip(given, before, strict=True))
