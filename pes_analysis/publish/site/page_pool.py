"""Pages rendered in processes side by side: in one process, Python renders one page at a time."""

import json
import shutil
import tempfile
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from pathlib import Path

from pes_analysis.protect.errors import PesError
from pes_analysis.publish.keys.digests import digest_files
from pes_analysis.publish.render.builtin import ProjectConfig, render_page
from pes_analysis.publish.render.rendered import RenderedPage
from pes_analysis.publish.site.processes import several_processes

# A process takes longer to start than this many pages take to render.
FEW_PAGES = 12


def render_into(entry: Path, config: ProjectConfig, source: Path) -> RenderedPage:
    """Render a page into a folder that is there whole or not at all.

    Parameters
    ----------
    entry : Path
        The folder, named after the page's key: ``page.json`` and ``site/``; an older one is replaced.
    config : ProjectConfig
    source : Path
    """
    entry.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".part-", dir=entry.parent) as folder:
        part = Path(folder) / "page"
        page = render_page(config, source, part / "site")
        record = {"page": page.to_json(), "files": digest_of_page(part, page)}
        (part / "page.json").write_text(json.dumps(record, ensure_ascii=False), encoding="utf-8")
        if entry.exists():
            shutil.rmtree(entry)
        part.rename(entry)
    return page


def digest_of_page(entry: Path, page: RenderedPage) -> str:
    """Digest the files of a page in its folder."""
    return digest_files([entry / "site" / name for name in page.files], entry)


class PagePool:
    """Renders pages, each in whatever process is free.

    Parameters
    ----------
    executor : ProcessPoolExecutor or None
        Without one, pages are rendered here.
    """

    def __init__(self, executor: ProcessPoolExecutor | None) -> None:
        self._executor = executor

    def render(self, entry: Path, config: ProjectConfig, source: Path) -> RenderedPage:
        """Render a page as ``render_into`` does.

        Raises
        ------
        PesError
            When the page cannot be rendered, or a process that rendered pages died.
        """
        if self._executor is None:
            return render_into(entry, config, source)
        try:
            return self._executor.submit(render_into, entry, config, source).result()
        except BrokenProcessPool:
            raise PesError(
                f"Proces, który składał strony, przestał działać (brak pamięci?) przy {source.name} "
                "albo stronie obok. Powtórz polecenie, w razie potrzeby z --workers 1.",
                f"A process that rendered pages died (out of memory?) at {source.name} or a page beside it. "
                "Run the command again, if need be with --workers 1.",
            ) from None


@contextmanager
def page_pool(pages: int, workers: int) -> Iterator[PagePool]:
    """Give a pool for so many pages; processes of its own are worth their start for many only."""
    if pages <= FEW_PAGES or workers == 1:
        yield PagePool(None)
        return
    with several_processes(min(workers, pages)) as executor:
        yield PagePool(executor)
