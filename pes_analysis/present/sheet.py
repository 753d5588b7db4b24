"""One table of a download: plain rows with headings in the page's language, and what the columns mean."""

from dataclasses import dataclass

import pandas as pd


@dataclass(frozen=True, eq=False)
class Sheet:
    """A table that goes into a file beside a page.

    Attributes
    ----------
    name : str
        At most 31 characters, as spreadsheets allow; unique within a file.
    frame : DataFrame
        Numbers as numbers, texts as texts, one row a fact. The column names are what a reader sees.
    notes : tuple of str
        Sentences under the title: edition, date of the data, reliability, "demonstration data".
    """

    name: str
    frame: pd.DataFrame
    notes: tuple[str, ...] = ()
