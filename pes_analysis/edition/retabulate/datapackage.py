"""The Frictionless description of the packaged tables, so that other tools read them without asking."""

from collections.abc import Hashable, Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from pes_analysis.edition.directory import schema as directory
from pes_analysis.edition.organisations import schema as organisations
from pes_analysis.edition.report import schema as report
from pes_analysis.edition.schema import OBSERVATION_FOLDERS, SINGLE_TABLES, Column, Table
from pes_analysis.edition.signals import schema as signals
from pes_analysis.edition.stewardship import schema as stewardship
from pes_analysis.edition.ties import schema as ties
from pes_analysis.edition.trainings import schema as trainings

PROFILE = "tabular-data-package"
ORGANISATIONS = "organisations"
# Topics of the region with tables of their own: folder → its tables.
TOPIC_TABLES: Mapping[str, Mapping[str, Table]] = {
    "directory": directory.TABLES,
    "report": report.TABLES,
    "signals": signals.TABLES,
    "stewardship": stewardship.TABLES,
    "ties": ties.TABLES,
    "trainings": trainings.TABLES,
}
NAME = "pes-analysis-demonstration"


def describe_package(folder: Path) -> dict[str, Any]:
    """Describe every table in a folder of packaged tables.

    Parameters
    ----------
    folder : Path
        The folder with ``counties.csv``, ``sources.csv`` and the rest.

    Returns
    -------
    dict
        The content of ``datapackage.json``.
    """
    listed = pd.concat(
        pd.read_csv(path, dtype=str, keep_default_na=False)
        for path in (folder / "sources.csv", folder / ORGANISATIONS / "sources.csv")
        if path.is_file()
    )
    sources = {row["source"]: describe_source(row) for row in listed.to_dict("records")}
    single = [describe_table(folder, f"{name}.csv", table, sources) for name, table in SINGLE_TABLES.items()]
    observations = [
        describe_table(folder, f"{sub}/{path.name}", table, sources)
        for sub, table in OBSERVATION_FOLDERS.items()
        for path in sorted((folder / sub).glob("*.csv"))
    ]
    boundaries = {
        "name": "boundaries",
        "path": "boundaries.topojson",
        "format": "topojson",
        "mediatype": "application/json",
        "encoding": "utf-8",
        "sources": [sources["gugik_prg"]],
    }
    return {
        "profile": PROFILE,
        "name": NAME,
        "title": "Public figures of Polish counties and voivodeships",
        "licenses": [{"title": licence} for licence in sorted(set(listed["licence"]))],
        "sources": list(sources.values()),
        "resources": [
            *single,
            *observations,
            *describe_organisations(folder, sources),
            *describe_topics(folder, sources),
            *describe_texts(folder),
            boundaries,
        ],
    }


def describe_organisations(folder: Path, sources: Mapping[str, dict[str, str]]) -> list[dict[str, Any]]:
    """Describe the tables of organisations, where a folder of packaged tables has them."""
    tables = {f"{name}.csv": table for name, table in organisations.SINGLE_TABLES.items()} | {
        f"{organisations.OBSERVATION_FOLDER}/{path.name}": organisations.OBSERVATIONS
        for path in sorted((folder / ORGANISATIONS / organisations.OBSERVATION_FOLDER).glob("*.csv"))
    }
    described = [
        describe_table(folder, f"{ORGANISATIONS}/{path}", table, sources)
        for path, table in tables.items()
        if (folder / ORGANISATIONS / path).is_file()
    ]
    return [_named_by_path(resource) for resource in described]


def describe_topics(folder: Path, sources: Mapping[str, dict[str, str]]) -> list[dict[str, Any]]:
    """Describe the tables of each topic of the region, where a folder of packaged tables has them."""
    return [
        _named_by_path(describe_table(folder, f"{topic}/{name}.csv", table, sources))
        for topic, tables in TOPIC_TABLES.items()
        for name, table in tables.items()
        if (folder / topic / f"{name}.csv").is_file()
    ]


def describe_texts(folder: Path) -> list[dict[str, Any]]:
    """Describe the files of text: case studies and their template."""
    return [
        {
            "name": f"case-studies-{path.stem.lower()}",
            "path": path.relative_to(folder).as_posix(),
            "format": "md",
            "mediatype": "text/markdown",
            "encoding": "utf-8",
        }
        for path in sorted((folder / "case_studies").glob("*.md"))
    ]


def _named_by_path(resource: dict[str, Any]) -> dict[str, Any]:
    # File names are found elsewhere in the package too; a name of a resource must not be.
    return resource | {"name": resource["path"].removesuffix(".csv").replace("/", "-").replace("_", "-")}


def describe_table(
    folder: Path, path: str, table: Table, sources: Mapping[str, dict[str, str]]
) -> dict[str, Any]:
    """Describe one table: where it is, its columns, its key, the sources its rows name."""
    content = pd.read_csv(folder / path, dtype=str, keep_default_na=False)
    of_figures = (*OBSERVATION_FOLDERS.values(), organisations.OBSERVATIONS)
    named = sorted(set(content["source"])) if table in of_figures else []
    resource: dict[str, Any] = {
        "name": Path(path).stem.replace("_", "-"),
        "path": path,
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": {
            "fields": [describe_column(column) for column in table.columns],
            "primaryKey": list(table.key),
            "missingValues": [""],
        },
    }
    if named:
        resource["sources"] = [sources[source] for source in named]
    return resource


def describe_column(column: Column) -> dict[str, Any]:
    """Describe one column.

    Examples
    --------
    >>> describe_column(Column("teryt", pattern="[0-9]{4}"))
    {'name': 'teryt', 'type': 'string', 'constraints': {'required': True, 'pattern': '[0-9]{4}'}}
    """
    constraints: dict[str, Any] = {}
    if column.required:
        constraints["required"] = True
    if column.pattern and column.kind == "text":
        constraints["pattern"] = column.pattern
    if column.allowed:
        constraints["enum"] = list(column.allowed)
    field: dict[str, Any] = {"name": column.name, "type": "string" if column.kind == "text" else column.kind}
    return field | {"constraints": constraints} if constraints else field


def describe_source(source: Mapping[Hashable, str]) -> dict[str, str]:
    """Describe one source: who published what, and where, unless it is nowhere else.

    Examples
    --------
    >>> describe_source({"publisher": "GUS", "title_pl": "Ludność", "url": ""})
    {'title': 'GUS: Ludność'}
    """
    title = {"title": f"{source['publisher']}: {source['title_pl']}"}
    return title | ({"path": source["url"]} if source["url"] else {})
