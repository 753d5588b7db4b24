"""What to send back about a file of entries or answers: a letter, and a table with every cell named."""

from collections.abc import Mapping, Sequence

import pandas as pd

from pes_analysis.catalogue import Language, Text
from pes_analysis.intake.directory_columns import COLUMNS
from pes_analysis.intake.return_findings import ReturnFinding, Severity
from pes_analysis.protect.escape import clean

MOST_IN_LETTER = 40
_PARTS: dict[Severity, Text] = {
    "error": Text(pl="Nie wczytano, do poprawy", en="Not read, to correct"),
    "warning": Text(pl="Do sprawdzenia", en="To check"),
    "repair": Text(pl="Odczytaliśmy inaczej, niż zapisano", en="Read otherwise than written"),
}
_GREETING = Text(pl="Dzień dobry,", en="Good morning,")
OPENING = Text(
    pl="dziękujemy za wpisy do bazy teleadresowej ({file}). Oto uwagi po ich wczytaniu.",
    en="thank you for the directory entries ({file}). These are the remarks after reading them.",
)
REMARKS = Text(pl="Uwagi do wpisów", en="Remarks on entries")
_MORE = Text(
    pl="… i jeszcze: {n}. Wszystkie są w pliku xlsx.", en="… and more: {n}. All are in the xlsx file."
)
_CLOSING = Text(
    pl="Prosimy poprawić te miejsca w swoim pliku, zapisać go i odesłać jeszcze raz.",
    en="Please correct these places in your file, save it and send it again.",
)
_HEADINGS = {
    "kind": Text(pl="Rodzaj", en="Kind"),
    "sheet": Text(pl="Arkusz", en="Sheet"),
    "cell": Text(pl="Komórka", en="Cell"),
    "column": Text(pl="Kolumna", en="Column"),
    "written": Text(pl="Jest", en="Written"),
    "read_as": Text(pl="Odczytano", en="Read as"),
    "rule": Text(pl="Reguła", en="Rule"),
    "remark": Text(pl="Uwaga", en="Remark"),
}


def report_frame(
    findings: Sequence[ReturnFinding], language: Language, columns: Mapping[str, Text] = COLUMNS
) -> pd.DataFrame:
    """Give one row a finding, the gravest first.

    Parameters
    ----------
    findings : sequence of ReturnFinding
        Of one file.
    language : {"pl", "en"}
    columns : Mapping of str to Text
        The headings of the columns that findings name.

    Returns
    -------
    DataFrame
        Kind, sheet, cell, column, what is written and read, rule, remark; headings in the language.
    """
    rows = [
        {
            "kind": _PARTS[one.severity].in_language(language),
            "sheet": one.sheet,
            "cell": one.cell,
            "column": columns[one.variable].in_language(language) if one.variable in columns else "",
            "written": one.written,
            "read_as": one.read_as,
            "rule": one.rule,
            "remark": one.message_pl if language == "pl" else one.message_en,
        }
        for severity in _PARTS
        for one in findings
        if one.severity == severity
    ]
    frame = pd.DataFrame(rows, columns=list(_HEADINGS), dtype="str")
    return frame.rename(columns={key: text.in_language(language) for key, text in _HEADINGS.items()})


def letter(
    file: str,
    findings: Sequence[ReturnFinding],
    asker: str,
    language: Language = "pl",
    opening: Text = OPENING,
) -> str:
    """Write the letter about a file, in plain text.

    Parameters
    ----------
    file : str
        Its name.
    findings : sequence of ReturnFinding
        Of that file.
    asker : str
        Who signs.
    language : {"pl", "en"}
    opening : Text
        The first sentences, which name the ``{file}``.
    """
    first = opening.in_language(language).format(file=clean(file, limit=60))
    lines = [_GREETING.in_language(language), "", first]
    for severity, title in _PARTS.items():
        found = [one for one in findings if one.severity == severity]
        if not found:
            continue
        lines += ["", f"{title.in_language(language)} ({len(found)}):"]
        for number, one in enumerate(found[:MOST_IN_LETTER], start=1):
            pl, en = one.located
            said = (pl if language == "pl" else en).removeprefix(one.file).lstrip(",: ")
            lines.append(f"{number}. {said}")
        if len(found) > MOST_IN_LETTER:
            lines.append(_MORE.in_language(language).format(n=len(found) - MOST_IN_LETTER))
    lines += ["", _CLOSING.in_language(language), "", clean(asker)]
    return "\n".join(lines) + "\n"
