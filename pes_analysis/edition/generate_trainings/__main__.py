"""Write the generated trainings anew: ``python -m pes_analysis.edition.generate_trainings TARGET``."""

import argparse
import json
from pathlib import Path

from pes_analysis.edition.generate_trainings.generation import SEED, generate_trainings
from pes_analysis.edition.retabulate.datapackage import describe_package
from pes_analysis.edition.snapshot import read_snapshot
from pes_analysis.edition.trainings import write_trainings


def main() -> None:
    """Write the tables of trainings into the folder ``trainings`` of a folder of public figures.

    ``datapackage.json`` is written anew, for it describes every table of the folder.
    """
    parser = argparse.ArgumentParser(
        prog="python -m pes_analysis.edition.generate_trainings", description=__doc__
    )
    parser.add_argument("target", type=Path, help="folder of public figures, such as the packaged one")
    target: Path = parser.parse_args().target

    write_trainings(target / "trainings", generate_trainings(SEED), read_snapshot(target).counties.index)
    described = json.dumps(describe_package(target), ensure_ascii=False, indent=1)
    (target / "datapackage.json").write_text(described + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
