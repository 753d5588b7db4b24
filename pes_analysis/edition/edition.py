"""An edition opened: parameters, checked figures and the catalogue, ready to be measured."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cached_property
from pathlib import Path

import pandas as pd

from pes_analysis.catalogue import Catalogue, Text, load_catalogue
from pes_analysis.edition.codes import county_code
from pes_analysis.edition.comparisons import Comparison, ComparisonError, members_of
from pes_analysis.edition.organisations import (
    OrganisationsError,
    no_organisations,
)
from pes_analysis.edition.own_figures import REPAIR_COLUMNS, lay_over
from pes_analysis.edition.parameters import (
    PEERS_FILE,
    EditionParameters,
    PeersParameters,
    read_parameters,
    read_peers,
)
from pes_analysis.edition.snapshot import POLAND, Snapshot, read_snapshot
from pes_analysis.edition.topic_folders import topic_folders
from pes_analysis.edition.topic_tables import PACKAGED, TopicTables
from pes_analysis.protect.errors import PesError
from pes_analysis.protect.names import check_inside


class EditionError(PesError):
    """An edition that is not there, or whose parameters contradict its figures."""


@dataclass(frozen=True, eq=False)
class Edition(TopicTables):
    """Everything one publication is made from.

    Attributes
    ----------
    parameters : EditionParameters
    snapshot : Snapshot
        Figures, with own figures laid over them.
    catalogue : Catalogue
    peers : PeersParameters
        Structural variables and the number of similar counties.
    repairs : DataFrame
        What was read otherwise than written in the files of own figures, and figures of them that no
        indicator uses yet: ``file, line, column, rule, message_pl, message_en, cells``.
    organisations_folder : Path, optional
        Where its own organisations are.
    topics : Mapping of str to Path
        Folders of the topics that have tables, as `topic_folders` finds them.
    """

    parameters: EditionParameters
    snapshot: Snapshot
    catalogue: Catalogue
    peers: PeersParameters
    repairs: pd.DataFrame
    organisations_folder: Path | None = None
    topics: Mapping[str, Path] = field(default_factory=dict)

    def check_organisation(self, organisation_id: str) -> str:
        """Check the id of an organisation.

        Raises
        ------
        OrganisationsError
            There is no such organisation; the message says which was probably meant.
        """
        known = self.organisations.entities.index
        if organisation_id in known:
            return organisation_id
        near = get_close_matches(str(organisation_id), [str(one) for one in known]) or list(known[:2])
        listed = ", ".join(near) or "–"
        raise OrganisationsError(
            f"W edycji {self.parameters.edition} nie ma organizacji „{organisation_id}”. "
            f"Są na przykład: {listed}.",
            f"The edition {self.parameters.edition} has no organisation '{organisation_id}'. "
            f"There are for example: {listed}.",
        )

    @property
    def comparisons(self) -> tuple[Comparison, ...]:
        """The comparisons it asks for, in order."""
        return self.parameters.comparisons

    def comparison(self, comparison_id: str) -> Comparison:
        """Give one comparison.

        Raises
        ------
        ComparisonError
            There is none of that id; those there are get listed.
        """
        known = {one.id: one for one in self.comparisons}
        if comparison_id not in known:
            listed = ", ".join(known) or "–"
            raise ComparisonError(
                f"W edycji {self.parameters.edition} nie ma porównania „{comparison_id}”. Są: {listed}.",
                f"The edition {self.parameters.edition} has no comparison '{comparison_id}'. "
                f"There are: {listed}.",
            )
        return known[comparison_id]

    def members_of(self, comparison: Comparison) -> tuple[str, ...]:
        """Find whom a comparison compares: ids of organisations or codes of counties.

        Raises
        ------
        ComparisonError
            Someone is not there, or a group has fewer than two members.

        Examples
        --------
        >>> edition = open_edition_data("malopolskie-2024")
        >>> edition.members_of(edition.comparison("miasta-i-krakowski"))
        ('1261', '1262', '1263', '1206')
        """
        organisations = self.organisations if comparison.kind == "organisations" else no_organisations()
        return members_of(comparison, organisations.entities, self.snapshot.counties, self.parameters.region)

    @cached_property
    def region_counties(self) -> tuple[str, ...]:
        """Codes of the counties of the region, in order.

        Examples
        --------
        >>> codes = open_edition_data("malopolskie-2024").region_counties
        >>> len(codes), codes[0], codes[-1]
        (22, '1201', '1263')
        """
        counties = self.snapshot.counties
        inside = counties.index[counties["voivodeship"] == self.parameters.region]
        return tuple(str(teryt) for teryt in inside)

    @property
    def region_name(self) -> str:
        """Name of the voivodeship: "małopolskie"."""
        return str(self.snapshot.voivodeships.loc[self.parameters.region, "name"])

    @property
    def title(self) -> Text:
        """Title of the edition, made of the region and the year.

        Examples
        --------
        >>> open_edition_data("malopolskie-2024").title.pl
        'Województwo małopolskie, 2024'
        """
        name, year = self.region_name, self.parameters.year
        capital = "-".join(part.capitalize() for part in name.split("-"))
        return Text(pl=f"Województwo {name}, {year}", en=f"{capital} voivodeship, {year}")

    def check_teryt(self, code: object) -> str:
        """Check the code of a county; any county of Poland will do.

        Raises
        ------
        CountyCodeError
            Saying what is wrong and which code was probably meant.

        Examples
        --------
        >>> open_edition_data("malopolskie-2024").check_teryt("0201")
        '0201'
        """
        return county_code(code, self.snapshot.counties)


def open_edition_data(edition: str | Path) -> Edition:
    """Open an edition: read its parameters, its figures and the catalogue.

    Parameters
    ----------
    edition : str or Path
        Name of a file in ``parameters/`` of the project around the current folder, or the path of
        such a file.

    Returns
    -------
    Edition

    Raises
    ------
    EditionError
        There is no such edition (those there are get listed), or its region is no voivodeship.
    PesError
        Its parameters, figures, own figures or comparisons of counties are wrong.

    Examples
    --------
    >>> edition = open_edition_data("malopolskie-2024")
    >>> edition.region_name, edition.parameters.year, edition.peers.count
    ('małopolskie', 2024, 20)
    """
    path = find_parameters(edition)
    parameters = read_parameters(path)
    root = path.resolve().parent.parent
    packaged = parameters.snapshot == PACKAGED
    snapshot = read_snapshot(
        None if packaged else check_inside(root, parameters.snapshot, f"{path.name}: snapshot")
    )
    if parameters.region not in snapshot.voivodeships.index.drop(POLAND):
        known = snapshot.voivodeships["name"].drop(POLAND)
        listed = ", ".join(f"{code} {name}" for code, name in known.items())
        raise EditionError(
            f"{path}: nie ma województwa o kodzie „{parameters.region}”. Są: {listed}.",
            f"{path}: there is no voivodeship with the code '{parameters.region}'. There are: {listed}.",
        )
    catalogue = load_catalogue()
    repairs = []
    for name in parameters.figures:
        figures = check_inside(root, name, f"{path.name}: figures")
        snapshot, repaired = lay_over(snapshot, figures, catalogue.variables("county"), parameters.publisher)
        repairs.append(repaired)
    peers = read_peers(path.with_name(PEERS_FILE))
    if parameters.peers.count is not None:
        peers = peers.model_copy(update={"count": parameters.peers.count})
    own = parameters.organisations.folder
    opened = Edition(
        parameters=parameters,
        snapshot=snapshot,
        catalogue=catalogue,
        peers=peers,
        repairs=pd.concat(repairs, ignore_index=True) if repairs else pd.DataFrame(columns=REPAIR_COLUMNS),
        organisations_folder=check_inside(root, own, f"{path.name}: organisations") if own else None,
        topics=topic_folders(parameters, root, path.name),
    )
    for comparison in parameters.comparisons:
        # Organisations would have to be read first; whoever compares them meets the same check.
        if comparison.kind == "counties":
            opened.members_of(comparison)
    return opened


def find_parameters(edition: str | Path) -> Path:
    """Find the file of an edition.

    Parameters
    ----------
    edition : str or Path
        A name, or the path of a ``.yml`` file.

    Returns
    -------
    Path

    Raises
    ------
    EditionError
        There is no such file; the message lists the editions there are.

    Examples
    --------
    >>> find_parameters("malopolskie-2024").name
    'malopolskie-2024.yml'
    """
    if isinstance(edition, Path) or str(edition).endswith(".yml"):
        path = Path(edition)
        if not path.is_file():
            raise EditionError(
                f"Nie ma pliku parametrów {path}. Sprawdź ścieżkę.",
                f"There is no file of parameters {path}. Check the path.",
            )
        return path
    folder = project_root(Path.cwd()) / "parameters"
    known = sorted(path.stem for path in folder.glob("*.yml") if path.name != PEERS_FILE)
    # A name is looked up, never joined to a path unseen: "../x" is no edition.
    if edition not in known:
        listed = ", ".join(known) or "–"
        raise EditionError(
            f"Nie ma edycji „{edition}”. W katalogu {folder} są: {listed}.",
            f"There is no edition '{edition}'. In the folder {folder} there are: {listed}.",
        )
    return folder / f"{edition}.yml"


def project_root(start: Path) -> Path:
    """Find the project around a folder: the nearest one upwards with ``parameters`` and ``notebooks``.

    Raises
    ------
    EditionError
        There is none.
    """
    for folder in (start.resolve(), *start.resolve().parents):
        if (folder / "parameters").is_dir() and (folder / "notebooks").is_dir():
            return folder
    raise EditionError(
        f"Nad katalogiem {start} nie ma projektu (katalogów „parameters” i „notebooks”). "
        "Przejdź do katalogu projektu albo podaj ścieżkę pliku parametrów.",
        f"There is no project above the folder {start} (folders 'parameters' and 'notebooks'). "
        "Go to the project's folder or give the path of the file of parameters.",
    )
