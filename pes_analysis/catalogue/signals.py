"""How signals of local units are read: thresholds, verdicts, and the words that propose a service area."""

from collections.abc import Iterator, Mapping
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field

from pes_analysis.catalogue.catalogue import Catalogue
from pes_analysis.catalogue.claims import Probability
from pes_analysis.catalogue.entries import Frozen, Id, Origin, Text
from pes_analysis.catalogue.loading import PACKAGED, load_catalogue
from pes_analysis.catalogue.service_needs import SERVICE_AREAS
from pes_analysis.catalogue.strict_yaml import read_strict_yaml
from pes_analysis.catalogue.validation import validate

Verdict = Literal["agrees", "runs_ahead", "contradicts", "unseen"]
Count = Annotated[int, Field(ge=1)]
Score = Annotated[float, Field(ge=0, le=100)]


class VerdictWords(Frozen):
    """What a verdict is called, and what it means."""

    name: Text
    reading: Text


class SignalRules(Frozen):
    """How signals are read.

    Attributes
    ----------
    valid_from : date
    origin : {"F", "L", "P"}
    source : Text
    small_count : int
        Fewer people are not told of.
    recent_months, history_months : int
        The newest months, and the fewest months before that they can be set against.
    fewest_signals : int
        Fewer in both together decide nothing.
    false_alarm : float
        How often chance alone may be called a surge, at most.
    official_great, official_small : float
        Needs by public figures, 0 to 100: above the one great, below the other small.
    verdicts : dict of str to VerdictWords
    words : dict of str to tuple of str
        By service area: beginnings of words.
    """

    valid_from: date
    origin: Origin
    source: Text
    small_count: Annotated[int, Field(ge=2)]
    recent_months: Count
    history_months: Count
    fewest_signals: Count
    false_alarm: Probability
    official_great: Score
    official_small: Score
    verdicts: Mapping[Verdict, VerdictWords]
    words: Mapping[Id, Annotated[tuple[str, ...], Field(min_length=1)]]

    def propose(self, text: str) -> str:
        """Propose a service area for a text: the one most of whose words are in it; empty for a tie.

        Examples
        --------
        >>> load_signal_rules().propose("Brak miejsc w noclegowni dla osób bezdomnych")
        'homelessness'
        >>> load_signal_rules().propose("Brak miejsc")
        ''
        """
        low = text.casefold()
        hits = {area: sum(word in low for word in words) for area, words in self.words.items()}
        most = max(hits.values())
        found = [area for area, count in hits.items() if count == most]
        return found[0] if most and len(found) == 1 else ""


class _File(Frozen):
    signals: SignalRules


@lru_cache(maxsize=4)
def load_signal_rules(path: Path = PACKAGED / "signals.yml") -> SignalRules:
    """Read the rules (once: later calls give the same object).

    Raises
    ------
    YamlError
        The file cannot be read, or names an area that is not in the closed list; with file and line.

    Examples
    --------
    >>> load_signal_rules().small_count
    5
    """
    located = read_strict_yaml(path)
    rules = validate(_File, located).signals
    for place, pl, en in _problems(rules, load_catalogue()):
        raise located.error(("signals", *place), pl, en)
    return rules


def _problems(rules: SignalRules, catalogue: Catalogue) -> Iterator[tuple[tuple[str, ...], str, str]]:
    items = {item.id for item in catalogue.closed_list(SERVICE_AREAS).items}
    for area in rules.words:
        if area not in items:
            yield (
                ("words", area),
                f"nie ma obszaru usług „{area}”. Popraw nazwę.",
                f"there is no service area '{area}'. Correct the name.",
            )
    if rules.official_small > rules.official_great:
        yield (
            ("official_small",),
            "próg małych potrzeb nie może być wyższy od progu dużych.",
            "the threshold of small needs must not be above that of great ones.",
        )
