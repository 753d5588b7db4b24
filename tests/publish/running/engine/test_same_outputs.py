"""The ordinary engine is the oracle: the forked one gives the same cells, outputs, counts and errors."""

import json
import re
from pathlib import Path
from typing import Any

import nbformat
import papermill
import pytest
from papermill.engines import papermill_engines

from pes_analysis.publish.options import Options
from pes_analysis.publish.planning.editions import read_outline
from pes_analysis.publish.planning.plan import Job, make_plan
from pes_analysis.publish.project import Project
from pes_analysis.publish.running.engine.choice import EngineName
from pes_analysis.publish.running.engine.registered import NAME
from pes_analysis.publish.running.kernel import OwnKernelManager
from pes_analysis.publish.running.pool import run_jobs

ROOT = Path(__file__).parents[4]
EDITION = "malopolskie-2024"


def one_job_a_notebook() -> list[Job]:
    """Give each notebook once, the languages by turns: an ordinary kernel opens the edition anew."""
    plan = make_plan(read_outline(Project(ROOT), EDITION), counties=("1201",))
    found = {(job.notebook, job.language): job for job in plan.jobs}
    notebooks = sorted({notebook for notebook, _ in found})
    return [found[notebook, ("pl", "en")[at % 2]] for at, notebook in enumerate(notebooks)]


def executed(folder: Path, engine: EngineName) -> dict[str, bytes]:
    jobs = [(job, folder / engine / job.target) for job in one_job_a_notebook()]
    failures = run_jobs(jobs, ROOT / "notebooks", Options(engine=engine), lambda job, messages: None)
    assert failures == ()
    return {job.target: path.read_bytes() for job, path in jobs}


def test_every_notebook_gives_the_same_bytes(tmp_path: Path) -> None:
    ordinary, forked = executed(tmp_path, "ordinary"), executed(tmp_path, "forked")
    assert {job.notebook for job in one_job_a_notebook()} == {
        path.name for path in (ROOT / "notebooks").glob("*.ipynb")
    }
    assert min(len(content) for content in ordinary.values()) > 1000
    assert [target for target in ordinary if ordinary[target] != forked[target]] == []


SHOWN = """
class Shown:
    def _repr_mimebundle_(self, **options):
        return {"application/x+json": {"a": [1]}, "text/plain": "shown"}
"""
CELLS = [
    "print('to standard output'); 1 + 1",
    "_ + 2, Out[1], In[1]",
    "import sys\nprint('to standard error', file=sys.stderr)",
    "print('ą' * 300_000)",
    "import time\nprint('before', flush=True)\ntime.sleep(0.5)\nprint('after')",
    "import os, time\nos.system('echo of a shell')\ntime.sleep(0.5)",
    "!echo of a line",
    "%%capture\nprint('held back')",
    "from IPython.display import Markdown, clear_output, display\ndisplay(Markdown('# ż'))",
    "handle = display(Markdown('first'), display_id='x')\nhandle.update(Markdown('second'))",
    "print('goes')\nclear_output(wait=True)\nprint('stays')",
    "import pandas as pd\npd.DataFrame({'a': [1, 2], 'b': ['x', 'ó']})",
    "%matplotlib inline",
    "import matplotlib.pyplot as plt\n_ = plt.plot([1, 2, 1])",
    "figure, axes = plt.subplots()\naxes.bar(['a'], [1])\nplt.close(figure)\ndisplay(figure)",
    "import asyncio\nawait asyncio.sleep(0.01)\nprint('awaited')",
    "from threading import Thread\nthread = Thread(target=print, args=['hm'])\nthread.start()\nthread.join()",
    "'IPKernelApp' in get_ipython().config, type(get_ipython()).__name__",
    "import warnings\nwarnings.warn('careful')",
    "from contextvars import ContextVar\nvariable = ContextVar('variable')\n_ = variable.set(1)",
    "variable.get()",
    SHOWN,
    "Shown()",
    "b''.join([bytes(range(256))])",
    "%config InlineBackend.figure_formats",
    "__name__, __doc__",
]
FAILING = [
    "def inner():\n    return 1 / 0\n\ninner()",
    "x = (",
    "asyncio.run(asyncio.sleep(0))",
    "input('?')",
    "raise SystemExit(3)",
    "raise KeyboardInterrupt",
    "print('said')\nraise ValueError('ż' * 10) from KeyError('cause')",
    "%no_such_magic",
]


def prepared(cells: list[tuple[str, list[str]]]) -> Any:
    notebook = nbformat.v4.new_notebook(
        cells=[
            nbformat.v4.new_code_cell(source, id=f"cell-{number}", metadata={"tags": tags})
            for number, (source, tags) in enumerate(cells)
        ],
        metadata={"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}},
    )
    return papermill.execute_notebook(notebook, None, prepare_only=True)


def run(cells: list[tuple[str, list[str]]], engine: str | None) -> Any:
    """Run cells up to the first that may not fail."""
    return papermill_engines.execute_notebook_with_engine(
        engine,
        prepared(cells),
        kernel_name="python3",
        progress_bar=False,
        record_timing=False,
        shutdown_kernel="immediate",
        kernel_manager_class=OwnKernelManager,
    )


def comparable(notebook: Any) -> list[Any]:
    """Give what cells came to, without times, process numbers, and in how many pieces a text came."""
    found = []
    for cell in notebook.cells:
        outputs: list[Any] = []
        for output in cell.outputs:
            before = outputs[-1] if outputs else {}
            if output.output_type == "stream" and before.get("name") == output.name:
                before["text"] += output.text
            else:
                outputs.append(dict(output))
        text = re.sub(r"ipykernel_\d+/\d+", "ipykernel_0/0", json.dumps(outputs))
        found.append((cell.source, cell.execution_count, text, cell.metadata.papermill.status))
    return found


def test_every_kind_of_output_is_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # With it, the kernels of ipykernel leave out what a shell prints.
    monkeypatch.delenv("PYTEST_CURRENT_TEST")
    monkeypatch.chdir(tmp_path)
    cells = [(source, []) for source in CELLS] + [(source, ["raises-exception"]) for source in FAILING]
    ordinary, forked = run(cells, None), run(cells, NAME)
    for expected, found in zip(comparable(ordinary), comparable(forked), strict=True):
        assert found == expected
    assert [cell.execution_count for cell in ordinary.cells] == list(range(1, len(cells) + 1))
    assert forked.metadata.language_info == ordinary.metadata.language_info


@pytest.mark.parametrize("source", FAILING)
def test_a_notebook_ends_where_a_cell_fails_and_says_so_in_the_same_way(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, source: str
) -> None:
    monkeypatch.chdir(tmp_path)
    cells = [("import asyncio", []), (source, []), ("'never run'", [])]
    ordinary, forked = run(cells, None), run(cells, NAME)
    assert comparable(forked) == comparable(ordinary)
    assert ordinary.cells[2].execution_count is None
