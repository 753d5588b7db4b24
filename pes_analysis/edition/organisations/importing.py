"""Returns taken into the organisations of an edition: what is accepted, what is kept out, and why."""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import pandas as pd

from pes_analysis.catalogue import Catalogue, State
from pes_analysis.edition.organisations.checked_return import CheckedReturn
from pes_analysis.edition.organisations.organisations import Organisations
from pes_analysis.edition.organisations.taking_in import with_returns
from pes_analysis.edition.parameters import EditionParameters
from pes_analysis.intake.questionnaire import SOCIAL_ENTERPRISE, asked_of
from pes_analysis.intake.return_checks import KEYS, check_figures
from pes_analysis.intake.return_findings import Place, ReturnFinding, in_order_of_file, plain_number
from pes_analysis.intake.returns import KnownOrganisation, Register, Return, completeness

MOST_DIFFERENCES = 5
NUMBER_OR_X = (State.VALUE, State.ZERO, State.NOT_APPLICABLE)


@dataclass(frozen=True, eq=False)
class Import:
    """What an import would do.

    Attributes
    ----------
    returns : tuple of CheckedReturn
        In the order in which they were read.
    organisations : Organisations
        The tables with the accepted returns.
    """

    returns: tuple[CheckedReturn, ...]
    organisations: Organisations

    @property
    def accepted(self) -> tuple[CheckedReturn, ...]:
        """The returns that went in."""
        return tuple(one for one in self.returns if not one.returned.is_blocked)


def register_of(
    current: Organisations, catalogue: Catalogue, counties: pd.DataFrame, parameters: EditionParameters
) -> Register:
    """Make what returns are held against while they are read.

    Parameters
    ----------
    current : Organisations
        Those the edition has so far.
    catalogue : Catalogue
    counties : DataFrame
        Indexed by ``teryt``, with ``voivodeship``.
    parameters : EditionParameters
        Of the edition: its region and year.
    """
    known = {
        str(id_): KnownOrganisation(
            type=str(row["type"]),
            name=str(row["name"]),
            teryt=str(row["teryt"]),
            social_enterprise=bool(row["ps_status"]),
            consent=str(row["consent"]),
        )
        for id_, row in current.entities.iterrows()
    }
    voivodeships = {str(teryt): str(code) for teryt, code in counties["voivodeship"].items()}
    return Register(catalogue, voivodeships, parameters.region, parameters.year, known)


def import_returns(
    current: Organisations,
    returns: Sequence[Return],
    register: Register,
    publisher: str,
    *,
    received_on: dt.date,
    replace_existing: bool = False,
) -> Import:
    """Check returns against each other and against the edition, and take in those without an error.

    Parameters
    ----------
    current : Organisations
        Those the edition has so far.
    returns : sequence of Return
        As `pes_analysis.intake.return_files.read_returns` gives them.
    register : Register
        The one they were read with.
    publisher : str
        Whose questionnaire it was, for the list of sources.
    received_on : date
    replace_existing : bool
        Whether a return may take the place of an earlier one of the same organisation and year.

    Returns
    -------
    Import
        Nothing is written. An error blocks its own return only.
    """
    found: dict[int, list[ReturnFinding]] = defaultdict(list)
    for number, finding in _doubled(returns):
        found[number].append(finding)
    for number, finding in _already_there(returns, current, replace_existing=replace_existing):
        found[number].append(finding)
    for number, finding in _misfits(returns, current, register):
        found[number].append(finding)
    checked = tuple(
        _counted(replace(one, findings=in_order_of_file([*one.findings, *found[number]])), register)
        for number, one in enumerate(returns)
    )
    return Import(checked, with_returns(current, checked, publisher, received_on))


def _counted(returned: Return, register: Register) -> CheckedReturn:
    identity = returned.identity
    if not identity.type:
        return CheckedReturn(returned)
    known = register.organisations.get(identity.organisation_id)
    status = returned.social_enterprise or bool(known and known.social_enterprise)
    asked = asked_of(register.catalogue, identity.type, social_enterprise=status)
    answered = {one.variable for one in returned.answers if one.state in NUMBER_OR_X}
    core_asked, core_answered = completeness(asked.values(), answered)
    return CheckedReturn(returned, len(asked), len(answered & asked.keys()), core_asked, core_answered)


def _doubled(returns: Sequence[Return]) -> Iterable[tuple[int, ReturnFinding]]:
    """Find returns of one organisation for one year in more than one file: which is true is not known."""
    keys = [(one.identity.organisation_id, one.identity.year) for one in returns]
    counts = Counter(key for key in keys if all(key))
    for number, key in enumerate(keys):
        if counts[key] > 1:
            other = next(two.file for at, two in enumerate(returns) if keys[at] == key and at != number)
            place = Place(returns[number].file)
            yield number, place.found("two_returns", id=key[0], year=str(key[1]), other=other)


def _already_there(
    returns: Sequence[Return], current: Organisations, *, replace_existing: bool
) -> Iterable[tuple[int, ReturnFinding]]:
    came = current.returns[current.returns["status"] != "none"]
    there = set(zip(came["organisation_id"], came["year"], strict=True))
    for number, one in enumerate(returns):
        key = (one.identity.organisation_id, one.identity.year)
        if key in there:
            pl, en = _differences(one, current)
            rule = "replaced" if replace_existing else "already_there"
            place = Place(one.file)
            yield number, place.found(rule, id=key[0], year=str(key[1]), hint_pl=pl, hint_en=en)


def _differences(returned: Return, current: Organisations) -> tuple[str, str]:
    """Say what the new return gives otherwise than the one that is there."""
    table = current.observations
    mine = (table["organisation_id"] == returned.identity.organisation_id) & (
        table["year"] == returned.identity.year
    )
    before: dict[str, tuple[float | None, State]] = {
        row["variable"]: (row["value"], State(row["state"])) for row in table[mine].to_dict("records")
    }
    after = {one.variable: (one.value, one.state) for one in returned.answers}
    words: dict[str, list[str]] = {"pl": [], "en": []}
    for variable in sorted(before.keys() | after.keys()):
        cells = [side.get(variable, (None, State.MISSING)) for side in (before, after)]
        if cells[0][1] != cells[1][1] or (cells[0][1].is_number and cells[0][0] != cells[1][0]):
            for language, listed in words.items():
                listed.append(f"{variable} {' → '.join(_cell(*cell, language) for cell in cells)}")
    if not words["pl"]:
        return " Nic się nie różni.", " Nothing differs."
    more = len(words["pl"]) - MOST_DIFFERENCES
    rest = f" (+{more})" if more > 0 else ""
    pl, en = ("; ".join(listed[:MOST_DIFFERENCES]) + rest for listed in words.values())
    return f" Różnice: {pl}.", f" Differences: {en}."


def _cell(value: float | None, state: State, language: str) -> str:
    return state.symbol if value is None or not state.is_number else plain_number(float(value), language)


def _misfits(
    returns: Sequence[Return], current: Organisations, register: Register
) -> Iterable[tuple[int, ReturnFinding]]:
    """Hold the figures of each return against each other and against those of earlier years."""
    numbers = {
        (one.identity.organisation_id, one.identity.year): number
        for number, one in enumerate(returns)
        if one.identity.organisation_id and one.identity.year and one.identity.type
    }
    if not numbers:
        return
    values = _wide(returns, numbers, current)
    codes = pd.Series(
        {key[0]: _codes(returns[number], register) for key, number in numbers.items()}, dtype=object
    ).reindex(values.index.get_level_values("organisation_id").unique())
    for row in check_figures(values, codes, register.catalogue).to_dict("records"):
        number = numbers.get((row["organisation_id"], row["year"]))
        if number is None:
            continue
        returned = returns[number]
        places = {answer.variable: answer.place for answer in returned.answers}
        place = places.get(row["variable"], Place(returned.file, variable=row["variable"]))
        found = [row[key] for key in ("severity", "rule", "message_pl", "message_en", "written")]
        yield number, place.said(*found)


def _codes(returned: Return, register: Register) -> frozenset[str]:
    known = register.organisations.get(returned.identity.organisation_id)
    status = returned.social_enterprise or bool(known and known.social_enterprise)
    return frozenset({returned.identity.type, *([SOCIAL_ENTERPRISE] if status else [])})


def _wide(
    returns: Sequence[Return], numbers: dict[tuple[str, int], int], current: Organisations
) -> pd.DataFrame:
    """Put the figures of the new returns under those of earlier years, a column a variable."""
    organisations = {key[0] for key in numbers}
    table = current.observations
    earlier = table.loc[table["organisation_id"].isin(organisations), [*KEYS, "variable", "value"]]
    is_new = pd.MultiIndex.from_frame(earlier[KEYS]).isin(list(numbers))
    fresh = pd.DataFrame(
        [
            (*key, answer.variable, answer.value)
            for key, number in numbers.items()
            for answer in returns[number].answers
        ],
        columns=earlier.columns,
    )
    both = pd.concat([earlier[~is_new].astype({"variable": str}), fresh], ignore_index=True)
    both = both.astype({"organisation_id": str, "year": "int64", "value": float})
    wide = both.pivot_table(index=KEYS, columns="variable", values="value", aggfunc="first", observed=True)
    # A return without a number has no row yet, and a check must still find its year.
    return wide.reindex(wide.index.union(pd.MultiIndex.from_tuples(list(numbers), names=KEYS)))
