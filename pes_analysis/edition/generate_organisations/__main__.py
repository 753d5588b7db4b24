"""Write generated organisations anew: ``python -m pes_analysis.edition.generate_organisations TARGET``."""

import argparse
import json
from pathlib import Path

from pes_analysis.catalogue import load_catalogue
from pes_analysis.edition.generate_organisations.generation import SEED, generate
from pes_analysis.edition.organisations import write_organisations
from pes_analysis.edition.retabulate.datapackage import describe_package
from pes_analysis.edition.snapshot import read_snapshot

REGION = "12"


def main() -> None:
    """Write the tables of organisations into the folder ``organisations`` of a folder of public figures.

    Its ``datapackage.json`` is written anew, for it describes every table of the folder.
    """
    parser = argparse.ArgumentParser(
        prog="python -m pes_analysis.edition.generate_organisations", description=__doc__
    )
    parser.add_argument("target", type=Path, help="folder of public figures, such as the packaged one")
    target: Path = parser.parse_args().target

    counties = read_snapshot(target).counties
    seats = [str(teryt) for teryt in counties.index[counties["voivodeship"] == REGION]]
    generated = generate(load_catalogue(), seats, SEED)
    write_organisations(target / "organisations", generated, counties.index)
    described = json.dumps(describe_package(target), ensure_ascii=False, indent=1)
    (target / "datapackage.json").write_text(described + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
