"""Notebooks as they are written: which parameters they take, and what may be given to them."""

import ast
import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pes_analysis.protect.errors import PesError
from pes_analysis.protect.names import ORGANISATION_ID, check_edition_id, check_parameter_names

# papermill writes a parameter's name into the notebook as code, reads templates in paths and takes paths
# for URLs; so names, values and paths are all checked here, before papermill sees any of them.
_VALUES: Mapping[str, str] = {
    "teryt": r"[0-9]{4}",
    "organisation_id": ORGANISATION_ID,
    "unit_id": ORGANISATION_ID,
    "comparison_id": ORGANISATION_ID,
    "case_id": ORGANISATION_ID,
    "cards": rf"all|{ORGANISATION_ID}(,{ORGANISATION_ID})*",
    "language": r"pl|en",
    "scope": r"region|all|[0-9]{4}(,[0-9]{4})*",
}
_NAMES = frozenset({"edition", *_VALUES})
_FILE = re.compile(r"[a-z][a-z0-9_]{0,62}\.ipynb")


def notebook_path(folder: Path, name: str) -> Path:
    """Give the path of a notebook, and refuse one outside its folder.

    Parameters
    ----------
    folder : Path
        The project's ``notebooks/``.
    name : str
        A file name such as ``county.ipynb``.

    Raises
    ------
    PesError
        When the name is no plain file name, or no such notebook lies in the folder itself.

    Examples
    --------
    >>> try:
    ...     notebook_path(Path("notebooks"), "../county.ipynb")
    ... except PesError as error:
    ...     print(error.en)
    '../county.ipynb' is not the name of a notebook (small letters, digits and _, such as county.ipynb).
    """
    if _FILE.fullmatch(name) is None:
        raise PesError(
            f"„{name}” nie jest nazwą notatnika (małe litery, cyfry i _, na przykład county.ipynb).",
            f"'{name}' is not the name of a notebook (small letters, digits and _, such as county.ipynb).",
        )
    path = folder / name
    if not path.is_file() or not path.resolve().is_relative_to(folder.resolve()):
        raise PesError(
            f"W folderze notebooks/ nie ma notatnika {name}. Przywróć go z repozytorium.",
            f"There is no notebook {name} in the folder notebooks/. Restore it from the repository.",
        )
    return path


def read_cells(path: Path) -> list[dict[str, Any]]:
    """Read the cells of a notebook with no more than JSON.

    Parameters
    ----------
    path : Path
        The notebook.

    Returns
    -------
    list of dict
        Cells with ``cell_type``, ``source`` (one string) and ``metadata``.

    Raises
    ------
    PesError
        When the file is no notebook of format 4.
    """
    try:
        content = json.loads(path.read_bytes())
        if content["nbformat"] != 4:
            raise ValueError("not format 4")
        return [
            {
                "cell_type": cell["cell_type"],
                "source": "".join(cell["source"]),
                "metadata": cell.get("metadata", {}),
            }
            for cell in content["cells"]
        ]
    except (ValueError, KeyError, TypeError) as problem:
        raise PesError(
            f"Pliku {path.name} nie da się odczytać jako notatnika Jupyter w formacie 4 ({problem}). "
            "Otwórz go w JupyterLab i zapisz jeszcze raz.",
            f"The file {path.name} cannot be read as a Jupyter notebook of format 4 ({problem}). "
            "Open it in JupyterLab and save it again.",
        ) from problem


def declared_parameters(cells: list[dict[str, Any]]) -> frozenset[str]:
    """Name the parameters that a notebook declares in its cell tagged ``parameters``.

    Parameters
    ----------
    cells : list of dict
        As :func:`read_cells` gives them.

    Examples
    --------
    >>> tagged = {"tags": ["parameters"]}
    >>> cell = {"cell_type": "code", "source": 'teryt = "1201"  # a county', "metadata": tagged}
    >>> sorted(declared_parameters([cell]))
    ['teryt']
    """
    names: set[str] = set()
    for cell in cells:
        if cell["cell_type"] == "code" and "parameters" in cell["metadata"].get("tags", []):
            for statement in ast.parse(cell["source"]).body:
                if isinstance(statement, ast.Assign):
                    names.update(target.id for target in statement.targets if isinstance(target, ast.Name))
                elif isinstance(statement, ast.AnnAssign) and isinstance(statement.target, ast.Name):
                    names.add(statement.target.id)
    return frozenset(names)


def check_parameters(notebook: str, declared: frozenset[str], given: Mapping[str, str]) -> None:
    """Refuse parameters that a notebook does not declare, or whose value is not of its kind.

    Parameters
    ----------
    notebook : str
        The notebook's name, for the message.
    declared : frozenset of str
        What :func:`declared_parameters` found.
    given : Mapping of str to str
        What is to be set.

    Raises
    ------
    PesError
        For the first name or value that cannot be given.

    Examples
    --------
    >>> check_parameters("county.ipynb", frozenset({"teryt"}), {"teryt": "0201"})
    >>> try:
    ...     check_parameters("county.ipynb", frozenset({"teryt"}), {"teryt": "1201; x = 1"})
    ... except PesError as error:
    ...     print(error.en)
    county.ipynb: the parameter 'teryt' cannot be '1201; x = 1'. Give a value like [0-9]{4}.
    """
    check_parameter_names(notebook, given, declared & _NAMES)
    for name, value in given.items():
        if name == "edition":
            check_edition_id(value)
        elif re.fullmatch(pattern := _VALUES[name], value) is None:
            raise PesError(
                f"{notebook}: parametr „{name}” nie może być „{value}”. Podaj wartość w postaci {pattern}.",
                f"{notebook}: the parameter '{name}' cannot be '{value}'. Give a value like {pattern}.",
            )
