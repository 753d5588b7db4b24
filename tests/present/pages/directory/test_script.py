"""The search in the browser against Python: the same units, in the same order, for the same reasons."""

import json
import unicodedata
from itertools import combinations
from pathlib import Path
from types import SimpleNamespace

import pytest
from directories import COUNTIES, GROUPS, SERVICES, directories, several
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from py_mini_racer import MiniRacer

import pes_analysis as pes
from pes_analysis.catalogue.directory_ranking import load_directory_ranking
from pes_analysis.compare.distances import county_distances
from pes_analysis.diagnose.directory import list_units
from pes_analysis.diagnose.directory_ranking import Asker, Question, rank_for_referral, rank_partners
from pes_analysis.diagnose.partner_ties import PartnerTies
from pes_analysis.present.pages.directory import DirectoryView
from pes_analysis.present.pages.directory.reasons import why, why_partner
from pes_analysis.present.pages.directory.script import directory_data, directory_script

CORE = Path(__file__).parents[4] / "reports" / "theme" / "directory-core.js"
RULES = load_directory_ranking()


@pytest.fixture(scope="module")
def engine() -> MiniRacer:
    racer = MiniRacer()
    racer.eval(CORE.read_text(encoding="utf-8"))
    return racer


@pytest.fixture(scope="module")
def edition() -> pes.OpenEdition:
    return pes.open_edition("malopolskie-2024")


def view_of(edition: pes.OpenEdition, directory, language: str = "pl", ties=None) -> DirectoryView:
    context = edition.directory(language).view.context
    units = list_units(directory, edition.catalogue, 2024)
    paged = frozenset(map(str, units.table.index))
    return DirectoryView(units, RULES, county_distances(), paged, frozenset(), context, ties)


def load(engine: MiniRacer, view: DirectoryView) -> None:
    engine.eval(f"globalThis.window = globalThis; {directory_script(view)}")
    engine.eval("globalThis.opened = PesDirectory.read(window.pesDirectory)")


def ask(engine: MiniRacer, call: str) -> object:
    return json.loads(engine.eval(f"JSON.stringify({call})"))


def in_script(view: DirectoryView, question: Question) -> str:
    """Write a question as the places of its items in the lists of the script."""
    data = directory_data(view)
    at = {name: [one[0] for one in data[name]] for name in ("counties", "services", "groups", "sectors")}
    return json.dumps(
        {
            "county": at["counties"].index(question.county),
            "services": [at["services"].index(one) for one in question.services],
            "groups": [at["groups"].index(one) for one in question.groups],
        }
    )


REGION = tuple(one for one in COUNTIES if one.startswith("12"))
questions = st.builds(Question, st.sampled_from(REGION), several(SERVICES), several(GROUPS))
UNITS = tuple(f"unit-{number}" for number in range(6))


@st.composite
def ties_of_units(draw: st.DrawFn) -> PartnerTies:
    """Any ties between the first units of a directory, some of which were not asked or did not answer."""
    asked = draw(several(UNITS))
    pairs = [pair for pair in combinations(asked, 2) if draw(st.booleans())]
    partners = {
        one: frozenset(other for pair in pairs if one in pair for other in pair if other != one)
        for one in asked
    }
    return PartnerTies(2024, partners, frozenset(one for one in asked if draw(st.booleans())))


surveys = st.one_of(st.none(), ties_of_units())


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(directories, questions, st.sampled_from(["pl", "en"]))
def test_where_to_send_agrees(engine, edition, directory, question, language) -> None:
    view = view_of(edition, directory, language)
    load(engine, view)
    expected = rank_for_referral(view.listed, question, RULES, view.distances)
    said = [
        [str(unit), parts["score"], why(view, str(unit), parts, question)]
        for unit, parts in expected.to_dict("index").items()
    ]
    asked = in_script(view, question)
    found = ask(
        engine,
        f"(q => PesDirectory.refer(opened, q).map(r => "
        f"[opened.id[r.unit], r.score, PesDirectory.explain(opened, r, q)]))({asked})",
    )
    assert found == said


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(directories, questions, several(SERVICES), st.sampled_from(["pes", "jst"]), surveys, st.booleans())
def test_with_whom_agrees(engine, edition, directory, question, services, sector, ties, is_unit) -> None:
    view = view_of(edition, directory, ties=ties)
    load(engine, view)
    own = str(view.table.index[0]) if len(view.table) and is_unit else ""
    who = Asker(own, sector, services)
    expected = rank_partners(view.listed, question, who, RULES, view.distances, ties)
    said = [
        [str(unit), parts["score"], why_partner(view, str(unit), parts, question, who)]
        for unit, parts in expected.to_dict("index").items()
    ]
    items = list(view.services)
    asker = json.dumps(
        {
            "unit": 0 if own else -1,
            "sector": ["pes", "jst"].index(sector),
            "services": [items.index(one) for one in services],
        }
    )
    call = f"PesDirectory.partners(opened, {in_script(view, question)}, {asker})"
    explained = f"PesDirectory.explain(opened, r, {in_script(view, question)})"
    found = ask(engine, f"{call}.map(r => [opened.id[r.unit], r.score, {explained}])")
    assert found == said


def test_what_is_unpacked_is_what_was_there(engine, edition) -> None:
    view = edition.directory("en").view
    load(engine, view)
    table = view.table
    assert ask(engine, "opened.id") == list(table.index)
    assert ask(engine, "opened.name") == [" ".join(name.split()) for name in table["name"]]
    assert ask(engine, "opened.phone") == list(table["phone"])
    communes = directory_data(view)["communes"]
    read = [communes[at] if at >= 0 else "" for at in ask(engine, "opened.commune")]
    assert read == list(table["commune"])
    free = [at if at >= 0 else None for at in ask(engine, "opened.places")]
    assert free == [
        None if one is None else int(one)
        for one in table["free_places"].astype(object).where(table["free_places"].notna(), None)
    ]


def folded(text: str) -> str:
    plain = unicodedata.normalize("NFD", text.lower().replace("ł", "l"))
    return "".join(sign for sign in plain if not unicodedata.combining(sign))


@pytest.mark.parametrize(
    "text", ["bochenski", "Bocheński", "BOCHENSKI", "zaz", "liczboskala cis", "asystencja"]
)
def test_search_needs_no_accents(engine, edition, text) -> None:
    view = edition.directory().view
    load(engine, view)
    found = ask(engine, f"PesDirectory.find(opened, {{text: {json.dumps(text)}}}).map(u => opened.id[u])")

    def holds(row) -> bool:
        every = [row.name_, view.type_name(row.type), view.county_name(row.teryt), row.commune]
        every += [view.services[one] for one in row.services] + [view.groups[one] for one in row.groups]
        return all(any(word in folded(one) for one in every) for word in folded(text).split())

    rows = [
        SimpleNamespace(
            id=str(unit),
            name_=row["name"],
            **{key: row[key] for key in ("type", "teryt", "commune", "services", "groups")},
        )
        for unit, row in view.listed.entries.items()
    ]
    assert found
    assert set(found) == {row.id for row in rows if holds(row)}


def test_filters_narrow_together(engine, edition) -> None:
    view = edition.directory().view
    load(engine, view)
    data = directory_data(view)
    county = [one[0] for one in data["counties"]].index("1201")
    service = [one[0] for one in data["services"]].index("vocational_reintegration")
    wanted = f"{{county: {county}, service: {service}, active: true}}"
    found = ask(engine, f"PesDirectory.find(opened, {wanted}).map(u => opened.id[u])")
    table = view.table
    expected = [
        str(unit)
        for unit, row in table.iterrows()
        if "1201" in row["served"]
        and "vocational_reintegration" in row["services"]
        and row["status"] == "active"
    ]
    assert found == expected
    assert 0 < len(found) < len(table)


def test_nothing_of_who_is_not_listed_gets_into_the_script(edition) -> None:
    directory = edition.data.directory
    hidden = directory.units[directory.units["listing_consent"] == "none"]
    assert len(hidden)
    for language in ("pl", "en"):
        script = directory_script(edition.directory(language).view)
        data = json.loads(script.removeprefix("window.pesDirectory = ").rstrip(";\n"))
        assert data["count"] == len(directory.units) - len(hidden)
        assert not {f"{unit}" for unit in hidden.index} & set(script.split('"'))
        assert not [name for name in hidden["name"] if name in script]
        persons = directory.units["contact_person"]
        assert not [one for one in persons[persons != ""] if one in script]
