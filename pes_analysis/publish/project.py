"""Where the parts of a project lie: notebooks, parameters, the Quarto project and what a build keeps."""

from dataclasses import dataclass
from pathlib import Path

from pes_analysis.protect.errors import PesError
from pes_analysis.publish.keys.digests import files_below
from pes_analysis.publish.planning.pages import PAGES
from pes_analysis.publish.site.manifest import read_manifest

# A build puts a notebook into the project, and the figures of some beside them.
_GENERATED = (".ipynb", ".csv", ".xlsx", ".vcf", ".js")
# How names begin of what a build keeps beside the pages: its state, the sites, private cards and their links.
KEPT_BESIDE = (".", "_site", "_private")


@dataclass(frozen=True)
class Project:
    """The folders of one project.

    Parameters
    ----------
    root : Path
        The folder that holds ``notebooks/`` and ``reports/_quarto.yml``.
    private : bool
        Whether this is the project of the private site, which a build derives from the public one.

    Examples
    --------
    >>> Project(Path("p")).executed.as_posix()
    'p/reports/.pes/executed'
    """

    root: Path
    private: bool = False

    @property
    def notebooks(self) -> Path:
        """Notebooks as they are written, never with outputs."""
        return self.root / "notebooks"

    @property
    def parameters(self) -> Path:
        """One YAML file for each edition."""
        return self.root / "parameters"

    @property
    def reports(self) -> Path:
        """The Quarto project."""
        return self.state / "private" if self.private else self._home

    @property
    def site(self) -> Path:
        """The published site, unless another folder is asked for."""
        return self._home / ("_private" if self.private else "_site")

    @property
    def state(self) -> Path:
        """What a build keeps for the next one; safe to delete as a whole."""
        return self._home / ".pes"

    @property
    def executed(self) -> Path:
        """Executed notebooks by content key."""
        return self.state / "executed"

    @property
    def rendered(self) -> Path:
        """Rendered pages by content key."""
        return self.state / "rendered"

    @property
    def arrays(self) -> Path:
        """What all cards of an edition share and takes long to compute."""
        return self.state / "arrays"

    @property
    def slices(self) -> Path:
        """Digests of tables of organisations, by the tables' content."""
        return self.state / "slices"

    @property
    def file_digests(self) -> Path:
        """Digests of files by the state they were read in."""
        return self.state / "file-digests.json"

    @property
    def page_digests(self) -> Path:
        """The same of the pages' sources, and of the files beside them."""
        return self.state / ("page-digests-private.json" if self.private else "page-digests.json")

    @property
    def kept_pages(self) -> Path:
        """What is known of the pages of the last rendering."""
        return self.state / ("kept-pages-private.json" if self.private else "kept-pages.json")

    @property
    def page_facts(self) -> Path:
        """What checking a site needs of each of its pages."""
        return self.state / ("page-facts-private.json" if self.private else "page-facts.json")

    @property
    def last_build(self) -> Path:
        """What the last build that came to its end was made from."""
        return self.state / "last-build.json"

    @property
    def made(self) -> Path:
        """What the reports of earlier builds were made from."""
        return self.state / "made.json"

    @property
    def failed(self) -> Path:
        """Which reports of the last build failed, if any."""
        return self.state / "failed.json"

    @property
    def manifest(self) -> Path:
        """What the last build put into the Quarto project."""
        return self.state / ("manifest-private.json" if self.private else "manifest.json")

    @property
    def site_record(self) -> Path | None:
        """Where the record of the site is kept; None for in the site itself, where anyone may read it."""
        return self.state / "private-site.json" if self.private else None

    @property
    def site_moments(self) -> Path:
        """Sizes and times of the files of the site when it was made."""
        return self.state / ("private-site-moments.json" if self.private else "site-moments.json")

    @property
    def link_secret(self) -> Path:
        """What private addresses are made from; with another secret all of them change."""
        return self.parameters / ".private-links-secret"

    @property
    def _home(self) -> Path:
        return self.root / "reports"


def find_project(start: Path) -> Project:
    """Find the project a folder belongs to.

    Parameters
    ----------
    start : Path
        A folder in the project.

    Returns
    -------
    Project
        The nearest folder upwards with ``notebooks/`` and ``reports/_quarto.yml``.

    Raises
    ------
    PesError
        When neither the folder nor any folder above it is a project.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     root = Path(folder).resolve()
    ...     (root / "notebooks").mkdir()
    ...     (root / "reports" / "en").mkdir(parents=True)
    ...     _ = (root / "reports" / "_quarto.yml").write_text("project: {}")
    ...     find_project(root / "reports" / "en").root == root
    True
    """
    start = start.resolve()
    for folder in (start, *start.parents):
        if (folder / "notebooks").is_dir() and (folder / "reports" / "_quarto.yml").is_file():
            return Project(folder)
    raise PesError(
        f"Folder „{start.name}” nie leży w projekcie: ani w nim, ani wyżej nie ma folderu notebooks/ "
        "i pliku reports/_quarto.yml. Przejdź do folderu projektu (cd) i powtórz polecenie.",
        f"The folder '{start.name}' is not in a project: neither it nor a folder above holds notebooks/ "
        "and reports/_quarto.yml. Change to the project's folder (cd) and run the command again.",
    )


def project_files(project: Project) -> list[Path]:
    """List the files of the Quarto project that people write: nothing that a build made.

    Parameters
    ----------
    project : Project
        The project.
    """
    generated = {
        f"{target.removesuffix('.ipynb')}{suffix}"
        for target in read_manifest(project.manifest)
        for suffix in _GENERATED
    }
    # Known without a record of builds too: files beside a page of which there is one.
    generated |= {
        f"{folder}{page.slug}.{ending}"
        for page in PAGES
        for ending in page.files
        for folder in ("", "en/")
        if page.each == "edition"
    }
    return files_below(project.reports, generated, KEPT_BESIDE)
