import pandas as pd

from pes_analysis.catalogue import load_catalogue
from pes_analysis.diagnose.coverage import list_gaps, sources_used

BASE = load_catalogue().indicator("unemployment_rate")


def test_gaps_are_counted_for_nobody_as_sources():
    cells = pd.DataFrame({"year": [2018, 2020], "state": ["value", "missing"], "source": ["a", "b"]})
    assert sources_used(cells, pd.DataFrame({"source": ["a", "b"]}))["source"].tolist() == ["a"]


def test_sources_may_be_the_index():
    cells = pd.DataFrame({"year": [2018], "state": "value", "source": ["a"]})
    known = pd.DataFrame({"publisher": ["GUS"]}, index=pd.Index(["a"]))
    assert sources_used(cells, known)["publisher"].tolist() == ["GUS"]


def test_an_awaited_indicator_is_a_gap_that_says_so():
    known, lacking = BASE, BASE.model_copy(update={"id": "lacking"})
    awaited = BASE.model_copy(update={"id": "awaited", "availability": "awaiting"})
    positions = pd.DataFrame(
        {"indicator": [known.id, "lacking"], "state": ["zero", "missing"], "reason": ["", "missing: pop"]}
    )
    table = list_gaps(positions, [known, lacking, awaited]).set_index("indicator")
    assert table["reason"].to_dict() == {"lacking": "missing: pop", "awaited": "awaiting"}
