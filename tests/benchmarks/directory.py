"""How long 50,000 entries of a directory take: ``uv run python tests/benchmarks/directory.py``."""

import random
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from pes_analysis.edition import open_edition_data
from pes_analysis.edition.directory import no_directory, read_directory, write_directory
from pes_analysis.edition.directory.duplicates import duplicates
from pes_analysis.edition.directory.importing import import_entries
from pes_analysis.intake.directory_counties import CountyNames
from pes_analysis.intake.directory_entries import EntryReader

ENTRIES = 50_000
HEADING = (
    "Nazwa;Typ jednostki;Powiat;Gmina;Telefon;E-mail;Strona internetowa;Ulica i numer;Kod pocztowy;"
    "Obszary usług;Grupy odbiorców;Status działalności;Status sprawdzono dnia;Sposób sprawdzenia statusu;"
    "Wpis sprawdzono dnia;Zgoda na publikację"
)
Result = TypeVar("Result")


def main() -> None:
    edition = open_edition_data("malopolskie-2024")
    names = {str(code): str(name) for code, name in edition.snapshot.counties["name"].items()}
    reader = EntryReader(edition.catalogue, CountyNames(names, "12"), "2025-03-01")
    chance = random.Random(1)
    codes = list(names)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "baza.csv"
        rows = [
            f"Jednostka nr {at} „Przykład”;cis;{chance.choice(codes)};Gmina {at % 300};12 3{at % 10} "
            f"{at // 100 % 100:02d} {at % 100:02d};biuro{at}@gaj.pl;gaj{at}.pl;Zmyślona {at % 90};32-700;"
            "Bezdomność;Seniorzy;Działa;2024-11-05;Telefonicznie;5.11.2024;tak"
            for at in range(ENTRIES)
        ]
        path.write_text("\n".join([HEADING, *rows]) + "\n", encoding="utf-8")
        file = timed("read the file", lambda: reader.read(path))
        done = timed("import", lambda: import_entries(no_directory(), [file], edition.organisations.entities))
        timed("  of which duplicates", lambda: duplicates(done.directory.units))
        timed("write, with the check", lambda: write_directory(Path(folder) / "tables", done.directory))
        directory = timed("read and check the tables", lambda: read_directory(Path(folder) / "tables"))
        sys.stdout.write(f"{len(directory)} entries, {done.kept_out} kept out\n")


def timed(what: str, make: Callable[[], Result]) -> Result:
    start, cpu = time.perf_counter(), time.process_time()
    made = make()
    seconds, busy = time.perf_counter() - start, time.process_time() - cpu
    sys.stdout.write(f"{what:28} {seconds:6.1f} s ({busy:.1f} s of the processor)\n")
    return made


if __name__ == "__main__":
    main()
