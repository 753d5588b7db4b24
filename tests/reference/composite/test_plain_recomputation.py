"""The pipeline beside a recomputation in plain NumPy that shares nothing with it but the definitions."""

import itertools

import numpy as np
import pandas as pd
import pytest

import pes_analysis as pes

NAMES = list("abcdef")
POLARITY = dict(
    zip(NAMES, ["stimulant", "destimulant", "nominant", "stimulant", "destimulant", "stimulant"], strict=True)
)
GROUPS = {"x": (list("abc"), 2.0), "y": (list("de"), 1.0), "z": (["f"], 3.0)}
WEIGHTS = dict(zip(NAMES, [1.0, 2, 1, 3, 1, 1], strict=True))
BEST, LOW, HIGH = (5.0, 9.0), 0.0, 60.0
GOALS = {"stimulant": 20.0, "destimulant": 0.05, "nominant": 0.0}
YEARS = (2021, 2022, 2023)
REFERENCE = "u07"
ON_SCALE = ("minmax", "percentile_rank", "categorical", "goalposts")


def make_table():
    rng = np.random.default_rng(8)
    table = pd.DataFrame(rng.gamma(2, 5, (75, 6)) + 0.1, columns=NAMES)
    table = table.mask(rng.random(table.shape) < 0.06)
    table["unit"] = [f"u{at:02}" for at in range(25)] * 3
    table["year"] = np.repeat(YEARS, 25)
    table["region"] = list("PQRST") * 15
    return table.sort_values(["unit", "year"], ignore_index=True)


def filled(table, method):
    made = table.copy()
    if method == "drop_units":
        return made.dropna(subset=NAMES, ignore_index=True)
    if method == "nearest_neighbour":
        for year in YEARS:
            rows = made.index[made["year"] == year]
            made.loc[rows, NAMES] = of_neighbours(table.loc[rows, NAMES].to_numpy())
        return made
    for name in NAMES:
        if method in ("mean", "median"):
            made[name] = made[name].fillna(made.groupby("year")[name].transform(method))
        elif method.startswith("group_"):
            by = made.groupby(["year", "region"])[name]
            made[name] = made[name].fillna(by.transform(method.removeprefix("group_")))
        elif method == "last_value":
            made[name] = made.groupby("unit")[name].ffill()
    return made


def of_neighbours(values, count=3):
    scaled = (values - np.nanmin(values, axis=0)) / (np.nanmax(values, axis=0) - np.nanmin(values, axis=0))
    made = values.copy()
    for row, column in zip(*np.nonzero(np.isnan(values)), strict=True):
        far = [
            (np.sqrt(np.nanmean((scaled[row] - scaled[other]) ** 2)), other)
            for other in range(len(values))
            if other != row and not np.isnan(values[other, column])
        ]
        made[row, column] = values[[other for _, other in sorted(far)[:count]], column].mean()
    return made


def normalised(table, name, method):
    raw, polarity = table[name].to_numpy(dtype=float), POLARITY[name]
    outside = np.maximum(np.maximum(BEST[0] - raw, raw - BEST[1]), 0)
    x, sign = (outside, -1) if polarity == "nominant" else (raw, 1 if polarity == "stimulant" else -1)
    lowest, highest, known = np.nanmin(x), np.nanmax(x), np.sum(~np.isnan(x))
    worst = lowest if sign == 1 else highest
    rank = pd.Series(sign * x).rank(method="min").to_numpy()
    if method == "goalposts":
        share = (raw - LOW) / (HIGH - LOW) if sign == 1 else (HIGH - raw) / (HIGH - LOW)
        if polarity == "nominant":
            share = np.minimum((raw - LOW) / (BEST[0] - LOW), (HIGH - raw) / (HIGH - BEST[1]))
        return np.clip(share, 0, 1)
    own = (table["unit"] == REFERENCE) & (table["year"] == YEARS[-1])
    return {
        "minmax": lambda: (x - worst) / (highest + lowest - 2 * worst),
        "unitaryzacja_zerowana": lambda: (x - worst) / (highest + lowest - 2 * worst),
        "distance_to_max": lambda: (x - worst) / (highest + lowest - 2 * worst),
        "zscore": lambda: sign * (x - np.nanmean(x)) / np.nanstd(x, ddof=1),
        "percentile_rank": lambda: (rank - 1) / (known - 1),
        "categorical": lambda: np.floor((rank - 1) * 5 / known + 1e-9) / 4,
        "distance_to_target": lambda: (x - worst) / (GOALS[polarity] - worst),
        "distance_to_reference": lambda: (x - worst) / (x[own.to_numpy()][0] - worst),
        "vector": lambda: (sign < 0) + sign * x / np.sqrt(np.nansum(x**2)),
    }[method]()


def shares(method, values, given):
    complete = values[~np.isnan(values).any(axis=1)]
    if method == "given":
        weights = np.asarray(given)
    elif method == "equal" or values.shape[1] == 1:
        weights = np.ones(values.shape[1])
    elif method == "entropy":
        p = complete / complete.sum(axis=0)
        weights = 1 + (p * np.log(np.where(p > 0, p, 1))).sum(axis=0) / np.log(len(p))
    elif method == "critic":
        s = (complete - complete.min(axis=0)) / np.ptp(complete, axis=0)
        weights = s.std(axis=0, ddof=1) * (1 - np.corrcoef(s.T)).sum(axis=0)
    else:
        z = (complete - complete.mean(axis=0)) / complete.std(axis=0)
        weights = np.linalg.svd(z, full_matrices=False)[2][0] ** 2
    return weights / weights.sum()


def joined(method, values, weights):
    if method == "hellwig":
        far = np.sqrt((weights * len(weights) * (values - values.max(axis=0)) ** 2).sum(axis=1))
        return 1 - far / (far.mean() + 2 * far.std())
    if method == "topsis":
        v = values * weights
        best, worst = (np.sqrt(((v - end) ** 2).sum(axis=1)) for end in (v.max(axis=0), v.min(axis=0)))
        return worst / (best + worst)
    if method == "copeland":
        wins = np.zeros(len(values))
        for one, other in itertools.permutations(range(len(values)), 2):
            wins[one] += np.sign(round(float(weights @ np.sign(values[one] - values[other])), 9))
        return wins
    return np.array([_mean(method, row, weights) for row in values])


def _mean(method, row, weights):
    known = ~np.isnan(row)
    if known.mean() < 0.7 - 1e-9:
        return np.nan
    own, x = weights[known] / weights[known].sum(), row[known]
    return {
        "arithmetic": lambda: own @ x,
        "geometric": lambda: np.prod(x**own),
        "harmonic": lambda: 1 / (own @ (1 / x)),
        "generalised": lambda: (own @ x**0.5) ** 2,
    }[method]()


def recomputed(table, imputation, normalisation, weighting, aggregation):
    values = filled(table, imputation)
    columns = {name: normalised(values, name, normalisation) for name in NAMES}
    if normalisation in ON_SCALE:
        columns = {name: 1 + 99 * column for name, column in columns.items()}
    scores = []
    for members, _ in GROUPS.values():
        parts = np.column_stack([columns[name] for name in members])
        own = shares(weighting, parts, [WEIGHTS[name] for name in members])
        scores.append(joined(aggregation[0], parts, own))
    parts = np.column_stack(scores)
    own = shares(weighting, parts, [weight for _, weight in GROUPS.values()])
    return joined(aggregation[1], parts, own)


def recipe_of(imputation, normalisation, weighting, aggregation):
    rules = [
        {
            "name": name,
            "polarity": POLARITY[name],
            "path": [group],
            "weight": WEIGHTS[name],
            "goalposts": [LOW, HIGH],
            **({"range": BEST} if POLARITY[name] == "nominant" else {"target": GOALS[POLARITY[name]]}),
        }
        for group, (members, _) in GROUPS.items()
        for name in members
    ]
    impute = {"method": imputation}
    impute |= {"group": "region"} if imputation.startswith("group_") else {}
    impute |= {"neighbours": 3} if imputation == "nearest_neighbour" else {}
    normalise = {"method": normalisation}
    normalise |= {"scale": [1, 100]} if normalisation in ON_SCALE else {}
    normalise |= {"reference": REFERENCE} if normalisation == "distance_to_reference" else {}
    groups = {name: weight for name, (_, weight) in GROUPS.items()}
    weights = {"method": weighting, **({"groups": groups} if weighting == "given" else {})}
    exponent = {"exponent": 0.5} if "generalised" in aggregation else {}
    steps = {
        "impute": impute,
        "normalise": normalise,
        "weights": weights,
        "aggregate": {"method": list(aggregation), **exponent},
    }
    return {"indicators": rules, "steps": steps}


PLAIN = ("median", "minmax", "given", ("arithmetic", "arithmetic"))
IMPUTATIONS = (
    "none", "mean", "median", "group_mean", "group_median", "nearest_neighbour", "last_value", "drop_units",
)  # fmt: skip
NORMALISATIONS = (
    *ON_SCALE, "unitaryzacja_zerowana", "zscore", "distance_to_target", "distance_to_reference",
    "distance_to_max", "vector",
)  # fmt: skip
MEANS = ("arithmetic", "geometric", "harmonic", "generalised")
CASES = (
    *((method, "minmax", "given", ("arithmetic", "geometric")) for method in IMPUTATIONS),
    *(("median", method, *PLAIN[2:]) for method in NORMALISATIONS),
    *(("median", "minmax", method, PLAIN[3]) for method in ("equal", "pca", "entropy", "critic")),
    *(("none", "minmax", "given", pair) for pair in itertools.product(MEANS, repeat=2)),
    *(("median", "minmax", "given", (one, one)) for one in ("hellwig", "topsis", "copeland")),
    ("median", "zscore", "given", ("arithmetic", "hellwig")),
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: " ".join([*case[:3], *case[3]]))
def test_scores_are_those_of_the_plain_code(case):
    table = make_table()
    made = pes.composite_index(table, recipe_of(*case))
    np.testing.assert_allclose(made.scores["index"], recomputed(table, *case), rtol=1e-9)
