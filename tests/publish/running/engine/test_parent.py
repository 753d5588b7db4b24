"""A warm parent serves many notebooks, knows when it is out of date, and leaves nothing behind."""

import importlib
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path

import nbformat
import pytest

from pes_analysis.protect.errors import PesError
from pes_analysis.publish.running.engine.huge_pages import gather
from pes_analysis.publish.running.engine.parent import ForkedKernels
from pes_analysis.publish.running.engine.registered import ForkedEngine
from pes_analysis.publish.running.engine.warming import settle
from pes_analysis.publish.running.execute import execute

ROOT = Path(__file__).parents[4]
EDITION = "malopolskie-2024"


@pytest.fixture
def kernels() -> Iterator[ForkedKernels]:
    with ForkedKernels() as kernels:
        yield kernels


def make_notebooks(root: Path) -> Path:
    """Make the notebooks of a project that reads the packaged figures."""
    shutil.copytree(ROOT / "parameters", root / "parameters")
    (root / "reports").mkdir()
    shutil.copyfile(ROOT / "reports" / "_quarto.yml", root / "reports" / "_quarto.yml")
    (root / "notebooks").mkdir()
    return root / "notebooks"


def asker(notebooks: Path, kernels: ForkedKernels, write: Callable[..., None]) -> Callable[..., str]:
    """Give a function that runs a cell in a notebook of its own, and gives what the cell printed."""

    def ask(source: str, edition: str = EDITION) -> str:
        write(notebooks, "start.ipynb", source, parameters=("edition",))
        content = execute(notebooks, "start.ipynb", {"edition": edition}, kernels=kernels).content
        return str(nbformat.reads(content.decode(), as_version=4).cells[-1].outputs[-1].text).strip()

    return ask


@pytest.fixture
def notebooks(tmp_path: Path) -> Path:
    return make_notebooks(tmp_path)


@pytest.fixture
def ask(notebooks: Path, kernels: ForkedKernels, write: Callable[..., None]) -> Callable[..., str]:
    """Ask a parent of the test's own."""
    return asker(notebooks, kernels, write)


@pytest.fixture(scope="module")
def ask_warm(
    tmp_path_factory: pytest.TempPathFactory, write: Callable[..., None]
) -> Iterator[Callable[..., str]]:
    """Ask a parent that several tests share, as opening an edition takes seconds."""
    with ForkedKernels() as kernels:
        kernels.expect(["county.ipynb", "organisation.ipynb", "unit.ipynb"])
        yield asker(make_notebooks(tmp_path_factory.mktemp("warm")), kernels, write)


# Asks nothing of an edition, and so is answered before one is opened.
ALONE = "import os\nprint(os.getppid())"
PARENT = "import os\nimport pes_analysis\nprint(os.getppid())"
OPENED = (
    "from pes_analysis.edition.snapshot import _packaged\nprint(_packaged.cache_info().currsize, flush=True)"
)


def gone(process: int, within: float = 10) -> bool:
    """Wait for a process that is not our own to end."""
    limit = time.monotonic() + within
    while time.monotonic() < limit:
        try:
            os.kill(process, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.05)
    return False


def test_one_parent_serves_many_notebooks_and_ends_with_its_owner(
    ask: Callable[..., str], kernels: ForkedKernels
) -> None:
    parents = {ask(ALONE) for _ in range(3)}
    assert len(parents) == 1
    kernels.__exit__()
    assert gone(int(parents.pop()))


def test_a_child_finds_the_edition_opened_and_what_counties_share_computed(
    ask_warm: Callable[..., str],
) -> None:
    assert ask_warm(OPENED) == "1"
    look = "import pes_analysis.diagnose.shared as shared\nprint(shared._shared.cache_info().currsize)"
    assert ask_warm(look) == "1"


def test_only_what_is_expected_is_computed_before(ask: Callable[..., str], kernels: ForkedKernels) -> None:
    look = "import os\nfrom pes_analysis.diagnose import organisation, shared\n"
    cards, counties = "organisation._diagnose", "shared._shared"
    look += f"print(os.getppid(), *(one.cache_info().currsize for one in ({cards}, {counties})))"
    nothing = ask(look).split()
    assert nothing[1:] == ["0", "0"]
    kernels.expect(["county.ipynb"])
    of_counties = ask(look).split()
    assert of_counties[0] != nothing[0]
    assert of_counties[1:] == ["0", "1"]
    # A parent that is ready for more will do.
    kernels.expect([])
    assert ask(look) == " ".join(of_counties)


def test_a_child_finds_texts_of_both_languages_read(ask_warm: Callable[..., str]) -> None:
    look = "import pes_analysis.present.language as language\n"
    assert ask_warm(f"{look}print(language._translations.cache_info().currsize)") == "2"


def test_a_child_finds_units_listed_and_what_files_are_made_of(ask_warm: Callable[..., str]) -> None:
    look = "import sys\nimport pes_analysis as pes\nfound = vars(pes.open_edition(edition))\n"
    names = "('_listed_units', '_directory_files')"
    assert ask_warm(f"{look}print([name in found for name in {names}])") == "[True, True]"
    assert ask_warm(f"{look}print('xlsxwriter.workbook' in sys.modules)") == "True"


def test_memory_gathered_into_huge_pages_stays_what_it_was() -> None:
    held = bytearray(range(256)) * (1 << 16)
    gathered = gather()
    assert held == bytes(range(256)) * (1 << 16)
    # Nothing where the system has no such pages; never less than one where it has.
    assert gathered == 0 or gathered >= 2 << 20


def test_what_a_child_changes_no_other_sees(ask_warm: Callable[..., str]) -> None:
    look = "import pes_analysis as pes\nprint('changed' in vars(pes))"
    assert ask_warm(f"{look}\npes.changed = 1\nprint('changed' in vars(pes))") == "False\nTrue"
    assert ask_warm(look) == "False"


def test_another_edition_needs_another_parent(ask_warm: Callable[..., str]) -> None:
    assert ask_warm(PARENT) != ask_warm(PARENT, edition="slaskie-2024")


def test_changed_figures_or_parameters_need_another_parent(ask: Callable[..., str], notebooks: Path) -> None:
    before = ask(PARENT)
    for name in (f"parameters/{EDITION}.yml", "parameters/peers.yml"):
        path = notebooks.parent / name
        path.write_text(path.read_text(encoding="utf-8") + "\n# changed\n", encoding="utf-8")
        after = ask(PARENT)
        assert after != before, name
        assert gone(int(before))
        before = after


def test_a_notebook_without_the_package_opens_no_edition_and_disturbs_none(ask: Callable[..., str]) -> None:
    plain = ask(ALONE)
    opened = ask(PARENT)
    assert plain != opened
    # The parent that has the edition open will do for it too.
    assert ask(ALONE) == ask(PARENT) == opened


def test_a_parent_that_has_died_is_replaced(ask: Callable[..., str]) -> None:
    before = ask(ALONE)
    os.kill(int(before), signal.SIGKILL)
    assert ask(ALONE) != before


def test_an_edition_that_does_not_exist_is_a_matter_of_the_notebook(ask: Callable[..., str]) -> None:
    assert ask("print('runs')", edition="lubelskie-1999") == "runs"
    with pytest.raises(PesError, match=r"cell 4: EditionError: .*lubelskie-1999"):
        ask("import pes_analysis as pes\npes.open_edition(edition)", edition="lubelskie-1999")


def test_children_draw_different_random_numbers(ask: Callable[..., str]) -> None:
    draw = (
        "import random\nimport uuid\nimport numpy as np\n"
        "print(random.random(), np.random.random(), np.random.default_rng().random(), uuid.uuid4())"
    )
    first, second = ask(draw).split(), ask(draw).split()
    assert len(first) == 4
    assert not set(first) & set(second)


def test_cells_run_beside_their_notebook_but_not_before_the_standard_library(
    ask: Callable[..., str], notebooks: Path
) -> None:
    for name in ("queue", "neighbour"):
        (notebooks / f"{name}.py").write_text(f"found = '{name} beside the notebook'", encoding="utf-8")
    assert ask("import os\nprint(os.path.basename(os.getcwd()))") == "notebooks"
    assert ask("import neighbour\nprint(neighbour.found)") == "neighbour beside the notebook"
    assert ask("import queue\nprint(hasattr(queue, 'found'))") == "False"


def test_what_is_written_to_a_descriptor_keeps_its_place(ask: Callable[..., str]) -> None:
    write = "import os\nprint('one')\nos.write(1, 'dwój'.encode())\nos.write(1, b'ka\\n')\nprint('three')"
    assert ask(write) == "one\ndwójka\nthree"


def test_a_closed_stream_takes_no_more(ask: Callable[..., str]) -> None:
    with pytest.raises(PesError, match="ValueError: I/O operation on closed file"):
        ask("import sys\nsys.stdout.close()\nprint('late')")


def test_a_forked_process_of_a_notebook_prints_and_leaves(ask: Callable[..., str]) -> None:
    forks = "import os\nchild = os.fork()\nif child:\n    os.waitpid(child, 0)\nprint('both')"
    assert ask(f"{forks}\nif not child:\n    os._exit(0)").split() == ["both", "both"]
    assert "both" in ask("import os\nchild = os.fork()\nprint('both')")


def test_pools_of_processes_work(ask: Callable[..., str]) -> None:
    pool = "from multiprocessing import get_context\nwith get_context('fork').Pool(2) as pool:\n"
    assert ask(f"{pool}    print(pool.map(abs, [-1, -2]))") == "[1, 2]"


def test_a_library_that_starts_threads_is_refused() -> None:
    stop = threading.Event()
    thread = threading.Thread(target=stop.wait)
    thread.start()
    try:
        with pytest.raises(RuntimeError, match="--engine ordinary"):
            settle()
    finally:
        stop.set()
        thread.join()


def test_papermill_itself_knows_the_engine_and_lets_a_kernel_end_by_itself(tmp_path: Path) -> None:
    entry = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["entry-points"]
    module, name = entry["papermill.engine"]["pes-forked"].split(":")
    assert getattr(importlib.import_module(module), name) is ForkedEngine
    source = "import atexit, pathlib\n_ = atexit.register(pathlib.Path('left.txt').write_text, 'by itself')"
    cells = [nbformat.v4.new_code_cell(source), nbformat.v4.new_code_cell("import os\nprint(os.getppid())")]
    nbformat.write(nbformat.v4.new_notebook(cells=cells), tmp_path / "in.ipynb")
    options = ["in.ipynb", "out.ipynb", "-k", "python3", "--engine", "pes-forked", "--no-progress-bar"]
    papermill = [sys.executable, "-m", "papermill"]
    subprocess.run([*papermill, *options], cwd=tmp_path, check=True, capture_output=True)
    assert (tmp_path / "left.txt").read_text() == "by itself"
    last = nbformat.read(tmp_path / "out.ipynb", as_version=4).cells[-1]
    assert gone(int(last.outputs[0].text))


def test_a_parent_ends_with_whoever_started_it_and_so_do_its_children(tmp_path: Path) -> None:
    owner = (
        "import sys, time\nfrom pathlib import Path\n"
        "from pes_analysis.publish.running.engine.parent import *\n"
        "ours, theirs = socket.socketpair()\nkernels = ForkedKernels()\n"
        "print(kernels._fork('', Path.cwd(), theirs), kernels._parent._process.pid, flush=True)\n"
        "time.sleep(300)"
    )
    with subprocess.Popen([sys.executable, "-c", owner], stdout=subprocess.PIPE, cwd=tmp_path) as process:
        assert process.stdout is not None
        child, parent = (int(number) for number in process.stdout.readline().split())
        os.kill(child, 0)
        os.kill(parent, 0)
        process.kill()
    assert gone(child)
    assert gone(parent)


def test_no_socket_of_a_notebook_is_left_open(ask: Callable[..., str]) -> None:
    ask("print(1)")
    before = len(list(Path("/proc/self/fd").iterdir()))
    for _ in range(3):
        ask("print(1)")
    assert len(list(Path("/proc/self/fd").iterdir())) == before


def test_workers_of_a_build_share_what_the_first_has_warmed_up(
    notebooks: Path, write: Callable[..., None], tmp_path: Path
) -> None:
    write(notebooks, "start.ipynb", PARENT, parameters=("edition",))

    def parent(kernels: ForkedKernels) -> int:
        content = execute(notebooks, "start.ipynb", {"edition": EDITION}, kernels=kernels).content
        return int(nbformat.reads(content.decode(), as_version=4).cells[-1].outputs[-1].text)

    with ForkedKernels(tmp_path) as second:
        with ForkedKernels(tmp_path) as first:
            warmed, twin = parent(first), parent(second)
            status = Path(f"/proc/{twin}/stat")
            assert twin != warmed
            if status.exists():
                assert int(status.read_text().rpartition(")")[2].split()[1]) == warmed
        # The first one's end is not the other's.
        assert gone(warmed)
        assert parent(second) == twin
        with ForkedKernels(tmp_path) as third:
            assert parent(third) not in {warmed, twin}
    assert gone(twin)
