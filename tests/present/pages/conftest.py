"""Whole pages as notebooks show them, made from the packaged figures once and read by pandoc."""

import ast
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest

import pes_analysis as pes
from pes_analysis.present.blocks import document
from pes_analysis.publish.render.builtin.pandoc import Node, Nodes, parse, plain_text

ROOT = Path(__file__).parent.parent.parent.parent
NOTEBOOKS = ROOT / "notebooks"
EDITION = "malopolskie-2024"
LAND, CITY, ELSEWHERE, NEW_CITY = "1201", "1261", "2463", "0265"
# A centre with peers, one with an alarm, one that sent nothing, units without enough peers, one of each kind
# of first step, and cards without consent.
CARDS = (
    "demo-cis-04", "demo-cis-08", "demo-kis-11", "demo-ngo-07", "demo-ops-03", "demo-owes-01", "demo-ss-13",
    "demo-wtz-01", "demo-zaz-10", "demo-cis-01", "demo-up-01",
)  # fmt: skip
# A group too large for letters, organisations by name and by code, counties of both kinds.
COMPARISONS = ("cis", "spoldzielnie", "miasta-i-krakowski")
# With a public card and without, with a person, an office, one that was never checked, one out of date.
UNITS = ("demo-wtz-03", "demo-cis-02", "demo-pcpr-1201", "demo-kis-10", "demo-cus-1210")
FOLDERS = {
    "comparison": "porownania",
    "comparisons": "porownania",
    "county": "powiaty",
    "counties": "powiaty",
    "organisation": "organizacje",
    "organisations": "organizacje",
    "directory": "baza",
    "referral": "baza",
    "unit": "baza",
}
SVG_ADDRESS = "data:image/svg+xml,"
MAKERS = {
    "comparisons": "comparisons.ipynb",
    "counties": "counties.ipynb",
    "data_quality": "data_quality.ipynb",
    "directory": "directory.ipynb",
    "evaluation": "evaluation.ipynb",
    "indicators": "indicators.ipynb",
    "organisation_indicators": "organisation_indicators.ipynb",
    "organisations": "organisations.ipynb",
    "referral": "referral.ipynb",
    "region": "region.ipynb",
    "sources": "sources.ipynb",
    "start": "start.ipynb",
    "choices": "choices.ipynb",
    "glossary": "glossary.ipynb",
}
PAGES = (
    *(f"county {teryt}" for teryt in (LAND, CITY, ELSEWHERE, NEW_CITY)),
    *(f"organisation {card}" for card in CARDS),
    *(f"comparison {name}" for name in COMPARISONS),
    *(f"unit {one}" for one in UNITS),
    *MAKERS,
)


@dataclass(frozen=True)
class Calls:
    """What a notebook asks of the package: how it opens its page, and the sections it shows."""

    opener: str
    arguments: tuple[str, ...]
    sections: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """A table read back from a page: plain texts of its cells."""

    label: str
    caption: str
    head: list[str]
    rows: list[list[str]]


@dataclass(frozen=True)
class Page:
    """A page with everything pandoc found in it."""

    name: str
    language: str
    folder: str
    markdown: str
    blocks: Nodes

    @cached_property
    def nodes(self) -> list[Node]:
        """Give every element of the page: many tests look through them."""
        return list(walk(self.blocks))

    def every(self, *kinds: str) -> list[Node]:
        return [node for node in self.nodes if node["t"] in kinds]

    @cached_property
    def text(self) -> str:
        return plain_text(self.blocks)

    @cached_property
    def identifiers(self) -> list[str]:
        found = [node["c"][1][0] for node in self.every("Header")]
        found += [node["c"][0][0] for node in self.every("Figure", "Table", "Span", "Div", "Image", "Link")]
        return [identifier for identifier in found if identifier]

    @cached_property
    def links(self) -> list[str]:
        return [node["c"][2][0] for node in self.every("Link")]

    @cached_property
    def tables(self) -> dict[str, Table]:
        return {node["c"][0][0]: read_table(node) for node in self.every("Table")}

    @cached_property
    def drawings(self) -> dict[str, str]:
        """Give the SVG of each figure."""
        figures = {}
        for figure in self.every("Figure"):
            (image,) = [node for node in walk(figure["c"]) if node["t"] == "Image"]
            address = image["c"][2][0]
            assert address.startswith(SVG_ADDRESS)
            figures[figure["c"][0][0]] = unquote(address.removeprefix(SVG_ADDRESS))
        return figures


def walk(value: Any) -> Iterator[Node]:
    """Give every element of a syntax tree."""
    if isinstance(value, list):
        for item in value:
            yield from walk(item)
    elif isinstance(value, dict):
        if "t" in value:
            yield value
        yield from walk(value.get("c"))


def read_table(node: Node) -> Table:
    attributes, caption, _, head, (body,), _ = node["c"]
    cells = [[plain_text(cell[4]) for cell in row[1]] for row in (*head[1], *body[3])]
    return Table(attributes[0], plain_text(caption[1]), cells[0], cells[1:])


def calls_of(notebook: Path) -> Calls:
    """Read what a notebook calls, without running it."""
    content = json.loads(notebook.read_bytes())
    statements = [s for cell in content["cells"] for s in ast.parse("".join(cell["source"])).body]
    opened = [
        statement.value
        for statement in statements
        if isinstance(statement, ast.Assign) and isinstance(statement.value, ast.Call)
    ]
    shown = [
        statement.value.args
        for statement in statements
        if isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Call)
    ]
    (opening,) = opened
    return Calls(
        opening.func.attr,
        tuple(argument.id for argument in opening.args),
        tuple(call.func.attr for (call,) in shown),
    )


def make_page(opened: pes.OpenEdition, name: str, language: str, scope: str = "region") -> Page:
    kind, _, unit = name.partition(" ")
    calls = calls_of(NOTEBOOKS / MAKERS.get(kind, f"{kind}.ipynb"))
    units = dict.fromkeys(("teryt", "organisation_id", "comparison_id", "unit_id"), unit)
    given = {**units, "language": language, "scope": scope, "cards": "all"}
    maker = getattr(opened, calls.opener)(*(given[argument] for argument in calls.arguments))
    markdown = str(document(*(getattr(maker, section)() for section in calls.sections)))
    return Page(name, language, FOLDERS.get(kind, ""), markdown, parse(markdown, name).blocks)


@pytest.fixture(scope="session")
def opened() -> pes.OpenEdition:
    return pes.open_edition(ROOT / "parameters" / f"{EDITION}.yml")


@pytest.fixture(scope="session")
def page_of() -> Callable[..., Page]:
    """Give the function that makes a page: test files cannot import one another."""
    return make_page


@pytest.fixture(scope="session")
def calls() -> Callable[[Path], Calls]:
    return calls_of


@pytest.fixture(scope="session")
def elements() -> Callable[[Any], Iterator[Node]]:
    return walk


@pytest.fixture(scope="session")
def pages(opened: pes.OpenEdition) -> Callable[[str, str], Page]:
    """Give a page by its name and language, made once."""
    made: dict[tuple[str, str], Page] = {}

    def page(name: str, language: str) -> Page:
        if (name, language) not in made:
            made[name, language] = make_page(opened, name, language)
        return made[name, language]

    return page


@pytest.fixture(params=["pl", "en"])
def language(request: pytest.FixtureRequest) -> str:
    return request.param


@pytest.fixture(params=PAGES)
def page(request: pytest.FixtureRequest, language: str, pages: Callable[[str, str], Page]) -> Page:
    """Each page in each language."""
    return pages(request.param, language)
