"""How a table becomes a file: UTF-8, LF, decimal point, the same bytes for the same figures."""

from pathlib import Path

import pandas as pd


def write_table(table: pd.DataFrame, path: Path) -> None:
    """Write a table as CSV with numbers in their shortest exact form.

    Parameters
    ----------
    table : DataFrame
        Column ``value``, where there is one, holds floats; NaN becomes an empty cell. Columns of bool
        are written ``true`` and ``false``.
    path : Path
        The file; its folder is made where it is absent.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    printed = table.copy()
    if "value" in printed:
        printed["value"] = printed["value"].map(shortest)
    for name in printed.select_dtypes("bool"):
        printed[name] = printed[name].map({True: "true", False: "false"})
    printed.to_csv(path, index=False, encoding="utf-8", lineterminator="\n")


def shortest(value: float) -> str:
    """Write a number without an exponent, a needless zero or a lost digit.

    Examples
    --------
    >>> [shortest(v) for v in (3429084.0, 46.7, 15476720000.12, float("nan"))]
    ['3429084', '46.7', '15476720000.12', '']
    """
    if pd.isna(value):
        return ""
    return str(int(value)) if float(value).is_integer() else repr(float(value))
