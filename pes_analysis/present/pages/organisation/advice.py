"""Where to begin with an indicator that is to be improved, in the words of the catalogue."""

import pandas as pd

from pes_analysis.present.pages.organisation.card import Card


def where_to_begin(card: Card, indicator: str) -> str:
    """Give the advice for one indicator, for the direction its step goes; empty where there is none.

    Without a step the nearest end of the recommended range shows the direction.
    """
    known, step = card.context.indicator(indicator), card.steps.get(indicator)
    value = float(card.rows[indicator]["value"])
    target = min(value, (known.range or (value, value))[1]) if step is None else float(step["target"])
    if pd.isna(value):
        return ""
    advice = known.advice_towards(value, target)
    return advice.in_language(card.language.code) if advice else ""
