"""Comparisons of an edition: what may be asked for, whom they compare, and errors with their line."""

import pandas as pd
import pytest

from pes_analysis.catalogue import load_catalogue
from pes_analysis.edition import read_parameters, read_snapshot
from pes_analysis.edition.comparisons import Comparison, ComparisonError, members_of, title_of
from pes_analysis.protect.errors import PesError

COUNTIES = read_snapshot().counties
EDITION = """\
region: "12"
year: 2024
publisher:
  name: {pl: A, en: B}
  data_steward: {pl: C, en: D}
organisations: demonstration
comparisons:
"""
ENTITIES = pd.DataFrame(
    {
        "type": ["cis", "cis", "cis", "ngo", "ngo"],
        "ps_status": [False, True, False, True, False],
        "teryt": ["1201", "1201", "1202", "1202", "1203"],
        "place": ["urban", "rural", "rural", "urban", "urban"],
    },
    index=pd.Index(["cis-c", "cis-a", "cis-b", "ngo-a", "ngo-b"], name="organisation_id"),
)


def comparison(**given):
    return Comparison.model_validate({"id": "x", **given})


def members(**given):
    return members_of(comparison(**given), ENTITIES, COUNTIES, "12")


def test_members_stay_in_the_order_given():
    assert members(kind="organisations", members=["ngo-a", "cis-b"]) == ("ngo-a", "cis-b")
    assert members(kind="counties", members=["1263", "0201"]) == ("1263", "0201")


@pytest.mark.parametrize(
    ("group", "expected"),
    [
        ({"type": "cis"}, ("cis-a", "cis-b", "cis-c")),
        ({"type": "cis", "county": "1201"}, ("cis-a", "cis-c")),
        ({"type": "cis", "place": "rural"}, ("cis-a", "cis-b")),
        ({"type": "ps"}, ("cis-a", "ngo-a")),
    ],
)
def test_a_group_of_organisations_is_all_that_fit(group, expected):
    assert members(kind="organisations", group=group) == expected


def test_a_group_of_counties_is_of_the_region():
    assert members(kind="counties", group={"counties": "city"}) == ("1261", "1262", "1263")
    assert len(members(kind="counties", group={"counties": "land"})) == 19
    assert len(members(kind="counties", group={"counties": "all"})) == 22


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"kind": "organisations", "members": ["cis-a", "cis-d"]}, "no 'cis-d'. Did you mean"),
        ({"kind": "counties", "members": ["1201", "1299"]}, "no '1299'"),
        ({"kind": "organisations", "group": {"type": "wtz"}}, "the group has 0"),
        ({"kind": "organisations", "group": {"type": "cis", "county": "1202"}}, "the group has 1"),
    ],
)
def test_nobody_and_too_few_are_refused(given, said):
    with pytest.raises(ComparisonError) as caught:
        members(**given)
    assert said in caught.value.en


@pytest.mark.parametrize(
    ("entry", "key"),
    [
        ("{id: A b, kind: counties, group: {counties: all}}", "comparisons.0.id"),
        ("{id: a, kind: towns, group: {counties: all}}", "comparisons.0.kind"),
        ("{id: a, kind: counties}", "comparisons.0"),
        ("{id: a, kind: counties, members: ['1201', '1202'], group: {counties: all}}", "comparisons.0"),
        ("{id: a, kind: counties, members: ['1201']}", "comparisons.0.members"),
        ("{id: a, kind: counties, members: []}", "comparisons.0.members"),
        ("{id: a, kind: counties, members: ['1201', '1201', '1202']}", "comparisons.0.members"),
        (
            f"{{id: a, kind: counties, members: {[str(1200 + n) for n in range(11)]}}}",
            "comparisons.0.members",
        ),
        ("{id: a, kind: counties, members: ['1201', bochnia]}", "comparisons.0.members.1"),
        ("{id: a, kind: organisations, members: [cis-a, '../b']}", "comparisons.0.members.1"),
        ("{id: a, kind: counties, group: {counties: some}}", "comparisons.0.group.counties"),
        ("{id: a, kind: counties, group: {type: cis}}", "comparisons.0.group"),
        ("{id: a, kind: counties, group: {counties: all, place: rural}}", "comparisons.0.group"),
        ("{id: a, kind: organisations, group: {type: club}}", "comparisons.0.group.type"),
        ("{id: a, kind: organisations, group: {county: '1201'}}", "comparisons.0.group"),
        ("{id: a, kind: organisations, group: {type: cis, counties: all}}", "comparisons.0.group"),
        ("{id: a, kind: counties, group: {counties: all}, title: {pl: A}}", "comparisons.0.title.en"),
    ],
)
def test_an_error_names_line_and_key(tmp_path, entry, key):
    file = tmp_path / "moja-2024.yml"
    file.write_text(f"{EDITION}  - {entry}\n", encoding="utf-8")
    with pytest.raises(PesError) as caught:
        read_parameters(file)
    assert "moja-2024.yml:8:" in caught.value.en
    assert f"'{key}'" in caught.value.en


def test_an_id_stands_once(tmp_path):
    file = tmp_path / "moja-2024.yml"
    entry = "  - {id: a, kind: counties, group: {counties: all}}\n"
    file.write_text(f"{EDITION}{entry}{entry}", encoding="utf-8")
    with pytest.raises(PesError, match=r"moja-2024\.yml:9: .*comparisons\.1\.id"):
        read_parameters(file)


def test_without_organisations_there_is_nothing_of_them_to_compare(tmp_path):
    file = tmp_path / "moja-2024.yml"
    text = EDITION.replace("organisations: demonstration", "organisations: none")
    file.write_text(f"{text}  - {{id: a, kind: organisations, group: {{type: cis}}}}\n", encoding="utf-8")
    with pytest.raises(PesError, match=r"moja-2024\.yml:8: .*comparisons\.0\.kind"):
        read_parameters(file)


def test_a_title_is_made_where_none_is_given():
    catalogue = load_catalogue()
    own = {"pl": "Nasze", "en": "Ours"}
    for given, expected in (
        ({"kind": "organisations", "group": {"type": "zaz"}}, "Vocational activity establishments"),
        ({"kind": "organisations", "members": ["a", "b"]}, "Organisations compared"),
        ({"kind": "counties", "group": {"counties": "all"}}, "Counties compared"),
        ({"kind": "counties", "group": {"counties": "all"}, "title": own}, "Ours"),
    ):
        assert title_of(comparison(**given), catalogue).en == expected
