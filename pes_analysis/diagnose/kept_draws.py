"""Draws of the cards that a store keeps from one run to the next."""

from functools import partial

from pes_analysis.diagnose.card_beside import BesideSimilar, lay_out_beside
from pes_analysis.diagnose.card_draws import EarlierScores, Kept, YearDraws
from pes_analysis.diagnose.organisation_shared import SharedOrganisations
from pes_analysis.edition.array_store import Arrays, ArrayStore

# Cached properties are given their values here before anybody asks for them.


def take_this_year(shared: SharedOrganisations, store: ArrayStore) -> None:
    """Have the draws of the edition's year from a store, which computes what it does not keep yet."""
    draws, pools = shared.draws, shared.pools
    vars(draws)["kept"] = Kept(**store.arrays("draws", draws.inputs(), lambda: vars(draws.kept)))
    inputs = (*draws.inputs(), pools.chosen, *pools.members)
    kept = store.arrays("beside", inputs, lambda: lay_out_beside(draws, pools).arrays())
    vars(shared)["beside"] = BesideSimilar.from_arrays(kept, draws, pools)


def take_earlier_years(shared: SharedOrganisations, store: ArrayStore) -> None:
    """Do the same with the scores of earlier years."""
    found = []
    for back, (units, draws) in enumerate(shared.earlier_draws(), start=1):
        kept = store.arrays(f"earlier_{back}", draws.inputs(), partial(_general, draws))
        found.append(EarlierScores(units, kept["general"]))
    vars(shared)["earlier_scores"] = tuple(found)


def _general(draws: YearDraws) -> Arrays:
    return {"general": draws.general_alone()}
