"""Write the generated signals anew: ``python -m pes_analysis.edition.generate_signals TARGET``."""

import argparse
import json
from pathlib import Path

from pes_analysis.edition.generate_signals.generation import signals_of_snapshot
from pes_analysis.edition.retabulate.datapackage import describe_package
from pes_analysis.edition.signals import write_signals
from pes_analysis.edition.snapshot import read_snapshot

REGION = "12"


def main() -> None:
    """Write ``signals/signals.csv`` into a folder of public figures, and its description anew."""
    parser = argparse.ArgumentParser(
        prog="python -m pes_analysis.edition.generate_signals", description=__doc__
    )
    parser.add_argument("target", type=Path, help="folder of public figures, such as the packaged one")
    target: Path = parser.parse_args().target
    snapshot = read_snapshot(target)
    write_signals(target / "signals", signals_of_snapshot(snapshot, REGION), snapshot.counties.index)
    described = json.dumps(describe_package(target), ensure_ascii=False, indent=1)
    (target / "datapackage.json").write_text(described + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
