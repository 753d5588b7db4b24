"""The tables of organisations with the rows that returns bring."""

import datetime as dt
from collections.abc import Collection, Iterable, Sequence
from dataclasses import asdict, replace
from typing import Any

import pandas as pd

from pes_analysis.edition.organisations.checked_return import CheckedReturn
from pes_analysis.edition.organisations.organisations import CATEGORIES, Organisations
from pes_analysis.edition.organisations.public_codes import with_public_codes
from pes_analysis.edition.organisations.schema import OBSERVATIONS, PROBLEMS, REPAIRS, SINGLE_TABLES
from pes_analysis.edition.own_figures import years_in_words
from pes_analysis.intake.return_checks import KEYS

SOURCE = "organisation_returns"
Keys = Collection[tuple[str, int]]


def with_returns(
    current: Organisations, checked: Sequence[CheckedReturn], publisher: str, received_on: dt.date
) -> Organisations:
    """Give the tables with the accepted returns, and with the findings about all of them.

    Parameters
    ----------
    current : Organisations
    checked : sequence of CheckedReturn
    publisher : str
        Whose questionnaire it was.
    received_on : date

    Returns
    -------
    Organisations
        An accepted return takes the place of every row about the same organisation and year.
    """
    day = received_on.isoformat()
    accepted = [one for one in checked if not one.returned.is_blocked]
    keys = {one.key for one in accepted}
    came = current.returns[current.returns["status"] != "none"]
    received = set(zip(came["organisation_id"], came["year"], strict=True))
    entities = _entities(current, accepted, day)
    observations = _observations(_without(current.observations, keys), accepted, day)
    # A return that could not take the place of an earlier one leaves what is known of that one alone.
    told = [one for one in checked if one.key not in received or one in accepted]
    files = {one.returned.file for one in told}
    kept = {
        name: _findings_kept(getattr(current, name), keys, files, received)
        for name in ("repairs", "problems")
    }
    return replace(
        current,
        entities=entities,
        sources=_sources(current.sources, observations, publisher, day),
        observations=observations,
        returns=_grown(_without(current.returns, keys), "returns", _returns(accepted, day)),
        repairs=_grown(kept["repairs"], "repairs", _findings(told, entities.index, REPAIRS.names)),
        problems=_grown(kept["problems"], "problems", _findings(told, entities.index, PROBLEMS.names)),
        comments=_grown(_without(current.comments, keys), "comments", _comments(accepted, day)),
        plans=_grown(_without(current.plans, keys), "plans", _plans(accepted)),
    )


def _without(table: pd.DataFrame, keys: Keys) -> pd.DataFrame:
    return table[~pd.MultiIndex.from_frame(table[KEYS]).isin(list(keys))]


def _findings_kept(table: pd.DataFrame, keys: Keys, files: Collection[str], received: Keys) -> pd.DataFrame:
    """Leave out what was found before in returns that are read anew."""
    left = _without(table, keys)
    is_received = pd.MultiIndex.from_frame(left[KEYS]).isin(list(received))
    return left[is_received | ~left["file"].isin(files)]


def _grown(table: pd.DataFrame, name: str, rows: Iterable[dict[str, Any]]) -> pd.DataFrame:
    """Add rows to a table; where two have one key, the first stays."""
    schema = SINGLE_TABLES[name]
    new = pd.DataFrame(list(rows), columns=schema.names).astype(table.dtypes.to_dict())
    return pd.concat([table, new], ignore_index=True).drop_duplicates(list(schema.key), ignore_index=True)


def _entities(current: Organisations, accepted: Sequence[CheckedReturn], day: str) -> pd.DataFrame:
    """Put in organisations that are new, and what the newest return says of the others."""
    table = current.entities
    rows = {str(id_): dict(row) for id_, row in zip(table.index, table.to_dict("records"), strict=True)}
    newest = current.returns.loc[current.returns["status"] != "none"].groupby("organisation_id")["year"].max()
    latest = {str(id_): int(year) for id_, year in newest.items()}
    for one in sorted(accepted, key=lambda each: each.key):
        id_, year = one.key
        if year >= latest.get(id_, year):
            rows[id_] = _entity(rows.get(id_, dict(_NEW)), one, day)
            latest[id_] = year
    # To grant a consent takes the newest return; to withdraw it, a return of any year.
    for one in accepted:
        if one.returned.identity.consent == "none":
            rows[one.key[0]] |= {"consent": "none", "consent_on": ""}
    whole = pd.DataFrame.from_dict(rows, orient="index", columns=list(table.columns)).astype(
        table.dtypes.to_dict()
    )
    return with_public_codes(whole.rename_axis("organisation_id").sort_index())


_NEW = {
    "public_code": "",
    "ps_status": False,
    "ps_goal_reintegration": False,
    "founding_year": pd.NA,
    "status": "unknown",
    "status_checked_on": "",
    "consent": "none",
    "consent_on": "",
    "generated": False,
}


def _entity(row: dict[Any, Any], one: CheckedReturn, day: str) -> dict[Any, Any]:
    identity = one.returned.identity
    said = {key: getattr(identity, key) for key in ("name", "type", "teryt", "place", "status", "consent")}
    if identity.consent and identity.consent != row["consent"]:
        row["consent_on"] = day if identity.consent == "public" else ""
    row |= {key: value for key, value in said.items() if value}
    if identity.status:
        row["status_checked_on"] = day
    numbers = {answer.variable: answer.value for answer in one.returned.answers if answer.value is not None}
    if "has_ps_status" in numbers:
        row["ps_status"] = numbers["has_ps_status"] == 1
    if "ps_goal_reintegration" in numbers:
        row["ps_goal_reintegration"] = numbers["ps_goal_reintegration"] == 1
    row["ps_goal_reintegration"] = row["ps_goal_reintegration"] and row["ps_status"]
    if "founding_year" in numbers:
        row["founding_year"] = int(numbers["founding_year"])
    return row


def _observations(table: pd.DataFrame, accepted: Sequence[CheckedReturn], day: str) -> pd.DataFrame:
    new = pd.DataFrame(
        [
            (*one.key, answer.variable, answer.value, answer.state.value, SOURCE, day)
            for one in accepted
            for answer in one.returned.answers
        ],
        columns=table.columns,
    )
    text = dict.fromkeys(CATEGORIES, str)
    both = pd.concat([table.astype(text), new.astype(text | {"value": float})], ignore_index=True)
    ordered = both.sort_values(["year", *OBSERVATIONS.key], ignore_index=True)
    return ordered.astype(dict.fromkeys(CATEGORIES, "category") | {"year": "int64"})


def _sources(table: pd.DataFrame, observations: pd.DataFrame, publisher: str, day: str) -> pd.DataFrame:
    years = observations.loc[observations["source"] == SOURCE, "year"].unique()
    if not len(years):
        return table
    row = {
        "publisher": publisher,
        "title_pl": "Kwestionariusze wypełnione przez organizacje",
        "title_en": "Questionnaires filled in by organisations",
        "coverage": years_in_words(int(year) for year in years),
        "collected_on": day,
        "licence": "",
        "url": "",
        "note_pl": "Odpowiedzi organizacji po sprawdzeniu; czego nie wiadomo, opisują problemy i naprawy.",
        "note_en": "Answers of organisations after checks; problems and repairs are listed beside them.",
    }
    new = pd.DataFrame.from_dict({SOURCE: row}, orient="index").astype(table.dtypes.to_dict())
    return pd.concat([table.drop(index=SOURCE, errors="ignore"), new]).rename_axis("source").sort_index()


def _returns(accepted: Sequence[CheckedReturn], day: str) -> Iterable[dict[str, Any]]:
    for one in accepted:
        yield dict(zip(KEYS, one.key, strict=True)) | {
            "status": one.status,
            "received_on": day,
            "asked": one.asked,
            "answered": one.answered,
            "questionnaire": one.returned.version,
            "file": one.returned.file,
        }


def _findings(
    checked: Iterable[CheckedReturn], known: pd.Index, columns: Sequence[str]
) -> Iterable[dict[str, Any]]:
    """Give repairs, or problems, as rows; those about nobody known stand under no organisation."""
    is_repairs = "read_as" in columns
    for one in checked:
        id_, year = one.key
        # Of a return that is kept out only its problems matter.
        if is_repairs and one.returned.is_blocked:
            continue
        for finding in one.returned.findings:
            if (finding.severity == "repair") is is_repairs:
                row = {"organisation_id": id_ if id_ in known else "", "year": year or pd.NA}
                yield row | {key: value for key, value in asdict(finding).items() if key in columns}


def _comments(accepted: Sequence[CheckedReturn], day: str) -> Iterable[dict[str, Any]]:
    for one in accepted:
        comment = one.returned.identity.comment
        if comment:
            words = {"written_on": day, "text_pl": comment, "text_en": ""}
            yield dict(zip(KEYS, one.key, strict=True)) | words


def _plans(accepted: Sequence[CheckedReturn]) -> Iterable[dict[str, Any]]:
    for one in accepted:
        for step in one.returned.identity.plan:
            words = {"step_pl": step.step, "step_en": "", "who_pl": step.who, "who_en": ""}
            rest = {"position": step.position, "due": step.due, "indicator": ""}
            yield dict(zip(KEYS, one.key, strict=True)) | words | rest
