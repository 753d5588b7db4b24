"""Whom to turn to: which office deals with what in a county."""

from pes_analysis.present.blocks import DefinitionList
from pes_analysis.present.language import Language, mark

_COMMUNE = (
    mark("Social assistance centre (OPS) or social services centre (CUS), in each commune"),
    mark("Money and material help, social work, home care. The first place to ask."),
)
_COUNTY = (
    mark("County family support centre (PCPR)"),
    mark("Foster care, help for families in crisis, support for people with disabilities."),
)
_CITY = (
    mark("City social assistance or social services centre (MOPS, MOPR, CUS)"),
    mark("Social assistance and the work of a county: foster care, support for people with disabilities."),
)
_JOBS = mark("Registration of the unemployed, job offers, training, work placements, support for employers.")
_COUNTY_JOBS = (mark("County labour office (PUP)"), _JOBS)
_CITY_JOBS = (mark("Labour office of the county or the city (PUP, GUP, MUP)"), _JOBS)
_SHARED = (
    (
        mark("Social economy support centre (OWES)"),
        mark(
            "Starting and developing social cooperatives and enterprises: advice, training, grants for jobs."
        ),
    ),
    (
        mark("Regional social policy centre (ROPS)"),
        mark("Plans and coordinates social policy and the social economy in the whole region."),
    ),
)


def who_to_contact(language: Language, kind: str = "land") -> DefinitionList:
    """List the offices of a county and what each deals with.

    Parameters
    ----------
    language : Language
    kind : {"land", "city"}
        In a city with county rights one centre usually does the work of two.

    Returns
    -------
    DefinitionList

    Examples
    --------
    >>> print(who_to_contact(Language.PL).markdown().splitlines()[0])
    Ośrodek pomocy społecznej (OPS) lub centrum usług społecznych (CUS), w każdej gminie
    """
    offices = (_CITY, _CITY_JOBS, *_SHARED) if kind == "city" else (_COMMUNE, _COUNTY, _COUNTY_JOBS, *_SHARED)
    return DefinitionList(
        tuple((language.markdown(office), language.markdown(deals_with)) for office, deals_with in offices)
    )
