"""Which worker runs which test files, and in which order: the longest first, shared things made once."""

from collections import Counter
from typing import Any

import pytest
from xdist.scheduler.loadfile import LoadFileScheduling

# What these files open and compute is kept by the process: two workers would do it twice.
OF_EDITIONS = ("tests/present/pages/", "tests/diagnose/", "pes_analysis/")
# The fixture ``first_build`` is of one process too, and takes half a minute of two cores.
OF_BUILDS = (
    "tests/publish/test_build.py",
    "tests/publish/test_retry.py",
    "tests/publish/running/test_cluster.py",
    "tests/publish/running/engine/test_choice.py",
    "tests/publish/site/test_rendering.py",
    "tests/publish/keys/",
    "tests/hostile/test_killed_builds.py",
    "tests/cli/test_cli.py",
    "tests/commands/test_progress.py",
)
# From the longest, as a long file that comes last has one worker wait for the other.
LONG = (
    "tests/site/test_demonstration_pages.py",
    "tests/publish/running/engine/test_same_outputs.py",
    "tests/hostile/test_hostile_notebooks.py",
    "tests/publish/test_build.py",
    "tests/publish/running/engine/test_parent.py",
    # Whatever builds, opens a browser or starts the command: a few tests take long there.
    "tests/publish/",
    "tests/site/",
    "tests/hostile/",
    "tests/cli/",
    "tests/commands/",
)


class FilesOfEditionsTogether(LoadFileScheduling):
    """A file is run by one worker, and the files that share opened editions, or a build, by the same one."""

    def __init__(self, config: Any, log: Any) -> None:
        # Files come in the order of their number of tests otherwise.
        config.option.loadscopereorder = False
        super().__init__(config, log)

    def _split_scope(self, nodeid: str) -> str:
        file = super()._split_scope(nodeid)
        shared = {"editions": OF_EDITIONS, "builds": OF_BUILDS}
        return next((name for name, files in shared.items() if file.startswith(files)), file)


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> LoadFileScheduling | None:
    """Keep files of editions together where files are kept whole at all."""
    return FilesOfEditionsTogether(config, log) if config.option.dist == "loadfile" else None


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the files of editions first, then the long ones, and then those of many tests."""
    tests = Counter(file_of(item.nodeid) for item in items)

    def turn(item: pytest.Item) -> tuple[int, int]:
        file = file_of(item.nodeid)
        if file.startswith(OF_EDITIONS):
            return -1, 0
        place = next((at for at, start in enumerate(LONG) if file.startswith(start)), len(LONG))
        return place, -tests[file]

    items.sort(key=turn)


def file_of(nodeid: str) -> str:
    return nodeid.partition("::")[0]
