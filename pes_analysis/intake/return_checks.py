"""Whether figures of returns fit together: within a return, and with the return of the year before.

Each function takes a wide table of figures, indexed by ``organisation_id`` and ``year`` with a column for
each variable (NaN where there is no number), and gives the rows that fail, with the columns of
`FAILURES`: whose return it is, the rule, how serious it is, the variable to look at, what it says there,
and the message in Polish and English.
"""

from collections.abc import Iterator
from typing import TypeAlias, cast

import pandas as pd

from pes_analysis.catalogue import Catalogue, Variable, evaluate
from pes_analysis.intake.return_findings import Place, plain_number

Key: TypeAlias = tuple[str, int]
Failure: TypeAlias = tuple[str, int, str, str, str, str, str, str]

FAILURES = (
    "organisation_id",
    "year",
    "rule",
    "severity",
    "variable",
    "written",
    "message_pl",
    "message_en",
)
KEYS = ["organisation_id", "year"]
# A figure in thousands beside one in PLN: about a thousand times more or less.
SLIP = (800.0, 1250.0)
# What two roundings of one figure may differ by.
TOLERANCE = 0.005


def check_figures(values: pd.DataFrame, codes: pd.Series, catalogue: Catalogue) -> pd.DataFrame:
    """Apply every check.

    Parameters
    ----------
    values : DataFrame
        Figures in the units of the catalogue, with those of earlier years where they are known.
    codes : Series of frozenset of str
        The codes of each organisation, indexed by ``organisation_id``.
    catalogue : Catalogue

    Returns
    -------
    DataFrame
        Columns of `FAILURES`; one row a failure.

    Examples
    --------
    >>> from pes_analysis.catalogue import load_catalogue
    >>> index = pd.MultiIndex.from_tuples([("cis-01", 2024)], names=KEYS)
    >>> values = pd.DataFrame({"bids_sent": [3.0], "bids_won": [5.0]}, index=index)
    >>> codes = pd.Series({"cis-01": frozenset({"cis"})})
    >>> check_figures(values, codes, load_catalogue())[["rule", "variable", "written"]].values.tolist()
    [['larger_than_total', 'bids_won', '5']]
    """
    found = [
        parts_over_totals(values, catalogue),
        failed_checks(values, codes, catalogue),
        thousand_slips(values, catalogue),
        swapped_years(values, catalogue),
        changed_history(values, catalogue),
    ]
    return pd.concat([_frame([]), *(one for one in found if len(one))], ignore_index=True)


def parts_over_totals(values: pd.DataFrame, catalogue: Catalogue) -> pd.DataFrame:
    """Find parts larger than the total they are a part of."""
    names = {one.id: one.name for one in catalogue.columns("organisation")}
    rows: list[Failure] = []
    for part in catalogue.columns("organisation"):
        total = part.part_of
        if total is None or part.id not in values or total not in values:
            continue
        for key, row in _where(values, values[part.id] > values[total]):
            said: dict[str, str | float] = {
                "part_pl": part.name.pl,
                "part_en": part.name.en,
                "total": float(row[total]),
            }
            said |= {"total_pl": names[total].pl, "total_en": names[total].en}
            rows.append(_failure(key, "larger_than_total", part.id, row[part.id], **said))
    return _frame(rows)


def failed_checks(values: pd.DataFrame, codes: pd.Series, catalogue: Catalogue) -> pd.DataFrame:
    """Find returns for which the formula of a check of the catalogue is true."""
    years = values.index.get_level_values("year")
    constants = {one.id: years.map(one.by_year) for one in catalogue.constants}
    whole = values.assign(**constants)
    of_row = codes.reindex(values.index.get_level_values("organisation_id"))
    rows: list[Failure] = []
    for check in catalogue.checks:
        concerned = [not check.applies_to or bool(set(check.applies_to) & one) for one in of_row]
        table = whole.loc[concerned].reindex(columns=list(check.formula.names))
        is_wrong = evaluate(check.formula, table)["value"] == 1
        for key, row in _where(table, is_wrong):
            variable = next(name for name in check.formula.names if name not in constants)
            texts = check.message.pl, check.message.en
            rows.append((*key, check.id, check.severity, variable, _written(row[variable]), *texts))
    return _frame(rows)


def thousand_slips(values: pd.DataFrame, catalogue: Catalogue) -> pd.DataFrame:
    """Find amounts about a thousand times larger or smaller than a year earlier."""
    rows: list[Failure] = []
    for variable in _present(values, catalogue):
        if variable.kind != "amount":
            continue
        before = _year_earlier(values, variable.id)
        ratio = values[variable.id].abs() / before.abs()
        for words, slipped in (
            (("więcej", "more"), ratio.between(*SLIP)),
            (("mniej", "less"), (1 / ratio).between(*SLIP)),
        ):
            for key, row in _where(values, slipped):
                found: dict[str, str | float] = {
                    "before": float(before[key]),
                    "than_pl": words[0],
                    "than_en": words[1],
                }
                rows.append(_failure(key, "thousand_slip", variable.id, row[variable.id], **found))
    return _frame(rows)


def swapped_years(values: pd.DataFrame, catalogue: Catalogue) -> pd.DataFrame:
    """Find returns that give last year's figure as this year's, and another one as last year's."""
    rows: list[Failure] = []
    for previous in _present(values, catalogue):
        now = previous.previous_of
        if now is None or now not in values:
            continue
        before = _year_earlier(values, now)
        swapped = _same(values[now], before) & _differ(values[previous.id], before)
        for key, row in _where(values, swapped):
            found = {"previous": float(row[previous.id])}
            rows.append(_failure(key, "years_swapped", now, row[now], **found))
    return _frame(rows)


def changed_history(values: pd.DataFrame, catalogue: Catalogue) -> pd.DataFrame:
    """Find figures "a year earlier" that differ from what the return of that year said."""
    rows: list[Failure] = []
    for previous in _present(values, catalogue):
        if previous.previous_of is None or previous.previous_of not in values:
            continue
        before = _year_earlier(values, previous.previous_of)
        for key, row in _where(values, _differ(values[previous.id], before)):
            found = {"before": float(before[key])}
            rows.append(_failure(key, "differs_from_last_return", previous.id, row[previous.id], **found))
    return _frame(rows)


def _present(values: pd.DataFrame, catalogue: Catalogue) -> Iterator[Variable]:
    return (one for one in catalogue.columns("organisation") if one.id in values)


def _year_earlier(values: pd.DataFrame, variable: str) -> pd.Series:
    """Give the figure of the same organisation a year before, on the index of `values`."""
    organisations, years = (values.index.get_level_values(name) for name in KEYS)
    before = pd.MultiIndex.from_arrays([organisations, years - 1], names=KEYS)
    return pd.Series(values[variable].reindex(before).to_numpy(), index=values.index)


def _same(first: pd.Series, second: pd.Series) -> "pd.Series[bool]":
    return (first - second).abs() <= TOLERANCE * second.abs()


def _differ(first: pd.Series, second: pd.Series) -> "pd.Series[bool]":
    return (first - second).abs() > TOLERANCE * second.abs()


def _where(table: pd.DataFrame, failing: "pd.Series[bool]") -> Iterator[tuple[Key, pd.Series]]:
    for key, row in table[failing].iterrows():
        organisation, year = cast("Key", key)
        yield (str(organisation), int(year)), row


def _failure(key: Key, rule: str, variable: str, written: float, **values: str | float) -> Failure:
    found = Place("", variable=variable).found(rule, float(written), "", **values)
    return (*key, rule, found.severity, variable, found.written, found.message_pl, found.message_en)


def _written(value: float) -> str:
    return "" if pd.isna(value) else plain_number(float(value), "pl")


def _frame(rows: list[Failure]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=list(FAILURES)).astype({"year": "int64"})
