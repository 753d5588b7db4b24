"""Safe Markdown stays, everything else is escaped once."""

import pytest

from pes_analysis.present.markup import Markup, as_markdown, join, link, sentence_case
from pes_analysis.protect.errors import PesError


class Loud:
    def markdown(self):
        return "**!**"


def test_only_what_is_not_safe_is_escaped():
    assert as_markdown("**a**") == "\\*\\*a\\*\\*"
    assert as_markdown(Markup("**a**")) == "**a**"
    assert as_markdown(Loud()) == "**!**"
    assert as_markdown(as_markdown("a*b")) == "a\\*b"
    assert isinstance(join(["a", "b"]), Markup)


@pytest.mark.parametrize("target", ["javascript:alert(1)", "a b", "x) [y](z", "data:text/html,x", "<x>"])
def test_a_link_leads_to_a_page_or_nowhere(target):
    with pytest.raises(PesError):
        link("a", target)


@pytest.mark.parametrize(
    "target", ["../slownik.qmd#pes", "powiaty/1201.ipynb", "#summary", "https://bdl.stat.gov.pl/"]
)
def test_links_of_the_site_and_the_web(target):
    assert link("a]b", target) == f"[a\\]b]({target})"


def test_sentence_case():
    assert sentence_case(Markup("łódź")) == "Łódź"
    assert sentence_case(Markup("")) == ""
