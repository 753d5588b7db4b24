"""What kind of cooperation there is: forms and their planes, how close, whether it solves problems."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from pes_analysis.catalogue import Catalogue
from pes_analysis.catalogue.cooperation_survey import FORMS, plane_names, planes
from pes_analysis.diagnose.cooperation.network import Network
from pes_analysis.edition.ties import TiesSurvey
from pes_analysis.measure.intervals import proportion_intervals

SOLVING, ROUTINE = "problem_solving", "routine"
LEVEL = 0.95


@dataclass(frozen=True, eq=False)
class Kinds:
    """What the ties of a network are like.

    Attributes
    ----------
    ties : DataFrame
        One row a tie: ``first, second`` (unit ids in the order of the network), ``intensity``, ``kind``
        (problem_solving when at least one side says so), ``forms`` (tuple, in the order of the list),
        ``sides`` ("both": both named it; "one": both answered, one named it; "silent": one did not answer).
    by_form : DataFrame
        ``form, plane, ties``: in how many ties a form is used.
    by_plane : DataFrame
        ``plane, ties, of, value, lower_95, upper_95``: in how many ties any form of a plane is used.
    by_intensity : DataFrame
        ``intensity, ties``: 1 to 4.
    solving : Series
        ``ties, of, value, lower_95, upper_95``: ties that solve problems, of those of known kind.
    """

    ties: pd.DataFrame
    by_form: pd.DataFrame
    by_plane: pd.DataFrame
    by_intensity: pd.DataFrame
    solving: pd.Series


def kinds_of_ties(network: Network, survey: TiesSurvey, catalogue: Catalogue) -> Kinds:
    """Tell what the known ties of a network are like.

    Intervals are Wilson's: they tell what chance could do in so few ties, not what the silent would say.

    Examples
    --------
    >>> from pes_analysis.catalogue import load_catalogue
    >>> from pes_analysis.diagnose.cooperation.network import lay_out_network
    >>> from pes_analysis.edition import open_edition_data
    >>> survey = open_edition_data("malopolskie-2024").ties
    >>> kinds = kinds_of_ties(lay_out_network(survey, 2024, {"1201"}), survey, load_catalogue())
    >>> int(kinds.by_intensity["ties"].sum()) == len(kinds.ties)
    True
    """
    ties = _ties(network, survey, catalogue)
    forms = [item.id for item in catalogue.closed_list(FORMS).items]
    plane_of = {form: plane for plane, inside in planes(catalogue).items() for form in inside}
    used = ties["forms"].explode()
    counts = used.value_counts()
    by_form = pd.DataFrame(
        {
            "form": forms,
            "plane": [plane_of[form] for form in forms],
            "ties": [int(counts.get(form, 0)) for form in forms],
        }
    )
    with_plane = {
        plane: int(ties["forms"].map(lambda own, inside=inside: bool(set(own) & set(inside))).sum())
        for plane, inside in planes(catalogue).items()
    }
    names = list(plane_names(catalogue))
    by_plane = _shares([with_plane[plane] for plane in names], len(ties)).assign(plane=names)
    known = ties[ties["kind"] != ""]
    solving = _shares([int((known["kind"] == SOLVING).sum())], len(known)).iloc[0]
    return Kinds(
        ties=ties,
        by_form=by_form,
        by_plane=by_plane[["plane", "ties", "of", "value", "lower_95", "upper_95"]],
        by_intensity=pd.DataFrame(
            {
                "intensity": range(1, 5),
                "ties": [int((ties["intensity"] == grade).sum()) for grade in range(1, 5)],
            }
        ),
        solving=solving,
    )


def _ties(network: Network, survey: TiesSurvey, catalogue: Catalogue) -> pd.DataFrame:
    places = {str(unit): place for place, unit in enumerate(network.units.index)}
    order = {item.id: place for place, item in enumerate(catalogue.closed_list(FORMS).items)}
    used: dict[tuple[int, int], set[str]] = {}
    told = survey.forms[survey.forms["year"] == network.year]
    for one, other, form in zip(told["respondent_id"], told["partner_id"], told["form"], strict=True):
        if one in places and other in places:
            used.setdefault(_pair(places[one], places[other]), set()).add(form)
    said: dict[tuple[int, int], set[str]] = {}
    rows = survey.ties[survey.ties["year"] == network.year]
    for one, other, kind in zip(rows["respondent_id"], rows["partner_id"], rows["kind"], strict=True):
        if one in places and other in places and kind:
            said.setdefault(_pair(places[one], places[other]), set()).add(kind)
    names, answered = [str(unit) for unit in network.units.index], network.answered
    ties = []
    for first, second in np.argwhere(np.triu(network.tied)):
        pair = (int(first), int(second))
        kinds = said.get(pair, set())
        named = int(network.said[first, second] > 0) + int(network.said[second, first] > 0)
        silent = not (answered[first] and answered[second])
        ties.append(
            {
                "first": names[first],
                "second": names[second],
                "intensity": int(network.intensity[first, second]),
                "kind": SOLVING if SOLVING in kinds else (ROUTINE if kinds else ""),
                "forms": tuple(sorted(used.get(pair, ()), key=order.__getitem__)),
                "sides": "silent" if silent else ("both" if named == 2 else "one"),
            }
        )
    return pd.DataFrame(ties, columns=["first", "second", "intensity", "kind", "forms", "sides"])


def _pair(one: int, other: int) -> tuple[int, int]:
    return (one, other) if one < other else (other, one)


def _shares(counts: list[int], of: int) -> pd.DataFrame:
    shares = proportion_intervals(counts, [of] * len(counts), levels=[LEVEL])
    return shares[["value", "lower_95", "upper_95"]].assign(ties=counts, of=of)
