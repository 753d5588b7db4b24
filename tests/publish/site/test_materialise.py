"""What a build puts into the Quarto project is put there once, and again whenever it is not as it was."""

import os
import time
from pathlib import Path

import pytest

from pes_analysis.publish.keys.file_digests import TICK_NS, FileDigests
from pes_analysis.publish.planning.plan import Job, Plan
from pes_analysis.publish.project import Project
from pes_analysis.publish.site.manifest import read_manifest
from pes_analysis.publish.site.materialise import kept_path, materialise

TARGET, KEY = "organizacje/a.ipynb", "k1"
EXECUTED = b'{\n "cells": [\n  {}\n ]\n}\n'


def plan(title: str = "A") -> Plan:
    front = f'---\ntitle: "{title}"\n---'
    job = Job("organisation.ipynb", "a", "pl", {}, TARGET, front, files=("csv",))
    return Plan("x-2024", ("pl",), (job,))


@pytest.fixture
def project(tmp_path: Path) -> Project:
    project = Project(tmp_path)
    project.executed.mkdir(parents=True)
    kept_path(project, KEY).write_bytes(EXECUTED)
    kept_path(project, KEY).with_suffix(".csv").write_bytes(b"1\n")
    materialise(project, plan(), {TARGET: KEY}, "builtin", FileDigests())
    for path in (project.reports / "organizacje").iterdir():
        long_ago = time.time_ns() - 100 * TICK_NS
        os.utime(path, ns=(long_ago, long_ago))
    return project


def content(project: Project) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (project.reports / "organizacje").iterdir()}


def test_what_is_there_is_left_without_its_report_being_read(project: Project) -> None:
    before, known = content(project), read_manifest(project.manifest)
    kept_path(project, KEY).unlink()
    materialise(project, plan(), {TARGET: KEY}, "builtin", FileDigests())
    assert content(project) == before
    assert read_manifest(project.manifest) == known


@pytest.mark.parametrize("name", ["a.ipynb", "a.csv"])
@pytest.mark.parametrize("damage", ["absent", "of the same size", "shorter"])
def test_what_is_not_as_it_was_is_put_there_again(project: Project, name: str, damage: str) -> None:
    before, path = content(project), project.reports / "organizacje" / name
    if damage == "absent":
        path.unlink()
    elif damage == "shorter":
        path.write_bytes(b"")
    else:
        path.write_bytes(before[name][:-2] + b"x\n")
    materialise(project, plan(), {TARGET: KEY}, "builtin", FileDigests())
    assert content(project) == before


def test_another_front_matter_key_or_renderer_is_no_reason_to_leave_it(project: Project) -> None:
    before = content(project)["a.ipynb"]
    materialise(project, plan("B"), {TARGET: KEY}, "builtin", FileDigests())
    assert content(project)["a.ipynb"] == before.replace(b'\\"A', b'\\"B')
    kept_path(project, "k2").write_bytes(EXECUTED.replace(b"{}", b"{ }"))
    kept_path(project, "k2").with_suffix(".csv").write_bytes(b"2\n")
    materialise(project, plan("B"), {TARGET: "k2"}, "quarto", FileDigests())
    assert content(project)["a.csv"] == b"2\n"
    assert b"{ }" in content(project)["a.ipynb"]
    entry = read_manifest(project.manifest)[TARGET]
    assert (entry.key, entry.renderer) == ("k2", "quarto")
    materialise(project, plan("B"), {TARGET: "k2"}, "builtin", FileDigests())
    assert read_manifest(project.manifest)[TARGET].renderer == "builtin"
