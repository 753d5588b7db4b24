"""What to send back to an organisation about its return: a letter, and a workbook with every cell named."""

import datetime as dt
import io
from collections.abc import Sequence

import xlsxwriter

from pes_analysis.catalogue import Catalogue, Language, Text
from pes_analysis.intake.return_findings import ReturnFinding, Severity
from pes_analysis.intake.return_letter_words import letter_words
from pes_analysis.intake.returns import Return
from pes_analysis.intake.workbook_refusals import placed
from pes_analysis.protect.escape import clean, filename

_A4 = 9
_OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
_GREETING = Text(pl="Dzień dobry,", en="Good morning,")
_BLOCKED = Text(
    pl="dziękujemy za odpowiedzi ({file}). Nie możemy ich jeszcze przyjąć: trzeba poprawić {errors}.",
    en="thank you for the answers ({file}). We cannot take them yet: please correct {errors}.",
)
_ACCEPTED = Text(
    pl="dziękujemy za odpowiedzi ({file}). Przyjęliśmy je. Prosimy sprawdzić, czy dobrze je odczytaliśmy.",
    en="thank you for the answers ({file}). We have taken them. Please check that we read them well.",
)
_CLOSING = {
    True: Text(
        pl="Prosimy poprawić te miejsca w swoim pliku, zapisać go i odesłać jeszcze raz.",
        en="Please correct these places in your file, save it and send it again.",
    ),
    False: Text(
        pl="Jeśli coś się nie zgadza, prosimy poprawić plik i odesłać go jeszcze raz.",
        en="If anything is wrong, please correct the file and send it again.",
    ),
}
# What the organisation said itself need not be told to it.
_OWN_WORDS = "remark"
_PARTS: dict[Severity, Text] = {
    "error": Text(pl="Do poprawy", en="To correct"),
    "warning": Text(pl="Do sprawdzenia", en="To check"),
    "repair": Text(pl="Odczytaliśmy inaczej, niż zapisano", en="Read otherwise than written"),
}
_PLACES = Text(pl="{n} miejsc", en="{n} places")
_ONE_PLACE = Text(pl="jedno miejsce", en="one place")
_FEW_PLACES = Text(pl="{n} miejsca", en="{n} places")
_SHEET = Text(pl="Uwagi do odpowiedzi", en="Remarks on the answers")
_COLUMNS = (
    (Text(pl="Rodzaj", en="Kind"), 18),
    (Text(pl="Arkusz", en="Sheet"), 16),
    (Text(pl="Komórka", en="Cell"), 10),
    (Text(pl="Pytanie", en="Question"), 34),
    (Text(pl="Jest", en="Written"), 20),
    (Text(pl="Uwaga", en="Remark"), 70),
)


def report_name(returned: Return) -> str:
    """Name the files about a return, without an ending.

    Examples
    --------
    >>> from pes_analysis.intake.returns import Identity
    >>> report_name(Return("a.xlsx", Identity("cis-01", 2024)))
    'zwrot-cis-01-2024'
    >>> report_name(Return("Zły plik.xlsx", Identity()))
    'zwrot-zly-plik'
    """
    identity = returned.identity
    if identity.organisation_id and identity.year:
        return f"zwrot-{identity.organisation_id}-{identity.year}"
    return f"zwrot-{filename(returned.file.rpartition('.')[0] or returned.file)}"


def worth_telling(returned: Return) -> list[ReturnFinding]:
    """Give the findings that the organisation does not know already."""
    return [one for one in returned.findings if one.rule != _OWN_WORDS]


def letter(returned: Return, catalogue: Catalogue, asker: str, language: Language = "pl") -> str:
    """Write the letter about a return, in plain text: what to correct, what to check, what was repaired.

    Parameters
    ----------
    returned : Return
    catalogue : Catalogue
        For the words of questions.
    asker : str
        Who signs.
    language : {"pl", "en"}
    """
    errors = [one for one in returned.findings if one.severity == "error"]
    file = clean(returned.file, limit=60)
    opening = (_BLOCKED if errors else _ACCEPTED).in_language(language)
    lines = [
        _GREETING.in_language(language),
        "",
        opening.format(file=file, errors=_counted(errors, language)),
    ]
    for severity, title in _PARTS.items():
        found = [one for one in worth_telling(returned) if one.severity == severity]
        if found:
            lines += ["", f"{title.in_language(language)} ({len(found)}):"]
            lines += [f"{n}. {_line(one, catalogue, language)}" for n, one in enumerate(found, start=1)]
    lines += ["", _CLOSING[bool(errors)].in_language(language), "", clean(asker)]
    return "\n".join(lines) + "\n"


def _counted(found: Sequence[ReturnFinding], language: Language) -> str:
    n = len(found)
    few = n % 10 in (2, 3, 4) and n % 100 not in (12, 13, 14)
    text = _ONE_PLACE if n == 1 else _FEW_PLACES if few else _PLACES
    return text.in_language(language).format(n=n)


def _line(finding: ReturnFinding, catalogue: Catalogue, language: Language) -> str:
    pl, en = placed("", finding.sheet, finding.cell)
    place = (pl if language == "pl" else en).lstrip(", ")
    question = _question(finding, catalogue, language)
    quoted = (f"„{question}”" if language == "pl" else f"'{question}'") if question else ""
    start = ", ".join(part for part in (place, quoted) if part)
    message = _message(finding, language)
    return f"{start}: {message}" if start else message


def _message(finding: ReturnFinding, language: Language) -> str:
    pl, en = letter_words(finding)
    return pl if language == "pl" else en


def _question(finding: ReturnFinding, catalogue: Catalogue, language: Language) -> str:
    if not finding.variable:
        return ""
    return catalogue.variable(finding.variable, "organisation").name.in_language(language)


def report_bytes(returned: Return, catalogue: Catalogue, language: Language = "pl") -> bytes:
    """Make a workbook with one row for each finding: where, what stands there, what to do.

    Parameters
    ----------
    returned : Return
    catalogue : Catalogue
    language : {"pl", "en"}

    Returns
    -------
    bytes
        The same for the same findings; texts never become formulas.
    """
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, dict(_OPTIONS)) as book:
        title = _SHEET.in_language(language)
        moment = dt.datetime(2000, 1, 1, tzinfo=dt.UTC).replace(tzinfo=None)
        book.set_properties({"title": f"{title}: {clean(returned.file)}", "created": moment})
        wrapped = book.add_format({"text_wrap": True, "valign": "top", "font_size": 11})
        heading = book.add_format({"bold": True, "text_wrap": True, "bottom": 2, "bg_color": "#E8EDF2"})
        sheet = book.add_worksheet(title)
        for column, (_, width) in enumerate(_COLUMNS):
            sheet.set_column(column, column, width)
        rows = [
            (
                _PARTS[one.severity].in_language(language),
                one.sheet,
                one.cell,
                _question(one, catalogue, language),
                one.written,
                _message(one, language),
            )
            for severity in _PARTS
            for one in worth_telling(returned)
            if one.severity == severity
        ]
        for row, texts in enumerate(rows, start=1):
            for column, text in enumerate(texts):
                sheet.write_string(row, column, text, wrapped)
        columns = [{"header": text.in_language(language), "header_format": heading} for text, _ in _COLUMNS]
        options = {"name": "remarks", "style": None, "autofilter": False, "columns": columns}
        sheet.add_table(0, 0, max(len(rows), 1), len(_COLUMNS) - 1, options)
        sheet.freeze_panes(1, 0)
        sheet.repeat_rows(0)
        sheet.set_landscape()
        sheet.set_paper(_A4)
        sheet.fit_to_pages(1, 0)
    return stream.getvalue()
