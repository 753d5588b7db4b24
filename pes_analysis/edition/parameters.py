"""What a user chooses: the file of an edition and the file of structural variables for similar counties."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Annotated, Literal, TypeAlias, TypeVar

from pydantic import AfterValidator, Field, field_validator, model_validator

from pes_analysis.catalogue.entries import Frozen, Language, Text
from pes_analysis.catalogue.strict_yaml import read_strict_yaml
from pes_analysis.catalogue.validation import BilingualValueError, validate
from pes_analysis.edition.comparisons import Comparison
from pes_analysis.edition.unit_pages import UnitPages
from pes_analysis.protect.errors import PesError
from pes_analysis.protect.names import check_edition_id

PEERS_FILE = "peers.yml"
NONE, DEMONSTRATION = "none", "demonstration"
TOPICS = ("directory", "signals", "ties", "case_studies", "trainings", "report", "stewardship")
"""Topics of the region with tables of their own; each is a key of the file of an edition."""

Item = TypeVar("Item")
Percent: TypeAlias = Annotated[float, Field(ge=0, le=100)]
PeersCount: TypeAlias = Annotated[int, Field(ge=5, le=60)]


def _without_repeats(items: tuple[Item, ...]) -> tuple[Item, ...]:
    if len(set(items)) < len(items):
        raise BilingualValueError(
            "ta sama pozycja stoi na liście dwa razy. Usuń jedną.",
            "the same item is on the list twice. Remove one.",
        )
    return items


def _edition_id(name: str) -> str:
    try:
        return check_edition_id(name)
    except PesError as error:
        raise BilingualValueError(error.pl, error.en) from error


def _named_choice(given: str) -> str:
    if given not in (NONE, DEMONSTRATION):
        raise BilingualValueError(
            f"jest „{given}”, a może być: none, demonstration albo folder (np. {{folder: {given}}}).",
            f"got '{given}', allowed: none, demonstration or a folder (such as {{folder: {given}}}).",
        )
    return given


class PeersChoice(Frozen):
    """How many similar counties stand beside each county; as in ``peers.yml`` where nothing is said."""

    count: PeersCount | None = None


class Publisher(Frozen):
    """Who publishes the pages and answers for the figures.

    Attributes
    ----------
    name : Text
    data_steward : Text
        Who keeps the figures true; printed on every page.
    email, url : str, optional
    """

    name: Text
    data_steward: Text
    email: Annotated[str, Field(pattern=r"^[^@\s]+@[^@\s]+\.[^@\s]+$")] | None = None
    url: Annotated[str, Field(pattern=r"^https://\S+$")] | None = None


class OrganisationsChoice(Frozen):
    """Which organisations an edition has: none, the generated ones, own ones, or both for a workshop.

    In a file it is ``none``, ``demonstration``, or ``{folder: organisations/moje}``, where
    ``beside_demonstration: true`` may be added.

    Attributes
    ----------
    folder : str, optional
        Of own organisations, below the project, as ``pes import`` writes it.
    beside_demonstration : bool
        Whether the generated organisations are there too.

    Examples
    --------
    >>> OrganisationsChoice.model_validate("demonstration").any
    True
    >>> OrganisationsChoice.model_validate({"folder": "organisations/moje"}).beside_demonstration
    False
    """

    folder: Annotated[str, Field(min_length=1)] | None = None
    beside_demonstration: bool = False

    @property
    def any(self) -> bool:
        """Whether there are any."""
        return self.beside_demonstration or self.folder is not None

    @model_validator(mode="before")
    @classmethod
    def _by_name(cls, given: object) -> object:
        if not isinstance(given, str):
            return given
        return {"beside_demonstration": _named_choice(given) == DEMONSTRATION}


class TablesChoice(Frozen):
    """Which tables of one topic an edition has: none, the packaged demonstration, or a folder of its own.

    In a file it is ``none``, ``demonstration``, or ``{folder: directory/moja-edycja}``.

    Attributes
    ----------
    folder : str, optional
        Of own tables, below the project.
    demonstration : bool
        Whether they are the packaged ones, which say that they are made up.

    Examples
    --------
    >>> TablesChoice.model_validate("demonstration").any, TablesChoice.model_validate("none").any
    (True, False)
    >>> TablesChoice.model_validate({"folder": "directory/moja"}).folder
    'directory/moja'
    """

    folder: Annotated[str, Field(min_length=1)] | None = None
    demonstration: bool = False

    @property
    def any(self) -> bool:
        """Whether there are any."""
        return self.demonstration or self.folder is not None

    @model_validator(mode="before")
    @classmethod
    def _by_name(cls, given: object) -> object:
        return {"demonstration": _named_choice(given) == DEMONSTRATION} if isinstance(given, str) else given


class DirectoryChoice(TablesChoice):
    """Which directory an edition has, and which of its units have a page of their own.

    In a file it is as of `TablesChoice`, or ``{folder: directory/moja, unit_pages: cards}``.

    Attributes
    ----------
    unit_pages : {"all", "cards", "none"}
        All units, those with a public condition card, or none: a page of each of 50,000 entries would make
        100,000 files. Without a page the search shows the contact in place.

    Examples
    --------
    >>> DirectoryChoice.model_validate("demonstration").unit_pages
    'all'
    """

    unit_pages: UnitPages = "all"


class QualityLimits(Frozen):
    """From when on the data of an edition are good enough; ``pes quality`` fails below.

    Attributes
    ----------
    fresh_years : int
        A figure is fresh when its newest year is at most so many years before the edition's.
    fresh_pct, completeness_pct, returns_pct, checked_pct, owned_pct : float
        At least so many per cent: of public figures are fresh; of the units asked are known, the mean over
        fields; of organisations asked sent a return for the edition's year; of directory entries were
        checked within a year; of sources have somebody who answers for them.
    overdue_pct : float
        At most so many per cent of the sources may be overdue.
    expired_corrections : int
        At most so many corrections may be past the day on which somebody had to look again.
    as_of : date, optional
        The day on which the pages judge what is overdue or expired; the newest day of collection when
        this is left out, so that a page does not change by itself.

    Examples
    --------
    >>> QualityLimits().completeness_pct
    80.0
    """

    fresh_years: Annotated[int, Field(ge=0, le=30)] = 5
    fresh_pct: Percent = 50.0
    completeness_pct: Percent = 80.0
    returns_pct: Percent = 70.0
    checked_pct: Percent = 60.0
    owned_pct: Percent = 100.0
    overdue_pct: Percent = 50.0
    expired_corrections: Annotated[int, Field(ge=0)] = 0
    as_of: date | None = None


class EditionParameters(Frozen):
    """One edition: a region, a year, a snapshot and how it is published.

    Attributes
    ----------
    edition : str
        Its id: the name of its file, so it is not written in it.
    region : str
        Two-digit code of the voivodeship.
    year : int
        The reporting year: figures up to it are used.
    snapshot : str
        ``"demonstration"`` for the packaged tables, or a folder below the project.
    languages : tuple of {"pl", "en"}
    peers : PeersChoice
    figures : tuple of str
        Files of own figures below the project, laid over the snapshot in this order.
    organisations : OrganisationsChoice
    directory : DirectoryChoice
        Addresses and contacts.
    signals, ties, case_studies, trainings, report, stewardship : TablesChoice
        Problems that official statistics miss; who cooperates with whom; case
        studies; evaluation of trainings; the programme, versions and errata of the yearly report; who answers
        for which data.
    quality : QualityLimits
        What the data have to reach.
    previous : str, optional
        The edition of an earlier year that the yearly report is set beside.
    comparisons : tuple of Comparison
        In the order in which they are listed on the pages.
    publisher : Publisher
    """

    edition: Annotated[str, AfterValidator(_edition_id)]
    region: Annotated[str, Field(pattern=r"^\d{2}$")]
    year: Annotated[int, Field(ge=1995, le=2100)]
    snapshot: Annotated[str, Field(min_length=1)] = "demonstration"
    languages: Annotated[tuple[Language, ...], Field(min_length=1)] = ("pl", "en")
    peers: PeersChoice = PeersChoice()
    figures: tuple[Annotated[str, Field(min_length=1)], ...] = ()
    organisations: OrganisationsChoice = OrganisationsChoice()
    directory: DirectoryChoice = DirectoryChoice()
    signals: TablesChoice = TablesChoice()
    ties: TablesChoice = TablesChoice()
    case_studies: TablesChoice = TablesChoice()
    trainings: TablesChoice = TablesChoice()
    report: TablesChoice = TablesChoice()
    stewardship: TablesChoice = TablesChoice()
    quality: QualityLimits = QualityLimits()
    previous: Annotated[str, AfterValidator(_edition_id)] | None = None
    comparisons: tuple[Comparison, ...] = ()
    publisher: Publisher

    _distinct = field_validator("languages", "figures")(_without_repeats)

    @model_validator(mode="after")
    def _comparisons_can_be_made(self) -> "EditionParameters":
        ids = [one.id for one in self.comparisons]
        for position, one in enumerate(self.comparisons):
            place = ("comparisons", position)
            if one.id in ids[:position]:
                raise BilingualValueError(
                    f"porównanie „{one.id}” już jest. Zmień „id”.",
                    f"there is a comparison '{one.id}' already. Change 'id'.",
                    (*place, "id"),
                )
            if one.kind == "organisations" and not self.organisations.any:
                raise BilingualValueError(
                    "edycja nie ma organizacji („organisations: none”), więc nie ma czego porównać.",
                    "the edition has no organisations ('organisations: none'), so there is none to compare.",
                    (*place, "kind"),
                )
        return self

    def topic(self, topic: str) -> TablesChoice:
        """Give the choice of tables of one of `TOPICS`."""
        choice = getattr(self, topic)
        assert isinstance(choice, TablesChoice)
        return choice


class StructuralVariable(Frozen):
    """A variable that tells what a county is like, never how well it does.

    Attributes
    ----------
    variable : str
        Id in the catalogue.
    weight : float
        Its share in the distance, against the weights of the others.
    transform : {"none", "log"}
        Logarithm for what differs by multiples, such as population.
    """

    variable: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
    weight: Annotated[float, Field(gt=0, le=100)] = 1.0
    transform: Literal["none", "log"] = "none"


class PeersParameters(Frozen):
    """How similar counties are chosen.

    Attributes
    ----------
    count : int
        How many; an edition's own choice comes first.
    variables : tuple of StructuralVariable
        Each is taken from the newest year in which nearly all counties have it.

    Examples
    --------
    >>> peers = PeersParameters.model_validate({"variables": [{"variable": "pop", "transform": "log"}]})
    >>> peers.count, peers.variables[0].weight
    (20, 1.0)
    """

    count: PeersCount = 20
    variables: Annotated[tuple[StructuralVariable, ...], Field(min_length=1)]

    @field_validator("variables")
    @classmethod
    def _each_once(cls, variables: tuple[StructuralVariable, ...]) -> tuple[StructuralVariable, ...]:
        _without_repeats(tuple(one.variable for one in variables))
        return variables


def read_parameters(path: Path) -> EditionParameters:
    """Read the file of an edition; its name without ``.yml`` is the id of the edition.

    Parameters
    ----------
    path : Path
        For instance ``parameters/malopolskie-2024.yml``.

    Returns
    -------
    EditionParameters

    Raises
    ------
    YamlError
        Naming file, line and key of each problem.

    Examples
    --------
    >>> parameters = read_parameters(Path("parameters/malopolskie-2024.yml"))
    >>> parameters.edition, parameters.region, parameters.year
    ('malopolskie-2024', '12', 2024)
    """
    located = read_strict_yaml(path)
    if isinstance(located.data, Mapping):
        given = located.data.get("edition", path.stem)
        if given != path.stem:
            raise located.error(
                ("edition",),
                f"identyfikatorem edycji jest nazwa pliku, „{path.stem}”. Usuń ten klucz.",
                f"the id of an edition is the name of its file, '{path.stem}'. Remove this key.",
            )
        located = replace(located, data={"edition": path.stem, **located.data})
    return validate(EditionParameters, located)


def read_peers(path: Path) -> PeersParameters:
    """Read the file of structural variables.

    Parameters
    ----------
    path : Path
        ``parameters/peers.yml``.

    Returns
    -------
    PeersParameters

    Raises
    ------
    YamlError
        Naming file, line and key of each problem.
    """
    return validate(PeersParameters, read_strict_yaml(path))
