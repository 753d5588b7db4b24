"""Measure by hand how fast indicators of many organisations are computed, and in how much memory.

Run from the project: ``uv run python tests/benchmarks/indicators.py [--organisations N] [--years N]``.
The same indicators are also computed organisation by organisation with ``DataFrame.eval`` on a sample: both
results must be equal, and the ratio of the times is printed. Aim: 100,000 organisations over 10 years within
60 s and 4 GB, the table itself included, as it is and through ``pes.indicators``.
"""

import argparse
import resource
import time

import numpy as np
import pandas as pd

import pes_analysis as pes
from pes_analysis.catalogue import Catalogue, Indicator, load_catalogue
from pes_analysis.catalogue.formula_tree import Call, FamilyName, ListSize, Node, SumOver, operands
from pes_analysis.measure.organisations import organisation_indicators

SAMPLE = 40
LAST_YEAR = 2024


def table(catalogue: Catalogue, organisations: int, years: int) -> tuple[pd.DataFrame, pd.Series]:
    """Make figures up: every tenth return is missing, and one figure in twenty of the others."""
    random = np.random.default_rng(20240131)
    ids = pd.Index([f"org-{number:06}" for number in range(organisations)], name="id")
    index = pd.MultiIndex.from_product(
        [ids, range(LAST_YEAR - years + 1, LAST_YEAR + 1)], names=["id", "year"]
    )
    names = [variable.id for variable in catalogue.columns("organisation")]
    figures = np.empty((len(names), len(index)))
    silent = random.random(len(index)) < 0.1
    for row in figures:
        row[:] = np.round(random.lognormal(4, 2, len(index)))
        row[silent | (random.random(len(index)) < 0.05)] = np.nan
    types = [one.id for one in catalogue.entity_types if one.kind != "status"]
    sets = [frozenset({one}) for one in types] + [frozenset({one, "ps"}) for one in types]
    codes = pd.Series([sets[place] for place in random.integers(0, len(sets), organisations)], index=ids)
    return pd.DataFrame(figures.T, index=index, columns=names, copy=False), codes


def is_plain(node: Node) -> bool:
    """Whether ``DataFrame.eval`` knows everything in a formula."""
    strange = isinstance(node, Call | FamilyName | ListSize | SumOver)
    return not strange and all(is_plain(part) for part in operands(node))


def loop(values: pd.DataFrame, indicators: list[Indicator]) -> pd.DataFrame:
    """Compute organisation by organisation and indicator by indicator."""
    parts = [
        pd.DataFrame({one.id: rows.eval(one.formula.source) for one in indicators if one.formula})
        for _, rows in values.groupby(level="id")
    ]
    return pd.concat(parts)


def check(values: pd.DataFrame, indicators: list[Indicator]) -> tuple[float, float]:
    """Compare both ways on a sample; give the seconds each takes for one organisation."""
    plain = [one for one in indicators if one.formula and is_plain(one.formula.tree)]
    uncapped = [one for one in plain if one.cap is None and one.least is None]
    sample = values.loc[values.index.get_level_values("id").unique()[:SAMPLE]]
    start = time.perf_counter()
    expected = loop(sample, uncapped)
    slow = (time.perf_counter() - start) / SAMPLE / len(uncapped)
    start = time.perf_counter()
    computed = organisation_indicators(values, indicators=uncapped)
    fast = (time.perf_counter() - start) / values.index.get_level_values("id").nunique() / len(uncapped)
    wide = computed[computed["id"].isin(sample.index.get_level_values("id"))]
    for one in uncapped:
        cells = wide[wide["indicator"] == one.id]
        known = cells["value"].notna().to_numpy()
        reference = expected[one.id].to_numpy(dtype=float)
        np.testing.assert_allclose(cells["value"].to_numpy()[known], reference[known], rtol=1e-12)
    return slow, fast


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--organisations", type=int, default=100_000)
    parser.add_argument("--years", type=int, default=10)
    chosen = parser.parse_args()
    catalogue = load_catalogue()
    indicators = list(catalogue.indicators("organisation", available=True))
    values, codes = table(catalogue, chosen.organisations, chosen.years)
    print(f"{len(values):,} rows × {values.shape[1]} variables, {values.memory_usage().sum() / 1e9:.2f} GB")
    start = time.perf_counter()
    result = organisation_indicators(values, codes=codes, indicators=indicators)
    seconds = time.perf_counter() - start
    print(f"{len(indicators)} indicators, {len(result):,} cells: {seconds:.1f} s")
    print(f"result {result.memory_usage().sum() / 1e9:.2f} GB, peak of the process {peak_gb():.2f} GB")
    print(result["state"].value_counts(normalize=True).round(3).to_string())
    del result
    filled_in = {one.id for one in catalogue.constants}
    types = codes.map(lambda one: "+".join(sorted(one)).upper())
    keys = values.index.to_frame(index=False)
    figures = {name: values[name].to_numpy() for name in values if name not in filled_in}
    plain = pd.DataFrame(
        {"id": keys["id"], "year": keys["year"], "type": keys["id"].map(types), **figures}, copy=False
    )
    start = time.perf_counter()
    pes.indicators(plain)
    print(f"pes.indicators: {time.perf_counter() - start:.1f} s, peak of the process {peak_gb():.2f} GB")
    del plain, figures
    slow, fast = check(values.iloc[: 2000 * chosen.years], indicators)
    print(f"DataFrame.eval by organisation: {slow / fast:,.0f} × as long, equal results")


def peak_gb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6


if __name__ == "__main__":
    main()
