"""What the survey of ties asks, and how many must answer before a measure of the network is printed."""

from collections.abc import Iterator, Mapping
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Annotated

from pydantic import Field

from pes_analysis.catalogue.catalogue import Catalogue
from pes_analysis.catalogue.entries import Frozen, Id, Origin, Text
from pes_analysis.catalogue.loading import PACKAGED, load_catalogue
from pes_analysis.catalogue.strict_yaml import read_strict_yaml
from pes_analysis.catalogue.validation import validate

AREAS, FORMS, INTENSITY = "cooperation_areas", "cooperation_forms", "relation_intensity"


class Question(Frozen):
    """A statement that is rated from 1, "not at all", to the highest rating, "fully"."""

    area: Id
    text: Text


class CooperationSurvey(Frozen):
    """The survey of ties.

    Attributes
    ----------
    valid_from : date
    origin : {"F", "L", "P"}
    source : Text
    response_limit : float
        Share of those asked who must answer, 0 to 1.
    least_raters : int
        Fewest raters whose ratings are shown.
    highest_rating, highest_trust : int
        Ends of the scales, which begin with 1.
    trust : dict of str to Text
        Aspects in which a partner is trusted.
    questions : dict of str to Question
        Of the cooperation quality index.
    """

    valid_from: date
    origin: Origin
    source: Text
    response_limit: Annotated[float, Field(gt=0, le=1)]
    least_raters: Annotated[int, Field(ge=3)]
    highest_rating: Annotated[int, Field(ge=3, le=10)]
    highest_trust: Annotated[int, Field(ge=3, le=10)]
    trust: Annotated[Mapping[Id, Text], Field(min_length=1)]
    questions: Annotated[Mapping[Id, Question], Field(min_length=1)]


class _File(Frozen):
    cooperation_survey: CooperationSurvey


@lru_cache(maxsize=4)
def load_cooperation_survey(path: Path = PACKAGED / "cooperation_survey.yml") -> CooperationSurvey:
    """Read the survey (once: later calls give the same object).

    Raises
    ------
    YamlError
        The file cannot be read, or a question has an area that is not in the closed list, or an area
        has no question; with file and line.

    Examples
    --------
    >>> survey = load_cooperation_survey()
    >>> survey.response_limit, survey.questions["joint_work"].area
    (0.7, 'non_financial')
    """
    located = read_strict_yaml(path)
    survey = validate(_File, located).cooperation_survey
    for place, pl, en in _problems(survey, load_catalogue()):
        raise located.error(("cooperation_survey", "questions", *place), pl, en)
    return survey


def planes(catalogue: Catalogue) -> dict[str, tuple[str, ...]]:
    """Give the planes of cooperation, each with its forms; a plane is the note of its forms in the list.

    Examples
    --------
    >>> {plane: len(forms) for plane, forms in planes(load_catalogue()).items()}
    {'policy': 3, 'tasks': 6, 'infrastructure': 5}
    """
    found: dict[str, tuple[str, ...]] = {}
    for item in catalogue.closed_list(FORMS).items:
        plane = item.note.en.lower() if item.note else ""
        found[plane] = (*found.get(plane, ()), item.id)
    return found


def plane_names(catalogue: Catalogue) -> dict[str, Text]:
    """Give the names of the planes, in the order of the list of forms.

    Examples
    --------
    >>> plane_names(load_catalogue())["tasks"].pl
    'Zadania'
    """
    notes = [item.note for item in catalogue.closed_list(FORMS).items if item.note]
    return {note.en.lower(): note for note in notes}


def _problems(survey: CooperationSurvey, catalogue: Catalogue) -> Iterator[tuple[tuple[str, ...], str, str]]:
    areas = [item.id for item in catalogue.closed_list(AREAS).items]
    for name, question in survey.questions.items():
        if question.area not in areas:
            yield (
                (name, "area"),
                f"nie ma obszaru współpracy „{question.area}”. Popraw nazwę.",
                f"there is no area of cooperation '{question.area}'. Correct the name.",
            )
    for area in areas:
        if all(question.area != area for question in survey.questions.values()):
            yield (
                (),
                f"obszar „{area}” nie ma żadnego pytania. Dopisz je.",
                f"the area '{area}' has no question. Add one.",
            )
