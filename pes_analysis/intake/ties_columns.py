"""Columns and words of the survey of ties: headings in both languages, and what a cell of them may say."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType

from pes_analysis.catalogue import Catalogue, Text
from pes_analysis.catalogue.cooperation_survey import FORMS, INTENSITY, CooperationSurvey

RESPONDENT, YEAR, COUNTY, PARTNER = "respondent", "year", "county", "partner"
STRENGTH, KIND, QUESTION, RATING = "intensity", "kind", "question", "rating"
ANSWER, CODE = "answer", "code"
HAS_TIES = "has_ties"
TRUST = "trust_"

YES, NO = Text(pl="tak", en="yes"), Text(pl="nie", en="no")
KINDS: Mapping[str, Text] = MappingProxyType(
    {
        "problem_solving": Text(pl="rozwiązywanie problemów", en="solving problems"),
        "routine": Text(pl="rutynowa", en="routine"),
    }
)
WHO: Mapping[str, Text] = MappingProxyType(
    {
        RESPONDENT: Text(pl="Jednostka, która odpowiada", en="Unit that answers"),
        YEAR: Text(pl="Rok", en="Year"),
        COUNTY: Text(pl="Powiat", en="County"),
    }
)
RATINGS: Mapping[str, Text] = MappingProxyType(
    {
        "statement": Text(pl="Stwierdzenie", en="Statement"),
        RATING: Text(pl="Ocena", en="Rating"),
        CODE: Text(pl="Kod", en="Code"),
    }
)
UNIT: Mapping[str, Text] = MappingProxyType(
    {
        QUESTION: Text(pl="Pytanie", en="Question"),
        "explanation": Text(pl="Wyjaśnienie", en="Explanation"),
        ANSWER: Text(pl="Odpowiedź", en="Answer"),
        CODE: RATINGS[CODE],
    }
)
_YES = frozenset({"tak", "t", "yes", "y", "x", "1", "true", "prawda"})
_NO = frozenset({"nie", "n", "no", "0", "false", "fałsz", "-", "–"})


@dataclass(frozen=True)
class TiesColumns:
    """What the survey asks, as columns of tables.

    Attributes
    ----------
    catalogue : Catalogue
    survey : CooperationSurvey

    Examples
    --------
    >>> from pes_analysis.catalogue import load_catalogue
    >>> from pes_analysis.catalogue.cooperation_survey import load_cooperation_survey
    >>> columns = TiesColumns(load_catalogue(), load_cooperation_survey())
    >>> columns.column_of("mały  GRANT"), columns.column_of("trust_mission"), columns.column_of("Lp.")
    ('small_grant', 'trust_mission', '')
    >>> columns.grade_of("3 – uzgadnia działania"), columns.grade_of("2"), columns.grade_of("bardzo blisko")
    (3, 2, None)
    """

    catalogue: Catalogue
    survey: CooperationSurvey

    @cached_property
    def trust(self) -> Mapping[str, Text]:
        """Column → its heading, for each aspect of trust."""
        return {
            f"{TRUST}{aspect}": Text(pl=f"Zaufanie, {words.pl}", en=f"Trust, {words.en}")
            for aspect, words in self.survey.trust.items()
        }

    @cached_property
    def forms(self) -> Mapping[str, Text]:
        """Form of cooperation → its name; each is a column."""
        return {item.id: item.name for item in self.catalogue.closed_list(FORMS).items}

    @cached_property
    def ties(self) -> Mapping[str, Text]:
        """Columns of the sheet of ties, in order."""
        return {
            PARTNER: Text(pl="Partner", en="Partner"),
            STRENGTH: Text(pl="Bliskość relacji", en="How close"),
            KIND: Text(pl="Rodzaj współpracy", en="Kind of cooperation"),
            **self.trust,
            **self.forms,
        }

    @cached_property
    def headings(self) -> Mapping[str, Text]:
        """Every column of every table → its heading."""
        return {**UNIT, **RATINGS, **WHO, **self.ties}

    @cached_property
    def grades(self) -> tuple[Text, ...]:
        """The grades of closeness, from 1."""
        return tuple(item.name for item in self.catalogue.closed_list(INTENSITY).items)

    def column_of(self, heading: str) -> str:
        """Find the column that a heading names, in either language or by its id; empty for none."""
        return self._columns.get(_plain(heading), "")

    @cached_property
    def _columns(self) -> Mapping[str, str]:
        return {
            word: id_
            for id_, text in self.headings.items()
            for word in (id_, _plain(text.pl), _plain(text.en))
        }

    def grade_of(self, text: str) -> int | None:
        """Read how close two units are: a grade, or the words of the list."""
        for grade, (words, item) in enumerate(zip(self.grades, self._grade_ids, strict=True), start=1):
            if _plain(text) in (str(grade), item, _plain(words.pl), _plain(words.en)):
                return grade
        return None

    @cached_property
    def _grade_ids(self) -> tuple[str, ...]:
        return tuple(item.id for item in self.catalogue.closed_list(INTENSITY).items)


def kind_of(text: str) -> str:
    """Read the kind of cooperation; empty where it is none.

    Examples
    --------
    >>> kind_of("Rozwiązywanie problemów"), kind_of("routine"), kind_of("miła")
    ('problem_solving', 'routine', '')
    """
    wanted = _plain(text)
    return next((id_ for id_, words in KINDS.items() if wanted in (id_, words.pl, words.en)), "")


def yes_or_no(text: str) -> bool | None:
    """Read a yes or a no; None where it is neither.

    Examples
    --------
    >>> yes_or_no("TAK"), yes_or_no("x"), yes_or_no("nie"), yes_or_no("może")
    (True, True, False, None)
    """
    wanted = _plain(text)
    return True if wanted in _YES else False if wanted in _NO else None


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()
