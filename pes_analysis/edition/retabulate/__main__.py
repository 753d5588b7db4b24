"""Write the packaged tables anew: ``python -m pes_analysis.edition.retabulate SOURCE_DIR``."""

import argparse
from pathlib import Path

import pandas as pd

from pes_analysis.edition.retabulate import (
    exports,
    observatory,
    panel,
    spatial_book,
    voivodeships,
    workbooks,
)
from pes_analysis.edition.retabulate.cells import in_order_of_preference
from pes_analysis.edition.retabulate.counties import read_counties
from pes_analysis.edition.retabulate.writing import write_table

DEMONSTRATION = Path(__file__).parent.parent / "demonstration"
# Where two sources give the same variable and year, the earlier in this list counts: raw exports of the
# publisher first, collections after them.
COUNTY_SOURCES = (exports, workbooks, panel, spatial_book, observatory)


def county_tables(folder: Path, counties: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """Re-tabulate all county figures: variable → observations, ordered by county and year."""
    found: dict[str, list[pd.DataFrame]] = {}
    for family in COUNTY_SOURCES:
        for variable, table in family.retabulate(folder, counties).items():
            found.setdefault(variable, []).append(table)
    return {variable: in_order_of_preference(tables) for variable, tables in sorted(found.items())}


def main() -> None:
    """Read the folder of public figures named on the command line and write every packaged table."""
    parser = argparse.ArgumentParser(prog="python -m pes_analysis.edition.retabulate", description=__doc__)
    parser.add_argument("source_dir", type=Path, help="folder of the public figures, one folder a source")
    parser.add_argument("--into", type=Path, default=DEMONSTRATION, help="folder of the written tables")
    arguments = parser.parse_args()

    counties = read_counties(arguments.source_dir)
    write_table(counties, arguments.into / "counties.csv")
    for variable, table in county_tables(arguments.source_dir, counties.set_index("teryt")).items():
        write_table(table, arguments.into / "county_observations" / f"{variable}.csv")
    for variable, table in voivodeships.retabulate(arguments.source_dir).items():
        write_table(table, arguments.into / "voivodeship_observations" / f"{variable}.csv")


if __name__ == "__main__":
    main()
