"""Quarto renders a copy, never the project that holds the published site; a site is checked first."""

import json
import sys
from pathlib import Path

import pytest

from pes_analysis.protect.errors import PesError
from pes_analysis.publish.project import Project
from pes_analysis.publish.site.rendering import check, choose_renderer, prepare

# Stands in for Quarto, which is not everywhere: notes where it was called, writes a page for each source.
STAND_IN = """#!{python}
import json, sys
from pathlib import Path
if sys.argv[1] == "--version":
    print("1.10.19")
    sys.exit()
folder = Path(sys.argv[2])
with open("{log}", "a", encoding="utf-8") as log:
    names = ("_variables.yml", "_quarto.yml")
    texts = [(folder / name).read_text(encoding="utf-8") for name in names]
    log.write(json.dumps([str(folder), *texts, [path.name for path in folder.rglob("secret*")]]) + "\\n")
nested = [path.parent for path in folder.glob("*/_quarto.yml")]
for source in [*folder.rglob("*.qmd"), *folder.rglob("*.ipynb")]:
    if not any(source.is_relative_to(inner) for inner in nested):
        page = folder / "_site" / source.relative_to(folder).with_suffix(".html")
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text("<html></html>", encoding="utf-8")
"""


@pytest.fixture
def calls(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    program, log = tmp_path / "bin" / "quarto", tmp_path / "calls"
    program.parent.mkdir()
    program.write_text(STAND_IN.format(python=sys.executable, log=log), encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("QUARTO_PATH", str(program))
    return log


@pytest.mark.parametrize("languages", [("pl", "en"), ("pl",)])
def test_quarto_renders_a_copy_with_the_values_of_the_edition(
    built_project: Project, calls: Path, tmp_path: Path, languages: tuple[str, ...]
) -> None:
    published = (built_project.site / "index.html").read_bytes()
    variables = {
        "edition": {"name": {"pl": "Śląskie", "en": "Silesia"}},
        "publisher": {
            "name": {"pl": "ROPS", "en": "ROPS"},
            "data_steward": {"pl": "Dział badań", "en": "Research"},
            "contact": "",
        },
    }
    (built_project.reports / "_private").mkdir()
    (built_project.reports / "_private" / "secret.html").write_text("<p>", encoding="utf-8")
    renderer = choose_renderer("auto")
    assert str(renderer) == "quarto 1.10.19"
    done: list[str] = []
    prepared = prepare(
        built_project,
        languages,
        tmp_path / "new",
        renderer,
        variables=variables,
        workers=1,
        force=False,
    )
    rendered = prepared.run(done.append)
    made = sorted(
        path.relative_to(tmp_path / "new").as_posix() for path in (tmp_path / "new").rglob("*.html")
    )
    assert made == sorted(done)
    assert prepared.pages == len(made)
    sources = [path for path in built_project.reports.rglob("*") if path.suffix in (".qmd", ".ipynb")]
    of_site = [path for path in sources if "en" in languages or "en" not in path.parts]
    assert rendered == len(made) == len([path for path in of_site if ".pes" not in path.parts])
    called = [json.loads(line) for line in calls.read_text(encoding="utf-8").splitlines()]
    assert len(called) == len(languages)
    assert all(json.loads(text) == variables for _, text, *_ in called)
    assert ("en/index.html" in called[0][2]) is ("en" in languages)
    assert "powiaty/index.ipynb" in called[0][2]
    assert [secrets for *_, secrets in called] == [[]] * len(languages)
    assert not any(folder == str(built_project.reports) for folder, *_ in called)
    assert (built_project.site / "index.html").read_bytes() == published
    assert not (built_project.state / "quarto").exists()


def test_a_site_with_a_broken_link_is_not_published(tmp_path: Path) -> None:
    head, body = "<title>A</title>", "<h1>A</h1><a href='nie-ma.html'>x</a>"
    page = f"<html lang='pl'><head>{head}</head><body>{body}</body></html>"
    (tmp_path / "index.html").write_text(page, encoding="utf-8")
    with pytest.raises(PesError, match=r"index\.html: link: nie-ma\.html"):
        check(tmp_path)
