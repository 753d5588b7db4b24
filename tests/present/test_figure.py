"""A figure cannot be made half: label, caption, alternative text and table are all asked for."""

from dataclasses import replace

import pypandoc
import pytest

from pes_analysis.present.figure import Figure, Layout, compose
from pes_analysis.present.svg import circle
from pes_analysis.protect.errors import PesError

LAYOUTS = Layout(680, 300, circle(9, 9, 3, "#000000")), Layout(360, 400, circle(9, 9, 3, "#000000"))


@pytest.fixture
def figure(chart_table) -> Figure:
    return compose("dot", *LAYOUTS, caption="Kropka.", alt="Jedna kropka.", table=chart_table)


@pytest.mark.parametrize(
    ("change", "named"),
    [({"caption": " "}, "caption"), ({"alt": ""}, "alt"), ({"table": None}, "table")],
)
def test_what_is_missing_is_named_in_both_languages(figure, change, named):
    with pytest.raises(PesError) as raised:
        replace(figure, **change)
    assert named in raised.value.pl
    assert named in raised.value.en


@pytest.mark.parametrize("label", ["", "Profil", "fig-profil", "a b", "1a", "a--b", "a'onload"])
def test_a_label_that_cannot_be_an_id_is_refused(figure, label):
    with pytest.raises(PesError):
        replace(figure, label=label)


def test_pandoc_reads_the_markdown_as_one_figure(figure):
    caption = 'Ile "osób" [a](b) *c* $x$ w 2024\u00a0r.?'
    alt = "Mniej } niż \"połowa\" <b> & 'reszta'."
    page = pypandoc.convert_text(
        replace(figure, caption=caption, alt=alt).markdown(),
        "html",
        format="markdown",
        extra_args=["--wrap=none"],
    )
    assert page.count("<figure") == page.count("<img") == 1
    assert 'id="fig-dot"' in page
    assert 'class="pes-chart"' in page
    assert 'style="--wide:680/300;--narrow:360/400"' in page
    assert "<em>" not in page
    assert "math" not in page
    assert "<a " not in page
    assert "Mniej } niż &quot;połowa&quot; &lt;b&gt; &amp; &#39;reszta&#39;." in page


def test_a_language_is_written_only_when_given(figure):
    assert "lang=" not in figure.markdown()
    assert " lang=en " in figure.markdown("en")
    with pytest.raises(PesError):
        figure.markdown("en }")


def test_links_make_it_a_group(chart_table):
    linked = compose("dot", *LAYOUTS, caption="a", alt="b", table=chart_table, has_links=True)
    assert 'role="group"' in linked.svg


def test_letters_stand_on_white_whatever_the_viewer_does(figure):
    assert "background:#ffffff;forced-color-adjust:none" in figure.svg
