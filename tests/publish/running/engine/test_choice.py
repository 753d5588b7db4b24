"""Which engine is taken where, and that it makes no difference to what is kept."""

import os
import sys

import pytest

from pes_analysis.protect.errors import PesError
from pes_analysis.publish.build import build
from pes_analysis.publish.options import Options
from pes_analysis.publish.planning.outline import Outline
from pes_analysis.publish.project import Project
from pes_analysis.publish.request import Request
from pes_analysis.publish.running.engine.choice import EngineName, choose_engine


def test_the_forked_engine_is_taken_by_itself_on_linux(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    assert choose_engine().name == "forked"
    assert choose_engine("ordinary").name == "ordinary"


def test_the_ordinary_engine_where_a_process_cannot_be_forked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(os, "fork")
    chosen = choose_engine("auto")
    assert chosen.name == "ordinary"
    assert "nie pozwala" in chosen.pl
    assert "cannot fork" in chosen.en
    with pytest.raises(PesError, match="--engine"):
        choose_engine("forked")


def test_on_macos_only_when_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    assert choose_engine("auto").name == "ordinary"
    assert "macOS" in choose_engine("auto").en
    assert choose_engine("forked").name == "forked"


@pytest.mark.parametrize("engine", ["ordinary", "forked"])
def test_nothing_is_made_again_for_another_engine(
    built_project: Project, built_outline: Outline, engine: EngineName
) -> None:
    report = build(built_project, built_outline, Request(options=Options(engine=engine)))
    assert (report.unchanged, report.engine.name) == (True, engine)
