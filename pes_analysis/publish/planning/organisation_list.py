"""Organisations and comparisons of an edition as a plan sees them: ids, names, consent."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from pes_analysis.protect.errors import PesError
from pes_analysis.protect.names import check_inside
from pes_analysis.publish.keys.digests import PACKAGE
from pes_analysis.publish.planning.outline import Comparison, Organisation
from pes_analysis.publish.planning.plain_rows import read_rows
from pes_analysis.publish.project import Project

if TYPE_CHECKING:
    from pes_analysis.edition.comparisons import Comparison as AskedComparison
    from pes_analysis.edition.parameters import OrganisationsChoice

DEMONSTRATION = PACKAGE / "edition" / "demonstration" / "organisations"
_COLUMNS = ("organisation_id", "name", "type", "consent", "generated")
_PUBLIC = "public"
# The list of cards has this name; a card of the same name would take its place.
_TAKEN = "index"


def folders_of(project: Project, where: str, choice: "OrganisationsChoice") -> tuple[Path, ...]:
    """Find the folders of an edition's organisations.

    Parameters
    ----------
    project : Project
    where : str
        Name of the edition's file, for messages.
    choice : OrganisationsChoice
        What the edition says.

    Raises
    ------
    PesError
        When the folder is outside the project or has no list of organisations.
    """
    folders = [DEMONSTRATION] if choice.beside_demonstration else []
    if choice.folder is not None:
        own = check_inside(project.root, choice.folder, f"{where}: organisations")
        # A workshop begins before its first return.
        if own.exists() or not choice.beside_demonstration:
            folders.insert(0, own)
    for folder in folders:
        if not (folder / "entities.csv").is_file():
            raise PesError(
                f"{where}: organisations: w katalogu „{folder.name}” nie ma pliku entities.csv. "
                "Wczytaj organizacje poleceniem „pes import” albo popraw nazwę katalogu.",
                f"{where}: organisations: there is no entities.csv in the folder '{folder.name}'. "
                "Read organisations in with 'pes import' or correct the name of the folder.",
            )
    return tuple(folders)


def read_organisation_list(folders: Iterable[Path]) -> tuple[Organisation, ...]:
    """Read which organisations there are, in the order of their ids.

    Raises
    ------
    PesError
        When a list cannot be read, or an organisation has the name of the list of cards.
    """
    rows = [row for folder in folders for row in read_rows(folder / "entities.csv", _COLUMNS)]
    for row in rows:
        if row["organisation_id"] == _TAKEN:
            raise PesError(
                f"entities.csv: identyfikator „{_TAKEN}” jest zajęty przez spis kart. Zmień go.",
                f"entities.csv: the id '{_TAKEN}' is taken by the list of cards. Change it.",
            )
    return tuple(
        Organisation(
            id=row["organisation_id"],
            type=row["type"],
            name=row["name"],
            public=row["consent"] == _PUBLIC,
            generated=row["generated"] == "true",
        )
        for row in sorted(rows, key=lambda row: row["organisation_id"])
    )


def read_comparison_list(asked: "Iterable[AskedComparison]") -> tuple[Comparison, ...]:
    """Give the comparisons of an edition with their titles, in the order of its file.

    Raises
    ------
    PesError
        When a comparison has the name of their list.
    """
    from pes_analysis.catalogue import load_catalogue
    from pes_analysis.edition.comparisons import title_of

    wanted = tuple(asked)
    for one in wanted:
        if one.id == _TAKEN:
            raise PesError(
                f"comparisons: identyfikator „{_TAKEN}” jest zajęty przez spis porównań. Zmień go.",
                f"comparisons: the id '{_TAKEN}' is taken by the list of comparisons. Change it.",
            )
    titles = {one.id: title_of(one, load_catalogue()) for one in wanted}
    return tuple(
        Comparison(
            one.id,
            {"pl": titles[one.id].pl, "en": titles[one.id].en},
            one.kind,
            one.members,
            (one.group and one.group.type) or "",
        )
        for one in wanted
    )
