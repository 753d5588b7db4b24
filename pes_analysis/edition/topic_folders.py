"""Where the tables of each topic of a region lie: packaged demonstration, own folder, or nowhere."""

from collections.abc import Mapping
from pathlib import Path

from pes_analysis.edition.parameters import TOPICS, EditionParameters
from pes_analysis.protect.errors import PesError
from pes_analysis.protect.names import check_inside

PACKAGED = Path(__file__).parent / "demonstration"


def topic_folders(parameters: EditionParameters, root: Path, where: str) -> Mapping[str, Path]:
    """Find the folders of an edition's topics.

    Parameters
    ----------
    parameters : EditionParameters
    root : Path
        The project's folder.
    where : str
        Name of the edition's file, for messages.

    Returns
    -------
    Mapping of str to Path
        By topic; a topic without tables has no entry.

    Raises
    ------
    PesError
        A folder is outside the project, or is not there.

    Examples
    --------
    >>> from pes_analysis.edition.parameters import read_parameters
    >>> parameters = read_parameters(Path("parameters/slaskie-2024.yml"))
    >>> dict(topic_folders(parameters, Path("."), "slaskie-2024.yml"))
    {}
    """
    found: dict[str, Path] = {}
    for topic in TOPICS:
        choice = parameters.topic(topic)
        if choice.demonstration:
            found[topic] = PACKAGED / topic
        elif choice.folder is not None:
            found[topic] = check_inside(root, choice.folder, f"{where}: {topic}")
        if topic in found and not found[topic].is_dir():
            name = found[topic].name
            raise PesError(
                f"{where}: {topic}: nie ma katalogu „{name}”. Utwórz go albo wpisz „{topic}: none”.",
                f"{where}: {topic}: there is no folder '{name}'. Make it or write '{topic}: none'.",
            )
    return found
