"""Opening an edition: its parameters found, its tables read once, for as long as they stay as they are."""

from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from pes_analysis.catalogue import load_catalogue
from pes_analysis.edition.edition import Edition, EditionError
from pes_analysis.edition.files_state import FilesState, state_of
from pes_analysis.edition.own_figures import REPAIR_COLUMNS, lay_over
from pes_analysis.edition.parameters import PEERS_FILE, read_parameters, read_peers
from pes_analysis.edition.snapshot import DEMONSTRATION, POLAND, read_snapshot
from pes_analysis.edition.topic_folders import topic_folders
from pes_analysis.edition.topic_tables import PACKAGED
from pes_analysis.protect.names import check_inside


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
        The same object as long as none of its files changes: treat its tables as read-only.

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
    path = find_parameters(edition).resolve()
    # What pages share is looked up by the tables it was computed from: tables read anew for each notebook of
    # a warm process would have it computed anew for each notebook, too.
    kept = _opened.get(path)
    if kept is not None and state_of(kept.files) == kept.state:
        return kept.edition
    opened = _open(path)
    _opened.pop(path, None)
    while len(_opened) >= _MOST_KEPT:
        del _opened[next(iter(_opened))]
    _opened[path] = opened
    return opened.edition


@dataclass(frozen=True)
class _Opened:
    """An edition, and what its files were like before they were read."""

    edition: Edition
    files: tuple[Path, ...]
    state: FilesState


_MOST_KEPT = 2
_opened: dict[Path, _Opened] = {}


def _open(path: Path) -> _Opened:
    settings = path, path.with_name(PEERS_FILE)
    before = state_of(settings)
    parameters = read_parameters(path)
    root = path.parent.parent
    packaged = parameters.snapshot == PACKAGED
    tables = None if packaged else check_inside(root, parameters.snapshot, f"{path.name}: snapshot")
    own = parameters.organisations.folder
    organisations = check_inside(root, own, f"{path.name}: organisations") if own else None
    figures = [check_inside(root, name, f"{path.name}: figures") for name in parameters.figures]
    topics = topic_folders(parameters, root, path.name)
    beside = [*topics.values(), *figures, *(one for one in (tables, organisations) if one is not None)]
    # What comes with the package changes with the package only.
    files = tuple(one for one in beside if not one.is_relative_to(DEMONSTRATION))
    state = before | state_of(files)
    snapshot = read_snapshot(tables)
    if parameters.region not in snapshot.voivodeships.index.drop(POLAND):
        known = snapshot.voivodeships["name"].drop(POLAND)
        listed = ", ".join(f"{code} {name}" for code, name in known.items())
        raise EditionError(
            f"{path}: nie ma województwa o kodzie „{parameters.region}”. Są: {listed}.",
            f"{path}: there is no voivodeship with the code '{parameters.region}'. There are: {listed}.",
        )
    catalogue = load_catalogue()
    repairs = []
    for own_figures in figures:
        snapshot, repaired = lay_over(
            snapshot, own_figures, catalogue.variables("county"), parameters.publisher
        )
        repairs.append(repaired)
    peers = read_peers(path.with_name(PEERS_FILE))
    if parameters.peers.count is not None:
        peers = peers.model_copy(update={"count": parameters.peers.count})
    opened = Edition(
        parameters=parameters,
        snapshot=snapshot,
        catalogue=catalogue,
        peers=peers,
        repairs=pd.concat(repairs, ignore_index=True) if repairs else pd.DataFrame(columns=REPAIR_COLUMNS),
        organisations_folder=organisations,
        topics=topics,
    )
    for comparison in parameters.comparisons:
        # Organisations would have to be read first; whoever compares them meets the same check.
        if comparison.kind == "counties":
            opened.members_of(comparison)
    return _Opened(opened, (*settings, *files), state)


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
