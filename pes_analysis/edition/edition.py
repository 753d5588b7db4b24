"""An edition opened: parameters, checked figures and the catalogue, ready to be measured."""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pandas as pd

from pes_analysis.catalogue import Catalogue, Text, load_catalogue
from pes_analysis.edition.codes import county_code
from pes_analysis.edition.own_figures import REPAIR_COLUMNS, lay_over
from pes_analysis.edition.parameters import (
    PEERS_FILE,
    EditionParameters,
    PeersParameters,
    read_parameters,
    read_peers,
)
from pes_analysis.edition.snapshot import POLAND, Snapshot, read_snapshot
from pes_analysis.protect.errors import PesError
from pes_analysis.protect.names import check_inside

PACKAGED = "demonstration"


class EditionError(PesError):
    """An edition that is not there, or whose parameters contradict its figures."""


@dataclass(frozen=True, eq=False)
class Edition:
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
    """

    parameters: EditionParameters
    snapshot: Snapshot
    catalogue: Catalogue
    peers: PeersParameters
    repairs: pd.DataFrame

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
        Its parameters, figures or own figures are wrong.

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
    for figures in parameters.figures:
        own = check_inside(root, figures, f"{path.name}: figures")
        snapshot, repaired = lay_over(snapshot, own, catalogue.variables("county"), parameters.publisher)
        repairs.append(repaired)
    peers = read_peers(path.with_name(PEERS_FILE))
    if parameters.peers.count is not None:
        peers = peers.model_copy(update={"count": parameters.peers.count})
    return Edition(
        parameters=parameters,
        snapshot=snapshot,
        catalogue=catalogue,
        peers=peers,
        repairs=pd.concat(repairs, ignore_index=True) if repairs else pd.DataFrame(columns=REPAIR_COLUMNS),
    )


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
