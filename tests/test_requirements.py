"""requirements.txt fixes every version by hash, names no address, and is what pyproject.toml asks for."""

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PINNED = re.compile(r"^([a-z0-9][a-z0-9.-]*)==(\S+)(?: ; [^\\]*)?(?: \\)?$")


def name(requirement: str) -> str:
    return re.sub(r"[-_.]+", "-", re.split(r"[\s<>=!~;\[(]", requirement, maxsplit=1)[0]).lower()


@pytest.fixture(scope="module")
def lines() -> list[str]:
    return (ROOT / "requirements.txt").read_text(encoding="utf-8").splitlines()


@pytest.fixture(scope="module")
def pinned(lines: list[str]) -> set[str]:
    found = [PINNED.match(line) for line in lines if not line.startswith(" ")]
    assert all(found), "a line that is no pinned package"
    return {match[1] for match in found if match}


def test_every_package_has_hashes_and_nothing_else_stands_there(lines: list[str]) -> None:
    for line, following in zip(lines, [*lines[1:], ""], strict=True):
        if line.startswith(" "):
            assert re.fullmatch(r" {4}--hash=sha256:[0-9a-f]{64}(?: \\)?", line)
        else:
            assert following.startswith("    --hash=sha256:"), line


def test_all_dependencies_are_there_and_none_of_development(pinned: set[str]) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert {name(line) for line in project["project"]["dependencies"]} <= pinned
    assert not {name(line) for line in project["dependency-groups"]["dev"]} & pinned
    assert not {"pes-analysis", "quarto-cli"} & pinned


def test_the_command_that_renews_it_is_the_same_everywhere() -> None:
    command = (
        "uv pip compile --quiet --universal --generate-hashes --no-header --no-annotate pyproject.toml -o"
    )
    assert command in (ROOT / "README.md").read_text(encoding="utf-8")
    assert command in (ROOT / ".ci" / "run").read_text(encoding="utf-8")
