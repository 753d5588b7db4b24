"""How good the data of an edition are: by field and by source, against the limits the edition sets itself."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import pandas as pd

from pes_analysis.diagnose.directory_freshness import FRESH, freshness_of_entries
from pes_analysis.diagnose.due_days import due_after, next_day
from pes_analysis.edition import Edition
from pes_analysis.edition.parameters import QualityLimits
from pes_analysis.measure.grid import NUMERIC_STATES

ANSWERED = frozenset({*NUMERIC_STATES, "not_applicable"})
FINDINGS = {"error": "errors", "warning": "warnings", "repair": "repairs"}
FIELD_COLUMNS = {
    "level": str,
    "field": str,
    "sources": str,
    "first_year": int,
    "last_year": int,
    "age_years": int,
    "known": int,
    "asked": int,
    "completeness_pct": float,
    "breaks": int,
}


@dataclass(frozen=True)
class DataQuality:
    """The state of an edition's data on one day.

    Attributes
    ----------
    as_of : date
        The day for which overdue sources and expired corrections are told.
    fields : DataFrame
        One row a field: ``level`` ("county" or "organisation"), ``field`` (id of the variable),
        ``sources`` (ids joined by "; "), ``first_year, last_year, age_years`` (before the edition's year),
        ``known, asked`` (units in the newest year), ``completeness_pct``, ``breaks`` (in the series).
    sources : DataFrame
        One row a source, index ``source``: ``publisher, title_pl, title_en, collected_on, fields,
        completeness_pct`` (mean over its fields), ``last_year``, the columns of ``Stewardship.owners``,
        ``next_due`` (a date or NaT), ``overdue`` (bool), ``corrections`` (number).
    findings : DataFrame
        What checks of the edition's year found in returns, index ``field`` ("" for the whole return):
        ``errors, warnings, repairs`` (cells).
    corrections : DataFrame
        Declared errors of sources: the columns of the snapshot's, ``decided_by_pl, decided_by_en,
        valid_until, expired`` (bool).
    calendar : DataFrame
        What is done every year, by the next day after `as_of`: the table's columns and ``next_on``.
    verdicts : DataFrame
        One row a limit: ``measure, value`` (NaN: nothing to measure), ``limit, sense`` ("least" or
        "most"), ``holds`` (True, False, or NA when there is nothing to measure).
    """

    as_of: date
    fields: pd.DataFrame
    sources: pd.DataFrame
    findings: pd.DataFrame
    corrections: pd.DataFrame
    calendar: pd.DataFrame
    verdicts: pd.DataFrame

    @property
    def failed(self) -> pd.DataFrame:
        """The limits that do not hold."""
        return self.verdicts[self.verdicts["holds"].eq(other=False).fillna(value=False).astype(bool)]


def judge_data(edition: Edition, as_of: date | None = None) -> DataQuality:
    """Judge the data of an edition.

    Parameters
    ----------
    edition : Edition
    as_of : date, optional
        The day; the edition's own choice, or else the newest day on which a source was collected.

    Returns
    -------
    DataQuality

    Examples
    --------
    >>> from pes_analysis.edition import open_edition_data
    >>> quality = judge_data(open_edition_data("malopolskie-2024"))
    >>> bool(quality.sources.loc["gus_population", "last_year"] <= 2024)
    True
    """
    day = as_of or edition.parameters.quality.as_of or _newest_collection(edition)
    fields = pd.concat([_county_fields(edition), _organisation_fields(edition)], ignore_index=True)
    sources = _sources(edition, fields, day)
    corrections = _corrections(edition, day)
    tasks = edition.stewardship.calendar
    days = [next_day(day, one["month"], one["day"]) for one in tasks.to_dict("records")]
    calendar = tasks.assign(next_on=days).sort_values("next_on", kind="stable", ignore_index=True)
    verdicts = pd.DataFrame(
        _verdicts(edition, fields, sources, corrections), columns=["measure", "value", "limit", "sense"]
    )
    return DataQuality(
        as_of=day,
        fields=fields,
        sources=sources,
        findings=_findings(edition),
        corrections=corrections,
        calendar=calendar,
        verdicts=with_holds(verdicts),
    )


def with_holds(verdicts: pd.DataFrame) -> pd.DataFrame:
    """Say of each limit whether it holds.

    Parameters
    ----------
    verdicts : DataFrame
        ``measure, value, limit, sense``.

    Returns
    -------
    DataFrame
        The same with ``holds``: a nullable boolean, NA where there is no value.

    Examples
    --------
    >>> rows = [("fresh_pct", 40.0, 50.0, "least"), ("overdue_pct", 40.0, 50.0, "most")]
    >>> with_holds(pd.DataFrame(rows, columns=["measure", "value", "limit", "sense"]))["holds"].tolist()
    [False, True]
    """
    least = verdicts["sense"] == "least"
    reached = (verdicts["value"] >= verdicts["limit"]).where(least, verdicts["value"] <= verdicts["limit"])
    return verdicts.assign(holds=reached.astype("boolean").mask(verdicts["value"].isna()))


def _newest_collection(edition: Edition) -> date:
    days = [one for one in edition.snapshot.sources["collected_on"] if one]
    return max((date.fromisoformat(one) for one in days), default=date(edition.parameters.year, 12, 31))


def _county_fields(edition: Edition) -> pd.DataFrame:
    snapshot, year = edition.snapshot, edition.parameters.year
    region = set(edition.region_counties)
    rows = snapshot.county_observations
    rows = rows[rows["teryt"].isin(region) & (rows["year"] <= year)]
    numbers = rows[rows["state"].isin(NUMERIC_STATES)]
    breaks = snapshot.breaks["variable"].value_counts()
    found = []
    for variable, of_field in numbers.groupby("variable", observed=True, sort=True):
        last = int(of_field["year"].max())
        newest = rows[(rows["variable"] == variable) & (rows["year"] == last)]
        outside = int((newest["state"] == "not_applicable").sum())
        found.append(
            _field_row(
                "county",
                str(variable),
                sorted(set(of_field["source"].astype(str))),
                (int(of_field["year"].min()), last, year),
                int(newest["state"].isin(NUMERIC_STATES).sum()),
                len(region) - outside,
                int(breaks.get(str(variable), 0)),
            )
        )
    return _typed(found)


def _organisation_fields(edition: Edition) -> pd.DataFrame:
    organisations, year = edition.organisations, edition.parameters.year
    received = organisations.returns[
        (organisations.returns["status"] != "none") & (organisations.returns["year"] <= year)
    ]
    if received.empty:
        return _typed([])
    last = int(received["year"].max())
    senders = received.loc[received["year"] == last, "organisation_id"]
    codes = organisations.codes[organisations.codes.index.isin(senders)]
    observations = organisations.observations
    answered = observations[observations["state"].isin(ANSWERED)]
    spans = answered.groupby("variable", observed=True)["year"].agg(["min", "max"])
    newest = answered[(answered["year"] == last) & answered["organisation_id"].isin(codes.index)]
    known = newest.groupby("variable", observed=True)["organisation_id"].nunique()
    sources = newest.groupby("variable", observed=True)["source"].agg(
        lambda one: sorted(set(one.astype(str)))
    )
    found = []
    for variable in edition.catalogue.columns("organisation"):
        asked = int(sum(bool(set(variable.applies_to) & of_one) for of_one in codes))
        if not variable.is_asked or not asked or variable.id not in spans.index:
            continue
        first, newest_year = int(spans["min"][variable.id]), int(spans["max"][variable.id])
        found.append(
            _field_row(
                "organisation",
                variable.id,
                list(sources.get(variable.id, [])),
                (first, newest_year, year),
                min(int(known.get(variable.id, 0)), asked),
                asked,
                0,
            )
        )
    return _typed(found)


def _typed(rows: list[tuple[object, ...]]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=list(FIELD_COLUMNS)).astype(FIELD_COLUMNS)


def _field_row(
    level: str,
    field: str,
    sources: list[str],
    years: tuple[int, int, int],
    known: int,
    asked: int,
    breaks: int,
) -> tuple[object, ...]:
    first, last, edition_year = years
    share = 100 * known / asked if asked else float("nan")
    return (level, field, "; ".join(sources), first, last, edition_year - last, known, asked, share, breaks)


def _sources(edition: Edition, fields: pd.DataFrame, as_of: date) -> pd.DataFrame:
    known = pd.concat([edition.snapshot.sources, edition.organisations.sources])
    known = known[~known.index.duplicated()]
    each = fields.assign(source=fields["sources"].str.split("; ", regex=False)).explode("source")
    of_source = each.groupby("source").agg(
        fields=("field", "nunique"), completeness_pct=("completeness_pct", "mean")
    )
    of_source["last_year"] = _newest_years(edition).astype("Int64")
    corrections = edition.snapshot.corrections["source"].value_counts()
    table = known[["publisher", "title_pl", "title_en", "collected_on"]].join(of_source)
    table = table.join(edition.stewardship.owners)
    table["fields"] = table["fields"].fillna(0).astype(int)
    table["corrections"] = [int(corrections.get(source, 0)) for source in table.index]
    due = [
        due_after(str(one.collected_on or ""), (one.due_month, one.due_day), one.every_years, as_of)
        for one in table.itertuples()
    ]
    table["next_due"] = pd.to_datetime(pd.Series(due, index=table.index, dtype=object))
    table["overdue"] = [one is not None and one < as_of for one in due]
    return table.sort_values(["publisher", "title_pl"], kind="stable")


def _newest_years(edition: Edition) -> "pd.Series[int]":
    """Find the newest year of each source's figures of the region and its organisations."""
    counties = edition.snapshot.county_observations
    counties = counties[counties["teryt"].isin(set(edition.region_counties))]
    both = pd.concat(
        [
            rows.loc[rows["state"].isin(NUMERIC_STATES), ["source", "year"]].astype({"source": str})
            for rows in (counties, edition.organisations.observations)
        ]
    )
    return both[both["year"] <= edition.parameters.year].groupby("source")["year"].max()


def _corrections(edition: Edition, as_of: date) -> pd.DataFrame:
    table = edition.snapshot.corrections.join(edition.stewardship.reviews, on="correction")
    until = table["valid_until"].fillna("").astype(str)
    return table.assign(
        valid_until=until, expired=[bool(one) and date.fromisoformat(one) < as_of for one in until]
    )


def _findings(edition: Edition) -> pd.DataFrame:
    year = edition.parameters.year
    problems = edition.organisations.problems
    repairs = edition.organisations.repairs.assign(severity="repair")
    both = pd.concat([problems, repairs], ignore_index=True)
    both = both[both["year"].eq(year).fillna(value=False).astype(bool)]
    counted = pd.crosstab(both["variable"].astype(str), both["severity"].astype(str))
    counted = counted.reindex(columns=list(FINDINGS), fill_value=0).rename(columns=FINDINGS)
    order = list(FINDINGS.values())
    return counted.sort_values(order, ascending=False, kind="stable").rename_axis(index="field", columns=None)


def _verdicts(
    edition: Edition, fields: pd.DataFrame, sources: pd.DataFrame, corrections: pd.DataFrame
) -> Iterator[tuple[str, float, float, str]]:
    limits: QualityLimits = edition.parameters.quality
    used = sources[sources["fields"] > 0]
    returns = edition.organisations.returns
    asked = returns[returns["year"] == edition.parameters.year]
    # Returns are asked for every year, so they would hide how old public figures are.
    public = fields[fields["level"] == "county"]
    yield "fresh_pct", _share(public["age_years"] <= limits.fresh_years), limits.fresh_pct, "least"
    yield "completeness_pct", float(fields["completeness_pct"].mean()), limits.completeness_pct, "least"
    yield "returns_pct", _share(asked["status"] != "none"), limits.returns_pct, "least"
    yield "owned_pct", _share(used["administers_pl"].fillna("") != ""), limits.owned_pct, "least"
    entries = edition.directory.public.units["checked_on"]
    checked = freshness_of_entries(entries, edition.parameters.year) == FRESH
    yield "checked_pct", _share(checked), limits.checked_pct, "least"
    named = used[used["administers_pl"].notna()]
    yield "overdue_pct", _share(named["overdue"]), limits.overdue_pct, "most"
    yield "expired_corrections", float(corrections["expired"].sum()), limits.expired_corrections, "most"


def _share(holds: "pd.Series[bool]") -> float:
    return 100 * float(holds.astype(bool).mean()) if len(holds) else float("nan")
