"""Write generated organisations: those of the demonstration anew, or as many as a trial edition wants."""

import argparse
import json
from pathlib import Path

from pes_analysis.catalogue import load_catalogue
from pes_analysis.edition.generate_organisations.generation import SEED, generate
from pes_analysis.edition.generate_organisations.roster import counts_for
from pes_analysis.edition.organisations import write_organisations
from pes_analysis.edition.retabulate.datapackage import describe_package
from pes_analysis.edition.snapshot import DEMONSTRATION, read_snapshot

REGION = "12"


def main() -> None:
    """Write the tables of organisations.

    Without a number they are those of the demonstration and go into the folder ``organisations`` of a folder
    of public figures, whose ``datapackage.json`` is written anew, for it describes every table of it. With a
    number they are a trial edition's and go into the folder named, which may not be in the package.
    """
    parser = argparse.ArgumentParser(
        prog="python -m pes_analysis.edition.generate_organisations", description=__doc__
    )
    parser.add_argument("target", type=Path, help="folder of public figures; of a trial edition, any")
    parser.add_argument("--organisations", type=int, metavar="N", help="so many, for a trial edition")
    parser.add_argument("--region", default=REGION, help="code of the voivodeship they are in")
    parser.add_argument("--seed", default=SEED, help="another seed makes other organisations")
    given = parser.parse_args()
    if given.organisations is None:
        write_demonstration(given.target)
        return
    if given.target.resolve().is_relative_to(DEMONSTRATION.resolve()):
        parser.error("a trial edition may not stand in the place of the demonstration: name another folder")
    write_trial(given.target, given.organisations, given.region, given.seed)


def write_demonstration(target: Path) -> None:
    """Write the organisations of the demonstration into a folder of public figures."""
    counties = read_snapshot(target).counties
    seats = [str(teryt) for teryt in counties.index[counties["voivodeship"] == REGION]]
    write_organisations(target / "organisations", generate(load_catalogue(), seats, SEED), counties.index)
    described = json.dumps(describe_package(target), ensure_ascii=False, indent=1)
    (target / "datapackage.json").write_text(described + "\n", encoding="utf-8")


def write_trial(target: Path, number: int, region: str = REGION, seed: str = SEED) -> None:
    """Write so many generated organisations of a voivodeship, for an edition that points to the folder."""
    counties = read_snapshot().counties
    seats = [str(teryt) for teryt in counties.index[counties["voivodeship"] == region]]
    generated = generate(load_catalogue(), seats, seed, counts_for(number))
    write_organisations(target, generated, counties.index)


if __name__ == "__main__":
    main()
