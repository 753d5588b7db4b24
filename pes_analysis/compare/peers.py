"""Similar counties: the nearest by structure, never by the outcomes that are then compared."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from pes_analysis.catalogue import Formula, Indicator
from pes_analysis.catalogue.formula_tree import Division, FamilyName, Name, Node, operands
from pes_analysis.edition import PeersParameters
from pes_analysis.measure.grid import lay_out
from pes_analysis.measure.indicators import compute_indicators
from pes_analysis.protect.errors import PesError

Numbers = npt.NDArray[np.float64]
YEAR_COVERAGE = 0.95
SHARED_WEIGHT = 0.70
FAR = 0.90


@dataclass(frozen=True)
class Structure:
    """What counties are like, ready to be compared.

    Attributes
    ----------
    kind : Series
        ``"land"`` or ``"city"`` by teryt.
    figures : DataFrame
        Index teryt, one column a structural variable, in its own unit.
    scores : DataFrame
        The same, (logarithm taken where asked for) as z-scores inside the county's kind.
    weights : Series
        By variable; they add up to 1.
    years : Series
        The year each variable comes from.
    """

    kind: pd.Series
    figures: pd.DataFrame
    scores: pd.DataFrame
    weights: pd.Series
    years: pd.Series


def build_structure(
    observations: pd.DataFrame,
    counties: pd.DataFrame,
    parameters: PeersParameters,
    indicators: Iterable[Indicator],
    newest_year: int,
) -> Structure:
    """Gather the structural variables of all counties.

    Each variable is taken from the newest year, up to ``newest_year``, in which at least 95 %
    of the counties have a number. Z-scores are taken inside the kind (land counties, city
    counties), with the divisor n; a variable that does not vary there scores 0.

    Parameters
    ----------
    observations : DataFrame
        Columns ``teryt, year, variable, value, state, source``.
    counties : DataFrame
        Index ``teryt``, column ``kind``; the counties of today.
    parameters : PeersParameters
        Variables, their weights and transforms.
    indicators : iterable of Indicator
        Against these the guard checks that no structural variable is an outcome. A structural variable
        may itself be one of them, an informational one, such as a share computed from two variables.
    newest_year : int

    Returns
    -------
    Structure

    Raises
    ------
    PesError
        When a structural variable is an outcome, has no year with enough figures, or a logarithm
        is asked of a number that is not positive.
    """
    variables = [variable.variable for variable in parameters.variables]
    indicators = tuple(indicators)
    refuse_outcomes(variables, indicators)
    grid = lay_out(_with_computed(observations, variables, indicators), variables, list(counties.index))
    columns, years = {}, {}
    for layer, variable in enumerate(variables):
        numbers = grid.numbers[layer]
        coverage = grid.is_number[layer].mean(axis=0)
        usable = [at for at, y in enumerate(grid.years) if y <= newest_year and coverage[at] >= YEAR_COVERAGE]
        if not usable:
            raise PesError(
                f"Zmienna „{variable}” w parameters/peers.yml: nie ma roku (do {newest_year}), w którym "
                "zna ją co najmniej 95% powiatów. Usuń ją z listy albo uzupełnij dane.",
                f"Variable '{variable}' in parameters/peers.yml: in no year up to {newest_year} do at least "
                "95% of counties have it. Take it off the list or add figures.",
            )
        columns[variable], years[variable] = numbers[:, usable[-1]], grid.years[usable[-1]]
    values = pd.DataFrame(columns, index=counties.index)
    logged = [v.variable for v in parameters.variables if v.transform == "log"]
    weights = pd.Series({v.variable: float(v.weight) for v in parameters.variables})
    return Structure(
        kind=counties["kind"],
        figures=values,
        scores=_scores(_logarithms(values, logged), counties["kind"]),
        weights=weights / weights.sum(),
        years=pd.Series(years),
    )


def _with_computed(
    observations: pd.DataFrame, variables: Sequence[str], indicators: Sequence[Indicator]
) -> pd.DataFrame:
    """Put structural variables that are indicators beside the raw ones, as rows of the same kind."""
    computed = [indicator for indicator in indicators if indicator.id in variables]
    raw = observations[observations["variable"].isin(list(variables))]
    if not computed:
        return raw
    rows = compute_indicators(observations, computed).rename(columns={"indicator": "variable"})
    return pd.concat([raw.astype({"variable": str}), rows[list(raw.columns)]], ignore_index=True)


def refuse_outcomes(variables: Sequence[str], indicators: Iterable[Indicator]) -> None:
    """Refuse a structural variable that an oriented indicator measures.

    Peers chosen by the outcome would hide exactly the difference the reader looks for. A variable
    that only stands under the division sign (population) is a base, not an outcome.

    Raises
    ------
    PesError
        Naming the variable and the indicator.
    """
    for indicator in indicators:
        if indicator.polarity == "informational" or indicator.formula is None:
            continue
        outcomes = {indicator.id, *measured_names(indicator.formula)}
        for variable in variables:
            if variable in outcomes:
                raise PesError(
                    f"Zmienna „{variable}” w parameters/peers.yml jest wynikiem, który ocenia wskaźnik "
                    f"„{indicator.id}”. Dobieraj podobne powiaty tylko po strukturze: usuń ją z listy.",
                    f"Variable '{variable}' in parameters/peers.yml is an outcome judged by the indicator "
                    f"'{indicator.id}'. Choose peers by structure only: take it off the list.",
                )


def measured_names(formula: Formula) -> set[str]:
    """Give the names of a formula that stand somewhere other than under a division sign.

    Examples
    --------
    >>> from pes_analysis.catalogue.formula import parse
    >>> sorted(measured_names(parse("1000 * (a + b) / pop")))
    ['a', 'b']
    >>> sorted(measured_names(parse("100 * own / total * total")))
    ['own', 'total']
    """

    def walk(node: Node) -> Iterator[str]:
        if isinstance(node, Name | FamilyName):
            yield node.id
        above = (node.numerator,) if isinstance(node, Division) else operands(node)
        for part in above:
            yield from walk(part)

    return set(walk(formula.tree))


def structural_peers(structure: Structure, teryt: str, count: int) -> pd.DataFrame:
    """Find the counties most like one county.

    The distance is Euclidean over the z-scores: the root of the weighted mean of squared
    differences, so 1 means "one standard deviation apart in every variable". Where one of the
    two counties lacks a number, the mean is taken over the variables both have, if these hold
    at least 70 % of the weight; otherwise the two are not compared. It is symmetric, 0 to
    itself, and a further county changes it only through the means and spreads behind the z-scores.

    Parameters
    ----------
    structure : Structure
    teryt : str
        The county; only counties of its kind are looked at.
    count : int
        How many peers; fewer come back when fewer can be compared.

    Returns
    -------
    DataFrame
        Columns ``teryt, distance, rank`` and the structural variables in their own units, nearest
        first; equal distances are ordered by code.

    Raises
    ------
    PesError
        When the county is unknown or too little is known about it to compare.
    """
    nearest = nearest_counties(structure, teryt, count)
    table = pd.DataFrame(
        {"teryt": nearest.index, "distance": nearest.to_numpy(), "rank": range(1, len(nearest) + 1)}
    )
    return table.join(structure.figures, on="teryt")


def nearest_counties(structure: Structure, teryt: str, count: int) -> pd.Series:
    """Find the counties most like one county, without what they are like.

    Returns
    -------
    Series
        The distance by teryt, as ``structural_peers`` gives it.

    Raises
    ------
    PesError
        When the county is unknown or too little is known about it to compare.
    """
    if teryt not in structure.figures.index:
        raise PesError(
            f"Nie ma powiatu o kodzie {teryt}. Podaj czterocyfrowy kod TERYT powiatu.",
            f"There is no county with the code {teryt}. Give a four-digit TERYT code of a county.",
        )
    own = structure.scores.index == teryt
    alike = np.flatnonzero((structure.kind == structure.kind[teryt]) & ~own)
    scores = structure.scores.to_numpy()
    weights = structure.weights[structure.scores.columns].to_numpy()
    distances = _distance(scores[alike] - scores[own], weights)
    found = pd.Series(distances, index=structure.scores.index[alike]).dropna()
    if found.empty:
        raise PesError(
            f"Powiat {teryt}: za mało danych o strukturze, by dobrać podobne powiaty. Uzupełnij zmienne "
            "z parameters/peers.yml.",
            f"County {teryt}: too few structural figures to choose peers. Fill in the variables of "
            "parameters/peers.yml.",
        )
    return found.sort_index().sort_values(kind="stable").head(count)


def are_far(peers: pd.DataFrame) -> bool:
    """Say whether no county is really similar: the median distance to the peers is above 0.9.

    At 0.9 the middle one of the peers is nine tenths of a standard deviation away in every variable; two
    counties of a kind taken at random are about 1.4 apart. One county in ten is above the limit, among
    them the largest cities.

    Examples
    --------
    >>> are_far(pd.DataFrame({"distance": [0.96, 1.5, 2.09]})), are_far(pd.DataFrame({"distance": [0.4]}))
    (True, False)
    """
    return bool(peers["distance"].median() > FAR)


def explain_peers(structure: Structure, teryt: str, peers: Sequence[str]) -> pd.DataFrame:
    """Show how close the peers are in each structural variable.

    Returns
    -------
    DataFrame
        One row a variable: ``variable, year, weight, value`` (the county's), ``peers_min,
        peers_median, peers_max, kind_median`` (all counties of the kind) and ``gap``: the mean
        absolute difference to the peers in standard deviations of the kind.
    """
    near = structure.figures.loc[list(peers)]
    kind = structure.figures[structure.kind == structure.kind[teryt]]
    gaps = (structure.scores.loc[list(peers)] - structure.scores.loc[teryt]).abs().mean()
    return pd.DataFrame(
        {
            "variable": structure.figures.columns,
            "year": structure.years.to_numpy(),
            "weight": structure.weights.to_numpy(),
            "value": structure.figures.loc[teryt].to_numpy(),
            "peers_min": near.min().to_numpy(),
            "peers_median": near.median().to_numpy(),
            "peers_max": near.max().to_numpy(),
            "kind_median": kind.median().to_numpy(),
            "gap": gaps.to_numpy(),
        }
    )


def _distance(gaps: Numbers, weights: Numbers) -> Numbers:
    shared = (~np.isnan(gaps) * weights).sum(axis=1)
    squares = (np.nan_to_num(gaps) ** 2 * weights).sum(axis=1)
    enough = shared >= SHARED_WEIGHT - 1e-12
    return np.asarray(np.sqrt(np.divide(squares, shared, out=np.full(len(gaps), np.nan), where=enough)))


def _logarithms(values: pd.DataFrame, logged: Sequence[str]) -> pd.DataFrame:
    for variable in logged:
        bad = values.index[values[variable] <= 0]
        if len(bad):
            raise PesError(
                f"Zmienna „{variable}”, powiat {bad[0]}: logarytm wymaga liczby większej od zera. Popraw "
                "liczbę albo usuń „log” w parameters/peers.yml.",
                f"Variable '{variable}', county {bad[0]}: a logarithm needs a number above zero. Correct the "
                "figure or take off 'log' in parameters/peers.yml.",
            )
    return values.assign(**{variable: np.log(values[variable]) for variable in logged})


def _scores(values: pd.DataFrame, kind: pd.Series) -> pd.DataFrame:
    groups = values.groupby(kind)
    spread = groups.transform("std", ddof=0)
    centred = values - groups.transform("mean")
    return (centred / spread.where(spread > 0)).where(spread > 0, centred * 0)
