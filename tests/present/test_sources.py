"""Source notes."""

from datetime import date

import pytest

from pes_analysis.present.language import Language
from pes_analysis.present.sources import Source, source_note
from pes_analysis.protect.errors import PesError

BDL = Source("GUS", "Bank Danych Lokalnych", 2022, 2022, date(2026, 3, 21))
ROPS = Source("ROPS Kraków", "IOSS", 2014, 2018, date(2026, 11, 2), "https://obserwator.rops.krakow.pl/")


def said(sources, language):
    return source_note(sources, language).text.replace("\xa0", " ")


def test_one_source():
    assert (
        said([BDL], Language.PL)
        == "Źródło: GUS, Bank Danych Lokalnych (dane za 2022 r.; zebrano 21.03.2026)."
    )
    assert said([BDL], Language.EN) == (
        "Source: GUS, Bank Danych Lokalnych (data for 2022; collected 21 March 2026)."
    )


def test_more_sources_with_links():
    assert said([BDL, ROPS], Language.PL) == (
        "Źródła: GUS, Bank Danych Lokalnych (dane za 2022 r.; zebrano 21.03.2026); "
        "ROPS Kraków, [IOSS](https://obserwator.rops.krakow.pl/) "
        "(dane za lata 2014–2018; zebrano 02.11.2026)."
    )
    assert said([BDL, ROPS], Language.EN) == (
        "Sources: GUS, Bank Danych Lokalnych (data for 2022; collected 21 March 2026); "
        "ROPS Kraków, [IOSS](https://obserwator.rops.krakow.pl/) "
        "(data for the years 2014–2018; collected 2 November 2026)."
    )


def test_a_hostile_source_stays_a_text():
    note = said([Source("<b>", "[x](y)\n# z", 2022, 2022, date(2026, 1, 1))], Language.PL)
    assert "\\<b\\>, \\[x\\]\\(y\\) \\# z" in note


def test_bad_sources_are_refused():
    with pytest.raises(PesError, match="źródła"):
        source_note([], Language.PL)
    with pytest.raises(PesError, match="adresem"):
        source_note([Source("a", "b", 2022, 2022, date(2026, 1, 1), "javascript:alert(1)")], Language.PL)
