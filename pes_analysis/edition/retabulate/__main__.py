"""Write the packaged tables anew: ``python -m pes_analysis.edition.retabulate SOURCE_DIR``."""

import argparse
import csv
import json
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
from pes_analysis.edition.retabulate.checks import compare_with_declared, count_cells
from pes_analysis.edition.retabulate.counties import read_counties
from pes_analysis.edition.retabulate.datapackage import describe_package
from pes_analysis.edition.retabulate.topology import county_topology
from pes_analysis.edition.writing import write_table

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
    """Read the folder of public figures named on the command line and write every packaged table.

    Sources, breaks, changes of territory and corrections are written by hand; this command holds the
    corrections against the figures and describes the whole in ``datapackage.json``.
    """
    parser = argparse.ArgumentParser(prog="python -m pes_analysis.edition.retabulate", description=__doc__)
    parser.add_argument("source_dir", type=Path, help="folder of the public figures, one folder a source")
    parser.add_argument("--into", type=Path, default=DEMONSTRATION, help="folder of the written tables")
    arguments = parser.parse_args()
    folder, into = arguments.source_dir, arguments.into

    counties = read_counties(folder)
    by_code = counties.set_index("teryt")
    with (into / "corrections.csv").open(encoding="utf-8", newline="") as file:
        declared = {row["correction"]: int(row["cells"]) for row in csv.DictReader(file)}
    compare_with_declared(count_cells(folder, by_code), declared)

    write_table(counties, into / "counties.csv")
    for variable, table in county_tables(folder, by_code).items():
        write_table(table, into / "county_observations" / f"{variable}.csv")
    for variable, table in voivodeships.retabulate(folder).items():
        write_table(table, into / "voivodeship_observations" / f"{variable}.csv")
    topology = json.dumps(county_topology(folder), separators=(",", ":"))
    (into / "boundaries.topojson").write_text(topology + "\n", encoding="utf-8")
    described = json.dumps(describe_package(into), ensure_ascii=False, indent=1)
    (into / "datapackage.json").write_text(described + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
