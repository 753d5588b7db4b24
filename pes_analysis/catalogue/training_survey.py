"""What participants of trainings are asked before and after, and the codes of what they write."""

from collections.abc import Mapping
from datetime import date
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Annotated, Literal, TypeAlias

from pydantic import Field

from pes_analysis.catalogue.entries import Frozen, Id, Origin, Text
from pes_analysis.catalogue.loading import PACKAGED
from pes_analysis.catalogue.strict_yaml import read_strict_yaml
from pes_analysis.catalogue.validation import validate

Moment: TypeAlias = Literal["before", "after"]
QuestionKind: TypeAlias = Literal["benefit", "skill", "statement", "open"]
BEFORE: Moment = "before"
AFTER: Moment = "after"
MOMENTS: tuple[Moment, ...] = (BEFORE, AFTER)
SCALE = (1, 2, 3, 4, 5)
FiveWords: TypeAlias = Annotated[tuple[Text, ...], Field(min_length=5, max_length=5)]


class Benefit(Frozen):
    """A benefit that is expected before and received, or not, after."""

    name: Text
    expected: Text
    received: Text


class OpenQuestion(Frozen):
    """A question answered in one's own words."""

    moment: Moment
    text: Text


class SurveyQuestion(Frozen):
    """A question as it stands in a questionnaire.

    Attributes
    ----------
    id : str
        As in the tables of answers, such as ``"benefit_contacts"``.
    kind : {"benefit", "skill", "statement", "open"}
    about : str
        Id of the benefit, skill, statement or open question.
    texts : dict of str to Text
        Its words at each moment at which it is asked.
    """

    id: Id
    kind: QuestionKind
    about: Id
    texts: Mapping[Moment, Text]


class TrainingSurvey(Frozen):
    """The survey of trainings.

    Attributes
    ----------
    valid_from : date
    origin : {"F", "L", "P"}
    source : Text
    agrees_from : int
        The smallest answer that counts as agreement.
    agreement, ability : tuple of Text
        What the answers 1 to 5 mean, for statements and benefits, and for skills.
    benefits : dict of str to Benefit
    skills, statements : dict of str to Text
    open_questions : dict of str to OpenQuestion
    codes : dict of str to Text
        What an open answer may be about.
    """

    valid_from: date
    origin: Origin
    source: Text
    agrees_from: Annotated[int, Field(ge=2, le=5)]
    agreement: FiveWords
    ability: FiveWords
    benefits: Annotated[Mapping[Id, Benefit], Field(min_length=1)]
    skills: Annotated[Mapping[Id, Text], Field(min_length=1)]
    statements: Annotated[Mapping[Id, Text], Field(min_length=1)]
    open_questions: Mapping[Id, OpenQuestion]
    codes: Annotated[Mapping[Id, Text], Field(min_length=1)]

    @cached_property
    def questions(self) -> Mapping[str, SurveyQuestion]:
        """All questions by id, in the order in which they are asked.

        Examples
        --------
        >>> survey = load_training_survey()
        >>> survey.questions["benefit_contacts"].kind, list(survey.questions["statement_clear"].texts)
        ('benefit', ['after'])
        """
        asked = [
            *(
                _question("benefit", name, {BEFORE: one.expected, AFTER: one.received})
                for name, one in self.benefits.items()
            ),
            *(_question("skill", name, {BEFORE: one, AFTER: one}) for name, one in self.skills.items()),
            *(_question("statement", name, {AFTER: one}) for name, one in self.statements.items()),
            *(_question("open", name, {one.moment: one.text}) for name, one in self.open_questions.items()),
        ]
        return {one.id: one for one in asked}

    def asked(self, moment: Moment) -> tuple[SurveyQuestion, ...]:
        """Give the questions of one questionnaire, in order.

        Examples
        --------
        >>> [one.id for one in load_training_survey().asked("before")][-1]
        'open_need'
        """
        return tuple(one for one in self.questions.values() if moment in one.texts)

    def labels(self, kind: QuestionKind) -> tuple[Text, ...]:
        """Give what the answers 1 to 5 to questions of a kind mean; none for open ones."""
        if kind == "open":
            return ()
        return self.ability if kind == "skill" else self.agreement


def _question(kind: QuestionKind, about: str, texts: dict[Moment, Text]) -> SurveyQuestion:
    return SurveyQuestion(id=f"{kind}_{about}", kind=kind, about=about, texts=texts)


class _File(Frozen):
    training_survey: TrainingSurvey


@lru_cache(maxsize=4)
def load_training_survey(path: Path = PACKAGED / "training_survey.yml") -> TrainingSurvey:
    """Read the survey (once: later calls give the same object).

    Raises
    ------
    YamlError
        The file cannot be read, or something in it is not as it should be; with file and line.

    Examples
    --------
    >>> survey = load_training_survey()
    >>> len(survey.asked("before")), len(survey.asked("after"))
    (11, 18)
    """
    return validate(_File, read_strict_yaml(path)).training_survey
