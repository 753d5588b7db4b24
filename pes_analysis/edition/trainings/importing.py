"""Taking returned questionnaires into the tables of trainings."""

from collections.abc import Collection, Sequence
from pathlib import Path

import pandas as pd

from pes_analysis.edition.trainings.reading import read_trainings
from pes_analysis.edition.trainings.schema import TABLES
from pes_analysis.edition.trainings.trainings import Trainings
from pes_analysis.edition.writing import write_table
from pes_analysis.intake.training_returns import Returned, finding
from pes_analysis.protect.errors import PesError

PERSON = ["training_id", "respondent_id", "moment"]


def read_or_begin(folder: Path, counties: Collection[str]) -> Trainings:
    """Read the tables of trainings; where only the list of events is there, begin the others.

    Raises
    ------
    PesError
        There is no list of events; the message says what to write.
    """
    if not (folder / "events.csv").is_file():
        columns = ",".join(TABLES["events"].names)
        raise PesError(
            f"Nie ma pliku {folder / 'events.csv'}. Utwórz go z nagłówkiem: {columns}. "
            "Wpisz po jednym szkoleniu w wierszu.",
            f"There is no file {folder / 'events.csv'}. Make it with the header: {columns}. "
            "Write one training in a row.",
        )
    for name, table in TABLES.items():
        if not (folder / f"{name}.csv").is_file():
            write_table(pd.DataFrame(columns=table.names), folder / f"{name}.csv")
    return read_trainings(folder, counties)


def take_in(current: Trainings, returned: Sequence[Returned], *, replace: bool = False) -> Trainings:
    """Add questionnaires to the tables; what is blocked stays out.

    Parameters
    ----------
    current : Trainings
    returned : sequence of Returned
        One that answers again for the same person, training and moment gets a finding that blocks it.
    replace : bool
        Whether earlier answers, and their codes, give way instead.

    Returns
    -------
    Trainings
        New tables; the given ones stay as they are.
    """
    there = {
        key for table in (current.answers, current.open_answers) for key in
        table[PERSON].itertuples(index=False, name=None)
    }  # fmt: skip
    taken: dict[tuple[str, str, str], Returned] = {}
    for one in returned:
        key = (one.training_id, one.respondent_id, one.moment)
        if one.is_blocked:
            continue
        if key in taken or (key in there and not replace):
            one.findings.append(finding("already_there", one.place))
        else:
            taken[key] = one
    kept = {
        name: _without(getattr(current, name), taken.keys()) for name in ("answers", "open_answers", "codes")
    }
    values = [(*key, name, value) for key, one in taken.items() for name, value in one.ratings.items()]
    texts = [(*key, name, *said) for key, one in taken.items() for name, said in one.texts.items()]
    return Trainings(
        events=current.events,
        answers=_with(kept["answers"], values),
        open_answers=_with(kept["open_answers"], texts),
        codes=kept["codes"],
    )


def _without(table: pd.DataFrame, people: Collection[tuple[str, str, str]]) -> pd.DataFrame:
    # A list would choose columns where there are no rows.
    kept = [key not in people for key in table[PERSON].itertuples(index=False, name=None)]
    return table[pd.Series(kept, index=table.index, dtype=bool)]


def _with(table: pd.DataFrame, rows: Sequence[tuple[object, ...]]) -> pd.DataFrame:
    added = pd.DataFrame(rows, columns=list(table.columns)).astype(
        {name: str(kind) for name, kind in table.dtypes.items()}
    )
    return pd.concat([table, added], ignore_index=True) if len(added) else table
