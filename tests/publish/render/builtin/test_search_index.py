"""The index of a large site stays small: short pages whole, long ones by their beginning."""

import json

from hypothesis import given
from hypothesis import strategies as st

from pes_analysis.publish.render.builtin.search_index import LEAST_OF_A_PAGE, longest_kept, search_index
from pes_analysis.publish.render.rendered import RenderedPage


@given(st.lists(st.integers(0, 50_000), max_size=60), st.integers(0, 200_000), st.integers(1, 900))
def test_texts_cut_there_keep_within_the_limit_and_waste_none_of_it(
    lengths: list[int], most: int, least: int
) -> None:
    kept = longest_kept(lengths, most, least)
    total = sum(min(length, kept) for length in lengths)
    if sum(lengths) <= most:
        assert total == sum(lengths)
    elif kept > least:
        assert most - len(lengths) < total <= most
    else:
        assert kept == least
        assert total >= min(most, sum(min(length, least) for length in lengths)) - len(lengths)


def page(url: str, text: str) -> RenderedPage:
    return RenderedPage(url, "Strona", "", "en", (), text, (url,))


def entries(pages: list[RenderedPage]) -> list[dict[str, str]]:
    script = search_index(pages, "en")
    return json.loads(script[script.index("[") : script.rindex("]") + 1])


def test_a_small_site_is_searched_whole_and_a_large_one_by_beginnings() -> None:
    words = "reintegracja zawodowa " * 200
    few = [page(f"en/{number}.html", words) for number in range(3)]
    assert [one["text"] for one in entries(few)] == [words] * 3
    assert [one["url"] for one in entries(few)] == ["0.html", "1.html", "2.html"]
    many = entries([page(f"en/{number}.html", words * 3) for number in range(1_000)])
    assert all(LEAST_OF_A_PAGE / 2 < len(one["text"]) <= 3_000 for one in many)
    # A word is never cut in two.
    assert {one["text"].rsplit(" ", 1)[-1] for one in many} <= {"reintegracja", "zawodowa"}
