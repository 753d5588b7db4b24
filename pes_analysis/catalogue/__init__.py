"""What is measured: variables, indicators, thresholds, closed lists, the formula language."""

from pes_analysis.catalogue.catalogue import Catalogue, UnknownIdError
from pes_analysis.catalogue.evaluation import evaluate
from pes_analysis.catalogue.formula import Formula, FormulaError, parse
from pes_analysis.catalogue.javascript import to_javascript
from pes_analysis.catalogue.loading import load_catalogue
from pes_analysis.catalogue.mathml import to_mathml
from pes_analysis.catalogue.model import (
    Area,
    ClosedList,
    Dimension,
    Indicator,
    Language,
    Level,
    ListItem,
    Polarity,
    Term,
    Text,
    Threshold,
    Unit,
    Variable,
)
from pes_analysis.catalogue.states import State
from pes_analysis.catalogue.words import in_words, reason_in_words

__all__ = [
    "Area",
    "Catalogue",
    "ClosedList",
    "Dimension",
    "Formula",
    "FormulaError",
    "Indicator",
    "Language",
    "Level",
    "ListItem",
    "Polarity",
    "State",
    "Term",
    "Text",
    "Threshold",
    "Unit",
    "UnknownIdError",
    "Variable",
    "evaluate",
    "in_words",
    "load_catalogue",
    "parse",
    "reason_in_words",
    "to_javascript",
    "to_mathml",
]
