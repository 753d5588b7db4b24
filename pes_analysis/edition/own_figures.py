"""A user's own figures laid over a snapshot: they win cell by cell, under a source of their own."""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pandas as pd

from pes_analysis.catalogue import Variable
from pes_analysis.edition.parameters import Publisher
from pes_analysis.edition.snapshot import Snapshot
from pes_analysis.intake.figures import read_figures
from pes_analysis.intake.findings import FINDING_COLUMNS, Finding, findings_frame

KEY = ["teryt", "year", "variable"]
REPAIR_COLUMNS = [*FINDING_COLUMNS, "cells"]
AWAITED = "awaited_variable"


def lay_over(
    snapshot: Snapshot, path: Path, variables: Iterable[Variable], publisher: Publisher
) -> tuple[Snapshot, pd.DataFrame]:
    """Lay one file of own figures over a snapshot.

    Parameters
    ----------
    snapshot : Snapshot
    path : Path
        A file as `pes_analysis.intake.figures.read_figures` reads it.
    variables : iterable of Variable
        The variables it may hold.
    publisher : Publisher
        Named as the publisher of sources that the snapshot does not know.

    Returns
    -------
    snapshot : Snapshot
        With the cells of the file in place of its own.
    repairs : DataFrame
        ``file, line, column, rule, message_pl, message_en, cells``: what was read otherwise than it is
        written, and figures that were read but are not on any page yet; nothing is done in silence.

    Raises
    ------
    PesError
        The file has problems; they are listed.
    """
    variables = tuple(variables)
    figures = read_figures(path, variables, list(snapshot.counties.index))
    figures.raise_for_problems()
    own = figures.observations
    notices = awaited_figures(own, variables, path.name)
    sources = pd.concat([snapshot.sources, _new_sources(own, snapshot.sources.index, path, publisher)])
    overlaid = overlay(snapshot.county_observations, own)
    return (
        replace(snapshot, sources=sources.sort_index(), county_observations=overlaid),
        pd.concat([figures.repairs, notices], ignore_index=True) if len(notices) else figures.repairs,
    )


def awaited_figures(own: pd.DataFrame, variables: Iterable[Variable], file: str) -> pd.DataFrame:
    """List the own figures that no indicator uses yet, one row a variable.

    They are kept with the edition, but no page shows them; their owner would wonder where they went.

    Parameters
    ----------
    own : DataFrame
        Column ``variable``; one row a figure.
    variables : iterable of Variable
    file : str
        Name of the file.

    Returns
    -------
    DataFrame
        Columns of the repairs; ``line`` is 0, the whole file, and ``column`` names the variable.

    Examples
    --------
    >>> from pes_analysis.catalogue import load_catalogue
    >>> own = pd.DataFrame({"variable": ["pop", "vacancies", "vacancies"]})
    >>> found = awaited_figures(own, load_catalogue().variables("county"), "own.csv")
    >>> found[["column", "cells"]].values.tolist()
    [['vacancies', 2]]
    """
    awaited = {one.id for one in variables if one.availability == "awaiting"}
    cells = own.loc[own["variable"].isin(awaited), "variable"].value_counts().sort_index()
    notices = [
        Finding(
            file,
            0,
            str(variable),
            AWAITED,
            "Liczby przyjęto, ale żaden wskaźnik jeszcze z nich nie korzysta, więc nie ma ich na stronach.",
            "The figures were accepted, but no indicator uses them yet, so no page shows them.",
        )
        for variable in cells.index
    ]
    return findings_frame(notices).assign(cells=cells.to_numpy())


def overlay(observations: pd.DataFrame, own: pd.DataFrame) -> pd.DataFrame:
    """Put own cells in place of the cells of the same county, year and variable.

    Examples
    --------
    >>> theirs = pd.DataFrame({"teryt": ["1201"], "year": [2024], "variable": ["pop"], "value": [1.0]})
    >>> overlay(theirs, theirs.assign(value=2.0))["value"].tolist()
    [2.0]
    """
    text = {name: str for name in ("state", "source", "variable") if name in observations}
    joined = pd.concat([own.astype({k: v for k, v in text.items() if k in own}), observations.astype(text)])
    kept = joined[~joined.duplicated(KEY, keep="first")].sort_values(["variable", "teryt", "year"])
    return kept[observations.columns].astype(dict.fromkeys(text, "category")).reset_index(drop=True)


def _new_sources(own: pd.DataFrame, known: pd.Index, path: Path, publisher: Publisher) -> pd.DataFrame:
    rows = {
        source: {
            "publisher": publisher.name.pl,
            "title_pl": f"Dane własne z pliku {path.name}",
            "title_en": f"Own figures from the file {path.name}",
            "coverage": years_in_words(figures["year"]),
            "collected_on": "",
            "licence": "",
            "url": "",
            "note_pl": "Dane dołączone przez wydawcę tej edycji.",
            "note_en": "Figures added by the publisher of this edition.",
        }
        for source, figures in own.groupby("source")
        if source not in known
    }
    return pd.DataFrame.from_dict(rows, orient="index").rename_axis("source")


def years_in_words(years: Iterable[int]) -> str:
    """Write years as spans: "2002–2018; 2022".

    Examples
    --------
    >>> years_in_words([2003, 2002, 2022, 2004])
    '2002–2004; 2022'
    """
    spans: list[list[int]] = []
    for year in sorted({int(year) for year in years}):
        if spans and spans[-1][1] == year - 1:
            spans[-1][1] = year
        else:
            spans.append([year, year])
    return "; ".join(str(first) if first == last else f"{first}–{last}" for first, last in spans)
