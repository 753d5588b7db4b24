"""Where the two sites of a build lie."""

from pathlib import Path

from pes_analysis.publish.project import Project


def public_site(project: Project, output: Path | None) -> Path:
    """Give the folder of the public site, links followed: the folder changes, a link to it stays.

    Parameters
    ----------
    project : Project
    output : Path or None
        The folder that was asked for, if any.
    """
    return (output or project.site).resolve()


def private_site(project: Project, public: Path) -> Path:
    """Give the folder of the private site that belongs to a public one.

    Examples
    --------
    >>> private_site(Project(Path("p")), Path("elsewhere/out")).as_posix()
    'elsewhere/out-private'
    """
    if public == project.site.resolve():
        return Project(project.root, private=True).site
    return public.with_name(f"{public.name}-private")
