"""The pandoc that stays: the same trees as one started for each page, also when things go wrong."""

import json
import os
import signal
import subprocess
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from pes_analysis.publish.render.builtin import pandoc_reader
from pes_analysis.publish.render.builtin.pandoc_reader import PandocReader, PandocRefusal, pandoc_path, reader

PAGES = (
    "",
    "---\ntitle: 'Tytuł\\: *mały*'\n---\n\n# Nagłówek {#a}\n\nTekst^[przypis] z „cudzysłowem” i 🙂.\n",
    "| A | B |\n|--:|:--|\n| 1 | [x](y.qmd) |\n\n: Podpis {#tbl-a}\n",
    '::: {.callout-note collapse=true}\n## Tytuł\n\n```\nkod \\n "\n```\n:::\n',
    'linia\r\ndruga\tz tabulatorem\n\nDr. Kot -- "tak"...\n',
)


@pytest.fixture
def pandoc() -> Iterator[PandocReader]:
    started = PandocReader()
    yield started
    started.close()


def by_command(page: str) -> object:
    command = [pandoc_path(), "--from", "markdown", "--to", "json", "--fail-if-warnings"]
    return json.loads(subprocess.run(command, input=page.encode(), capture_output=True, check=True).stdout)


def test_trees_are_those_of_the_command(pandoc: PandocReader) -> None:
    for page in PAGES + PAGES[::-1]:
        assert json.loads(pandoc.read(page, "markdown")) == by_command(page)


def test_the_dialect_is_that_of_each_page(pandoc: PandocReader) -> None:
    with_notes, without = (pandoc.read("a^[b]", dialect) for dialect in ("markdown", "markdown-inline_notes"))
    assert ('"Note"' in with_notes, '"Note"' in without) == (True, False)


@pytest.mark.parametrize(
    ("page", "told"),
    [
        ("# A {#a}\n\n# B {#a}", "Duplicate identifier 'a'"),
        ("::: {.a}\n\ntekst", "unclosed"),
        ("[^1]: nikt tu nie prowadzi", "not used"),
        ("---\ntitle: [\n---\n\nx", "YAML"),
    ],
)
def test_what_pandoc_complains_of_is_told_and_the_next_page_is_read(
    pandoc: PandocReader, page: str, told: str
) -> None:
    with pytest.raises(PandocRefusal, match=told):
        pandoc.read(page, "markdown")
    assert '"Str"' in pandoc.read("dalej", "markdown")


def test_an_unknown_dialect_is_told(pandoc: PandocReader) -> None:
    with pytest.raises(PandocRefusal, match="nonsense"):
        pandoc.read("a", "nonsense")


def test_threads_get_their_own_answers(pandoc: PandocReader) -> None:
    with ThreadPoolExecutor(4) as threads:
        answers = threads.map(lambda number: pandoc.read(f"nr{number}", "markdown"), range(40))
    assert all(f'"nr{number}"' in answer for number, answer in enumerate(answers))


def test_no_ones_own_settings_are_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = tmp_path / ".local/share/pandoc"
    settings.mkdir(parents=True)
    (settings / "init.lua").write_text("pandoc.read = function() error('settings of someone') end")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("XDG_DATA_HOME", raising=False)
    with_settings = PandocReader()
    try:
        assert '"Str"' in with_settings.read("tekst", "markdown")
    finally:
        with_settings.close()


@pytest.mark.skipif(os.name != "posix", reason="signals")
def test_a_process_that_dies_refuses_its_page_and_another_takes_its_place() -> None:
    first = reader()
    os.kill(first.process_id, signal.SIGKILL)
    with pytest.raises(PandocRefusal, match="no answer"):
        first.read("a", "markdown")
    assert reader() is not first
    assert '"Str"' in reader().read("a", "markdown")
    assert reader() is reader()


@pytest.mark.skipif(os.name != "posix", reason="signals")
def test_a_process_that_hangs_is_ended(pandoc: PandocReader, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pandoc_reader, "TIMEOUT_SECONDS", 0.2)
    os.kill(pandoc.process_id, signal.SIGSTOP)
    with pytest.raises(PandocRefusal, match="time limit"):
        pandoc.read("a", "markdown")
    assert not pandoc.is_alive()


@pytest.mark.skipif(os.name != "posix", reason="signals")
def test_ctrl_c_at_the_terminal_does_not_reach_it(pandoc: PandocReader) -> None:
    assert os.getpgid(pandoc.process_id) != os.getpgid(0)
