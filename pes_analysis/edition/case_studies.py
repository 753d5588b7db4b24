"""Case studies: Markdown files with a coded header, read strictly; what may not be shown is left out."""

from functools import lru_cache
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field

from pes_analysis.catalogue import Language, Text, load_catalogue
from pes_analysis.catalogue.entries import Frozen, Id
from pes_analysis.catalogue.service_needs import load_service_needs
from pes_analysis.catalogue.strict_yaml import YamlError, read_strict_header
from pes_analysis.catalogue.validation import validate
from pes_analysis.protect.names import check_edition_id
from pes_analysis.protect.personal_data import personal_data_kinds

TEMPLATE_NAME = "SZABLON.md"
"""A file of this name is the template and no case."""
LANGUAGES: tuple[Language, ...] = ("pl", "en")
AREAS = "service_areas"
_INDEX = "index"


class Quote(Frozen):
    """Somebody's words; shown only with consent, under a function and never a name."""

    text: Text
    who: Text
    consent: Literal["public", "none"]


class Header(Frozen):
    """The coded fields of a case.

    Attributes
    ----------
    title, practice, problem, result : Text
    area : str
        Item of the closed list of service areas: the theme.
    indicators : tuple of str
        Indicators it is about, besides those from which the need of its theme is read.
    county : str
        Four digits.
    year : int
    partners : tuple of Text
        Types or public names of those who took part.
    transferability : {"easy", "with_conditions", "hard"}
    conditions : Text
        What it takes to do the same elsewhere.
    author : Text
        A function, never a name.
    quotes : tuple of Quote
    generated : {"true", "false"}
        Whether it is made up for the demonstration.
    """

    title: Text
    practice: Text
    problem: Text
    result: Text
    area: Id
    indicators: tuple[Id, ...] = ()
    county: Annotated[str, Field(pattern=r"^\d{4}$")]
    year: Annotated[int, Field(ge=1995, le=2100)]
    partners: Annotated[tuple[Text, ...], Field(min_length=1)]
    transferability: Literal["easy", "with_conditions", "hard"]
    conditions: Text
    author: Text
    quotes: tuple[Quote, ...] = ()
    generated: Literal["true", "false"]


class CaseStudy(Frozen):
    """One case: its id (the name of its file), its header, and its story by language."""

    id: str
    header: Header
    story: dict[Language, tuple[str, ...]]

    @property
    def indicators(self) -> tuple[str, ...]:
        """What it is about: the indicators of its theme's need, then those it names itself."""
        return tuple(dict.fromkeys((*load_service_needs().areas[self.header.area], *self.header.indicators)))

    @property
    def generated(self) -> bool:
        """Whether it is made up."""
        return self.header.generated == "true"

    def shown_story(self, language: Language) -> tuple[tuple[str, ...], int]:
        """Give the paragraphs that may be shown, and how many are held back for personal data."""
        told = self.story[language]
        kept = tuple(paragraph for paragraph in told if not personal_data_kinds(paragraph))
        return kept, len(told) - len(kept)

    def shown_quotes(self) -> tuple[Quote, ...]:
        """Give the quotes with consent that hold no personal data."""
        return tuple(
            quote
            for quote in self.header.quotes
            if quote.consent == "public"
            and not any(
                personal_data_kinds(text.in_language(language))
                for text in (quote.text, quote.who)
                for language in LANGUAGES
            )
        )


@lru_cache(maxsize=4)
def read_case_studies(folder: Path, counties: frozenset[str] | None = None) -> tuple[CaseStudy, ...]:
    """Read every case of a folder, in the order of their names.

    Parameters
    ----------
    folder : Path
        With files ``name.md``; `TEMPLATE_NAME` is passed over.
    counties : frozenset of str, optional
        Codes a case may have; not checked when left out.

    Returns
    -------
    tuple of CaseStudy

    Raises
    ------
    YamlError
        A file is not as it should be; file, line and key are named.
    """
    paths = sorted(path for path in folder.glob("*.md") if path.name != TEMPLATE_NAME)
    return tuple(_read(path, counties) for path in paths)


def _read(path: Path, counties: frozenset[str] | None) -> CaseStudy:
    name = check_edition_id(path.stem)
    located, below = read_strict_header(path)
    if name == _INDEX:
        raise located.error(
            (), "nazwa „index” jest zajęta. Zmień nazwę.", "the name 'index' is taken. Rename it."
        )
    header = validate(Header, located)
    areas = [item.id for item in load_catalogue().closed_list(AREAS).items]
    if header.area not in areas:
        listed = ", ".join(areas)
        raise located.error(
            ("area",),
            f"nie ma obszaru usług „{header.area}”. Są: {listed}.",
            f"there is no service area '{header.area}'. There are: {listed}.",
        )
    known = {one.id for level in ("county", "organisation") for one in load_catalogue().indicators(level)}
    for indicator in header.indicators:
        if indicator not in known:
            raise located.error(
                ("indicators",),
                f"nie ma wskaźnika „{indicator}”. Popraw identyfikator.",
                f"there is no indicator '{indicator}'. Correct the id.",
            )
    if counties is not None and header.county not in counties:
        raise located.error(
            ("county",),
            f"nie ma powiatu o kodzie „{header.county}”.",
            f"there is no county with the code '{header.county}'.",
        )
    for key in ("title", "practice", "problem", "result", "conditions", "author"):
        text: Text = getattr(header, key)
        if any(personal_data_kinds(text.in_language(language)) for language in LANGUAGES):
            raise located.error(
                (key,),
                "wygląda na dane osobowe (numer, telefon albo e-mail). Usuń je.",
                "this looks like personal data (a number, phone or e-mail). Remove it.",
            )
    start = path.read_text(encoding="utf-8").count("\n") - below.count("\n") + 1
    return CaseStudy(id=name, header=header, story=_story(path, below, start))


def _story(path: Path, below: str, start: int) -> dict[Language, tuple[str, ...]]:
    found: dict[Language, list[list[str]]] = {}
    current: list[list[str]] | None = None
    for number, line in enumerate(below.split("\n"), start=start):
        words = line.strip()
        if words in ("# pl", "# en"):
            current = found.setdefault("pl" if words == "# pl" else "en", [[]])
        elif words.startswith("#") or (words and current is None):
            raise YamlError(
                f"{path}:{number}: tekst ma dwie części, „# pl” i „# en”, bez innych nagłówków. Popraw.",
                f"{path}:{number}: the text has two parts, '# pl' and '# en', and no other headings.",
            )
        elif current is not None:
            if words:
                current[-1].append(words)
            elif current[-1]:
                current.append([])
    missing = [language for language in LANGUAGES if not any(found.get(language, []))]
    if missing:
        raise YamlError(
            f"{path}: brakuje części „# {missing[0]}”. Dopisz ją.",
            f"{path}: the part '# {missing[0]}' is missing. Add it.",
        )
    return {
        language: tuple(" ".join(lines) for lines in paragraphs if lines)
        for language, paragraphs in found.items()
    }
