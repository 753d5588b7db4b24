"""The signed choices that sentences on cards are held against, and the replications that vary them."""

from pes_analysis.catalogue import Catalogue
from pes_analysis.robust.claim import NOISE
from pes_analysis.robust.claim_rows import ClaimRows, lay_out_rows

BASIS, SET, WEIGHTS, MEAN = "figures_basis", "indicator_set", "dimension_weights", "dimension_mean"
LIMIT, READING, WIDTH, TRAITS = "missing_limit", "reading", "group_width", "group_traits"
POINTS, RULE, CHANGE = "points_limit", "quarter_rule", "change_base"
CHOICES = (WIDTH, TRAITS, RULE, BASIS, POINTS, SET, WEIGHTS, MEAN, LIMIT, READING, CHANGE)
OF_SCORES = (BASIS, SET, WEIGHTS, MEAN, LIMIT, READING)
"""What moves a score: its own figures and how they are put together."""
EXPLAINED = (NOISE, WIDTH, TRAITS, *OF_SCORES)


def card_rows(catalogue: Catalogue) -> ClaimRows:
    """Lay out the replications that sentences on cards are held against."""
    signed = {one.id: one for one in catalogue.signed_list.of("organisation") if one.id in CHOICES}
    sizes = {name: len(signed[name].alternatives) for name in CHOICES}
    return lay_out_rows(sizes, catalogue.claims, explained=EXPLAINED)
