"""All figures of one organisation, before anything of them is lost on the way."""

from pes_analysis.catalogue import Catalogue, Variable
from pes_analysis.edition.generate_organisations.balance import balance
from pes_analysis.edition.generate_organisations.money import FIRST_YEAR, YEARS, money
from pes_analysis.edition.generate_organisations.participants import participants
from pes_analysis.edition.generate_organisations.practice import practice
from pes_analysis.edition.generate_organisations.public_duties import public_duties
from pes_analysis.edition.generate_organisations.roster import Profile
from pes_analysis.edition.generate_organisations.workforce import workforce

Figures = dict[str, float]
REPORTED_YEARS = tuple(year for year in YEARS if year >= FIRST_YEAR)


def asked_of(profile: Profile, catalogue: Catalogue) -> list[Variable]:
    """List the variables that a questionnaire asks an organisation for, families put out by item."""
    columns = catalogue.columns("organisation")
    return [one for one in columns if one.is_asked and not profile.codes.isdisjoint(one.applies_to)]


def figures(profile: Profile, catalogue: Catalogue, seed: object) -> dict[int, Figures]:
    """Reckon what an organisation would answer if it answered everything, and rightly.

    Parameters
    ----------
    profile : Profile
    catalogue : Catalogue
    seed : object

    Returns
    -------
    dict of int to dict of str to float
        Year → each variable it is asked for → value.

    Examples
    --------
    >>> from pes_analysis.catalogue import load_catalogue
    >>> from pes_analysis.edition.generate_organisations.roster import make_roster
    >>> first = make_roster(1, ["1201"])[0]
    >>> year = figures(first, load_catalogue(), 1)[2024]
    >>> year["revenue_total"] == year["cost_total"] + year["net_result"]
    True
    """
    accounts = money(profile, seed)
    sheets = balance(profile, accounts, seed)
    people = workforce(profile, accounts, seed)
    flows = participants(profile, accounts, people, seed)
    ways = practice(profile, flows, catalogue, seed)
    duties = public_duties(profile, accounts, seed)
    identity = {
        "has_ps_status": float(profile.is_ps),
        "ps_goal_reintegration": float(profile.for_reintegration),
        "founding_year": float(profile.founding_year),
    }
    whole = {
        year: identity
        | accounts[year]
        | sheets[year]
        | people[year]
        | flows[year]
        | ways[year]
        | duties[year]
        for year in YEARS
    }
    asked = asked_of(profile, catalogue)
    return {
        year: {
            one.id: float(whole[year - 1][one.previous_of] if one.previous_of else whole[year][one.id])
            for one in asked
        }
        for year in REPORTED_YEARS
    }
