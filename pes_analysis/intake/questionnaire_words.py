"""The words of a questionnaire beside those of the catalogue: sheets, columns, instructions, choices."""

from dataclasses import dataclass
from typing import Literal

from pes_analysis.catalogue import Text, Variable


def _text(pl: str, en: str) -> Text:
    return Text(pl=pl, en=en)


INSTRUCTIONS_SHEET = _text("Instrukcja", "Instructions")
IDENTITY_SHEET = _text("Organizacja", "Organisation")
QUESTIONS_SHEET = _text("Pytania", "Questions")
PLAN_SHEET = _text("Plan działań", "Action plan")
LISTS_SHEET = _text("Listy", "Lists")
COUNTIES_SHEET = _text("Powiaty", "Counties")

# Columns of the sheet of questions, in order. The code is what a return is read by.
QUESTION_COLUMNS = {
    "section": _text("Część", "Part"),
    "question": _text("Pytanie", "Question"),
    "definition": _text("Wyjaśnienie", "Explanation"),
    "unit": _text("Jednostka", "Unit"),
    "answer": _text("Odpowiedź", "Answer"),
    "last_year": _text("Rok wcześniej", "A year earlier"),
    "reported_in": _text("Już podane w", "Already reported in"),
    "note": _text("Uwagi", "Remarks"),
    "code": _text("Kod", "Code"),
}
IDENTITY_COLUMNS = {key: QUESTION_COLUMNS[key] for key in ("question", "definition", "answer", "code")}
PLAN_COLUMNS = {
    "position": _text("Lp.", "No."),
    "step": _text("Krok", "Step"),
    "who": _text("Kto", "Who"),
    "due": _text("Do kiedy (RRRR-MM)", "Until when (YYYY-MM)"),
}
LIST_COLUMNS = {
    "question": QUESTION_COLUMNS["question"],
    "item": _text("Pozycja do policzenia", "Item to count"),
    "code": QUESTION_COLUMNS["code"],
}
COUNTY_COLUMNS = {
    "teryt": _text("Kod TERYT", "TERYT code"),
    "name": _text("Powiat", "County"),
    "voivodeship": _text("Województwo", "Voivodeship"),
}

YES, NO = _text("tak", "yes"), _text("nie", "no")
PLACES = {"urban": _text("miasto", "town"), "rural": _text("wieś", "village")}
STATUSES = {
    "active": _text("działa", "active"),
    "suspended": _text("zawieszona", "suspended"),
    "in_liquidation": _text("w likwidacji", "in liquidation"),
}
CONSENTS = {"public": YES, "none": NO}

FieldKind = Literal["fixed", "text", "words", "county", "choice"]


@dataclass(frozen=True)
class IdentityField:
    """A question about the organisation itself that is no figure.

    Attributes
    ----------
    kind : {"fixed", "text", "words", "county", "choice"}
        Printed and not to be changed; a short text; a longer one; a county's code; one of `choices`.
    choices : dict of str to Text
        What is stored, and what is chosen from.
    """

    id: str
    question: Text
    explanation: Text
    kind: FieldKind
    choices: tuple[tuple[str, Text], ...] = ()
    longest: int = 200


IDENTITY_FIELDS = (
    IdentityField(
        "questionnaire",
        _text("Wersja kwestionariusza", "Version of the questionnaire"),
        _text("Po niej poznajemy, o co pytano. Nie zmieniaj.", "It tells what was asked. Do not change."),
        "fixed",
    ),
    IdentityField(
        "year",
        _text("Rok, którego dotyczą odpowiedzi", "Year of the answers"),
        _text("Nie zmieniaj. Za inny rok wypełnij inny plik.", "Do not change. Another year, another file."),
        "fixed",
    ),
    IdentityField(
        "type",
        _text("Typ organizacji", "Type of organisation"),
        _text("Nie zmieniaj. Inny typ ma inne pytania.", "Do not change. Another type has other questions."),
        "fixed",
    ),
    IdentityField(
        "organisation_id",
        _text("Identyfikator", "Identifier"),
        _text(
            "Nadaje go ROPS: małe litery bez polskich znaków, cyfry i łączniki, na przykład cis-tarnow-01.",
            "Given by the ROPS: letters a-z, digits and hyphens, for example cis-tarnow-01.",
        ),
        "text",
        longest=63,
    ),
    IdentityField(
        "name",
        _text("Nazwa organizacji", "Name of the organisation"),
        _text("Pełna, jak w rejestrze.", "In full, as in the register."),
        "text",
    ),
    IdentityField(
        "teryt",
        _text("Powiat", "County"),
        _text(
            "Cztery cyfry kodu TERYT powiatu, w którym jest siedziba; spis w arkuszu „Powiaty”.",
            "Four digits of the TERYT code of the county of the seat; see the sheet 'Counties'.",
        ),
        "county",
    ),
    IdentityField(
        "place",
        _text("Siedziba: miasto czy wieś", "Seat: town or village"),
        _text("Wybierz z listy.", "Choose from the list."),
        "choice",
        tuple(PLACES.items()),
    ),
    IdentityField(
        "status",
        _text("Stan działalności 31 grudnia", "State of activity on 31 December"),
        _text("Wybierz z listy.", "Choose from the list."),
        "choice",
        tuple(STATUSES.items()),
    ),
    IdentityField(
        "consent",
        _text("Zgoda na publikację", "Consent to publish"),
        _text(
            "„tak”: karta z nazwą organizacji będzie na publicznej stronie. „nie”: zobaczą ją tylko osoby "
            "z linkiem, a w porównaniach zamiast nazwy będzie kod. Zgodę można zmienić w każdej chwili.",
            "'yes': the card with the organisation's name will be on the public site. 'no': only people "
            "with a link will see it, and comparisons show a code. You may change this at any time.",
        ),
        "choice",
        tuple(CONSENTS.items()),
    ),
    IdentityField(
        "comment",
        _text("Własny komentarz do karty", "Own comment on the card"),
        _text(
            "Nieobowiązkowy, do 1000 znaków: co trzeba wiedzieć, czytając liczby za ten rok.",
            "Optional, up to 1000 characters: what a reader of this year's figures should know.",
        ),
        "words",
        longest=1000,
    ),
)

TITLE = _text("Kwestionariusz: {type}, rok {year}", "Questionnaire: {type}, {year}")
TO_BE_FILLED = _text("(wpisuje pytający)", "(filled in by whoever asks)")
WHO_ASKS, DEADLINE, CONTACT = (
    _text("Kto pyta", "Who asks"),
    _text("Termin odpowiedzi", "Answer by"),
    _text("Kontakt", "Contact"),
)
INSTRUCTIONS = (
    (
        _text("Po co", "What for"),
        _text(
            "Z odpowiedzi powstaje karta kondycji organizacji: co idzie dobrze, co warto poprawić i jak jest "
            "u podobnych organizacji.",
            "The answers make the condition card of the organisation: what goes well, what to improve, and "
            "how similar organisations do.",
        ),
    ),
    (
        _text("Gdzie pisać", "Where to write"),
        _text(
            "Najpierw arkusz „Organizacja”, potem „Pytania”. Pisz tylko w polach w ramce; reszta jest "
            "zablokowana bez hasła.",
            "First the sheet 'Organisation', then 'Questions'. Write only in the framed cells; the rest is "
            "locked, without a password.",
        ),
    ),
    (
        _text("Liczby", "Figures"),
        _text(
            "Sama liczba, bez słów i jednostek. Kwoty w złotych, a nie w tysiącach. Strata ze znakiem minus.",
            "A number alone, without words or units. Amounts in PLN, not in thousands. A loss with a minus.",
        ),
    ),
    (
        _text("Zero", "Zero"),
        _text("Wpisz 0, gdy czegoś w tym roku nie było.", "Write 0 when there was none of it in the year."),
    ),
    (
        _text("Nie wiadomo", "Not known"),
        _text(
            "Wpisz kropkę ( . ), gdy liczby nie da się ustalić. Puste pole znaczy to samo.",
            "Write a full stop ( . ) when the figure cannot be established. An empty cell means the same.",
        ),
    ),
    (
        _text("Nie dotyczy", "Does not apply"),
        _text(
            "Wpisz x, gdy pytanie nie ma sensu, na przykład o członków fundacji.",
            "Write x when the question makes no sense, for example about members of a foundation.",
        ),
    ),
    (
        _text("Liczby już podane", "Figures given before"),
        _text(
            "Kolumna „Już podane w” mówi, z którego sprawozdania można przepisać liczbę.",
            "The column 'Already reported in' names the return from which the figure can be copied.",
        ),
    ),
    (
        _text("Uwagi", "Remarks"),
        _text(
            "Gdy liczba bardzo różni się od zeszłorocznej, napisz w uwagach dlaczego.",
            "When a figure is very different from last year's, say why in the remarks.",
        ),
    ),
    (
        _text("Dane osobowe", "Personal data"),
        _text(
            "Nie wpisuj danych osobowych: nazwisk, adresów, telefonów ani informacji o jednej osobie. "
            "Liczb osób mniejszych niż {small} nie publikujemy.",
            "Give no personal data: names, addresses, telephone numbers or facts about one person. "
            "Numbers of people below {small} are not published.",
        ),
    ),
    (
        _text("Niepełne odpowiedzi", "Partial answers"),
        _text(
            "Odeślij plik także wtedy, gdy brakuje części liczb. Karta powie, czego nie wiadomo.",
            "Send the file back even if some figures are missing. The card will say what is not known.",
        ),
    ),
    (
        _text("Odesłanie", "Sending back"),
        _text(
            "Zapisz plik jako .xlsx. Nie zmieniaj nazw arkuszy, nagłówków ani kodów.",
            "Save the file as .xlsx. Do not change names of sheets, headings or codes.",
        ),
    ),
)


def expected_answer(variable: Variable, total: str = "") -> Text:
    """Say in one sentence what may be written as an answer.

    Parameters
    ----------
    variable : Variable
    total : str
        Where the figure that this one is a part of stands, such as ``"E5"``; empty for none.

    Examples
    --------
    >>> from pes_analysis.catalogue import load_catalogue
    >>> expected_answer(load_catalogue().variable("bids_won", "organisation"), "E7").en
    'A whole number, at least 0, not more than in E7; a full stop (not known) or x (does not apply).'
    """
    if variable.kind == "flag":
        return _text("tak, nie, kropka (nie wiadomo) albo x.", "yes, no, a full stop (not known) or x.")
    whole = variable.kind == "count"
    pl, en = ("Liczba całkowita", "A whole number") if whole else ("Liczba", "A number")
    if variable.minimum is not None and variable.maximum is not None:
        pl += f" od {variable.minimum:g} do {variable.maximum:g}"
        en += f" from {variable.minimum:g} to {variable.maximum:g}"
    elif variable.minimum is not None:
        pl, en = f"{pl}, co najmniej {variable.minimum:g}", f"{en}, at least {variable.minimum:g}"
    if total:
        pl, en = f"{pl}, nie więcej niż w {total}", f"{en}, not more than in {total}"
    return _text(
        f"{pl}; kropka (nie wiadomo) albo x (nie dotyczy).",
        f"{en}; a full stop (not known) or x (does not apply).",
    )
