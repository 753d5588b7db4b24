"""Checks of what becomes a name: ids, paths under a folder, parameters of a notebook."""

import keyword
import re
from collections.abc import Collection, Iterable
from pathlib import Path

from pes_analysis.protect.errors import PesError
from pes_analysis.protect.escape import WINDOWS_DEVICE_NAMES, clean

ORGANISATION_ID = r"[a-z0-9][a-z0-9-]{0,62}"
EDITION_ID = re.compile(ORGANISATION_ID)
# The page of the list is called so among the pages of organisations.
RESERVED_ORGANISATION_IDS = WINDOWS_DEVICE_NAMES | {"index"}


def check_edition_id(edition_id: str) -> str:
    """Give the id back when it can name a folder and a part of an address everywhere.

    Raises
    ------
    PesError
        When it has anything but ``a-z``, ``0-9`` and hyphens, begins with a hyphen, has more than
        63 characters, or is a name that Windows keeps for a device.

    Examples
    --------
    >>> check_edition_id("malopolskie-2024")
    'malopolskie-2024'
    """
    if EDITION_ID.fullmatch(edition_id) and edition_id not in WINDOWS_DEVICE_NAMES:
        return edition_id
    shown = clean(edition_id, limit=60)
    raise PesError(
        f"Identyfikator edycji „{shown}” jest nieprawidłowy. Użyj małych liter bez znaków polskich, "
        "cyfr i łączników (najwyżej 63 znaki), na przykład „malopolskie-2024”.",
        f"The edition id '{shown}' is not valid. Use lower-case letters a-z, digits and hyphens "
        "(at most 63 characters), for example 'malopolskie-2024'.",
    )


def is_organisation_id(organisation_id: str) -> bool:
    """Whether an id can name the files and the page of an organisation.

    Examples
    --------
    >>> [is_organisation_id(one) for one in ("cis-wola", "CIS", "nul", "index")]
    [True, False, False, False]
    """
    return (
        re.fullmatch(ORGANISATION_ID, organisation_id) is not None
        and organisation_id not in RESERVED_ORGANISATION_IDS
    )


def check_inside(root: Path, path: Path | str, where: str = "") -> Path:
    """Give the full path when it stays inside ``root`` after links and ``..`` are followed.

    Parameters
    ----------
    root : Path
        The folder not to be left.
    path : Path or str
        A path relative to ``root``, or a full one.
    where : str
        The file and the key that hold the path, for the message.

    Raises
    ------
    PesError
        When the path leads outside ``root`` or cannot be a path at all.

    Examples
    --------
    >>> check_inside(Path("/srv/site"), "en/../index.html") == Path("/srv/site/index.html").resolve()
    True
    """
    full_root = root.resolve()
    try:
        full_path = (full_root / path).resolve()
    except (ValueError, OSError, RuntimeError) as error:  # NUL byte, loop of links
        raise _outside(path, root, where) from error
    if not full_path.is_relative_to(full_root):
        raise _outside(path, root, where)
    return full_path


def _outside(path: Path | str, root: Path, where: str) -> PesError:
    shown = clean(str(path), limit=80)
    place = f"{where}: " if where else ""
    return PesError(
        f"{place}Ścieżka „{shown}” wychodzi poza folder „{root.name}”. Podaj ścieżkę wewnątrz tego folderu.",
        f"{place}The path '{shown}' leads outside the folder '{root.name}'. Give a path inside that folder.",
    )


def check_parameter_names(notebook: str, given: Iterable[str], declared: Collection[str]) -> None:
    """Refuse a parameter that the notebook does not declare.

    papermill writes a parameter's name into a code cell as it stands, so an unchecked name is code
    that runs. Its values are escaped.

    Parameters
    ----------
    notebook : str
        The notebook's file name, for the message.
    given : iterable of str
        Names about to be passed to the notebook.
    declared : collection of str
        Names in the notebook's cell tagged ``parameters``.

    Raises
    ------
    PesError
        For the first name that is not a plain Python name or is not declared.

    Examples
    --------
    >>> check_parameter_names("county.ipynb", ["edition"], declared=["edition", "teryt"])
    >>> check_parameter_names("county.ipynb", ["powiat"], declared=["edition", "teryt"])
    Traceback (most recent call last):
    ...
    pes_analysis.protect.errors.PesError: county.ipynb nie ma parametru „powiat”. Zna: edition, teryt.
    county.ipynb has no parameter 'powiat'. It knows: edition, teryt.
    """
    for name in given:
        if name.isidentifier() and not keyword.iskeyword(name) and name in declared:
            continue
        shown = clean(name, limit=60)
        known = ", ".join(sorted(declared)) or "—"
        raise PesError(
            f"{notebook} nie ma parametru „{shown}”. Zna: {known}.",
            f"{notebook} has no parameter '{shown}'. It knows: {known}.",
        )
