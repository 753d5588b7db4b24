"""What becomes of figures on their way: returns that never come, questions left empty, errors and repairs."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from pes_analysis.catalogue import State, Variable
from pes_analysis.edition.generate_organisations.draws import Draws
from pes_analysis.edition.generate_organisations.errors import Slip, misread, slips
from pes_analysis.edition.generate_organisations.figures import REPORTED_YEARS, Figures
from pes_analysis.edition.generate_organisations.participants import has_no_places
from pes_analysis.edition.generate_organisations.roster import LAST_YEAR, ORDINARY, Profile

SOURCE = "demonstration_organisations"
Row = dict[str, object]
_NO_RETURN = 0.045
_FIRST_GAP = 2021
_UNANSWERED_REQUIRED, _UNANSWERED = 0.006, 0.04
# The network of partners is surveyed every second year; in between nobody can tell what others answered.
_NETWORK_YEARS = (2020, 2022, 2024)
_FROM_NETWORK = ("ties_reciprocated", "trust_score")
_LEAST_RATERS = 3
_OWN_FUNDS = ("equity", "equity_prev")
# Status → the last year of which a return came.
_LAST_RETURN = {
    "registered": 2020,
    "unknown": 2021,
    "suspended": 2022,
    "existing": 2023,
    "in_liquidation": 2024,
}


@dataclass
class Received:
    """The rows of the tables, gathered organisation by organisation."""

    observations: list[Row] = field(default_factory=list)
    returns: list[Row] = field(default_factory=list)
    repairs: list[Row] = field(default_factory=list)
    problems: list[Row] = field(default_factory=list)


def receive(
    profile: Profile, asked: Sequence[Variable], years: dict[int, Figures], seed: object, received: Received
) -> None:
    """Let an organisation answer each year's questionnaire, as organisations do.

    Parameters
    ----------
    profile : Profile
    asked : sequence of Variable
        What it is asked for.
    years : dict of int to dict of str to float
        Year → variable → the true value.
    seed : object
    received : Received
        Rows are added to it.
    """
    draws = Draws(seed, profile.organisation_id, "returns")
    for year in REPORTED_YEARS:
        came = _comes(profile, year, draws)
        day = date(year + 1, 2, 3) + timedelta(days=draws.whole(0, 70))
        file = f"{profile.organisation_id}-{year}.xlsx"
        found = slips(profile, year, file, asked, years[year], draws) if came else []
        spoilt = {slip.variable: slip for slip in found}
        answered = required_left = 0
        for one in asked if came else ():
            state = _state(profile, one, year, years[year], seed, draws)
            if one.id in spoilt and spoilt[one.id].is_problem:
                state = State.MISSING
            answered += state is not State.MISSING
            required_left += one.required and state is State.MISSING
            received.observations.append(
                {
                    "organisation_id": profile.organisation_id,
                    "year": year,
                    "variable": one.id,
                    "value": years[year][one.id] if state.is_number else None,
                    "state": str(state),
                    "source": SOURCE,
                    "collected_on": day.isoformat(),
                }
            )
        received.returns.append(
            {
                "organisation_id": profile.organisation_id,
                "year": year,
                "status": "none" if not came else "partial" if required_left else "full",
                "received_on": day.isoformat() if came else "",
                "asked": len(asked),
                "answered": answered,
                "questionnaire": str(year) if came else "",
                "file": file if came else "",
            }
        )
        _note(found, received)


def _comes(profile: Profile, year: int, draws: Draws) -> bool:
    lost = draws.chance(_NO_RETURN)
    if year > _LAST_RETURN.get(profile.status, LAST_YEAR):
        return False
    return profile.special is not ORDINARY or year < _FIRST_GAP or not lost


def _state(profile: Profile, one: Variable, year: int, figures: Figures, seed: object, draws: Draws) -> State:
    """Draw whether a question is answered, after what cannot be asked of this organisation at all."""
    likely = _UNANSWERED_REQUIRED if one.required else _UNANSWERED
    if year == LAST_YEAR and profile.special.unanswered:
        likely = profile.special.unanswered
    empty = draws.chance(likely * 1.5**-profile.quality)
    if _does_not_apply(profile, one, figures, seed):
        return State.NOT_APPLICABLE
    unknowable = one.id in _FROM_NETWORK and (year not in _NETWORK_YEARS or figures["ties"] < _LEAST_RATERS)
    if unknowable or (empty and one.section != "identity"):
        return State.MISSING
    return State.ZERO if figures[one.id] == 0 else State.VALUE


def _does_not_apply(profile: Profile, one: Variable, figures: Figures, seed: object) -> bool:
    if one.id in ("members", "members_present"):
        return profile.is_foundation
    if one.id == "places":
        return has_no_places(profile, seed)
    if one.id == "wage_avg":
        return figures["headcount"] == 0
    return one.id in _OWN_FUNDS and profile.in_budget


def _note(found: Sequence[Slip], received: Received) -> None:
    for slip in found:
        (received.problems if slip.is_problem else received.repairs).append(misread(slip))
