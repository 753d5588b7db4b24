"""How fast and how heavy the search of a large directory is: 50,000 generated entries in Chromium.

Run it by hand: ``python tests/benchmarks/directory_search.py [ENTRIES]``. It prints the weight of the page
and of its data against the limit of 3 MB, and times of searches against 0.1 s. Times depend on the machine.
"""

import shutil
import statistics
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path
from random import Random

import pandas as pd
from playwright.sync_api import Page, sync_playwright

import pes_analysis as pes
from pes_analysis.edition.directory import Directory
from pes_analysis.present.blocks import document
from pes_analysis.publish.planning.pages import PAGES
from pes_analysis.publish.planning.plan import front_matter
from pes_analysis.publish.render import render_site

ENTRIES = 50_000
LIMIT_BYTES, LIMIT_SECONDS = 3_000_000, 0.1
ROOT = Path(__file__).parents[2]
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
QUERIES = ("a", "cis", "bochenski", "spoldzielnia socjalna", "przykladowo 12", "opieka", "xyzzy", "")
_FIRST = ("Liczb", "Wykres", "Median", "Wskaźnik", "Próbn", "Zmyśl", "Umown", "Arkusz", "Tabel", "Nagłówk")
_LAST = ("owo", "owa", "owice", "ówka", "iska", "ogóra", "oskała", "otyn", "obór", "opole", "omierz", "owiec")


def generate(edition: pes.OpenEdition, entries: int) -> Directory:
    """Spread entries like those of the demonstration over the region, each with a name of its own."""
    chance = Random(50_000)
    seed = edition.data.directory.public
    region = edition.data.region_counties
    towns = [f"{first}{last}" for first in _FIRST for last in _LAST]
    rows = seed.units.reset_index().to_dict("records")
    drawn = [chance.choice(rows) for _ in range(entries)]
    ids = [f"{row['type']}-{number:05d}" for number, row in enumerate(drawn)]
    of_unit = {
        name: getattr(seed, name).groupby("unit_id")
        for name in ("unit_services", "unit_groups", "unit_places")
    }
    groups = {name: {str(unit): rows for unit, rows in grouped} for name, grouped in of_unit.items()}
    kinds = {"ss": "Spółdzielnia Socjalna", "ngo": "Stowarzyszenie"}
    units = pd.DataFrame(drawn).assign(
        unit_id=ids,
        name=[
            f"{kinds.get(row['type'], row['type'].upper())} „{chance.choice(towns)} {number}”"
            for number, row in enumerate(drawn)
        ],
        teryt=[chance.choice(region) for _ in drawn],
        commune=[chance.choice(towns) for _ in drawn],
        phone=[f"000 {number // 1000:03d} {number % 1000:03d}" for number in range(entries)],
    )
    tables = {}
    for name, known in groups.items():
        parts = [
            known[row["unit_id"]].assign(unit_id=one)
            for one, row in zip(ids, drawn, strict=True)
            if row["unit_id"] in known
        ]
        tables[name] = pd.concat(parts, ignore_index=True)
    return Directory(units=units.set_index("unit_id").astype({"free_places": "Int64"}), **tables)


def publish(edition: pes.OpenEdition, folder: Path) -> tuple[Path, dict[str, float]]:
    """Write the page and its data as a build does; give times of the stages."""
    start = time.perf_counter()
    page = edition.directory("pl")
    body = document(page.about(), page.search(), page.whole_list(), page.map(), page.how_kept())
    written = time.perf_counter()
    script = page.script()
    packed = time.perf_counter()
    (described,) = (one for one in PAGES if one.slug == "baza/index")
    heading = described.heading(None, None, "pl")  # type: ignore[arg-type]
    scripts = [f"../{one}" if "/" in one else one for one in described.scripts]
    reports = folder / "reports"
    shutil.copytree(ROOT / "reports" / "theme", reports / "theme")
    (reports / "baza").mkdir()
    shutil.copyfile(ROOT / "reports" / "_variables.yml", reports / "_variables.yml")
    settings = (ROOT / "reports" / "_quarto.yml").read_text(encoding="utf-8")
    (reports / "_quarto.yml").write_text(settings.replace("baza/*.ipynb", "baza/*.qmd"), encoding="utf-8")
    top = front_matter(heading, "pl", scripts)
    (reports / "baza" / "index.qmd").write_text(f"{top}\n\n{body}\n", encoding="utf-8")
    (reports / "baza" / "index.js").write_text(script, encoding="utf-8")
    render_site(reports, folder / "site", "builtin")
    times = {"sections": written - start, "data": packed - written, "render": time.perf_counter() - packed}
    return folder / "site" / "baza", times


def measure(page: Page) -> dict[str, list[float]]:
    """Time from a key press to the new list, in seconds, for each query."""
    found = {}
    for query in QUERIES:
        found[query] = page.evaluate(
            """query => {
              const box = document.querySelector("#unit-text");
              const times = [];
              for (let round = 0; round < 9; round++) {
                box.value = query;
                const start = performance.now();
                box.dispatchEvent(new Event("input", { bubbles: true }));
                document.querySelector(".unit-results").getBoundingClientRect();
                times.push((performance.now() - start) / 1000);
              }
              return times;
            }""",
            query,
        )
    return found


def main() -> None:
    """Generate, publish, measure and print."""
    entries = int(sys.argv[1]) if len(sys.argv) > 1 else ENTRIES
    demonstration = pes.open_edition("malopolskie-2024")
    directory = generate(demonstration, entries)
    edition = replace(demonstration, data=replace(demonstration.data))
    edition.data.__dict__["directory"] = directory
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        place, times = publish(edition, Path(folder))
        html, data = (place / "index.html").stat().st_size, (place / "index.js").stat().st_size
        print(f"{entries} entries: page {html:,} B + data {data:,} B = {html + data:,} B", end="")
        print(f" ({(html + data) / LIMIT_BYTES:.2f} of the limit), {data / entries:.1f} B an entry")
        print(", ".join(f"{stage} {seconds:.1f} s" for stage, seconds in times.items()))
        found = next(filter(None, map(shutil.which, BROWSERS)))
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page()
        start = time.perf_counter()
        page.goto((place / "index.html").as_uri())
        page.locator(".unit-results > li").first.wait_for()
        print(f"page ready after {time.perf_counter() - start:.2f} s")
        searches = measure(page)
        for query, seconds in searches.items():
            typical, longest = 1000 * statistics.median(seconds), 1000 * max(seconds)
            print(f"  {query!r:28} {typical:6.1f} ms, longest {longest:6.1f} ms")
        longest = max(max(seconds) for seconds in searches.values())
        print(f"longest search {longest:.3f} s ({longest / LIMIT_SECONDS:.2f} of the limit)")
        browser.close()
    assert html + data < LIMIT_BYTES, "too heavy"


if __name__ == "__main__":
    main()
