"""What a worker says, and what is made of it when it dies in the middle."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from pes_analysis.protect.errors import PesError
from pes_analysis.publish.running.execute import execute
from pes_analysis.publish.running.pool import WarmWorker, fill_order

ORDER = {"notebook": "county.ipynb", "unit": "1201"}


def worker_that(says: str, log: Path) -> WarmWorker:
    worker = WarmWorker({}, log)
    worker._process = subprocess.Popen(
        [sys.executable, "-c", f"import sys; sys.stdin.readline(); sys.stdout.write({says!r})"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    return worker


@pytest.mark.parametrize("says", ["", '{"messages": ['])
def test_a_worker_that_dies_over_its_answer_is_told_of_with_its_last_words(says: str, tmp_path: Path) -> None:
    log = tmp_path / "stderr"
    log.write_text("MemoryError\n")
    answer = fill_order(worker_that(says, log), ORDER)
    assert "county.ipynb (1201): the process that ran the notebook died" in answer["en"]
    assert answer["en"].endswith("\n  MemoryError")


def test_an_answer_is_taken_as_it_is(tmp_path: Path) -> None:
    worker = worker_that(json.dumps({"messages": []}) + "\n", tmp_path / "stderr")
    assert fill_order(worker, ORDER) == {"messages": []}
    worker.stop()


def test_what_goes_wrong_with_the_files_beside_a_page_is_no_cell_of_the_notebook(tmp_path: Path) -> None:
    cells = [{"cell_type": "code", "source": "1", "metadata": {}}]
    (tmp_path / "a.ipynb").write_text(json.dumps({"nbformat": 4, "cells": cells}))
    with pytest.raises(PesError) as error:
        execute(tmp_path, "a.ipynb", {}, then="raise OSError('no room')")
    assert error.value.en.startswith("a.ipynb (), the files beside the page: OSError: no room")
    assert error.value.pl.startswith("a.ipynb (), pliki obok strony: OSError: no room")
