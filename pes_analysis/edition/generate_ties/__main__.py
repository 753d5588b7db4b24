"""Write a generated survey of ties anew: ``python -m pes_analysis.edition.generate_ties TARGET``."""

import argparse
import json
from pathlib import Path

from pes_analysis.edition.directory import read_directory
from pes_analysis.edition.generate_ties.generation import SEED, generate_ties
from pes_analysis.edition.organisations import read_organisations
from pes_analysis.edition.retabulate.datapackage import describe_package
from pes_analysis.edition.snapshot import read_snapshot
from pes_analysis.edition.ties import write_ties

REGION = "12"


def main() -> None:
    """Write the tables of the survey into the folder ``ties`` of a folder of packaged tables.

    Its ``datapackage.json`` is written anew, for it describes every table of the folder.
    """
    parser = argparse.ArgumentParser(prog="python -m pes_analysis.edition.generate_ties", description=__doc__)
    parser.add_argument(
        "target", type=Path, help="folder of packaged tables, with organisations and directory"
    )
    target: Path = parser.parse_args().target

    counties = read_snapshot(target).counties
    organisations = read_organisations(target / "organisations", counties.index)
    directory = read_directory(target / "directory", counties.index)
    region = counties[counties["voivodeship"] == REGION]
    generated = generate_ties(organisations, directory, region, SEED)
    write_ties(target / "ties", generated, frozenset(counties.index))
    described = json.dumps(describe_package(target), ensure_ascii=False, indent=1)
    (target / "datapackage.json").write_text(described + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
