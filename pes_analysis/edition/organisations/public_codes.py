"""Codes under which organisations stand in public comparisons: drawn by lot, kept for good."""

from collections.abc import Collection, Iterator
from random import Random, SystemRandom

import pandas as pd

GENERATED_MARK = "D"
LEAST_DIGITS = 2


def with_public_codes(entities: pd.DataFrame, lots: Random | None = None) -> pd.DataFrame:
    """Give a code to each organisation that has none; codes once given stay.

    A code tells the type and nothing else. Its number is drawn by lot among the free ones, so it follows
    neither names, counties, nor the order in which organisations came; nobody can reckon it again, and
    the table is the only place that knows whose it is. Codes of generated organisations have a D.

    Parameters
    ----------
    entities : DataFrame
        Columns ``type``, ``generated`` and ``public_code``, which is empty where none was given yet.
    lots : Random, optional
        The drawing; the system's own when left out.

    Returns
    -------
    DataFrame
        The same table with every ``public_code`` filled.

    Examples
    --------
    >>> rows = pd.DataFrame(
    ...     {"type": ["cis", "cis", "ngo"], "generated": False, "public_code": ["CIS-07", "", ""]}
    ... )
    >>> drawn = with_public_codes(rows, Random(4))["public_code"]
    >>> drawn.iloc[0], drawn.iloc[1] != "CIS-07", drawn.iloc[2].startswith("NGO-")
    ('CIS-07', True, True)
    """
    lots = lots or SystemRandom()
    codes = entities["public_code"].astype(str).tolist()
    waiting: dict[str, list[int]] = {}
    for position, (kind, generated) in enumerate(zip(entities["type"], entities["generated"], strict=True)):
        if not codes[position]:
            start = f"{str(kind).upper()}-{GENERATED_MARK if generated else ''}"
            waiting.setdefault(start, []).append(position)
    taken = set(codes)
    for start, positions in waiting.items():
        for position, code in zip(positions, _drawn(start, taken, lots), strict=False):
            codes[position] = code
            taken.add(code)
    return entities.assign(public_code=pd.array(codes, dtype="str"))


def _drawn(start: str, taken: Collection[str], lots: Random) -> Iterator[str]:
    """Draw codes without end: numbers get a digit more when half of the shorter ones are taken."""
    digits = LEAST_DIGITS
    while True:
        every = [f"{start}{number:0{digits}d}" for number in range(1, 10**digits)]
        free = [code for code in every if code not in taken]
        if 2 * len(free) > len(every):
            # Of Random, only random() is promised to give the same in every version of Python.
            yield free[int(lots.random() * len(free))]
        else:
            digits += 1
