"""Recommendations of the yearly report: when each is printed, to whom it is addressed, its evidence."""

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from pydantic import model_validator

from pes_analysis.catalogue.entries import Frozen, Id, Text
from pes_analysis.catalogue.loading import PACKAGED
from pes_analysis.catalogue.strict_yaml import read_strict_yaml
from pes_analysis.catalogue.validation import BilingualValueError, validate

VALUE = "{value}"


class Recommendation(Frozen):
    """What should be done when a figure is beyond a limit.

    Attributes
    ----------
    measure : str
        Id of a figure of the report.
    below, above : float or None
        The limit; one of the two.
    addressee, text : Text
    evidence : Text
        A sentence in which ``{value}`` stands for the figure.
    """

    measure: Id
    below: float | None = None
    above: float | None = None
    addressee: Text
    text: Text
    evidence: Text

    @model_validator(mode="after")
    def _one_limit_and_evidence(self) -> "Recommendation":
        if (self.below is None) == (self.above is None):
            raise BilingualValueError(
                "potrzebny jest jeden z kluczy „below” i „above”.", "one of 'below' and 'above' is needed."
            )
        if not all(VALUE in words for words in (self.evidence.pl, self.evidence.en)):
            raise BilingualValueError(
                f"w zdaniu z dowodem brakuje {VALUE}.",
                f"the sentence of evidence lacks {VALUE}.",
                ("evidence",),
            )
        return self

    def called_for(self, value: float) -> bool:
        """Whether a figure is beyond the limit; an unknown one, NaN, never is.

        Examples
        --------
        >>> one = load_recommendations()["low_response"]
        >>> one.called_for(60.0), one.called_for(95.0), one.called_for(float("nan"))
        (True, False, False)
        """
        return value < self.below if self.below is not None else value > (self.above or 0.0)


class _File(Frozen):
    recommendations: Mapping[Id, Recommendation]


@lru_cache(maxsize=4)
def load_recommendations(path: Path = PACKAGED / "recommendations.yml") -> Mapping[str, Recommendation]:
    """Read the recommendations in their order (once: later calls give the same object).

    Raises
    ------
    YamlError
        The file cannot be read or an entry is not as it should be; with file and line.
    """
    return validate(_File, read_strict_yaml(path)).recommendations
