"""Slips of the pen in returns: some can be read all the same, others only their author can mend."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from pes_analysis.catalogue import Variable
from pes_analysis.edition.generate_organisations.draws import Draws
from pes_analysis.edition.generate_organisations.roster import ORDINARY, Profile

SHEET = "Pytania"
_ANSWER_COLUMN, _FIRST_ROW = "E", 5
_PROBLEM, _REPAIR = 0.05, 0.06
Row = dict[str, object]


@dataclass(frozen=True)
class Slip:
    """A cell that says something else than was meant.

    Attributes
    ----------
    is_problem : bool
        Whether it could not be read, so that the answer is missing; else it was read as `read_as`.
    """

    organisation_id: str
    year: int
    file: str
    cell: str
    variable: str
    rule: str
    written: str
    read_as: str
    message_pl: str
    message_en: str
    is_problem: bool


def _spaced(value: float) -> str:
    return f"{value:,.0f}".replace(",", " ")


# Rule → kind of variable, what is written for a value, what is said of it.
_PROBLEMS: Mapping[str, tuple[str, Callable[[float], str], str, str]] = {
    "below_minimum": (
        "count",
        lambda value: f"-{value:.0f}",
        "{written} to mniej niż najmniejsza możliwa wartość, 0. Popraw liczbę.",
        "{written} is below the least possible value, 0. Correct the figure.",
    ),
    "not_a_number": (
        "count",
        lambda value: f"ok. {value:.0f}",
        "„{written}” nie jest liczbą. Wpisz samą liczbę.",
        "'{written}' is not a number. Write a number alone.",
    ),
    "thousand_slip": (
        "amount",
        lambda value: f"{value / 1000:.0f}",
        "Kwota {written} jest około tysiąc razy mniejsza niż rok wcześniej. Podaj kwoty w złotych.",
        "The amount {written} is about a thousand times smaller than a year earlier. Give PLN.",
    ),
    "date_in_number": (
        "count",
        lambda value: f"{int(value) % 28 + 1:02d}.03.2025",
        "Komórka zawiera datę {written} zamiast liczby. Wpisz liczbę jeszcze raz.",
        "The cell holds the date {written} instead of a number. Write the number again.",
    ),
}
_REPAIRS: Mapping[str, tuple[str, Callable[[float], str], str, str]] = {
    "thousands_mark": (
        "amount",
        lambda value: f"{_spaced(value)} zł",
        "Odstępy i „zł” w liczbie: odczytano {read_as}.",
        "Spaces and 'zł' in a number: read as {read_as}.",
    ),
    "text_number": (
        "count",
        lambda value: f"'{value:.0f}",
        "Liczbę zapisaną jako tekst odczytano jako {read_as}.",
        "Text read as {read_as}.",
    ),
}


def slips(
    profile: Profile,
    year: int,
    file: str,
    asked: Sequence[Variable],
    figures: Mapping[str, float],
    draws: Draws,
) -> list[Slip]:
    """Draw the slips of one return; organisations with a part to play make none.

    Examples
    --------
    >>> from pes_analysis.catalogue import load_catalogue
    >>> from pes_analysis.edition.generate_organisations.roster import make_roster
    >>> first = make_roster(1, ["1201"])[0]
    >>> asked = [load_catalogue().variable("headcount", "organisation")]
    >>> found = [slips(first, 2024, "a.xlsx", asked, {"headcount": 5}, Draws(n)) for n in range(99)]
    >>> sorted({slip.written for each in found for slip in each if slip.rule == "below_minimum"})
    ['-5']
    """
    found: list[Slip] = []
    for rules, likely in ((_PROBLEMS, _PROBLEM), (_REPAIRS, _REPAIR)):
        happens, rule = draws.chance(likely), draws.one_of(sorted(rules))
        place = draws.share()
        kind, written_for, pl, en = rules[rule]
        could = [
            number
            for number, one in enumerate(asked)
            if one.kind == kind
            and one.section != "identity"
            and figures[one.id] >= (1 if kind == "count" else 2000)
        ]
        if not happens or profile.special is not ORDINARY or not could:
            continue
        number = could[int(place * len(could))]
        variable, value = asked[number].id, figures[asked[number].id]
        if any(slip.variable == variable for slip in found):
            continue
        written, read_as = written_for(value), f"{value:.0f}"
        is_problem = rules is _PROBLEMS
        found.append(
            Slip(
                profile.organisation_id,
                year,
                file,
                f"{_ANSWER_COLUMN}{_FIRST_ROW + number}",
                variable,
                rule,
                written,
                "" if is_problem else read_as,
                pl.format(written=written, read_as=read_as),
                en.format(written=written, read_as=read_as),
                is_problem,
            )
        )
    return found


def misread(slip: Slip) -> Row:
    """Give the row of a slip in the table of repairs or of problems."""
    row: Row = {
        "organisation_id": slip.organisation_id,
        "year": slip.year,
        "file": slip.file,
        "sheet": SHEET,
        "cell": slip.cell,
        "variable": slip.variable,
        "rule": slip.rule,
        "written": slip.written,
        "message_pl": slip.message_pl,
        "message_en": slip.message_en,
    }
    return row | ({"severity": "error"} if slip.is_problem else {"read_as": slip.read_as})
