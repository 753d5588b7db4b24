"""Figures in the report of a composite index."""

import pandas as pd

from pes_analysis.present.language import Language
from pes_analysis.present.markup import Markup
from pes_analysis.present.numbers import number, signed

NOT_KNOWN = Markup("–")


def figure(value: float, decimals: int, language: Language) -> Markup:
    """Format a number that is ours, so that nothing in it needs escaping.

    Parameters
    ----------
    value : float
        NaN is a dash.
    decimals : int
    language : Language

    Returns
    -------
    Markup
    """
    return NOT_KNOWN if pd.isna(value) else Markup(number(value, decimals, language))


def difference(value: float, decimals: int, language: Language) -> Markup:
    """Format a change with its sign; NaN is a dash."""
    return NOT_KNOWN if pd.isna(value) else Markup(signed(value, decimals, language))


def share(value: float, language: Language) -> Markup:
    """Format a probability or a share as a whole per cent; a small negative estimate is zero."""
    return NOT_KNOWN if pd.isna(value) else Markup(f"{number(max(100 * value, 0), 0, language)}%")
