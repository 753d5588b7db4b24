"""Why a unit stands where it stands in a ranking, in words; the browser says it with the same texts."""

from collections.abc import Mapping
from typing import Any

from pes_analysis.diagnose.directory_ranking import Asker, Question
from pes_analysis.diagnose.partner_ties import NEW, TIED
from pes_analysis.present.language import mark
from pes_analysis.present.pages.directory.view import DirectoryView

REASONS = {
    "service": mark("has this service"),
    "someServices": mark("has some of these services"),
    "noService": mark("does not name this service"),
    "group": mark("serves this group"),
    "everyone": mark("open to all residents"),
    "noGroup": mark("does not name this group"),
    "here": mark("in this county"),
    "serves": mark("serves this county, {km} km away"),
    "near": mark("{km} km away"),
    "places": mark("free places: {n} ({when})"),
    "noPlaces": mark("no free places ({when})"),
    "unknownPlaces": mark("free places: not known"),
    "status": mark("status: {status}"),
    "stale": mark("entry out of date, checked on {when}"),
    "never": mark("entry never checked"),
    "lacking": mark("brings: {services}"),
    "nothingLacking": mark("brings no other service"),
    "otherSector": mark("another sector"),
    "tied": mark("they work together already (survey of {year})"),
    "newPartner": mark("a new partner: no tie in the survey of {year}"),
    "tieNotKnown": mark("whether they work together already is not known"),
}
"""The parts of an explanation; their names are those of the script."""
ACTIVE = "active"
# A reason may itself list services, with commas between.
SEPARATOR = "; "


def why(view: DirectoryView, unit_id: str, parts: Mapping[str, Any], question: Question) -> str:
    """Explain a place in the ranking of where to send.

    Parameters
    ----------
    view : DirectoryView
    unit_id : str
    parts : mapping
        Its row of `rank_for_referral`.
    question : Question

    Returns
    -------
    str
        Parts with semicolons between, the most important first.
    """
    said = [*_match(view, unit_id, parts, question), _where(view, unit_id, parts, question)]
    row = view.row(unit_id)
    if view.knows_places(unit_id):
        when = view.month_of(str(row["free_places_on"]))
        free = int(row["free_places"])
        said.append(_say(view, "places" if free else "noPlaces", n=free, when=when))
    else:
        said.append(_say(view, "unknownPlaces"))
    return SEPARATOR.join((*said, *_state(view, unit_id)))


def why_partner(
    view: DirectoryView, unit_id: str, parts: Mapping[str, Any], question: Question, asker: Asker
) -> str:
    """Explain a place in the ranking of partners.

    Parameters
    ----------
    view : DirectoryView
    unit_id : str
    parts : mapping
        Its row of `rank_partners`.
    question : Question
    asker : Asker

    Returns
    -------
    str
        As of `why`; whether the two work together already only when the asker is a unit.
    """
    said = _match(view, unit_id, parts, question)
    lacking = [one for one in view.row(unit_id)["services"] if one not in asker.services]
    if lacking:
        said.append(_say(view, "lacking", services=view.offered(lacking, view.services)))
    else:
        said.append(_say(view, "nothingLacking"))
    if parts["sector"]:
        said.append(_say(view, "otherSector"))
    if view.ties is not None and asker.unit_id:
        reason = {TIED: "tied", NEW: "newPartner"}.get(parts["tie"], "tieNotKnown")
        said.append(_say(view, reason, year=str(view.ties.year)))
    return SEPARATOR.join((*said, _where(view, unit_id, parts, question), *_state(view, unit_id)))


def _match(view: DirectoryView, unit_id: str, parts: Mapping[str, Any], question: Question) -> list[str]:
    said = []
    if question.services:
        share = float(parts["service"])
        said.append(_say(view, "service" if share == 1 else "someServices" if share else "noService"))
    if question.groups:
        named = set(question.groups) & set(view.row(unit_id)["groups"])
        said.append(_say(view, "group" if named else "everyone" if parts["group"] else "noGroup"))
    return said


def _where(view: DirectoryView, unit_id: str, parts: Mapping[str, Any], question: Question) -> str:
    if str(view.row(unit_id)["teryt"]) == question.county:
        return _say(view, "here")
    return _say(view, "serves" if parts["serves"] else "near", km=int(parts["km"]))


def _state(view: DirectoryView, unit_id: str) -> list[str]:
    row = view.row(unit_id)
    said = []
    if row["status"] != ACTIVE:
        said.append(_say(view, "status", status=view.statuses[str(row["status"])].lower()))
    if view.is_stale(unit_id):
        checked = str(row["checked_on"])
        said.append(_say(view, "stale", when=view.day_of(checked)) if checked else _say(view, "never"))
    return said


def _say(view: DirectoryView, reason: str, **values: object) -> str:
    return view.language.text(REASONS[reason], **values)
