"""What makes organisations alike: types with one task, and the figures that tell a size."""

# Types with one task, whose ratios mean the same: reintegration of participants, work and therapy of people
# with disabilities, businesses and associations with a social aim, social services of local government.
RELATED_TYPES = (
    frozenset({"cis", "kis"}),
    frozenset({"wtz", "zaz"}),
    frozenset({"ss", "ngo"}),
    frozenset({"ops", "pcpr"}),
)
# What the size among peers is told by.
REVENUE = "revenue_total"
# Size in money, in people employed and in people served: what the nearest organisations are found by.
SIZES_COMPARED = (REVENUE, "headcount", "participants_avg", "beneficiaries")


def related_types(of: str) -> frozenset[str]:
    """Give the types an organisation of one type may be compared with, its own among them.

    Examples
    --------
    >>> sorted(related_types("kis")), sorted(related_types("owes"))
    (['cis', 'kis'], ['owes'])
    """
    return next((family for family in RELATED_TYPES if of in family), frozenset({of}))
