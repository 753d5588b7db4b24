"""What every object of the catalogue is made of: frozen models, bilingual texts, ids, parsed formulas."""

from typing import Annotated, Literal, TypeAlias

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationInfo

from pes_analysis.catalogue.formula import Formula, FormulaError, parse
from pes_analysis.catalogue.validation import BilingualValueError

Language: TypeAlias = Literal["pl", "en"]
Level: TypeAlias = Literal["county", "voivodeship", "organisation"]
Origin: TypeAlias = Literal["F", "L", "P"]
Verification: TypeAlias = Literal["F", "L"]
Id: TypeAlias = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
Words: TypeAlias = Annotated[str, Field(min_length=1)]


class Frozen(BaseModel):
    """Settings shared by everything in the catalogue: unchangeable, and strict about unknown keys."""

    # pydantic, not dataclasses: it reports every problem of a file at once, with the path to each.
    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False, arbitrary_types_allowed=True)


class Text(Frozen):
    """The same words in Polish and in English.

    Examples
    --------
    >>> Text(pl="Ludność", en="Population").in_language("en")
    'Population'
    """

    pl: Words
    en: Words

    def in_language(self, language: Language) -> str:
        """Return the words in one language, ``"pl"`` or ``"en"``."""
        return {"pl": self.pl, "en": self.en}[language]


def _parsed(value: object, info: ValidationInfo) -> object:
    if not isinstance(value, str):
        return value
    try:
        return parse(value, (info.context or {}).get("lists", {}))
    except FormulaError as error:
        raise BilingualValueError(error.pl, error.en) from error


ParsedFormula: TypeAlias = Annotated[Formula, BeforeValidator(_parsed)]


def _codes(value: object, info: ValidationInfo) -> object:
    """Put the types behind a word for many of them: ``all``, ``pes``, ``public``."""
    groups = (info.context or {}).get("groups", {})
    return groups.get(value, value) if isinstance(value, str) else value


# Codes of organisations: their type, and "ps" for the status of a social enterprise.
Codes: TypeAlias = Annotated[tuple[Id, ...], BeforeValidator(_codes)]
