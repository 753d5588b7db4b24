"""Write the generated directory anew: ``python -m pes_analysis.edition.generate_directory TARGET``."""

import argparse
import json
from pathlib import Path

from pes_analysis.edition.directory import write_directory
from pes_analysis.edition.generate_directory.generation import SEED, generate_directory
from pes_analysis.edition.organisations import read_organisations
from pes_analysis.edition.retabulate.datapackage import describe_package
from pes_analysis.edition.snapshot import read_snapshot

REGION = "12"


def main() -> None:
    """Write the tables of the directory into the folder ``directory`` of a folder of public figures.

    The generated organisations must be there already. ``datapackage.json`` is written anew, for it
    describes every table of the folder.
    """
    parser = argparse.ArgumentParser(
        prog="python -m pes_analysis.edition.generate_directory", description=__doc__
    )
    parser.add_argument("target", type=Path, help="folder of public figures, such as the packaged one")
    target: Path = parser.parse_args().target

    counties = read_snapshot(target).counties
    organisations = read_organisations(target / "organisations", counties.index)
    generated = generate_directory(counties[counties["voivodeship"] == REGION], organisations, SEED)
    write_directory(target / "directory", generated, counties.index)
    described = json.dumps(describe_package(target), ensure_ascii=False, indent=1)
    (target / "datapackage.json").write_text(described + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
