"""Pages rendered side by side are those rendered alone, and what goes wrong in a process is told."""

import os
import shutil
import signal
from pathlib import Path

import pytest

from pes_analysis.protect.errors import PesError
from pes_analysis.publish.render.builtin import ProjectConfig, load_project
from pes_analysis.publish.site.page_pool import FEW_PAGES, page_pool, render_into

ROOT = Path(__file__).parents[3] / "reports"


@pytest.fixture
def config(tmp_path: Path) -> ProjectConfig:
    folder = tmp_path / "reports"
    ignored = shutil.ignore_patterns("_site*", "_private*", ".pes*", "*.ipynb")
    shutil.copytree(ROOT, folder, ignore=ignored)
    variables = {"edition": {"name": "Próba", "year": 2024}, "publisher": {"name": "ROPS", "contact": "a"}}
    return load_project(folder, variables)


def page(config: ProjectConfig, name: str, text: str) -> Path:
    path = config.folder / f"{name}.qmd"
    path.write_text(f"---\ntitle: Strona {name}\n---\n\n{text}\n", encoding="utf-8")
    return path


def files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_pages_of_other_processes_are_the_same(config: ProjectConfig, tmp_path: Path) -> None:
    sources = [page(config, f"p{number}", f"Liczba **{number}**.") for number in range(3)]
    with page_pool(FEW_PAGES + 1, 2) as pool:
        apart = [pool.render(tmp_path / "apart" / one.stem, config, one) for one in sources]
    alone = [render_into(tmp_path / "alone" / one.stem, config, one) for one in sources]
    assert apart == alone
    assert files(tmp_path / "apart") == files(tmp_path / "alone")
    assert len(files(tmp_path / "apart")) == 2 * len(sources)


def test_few_pages_need_no_process(
    config: ProjectConfig, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pes_analysis.publish.site.page_pool.several_processes", None)
    with page_pool(FEW_PAGES, 2) as pool:
        assert pool.render(tmp_path / "x", config, page(config, "p", "Tekst.")).title == "Strona p"
    with page_pool(1000, 1) as pool:
        assert pool.render(tmp_path / "y", config, page(config, "q", "Tekst.")).title == "Strona q"


def test_what_is_wrong_with_a_page_is_told_in_both_languages(config: ProjectConfig, tmp_path: Path) -> None:
    wrong = page(config, "zla", "[x](nie-ma.qmd)\n\n<b>x</b>")
    with page_pool(FEW_PAGES + 1, 2) as pool:
        with pytest.raises(PesError) as apart:
            pool.render(tmp_path / "x" / "zla", config, wrong)
        # The others are not held up.
        assert pool.render(tmp_path / "x" / "p", config, page(config, "p", "Tekst.")).title == "Strona p"
    with pytest.raises(PesError) as alone:
        render_into(tmp_path / "y" / "zla", config, wrong)
    assert (apart.value.pl, apart.value.en) == (alone.value.pl, alone.value.en)
    assert not (tmp_path / "x" / "zla").exists()


def test_a_process_that_dies_is_told(config: ProjectConfig, tmp_path: Path) -> None:
    source = page(config, "p", "Tekst.")
    with page_pool(FEW_PAGES + 1, 2) as pool:
        pool.render(tmp_path / "x", config, source)
        executor = pool._executor
        assert executor is not None
        for process in list(executor._processes):
            os.kill(process, signal.SIGKILL)
        # Its end is noticed now, or over the next page.
        with pytest.raises(PesError, match="died") as error:
            [pool.render(tmp_path / name, config, source) for name in "yz"]
    assert "p.qmd" in error.value.pl
