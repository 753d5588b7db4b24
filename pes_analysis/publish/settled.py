"""The last build that came to its end: whether one asked for now would do the same over again."""

import json
import os
import platform
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from pes_analysis.protect.swap import has_leftovers
from pes_analysis.publish.build_report import BuildReport
from pes_analysis.publish.keys.digests import PACKAGE, digest_of, files_below
from pes_analysis.publish.keys.file_digests import FileDigests
from pes_analysis.publish.keys.kept_json import read_kept, write_kept
from pes_analysis.publish.keys.libraries import versions
from pes_analysis.publish.planning.outline import Outline
from pes_analysis.publish.project import Project, project_files
from pes_analysis.publish.request import Request
from pes_analysis.publish.site.manifest import holds_site, is_untouched, read_site_record
from pes_analysis.publish.site.rendering import choose_renderer
from pes_analysis.publish.site.site_places import private_site, public_site


@dataclass(frozen=True)
class Inputs:
    """All that a build is made from, as one digest.

    Parameters
    ----------
    roots : tuple of Path
        Files and folders that it reads, besides the package and what people wrote in the project.
    digest : str
        Of the request, the programs, and names and contents of all files; empty when one cannot be read.
    """

    roots: tuple[Path, ...]
    digest: str


@dataclass(frozen=True)
class LastBuild:
    """What is known of the last build that came to its end.

    Parameters
    ----------
    inputs : Inputs
        What it was made from.
    site : Path
        Its public site.
    private : Path or None
        Its private site, if there was one.
    renderer : str
        What rendered it.
    reports : int
        How many reports it has.
    """

    inputs: Inputs
    site: Path
    private: Path | None
    renderer: str
    reports: int


def read_inputs(
    project: Project, edition: str, request: Request, roots: Iterable[Path], digests: FileDigests
) -> Inputs:
    """Digest all that a build is made from.

    Parameters
    ----------
    project : Project
    edition : str
        The edition's name.
    request : Request
        What is asked for; how many workers do it is no part of that.
    roots : iterable of Path
        The edition's inputs.
    digests : FileDigests
        What is known of files.

    Raises
    ------
    PesError
        When there is no renderer such as is asked for.
    """
    listed = tuple(roots)
    asked = [
        edition,
        list(request.counties),
        request.all_counties,
        list(request.organisations),
        list(request.languages),
        [page.notebook for page in request.pages],
        os.fspath(public_site(project, request.output)),
        str(choose_renderer(request.renderer)),
    ]
    folders = (PACKAGE, project.notebooks, project.parameters, *listed)
    try:
        files = dict.fromkeys(file for folder in folders for file in files_below(folder))
        files |= dict.fromkeys(project_files(project))
        contents = [part for file in files for part in (os.fspath(file), digests.of(file))]
    except OSError:
        # Whoever reads it for what it says tells what is wrong with it.
        return Inputs(listed, "")
    return Inputs(listed, digest_of(json.dumps(asked), platform.python_version(), *versions(), *contents))


def inputs_of(outline: Outline) -> tuple[Path, ...]:
    """Name the files and folders that an edition is read from."""
    return outline.inputs


def stands(project: Project, last: LastBuild, inputs: Inputs) -> bool:
    """Tell whether the last build was made from just these inputs, and its sites are as it left them.

    Parameters
    ----------
    project : Project
    last : LastBuild
    inputs : Inputs
        What a build would be made from now. Any doubt is a no: the build then finds out for itself.
    """
    if not inputs.digest or inputs != last.inputs:
        return False
    hidden = Project(project.root, private=True)
    if last.private is None and holds_site(private_site(project, last.site)):
        return False
    sites = [(project, last.site), *([(hidden, last.private)] if last.private else [])]
    return all(_is_as_left(whose, site) for whose, site in sites)


def _is_as_left(project: Project, site: Path) -> bool:
    if has_leftovers(site):
        return False
    record = read_site_record(site, project.site_record)
    return record is not None and is_untouched(site, record, project.site_moments)


def report_of(last: LastBuild, report: BuildReport) -> BuildReport:
    """Report that nothing has changed since the last build."""
    return replace(
        report,
        site=last.site,
        private=last.private,
        renderer=last.renderer,
        reports=last.reports,
        unchanged=True,
    )


def read_last(path: Path) -> LastBuild | None:
    """Read what is known of the last build; None when nobody knows, or the file is damaged."""
    stored = read_kept(path)
    if stored is None:
        return None
    return LastBuild(
        Inputs(tuple(Path(root) for root in stored["roots"]), stored["digest"]),
        Path(stored["site"]),
        Path(stored["private"]) if stored["private"] else None,
        stored["renderer"],
        stored["reports"],
    )


def write_last(path: Path, inputs: Inputs, report: BuildReport) -> None:
    """Note a build that came to its end.

    Parameters
    ----------
    path : Path
        The file.
    inputs : Inputs
        What it was made from: read before anything of it was, and found the same when it had ended.
    report : BuildReport
        What it did.
    """
    stored = {
        "roots": [os.fspath(root) for root in inputs.roots],
        "digest": inputs.digest,
        "site": os.fspath(report.site),
        "private": os.fspath(report.private) if report.private else "",
        "renderer": report.renderer,
        "reports": report.reports,
    }
    write_kept(path, stored)
