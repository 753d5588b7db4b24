"""One page from its source to its file in the built site, independent of every other page."""

from pathlib import Path, PurePosixPath

import yaml
from markupsafe import Markup

from pes_analysis.publish.render.builtin.chart import Charts
from pes_analysis.publish.render.builtin.chrome import Chrome, page_template, table_of_contents
from pes_analysis.publish.render.builtin.links import LinkResolver, page_url
from pes_analysis.publish.render.builtin.notebook import read_notebook
from pes_analysis.publish.render.builtin.pandoc import Document, Nodes, parse, plain_text
from pes_analysis.publish.render.builtin.project import ProjectConfig, insert_variables
from pes_analysis.publish.render.builtin.references import number_references
from pes_analysis.publish.render.builtin.refusal import refusal
from pes_analysis.publish.render.builtin.source import FrontMatter, PageSource, read_qmd
from pes_analysis.publish.render.builtin.words import date_in_words, words_in
from pes_analysis.publish.render.builtin.writer import Writer
from pes_analysis.publish.render.rendered import RenderedPage


def render_page(project: ProjectConfig, source: Path, output_dir: Path) -> RenderedPage:
    """Render one page.

    Parameters
    ----------
    project : ProjectConfig
        From ``load_project``.
    source : Path
        A ``.qmd`` or executed ``.ipynb`` of the project.
    output_dir : Path
        The root of the built site, the same for every language.

    Returns
    -------
    RenderedPage
        What the search and the checks need. The result depends on the source, the project's digest
        and the version of the package alone, so pages can be rendered in parallel and kept.

    Raises
    ------
    PesError
        When the page holds something the renderer does not know or must not publish.
    """
    inside = PurePosixPath(source.resolve().relative_to(project.folder).as_posix())
    where = project.site_path(inside)
    url = page_url(where)
    read = read_notebook if source.suffix == ".ipynb" else read_qmd
    page = read(source, where)
    charts = Charts()
    document = parse(_markdown(page, charts, project, where), where)
    words = words_in(page.front_matter.language or project.language, where)
    writer = Writer(
        where,
        words,
        LinkResolver(where, url, project.prefix),
        dict(number_references(document.blocks, words, where)),
        charts,
    )
    body = writer.blocks(document.blocks)
    body += f"\n{writer.footnotes()}"
    title = plain_text(_meta(document, "title"))
    description = plain_text(_meta(document, "description") or _meta(document, "subtitle"))
    chrome = Chrome(project, url, words).variables(title)
    chrome["scripts"] += page.front_matter.scripts
    html = page_template().render(
        **chrome,
        **_title_block(document, page.front_matter, writer),
        description=description,
        contents=Markup(_contents(writer, page.front_matter, project)),  # noqa: S704 - written by us, escaped
        body=Markup(body),  # noqa: S704
    )
    files = {url: html.encode(), **_pictures(page, writer, project)}
    for path, content in files.items():
        target = output_dir / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    return RenderedPage(
        url=url,
        title=title,
        description=description,
        language=words.language,
        headings=tuple(writer.headings),
        text=plain_text(document.blocks),
        files=tuple(files),
    )


def _markdown(page: PageSource, charts: Charts, project: ProjectConfig, where: str) -> str:
    """Put the front matter's texts before the body, so that one call of pandoc reads both."""
    texts = {
        key: insert_variables(text, project.variables, where) for key, text in page.front_matter.texts.items()
    }
    front_matter = yaml.safe_dump(texts, allow_unicode=True, width=10**6)
    body = insert_variables(charts.take_out(page.markdown), project.variables, where)
    return f"---\n{front_matter}---\n\n{body}\n"


def _meta(document: Document, key: str) -> Nodes:
    """Give a text of the front matter as inlines or blocks; empty when there is none."""
    found = document.meta.get(key)
    return [found] if found else []


def _title_block(document: Document, front_matter: FrontMatter, writer: Writer) -> dict[str, object]:
    def written(key: str) -> Markup:
        found = document.meta.get(key, {"t": "MetaInlines", "c": []})
        if found["t"] == "MetaBlocks":
            return Markup(writer.blocks(found["c"]))  # noqa: S704
        return Markup(writer.inlines(found["c"]))  # noqa: S704

    abstract = written("abstract")
    if abstract and not abstract.startswith("<p>"):
        abstract = Markup("<p>{}</p>").format(abstract)
    date = front_matter.date
    return {
        "title": written("title"),
        "subtitle": written("subtitle"),
        "abstract": abstract,
        "date": date_in_words(date, writer.words.language) if date else "",
        "date_iso": date.isoformat() if date else "",
    }


def _contents(writer: Writer, front_matter: FrontMatter, project: ProjectConfig) -> str:
    html = project.settings.format.html
    wanted = html.toc if front_matter.toc is None else front_matter.toc
    return table_of_contents(writer.headings, front_matter.toc_depth or html.toc_depth) if wanted else ""


def _pictures(page: PageSource, writer: Writer, project: ProjectConfig) -> dict[str, bytes]:
    """Collect the pictures of a page by their path in the site: outputs, and files of the project."""
    folder = PurePosixPath(writer.where).parent
    found = {(folder / path).as_posix(): content for path, content in page.pictures.items()}
    root = project.folder.parent if project.prefix else project.folder
    for path in writer.images:
        if path in found:
            continue
        file = root / path
        if not file.is_file():
            raise refusal(
                writer.where,
                f"brak pliku obrazu {path}. Dodaj go do projektu albo popraw ścieżkę.",
                f"there is no image file {path}. Add it to the project or correct the path.",
            )
        found[path] = file.read_bytes()
    return found
