"""Reading returned questionnaires of trainings: whose, of which moment, and each answer with its place."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from pes_analysis.catalogue.training_survey import MOMENTS, SurveyQuestion, TrainingSurvey
from pes_analysis.intake.delimited import read_delimited
from pes_analysis.intake.training_form import COLUMNS, HEAD, MOMENT, MOMENT_WORDS, RESPONDENT, TRAINING
from pes_analysis.intake.workbook_cells import cell_address
from pes_analysis.intake.workbook_reader import read_workbook
from pes_analysis.intake.workbook_refusals import placed
from pes_analysis.protect.errors import PesError
from pes_analysis.protect.escape import clean
from pes_analysis.protect.personal_data import personal_data_kinds

MOST_TEXT = 1000
SHOWN = 60
_VALUE = re.compile(r"([1-5])(\s*[–—-].*)?", re.S)
_CODE = re.compile(r"[A-Z0-9]{4,8}")
# Rule: what is wrong and what to do; an error keeps the person's whole questionnaire out.
RULES: Mapping[str, tuple[str, str, str]] = {
    "no_questionnaire": (
        "error",
        "nie ma tu kolumn „Kod pytania” i „Odpowiedź”. Użyj pliku z polecenia pes trainings form.",
        "there are no columns 'Question code' and 'Answer'. Use a file made by pes trainings form.",
    ),
    "no_training": (
        "error",
        "nieznane szkolenie „{written}”. Wpisz identyfikator z events.csv.",
        "unknown training '{written}'. Write an id of events.csv.",
    ),
    "no_moment": (
        "error",
        "nie wiadomo, czy to ankieta przed szkoleniem, czy po nim: „{written}”.",
        "it is not known whether this is before the training or after it: '{written}'.",
    ),
    "bad_respondent": (
        "error",
        "kod to od 4 do 8 liter bez ogonków i cyfr. Ten kod jest inny.",
        "a code is 4 to 8 plain letters and digits. This one is not.",
    ),
    "bad_value": (
        "error",
        "odpowiedź „{written}” nie jest liczbą od 1 do 5. Popraw ją albo usuń.",
        "the answer '{written}' is no number from 1 to 5. Correct it or take it out.",
    ),
    "unknown_question": (
        "error",
        "nie ma takiego pytania w tej ankiecie: „{written}”.",
        "this questionnaire has no such question: '{written}'.",
    ),
    "doubled_question": (
        "error",
        "pytanie „{written}” stoi w pliku dwa razy. Zostaw jedno.",
        "the question '{written}' stands in the file twice. Keep one.",
    ),
    "already_there": (
        "error",
        "ta osoba odpowiedziała już wcześniej. Dodaj --replace, żeby zastąpić tamte odpowiedzi.",
        "this person has answered before. Add --replace to put these answers in their place.",
    ),
    "held_back": (
        "warning",
        "tekst wygląda na dane osobowe ({written}). Nie wczytujemy go.",
        "the text looks like personal data ({written}). It is not taken over.",
    ),
}


@dataclass(frozen=True)
class TrainingFinding:
    """Something found in a file: its rule and place, in Polish and in English."""

    severity: str
    rule: str
    file: str
    sheet: str
    cell: str
    pl: str
    en: str

    @property
    def located(self) -> tuple[str, str]:
        """The messages with the place before them."""
        pl, en = placed(self.file, self.sheet, self.cell)
        return f"{pl}: {self.pl}", f"{en}: {self.en}"


@dataclass
class Returned:
    """One person's questionnaire.

    Attributes
    ----------
    training_id, respondent_id, moment : str
        Empty where they could not be read.
    ratings : dict of str to int
        By question.
    texts : dict of str to (str, str)
        By open question: the text, and the kinds of personal data for which it was held back.
    findings : list of TrainingFinding
    place : tuple of str
        File, sheet and cell of the person's code.
    """

    training_id: str = ""
    respondent_id: str = ""
    moment: str = ""
    ratings: dict[str, int] = field(default_factory=dict)
    texts: dict[str, tuple[str, str]] = field(default_factory=dict)
    findings: list[TrainingFinding] = field(default_factory=list)
    place: tuple[str, str, str] = ("", "", "")

    @property
    def is_blocked(self) -> bool:
        """Whether an error keeps it out."""
        return any(one.severity == "error" for one in self.findings)

    @property
    def is_empty(self) -> bool:
        """Whether nothing was answered at all."""
        return not (self.ratings or self.texts or self.respondent_id or self.findings)


def finding(rule: str, place: tuple[str, str, str], written: str = "") -> TrainingFinding:
    """Make the finding of a rule.

    Examples
    --------
    >>> finding("bad_value", ("a.xlsx", "Odpowiedzi", "D7"), "dużo").located[1].partition(": ")[0]
    "a.xlsx, sheet 'Odpowiedzi', cell D7"
    """
    severity, pl, en = RULES[rule]
    # What looks like personal data is not repeated, not even on the screen.
    shown = "…" if personal_data_kinds(written) else clean(written, limit=SHOWN)
    return TrainingFinding(severity, rule, *place, pl.format(written=shown), en.format(written=shown))


def read_training_returns(
    paths: Iterable[Path], trainings: Iterable[str], survey: TrainingSurvey
) -> list[Returned]:
    """Read returned questionnaires, one for each column of answers.

    Parameters
    ----------
    paths : iterable of Path
        Files ``.xlsx`` and ``.csv``.
    trainings : iterable of str
        Known ids.
    survey : TrainingSurvey

    Returns
    -------
    list of Returned
        A file that cannot be read gives one with its finding; nothing is raised for what people wrote.
    """
    known = frozenset(trainings)
    return [one for path in paths for one in _read(path, known, survey)]


def _read(path: Path, known: frozenset[str], survey: TrainingSurvey) -> Iterator[Returned]:
    file = clean(path.name, limit=SHOWN)
    try:
        grids = _grids(path)
    except PesError as error:
        yield Returned(findings=[TrainingFinding("error", "unreadable", file, "", "", error.pl, error.en)])
        return
    for sheet, grid in grids:
        header = _header(grid)
        if header is not None:
            row, code, answers = header
            for column in answers:
                returned = _person(grid, (file, sheet), (row, code, column), known, survey)
                if not returned.is_empty:
                    yield returned
            return
    yield Returned(findings=[finding("no_questionnaire", (file, "", ""))])


Grid = dict[tuple[int, int], str]


def _grids(path: Path) -> list[tuple[str, Grid]]:
    """Read the cells of a file, sheet by sheet; a file of text is one sheet without a name."""
    if path.suffix.lower() == ".csv":
        table = read_delimited(path)
        rows = [(table.header.line, table.header.cells), *((row.line, row.cells) for row in table.rows)]
        return [("", {(line, at): cell for line, cells in rows for at, cell in enumerate(cells, start=1)})]
    book = read_workbook(path)
    return [
        (clean(sheet.name, limit=SHOWN), {(cell.row, cell.column): cell.text.strip() for cell in sheet.cells})
        for sheet in book.sheets
    ]


def _header(grid: Grid) -> tuple[int, int, list[int]] | None:
    codes = {text.casefold() for text in (COLUMNS["code"].pl, COLUMNS["code"].en)}
    answers = tuple(text.casefold() for text in (COLUMNS["answer"].pl, COLUMNS["answer"].en))
    for (row, column), cell in sorted(grid.items()):
        if cell.casefold() in codes:
            found = [
                at for (line, at), text in sorted(grid.items())
                if line == row and text.casefold().startswith(answers)
            ]  # fmt: skip
            if found:
                return row, column, found
    return None


def _person(
    grid: Grid,
    where: tuple[str, str],
    layout: tuple[int, int, int],
    known: frozenset[str],
    survey: TrainingSurvey,
) -> Returned:
    header, code_column, column = layout
    rows: dict[str, int] = {}
    returned = Returned()

    def place(row: int, at: int = column) -> tuple[str, str, str]:
        return (*where, cell_address(row, at))

    for (row, at), code in sorted(grid.items()):
        if at == code_column and row > header and code:
            if code in rows:
                returned.findings.append(finding("doubled_question", place(row, at), code))
            rows.setdefault(code, row)
    given = {code: grid.get((row, column), "").strip().lstrip("'") for code, row in rows.items()}
    answers = {code: text for code, text in given.items() if code not in HEAD and text}
    if not answers and not given.get(RESPONDENT):
        return Returned()
    places = {code: place(rows.get(code, header)) for code in (*HEAD, *answers)}
    returned.place = places[RESPONDENT]
    _identify(returned, given, places, known)
    asked = {one.id: one for one in survey.asked(returned.moment)} if returned.moment in MOMENTS else {}
    for code, text in answers.items():
        if code in asked:
            _answer(returned, asked[code], text, places[code])
        elif returned.moment:
            returned.findings.append(finding("unknown_question", places[code], code))
    return returned


def _identify(
    returned: Returned,
    given: Mapping[str, str],
    at: Mapping[str, tuple[str, str, str]],
    known: frozenset[str],
) -> None:
    training, moment, respondent = (given.get(code, "") for code in HEAD)
    if training in known:
        returned.training_id = training
    else:
        returned.findings.append(finding("no_training", at[TRAINING], training))
    words = {text.casefold(): name for name, one in MOMENT_WORDS.items() for text in (one.pl, one.en, name)}
    returned.moment = words.get(moment.casefold(), "")
    if not returned.moment:
        returned.findings.append(finding("no_moment", at[MOMENT], moment))
    if _CODE.fullmatch(respondent.upper()):
        returned.respondent_id = respondent.upper()
    else:
        # Not quoted: it may be a name.
        returned.findings.append(finding("bad_respondent", at[RESPONDENT]))


def _answer(returned: Returned, question: SurveyQuestion, text: str, place: tuple[str, str, str]) -> None:
    if question.kind == "open":
        kinds = ";".join(personal_data_kinds(text))
        if kinds:
            returned.findings.append(finding("held_back", place, kinds))
        words = "" if kinds else " ".join(clean(text, limit=MOST_TEXT).split())
        if kinds or words:
            returned.texts[question.id] = (words, kinds)
        return
    match = _VALUE.fullmatch(text)
    if match is None:
        returned.findings.append(finding("bad_value", place, text))
    else:
        returned.ratings[question.id] = int(match[1])
