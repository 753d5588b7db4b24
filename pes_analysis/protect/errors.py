"""The error a user can act on: what is wrong, where, and what to do, in both languages."""


class PesError(Exception):
    """A step that cannot be done as asked.

    Parameters
    ----------
    pl, en : str
        The same message in Polish and English: what is wrong, where, what to do.

    Examples
    --------
    >>> error = PesError("Nie ma edycji „x”.", "There is no edition 'x'.")
    >>> print(error)
    Nie ma edycji „x”.
    There is no edition 'x'.
    >>> error.en
    "There is no edition 'x'."
    """

    def __init__(self, pl: str, en: str) -> None:
        super().__init__(f"{pl}\n{en}")
        self.pl = pl
        self.en = en

    def __reduce__(self) -> tuple[type["PesError"], tuple[str, str]]:
        """Say what makes the same error again, in another process too."""
        return type(self), (self.pl, self.en)
