"""The outline of an edition, read without its figures: a plan needs names, not a hundred tables."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from pes_analysis.protect.errors import PesError
from pes_analysis.protect.escape import link_target, markdown
from pes_analysis.protect.names import check_inside
from pes_analysis.publish.keys.digests import PACKAGE
from pes_analysis.publish.planning.directory_list import read_directory_list
from pes_analysis.publish.planning.organisation_list import (
    folders_of,
    read_comparison_list,
    read_organisation_list,
)
from pes_analysis.publish.planning.outline import Case, County, Outline, voivodeship
from pes_analysis.publish.planning.plain_rows import read_rows
from pes_analysis.publish.project import Project

if TYPE_CHECKING:
    from pes_analysis.edition.parameters import Publisher

_PEERS = "peers.yml"
_COLUMNS = ("teryt", "name", "kind", "voivodeship", "voivodeship_name", "valid_to")


def edition_names(project: Project) -> list[str]:
    """List the editions of a project.

    Parameters
    ----------
    project : Project
        Its ``parameters/`` holds one file for each edition.
    """
    return sorted(path.stem for path in project.parameters.glob("*.yml") if path.name != _PEERS)


def read_outline(project: Project, edition: str) -> Outline:
    """Read what a plan has to know of an edition.

    Parameters
    ----------
    project : Project
        The project.
    edition : str
        The edition's name.

    Returns
    -------
    Outline
        Region, languages, counties, and where the figures lie.

    Raises
    ------
    PesError
        When there is no such edition, its file is wrong, or its region or snapshot does not exist.
    """
    known = edition_names(project)
    if edition not in known:
        listed = ", ".join(known) or "–"
        raise PesError(
            f"Nie ma edycji „{edition}”. W folderze parameters/ są: {listed}.",
            f"There is no edition '{edition}'. In the folder parameters/ there are: {listed}.",
        )
    # pydantic and what the package brings along take a moment: not for a mistyped name.
    from pes_analysis.edition.parameters import read_parameters, read_peers
    from pes_analysis.edition.topic_folders import topic_folders
    from pes_analysis.edition.unit_pages import has_unit_page

    path = project.parameters / f"{edition}.yml"
    parameters = read_parameters(path)
    packaged = parameters.snapshot == "demonstration"
    snapshot = (
        PACKAGE / "edition" / "demonstration"
        if packaged
        else check_inside(project.root, parameters.snapshot, f"{path.name}: snapshot")
    )
    rows = _counties(snapshot)
    names = {row["voivodeship"]: row["voivodeship_name"] for row in rows}
    if parameters.region not in names:
        listed = ", ".join(f"{code} {name}" for code, name in sorted(names.items()))
        raise PesError(
            f"{path.name}: nie ma województwa o kodzie „{parameters.region}”. Są: {listed}.",
            f"{path.name}: there is no voivodeship with the code '{parameters.region}'. There are: {listed}.",
        )
    region, year = names[parameters.region], parameters.year
    organisations = folders_of(project, path.name, parameters.organisations)
    named = read_organisation_list(organisations)
    carded = {one.id for one in named if one.public}
    topics = topic_folders(parameters, project.root, path.name)
    peers = project.parameters / _PEERS
    usual = read_peers(peers).count
    return Outline(
        edition=edition,
        year=year,
        region=parameters.region,
        region_name=region,
        languages=tuple(parameters.languages),
        counties=tuple(
            County(
                row["teryt"],
                row["name"],
                "city" if row["kind"] == "city" else "land",
                row["voivodeship"],
                row["voivodeship_name"],
            )
            for row in rows
            if not row["valid_to"]
        ),
        organisations=named,
        comparisons=read_comparison_list(parameters.comparisons),
        units=tuple(
            one
            for one in read_directory_list(topics.get("directory"))
            if has_unit_page(parameters.directory.unit_pages, one.id, carded)
        ),
        organisation_folders=organisations,
        cases=_cases(topics.get("case_studies")),
        surveyed=_surveyed(topics.get("ties"), parameters.region, parameters.year),
        inputs=(
            path,
            peers,
            snapshot,
            *organisations,
            *topics.values(),
            *_earlier_edition(project, path.name, parameters.previous),
            *_own_figures(project, path.name, parameters.figures),
        ),
        variables={
            "edition": {
                "name": {
                    "pl": markdown(f"Województwo {region}, {year}"),
                    "en": markdown(f"{voivodeship(region)}, {year}"),
                }
            },
            "publisher": _publisher(parameters.publisher),
            "peers": {"count": str(usual if parameters.peers.count is None else parameters.peers.count)},
        },
    )


def _earlier_edition(project: Project, where: str, previous: str | None) -> Iterator[Path]:
    """Give the files that an earlier edition has beside the snapshot; the yearly report reads it, too."""
    from pes_analysis.edition.parameters import read_parameters

    if previous is None:
        return
    path = project.parameters / f"{previous}.yml"
    if not path.is_file():
        listed = ", ".join(edition_names(project))
        raise PesError(
            f"{where}: previous: nie ma edycji „{previous}”. W folderze parameters/ są: {listed}.",
            f"{where}: previous: there is no edition '{previous}'. In parameters/ there are: {listed}.",
        )
    yield path
    earlier = read_parameters(path)
    if earlier.snapshot != "demonstration":
        yield check_inside(project.root, earlier.snapshot, f"{path.name}: snapshot")
    yield from _own_figures(project, path.name, earlier.figures)


def _own_figures(project: Project, where: str, names: Iterable[str]) -> Iterator[Path]:
    for name in names:
        path = check_inside(project.root, name, f"{where}: figures")
        if not path.is_file():
            raise PesError(
                f"{where}: figures: w projekcie nie ma pliku „{name}”. Dodaj plik albo popraw ścieżkę.",
                f"{where}: figures: there is no file '{name}' in the project. Add it or correct the path.",
            )
        yield path


def _cases(folder: Path | None) -> tuple[Case, ...]:
    if folder is None:
        return ()
    from pes_analysis.edition.case_studies import LANGUAGES, read_case_studies

    return tuple(
        Case(case.id, {language: case.header.title.in_language(language) for language in LANGUAGES})
        for case in read_case_studies(folder)
    )


def _surveyed(folder: Path | None, region: str, until: int) -> frozenset[str]:
    """Find the counties of the region in which the newest survey of ties asked somebody."""
    if folder is None:
        return frozenset()
    seats = {row["unit_id"]: row["teryt"] for row in read_rows(folder / "units.csv", ("unit_id", "teryt"))}
    asked = [row for row in read_rows(folder / "asked.csv", ("unit_id", "year")) if row["year"] <= str(until)]
    newest = max((row["year"] for row in asked), default="")
    counties = {seats.get(row["unit_id"], "") for row in asked if row["year"] == newest}
    return frozenset(county for county in counties if county.startswith(region))


def _publisher(publisher: "Publisher") -> Mapping[str, Any]:
    """Give what pages print of the publisher: Markdown, with the contact ready to follow the names."""
    contact = []
    if publisher.email:
        contact.append(f"[{markdown(publisher.email)}](mailto:{quote(publisher.email, safe='@+')})")
    if publisher.url:
        contact.append(f"[{markdown(publisher.url.removeprefix('https://'))}]({link_target(publisher.url)})")
    return {
        "name": {"pl": markdown(publisher.name.pl), "en": markdown(publisher.name.en)},
        "data_steward": {
            "pl": markdown(publisher.data_steward.pl),
            "en": markdown(publisher.data_steward.en),
        },
        "contact": "".join(f" · {item}" for item in contact),
    }


def _counties(snapshot: Path) -> list[dict[str, str]]:
    path = snapshot / "counties.csv"
    if not path.is_file():
        raise PesError(
            f"W zestawie danych „{snapshot.name}” nie ma pliku counties.csv. "
            "Popraw „snapshot” w pliku edycji.",
            f"There is no counties.csv in the snapshot '{snapshot.name}'. "
            "Correct 'snapshot' in the file of the edition.",
        )
    return sorted(read_rows(path, _COLUMNS), key=lambda row: row["teryt"])
