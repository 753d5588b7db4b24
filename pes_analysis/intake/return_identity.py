"""Who a return is from and what it is about: each answer about the organisation checked on its own."""

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass, field

from pes_analysis.intake.questionnaire_words import IDENTITY_FIELDS
from pes_analysis.intake.return_answers import Answer
from pes_analysis.intake.return_findings import Place, ReturnFinding, has_errors
from pes_analysis.intake.returns import FIRST_YEAR, Identity, Register
from pes_analysis.protect.escape import clean, filename
from pes_analysis.protect.names import is_organisation_id

GENERATED_PREFIX = "demo-"
# Variables that say what the organisation is; a return of nothing else is empty.
ABOUT_ITSELF = frozenset({"has_ps_status", "ps_goal_reintegration", "founding_year"})
FIELDS = {one.id: one for one in IDENTITY_FIELDS}


@dataclass
class IdentityReader:
    """Reads answers about an organisation one by one; what is wrong with them goes to `findings`.

    Each method takes what is written and its place, and gives what was understood: an empty text, or 0
    for a year, where nothing was.
    """

    register: Register
    findings: list[ReturnFinding] = field(default_factory=list)

    def organisation_id(self, written: str, place: Place) -> str:
        """Read the identifier, which also names files and pages."""
        if not written:
            return self._missing("organisation_id", place)
        small = written.lower()
        if not is_organisation_id(small):
            example = filename(written, limit=60)
            if not is_organisation_id(example):
                example = f"{example}-1"
            self.findings.append(place.found("bad_id", written, example=example))
            return ""
        if small.startswith(GENERATED_PREFIX):
            self.findings.append(place.found("id_of_generated", written))
            return ""
        if small != written:
            self.findings.append(place.found("capitals_in_id", written, small))
        return small

    def year(self, written: str, place: Place) -> int:
        """Read the year of the answers."""
        if not written:
            self._missing("year", place)
            return 0
        if not re.fullmatch(r"[0-9]{4}", written):
            self.findings.append(place.found("not_a_year", written))
            return 0
        year = int(written)
        if year > self.register.year:
            self.findings.append(place.found("year_after_edition", written, year=self.register.year))
        elif year < FIRST_YEAR:
            self.findings.append(place.found("year_before_returns", written, year=FIRST_YEAR))
        else:
            if year < self.register.year:
                self.findings.append(place.found("older_year", written, year=self.register.year))
            return year
        return 0

    def entity_type(self, written: str, place: Place) -> str:
        """Read the type: its code, alone or before its name."""
        if not written:
            return self._missing("type", place)
        types = {one.id: one.code for one in self.register.catalogue.entity_types if one.kind != "status"}
        code = re.split(r"[\s–-]", written, maxsplit=1)[0].lower()
        if code in types:
            return code
        self.findings.append(place.found("unknown_type", written, known=", ".join(types.values())))
        return ""

    def words(self, id: str, written: str, place: Place) -> str:  # noqa: A002
        """Read a text: one line, nothing invisible, not too long."""
        text = clean(written)
        longest = FIELDS[id].longest
        if len(text) > longest:
            self.findings.append(place.found("text_too_long", text, length=len(text), limit=longest))
            return ""
        if text != written:
            self.findings.append(place.found("words_cleaned", written, text))
        return text

    def county(self, written: str, place: Place) -> str:
        """Read the code of the county; a lost zero is put back only where the register knows the code."""
        if not written:
            return ""
        counties = self.register.counties
        padded = f"0{written}"
        code = padded if re.fullmatch(r"[0-9]{3}", written) and padded in counties else written
        if code not in counties:
            guess = written.zfill(7)[:4] if re.fullmatch(r"[0-9]{6,7}", written) else ""
            hints = {"hint_pl": "", "hint_en": ""}
            if guess in counties:
                hints = {"hint_pl": f" Czy chodziło o {guess}?", "hint_en": f" Was {guess} meant?"}
            self.findings.append(place.found("unknown_county", written, **hints))
            return ""
        if code != written:
            self.findings.append(place.found("lost_zero", written, code))
        if counties[code] != self.register.region:
            self.findings.append(place.found("county_outside_region", code))
            return ""
        return code

    def choice(self, id: str, written: str, place: Place) -> str:  # noqa: A002
        """Read one of the answers offered, in either language, or the word it is stored under."""
        stored: dict[str, str] = {}
        for value, text in FIELDS[id].choices:
            stored |= {value: value, text.pl: value, text.en: value}
        chosen = stored.get(written.casefold(), "")
        if written and not chosen:
            known = ", ".join(text.pl for _, text in FIELDS[id].choices)
            self.findings.append(place.found("not_a_choice", written, known=known))
        return chosen

    def against_known(self, identity: Identity, place_of: Callable[[str], Place]) -> None:
        """Hold what a return says against the edition; a new organisation must say all that is needed."""
        known = self.register.organisations.get(identity.organisation_id)
        if known is None:
            wrong = {(one.sheet, one.cell) for one in self.findings if one.severity == "error"}
            for key in ("name", "teryt", "place"):
                place = place_of(key)
                # One word about a cell is enough: an answer that could not be read is not missing too.
                if not getattr(identity, key) and (place.sheet, place.cell) not in wrong:
                    self._missing(key, place)
            return
        if identity.type and identity.type != known.type:
            found = place_of("type").found("type_differs", identity.type.upper(), type=known.type.upper())
            self.findings.append(found)
        if identity.name and identity.name != known.name:
            self.findings.append(place_of("name").found("name_differs", identity.name, name=known.name))
        if identity.teryt and identity.teryt != known.teryt:
            self.findings.append(place_of("teryt").found("county_differs", identity.teryt, teryt=known.teryt))
        if identity.consent == "public" and known.consent == "none":
            self.findings.append(place_of("consent").found("consent_differs", identity.consent))

    def _missing(self, id: str, place: Place) -> str:  # noqa: A002
        question = FIELDS[id].question
        self.findings.append(place.found("missing_answer", question_pl=question.pl, question_en=question.en))
        return ""


def check_whole(
    file: str, identity: Identity, answers: Collection[Answer], findings: Collection[ReturnFinding]
) -> list[ReturnFinding]:
    """Check what can be seen only when the whole return was read.

    Parameters
    ----------
    file : str
    identity : Identity
    answers : collection of Answer
        Of the same return.
    findings : collection of ReturnFinding
        What was found so far: an answer that could not be read is no missing answer.
    """
    by_id = {answer.variable: answer for answer in answers}
    found = []
    founded = by_id.get("founding_year")
    if founded is not None and founded.value is not None and identity.year and founded.value > identity.year:
        written = f"{founded.value:.0f}"
        found.append(founded.place.found("founded_after", written, year=identity.year))
    is_empty = all(answer.value is None or answer.variable in ABOUT_ITSELF for answer in answers)
    if is_empty and not has_errors(findings):
        found.append(Place(file).found("nothing_answered"))
    return found
