"""What is measured: variables, indicators, thresholds, closed lists, the formula language."""

from pes_analysis.catalogue.catalogue import Catalogue, UnknownIdError
from pes_analysis.catalogue.claims import Alternative, ClaimRules, SignedList, Variant
from pes_analysis.catalogue.entries import Language, Level, Text
from pes_analysis.catalogue.evaluation import evaluate
from pes_analysis.catalogue.formula import Formula, FormulaError, parse
from pes_analysis.catalogue.indicator import Indicator, Least
from pes_analysis.catalogue.javascript import to_javascript
from pes_analysis.catalogue.loading import load_catalogue
from pes_analysis.catalogue.mathml import to_mathml
from pes_analysis.catalogue.model import Area, ClosedList, Dimension, ListItem, Term, Threshold, Unit
from pes_analysis.catalogue.organisation_model import (
    Alarm,
    Check,
    CompositeRules,
    EntityType,
    YearlyConstant,
)
from pes_analysis.catalogue.scale import Anchor, Polarity, Scale
from pes_analysis.catalogue.states import State
from pes_analysis.catalogue.variable import Variable
from pes_analysis.catalogue.words import in_words, reason_in_words

__all__ = [
    "Alarm",
    "Alternative",
    "Anchor",
    "Area",
    "Catalogue",
    "Check",
    "ClaimRules",
    "ClosedList",
    "CompositeRules",
    "Dimension",
    "EntityType",
    "Formula",
    "FormulaError",
    "Indicator",
    "Language",
    "Least",
    "Level",
    "ListItem",
    "Polarity",
    "Scale",
    "SignedList",
    "State",
    "Term",
    "Text",
    "Threshold",
    "Unit",
    "UnknownIdError",
    "Variable",
    "Variant",
    "YearlyConstant",
    "evaluate",
    "in_words",
    "load_catalogue",
    "parse",
    "reason_in_words",
    "to_javascript",
    "to_mathml",
]
