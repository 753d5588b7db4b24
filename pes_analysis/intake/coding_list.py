"""What waits for a person to code it: entries with what the coder needs to see, and the closed list."""

from collections.abc import Mapping
from dataclasses import dataclass

from pes_analysis.catalogue import Language, Text
from pes_analysis.intake.list_form import FormColumn, ListForm

CODE, CODER, CODED_ON = "code", "coder", "coded_on"
SHEET = Text(pl="Kodowanie", en="Coding")
_WIDE, _NARROW = 44, 18
# From how many letters on words get a wide column.
_LONG = 40
_CODER = FormColumn(
    CODER,
    Text(pl="Kodujący", en="Coder"),
    Text(
        pl="Funkcja albo inicjały, na przykład: zespół badań, osoba 1. Bez imienia i nazwiska.",
        en="A function or initials, for example: research team, person 1. No full name.",
    ),
    28,
)
_CODED_ON = FormColumn(
    CODED_ON,
    Text(pl="Data kodowania", en="Coded on"),
    Text(pl="Na przykład 2025-01-31.", en="For example 2025-01-31."),
)


@dataclass(frozen=True)
class Entry:
    """One entry.

    Attributes
    ----------
    key : tuple of str
        Cells of the columns that tell it from others.
    shown : tuple of (str, str)
        What the coder sees in Polish and in English, a cell a column.
    since : str
        The day before which nobody can have coded it; empty for none.
    codes : tuple of str
        How it is coded now; empty while nobody has.
    coder, coded_on : str
        By whom and when; empty where that is not known.
    """

    key: tuple[str, ...]
    shown: tuple[tuple[str, str], ...]
    since: str = ""
    codes: tuple[str, ...] = ()
    coder: str = ""
    coded_on: str = ""


@dataclass(frozen=True)
class CodingList:
    """Entries of one kind, and what they may be coded as.

    Attributes
    ----------
    title : Text
    key, shown : Mapping of str to Text
        Headings of the columns of `Entry.key` and `Entry.shown`.
    codes : Mapping of str to Text
        The closed list.
    most_codes : int
        How many an entry may have.
    entries : Mapping of tuple to Entry
        All of them by key, coded or not.
    """

    title: Text
    key: Mapping[str, Text]
    shown: Mapping[str, Text]
    codes: Mapping[str, Text]
    most_codes: int
    entries: Mapping[tuple[str, ...], Entry]

    @property
    def uncoded(self) -> tuple[Entry, ...]:
        """The entries that nobody has coded yet."""
        return tuple(one for one in self.entries.values() if not one.codes)

    def columns(self, language: Language = "pl") -> tuple[FormColumn, ...]:
        """Give the columns of the form: what is given, then codes, coder and day."""
        names = tuple(one.in_language(language) for one in self.codes.values())
        given = [
            *(FormColumn(name, heading, given=True) for name, heading in self.key.items()),
            *(
                FormColumn(name, heading, width=self._width(at), given=True)
                for at, (name, heading) in enumerate(self.shown.items())
            ),
        ]
        coded = [
            FormColumn(
                f"{CODE}_{at}",
                Text(pl=f"Kod {at}", en=f"Code {at}") if self.most_codes > 1 else Text(pl="Kod", en="Code"),
                Text(pl="Z listy; puste, gdy nie wiadomo.", en="From the list; empty when not known."),
                34,
                names,
            )
            for at in range(1, self.most_codes + 1)
        ]
        return (*given, *coded, _CODER, _CODED_ON)

    def form(self, language: Language = "pl", coder: str = "") -> bytes:
        """Make the workbook of what nobody has coded yet.

        Parameters
        ----------
        language : {"pl", "en"}
        coder : str
            Written into each row beforehand; empty leaves it to whoever codes.
        """
        cover = (
            self.title,
            Text(
                pl="Na arkuszu „Kodowanie” wybierz kod z listy. Wpisz też, kto koduje i kiedy.",
                en="On the sheet 'Coding' choose a code from the list. Write who codes and when, too.",
            ),
            Text(
                pl="Szarych kolumn nie zmieniaj: po nich poznajemy wpis. Wiersz bez kodu czeka dalej.",
                en="Leave the grey columns as they are: they tell the entry. A row without a code waits on.",
            ),
            Text(
                pl="Teksty, które wyglądają na dane osobowe, wstrzymano. Nazwisk program nie rozpozna: "
                "gdy je zobaczysz, powiedz o tym opiekunowi danych.",
                en="Texts that look like personal data were held back. The program cannot tell names: "
                "when you see one, tell the data steward.",
            ),
        )
        at = ("pl", "en").index(language)
        written = {CODER: coder}
        columns = self.columns(language)
        rows = [
            [*one.key, *(text[at] for text in one.shown),
             *(written.get(column.id, "") for column in columns[len(one.key) + len(one.shown):])]
            for one in self.uncoded
        ]  # fmt: skip
        return ListForm(SHEET, columns, cover=cover).workbook(language, rows)

    def _width(self, at: int) -> int:
        longest = max((len(one.shown[at][0]) for one in self.uncoded), default=0)
        return _WIDE if longest > _LONG else _NARROW
