"""Answers taken into a survey of ties: what is new, what is replaced, what is kept out, who was asked."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from pes_analysis.edition.organisations.public_codes import with_public_codes
from pes_analysis.edition.ties.pool import COLUMNS
from pes_analysis.edition.ties.schema import TRUST
from pes_analysis.edition.ties.survey import TiesSurvey
from pes_analysis.intake.return_findings import Place, ReturnFinding, in_order_of_file
from pes_analysis.intake.ties_findings import finding
from pes_analysis.intake.ties_told import Answer, AnswerFile, ToldTie


@dataclass(frozen=True, eq=False)
class TiesImport:
    """What an import would do.

    Attributes
    ----------
    survey : TiesSurvey
        With the answers that were taken.
    findings : tuple of ReturnFinding
        Of all files, file by file.
    added, replaced, kept_out : int
        Units whose answers are new, took the place of earlier ones, were not taken.
    asked, answered : int
        Units asked in the year, and those of them who answered, after the import.
    newly_asked : int
        Units put on the list of those asked.
    """

    survey: TiesSurvey
    findings: tuple[ReturnFinding, ...]
    added: int
    replaced: int
    kept_out: int
    asked: int
    answered: int
    newly_asked: int

    @property
    def changes(self) -> bool:
        """Whether there is anything to write."""
        return bool(self.added or self.replaced or self.newly_asked)


@dataclass
class _Whole:
    """What one unit says in all files."""

    unit_id: str
    place: Place
    ties: Mapping[str, ToldTie] = field(default_factory=dict)
    ratings: Mapping[str, int] = field(default_factory=dict)
    tells_ties: bool = False


def import_answers(
    current: TiesSurvey,
    files: Sequence[AnswerFile],
    pool: pd.DataFrame,
    questions: int,
    year: int,
    received_on: str,
    *,
    replace_existing: bool = False,
) -> TiesImport:
    """Hold answers against each other and against earlier ones, and take those without an error.

    An answer is taken whole or not at all: a tie left out because of a mistake would read as no tie. What
    may be left empty (kind, trust, ratings) may be missing; the finding ``partial`` says how much is.

    Parameters
    ----------
    current : TiesSurvey
        What the edition has so far.
    files : sequence of AnswerFile
        As `pes_analysis.intake.ties_answers.AnswerReader` gives them.
    pool : DataFrame
        From `unit_pool`.
    questions : int
        How many statements are rated.
    year : int
    received_on : str
        The day written as that of the answers.
    replace_existing : bool
        Whether an answer may take the place of an earlier one; a part that it leaves out stays.

    Returns
    -------
    TiesImport
        Nothing is written.
    """
    found: list[ReturnFinding] = []
    before = current.asked[current.asked["year"] == year].set_index("unit_id")["answered"]
    there = set(before.index[before])
    whole, kept_out = _joined(files, found)
    taken: dict[str, _Whole] = {}
    for unit_id, one in whole.items():
        if not one.tells_ties and not one.ratings:
            found.append(finding(one.place, "empty_form", unit_id))
        elif not one.tells_ties and not (replace_existing and unit_id in there):
            found.append(finding(one.place, "no_ties_told", unit_id))
            kept_out.add(unit_id)
        elif unit_id in there and not replace_existing:
            found.append(finding(one.place, "already_there", unit_id, hint=_difference(one, current, year)))
            kept_out.add(unit_id)
        else:
            taken[unit_id] = one
    listed = {unit_id for file in files for unit_id in file.asked}
    replaced = there & taken.keys()
    for unit_id, one in taken.items():
        if unit_id in replaced:
            found.append(finding(one.place, "replaced", unit_id, hint=_difference(one, current, year)))
        elif (len(before) or listed) and unit_id not in listed and unit_id not in before.index:
            found.append(finding(one.place, "not_on_list", unit_id))
        found += _partial(one, questions)
    survey = _with_answers(current, taken, listed, pool, year, received_on)
    after = survey.asked[survey.asked["year"] == year]
    of_file: dict[str, list[ReturnFinding]] = {}
    for said in (*(said for file in files for said in file.findings), *found):
        of_file.setdefault(said.file, []).append(said)
    return TiesImport(
        survey,
        tuple(said for told in of_file.values() for said in in_order_of_file(told)),
        added=len(taken) - len(replaced),
        replaced=len(replaced),
        kept_out=len(kept_out),
        asked=len(after),
        answered=int(after["answered"].sum()),
        newly_asked=len(after) - len(before),
    )


def _joined(files: Sequence[AnswerFile], found: list[ReturnFinding]) -> tuple[dict[str, _Whole], set[str]]:
    """Put what a unit says in several files together; the same part in two of them is kept out."""
    of_unit: dict[str, list[Answer]] = {}
    for file in files:
        for answer in file.answers:
            of_unit.setdefault(answer.unit_id, []).append(answer)
    whole: dict[str, _Whole] = {}
    kept_out: set[str] = set()
    for unit_id, told in of_unit.items():
        ties = [one for one in told if one.tells_ties]
        ratings = [one for one in told if one.ratings]
        twice = next((one for one in (ties, ratings) if len(one) > 1), None)
        if any(one.is_blocked for one in told):
            kept_out.add(unit_id)
        elif twice:
            for one, other in zip(twice, [*twice[1:], twice[0]], strict=True):
                found.append(finding(one.place, "two_answers", unit_id, hint=_where(other.place)))
            kept_out.add(unit_id)
        else:
            whole[unit_id] = _Whole(
                unit_id,
                told[0].place,
                ties[0].ties if ties else {},
                ratings[0].ratings if ratings else {},
                bool(ties),
            )
    return whole, kept_out


def _where(place: Place) -> str:
    return ", ".join(part for part in (place.file, place.sheet, place.cell) if part)


def _partial(one: _Whole, questions: int) -> list[ReturnFinding]:
    """Say which of the parts that may be left empty are."""
    ties = one.ties.values()
    without = {
        ("bez rodzaju współpracy", "without a kind of cooperation"): sum(not tie.kind for tie in ties),
        ("bez pełnej oceny zaufania", "without all of trust"): sum(
            len(tie.trust) < len(TRUST) for tie in ties
        ),
        ("bez form współpracy", "without forms of cooperation"): sum(not tie.forms for tie in ties),
    }
    pl = [f"{words[0]}: {n} z {len(ties)}" for words, n in without.items() if n]
    en = [f"{words[1]}: {n} of {len(ties)}" for words, n in without.items() if n]
    hints = (f"Powiązania {', '.join(pl)}.", f"Ties {', '.join(en)}.") if pl else ("", "")
    if len(one.ratings) < questions:
        hints = (
            f"{hints[0]} Oceny: {len(one.ratings)} z {questions}.".strip(),
            f"{hints[1]} Ratings: {len(one.ratings)} of {questions}.".strip(),
        )
    return [finding(one.place, "partial", one.unit_id, hint=hints)] if any(hints) else []


def _difference(one: _Whole, current: TiesSurvey, year: int) -> tuple[str, str]:
    """Say what an answer would change: ties that are new, that go, that are told otherwise; ratings."""
    ties = _of(current.ties, {one.unit_id}, year).set_index("partner_id")["intensity"].to_dict()
    ratings = _of(current.ratings, {one.unit_id}, year).set_index("question")["rating"].to_dict()
    told = {partner: tie.intensity for partner, tie in one.ties.items()}
    pl, en = [], []
    if one.tells_ties:
        new, gone = len(told.keys() - ties.keys()), len(ties.keys() - told.keys())
        changed = sum(told[partner] != ties[partner] for partner in told.keys() & ties.keys())
        pl.append(f"Powiązania nowe: {new}, usunięte: {gone}, o innej bliskości: {changed}.")
        en.append(f"Ties new: {new}, gone: {gone}, of another closeness: {changed}.")
    if one.ratings:
        changed = sum(ratings.get(question) != rating for question, rating in one.ratings.items())
        pl.append(f"Inne oceny: {changed}.")
        en.append(f"Other ratings: {changed}.")
    return " ".join(pl), " ".join(en)


def _with_answers(
    current: TiesSurvey,
    taken: Mapping[str, _Whole],
    listed: Iterable[str],
    pool: pd.DataFrame,
    year: int,
    received_on: str,
) -> TiesSurvey:
    """Give the tables with the answers; those of other units and other years stay as they are."""
    tell = {unit_id for unit_id, one in taken.items() if one.tells_ties}
    rate = {unit_id for unit_id, one in taken.items() if one.ratings}
    ties = [
        {
            "respondent_id": unit_id,
            "partner_id": tie.partner_id,
            "year": year,
            "intensity": tie.intensity,
            "kind": tie.kind,
            **{name: tie.trust.get(name, pd.NA) for name in TRUST},
        }
        for unit_id, one in taken.items()
        for tie in one.ties.values()
    ]
    forms = [
        {"respondent_id": unit_id, "partner_id": tie.partner_id, "year": year, "form": form}
        for unit_id, one in taken.items()
        for tie in one.ties.values()
        for form in tie.forms
    ]
    ratings = [
        {"respondent_id": unit_id, "year": year, "question": question, "rating": rating}
        for unit_id, one in taken.items()
        for question, rating in one.ratings.items()
    ]
    named = {*taken, *listed, *(str(row["partner_id"]) for row in ties)}
    return TiesSurvey(
        _with_units(current.units, sorted(named), pool),
        _with_asked(current.asked, {*taken, *listed}, taken.keys(), year, received_on),
        _replaced(current.ties, tell, year, ties),
        _replaced(current.forms, tell, year, forms),
        _replaced(current.ratings, rate, year, ratings),
    )


def _with_units(units: pd.DataFrame, named: Sequence[str], pool: pd.DataFrame) -> pd.DataFrame:
    """Add units that are not there yet; one that may not be named gets a code, drawn by lot."""
    fresh = pool.loc[[unit_id for unit_id in named if unit_id not in units.index], list(COLUMNS)]
    coded = pd.concat([pool[list(COLUMNS)], units[~units.index.isin(pool.index)]])
    nameless = fresh.index[(fresh["naming"] == "none") & (fresh["public_code"] == "")]
    context = pd.concat([coded[coded["public_code"] != ""], fresh.loc[nameless]])
    fresh.loc[nameless, "public_code"] = with_public_codes(context).loc[nameless, "public_code"]
    return pd.concat([units, fresh.astype(units.dtypes.to_dict())]).rename_axis("unit_id").sort_index()


def _with_asked(
    asked: pd.DataFrame, named: Iterable[str], answered: Collection[str], year: int, received_on: str
) -> pd.DataFrame:
    of_year = asked["year"] == year
    came = asked["answered"] | (of_year & asked["unit_id"].isin(list(answered)))
    days = asked["answered_on"].where(~(of_year & asked["unit_id"].isin(list(answered))), received_on)
    there = set(asked.loc[of_year, "unit_id"])
    rows = [
        {
            "unit_id": unit_id,
            "year": year,
            "answered": unit_id in answered,
            "answered_on": received_on if unit_id in answered else "",
        }
        for unit_id in sorted(set(named) - there)
    ]
    return _and_rows(asked.assign(answered=came, answered_on=days), rows)


def _of(table: pd.DataFrame, units: Iterable[str], year: int) -> pd.DataFrame:
    return table[table["respondent_id"].isin(list(units)) & (table["year"] == year)]


def _replaced(
    table: pd.DataFrame, units: Iterable[str], year: int, rows: Sequence[Mapping[str, Any]]
) -> pd.DataFrame:
    """Put rows of some units in the place of their earlier ones of the year."""
    return _and_rows(table.drop(_of(table, units, year).index), rows)


def _and_rows(table: pd.DataFrame, rows: Sequence[Mapping[str, Any]]) -> pd.DataFrame:
    fresh = pd.DataFrame(list(rows), columns=list(table.columns)).astype(table.dtypes.to_dict())
    return pd.concat([table, fresh], ignore_index=True)
