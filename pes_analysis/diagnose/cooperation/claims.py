"""How sure sentences about a network are: held against silence, chance and other choices of method."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from pes_analysis.catalogue import Catalogue
from pes_analysis.catalogue.evaluation import evaluate
from pes_analysis.diagnose.cooperation.kinds import SOLVING, Kinds
from pes_analysis.diagnose.cooperation.network import Network
from pes_analysis.robust.claim import NOISE, Claim, claim_from
from pes_analysis.robust.claim_rows import ClaimRows, generator, lay_out_rows

RULE, STRENGTH = CHOICES = ("tie_rule", "tie_strength")
HUB = {"one_hub": "network_centralisation"}
SIDES = {"mostly_solving": 1, "mostly_routine": -1}
HALF = 0.5
FEWEST_TIES = 5
"""Of fewer ties no sentence is made."""
FEWEST_COUNTIES = 5

Numbers = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Naming:
    """How often units name a tie, in all answers of a survey.

    Attributes
    ----------
    alone : float
        Where the other side answered and does not name it.
    at_all : float
        Whatever the other side says.
    """

    alone: float
    at_all: float


def naming_of(network: Network) -> Naming:
    """Learn from pairs of which both sides answered what a silent side would have said.

    Examples
    --------
    >>> units = pd.DataFrame({"sector": "pes", "answered": True}, index=list("abc"))
    >>> naming_of(Network(units, np.array([[0, 2, 0], [0, 0, 0], [0, 0, 0]]), 2024)).alone
    0.2
    """
    county = network.units["teryt"].to_numpy() if "teryt" in network.units else np.zeros(len(network))
    pairs = np.logical_and.outer(network.answered, network.answered) & np.equal.outer(county, county)
    pairs &= ~np.eye(len(network), dtype=bool)
    named, silent_back = network.said > 0, network.said.T == 0
    heard = pairs & silent_back
    return Naming(_share(named & heard, heard), _share(named & pairs, pairs))


def network_claims(network: Network, kinds: Kinds, naming: Naming, catalogue: Catalogue) -> tuple[Claim, ...]:
    """Test what may be said of a network: that one unit holds it together, that it solves problems or not.

    In every replication the silent answer as others did on the whole, ties are drawn anew where their kind
    is judged, and each signed choice takes one of its options.

    Parameters
    ----------
    network : Network
    kinds : Kinds
    naming : Naming
        Of the whole survey.
    catalogue : Catalogue

    Returns
    -------
    tuple of Claim
        One for each sentence that the ties as they were told would make; none of fewer than 5 ties.
    """
    if len(kinds.ties) < FEWEST_TIES:
        return ()
    signed = {one.id: len(one.alternatives) for one in catalogue.signed_list.of("cooperation")}
    rows = lay_out_rows({name: signed[name] for name in CHOICES}, catalogue.claims)
    return (
        *_hub_claim(network, naming, rows, catalogue),
        *_kind_claims(kinds, rows, catalogue),
    )


def quality_claim(teryt: str, ratings: Mapping[str, Numbers], catalogue: Catalogue) -> tuple[Claim, ...]:
    """Test whether cooperation in one county is rated higher, or lower, than in most of the others.

    Parameters
    ----------
    teryt : str
    ratings : mapping of str to ndarray
        By county, the indices of its respondents; counties with enough raters only.
    catalogue : Catalogue

    Returns
    -------
    tuple of Claim
        None where the county has too few raters, or too few counties have enough.
    """
    if teryt not in ratings or len(ratings) < FEWEST_COUNTIES:
        return ()
    rules = catalogue.claims
    # Only chance varies: the index has no choice of method that is signed.
    rows = lay_out_rows({}, rules)
    means = {}
    for county, values in sorted(ratings.items()):
        draw = generator(rules.seed, "cooperation_quality", county)
        drawn = values[draw.integers(0, len(values), (len(rows), len(values)))].mean(axis=1)
        means[county] = np.where(rows.noisy, drawn, values.mean())
    others = np.stack([means[county] for county in means if county != teryt])
    published = float(ratings[teryt].mean())
    below = sum(published > values.mean() for county, values in ratings.items() if county != teryt)
    statement, sign = ("quality_higher", 1) if below > len(others) / 2 else ("quality_lower", -1)
    holds = (sign * (means[teryt] - others) > 0).mean(axis=0) > HALF
    joint, alone = rows.split(holds.astype(np.float64))
    evidence = {
        "value": published,
        "n": len(others),
        "count": int(below if sign > 0 else len(others) - below),
    }
    return (
        claim_from(
            joint,
            statement=statement,
            subject="cooperation_quality_index",
            rules=rules,
            tested=(NOISE,),
            evidence=evidence,
            by_factor=alone,
        ),
    )


def _hub_claim(network: Network, naming: Naming, rows: ClaimRows, catalogue: Catalogue) -> tuple[Claim, ...]:
    indicator = catalogue.indicator("network_centralisation")
    if indicator.range is None or indicator.formula is None:
        raise ValueError("centralisation has no range or no formula")
    tied = _replicated(network, naming, rows, catalogue.claims.seed)
    degree = tied.sum(axis=2)
    counts = pd.DataFrame(
        {
            "n_nodes": float(len(network)),
            "degree_max": degree.max(axis=1).astype(float),
            "degree_sum": degree.sum(axis=1).astype(float),
        }
    )
    values = evaluate(indicator.formula, counts)["value"].to_numpy(dtype=np.float64)
    holds = np.where(np.isnan(values), np.nan, values > indicator.range[1])
    published = rows.parts[RULE].start
    if holds[published] != 1:
        return ()
    joint, alone = rows.split(holds)
    silent = not network.answered.all()
    tested = (NOISE, *CHOICES) if silent else CHOICES
    return (
        claim_from(
            joint,
            statement="one_hub",
            subject=indicator.id,
            rules=catalogue.claims,
            tested=tested,
            evidence={"value": float(values[published]), "n": len(network)},
            by_factor={name: part for name, part in alone.items() if name in tested},
        ),
    )


def _replicated(network: Network, naming: Naming, rows: ClaimRows, seed: int) -> npt.NDArray[np.bool_]:
    """Give the network of every replication, shape (rows, units, units)."""
    answered, size = network.answered, len(network)
    both = np.logical_and.outer(answered, answered)
    neither = np.logical_and.outer(~answered, ~answered)
    named = network.said[None] >= np.where(rows.choices[STRENGTH] > 0, 2, 1)[:, None, None]
    either, mutual = named | named.transpose(0, 2, 1), named & named.transpose(0, 2, 1)
    strict = (rows.choices[RULE] > 0)[:, None, None] & both
    tied = np.where(strict, mutual, either)
    chance = np.where(neither, naming.at_all, naming.alone)
    draw = generator(seed, "silence", *map(str, network.units.index)).random((len(rows), size, size))
    draw = np.triu(draw, 1)
    said = network.open & (draw + draw.transpose(0, 2, 1) < chance) & rows.noisy[:, None, None]
    return np.asarray(tied | said)


def _kind_claims(kinds: Kinds, rows: ClaimRows, catalogue: Catalogue) -> tuple[Claim, ...]:
    ties = kinds.ties[kinds.ties["kind"] != ""]
    if len(ties) < FEWEST_TIES:
        return ()
    solving = (ties["kind"] == SOLVING).to_numpy(dtype=np.float64)
    mutual = (ties["sides"] != "one").to_numpy()
    close = (ties["intensity"] > 1).to_numpy()
    kept = np.where((rows.choices[RULE] > 0)[:, None], mutual, True)
    kept = kept & np.where((rows.choices[STRENGTH] > 0)[:, None], close, True)
    draw = generator(catalogue.claims.seed, "kinds", *ties["first"], *ties["second"])
    times = draw.multinomial(len(ties), np.full(len(ties), 1 / len(ties)), len(rows)).astype(np.float64)
    weight = np.where(rows.noisy[:, None], times, 1.0) * kept
    whole = weight.sum(axis=1)
    share = np.divide((weight * solving).sum(axis=1), whole, out=np.full(len(rows), np.nan), where=whole > 0)
    made = []
    for statement, side in SIDES.items():
        holds = np.where(np.isnan(share), np.nan, side * (share - HALF) > 0)
        if side * (float(solving.mean()) - HALF) <= 0:
            continue
        joint, alone = rows.split(holds)
        made.append(
            claim_from(
                joint,
                statement=statement,
                subject="ties",
                rules=catalogue.claims,
                tested=(NOISE, *CHOICES),
                evidence={"count": int(solving.sum()), "n": len(ties)},
                by_factor=alone,
            )
        )
    return tuple(made)


def _share(part: npt.NDArray[np.bool_], whole: npt.NDArray[np.bool_]) -> float:
    return float(part.sum() / whole.sum()) if whole.any() else 0.0
