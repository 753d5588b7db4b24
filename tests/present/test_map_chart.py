"""Maps: classes by their limits, gaps by their hatching, links that stay within the site."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pes_analysis.present.map_chart import classify
from pes_analysis.present.palette import INK, SEQUENTIAL
from pes_analysis.protect.errors import PesError

VALUES = st.lists(st.floats(-1e6, 1e6) | st.integers(0, 3).map(float), min_size=1, max_size=60)


@given(VALUES, st.integers(2, 5))
def test_limits_ascend_and_leave_no_class_empty(values, classes):
    limits = classify(values, classes)
    assert list(limits) == sorted(set(limits))
    assert len(limits) < classes
    counts = [0] * (len(limits) + 1)
    for value in values:
        counts[sum(value >= limit for limit in limits)] += 1
    assert all(counts)


def test_missing_values_do_not_shift_the_limits():
    assert classify([1, 2, 3, 4, math.nan], 2) == classify([1, 2, 3, 4], 2)
    assert classify([math.nan]) == ()


def county_paths(reader, layout="wide"):
    found = {}
    for path in reader.all("path", layout):
        title = path.find("{http://www.w3.org/2000/svg}title")
        if title is not None:
            found[title.text] = path
    return found


@pytest.mark.parametrize("layout", ["wide", "narrow"])
def test_every_county_has_its_class_its_name_and_its_value(make, read, layout):
    paths = county_paths(read(make.map(make.county_rows())), layout)
    assert len(paths) == 8
    assert paths["powiat bocheński: 0,0%"].get("fill") == SEQUENTIAL[0]
    assert paths["powiat e: 4,0%"].get("fill") == SEQUENTIAL[4]  # on the limit: the higher class


def test_missing_and_suppressed_are_told_apart_without_colour(make, read):
    reader = read(make.map(make.county_rows()))
    fills = {title: path.get("fill") for title, path in county_paths(reader).items()}
    assert fills["powiat c: brak danych"] == "url(#fig-mapa-w-missing)"
    assert fills["powiat d: dane utajnione"] == "url(#fig-mapa-w-suppressed)"
    assert {pattern.get("id") for pattern in reader.all("pattern")} == {
        "fig-mapa-w-missing", "fig-mapa-w-suppressed",
    }  # fmt: skip
    assert {"brak danych", "dane utajnione"} <= set(reader.words())


def test_the_legend_leaves_out_gaps_that_are_not_there(make, read):
    rows = make.county_rows()
    reader = read(make.map(rows[rows["state"] == "value"].assign(teryt=[f"120{at}" for at in range(6)])))
    assert not reader.all("pattern")
    assert "brak danych" not in reader.words()


def test_the_chosen_county_is_outlined_and_alone_named_on_a_phone(make, read):
    reader = read(make.map(make.county_rows(), chosen="1200"))
    assert next(path.get("stroke-width") for path in reader.all("path") if path.get("stroke") == INK) == "3"
    assert "bocheński" in reader.words("narrow")
    assert "b" not in reader.words("narrow")
    assert "b" in reader.words("wide")


def test_links_lead_to_counties(make, read):
    rows = make.county_rows()
    figure = make.map(rows.assign(href=rows["teryt"] + ".html"))
    reader = read(figure)
    assert [link.get("href") for link in reader.all("a")] == [f"{code}.html" for code in rows["teryt"]]
    assert reader.all("a")[0].get("aria-label") == "powiat bocheński: 0,0%"
    assert reader.root.get("role") == "group"


@pytest.mark.parametrize("href", ["javascript:alert(1)", "https://example.org", "//example.org", "/a"])
def test_a_link_out_of_the_site_is_refused(make, href):
    with pytest.raises(PesError, match="relative"):
        make.map(make.county_rows().assign(href=href))


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda rows: rows.assign(teryt="9999"), "outline"),
        (lambda rows: rows.assign(teryt="1200"), "twice"),
        (lambda rows: rows.assign(state="missing"), "no number"),
        (lambda rows: rows.assign(value=math.nan, state="value"), "no number"),
        (lambda rows: rows.iloc[:0], "no number"),
    ],
)
def test_what_cannot_be_drawn_is_refused(make, change, said):
    with pytest.raises(PesError, match=said):
        make.map(change(make.county_rows()))


def test_a_chosen_county_must_be_there(make):
    with pytest.raises(PesError, match="1299"):
        make.map(make.county_rows(), chosen="1299")
