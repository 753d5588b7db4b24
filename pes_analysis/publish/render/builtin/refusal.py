"""The error of a page the built-in renderer will not publish: it always says which page."""

from pes_analysis.protect.errors import PesError


def refusal(where: str, pl: str, en: str) -> PesError:
    """Make the error for one page.

    Parameters
    ----------
    where : str
        The source file, relative to the project.
    pl, en : str
        What is wrong and what to do.

    Examples
    --------
    >>> print(refusal("index.qmd", "Brak tytułu. Dopisz go.", "No title. Add one."))
    index.qmd: Brak tytułu. Dopisz go.
    index.qmd: No title. Add one.
    """
    return PesError(f"{where}: {pl}", f"{where}: {en}")
