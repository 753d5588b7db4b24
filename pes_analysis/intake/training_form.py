"""The questionnaire of a training to hand out: XLSX with lists to choose from, and the same as CSV."""

import csv
import datetime as dt
import io
from dataclasses import dataclass

import xlsxwriter

from pes_analysis.catalogue import Language, Text
from pes_analysis.catalogue.training_survey import BEFORE, Moment, TrainingSurvey
from pes_analysis.protect.escape import clean, csv_cell

COLUMNS = {
    "code": Text(pl="Kod pytania", en="Question code"),
    "question": Text(pl="Pytanie", en="Question"),
    "how": Text(pl="Jak odpowiedzieć", en="How to answer"),
    "answer": Text(pl="Odpowiedź", en="Answer"),
}
TRAINING, MOMENT, RESPONDENT = HEAD = ("training", "moment", "respondent")
MOMENT_WORDS: dict[Moment, Text] = {
    "before": Text(pl="przed szkoleniem", en="before the training"),
    "after": Text(pl="po szkoleniu", en="after the training"),
}
_HEAD_TEXTS = {
    TRAINING: (
        Text(pl="Szkolenie", en="Training"),
        Text(pl="Identyfikator, wpisuje organizator", en="Its id, written in by the organiser"),
    ),
    MOMENT: (Text(pl="Kiedy", en="When"), Text(pl="Nie zmieniaj", en="Do not change")),
    RESPONDENT: (
        Text(pl="Twój kod", en="Your code"),
        Text(
            pl="Od 4 do 8 liter bez ogonków i cyfr. Wymyśl go i użyj tego samego w obu ankietach. "
            "Nie wpisuj inicjałów ani daty urodzenia.",
            en="4 to 8 plain letters and digits. Make it up and use the same in both questionnaires. "
            "Do not write initials or a date of birth.",
        ),
    ),
}
_OPEN = Text(
    pl="Własnymi słowami. Nie podawaj nazwisk, telefonów ani adresów.",
    en="In your own words. Give no names, phone numbers or addresses.",
)
_SCALE = Text(pl="Wybierz od 1 do 5 albo zostaw puste", en="Choose 1 to 5 or leave empty")
_SHEETS = (Text(pl="Instrukcja", en="Instructions"), Text(pl="Odpowiedzi", en="Answers"))
_INSTRUCTIONS = (
    Text(pl="Ankieta jest anonimowa.", en="The questionnaire is anonymous."),
    Text(
        pl="Odpowiedzi wpisz na arkuszu „Odpowiedzi”, w żółtych polach. Z listy wybierz od 1 do 5.",
        en="Write your answers on the sheet 'Answers', in the yellow cells. Choose 1 to 5 from the list.",
    ),
    Text(
        pl="Na pytanie bez odpowiedzi zostaw puste pole.", en="Leave a cell empty where you have no answer."
    ),
    Text(
        pl="Kod wymyślasz samodzielnie. Łączy ankietę sprzed szkolenia z ankietą po nim.",
        en="You make your code up. It joins the questionnaire before the training with the one after.",
    ),
    Text(
        pl="Organizator może wpisać tu odpowiedzi z papieru: jedna kolumna „Odpowiedź” to jedna osoba.",
        en="The organiser may type in answers from paper: one column 'Answer' is one person.",
    ),
)
_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


@dataclass(frozen=True)
class FormRow:
    """A row of the questionnaire: its code, words, what may be answered, what is written in beforehand."""

    code: str
    question: str
    how: str
    choices: tuple[str, ...] = ()
    given: str = ""


def form_rows(
    survey: TrainingSurvey, moment: Moment, training_id: str = "", language: Language = "pl"
) -> tuple[FormRow, ...]:
    """Give the rows of a questionnaire: whose it is, then the questions.

    Examples
    --------
    >>> from pes_analysis.catalogue.training_survey import load_training_survey
    >>> rows = form_rows(load_training_survey(), "before", "owes-01")
    >>> [one.code for one in rows[:4]], rows[3].choices[0]
    (['training', 'moment', 'respondent', 'benefit_contacts'], '1 – zdecydowanie nie')
    """
    given = {TRAINING: training_id, MOMENT: MOMENT_WORDS[moment].in_language(language)}
    head = [
        FormRow(code, question.in_language(language), how.in_language(language), given=given.get(code, ""))
        for code, (question, how) in _HEAD_TEXTS.items()
    ]
    asked = [
        FormRow(
            one.id,
            one.texts[moment].in_language(language),
            (_OPEN if one.kind == "open" else _SCALE).in_language(language),
            tuple(
                f"{value} – {label.in_language(language)}"
                for value, label in enumerate(survey.labels(one.kind), start=1)
            ),
        )
        for one in survey.asked(moment)
    ]
    return (*head, *asked)


def form_csv(rows: tuple[FormRow, ...], people: int = 1, language: Language = "pl") -> bytes:
    """Make the questionnaire as CSV for spreadsheets: semicolons, UTF-8 with its mark."""
    stream = io.StringIO()
    writer = csv.writer(stream, delimiter=";", lineterminator="\r\n")
    writer.writerow(_header(people, language))
    for row in rows:
        how = ", ".join(row.choices) or row.how
        shared = row.code != RESPONDENT
        writer.writerow(
            [
                csv_cell(one)
                for one in (row.code, row.question, how, *([row.given if shared else ""] * people))
            ]
        )
    return stream.getvalue().encode("utf-8-sig")


def form_workbook(
    rows: tuple[FormRow, ...], moment: Moment, people: int = 1, language: Language = "pl"
) -> bytes:
    """Make the questionnaire as a workbook; the same bytes for the same questions.

    Returns
    -------
    bytes
        An XLSX file with a cover and one named table with one header row, without formulas, macros, links,
        hidden or merged cells.
    """
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, dict(_OPTIONS)) as book:
        wrapped = {"text_wrap": True, "valign": "top", "font_size": 11}
        plain = book.add_format(wrapped)
        heading = book.add_format({**wrapped, "bold": True, "bottom": 2, "bg_color": "#E8EDF2"})
        answer = book.add_format(
            {**wrapped, "locked": False, "border": 1, "bg_color": "#FFFBE6", "num_format": "@"}
        )
        title = f"{_title(moment).in_language(language)}"
        created = dt.datetime(2026, 1, 1, tzinfo=dt.UTC).replace(tzinfo=None)
        book.set_properties({"title": title, "created": created})
        book.set_custom_property("Language", {"pl": "pl-PL", "en": "en-GB"}[language])
        cover = book.add_worksheet(_SHEETS[0].in_language(language))
        cover.set_column(0, 0, 100)
        cover.write_string(0, 0, title, book.add_format({"bold": True, "font_size": 16}))
        for at, text in enumerate(_INSTRUCTIONS, start=2):
            cover.write_string(at, 0, text.in_language(language), plain)
        sheet = book.add_worksheet(_SHEETS[1].in_language(language))
        for column, width in enumerate((20, 60, 34)):
            sheet.set_column(column, column, width)
        sheet.set_column(3, 2 + people, 30)
        for at, row in enumerate(rows, start=1):
            for column, words in enumerate((row.code, row.question, row.how)):
                sheet.write_string(at, column, clean(words), plain)
            for column in range(3, 3 + people):
                if row.given:
                    sheet.write_string(at, column, clean(row.given), answer)
                else:
                    sheet.write_blank(at, column, None, answer)
                if row.choices:
                    sheet.data_validation(
                        at, column, at, column, {"validate": "list", "source": list(row.choices)}
                    )
        columns = [{"header": one, "header_format": heading} for one in _header(people, language)]
        sheet.add_table(
            0, 0, len(rows), len(columns) - 1,
            {"name": "answers", "style": None, "autofilter": False, "columns": columns},
        )  # fmt: skip
        sheet.freeze_panes(1, 2)
        sheet.protect("", {"format_columns": True, "format_rows": True})
    return stream.getvalue()


def _header(people: int, language: Language) -> list[str]:
    names = [text.in_language(language) for text in COLUMNS.values()]
    return [*names, *(f"{names[-1]} {at}" for at in range(2, people + 1))]


def _title(moment: Moment) -> Text:
    return (
        Text(pl="Ankieta przed szkoleniem", en="Questionnaire before the training")
        if moment == BEFORE
        else Text(pl="Ankieta po szkoleniu", en="Questionnaire after the training")
    )
