"""Charts of the demonstration, measured in a browser: letters large enough, and none over another."""

from itertools import combinations

import pytest

pytestmark = pytest.mark.browser

CHARTED = [
    "index.html",
    "region.html",
    "powiaty/1201.html",
    "powiaty/1217.html",
    "powiaty/1261.html",
    "organizacje/demo-wtz-03.html",
    "organizacje/demo-zaz-04.html",
    "porownania/cis.html",
    "porownania/spoldzielnie.html",
    "porownania/sasiedzi-podhala.html",
    "wspolpraca/1201.html",
    "szkolenia.html",
]
SMALLEST_PX = 12
OVERLAP_PX = 2
# Every text that is seen: its chart, words, size on the screen and box.
TEXTS = """() => [...document.querySelectorAll('.pes-chart > svg')].flatMap(svg =>
  [...svg.querySelectorAll('text')].filter(text => text.getClientRects().length).map(text => {
    const box = text.getBoundingClientRect(), frame = svg.getBoundingClientRect();
    const scale = text.getScreenCTM();
    return {
      chart: svg.closest('figure').id, words: text.textContent,
      size: parseFloat(getComputedStyle(text).fontSize) * Math.hypot(scale.a, scale.b),
      left: box.left, right: box.right, top: box.top, bottom: box.bottom,
      outside: Math.max(frame.left - box.left, box.right - frame.right,
                        frame.top - box.top, box.bottom - frame.bottom),
    };
  }))"""


@pytest.mark.parametrize("folder", ["", "en/"])
@pytest.mark.parametrize("url", CHARTED)
def test_letters_of_charts_are_large_whole_and_apart(open_report, url: str, folder: str) -> None:
    page = open_report(folder + url)
    for width in (1280, 1120, 781, 390):
        page.set_viewport_size({"width": width, "height": 900})
        large_whole_and_apart(page.evaluate(TEXTS))


def large_whole_and_apart(texts: list[dict]) -> None:
    assert texts
    assert [(text["chart"], text["words"]) for text in texts if text["size"] < SMALLEST_PX] == []
    assert [(text["chart"], text["words"]) for text in texts if text["outside"] > OVERLAP_PX] == []
    charts: dict[str, list[dict]] = {}
    for text in texts:
        charts.setdefault(text["chart"], []).append(text)
    assert [
        (chart, one["words"], other["words"])
        for chart, its_texts in charts.items()
        for one, other in combinations(its_texts, 2)
        if overlap(one, other) > OVERLAP_PX
    ] == []


def overlap(one: dict, other: dict) -> float:
    """Measure how deep two boxes lie in each other, the smaller way."""
    across = min(one["right"], other["right"]) - max(one["left"], other["left"])
    down = min(one["bottom"], other["bottom"]) - max(one["top"], other["top"])
    return min(across, down)
