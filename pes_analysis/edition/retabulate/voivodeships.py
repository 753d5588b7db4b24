"""Series of the 16 voivodeships and Poland from the SDG platform of Statistics Poland."""

from pathlib import Path

import numpy as np
import pandas as pd

from pes_analysis.catalogue.states import State

FILE = Path("wojewodztwa_sdg_gus", "sdg_regionalne_wojewodztwa.csv")
SOURCE = "gus_sdg"
POLAND = "00"
HIDDEN = "x"
POVERTY = "1.D.2"
# Not taken: 1.E.3 memberships; the metadata say "per 10 thousand", the figures look like "per person".
VARIABLES = {
    "1.B.7": "voi_reintegration_units_per_100k",
    "1.B.8": "voi_reintegration_participants_per_100k",
    POVERTY: "voi_poverty_risk_pct",
    "1.D.4": "voi_assistance_users_per_10k",
    "1.D.5": "voi_assistance_beneficiaries_per_10k",
    "1.E.1": "voi_nonprofit_per_10k",
    "1.E.2": "voi_ngo_per_10k",
    "1.F.2": "voi_disabled_unemployed",
    "1.F.3": "voi_disabled_employment_pct",
}


def read_series(folder: Path) -> pd.DataFrame:
    """Read the series as printed: ``id, voivodeship, year, printed``."""
    table = pd.read_csv(folder / FILE, dtype=str, encoding="utf-8")
    return pd.DataFrame(
        {
            "id": table["wskaznik_id"],
            "voivodeship": table["woj_teryt"],
            "year": table["rok"].astype(int),
            "printed": table["wartosc"].fillna("").str.strip(),
        }
    )


def states_of_printed(printed: pd.Series, *, zero_is_gap: bool) -> pd.Series:
    """Tell the state of each printed cell.

    Examples
    --------
    >>> states_of_printed(pd.Series(["3.1", "x", "0.0", ""]), zero_is_gap=True).tolist()
    ['value', 'suppressed', 'missing', 'missing']
    """
    value = pd.to_numeric(printed, errors="coerce")
    zero = State.MISSING if zero_is_gap else State.ZERO
    chosen = np.select(
        [printed == HIDDEN, value.isna(), value == 0],
        [str(State.SUPPRESSED), str(State.MISSING), str(zero)],
        str(State.VALUE),
    )
    return pd.Series(chosen, index=printed.index)


def retabulate(folder: Path) -> dict[str, pd.DataFrame]:
    """Re-tabulate the series: variable → ``voivodeship, year, value, state, source``.

    The poverty series prints 0.0 for every voivodeship in 2012–2018, while Poland has its figure: the
    survey was not published by voivodeship in those years.
    """
    series = read_series(folder)
    tables = {}
    for number, variable in VARIABLES.items():
        cells = series[series["id"] == number].sort_values(["voivodeship", "year"], ignore_index=True)
        state = states_of_printed(cells["printed"], zero_is_gap=number == POVERTY)
        value = pd.to_numeric(cells["printed"], errors="coerce")
        tables[variable] = pd.DataFrame(
            {
                "voivodeship": cells["voivodeship"],
                "year": cells["year"],
                "value": value.where(state.isin([State.VALUE, State.ZERO])),
                "state": state,
                "source": SOURCE,
            }
        )
    return tables
