"""Writing a form to hand out: under the ending asked for, and never over one that may be filled in."""

from pathlib import Path

from pes_analysis.protect.errors import PesError


def check_ending(output: Path, endings: tuple[str, ...]) -> str:
    """Give the ending of the file to write.

    Parameters
    ----------
    output : Path
    endings : tuple of str
        Those that can be written, such as ``(".xlsx", ".csv")``.

    Raises
    ------
    PesError
        The file ends otherwise.

    Examples
    --------
    >>> check_ending(Path("ankieta.XLSX"), (".xlsx", ".csv"))
    '.xlsx'
    """
    ending = output.suffix.lower()
    if ending not in endings:
        raise PesError(
            f"Plik „{output.name}” musi kończyć się na {' albo '.join(endings)}. Popraw nazwę.",
            f"The file '{output.name}' must end in {' or '.join(endings)}. Correct the name.",
        )
    return ending


def check_free(output: Path, content: bytes | None = None) -> None:
    """Refuse a place where something lies already, unless it is the same form, still empty.

    Raises
    ------
    PesError
        A file or a folder of this name is there, with other content.
    """
    if not output.exists() or (content is not None and output.is_file() and output.read_bytes() == content):
        return
    raise PesError(
        f"Plik albo folder {output} już jest i mogą w nim być odpowiedzi. Podaj inną nazwę albo usuń go.",
        f"The file or folder {output} is there and may hold answers. Give another name or remove it.",
    )


def hand_out(output: Path, content: bytes) -> None:
    """Write a form.

    Raises
    ------
    PesError
        Another file of this name is there, or the place cannot be written to.
    """
    from pes_analysis.publish.atomic import write_atomically

    check_free(output, content)
    try:
        write_atomically(output, content)
    except OSError as error:
        raise PesError(
            f"Nie można zapisać pliku {output}. Sprawdź folder i uprawnienia.",
            f"The file {output} cannot be written. Check the folder and the permissions.",
        ) from error
